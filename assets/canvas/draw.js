// The drawing pad and the answer that follows the pen.
//
// Streamlit calls the default export again at every change of data, theme or fragment, with the same root: one Pad
// lives per root, and each call hands it the newest data and the newest way to send. What is drawn goes to the server
// as 112×112 bytes of ink, at most two messages under way at a time; replies come back in `data.reply`. A drawing is
// `base`, a picture below the strokes or null, `strokes` and their `pens`: widths, negative ones rub out. Each change
// makes new arrays, so that undo and redo keep the old ones. Where `data.tools` is set, tools.js adds its own.

const pads = (globalThis.__deltascopePads ??= new WeakMap());

const SIDE = 280; // of the pad, in its own units
const SENT = 112; // pixels that are sent, each way
const APART = 50; // ms between two messages, at least
const AHEAD = 2; // messages that may be under way
const LOST = 700; // ms after which a reply is no longer waited for
const SILENCE = 3000; // ms without a message after a click on a link, which may lead to another page
const STEP = 8; // units that an arrow key moves the pen
const REST = 350; // ms after which the pen has come to rest, and what is heavy may be drawn

// What this browser tab remembers; without storage the example is seen again, and a reload loses the drawing.
const store = new Proxy({}, {
  get: (_, name) => {
    try {
      return sessionStorage.getItem(`deltascope.${name}`);
    } catch {
      return null;
    }
  },
  set: (_, name, value) => {
    try {
      sessionStorage.setItem(`deltascope.${name}`, value);
    } catch {
      // as above
    }
    return true;
  },
});

class Pad {
  constructor(root) {
    this.root = root;
    this.canvas = root.querySelector(".ink");
    this.context = this.canvas.getContext("2d");
    this.ink = Object.assign(document.createElement("canvas"), { width: SENT, height: SENT }).getContext("2d", { willReadFrequently: true });
    Object.assign(this, NOTHING);
    this.past = [];
    this.future = [];
    this.width = PEN;
    this.erasing = false;
    this.stroke = null; // being drawn
    this.cursor = null; // of the keyboard: {x, y, down}
    this.sequence = this.answered = this.sentAt = this.timer = this.taken = 0;
    this.waiting = false;
    this.rows = this.makeRows();
    this.events = new AbortController();
    this.listen();
  }

  // --- drawing ---------------------------------------------------------------------------------------------------

  listen() {
    const on = (target, type, handler) => target.addEventListener(type, handler, { signal: this.events.signal });
    on(this.canvas, "pointerdown", (event) => this.penDown(event));
    on(this.canvas, "pointermove", (event) => this.penMove(event));
    for (const type of ["pointerup", "pointercancel", "lostpointercapture"]) on(this.canvas, type, (event) => this.penUp(event));
    on(this.canvas, "contextmenu", (event) => event.preventDefault());
    on(this.canvas, "keydown", (event) => this.key(event));
    on(this.canvas, "blur", () => this.leave());
    this.on = on;
    for (const button of this.root.querySelectorAll("[data-act]")) on(button, "click", () => this[button.dataset.act]());
    // A message that is under way when the page is left makes Streamlit show nothing at all: fall silent before.
    const leaving = (event) => event.composedPath().some((node) => node.tagName === "A") && this.fallSilent();
    document.addEventListener("click", leaving, { capture: true, signal: this.events.signal });
    window.addEventListener("popstate", () => this.fallSilent(), { capture: true, signal: this.events.signal });
    this.observer = new ResizeObserver(() => this.paint());
    this.observer.observe(this.canvas);
  }

  at(event) {
    const box = this.canvas.getBoundingClientRect();
    const inside = (value) => Math.round(Math.min(Math.max(value, 0), 1) * SIDE);
    return [inside((event.clientX - box.left) / box.width), inside((event.clientY - box.top) / box.height)];
  }

  begin(point) {
    this.stopDemo();
    this.remember();
    this.stroke = [point];
    this.strokes = [...this.strokes, this.stroke];
    this.pens = [...this.pens, this.erasing ? -this.width : this.width];
  }

  extend(point) {
    const [x, y] = this.stroke.at(-1);
    if (point[0] !== x || point[1] !== y) this.stroke.push(point);
  }

  penDown(event) {
    if (!event.isPrimary || event.button !== 0 || this.pointer != null) return;
    event.preventDefault();
    this.canvas.focus({ preventScroll: true });
    this.canvas.setPointerCapture(event.pointerId);
    this.pointer = event.pointerId;
    this.cursor = null;
    this.begin(this.at(event));
    this.changed();
  }

  penMove(event) {
    if (!this.stroke || event.pointerId !== this.pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length ? events : [event]) this.extend(this.at(each));
    this.changed();
  }

  penUp(event) {
    if (!this.stroke || event.pointerId !== this.pointer) return;
    this.stroke = this.pointer = null;
    this.changed();
  }

  get blank() {
    return !this.strokes.length && !this.base;
  }

  now() {
    return { strokes: this.strokes, pens: this.pens, base: this.base, label: this.label };
  }

  // Before a change: what undo comes back to.
  remember() {
    this.past.push(this.now());
    this.future = [];
  }

  undo() {
    this.travel(this.past, this.future);
  }

  redo() {
    this.travel(this.future, this.past);
  }

  travel(from, to) {
    const showing = this.demo;
    this.stopDemo();
    this.stroke = null;
    if (from.length && !showing) {
      to.push(this.now());
      const then = from.pop();
      Object.assign(this, then, { label: this.label ?? then.label });
    }
    if (this.blank) this.label = null;
    this.changed();
  }

  clear() {
    this.stopDemo();
    if (!this.blank) this.remember();
    this.stroke = null;
    Object.assign(this, NOTHING);
    this.changed();
  }

  // Arrows move a pen over the pad, space sets it down and lifts it.
  key(event) {
    const arrow = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    const control = event.ctrlKey || event.metaKey;
    const letter = event.key.toLowerCase();
    if (control && (letter === "y" || (letter === "z" && event.shiftKey))) this.redo();
    else if (control && letter === "z") this.undo();
    else if (event.key === "Delete" || event.key === "Backspace") this.clear();
    else if (event.key === " ") this.togglePen();
    else if (arrow) this.movePen(arrow);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  togglePen() {
    this.cursor ??= { x: SIDE / 2, y: SIDE / 4 };
    if (this.stroke) this.stroke = null;
    else this.begin([this.cursor.x, this.cursor.y]);
    this.changed();
  }

  movePen([dx, dy]) {
    this.cursor ??= { x: SIDE / 2, y: SIDE / 4 };
    const inside = (value) => Math.min(Math.max(value, 0), SIDE);
    this.cursor = { x: inside(this.cursor.x + STEP * dx), y: inside(this.cursor.y + STEP * dy) };
    if (this.stroke) {
      this.extend([this.cursor.x, this.cursor.y]);
      this.changed();
    } else this.paint();
  }

  leave() {
    if (this.cursor) this.cursor = this.stroke = null;
    this.paint();
  }

  // --- the example that draws itself -------------------------------------------------------------------------------

  startDemo({ strokes, label }) {
    this.demo = true;
    const points = pointsOf(strokes);
    this.strokes = [];
    this.pens = strokes.map(() => PEN);
    const finish = () => {
      this.label = label;
      this.changed();
    };
    const draw = (point) => addPoint(this.strokes, point);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      points.forEach(draw);
      return finish();
    }
    const tick = () => {
      if (!this.demo) return;
      if (!points.length) return finish();
      draw(points.shift());
      this.changed();
      this.demoTimer = setTimeout(tick, points[0]?.first ? 350 : 40);
    };
    this.demoTimer = setTimeout(tick, 600);
  }

  // At the first touch the example makes room.
  stopDemo() {
    this.tools?.stopReplay();
    if (!this.demo) return;
    clearTimeout(this.demoTimer);
    this.demo = false;
    Object.assign(this, NOTHING);
    this.stroke = null;
    store.visited = "1";
  }

  // --- sending -----------------------------------------------------------------------------------------------------

  changed() {
    this.lastChange = performance.now();
    if (!this.showing) store.drawing = JSON.stringify({ ...this.now(), base: this.base && this.base.code() });
    this.paint();
    this.waiting = true;
    this.schedule();
    this.tools?.changed();
  }

  // Whether what is seen draws itself, and is not the visitor's.
  get showing() {
    return Boolean(this.demo || this.tools?.replaying);
  }

  schedule() {
    if (this.timer || !this.waiting) return;
    const since = performance.now() - this.sentAt;
    const wait = this.sequence - this.answered < AHEAD ? APART - since : LOST - since;
    this.timer = setTimeout(() => this.flush(), Math.max(0, wait));
  }

  fallSilent() {
    this.silentUntil = performance.now() + SILENCE;
    clearTimeout(this.demoTimer);
  }

  flush() {
    this.timer = 0;
    if (performance.now() < this.silentUntil) return;
    this.waiting = false;
    this.sentAt = performance.now();
    this.sequence += 1;
    const { strokes, pens, label, taken } = this;
    this.send("drawing", { sequence: this.sequence, ink: this.encode(), strokes, pens, label, taken, picture: Boolean(this.base), demo: this.showing });
    this.canvas.dataset.sent = this.lastChange;
  }

  encode() {
    paintDrawing(this.ink, this.now(), SENT, "#fff", "#000");
    return base64(grey(this.ink));
  }

  // --- showing -----------------------------------------------------------------------------------------------------

  paint() {
    const size = Math.round(this.canvas.clientWidth * devicePixelRatio) || SIDE;
    if (this.canvas.width !== size || this.canvas.height !== size) this.canvas.width = this.canvas.height = size;
    const { color, backgroundColor } = getComputedStyle(this.canvas);
    paintDrawing(this.context, this.now(), size, color, backgroundColor);
    this.tools?.paint(this.context, size, color);
    if (this.cursor && this.root.activeElement === this.canvas) this.paintCursor(size, color);
    const disabled = { undo: !this.past.length && !this.demo, redo: !this.future.length };
    for (const button of this.root.querySelectorAll("[data-act]")) button.disabled = disabled[button.dataset.act] ?? this.blank;
  }

  paintCursor(size, color) {
    const unit = size / SIDE;
    this.context.beginPath();
    this.context.arc(this.cursor.x * unit, this.cursor.y * unit, (this.width / 2 + 4) * unit, 0, 7);
    this.context.lineWidth = 2 * unit;
    this.context.strokeStyle = color;
    this.context.setLineDash(this.stroke ? [] : [4 * unit, 4 * unit]);
    this.context.stroke();
    this.context.setLineDash([]);
  }

  makeRows() {
    const group = this.root.querySelector(".neurons");
    const bar = (name) => `<span class="bar ${name}"><i></i><span></span></span>`;
    return Array.from({ length: 10 }, (_, j) => {
      const row = document.createElement("button");
      row.type = "button";
      row.setAttribute("role", "radio");
      row.dataset.digit = j;
      row.innerHTML = `<b>${j}</b>${bar("a")}${bar("d")}`;
      row.addEventListener("click", () => this.choose(j));
      group.append(row);
      return row;
    });
  }

  choose(j) {
    if (this.blank) return;
    this.label = this.label === j ? null : j;
    this.changed();
  }

  write(texts) {
    const set = (selector, text) => (this.root.querySelector(selector).textContent = text);
    set("[data-act=undo]", texts.undo);
    set("[data-act=clear]", texts.clear_all);
    set(".hint", texts.hint);
    set("figcaption", texts.seen);
    set(".head .a", texts.a);
    set(".head .d", texts.delta);
    this.canvas.setAttribute("aria-label", texts.pad);
    this.root.querySelector(".neurons").setAttribute("aria-label", texts.choose);
  }

  show(reply) {
    const set = (selector, text) => (this.root.querySelector(selector).textContent = text);
    set(".digit", reply.digit ?? "");
    set(".sentence", reply.sentence);
    set(".meaning", reply.meaning);
    if (reply.deltaHead) set(".head .d", reply.deltaHead);
    this.showSeen(reply);
    this.rows.forEach((row, j) => this.showNeuron(row, j, reply));
    this.canvas.dataset.digit = reply.digit ?? "";
    this.canvas.dataset.answered = reply.sequence;
    if (this.lastChange) this.canvas.dataset.latency = performance.now() - this.lastChange;
  }

  showSeen({ seen, seenAlt }) {
    const canvas = this.root.querySelector(".seen canvas");
    const context = canvas.getContext("2d");
    const image = context.createImageData(28, 28);
    const [r, g, b] = rgb(getComputedStyle(canvas).color);
    const ink = seen ? Uint8Array.from(atob(seen), (c) => c.charCodeAt(0)) : new Uint8Array(784);
    ink.forEach((value, i) => image.data.set([r, g, b, value], 4 * i));
    context.putImageData(image, 0, 0);
    canvas.setAttribute("aria-label", seenAlt);
  }

  showNeuron(row, j, { digit, a, delta, scale, label }) {
    const [activation, error] = row.querySelectorAll(".bar");
    const value = a?.[j];
    row.classList.toggle("best", digit === j);
    row.setAttribute("aria-checked", label === j);
    setBar(activation, 0, value === undefined ? 0 : Math.min(Math.max(value, 0), 1), "", value?.toFixed(2));
    const d = delta?.[j];
    const part = d === undefined ? 0 : Math.max(-1, Math.min(1, d / scale)) / 2;
    const colour = part < 0 ? "var(--st-orange-color)" : "var(--st-blue-color)";
    setBar(error, 0.5 + Math.min(0, part), Math.abs(part), colour, d === undefined ? "" : signed(d));
  }

  // --- life --------------------------------------------------------------------------------------------------------

  update({ data, setStateValue, setTriggerValue }) {
    this.send = setStateValue;
    this.trigger = setTriggerValue;
    this.write(data.texts);
    if (data.tools) this.tools ??= new Tools(this);
    if (!this.begun) {
      this.begun = true;
      this.restore(data);
    }
    this.tools?.update(data);
    if (data.reply && data.reply.sequence >= this.answered && data.reply.sequence <= this.sequence) {
      this.answered = data.reply.sequence;
      this.show(data.reply);
      clearTimeout(this.timer); // it may have been set for a lost reply
      this.timer = 0;
      this.schedule();
    } else if (this.blank) this.show({ ...data.empty, sequence: this.answered });
    this.paint();
    this.canvas.dataset.ready = "1";
  }

  // What this visitor drew on another page, or the example on a first visit.
  restore({ drawing, demo }) {
    drawing ??= JSON.parse(store.drawing ?? "null"); // a reload
    if (drawing?.strokes.length || drawing?.base) {
      const { strokes, label } = drawing;
      const pens = drawing.pens?.length ? drawing.pens : strokes.map(() => PEN);
      const base = drawing.base ? new Base(drawing.base) : null;
      this.past = strokes.map((_, i) => ({ strokes: strokes.slice(0, i), pens: pens.slice(0, i), base, label }));
      Object.assign(this, { strokes, pens, base, label });
      this.changed();
      return;
    }
    if (demo && !store.visited) this.startDemo(demo);
  }

  destroy() {
    clearTimeout(this.timer);
    clearTimeout(this.demoTimer);
    this.tools?.destroy();
    this.demo = false;
    this.events.abort();
    this.observer.disconnect();
    pads.delete(this.root);
  }
}

function paintDrawing(context, { base, strokes, pens }, size, ink, paper) {
  const unit = size / SIDE;
  context.fillStyle = paper;
  context.fillRect(0, 0, size, size);
  base?.paint(context, unit, ink);
  context.lineCap = context.lineJoin = "round";
  strokes.forEach((stroke, n) => {
    context.strokeStyle = pens[n] < 0 ? paper : ink;
    context.lineWidth = Math.abs(pens[n]) * unit;
    context.beginPath();
    // A curve through the middles between points, which are its corners: a hand does not draw polygons.
    stroke.forEach(([x, y], i) => {
      const [nextX, nextY] = stroke[i + 1] ?? [x, y];
      if (i === 0) context.moveTo(x * unit, y * unit);
      context.quadraticCurveTo(x * unit, y * unit, ((x + nextX) / 2) * unit, ((y + nextY) / 2) * unit);
    });
    if (stroke.length === 1) context.lineTo(stroke[0][0] * unit + 0.01, stroke[0][1] * unit); // a dot
    context.stroke();
  });
}

function setBar(bar, from, length, colour, text) {
  const track = bar.querySelector("i");
  track.style.setProperty("--from", `${100 * from}%`);
  track.style.setProperty("--length", `${100 * length}%`);
  if (colour) track.style.setProperty("--colour", colour);
  bar.querySelector("span").textContent = text ?? "";
}

// Four decimals, or a power of ten where they would all be zero.
function signed(value) {
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "+";
  if (size === 0) return "0";
  if (size >= 0.0005) return sign + size.toFixed(4);
  const [digits, power] = size.toExponential(0).split("e-");
  return `${sign}${digits}·10⁻${[...power].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit]).join("")}`;
}

const rgb = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map(Number);

export default function (component) {
  const root = component.parentElement;
  let pad = pads.get(root);
  if (!pad) pads.set(root, (pad = new Pad(root)));
  pad.update(component);
  // Cleanup may be called for a superseded call while the pad is still on the page.
  return () => {
    if (!(root.host ?? root).isConnected) pad.destroy();
  };
}
