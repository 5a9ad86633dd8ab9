// An image of 28×28 as the network sees it, in the colour of the text.

import { bytesOf } from "../shared/bytes.js";
import { rgb } from "../shared/page.js";

// `code` is the ink as base64; nothing is no ink. A canvas that is not on the page needs to be told the colour.
export function paintSeen(canvas, code, colour = getComputedStyle(canvas).color) {
  const context = canvas.getContext("2d");
  const image = context.createImageData(28, 28);
  const [r, g, b] = rgb(colour);
  const ink = code ? bytesOf(code) : new Uint8Array(784);
  ink.forEach((value, i) => image.data.set([r, g, b, value], 4 * i));
  context.putImageData(image, 0, 0);
}
