// Drawings as pixels: on the pad, and as the ink that is sent.

import { base64, bytesOf } from "../shared/bytes.js";
import { offscreen } from "../shared/page.js";
import { EMPTY, SIDE } from "./drawing.js";

export const SENT = 112; // pixels of ink that are sent, each way; SENT in sketch.py
const SEEN = 64; // ink up to this value is not seen where an eraser has left it alone: all that two soft edges leave
const READ = { willReadFrequently: true };

// Where a drawing is painted to be sent.
export const sentContext = () => offscreen(SENT, SENT, READ);

// The ink of a drawing, SENT × SENT bytes as base64.
export function encode(drawing, context = sentContext()) {
  paintDrawing(context, drawing, SENT, "#fff", "#000");
  const ink = reds(context);
  return base64(drawing.pens.some((pen) => pen < 0) ? withoutTraces(ink) : ink);
}

// Without the faint ink that touches none that is seen: it is what an eraser has left of soft edges.
function withoutTraces(ink) {
  const near = [-1, 0, 1].flatMap((row) => [-1, 0, 1].map((column) => [row, column]));
  const seen = (i) =>
    near.some(([row, column]) => {
      const x = (i % SENT) + column;
      return x >= 0 && x < SENT && ink[i + SENT * row + column] > SEEN;
    });
  return ink.map((value, i) => (value && value <= SEEN && !seen(i) ? 0 : value));
}

function reds(context) {
  const { width, height } = context.canvas;
  const pixels = context.getImageData(0, 0, width, height).data;
  return Uint8Array.from({ length: width * height }, (_, i) => pixels[4 * i]);
}

export function paintDrawing(context, { base, strokes, pens }, size, ink, paper) {
  const unit = size / SIDE;
  context.fillStyle = paper;
  context.fillRect(0, 0, size, size);
  base?.paint(context, unit, ink);
  context.lineCap = context.lineJoin = "round";
  strokes.forEach((stroke, n) => {
    context.strokeStyle = pens[n] < 0 ? paper : ink;
    context.lineWidth = Math.abs(pens[n]) * unit;
    context.beginPath();
    path(context, stroke, unit);
    context.stroke();
  });
}

// A curve through the middles between points, which are its corners: a hand does not draw polygons.
function path(context, stroke, unit) {
  stroke.forEach(([x, y], i) => {
    const [nextX, nextY] = stroke[i + 1] ?? [x, y];
    if (i === 0) context.moveTo(x * unit, y * unit);
    context.quadraticCurveTo(x * unit, y * unit, ((x + nextX) / 2) * unit, ((y + nextY) / 2) * unit);
  });
  if (stroke.length === 1) context.lineTo(stroke[0][0] * unit + 0.01, stroke[0][1] * unit); // a dot
}

// A picture of ink below the strokes: a square of bytes, as large as the pad, and how it has been moved since.
export class Picture {
  // From base64 of the bytes, or from a canvas whose opacity is the ink.
  constructor(source, matrix = new DOMMatrix()) {
    this.matrix = matrix;
    this.ink = typeof source === "string" ? inkCanvas(bytesOf(source)) : source;
    this.tinted = {};
  }

  moved(matrix) {
    return new Picture(this.ink, matrix.multiply(this.matrix));
  }

  // Thicker or thinner by about a pixel each way.
  grown(more) {
    const { width, height } = this.ink;
    const context = offscreen(width, height, READ);
    const shifts = [[1, 0], [-1, 0], [0, 1], [0, -1]]; // prettier-ignore
    context.drawImage(this.ink, 0, 0);
    context.globalCompositeOperation = more ? "source-over" : "destination-in";
    for (const [x, y] of shifts) context.drawImage(this.ink, x, y);
    return new Picture(context.canvas, this.matrix);
  }

  paint(context, unit, colour) {
    const { a, b, c, d, e, f } = this.matrix;
    context.save();
    context.scale(unit, unit);
    context.transform(a, b, c, d, e, f);
    context.drawImage(this.in(colour), 0, 0, SIDE, SIDE);
    context.restore();
  }

  in(colour) {
    this.tinted[colour] ??= tint(this.ink, colour);
    return this.tinted[colour];
  }

  // As base64, moved as it is now.
  code() {
    this.coded ??= encode({ ...EMPTY, base: this });
    return this.coded;
  }
}

// A canvas whose opacity is the ink of a square of bytes.
function inkCanvas(bytes) {
  const side = Math.round(Math.sqrt(bytes.length));
  const context = offscreen(side, side, READ);
  const image = context.createImageData(side, side);
  bytes.forEach((ink, i) => image.data.set([255, 255, 255, ink], 4 * i));
  context.putImageData(image, 0, 0);
  return context.canvas;
}

function tint(ink, colour) {
  const { width, height } = ink;
  const context = offscreen(width, height);
  context.drawImage(ink, 0, 0);
  context.globalCompositeOperation = "source-in";
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  return context.canvas;
}
