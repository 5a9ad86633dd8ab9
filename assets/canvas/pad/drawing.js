// A drawing as a value: {strokes, pens, base, label, whole, chosen}. A stroke is a list of points [x, y] in units of
// the pad; `pens` are the widths of the strokes in units, and a negative one rubs out; `base` is a picture below the
// strokes, or null; `label` is the digit that is meant, or null. Where there are several digits, `chosen` is a point of
// the one that counts, or null before a choice; `whole` says that all of them are one. A change makes a new drawing, so
// that undo and redo can keep the old ones; only a stroke that is being drawn grows in place.

import { clamp } from "../shared/number.js";

export const SIDE = 280; // of the pad, in units; SIDE in sketch.py
export const PEN = 20; // width in units: after fitting, about that of the pens of MNIST
export const RUBBER = 8; // units that the eraser is wider than the pen, whose soft edges would stay otherwise
export const EMPTY = { strokes: [], pens: [], base: null, label: null, whole: false, chosen: null };
const WIDTHS = { least: 4, most: 80 }; // units, of lines that are made thinner or thicker

export const isBlank = ({ strokes, base }) => !strokes.length && !base;

// What changes where it is said which digit is meant: the one that it was said of stays chosen, with ink at a point or
// where the pen was last.
export function labelled({ strokes, pens, chosen }, label, point) {
  if (label === null || chosen) return { label };
  return { label, chosen: point ?? strokes.findLast((_, i) => pens[i] > 0)?.at(-1) ?? null };
}

// A drawing that was kept, and the drawings before it, one for each stroke.
export function restored({ strokes, pens: widths, base, label, whole = false, chosen = null }) {
  const pens = widths?.length ? widths : strokes.map(() => PEN);
  const upTo = (i) => ({ strokes: strokes.slice(0, i), pens: pens.slice(0, i), base, label, whole, chosen });
  return [upTo(strokes.length), strokes.map((_, i) => upTo(i))];
}

// A point more, unless the pen has not moved.
export function extend(stroke, [x, y]) {
  const [lastX, lastY] = stroke.at(-1);
  if (x !== lastX || y !== lastY) stroke.push([x, y]);
}

// The points of strokes in order, the first of each marked.
export const pointsOf = (strokes) => strokes.flatMap((stroke) => stroke.map((point, i) => ({ point, first: i === 0 })));

// Add one of them to strokes that are being drawn again.
export const addPoint = (strokes, { point, first }) => (first ? strokes.push([point]) : strokes.at(-1).push(point));

// What a DOMMatrix changes in a drawing. Points stay where the server accepts them: no further outside than the pad is
// wide.
export function moved({ strokes, base, chosen }, matrix) {
  const inside = (value) => Math.round(clamp(value, -SIDE, 2 * SIDE));
  const move = ([x, y]) => {
    const point = matrix.transformPoint({ x, y });
    return [inside(point.x), inside(point.y)];
  };
  return {
    strokes: strokes.map((stroke) => stroke.map(move)),
    base: base?.moved(matrix) ?? null,
    chosen: chosen ? move(chosen) : null,
  };
}

// What changes in a drawing whose lines become thicker by some units. What rubs out keeps its width.
export function thickened({ pens, base }, by) {
  const width = (pen) => (pen < 0 ? pen : clamp(pen + by, WIDTHS.least, WIDTHS.most));
  return { pens: pens.map(width), base: base?.grown(by > 0) ?? null };
}
