// The drawing pad and the answer that follows the pen.
//
// The drawing (drawing.js, ink.js) comes from the pen (pen.js), from the example that draws itself (playback.js) or,
// where `data.tools` is set, from further tools (tools.js). It goes to the server in messages (post.js); replies come
// back in `data.reply` and are shown beside the pad (answer.js). One Pad holds all this together; the pen, the example
// and the tools know it as an object that they are given.

import { onePerRoot } from "../shared/component.js";
import { write } from "../shared/page.js";
import { Answer } from "./answer.js";
import { EMPTY, isBlank, labelled, restored, SIDE } from "./drawing.js";
import { encode, paintDrawing, Picture, sentContext } from "./ink.js";
import { Passes } from "./passes.js";
import { Pen } from "./pen.js";
import { Example } from "./playback.js";
import { Post } from "./post.js";
import { Row } from "./row.js";
import { keep, recall } from "./storage.js";
import { Tools } from "./tools.js";

class Pad {
  constructor(root) {
    this.root = root;
    this.canvas = root.querySelector(".ink");
    this.context = this.canvas.getContext("2d");
    this.sent = sentContext();
    this.drawing = EMPTY;
    this.past = [];
    this.future = [];
    this.taken = 0; // the last offer of the page that has been taken
    this.example = null; // while it is on the pad
    this.tools = null;
    this.passes = null; // where the picture of the network stands beside the pad
    this.events = new AbortController();
    this.pen = new Pen(this);
    this.answer = new Answer(root, (j) => this.choose(j));
    this.row = new Row(
      root,
      (chosen, again) => this.regard(again ? { chosen } : { chosen, label: null }),
      (whole) => this.regard({ whole, label: null }),
    );
    this.post = new Post((sequence) => this.submit(sequence));
    this.listen();
  }

  on(target, type, handler, options = {}) {
    target.addEventListener(type, handler, { signal: this.events.signal, ...options });
  }

  listen() {
    this.on(this.root.querySelector("[data-act=undo]"), "click", () => this.undo());
    this.on(this.root.querySelector("[data-act=clear]"), "click", () => this.clear());
    // A link may lead to another page: fall silent before this one is left.
    const leaves = (event) => event.composedPath().some((node) => node.tagName === "A" && node.href);
    this.on(document, "click", (event) => leaves(event) && this.fallSilent(), { capture: true });
    this.on(window, "popstate", () => this.fallSilent(), { capture: true });
    this.observer = new ResizeObserver(() => this.paint());
    this.observer.observe(this.canvas);
  }

  // --- what is drawn ---

  add(stroke, width) {
    this.makeRoom();
    this.remember();
    const { strokes, pens } = this.drawing;
    this.drawing = { ...this.drawing, strokes: [...strokes, stroke], pens: [...pens, width] };
  }

  choose(j) {
    if (isBlank(this.drawing)) return;
    this.say(this.drawing.label === j ? null : j);
    this.changed();
  }

  // Which digit is meant.
  say(label) {
    this.drawing = { ...this.drawing, ...labelled(this.drawing, label, this.row.point) };
  }

  // Another digit of the drawing counts, or all of it as one: nobody has said yet what that is meant to be.
  regard(change) {
    this.tools?.stopReplay();
    this.drawing = { ...this.drawing, ...change };
    this.changed();
  }

  // What draws itself makes room for the visitor.
  makeRoom() {
    this.tools?.stopReplay();
    if (!this.example) return;
    this.example.pause();
    this.example = null;
    this.drawing = EMPTY;
    keep("visited", "1");
  }

  // Whether what is seen draws itself, and is not the visitor's.
  get showing() {
    return Boolean(this.example || this.tools?.replaying);
  }

  // Before a change: what undo comes back to.
  remember() {
    this.past.push(this.drawing);
    this.future = [];
  }

  undo() {
    this.travel(this.past, this.future);
  }

  redo() {
    this.travel(this.future, this.past);
  }

  travel(from, to) {
    const showing = this.example;
    this.makeRoom();
    this.pen.lift();
    if (from.length && !showing) {
      to.push(this.drawing);
      const then = from.pop();
      const { whole, chosen } = isBlank(this.drawing) ? then : this.drawing;
      this.drawing = { ...then, label: this.drawing.label ?? then.label, whole, chosen };
    }
    if (isBlank(this.drawing)) this.drawing = EMPTY;
    this.changed();
  }

  clear() {
    this.makeRoom();
    if (!isBlank(this.drawing)) this.remember();
    this.pen.lift();
    this.tools?.setPen(this.pen.width, false); // on an empty pad an eraser would do nothing
    this.drawing = EMPTY;
    this.changed();
  }

  changed() {
    this.lastChange = performance.now();
    if (!this.showing) {
      const { base } = this.drawing;
      keep("drawing", JSON.stringify({ ...this.drawing, base: base && base.code() }));
    }
    this.paint();
    this.post.changed();
    this.tools?.changed();
  }

  paint() {
    const { canvas, context } = this;
    const size = Math.round(canvas.clientWidth * devicePixelRatio) || SIDE;
    if (canvas.width !== size || canvas.height !== size) canvas.width = canvas.height = size;
    const { color, backgroundColor } = getComputedStyle(canvas);
    paintDrawing(context, this.drawing, size, color, backgroundColor);
    this.tools?.paint(context, size, color);
    if (this.root.activeElement === canvas) this.pen.paint(context, size, color);
    const disabled = { undo: !this.past.length && !this.example, redo: !this.future.length };
    for (const button of this.root.querySelectorAll("[data-act]"))
      button.disabled = disabled[button.dataset.act] ?? isBlank(this.drawing);
  }

  // --- the server ---

  submit(sequence) {
    const { strokes, pens, label, base, whole, chosen } = this.drawing;
    const ink = encode(this.drawing, this.sent);
    const [taken, picture, demo] = [this.taken, Boolean(base), this.showing];
    this.send("drawing", { sequence, ink, strokes, pens, label, whole, chosen, taken, picture, demo });
    this.canvas.dataset.sent = this.lastChange;
  }

  fallSilent() {
    this.post.fallSilent();
    this.example?.pause();
  }

  update({ data, setStateValue, setTriggerValue }) {
    this.send = setStateValue;
    this.trigger = setTriggerValue;
    this.write(data.texts);
    if (data.tools) this.tools ??= new Tools(this);
    if (data.passes) this.passes ??= new Passes(this.root, (...way) => this.open(...way), (j) => this.choose(j));
    this.passes?.update(data.passes);
    if (!this.begun) {
      this.begun = true;
      this.begin(data);
    }
    this.tools?.update(data);
    if (data.reply && this.post.hear(data.reply.sequence)) this.show(data.reply);
    else if (isBlank(this.drawing)) this.show({ ...data.empty, sequence: this.post.answered });
    this.paint();
    this.canvas.dataset.ready = "1";
  }

  write(texts) {
    write(this.root, { "[data-act=undo]": texts.undo, "[data-act=clear]": texts.clear_all, ".hint": texts.hint });
    this.canvas.setAttribute("aria-label", texts.pad);
    this.answer.write(texts);
    this.row.write(texts);
  }

  // Another page, for what has been clicked in the picture of the network.
  open(page, neuron) {
    this.trigger("opened", { page, neuron });
    this.fallSilent();
  }

  show(reply) {
    this.answer.show(reply);
    this.row.show(reply);
    this.passes?.show(reply);
    this.canvas.dataset.digit = reply.digit ?? "";
    this.canvas.dataset.answered = reply.sequence;
    if (this.lastChange) this.canvas.dataset.latency = performance.now() - this.lastChange;
  }

  // What this visitor drew, on another page or before a reload, or the example on a first visit.
  begin({ drawing, demo }) {
    const kept = drawing ?? JSON.parse(recall("drawing") ?? "null");
    if (kept?.strokes.length || kept?.base) this.restore(kept);
    else if (demo && !recall("visited")) {
      this.example = new Example(this, demo);
      this.example.start();
    }
  }

  // Undo then takes back stroke after stroke.
  restore({ base: code, ...kept }) {
    const base = code ? new Picture(code) : null;
    [this.drawing, this.past] = restored({ ...kept, base });
    this.changed();
  }

  destroy() {
    this.post.destroy();
    this.example?.pause();
    this.tools?.destroy();
    this.passes?.destroy();
    this.events.abort();
    this.observer.disconnect();
  }
}

export default onePerRoot("__deltascopePads", (root) => new Pad(root));
