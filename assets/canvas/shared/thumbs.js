// Weights from the 784 pixels as small pictures, coloured for the theme.

import { offscreen, rgb } from "../shared/page.js";

const PIXELS = 784;

export class Thumbs {
  constructor() {
    this.colours = "";
    this.bytes = new Int8Array();
    this.pictures = new Map();
  }

  // 784 weights a picture, −127..127.
  take(bytes) {
    this.bytes = bytes;
    this.pictures.clear();
  }

  // Picture i, at [x, y, size] of a canvas.
  paint(context, i, [x, y, size], { plus, minus }) {
    if (this.bytes.length < PIXELS * (i + 1)) return;
    if (this.colours !== plus + minus) this.pictures.clear();
    this.colours = plus + minus;
    if (!this.pictures.has(i)) this.pictures.set(i, this.picture(i, rgb(plus), rgb(minus)));
    context.drawImage(this.pictures.get(i), x, y, size, size);
  }

  picture(i, plus, minus) {
    const context = offscreen(28, 28);
    const image = context.createImageData(28, 28);
    const pixels = new Uint32Array(image.data.buffer);
    const [above, below] = [plus, minus].map(([r, g, b]) => r | (g << 8) | (b << 16)); // the lowest byte first
    for (let p = 0; p < PIXELS; p++) {
      const value = this.bytes[PIXELS * i + p];
      pixels[p] = (value < 0 ? below : above) | ((2 * Math.abs(value)) << 24);
    }
    context.putImageData(image, 0, 0);
    return context.canvas;
  }
}
