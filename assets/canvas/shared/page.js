// What scripts ask of the page: texts, colours, canvases that are not on it.

// Texts by the selectors of the elements that show them.
export function write(root, texts) {
  for (const [selector, text] of Object.entries(texts)) root.querySelector(selector).textContent = text;
}

// The context of a canvas that is not on the page.
export function offscreen(width, height, options) {
  return Object.assign(document.createElement("canvas"), { width, height }).getContext("2d", options);
}

const channels = new Map();

// Red, green and blue, 0..255, of an opaque colour as CSS may write it.
export function rgb(colour) {
  if (!channels.has(colour)) {
    const context = offscreen(1, 1);
    context.fillStyle = colour.trim();
    context.fillRect(0, 0, 1, 1);
    channels.set(colour, [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)]);
  }
  return channels.get(colour);
}
