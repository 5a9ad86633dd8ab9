// Drawings that draw themselves on the pad: the example of a first visit, and what the visitor has drawn, again.

import { addPoint, EMPTY, PEN, pointsOf } from "./drawing.js";

const REPLAY = 3000; // ms that a replay takes, at most
const FRAME = 25; // ms between two steps of a replay

export class Example {
  constructor(pad, { strokes, label }) {
    this.pad = pad;
    this.points = pointsOf(strokes);
    this.label = label;
    pad.drawing = { ...EMPTY, strokes: [], pens: strokes.map(() => PEN) };
  }

  start() {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      for (const point of this.points) addPoint(this.pad.drawing.strokes, point);
      this.finish();
    } else this.timer = setTimeout(() => this.step(), 600);
  }

  step() {
    if (!this.points.length) return this.finish();
    addPoint(this.pad.drawing.strokes, this.points.shift());
    this.pad.changed();
    this.timer = setTimeout(() => this.step(), this.points[0]?.first ? 350 : 40);
  }

  finish() {
    this.pad.drawing = { ...this.pad.drawing, label: this.label };
    this.pad.changed();
  }

  // Stand still.
  pause() {
    clearTimeout(this.timer);
  }
}

// The strokes again, one after the other; the answer follows them as it follows a pen.
export class Replay {
  constructor(pad, finished) {
    this.pad = pad;
    this.finished = finished;
    this.whole = pad.drawing;
    this.points = pointsOf(pad.drawing.strokes);
    this.together = Math.max(1, Math.ceil((FRAME * this.points.length) / REPLAY)); // points a step
    pad.drawing = { ...this.whole, strokes: [] };
  }

  step() {
    for (const point of this.points.splice(0, this.together)) addPoint(this.pad.drawing.strokes, point);
    if (!this.points.length) this.finished();
    else this.timer = setTimeout(() => this.step(), this.points[0].first ? 200 : FRAME);
    this.pad.changed();
  }

  stop() {
    clearTimeout(this.timer);
    this.pad.drawing = this.whole;
  }
}
