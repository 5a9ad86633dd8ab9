// A block on its canvas: its pictures, and what is written and drawn upon them.

import { clamp, number } from "../shared/number.js";
import { offscreen } from "../shared/page.js";

const READABLE = 36; // CSS pixels of a cell that has room for its number
const SMALL = 10.5; // CSS pixels of the print of an index in a cell
const TINY = 9; // in its corner
const EDGE = 0.5; // of the way from paper to ink is the edge of what can be picked: 3:1 against the paper
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200]; // between the numbers of rows and columns

// How far a value is from zero on the scale, 0..1.
export function part(value, { scale, decades }) {
  const size = Math.abs(value) / scale;
  if (!(size > 0)) return 0;
  return clamp(decades ? 1 + Math.log10(size) / decades : size, 0, 1);
}

// A colour between paper and ink, as a canvas keeps it: bytes red, green, blue and opacity, the lowest first.
export function mixed(paper, ink, share) {
  const mix = (channel) => Math.round(paper[channel] + share * (ink[channel] - paper[channel]));
  return (mix(0) | (mix(1) << 8) | (mix(2) << 16) | (255 << 24)) >>> 0;
}

// How light a colour is, 0..1, and how well two are told apart, 1..21, as the WCAG define them, nearly.
const luminance = ([red, green, blue]) =>
  0.2126 * (red / 255) ** 2.2 + 0.7152 * (green / 255) ** 2.2 + 0.0722 * (blue / 255) ** 2.2;
const contrast = (one, other) => (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

export class Painter {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.small = offscreen(1, 1); // one picture, a pixel a cell
  }

  // `colours` are red, green and blue by name; `cursor` is the keyboard's, or null.
  paint({ spec, values, layout }, { colours, ratio, cursor }) {
    this.spec = spec;
    this.values = values;
    this.layout = layout;
    this.colours = colours;
    this.ratio = ratio;
    this.font = getComputedStyle(this.canvas).fontFamily;
    this.clear();
    this.paintPictures();
    for (const cell of spec.apart ?? []) this.setApart(cell);
    if (spec.write && layout.cell >= READABLE * ratio) values.forEach((value, n) => this.writeNumber(value, n));
    if (spec.texts.length) this.writeTexts();
    if (spec.numbered) this.writeIndices();
    if (spec.axes) this.writeTicks();
    if (spec.names) this.writeNames();
    for (const i of spec.marked ?? []) this.cross(i);
    spec.right.forEach((right, i) => this.judge(i, right));
    if (spec.selected != null) this.frame(spec.selected);
    if (cursor != null) this.frame(cursor, [4 * ratio, 3 * ratio]);
  }

  css(name) {
    return `rgb(${this.colours[name]})`;
  }

  clear() {
    const { canvas, context } = this;
    const { width, height } = this.layout;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    canvas.style.width = `${width / this.ratio}px`;
    context.clearRect(0, 0, width, height);
    context.imageSmoothingEnabled = false;
  }

  // --- pictures ---

  paintPictures() {
    const { context, values, small, ratio } = this;
    const { count, rows, cols, w, h } = this.layout;
    if (small.canvas.width !== cols || small.canvas.height !== rows)
      Object.assign(small.canvas, { width: cols, height: rows });
    const image = small.createImageData(cols, rows);
    const edge = this.edge();
    const pixels = new Uint32Array(image.data.buffer);
    for (let i = 0; i < count; i++) {
      for (let p = 0; p < pixels.length; p++) pixels[p] = this.colour(values[i * pixels.length + p]);
      small.putImageData(image, 0, 0);
      const [x, y] = this.layout.corner(i);
      context.drawImage(small.canvas, x, y, w, h);
      context.strokeStyle = edge;
      context.lineWidth = Math.max(1, Math.round(ratio));
      context.strokeRect(x + 0.5, y + 0.5, w - 1, h - 1);
    }
  }

  setApart(cell) {
    this.context.fillStyle = `rgba(${this.colours.primary}, 0.3)`;
    this.context.fillRect(...this.layout.box(cell));
  }

  edge() {
    const { spec, colours } = this;
    if (spec.picks === "none" && !spec.brush) return this.css("border");
    const mix = (paper, i) => Math.round(paper + EDGE * (colours.text[i] - paper));
    return `rgb(${colours.background.map(mix)})`;
  }

  colour(value) {
    return mixed(this.colours.background, this.ink(value), part(value, this.spec));
  }

  // Ink in the colour of texts; signed values in blue and orange.
  ink(value) {
    const { text, orange, blue } = this.colours;
    return this.spec.kind === "ink" ? text : value < 0 ? orange : blue;
  }

  // --- texts ---

  style(pixels, align, baseline) {
    this.context.font = `${pixels}px ${this.font}`;
    this.context.textAlign = align;
    this.context.textBaseline = baseline;
    this.context.fillStyle = this.css("text");
  }

  // The colour of a text on the colour of a value: that of texts or of the paper, whichever is seen better.
  upon(value) {
    const { background, text } = this.colours;
    const [paper, ink, share] = [background, this.ink(value), part(value, this.spec)];
    const cell = luminance(paper.map((channel, i) => channel + share * (ink[i] - channel)));
    return this.css(contrast(cell, luminance(paper)) > contrast(cell, luminance(text)) ? "background" : "text");
  }

  // The value of a cell, written into it.
  writeNumber(value, n) {
    const { layout, ratio } = this;
    const text = number(value, { sign: this.spec.kind === "signed", digits: this.spec.write });
    const [i, r, c] = layout.place(n);
    const [x, y] = layout.corner(i);
    this.style(Math.round((text.length > 7 ? 9 : 10.5) * ratio), "center", "middle");
    this.context.fillStyle = this.upon(value);
    const [middleX, middleY] = [x + (c + 0.5) * layout.cell, y + ((r + 0.5) * layout.h) / layout.rows];
    this.context.fillText(text, middleX, middleY, layout.cell - 4 * ratio);
  }

  // The block's own texts, one a cell.
  writeTexts() {
    const { context, layout, ratio, values } = this;
    const { cell, high } = layout;
    const apart = new Set(this.spec.apart);
    const longest = Math.max(...this.spec.texts.map((text) => text.length));
    this.style(Math.min(0.6 * Math.min(cell, high), 18 * ratio, (1.6 * cell) / longest), "center", "middle");
    this.spec.texts.forEach((text, n) => {
      const [i, r, c] = layout.place(n);
      const [x, y] = layout.corner(i);
      context.fillStyle = apart.has(n) ? this.css("text") : this.upon(values[n]);
      context.fillText(text, x + (c + 0.5) * cell, y + (r + 0.54) * high);
    });
  }

  // The number of each picture, in small print so that its colour is what is seen; in a corner beside a value.
  writeIndices() {
    const { context, layout, ratio, spec, values } = this;
    const index = (i) => String(spec.ids?.[i] ?? i);
    const longest = Math.max(...[...values.keys()].map((i) => index(i).length));
    const corner = spec.write && layout.cell >= READABLE * ratio;
    const room = (1.6 * layout.w) / longest;
    this.style(corner ? TINY * ratio : Math.min(SMALL * ratio, room), corner ? "left" : "center", "middle");
    for (let i = 0; i < layout.count; i++) {
      const [x, y, w, h] = layout.picture(i);
      context.fillStyle = this.upon(values[i]);
      context.fillText(index(i), x + (corner ? 3 * ratio : w / 2), y + (corner ? 7 * ratio : 0.54 * h));
    }
  }

  // Numbers of rows and columns at the edges of a matrix, as many as there is room for.
  writeTicks() {
    const { context, ratio } = this;
    const { axes, origin, rowNames, colNames } = this.spec;
    const { rows, cols, left, top, cell, high } = this.layout;
    const step = (length, room) => STEPS.find((n) => n * length >= room * ratio) ?? 500;
    this.style(10.5 * ratio, "right", "middle");
    for (let r = 0; rows > 1 && r < rows; r += step(high, 13))
      context.fillText(rowNames[r] ?? r + origin[0], left - 4 * ratio, top + (r + 0.5) * high);
    context.textAlign = "center";
    for (let c = 0; c < cols; c += step(cell, 24))
      context.fillText(colNames[c] ?? c + origin[1], left + (c + 0.5) * cell, top / 2);
    context.textAlign = "left";
    context.fillText(axes.map((name, i) => name && name + "↓→"[i]).join(""), 0, top / 2);
  }

  // The names below the pictures, or below the columns of the only picture; some are left out where they are too close.
  writeNames() {
    const { context, ratio } = this;
    const { names } = this.spec;
    const { count, cols, w, h, gap, foot, cell } = this.layout;
    this.style(11 * ratio, "center", "bottom");
    const pictures = count > 1 || cols === 1;
    const widest = Math.max(...names.map((name) => context.measureText(name).width));
    const step = Math.ceil((widest + 5 * ratio) / (pictures ? w + gap : cell));
    for (let n = 0; n < names.length; n += step) {
      const [x, y] = this.layout.corner(pictures ? n : 0);
      const middle = pictures ? w / 2 : clamp((n + 0.5) * cell, widest / 2, w - widest / 2);
      context.fillText(names[n], x + middle, y + h + foot);
    }
  }

  // --- marks ---

  cross(i) {
    const { context } = this;
    const [x, y, w, h] = this.layout.picture(i);
    context.beginPath();
    context.moveTo(x + w * 0.25, y + h * 0.75);
    context.lineTo(x + w * 0.75, y + h * 0.25);
    context.lineWidth = 1.5 * this.ratio;
    context.strokeStyle = this.css("text");
    context.stroke();
  }

  // What is right has a whole frame, what is wrong a broken one.
  judge(i, right) {
    const { context, ratio } = this;
    const [x, y, w, h] = this.layout.picture(i);
    context.save();
    context.lineWidth = 2 * ratio;
    context.setLineDash(right ? [] : [4 * ratio, 3 * ratio]);
    context.strokeStyle = this.css(right ? "green" : "red");
    context.strokeRect(x, y, w, h);
    context.restore();
  }

  // Around a cell, or around a whole picture where pictures are picked.
  frame(cell, dash = []) {
    const { context, layout, ratio, spec } = this;
    const [x, y, w, h] = spec.picks === "cell" ? layout.box(cell) : layout.picture(cell);
    const line = clamp(h / 4, 1.5 * ratio, 2.5 * ratio);
    const out = (h < 12 * ratio ? -1 : 1) * (line / 2); // around a flat cell, whose colour would not be seen
    context.save();
    context.setLineDash(dash);
    context.lineWidth = line;
    context.strokeStyle = this.css(spec.kind === "ink" ? "blue" : "text");
    context.strokeRect(x + out, y + out, w - 2 * out, h - 2 * out);
    context.restore();
  }
}
