// What the pointer and the keyboard do on a block: show the tip of a cell, pick a cell or a picture, paint.

import { clamp, number } from "../shared/number.js";
import { Stroke } from "./brush.js";

// What the tip says about a cell: {i} is the picture, {r} and {c} are the row and the column in it, {p} the cell, {v}
// the value, {t} the text written into it, {n} the picture's note or name. Cells may have tips of their own.
export function tipText({ spec, values, layout }, cell) {
  if (spec.tips?.length) return spec.tips[cell];
  const { ids, names, notes, origin, rowNames, colNames, texts, kind, tip } = spec;
  const [i, r, c] = layout.place(cell);
  const named = layout.count > 1 || layout.cols === 1 ? i : c; // names are those of the columns in a block of one
  const parts = {
    i: ids?.[i] ?? i,
    r: rowNames[r] ?? r + origin[0],
    c: colNames[c] ?? c + origin[1],
    p: cell % layout.size,
    t: texts[cell] ?? "",
    v: number(values[cell], { sign: kind === "signed" }),
    n: notes?.[i] ?? names?.[named] ?? "",
  };
  return tip.replace(/\{(\w)\}/g, (_, name) => parts[name]);
}

// Whether a tip says something about a cell, and not only about its picture.
const isOfCell = ({ tip, tips }) => Boolean(tips?.length) || /\{[rcpvt]\}/.test(tip);

export class Pointing {
  // `send` takes what was picked or painted; `figure` holds the tip.
  constructor(block, figure, send) {
    this.block = block;
    this.canvas = block.canvas;
    this.figure = figure;
    this.tip = figure.querySelector(".tip");
    this.send = send;
    this.cursor = null; // of the keyboard: a cell, or a picture where pictures are picked
    this.stroke = null; // of the brush
    this.shown = null; // the cell whose tip is seen
    this.listen();
  }

  listen() {
    const on = (type, handler) => this.canvas.addEventListener(type, handler);
    on("pointermove", (event) => this.move(event));
    on("pointerdown", (event) => this.press(event));
    on("pointerup", () => this.lift());
    on("pointercancel", () => this.lift());
    on("pointerleave", () => this.point(null));
    on("click", (event) => this.pick(this.at(event)));
    on("keydown", (event) => this.key(event));
    on("focus", () => this.greet());
    on("blur", () => this.point(null));
  }

  // The cell under the pointer; null between pictures.
  at(event) {
    const { canvas } = this;
    const box = canvas.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * canvas.width;
    const y = ((event.clientY - box.top) / box.height) * canvas.height;
    return this.block.layout?.at(x, y) ?? null;
  }

  move(event) {
    const cell = this.at(event);
    if (this.stroke && cell !== null) this.draw(cell);
    this.point(cell);
  }

  // Show the tip at a cell, or none.
  point(cell) {
    const { tip, block } = this;
    this.shown = cell;
    tip.hidden = cell === null || !(block.spec.tip || block.spec.tips?.length);
    if (tip.hidden) return;
    const text = tipText(block, cell);
    if (tip.textContent !== text) tip.textContent = text; // it is read aloud when it changes
    const outer = this.figure.getBoundingClientRect();
    const inner = this.canvas.getBoundingClientRect();
    const scale = inner.width / this.canvas.width;
    const [x, y] = block.layout.above(cell, isOfCell(block.spec));
    const left = inner.left - outer.left + x * scale - tip.offsetWidth / 2;
    tip.style.left = `${clamp(left, 0, outer.width - tip.offsetWidth)}px`;
    tip.style.top = `${inner.top - outer.top + y * scale - tip.offsetHeight - 4}px`;
  }

  // The tip of newer values, where the pointer rests.
  refresh() {
    const { layout } = this.block;
    if (this.shown !== null) this.point(this.shown < layout.count * layout.size ? this.shown : null);
  }

  pick(cell) {
    const { spec, layout, index } = this.block;
    if (cell === null || spec.picks === "none" || spec.brush) return;
    const [i, r, c] = layout.place(cell);
    this.send("picked", { block: index, i: spec.ids?.[i] ?? i, r, c });
  }

  // --- the brush: it changes the picture at once, and its cells are sent at the end of the stroke ---

  press(event) {
    const cell = this.block.spec.brush && event.isPrimary && event.button === 0 ? this.at(event) : null;
    if (cell === null) return;
    this.canvas.setPointerCapture(event.pointerId);
    this.stroke = new Stroke(cell, this.block.spec);
    this.draw(cell);
  }

  draw(cell) {
    this.block.touch(this.stroke.to(cell, this.block.spec));
    this.block.paint();
  }

  lift() {
    if (!this.stroke) return;
    const { spec, layout, index } = this.block;
    const { picture, cells } = this.stroke;
    this.stroke = null;
    const touched = [...cells].map((cell) => cell % layout.size);
    this.send("painted", { block: index, i: spec.ids?.[picture] ?? picture, cells: touched });
  }

  // --- the keyboard: arrows move a cursor, Enter picks or paints ---

  key(event) {
    const { spec, layout } = this.block;
    if (!layout) return;
    const cells = spec.picks === "cell" || Boolean(spec.brush); // what the cursor counts, or pictures
    const each = cells ? 1 : layout.size;
    const across = cells ? layout.cols : layout.columns;
    const move = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -across, ArrowDown: across }[event.key];
    const now = this.cursor ?? spec.selected ?? 0;
    if (move) {
      const last = (layout.count * layout.size) / each - 1;
      this.cursor = clamp(now + move, 0, last);
      this.block.paint();
      this.point(this.cursor * each);
    } else if (event.key === "Enter" || event.key === " ") this.act(now * each);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  // Who comes with the Tab key hears where the cursor is.
  greet() {
    const { spec, layout } = this.block;
    if (!layout || !this.canvas.matches(":focus-visible")) return;
    const cells = spec.picks === "cell" || Boolean(spec.brush);
    this.point((this.cursor ?? spec.selected ?? 0) * (cells ? 1 : layout.size));
  }

  act(cell) {
    if (!this.block.spec.brush) return this.pick(cell);
    this.stroke = new Stroke(cell, this.block.spec);
    this.draw(cell);
    this.lift();
  }
}
