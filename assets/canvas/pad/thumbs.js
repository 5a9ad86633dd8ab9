// The weights into layer 2 as small pictures: fetched once for each network, and coloured for the theme.

import { offscreen, rgb } from "../shared/page.js";

const PIXELS = 784;

export class Thumbs {
  // `ready` hears when they have come.
  constructor(ready) {
    this.ready = ready;
    this.colours = "";
    this.pictures = new Map();
  }

  async load(url) {
    if (url === this.url) return;
    this.url = url;
    const reply = await fetch(url).catch(() => null);
    if (!reply?.ok || url !== this.url) return;
    this.bytes = new Int8Array(await reply.arrayBuffer());
    this.pictures.clear();
    this.ready();
  }

  // The picture of neuron j, at [x, y, size] of a canvas.
  paint(context, j, [x, y, size], { plus, minus }) {
    if (!this.bytes || this.bytes.length < PIXELS * (j + 1)) return;
    if (this.colours !== plus + minus) this.pictures.clear();
    this.colours = plus + minus;
    if (!this.pictures.has(j)) this.pictures.set(j, this.picture(j, rgb(plus), rgb(minus)));
    context.drawImage(this.pictures.get(j), x, y, size, size);
  }

  picture(j, plus, minus) {
    const context = offscreen(28, 28);
    const image = context.createImageData(28, 28);
    for (let p = 0; p < PIXELS; p++) {
      const value = this.bytes[PIXELS * j + p];
      image.data.set([...(value < 0 ? minus : plus), Math.min(255, 2 * Math.abs(value))], 4 * p);
    }
    context.putImageData(image, 0, 0);
    return context.canvas;
  }
}
