// The pen: a pointer, or a cursor that keys move, becomes strokes of the pad's drawing.

import { clamp } from "../shared/number.js";
import { extend, PEN, RUBBER, SIDE } from "./drawing.js";

const STEP = 8; // units that an arrow key moves the pen
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Pen {
  constructor(pad) {
    this.pad = pad;
    this.width = PEN;
    this.erasing = false;
    this.stroke = null; // being drawn
    this.pointer = null; // that draws it
    this.cursor = null; // of the keyboard, {x, y}
    this.listen(pad.canvas);
  }

  listen(canvas) {
    const on = (type, handler) => this.pad.on(canvas, type, handler);
    on("pointerdown", (event) => this.down(event));
    on("pointermove", (event) => this.move(event));
    for (const type of ["pointerup", "pointercancel", "lostpointercapture"]) on(type, (event) => this.up(event));
    on("contextmenu", (event) => event.preventDefault());
    on("keydown", (event) => this.key(event));
    on("blur", () => this.leave());
  }

  begin(point) {
    const stroke = [point];
    this.pad.add(stroke, this.erasing ? -this.reach : this.reach);
    this.stroke = stroke;
  }

  // The width of what is drawn or rubbed out, in units.
  get reach() {
    return this.erasing ? this.width + RUBBER : this.width;
  }

  // Whatever is drawn next is a new stroke.
  lift() {
    this.stroke = null;
  }

  // --- a pointer ---

  at(event) {
    const box = this.pad.canvas.getBoundingClientRect();
    const inside = (part) => Math.round(clamp(part, 0, 1) * SIDE);
    return [inside((event.clientX - box.left) / box.width), inside((event.clientY - box.top) / box.height)];
  }

  down(event) {
    if (!event.isPrimary || event.button !== 0 || this.pointer != null) return;
    event.preventDefault();
    this.pad.canvas.focus({ preventScroll: true });
    this.pad.canvas.setPointerCapture(event.pointerId);
    this.pointer = event.pointerId;
    this.cursor = null;
    this.begin(this.at(event));
    this.pad.changed();
  }

  move(event) {
    if (!this.stroke || event.pointerId !== this.pointer) return;
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length ? events : [event]) extend(this.stroke, this.at(each));
    this.pad.changed();
  }

  up(event) {
    if (!this.stroke || event.pointerId !== this.pointer) return;
    this.stroke = this.pointer = null;
    this.pad.changed();
  }

  // --- the keyboard: arrows move the pen, space sets it down and lifts it ---

  key(event) {
    const control = event.ctrlKey || event.metaKey;
    const letter = event.key.toLowerCase();
    if (control && (letter === "y" || (letter === "z" && event.shiftKey))) this.pad.redo();
    else if (control && letter === "z") this.pad.undo();
    else if (event.key === "Delete" || event.key === "Backspace") this.pad.clear();
    else if (event.key === " ") this.toggle();
    else if (ARROWS[event.key]) this.go(ARROWS[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  toggle() {
    this.cursor ??= { x: SIDE / 2, y: SIDE / 4 };
    if (this.stroke) this.lift();
    else this.begin([this.cursor.x, this.cursor.y]);
    this.pad.changed();
  }

  go([dx, dy]) {
    const { x, y } = this.cursor ?? { x: SIDE / 2, y: SIDE / 4 };
    this.cursor = { x: clamp(x + STEP * dx, 0, SIDE), y: clamp(y + STEP * dy, 0, SIDE) };
    if (this.stroke) {
      extend(this.stroke, [this.cursor.x, this.cursor.y]);
      this.pad.changed();
    } else this.pad.paint();
  }

  leave() {
    if (this.cursor) this.cursor = this.stroke = null;
    this.pad.paint();
  }

  // The cursor: a ring, whole where the pen is down.
  paint(context, size, colour) {
    if (!this.cursor) return;
    const unit = size / SIDE;
    context.beginPath();
    context.arc(this.cursor.x * unit, this.cursor.y * unit, (this.reach / 2 + 4) * unit, 0, 7);
    context.lineWidth = 2 * unit;
    context.strokeStyle = colour;
    context.setLineDash(this.stroke ? [] : [4 * unit, 4 * unit]);
    context.stroke();
    context.setLineDash([]);
  }
}
