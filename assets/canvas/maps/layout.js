// Where everything of a block stands on its canvas, in device pixels. Arithmetic alone: no canvas, no page.

const GAP = 2; // CSS pixels between pictures
const EDGES = { left: 30, top: 16 }; // CSS pixels for the numbers of rows and columns
const TARGET = 24; // CSS pixels that a neuron is wide and high where it can be picked, at least
const NAMES = 15; // CSS pixels for a line of names

// The CSS pixels of a block's room that its pictures do not get.
export const besides = ({ axes }) => (axes ? EDGES.left : 0);

export class Layout {
  // `spec` is the block as the server describes it, `room` the CSS pixels for its pictures, `ratio` device pixels a
  // CSS pixel.
  constructor(spec, room, ratio) {
    const { count, rows, cols, least, most, aspect, axes, names } = spec;
    this.count = count;
    this.rows = rows;
    this.cols = cols;
    this.size = rows * cols; // cells of a picture
    this.left = axes ? EDGES.left * ratio : 0;
    this.top = axes ? EDGES.top * ratio : 0;
    this.gap = Math.round(GAP * ratio);
    this.foot = names ? Math.round(NAMES * ratio) : 0;
    const target = spec.picks === "picture" && this.size === 1 ? TARGET : 0;
    const narrow = Math.max(least, target);
    const fit = Math.max(1, Math.min(count, Math.floor((room + GAP) / (narrow + GAP))));
    this.columns = fewestGaps(count, fit);
    this.lines = Math.ceil(count / this.columns);
    const width = Math.min(Math.max(most, target), (room - GAP * (this.columns - 1)) / this.columns);
    // Whole device pixels a cell where that is possible, so that cells are equally large.
    const cell = (width * ratio) / cols;
    this.cell = cell > 3 ? Math.floor(cell) : cell;
    const high = this.cell * aspect;
    this.w = this.cell * cols;
    this.h = Math.max(rows * (aspect !== 1 && high > 2 ? Math.round(high) : high), Math.round(target * ratio));
    this.width = Math.round(this.left + this.columns * (this.w + this.gap) - this.gap);
    this.height = Math.round(this.top + this.lines * (this.h + this.foot + this.gap) - this.gap);
  }

  // The height of a cell.
  get high() {
    return this.h / this.rows;
  }

  // The upper left corner of a picture.
  corner(i) {
    const [column, line] = [i % this.columns, Math.floor(i / this.columns)];
    return [
      Math.round(this.left + column * (this.w + this.gap)),
      Math.round(this.top + line * (this.h + this.foot + this.gap)),
    ];
  }

  // Picture, row and column of a cell, whose number is counted over all pictures of the block.
  place(cell) {
    const p = cell % this.size;
    return [Math.floor(cell / this.size), Math.floor(p / this.cols), p % this.cols];
  }

  // The rectangle of a picture.
  picture(i) {
    return [...this.corner(i), this.w, this.h];
  }

  // The rectangle of a cell: of its picture where that is the only one.
  box(cell) {
    const [i, r, c] = this.place(cell);
    if (this.size === 1) return this.picture(i);
    const [x, y] = this.corner(i);
    return [x + c * this.cell, y + r * this.high, this.cell, this.high];
  }

  // The middle of a cell's upper edge, or of its picture's.
  above(cell, ofCell = true) {
    const [i, r, c] = this.place(cell);
    const [x, y] = this.corner(i);
    if (this.size === 1 || !ofCell) return [x + this.w / 2, y];
    return [x + (c + 0.5) * this.cell, y + (r * this.h) / this.rows];
  }

  // The cell at a point of the canvas; null between and beside pictures.
  at(x, y) {
    const [column, dx] = divide(x - this.left, this.w + this.gap);
    const [line, dy] = divide(y - this.top, this.h + this.foot + this.gap);
    const i = line * this.columns + column;
    const c = Math.floor(dx / this.cell);
    const r = Math.floor(dy / this.high);
    if (i >= this.count || i < 0 || column >= this.columns || c < 0 || r < 0) return null;
    return (i * this.rows + Math.min(r, this.rows - 1)) * this.cols + Math.min(c, this.cols - 1);
  }
}

// How often a length goes into another, and what is left.
function divide(whole, length) {
  const times = Math.floor(whole / length);
  return [times, whole - times * length];
}

// Up to `most` columns, less where that leaves fewer cells of the last row empty: a few, or as long as there are no
// more rows.
export function fewestGaps(count, most) {
  const empty = (columns) => (columns - (count % columns)) % columns;
  const least = Math.min(Math.ceil(0.7 * most), Math.ceil(count / Math.ceil(count / most)));
  let best = most;
  for (let columns = most; columns >= least; columns--) {
    if (empty(columns) < empty(best)) best = columns;
  }
  return best;
}
