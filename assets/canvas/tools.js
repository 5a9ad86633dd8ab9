// What the pad of the page Draw has besides undo and clear: pens, an eraser, replay, shifts, turns, thicker and thinner
// lines, a picture below the strokes, a digit to trace. Read before draw.js, into the same module.

const PEN = 20; // width in units: after fitting, about that of the pens of MNIST
const PENS = { min: 8, max: 48, step: 4 };
const NOTHING = { strokes: [], pens: [], base: null, label: null };
const SHIFT = 14; // units
const TURN = 10; // degrees
const THICKER = 4; // units
const REPLAY = 3000; // ms that a replay takes, at most
const HEAVY = 4 * 2 ** 20; // bytes of a file that is pasted or dropped, at most

const ICONS = {
  left: "M19 12H5m6-6-6 6 6 6", right: "M5 12h14m-6-6 6 6-6 6", up: "M12 19V5m-6 6 6-6 6 6", down: "M12 5v14m-6-6 6 6 6-6",
  turn_left: "M5 4v5h5M5.6 9A8 8 0 1 1 4 14", turn_right: "M19 4v5h-5M18.4 9A8 8 0 1 0 20 14",
  thicker: "M12 5v14M5 12h14", thinner: "M5 12h14", redo: "M15 6l4 4-4 4m4-4h-9a5 5 0 0 0 0 10h3", replay: "M8 5v14l11-7z",
};
const CHANGES = Object.keys(ICONS).slice(0, 8); // of the whole drawing

class Tools {
  constructor(pad) {
    this.pad = pad;
    this.trace = null;
    const bar = pad.root.querySelector(".tools");
    const icon = (name) => `<button type="button" data-act="${name}"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="${ICONS[name]}"/></svg></button>`;
    bar.insertAdjacentHTML("beforeend", icon("redo") + icon("replay"));
    bar.insertAdjacentHTML("afterend", `
      <div class="tools more">
        <label class="pen"><span></span><input type="range" min="${PENS.min}" max="${PENS.max}" step="${PENS.step}" value="${pad.width}"></label>
        <button type="button" class="eraser" aria-pressed="false"></button>
      </div>
      <div class="tools icons" role="group">${CHANGES.map(icon).join("")}</div>`);
    this.pen = pad.root.querySelector(".pen input");
    this.eraser = pad.root.querySelector(".eraser");
    this.listen();
  }

  listen() {
    const { pad } = this;
    const acts = {
      redo: () => pad.redo(),
      replay: () => this.replay(),
      left: () => this.move(new DOMMatrix([1, 0, 0, 1, -SHIFT, 0])),
      right: () => this.move(new DOMMatrix([1, 0, 0, 1, SHIFT, 0])),
      up: () => this.move(new DOMMatrix([1, 0, 0, 1, 0, -SHIFT])),
      down: () => this.move(new DOMMatrix([1, 0, 0, 1, 0, SHIFT])),
      turn_left: () => this.turn(-TURN),
      turn_right: () => this.turn(TURN),
      thicker: () => this.thicken(THICKER),
      thinner: () => this.thicken(-THICKER),
    };
    for (const [name, act] of Object.entries(acts)) pad.on(pad.root.querySelector(`[data-act=${name}]`), "click", act);
    pad.on(this.pen, "input", () => this.setPen(Number(this.pen.value), false));
    pad.on(this.eraser, "click", () => this.setPen(pad.width, !pad.erasing));
    pad.on(document, "paste", (event) => this.take(event, event.clipboardData));
    pad.on(pad.canvas, "dragover", (event) => event.preventDefault());
    pad.on(pad.canvas, "drop", (event) => this.take(event, event.dataTransfer));
  }

  update({ texts, trace, offer }) {
    const set = (selector, text) => (this.pad.root.querySelector(selector).textContent = text);
    set(".pen span", texts.pen);
    set(".eraser", texts.eraser);
    this.pad.root.querySelector(".icons").setAttribute("aria-label", texts.change);
    for (const name of Object.keys(ICONS)) {
      const button = this.pad.root.querySelector(`[data-act=${name}]`);
      button.title = texts[name];
      button.setAttribute("aria-label", texts[name]);
    }
    this.texts = texts;
    if (trace !== this.traced) {
      this.traced = trace;
      this.trace = trace ? new Base(trace) : null;
      this.pad.paint();
    }
    if (offer && offer.id > this.pad.taken) this.accept(offer);
  }

  // What the page puts on the pad: a picture, a label.
  accept({ id, ink, label }) {
    const { pad } = this;
    pad.taken = id;
    pad.stopDemo();
    pad.stroke = null;
    if (ink) {
      pad.remember();
      Object.assign(pad, NOTHING, { base: new Base(ink) });
    }
    if (label !== undefined) pad.label = label;
    pad.changed();
  }

  setPen(width, erasing) {
    Object.assign(this.pad, { width, erasing });
    this.eraser.setAttribute("aria-pressed", erasing);
    this.pad.canvas.classList.toggle("erasing", erasing);
    this.pad.paint();
  }

  paint(context, size, colour) {
    if (!this.trace) return;
    context.globalAlpha = 0.25;
    this.trace.paint(context, size / SIDE, colour);
    context.globalAlpha = 1;
  }

  // --- changes of the whole drawing --------------------------------------------------------------------------------

  change(next) {
    this.pad.stopDemo();
    if (this.pad.blank) return;
    this.pad.remember();
    this.pad.stroke = null;
    Object.assign(this.pad, next());
    this.pad.changed();
  }

  move(matrix) {
    const inside = (value) => Math.round(Math.min(Math.max(value, -SIDE), 2 * SIDE));
    const moved = ([x, y]) => {
      const point = matrix.transformPoint({ x, y });
      return [inside(point.x), inside(point.y)];
    };
    this.change(() => ({ strokes: this.pad.strokes.map((stroke) => stroke.map(moved)), base: this.pad.base?.moved(matrix) ?? null }));
  }

  turn(degrees) {
    this.move(new DOMMatrix().translate(SIDE / 2, SIDE / 2).rotate(degrees).translate(-SIDE / 2, -SIDE / 2));
  }

  thicken(by) {
    const thick = (width) => (width < 0 ? width : Math.min(Math.max(width + by, 4), 80));
    this.change(() => ({ pens: this.pad.pens.map(thick), base: this.pad.base?.grown(by > 0) ?? null }));
  }

  // --- replay ------------------------------------------------------------------------------------------------------

  get replaying() {
    return Boolean(this.whole);
  }

  // The strokes again, one after the other; the answer follows them as it follows a pen.
  replay() {
    const { pad } = this;
    pad.stopDemo();
    const points = pointsOf(pad.strokes);
    if (!points.length) return;
    this.whole = pad.now();
    pad.strokes = [];
    const at_once = Math.max(1, Math.ceil((25 * points.length) / REPLAY));
    const tick = () => {
      for (const point of points.splice(0, at_once)) addPoint(pad.strokes, point);
      if (!points.length) this.stopReplay();
      else this.timer = setTimeout(tick, points[0].first ? 200 : 25);
      pad.changed();
    };
    tick();
  }

  stopReplay() {
    if (!this.whole) return;
    clearTimeout(this.timer);
    Object.assign(this.pad, this.whole);
    this.whole = null;
  }

  // --- the pen has come to rest: what is heavy may be drawn ---------------------------------------------------------

  changed() {
    clearTimeout(this.rest);
    if (!this.pad.showing) this.rest = setTimeout(() => this.rested(), REST);
  }

  rested() {
    const { pad } = this;
    const busy = pad.pointer != null || pad.waiting || pad.answered < pad.sequence;
    if (busy && performance.now() - pad.sentAt < LOST) this.rest = setTimeout(() => this.rested(), 100);
    else if (!(performance.now() < pad.silentUntil)) pad.trigger("rested", pad.sequence);
  }

  // --- a picture that is pasted or dropped ---------------------------------------------------------------------------

  async take(event, data) {
    const file = [...(data?.files ?? [])].find(({ type }) => type.startsWith("image/"));
    if (!file) return;
    event.preventDefault();
    if (file.size > HEAVY) {
      this.pad.root.querySelector(".hint").textContent = this.texts.heavy;
      return;
    }
    this.pad.trigger("pasted", base64(new Uint8Array(await file.arrayBuffer())));
  }

  destroy() {
    clearTimeout(this.rest);
    clearTimeout(this.timer);
  }
}

// A picture of ink below the strokes: a square of bytes, as large as the pad, and how it has been moved since.
class Base {
  constructor(source, matrix = new DOMMatrix()) {
    this.matrix = matrix;
    this.ink = typeof source === "string" ? inkCanvas(source) : source;
    this.tinted = {};
  }

  moved(matrix) {
    return new Base(this.ink, matrix.multiply(this.matrix));
  }

  // Thicker or thinner by about a pixel each way.
  grown(more) {
    const { width, height } = this.ink;
    const context = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d", { willReadFrequently: true });
    context.drawImage(this.ink, 0, 0);
    context.globalCompositeOperation = more ? "source-over" : "destination-in";
    for (const [x, y] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) context.drawImage(this.ink, x, y);
    return new Base(context.canvas, this.matrix);
  }

  paint(context, unit, colour) {
    context.save();
    context.scale(unit, unit);
    context.transform(...["a", "b", "c", "d", "e", "f"].map((name) => this.matrix[name]));
    context.drawImage(this.in(colour), 0, 0, SIDE, SIDE);
    context.restore();
  }

  in(colour) {
    if (this.tinted[colour]) return this.tinted[colour];
    const { width, height } = this.ink;
    const context = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
    context.drawImage(this.ink, 0, 0);
    context.globalCompositeOperation = "source-in";
    context.fillStyle = colour;
    context.fillRect(0, 0, width, height);
    return (this.tinted[colour] = context.canvas);
  }

  // As base64, moved as it is now.
  code() {
    if (this.coded) return this.coded;
    const context = Object.assign(document.createElement("canvas"), { width: SENT, height: SENT }).getContext("2d", { willReadFrequently: true });
    paintDrawing(context, { ...NOTHING, base: this }, SENT, "#fff", "#000");
    return (this.coded = base64(grey(context)));
  }
}

// A canvas whose opacity is the ink, from base64 of a square of bytes.
function inkCanvas(code) {
  const bytes = Uint8Array.from(atob(code), (letter) => letter.charCodeAt(0));
  const side = Math.round(Math.sqrt(bytes.length));
  const context = Object.assign(document.createElement("canvas"), { width: side, height: side }).getContext("2d", { willReadFrequently: true });
  const image = context.createImageData(side, side);
  bytes.forEach((ink, i) => image.data.set([255, 255, 255, ink], 4 * i));
  context.putImageData(image, 0, 0);
  return context.canvas;
}

function grey(context) {
  const { width, height } = context.canvas;
  const pixels = context.getImageData(0, 0, width, height).data;
  return Uint8Array.from({ length: width * height }, (_, i) => pixels[4 * i]);
}

function base64(bytes) {
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return btoa(text);
}

// The points of strokes in order, the first of each marked; and a point put to strokes that grow.
const pointsOf = (strokes) => strokes.flatMap((stroke) => stroke.map((point, i) => ({ point, first: i === 0 })));
const addPoint = (strokes, { point, first }) => (first ? strokes.push([point]) : strokes.at(-1).push(point));
