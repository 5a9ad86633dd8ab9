// A stroke of the brush over the cells of one picture, the one that it began in.

export class Stroke {
  // `cell` is where it begins, counted over all pictures of a block of rows × cols cells.
  constructor(cell, { rows, cols }) {
    this.picture = Math.floor(cell / (rows * cols));
    this.cells = new Set();
    this.last = cell;
  }

  // The cells that are touched for the first time on the straight way from the last cell to this one.
  to(cell, { rows, cols, brush }) {
    const size = rows * cols;
    if (Math.floor(cell / size) !== this.picture) return [];
    const place = (q) => [Math.floor((q % size) / cols), q % cols];
    const fresh = [];
    for (const [r, c] of between(place(this.last), place(cell)))
      for (const q of dab(r, c, brush.size, rows, cols)) {
        const found = this.picture * size + q;
        if (this.cells.has(found)) continue;
        this.cells.add(found);
        fresh.push(found);
      }
    this.last = cell;
    return fresh;
  }
}

// Places from one to another, both of them included, without a gap.
function between([r0, c0], [r1, c1]) {
  const steps = Math.max(1, Math.abs(r1 - r0), Math.abs(c1 - c0));
  const along = (from, to, s) => Math.round(from + ((to - from) * s) / steps);
  return Array.from({ length: steps + 1 }, (_, s) => [along(r0, r1, s), along(c0, c1, s)]);
}

// The cells of a round brush, so many cells wide, at a row and a column of a picture.
export function dab(r, c, width, rows, cols) {
  const radius = width / 2;
  const found = [];
  for (let y = Math.max(0, Math.ceil(r - radius)); y <= Math.min(rows - 1, r + radius); y++)
    for (let x = Math.max(0, Math.ceil(c - radius)); x <= Math.min(cols - 1, c + radius); x++)
      if ((y - r) ** 2 + (x - c) ** 2 < radius ** 2) found.push(y * cols + x);
  return found;
}
