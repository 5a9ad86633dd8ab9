// What the pad of the page Draw has besides undo and clear: redo, replay, pens, an eraser, shifts, turns, thicker and
// thinner lines, a digit to trace, and pictures: those of the page, and files that are pasted or dropped. The pad makes
// these tools where the page asks for them.

import { base64 } from "../shared/bytes.js";
import { write } from "../shared/page.js";
import { EMPTY, isBlank, moved, SIDE, thickened } from "./drawing.js";
import { Picture } from "./ink.js";
import { Replay } from "./playback.js";

const PENS = { min: 8, max: 48, step: 4 }; // units
const SHIFT = 14; // units
const TURN = 10; // degrees
const THICKER = 4; // units
const REST = 350; // ms after which the pen has come to rest, and what is heavy may be drawn
const HEAVY = 12 * 2 ** 20; // bytes of a file that is pasted or dropped, at most

const BACK_AND_FORTH = { redo: "M15 6l4 4-4 4m4-4h-9a5 5 0 0 0 0 10h3", replay: "M8 5v14l11-7z" };
const CHANGES = {
  left: "M19 12H5m6-6-6 6 6 6",
  right: "M5 12h14m-6-6 6 6-6 6",
  up: "M12 19V5m-6 6 6-6 6 6",
  down: "M12 5v14m-6-6 6 6 6-6",
  turn_left: "M5 4v5h5M5.6 9A8 8 0 1 1 4 14",
  turn_right: "M19 4v5h-5M18.4 9A8 8 0 1 0 20 14",
  thicker: "M12 5v14M5 12h14",
  thinner: "M5 12h14",
};

const buttons = (icons) =>
  Object.entries(icons)
    .map(
      ([name, line]) =>
        `<button type="button" data-act="${name}">` +
        `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${line}"/></svg></button>`,
    )
    .join("");

const panel = (width) => `
  <div class="tools more">
    <label class="pen">
      <span></span><input type="range" min="${PENS.min}" max="${PENS.max}" step="${PENS.step}" value="${width}">
    </label>
    <button type="button" class="eraser" aria-pressed="false"></button>
  </div>
  <div class="tools icons" role="group">${buttons(CHANGES)}</div>`;

export class Tools {
  constructor(pad) {
    this.pad = pad;
    this.trace = null; // a picture below the ink, to be traced
    this.traceCode = null; // the bytes that it was made of
    this.replaying = null;
    const bar = pad.root.querySelector(".tools");
    bar.insertAdjacentHTML("beforeend", buttons(BACK_AND_FORTH));
    bar.insertAdjacentHTML("afterend", panel(pad.pen.width));
    this.width = pad.root.querySelector(".pen input");
    this.eraser = pad.root.querySelector(".eraser");
    this.listen();
  }

  button(name) {
    return this.pad.root.querySelector(`[data-act=${name}]`);
  }

  listen() {
    const { pad } = this;
    const acts = {
      redo: () => pad.redo(),
      replay: () => this.replay(),
      left: () => this.shift(-SHIFT, 0),
      right: () => this.shift(SHIFT, 0),
      up: () => this.shift(0, -SHIFT),
      down: () => this.shift(0, SHIFT),
      turn_left: () => this.turn(-TURN),
      turn_right: () => this.turn(TURN),
      thicker: () => this.change((drawing) => thickened(drawing, THICKER)),
      thinner: () => this.change((drawing) => thickened(drawing, -THICKER)),
    };
    for (const [name, act] of Object.entries(acts)) pad.on(this.button(name), "click", act);
    pad.on(this.width, "input", () => this.setPen(Number(this.width.value), pad.pen.erasing));
    pad.on(this.eraser, "click", () => this.setPen(pad.pen.width, !pad.pen.erasing));
    pad.on(document, "paste", (event) => this.take(event, event.clipboardData));
    pad.on(pad.canvas, "dragover", (event) => event.preventDefault());
    pad.on(pad.canvas, "drop", (event) => this.take(event, event.dataTransfer));
  }

  update({ texts, trace, offer }) {
    this.texts = texts;
    write(this.pad.root, { ".pen span": texts.pen, ".eraser": texts.eraser });
    this.pad.root.querySelector(".icons").setAttribute("aria-label", texts.change);
    for (const name of Object.keys({ ...BACK_AND_FORTH, ...CHANGES })) {
      this.button(name).title = texts[name];
      this.button(name).setAttribute("aria-label", texts[name]);
    }
    if (trace !== this.traceCode) {
      this.traceCode = trace;
      this.trace = trace ? new Picture(trace) : null;
      this.pad.paint();
    }
    if (offer && offer.id > this.pad.taken) this.accept(offer);
  }

  // What the page puts on the pad: a picture, a label.
  accept({ id, ink, label, whole }) {
    const { pad } = this;
    pad.taken = id;
    pad.makeRoom();
    pad.pen.lift();
    if (ink) {
      pad.remember();
      pad.drawing = { ...EMPTY, base: new Picture(ink), label: label ?? null, whole };
    } else if (label !== undefined) pad.say(label);
    pad.changed();
  }

  setPen(width, erasing) {
    this.pad.pen.width = width;
    this.pad.pen.erasing = erasing;
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

  // --- changes of the whole drawing ---

  change(changed) {
    const { pad } = this;
    pad.makeRoom();
    if (isBlank(pad.drawing)) return;
    pad.remember();
    pad.pen.lift();
    pad.drawing = { ...pad.drawing, ...changed(pad.drawing) };
    pad.changed();
  }

  shift(x, y) {
    this.change((drawing) => moved(drawing, new DOMMatrix([1, 0, 0, 1, x, y])));
  }

  turn(degrees) {
    const middle = SIDE / 2;
    const matrix = new DOMMatrix().translate(middle, middle).rotate(degrees).translate(-middle, -middle);
    this.change((drawing) => moved(drawing, matrix));
  }

  replay() {
    this.pad.makeRoom();
    if (!this.pad.drawing.strokes.length) return;
    this.replaying = new Replay(this.pad, () => this.stopReplay());
    this.replaying.step();
  }

  stopReplay() {
    this.replaying?.stop();
    this.replaying = null;
  }

  // --- the pen has come to rest ---

  changed() {
    clearTimeout(this.rest);
    if (!this.pad.showing) this.rest = setTimeout(() => this.rested(), REST);
  }

  rested() {
    const { pen, post, trigger } = this.pad;
    const busy = pen.pointer != null || post.pending;
    if (busy && post.recent) this.rest = setTimeout(() => this.rested(), 100);
    else if (!post.silent) trigger("rested", post.sequence);
  }

  // --- a picture that is pasted or dropped ---

  async take(event, data) {
    const file = [...(data?.files ?? [])].find(({ type }) => type.startsWith("image/"));
    if (!file) return;
    event.preventDefault();
    if (file.size > HEAVY) write(this.pad.root, { ".hint": this.texts.heavy });
    else this.pad.trigger("pasted", base64(new Uint8Array(await file.arrayBuffer())));
  }

  destroy() {
    clearTimeout(this.rest);
    clearTimeout(this.replaying?.timer);
  }
}
