// Paints a network: lines below, neurons above.

import { lineOf } from "./edges.js";

const MOST = 160; // lines between two layers that are drawn, the strongest

export class WiringPainter {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.drawn = []; // the connections that are seen, the strongest last
  }

  paint({ width, height, picture, neurons, edges, thumbs }) {
    const { canvas, context } = this;
    const ratio = devicePixelRatio;
    const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
    if (canvas.width !== across || canvas.height !== down) Object.assign(canvas, { width: across, height: down });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    const style = getComputedStyle(canvas);
    const names = ["text", "background", "border", "blue", "orange"];
    this.colours = Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--st-${name}-color`).trim()]));
    this.font = style.fontFamily;
    this.paintEdges(edges);
    this.paintInputs(picture, height);
    for (const neuron of neurons) this.paintNeuron(neuron, thumbs);
  }

  paintEdges(edges) {
    const layers = [...new Set(edges.map(({ l }) => l))];
    const strongest = (gap) => gap.sort((one, other) => other.size - one.size).slice(0, MOST);
    const gaps = layers.map((l) => edges.filter((edge) => edge.l === l));
    this.drawn = gaps.flatMap(strongest).sort((one, other) => one.size - other.size);
    for (const edge of this.drawn) this.paintEdge(edge);
    this.context.globalAlpha = 1;
  }

  // Blue and orange by the sign; a bundle has none.
  paintEdge(edge) {
    const { context, colours } = this;
    edge.line = lineOf(edge);
    context.strokeStyle = edge.k === null ? colours.text : edge.w < 0 ? colours.orange : colours.blue;
    context.globalAlpha = (0.08 + 0.8 * edge.size) * (edge.k === null ? 0.4 : 1);
    context.lineWidth = 0.5 + 3 * edge.size;
    context.stroke(edge.line);
  }

  edgeAt(x, y, reach) {
    const { context } = this;
    context.lineWidth = reach;
    const [left, top] = [x * devicePixelRatio, y * devicePixelRatio];
    return this.drawn.findLast(({ line }) => context.isPointInStroke(line, left, top)) ?? null;
  }

  paintInputs(side, height) {
    const { context, colours } = this;
    const top = (height - side) / 2;
    context.fillStyle = colours.background;
    context.strokeStyle = colours.text;
    context.lineWidth = 1;
    context.fillRect(0, top, side, side);
    context.strokeRect(0.5, top + 0.5, side - 1, side - 1);
    context.fillStyle = colours.text;
    this.write("28×28", side / 2, top + side / 2, 12);
  }

  paintNeuron({ x, y, pitch, j, thumb }, thumbs) {
    const { context, colours } = this;
    const size = Math.min(26, pitch - 4);
    context.fillStyle = colours.background;
    context.strokeStyle = colours.text;
    context.lineWidth = 1;
    if (thumb !== null) {
      const [left, top] = [x - size / 2, y - size / 2];
      context.fillRect(left, top, size, size);
      context.imageSmoothingEnabled = true;
      thumbs.paint(context, thumb, [left, top, size], { plus: colours.blue, minus: colours.orange });
      context.globalAlpha = 0.5;
      context.strokeRect(left + 0.5, top + 0.5, size - 1, size - 1);
      context.globalAlpha = 1;
      return;
    }
    context.beginPath();
    context.arc(x, y, size / 2 - 1, 0, 7);
    context.fill();
    context.stroke();
    context.fillStyle = colours.text;
    this.write(j, x, y, Math.min(12, size / 2));
  }

  write(text, x, y, size) {
    const { context } = this;
    context.font = `${size}px ${this.font}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(text, x, y + 1);
  }
}
