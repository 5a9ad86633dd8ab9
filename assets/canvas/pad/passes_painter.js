// Paints the network on a drawing: connections below, the image and the neurons above, what comes back in colour.

import { offscreen } from "../shared/page.js";
import { paintSeen } from "./seen.js";

const SHARE = 0.12; // of the strongest connection of its gap: what carries less is not drawn

export class PassesPainter {
  constructor(canvas) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.image = offscreen(28, 28);
    this.drawn = []; // the connections that are seen, the strongest last
  }

  // `way` is how many gaps δ has come back, null where it does not; `part` is a slope on the scale.
  paint({ neurons, edges, scene, seen }, way, part) {
    const { canvas, context } = this;
    const ratio = devicePixelRatio;
    const [width, height] = [Math.round(scene.width * ratio), Math.round(scene.height * ratio)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, scene.width, scene.height);
    const style = getComputedStyle(canvas);
    this.colour = (name) => style.getPropertyValue(`--st-${name}-color`).trim();
    this.font = style.fontFamily;
    this.paintEdges(edges, scene, way, part);
    this.paintImage(scene, seen);
    for (const neuron of neurons) this.paintNeuron(neuron, scene, way === null ? 0 : way - (scene.last - neuron.l));
  }

  // --- connections ---

  paintEdges(edges, { last }, way, part) {
    const most = new Map();
    for (const { l, carried } of edges) most.set(l, Math.max(most.get(l) ?? 0, Math.abs(carried)));
    const ink = edges.map((edge) => ({ edge, size: Math.abs(edge.carried) / (most.get(edge.l) || 1) }));
    const forwards = ink.filter(({ size }) => size > SHARE).sort((one, other) => one.size - other.size);
    for (const { edge, size } of forwards) this.strokeInk(edge, way === null ? size : size / 4);
    this.drawn = forwards.map(({ edge }) => edge);
    if (way === null) return;
    const slopes = edges.map((edge) => ({ edge, size: part(edge.slope) })).filter(({ size }) => size);
    slopes.sort((one, other) => Math.abs(one.size) - Math.abs(other.size));
    for (const { edge, size } of slopes) this.strokeBack(edge, size, way - (last - edge.l));
    this.drawn = slopes.map(({ edge }) => edge);
  }

  // Ink from the left; dashed where it lowers what it comes to.
  strokeInk({ line, carried }, size) {
    const { context } = this;
    context.strokeStyle = this.colour("text");
    context.globalAlpha = 0.08 + 0.62 * size;
    context.lineWidth = 0.6 + 2.2 * size;
    context.setLineDash(carried < 0 ? [2, 4] : []);
    context.stroke(line);
    this.rest();
  }

  strokeBack({ line, long }, size, come) {
    if (come <= 0) return;
    const { context } = this;
    context.strokeStyle = this.colour(size < 0 ? "orange" : "blue");
    context.globalAlpha = 0.08 + 0.8 * Math.abs(size) ** 3;
    context.lineWidth = 0.6 + 2.8 * Math.abs(size) ** 3;
    if (come < 1) context.setLineDash([come * long, 4 * long]);
    context.stroke(line);
    this.rest();
  }

  rest() {
    this.context.globalAlpha = 1;
    this.context.setLineDash([]);
  }

  isOn({ line }, x, y, reach) {
    const { context } = this;
    context.lineWidth = reach;
    const ratio = devicePixelRatio;
    return context.isPointInStroke(line, x * ratio, y * ratio);
  }

  // --- the image and the neurons ---

  paintImage({ picture, height }, seen) {
    const { context } = this;
    const top = (height - picture) / 2;
    paintSeen(this.image.canvas, seen, this.colour("text"));
    context.fillStyle = this.colour("background");
    context.fillRect(0, top, picture, picture);
    context.imageSmoothingEnabled = false;
    context.drawImage(this.image.canvas, 0, top, picture, picture);
    this.box(0, top, picture, picture, this.colour("border"), 1);
  }

  box(x, y, width, height, colour, line) {
    const { context } = this;
    context.strokeStyle = colour;
    context.lineWidth = line;
    context.strokeRect(x + line / 2, y + line / 2, width - line, height - line);
  }

  paintNeuron(neuron, scene, come) {
    const { context } = this;
    const size = Math.min(24, neuron.pitch - 6);
    if (neuron.thumb) this.paintThumb(neuron, size);
    else this.paintDisc(neuron, size / 2, neuron.l === scene.last);
    const shown = Math.max(0, Math.min(1, 2 * come)) * Math.abs(neuron.error);
    if (!shown) return;
    const colour = this.colour(neuron.error < 0 ? "orange" : "blue");
    context.globalAlpha = 0.15 + 0.85 * shown;
    context.strokeStyle = context.fillStyle = colour;
    context.lineWidth = 1 + 1.5 * shown;
    context.beginPath();
    if (neuron.thumb) context.rect(neuron.x - size / 2 - 1, neuron.y - size / 2 - 1, size + 2, size + 2);
    else context.arc(neuron.x, neuron.y, size / 2 + 1, 0, 7);
    context.stroke();
    context.globalAlpha = 1;
    this.paintArrow(neuron, size, shown);
  }

  // Which way the neuron is to move: against the slope.
  paintArrow({ x, y, error }, size, shown) {
    const { context } = this;
    const [half, up] = [1 + 3.5 * shown, error < 0 ? -1 : 1];
    const left = x - size / 2 - 1;
    context.beginPath();
    context.moveTo(left, y + up * half * 1.3);
    context.lineTo(left - half, y - up * half * 0.7);
    context.lineTo(left + half, y - up * half * 0.7);
    context.closePath();
    context.strokeStyle = this.colour("background");
    context.lineWidth = 2;
    context.stroke();
    context.fill();
  }

  paintThumb({ x, y, j, ink, thumb }, size) {
    const { context } = this;
    const [left, top] = [x - size / 2, y - size / 2];
    context.fillStyle = this.colour("background");
    context.fillRect(left, top, size, size);
    context.imageSmoothingEnabled = true;
    thumb.paint(context, j, [left, top, size], { plus: this.colour("blue"), minus: this.colour("orange") });
    this.box(left, top, size, size, this.colour("border"), 1);
    context.fillStyle = this.colour("text");
    context.fillRect(left + size + 1, top + size * (1 - ink), 3, size * ink);
  }

  paintDisc({ x, y, j, ink }, radius, named) {
    const { context } = this;
    context.beginPath();
    context.arc(x, y, radius, 0, 7);
    context.fillStyle = this.colour("background");
    context.fill();
    context.globalAlpha = 0.9 * ink;
    context.fillStyle = this.colour("text");
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = this.colour("border");
    context.lineWidth = 1;
    context.stroke();
    if (!named) return;
    context.fillStyle = this.colour(ink > 0.5 ? "background" : "text");
    context.font = `${radius + 2}px ${this.font}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillText(j, x, y + 1);
  }
}
