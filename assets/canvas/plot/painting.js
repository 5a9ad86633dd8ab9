// The panels of a plot on their canvas: axes, lines, marks and the place of the pointer.

import { scale } from "./scales.js";

const WIDTH = 2; // of a line, in CSS pixels
const DOTTED = [2, 3];
const DASHES = [[], [7, 4], [12, 3, 2, 3], [16, 5], [4, 2], [9, 3, 2, 3, 2, 3], [3, 6], [14, 3, 4, 3]];
const MARK = { width: 1, dash: [4, 3] };
const STRONG = { width: 2, dash: [] };
const POINTER = { width: 1, dash: [] };
const POINT = 2.5; // radius
const MOST = 55; // CSS pixels between two numbers of the horizontal axis, at least

// The dashes of a line, which tell it from others without its colour, by the place of its name in the legend.
export function dashes({ name, dotted, points }, names) {
  if (points) return []; // it is told by these
  return dotted ? DOTTED : DASHES[Math.max(0, names.indexOf(name)) % DASHES.length];
}

export class Painter {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
  }

  // `boxes` are the edges of the panels, `hidden` the names that are not shown, `at` the pointer's place on the x axis.
  paint(plot, { boxes, width, height }, { colours, hidden, at }) {
    const { canvas, context } = this;
    const ratio = devicePixelRatio || 1;
    const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== w || canvas.height !== h) Object.assign(canvas, { width: w, height: h });
    canvas.style.height = `${height}px`;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const style = getComputedStyle(canvas);
    this.ink = style.color;
    this.names = plot.names;
    this.faint = style.getPropertyValue("--st-border-color");
    this.font = (size) => `${size}px ${style.fontFamily}`;
    plot.panels.forEach((panel, i) => {
      const box = boxes[i];
      const x = scale(plot.x, box.left, box.right);
      const y = scale(panel.y, box.bottom, box.top);
      this.axes(plot.x, panel, box, { x, y, last: i === boxes.length - 1 });
      this.within(box, () => {
        for (const mark of panel.marks) this.rule(x(mark.x), box, mark.strong ? STRONG : MARK);
        for (const line of panel.lines) if (!hidden.has(line.name)) this.line(line, colours(line.name), x, y);
        if (at !== null) this.rule(x(at), box, POINTER);
      });
      for (const { x: place, text } of panel.marks) this.label(text, x(place), box);
    });
  }

  // Draw nothing outside of a panel.
  within({ left, right, top, bottom }, draw) {
    const { context } = this;
    context.save();
    context.beginPath();
    context.rect(left - POINT, top - POINT, right - left + 2 * POINT, bottom - top + 2 * POINT);
    context.clip();
    draw();
    context.restore();
  }

  axes(across, panel, box, { x, y, last }) {
    const { context } = this;
    this.text(panel.y.name, 0, box.top - 15, "left");
    for (const [value, label] of panel.y.ticks) {
      this.stroke(this.faint, 1, [], [box.left, y(value)], [box.right, y(value)]);
      this.text(label, box.left - 7, y(value) + 4, "right");
    }
    this.stroke(this.ink, 1, [], [box.left, box.bottom], [box.right, box.bottom]);
    if (!last) return;
    let free = -Infinity;
    for (const [value, label] of across.ticks) {
      if (x(value) < free) continue;
      this.text(label, x(value), box.bottom + 15, "center");
      free = x(value) + Math.max(MOST, context.measureText(label).width + 12);
    }
    this.text(across.name, (box.left + box.right) / 2, box.bottom + 31, "center");
  }

  line(line, colour, x, y) {
    const { context } = this;
    const { xs, ys, points } = line;
    Object.assign(context, { strokeStyle: colour, fillStyle: colour, lineWidth: WIDTH, lineJoin: "round" });
    context.setLineDash(dashes(line, this.names));
    context.beginPath();
    let drawn = false;
    for (let i = 0; i < xs.length; i++) {
      const place = y(ys[i]);
      if (Number.isNaN(place)) drawn = false;
      else if (drawn) context.lineTo(x(xs[i]), place);
      else {
        context.moveTo(x(xs[i]), place);
        drawn = true;
      }
    }
    context.stroke();
    context.beginPath();
    for (let i = 0; points && i < xs.length; i++) {
      context.moveTo(x(xs[i]) + POINT, y(ys[i]));
      context.arc(x(xs[i]), y(ys[i]), POINT, 0, 2 * Math.PI);
    }
    context.fill();
  }

  // A vertical line through a panel.
  rule(place, { top, bottom }, { width, dash }) {
    this.stroke(this.ink, width, dash, [place, top], [place, bottom]);
  }

  // The text of a mark, above its panel, on the side where there is room.
  label(text, place, { right, top }) {
    if (!text) return;
    this.context.font = this.font(10);
    const fits = place + this.context.measureText(text).width < right;
    this.text(text, place, top - 4, fits ? "left" : "right", 10);
  }

  stroke(colour, width, dash, from, to) {
    const { context } = this;
    const sharp = ([x, y]) => [Math.round(x) + 0.5, Math.round(y) + 0.5];
    Object.assign(context, { strokeStyle: colour, lineWidth: width });
    context.setLineDash(dash);
    context.beginPath();
    context.moveTo(...sharp(from));
    context.lineTo(...sharp(to));
    context.stroke();
  }

  text(text, x, y, textAlign, size = 11) {
    const { context } = this;
    Object.assign(context, { fillStyle: this.ink, font: this.font(size), textAlign });
    context.fillText(text, x, y);
  }
}
