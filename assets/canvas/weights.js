// Many small pictures of signed numbers in one canvas, on one scale that the caption states.
//
// `data` is bytes: the length of a JSON header (uint32, little-endian), the header, then one int8 a pixel, picture
// after picture; ±127 are the ends of the scale. Blue is positive, orange negative, and zero the page's background.

const GAP = 1; // pixel between pictures

function unpack(data) {
  const length = new DataView(data.buffer, data.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(data.subarray(4, 4 + length)));
  return { ...header, values: new Int8Array(data.buffer, data.byteOffset + 4 + length) };
}

const rgb = (colour) => {
  const context = document.createElement("canvas").getContext("2d");
  context.fillStyle = colour.trim();
  context.fillRect(0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data;
};

export default function ({ data, parentElement: root }) {
  if (!data?.length) return;
  const { count, side, width, scale, title, alt, note, values } = unpack(data);
  const figure = root.querySelector(".weights");
  const canvas = root.querySelector("canvas");
  const style = getComputedStyle(figure);
  const colours = ["--st-blue-color", "--st-orange-color", "--st-border-color"].map((name) => rgb(style.getPropertyValue(name)));

  const paint = () => {
    const columns = fewestGaps(count, Math.max(1, Math.min(count, Math.floor(figure.clientWidth / width))));
    const rows = Math.ceil(count / columns);
    const [W, H] = [columns, rows].map((n) => n * (side + GAP) - GAP);
    if (canvas.width !== W || canvas.height !== H) Object.assign(canvas, { width: W, height: H });
    const context = canvas.getContext("2d");
    const image = context.createImageData(W, H);
    const pixels = new Uint32Array(image.data.buffer);
    const [blue, orange, line] = colours.map(([r, g, b]) => r | (g << 8) | (b << 16));
    pixels.fill((line | (255 << 24)) >>> 0);
    for (let i = count; i < columns * rows; i++) fill(pixels, i, columns, W, side, () => 0);
    for (let i = 0; i < count; i++) {
      fill(pixels, i, columns, W, side, (p) => {
        const value = values[i * side * side + p];
        return ((value < 0 ? orange : blue) | ((Math.min(255, Math.abs(value) * 2.01) | 0) << 24)) >>> 0;
      });
    }
    context.putImageData(image, 0, 0);
  };
  paint();
  figure.observer ??= new ResizeObserver(() => figure.paint());
  figure.observer.observe(figure);
  figure.paint = paint;

  canvas.setAttribute("aria-label", alt);
  root.querySelector(".least").textContent = `−${scale}`;
  root.querySelector(".most").textContent = `+${scale}`;
  root.querySelector(".note").textContent = note;
  root.querySelector(".title").textContent = title;
  canvas.dataset.version = (Number(canvas.dataset.version) || 0) + 1;
}

// Up to `most` columns, a quarter fewer where that leaves fewer cells of the last row empty.
function fewestGaps(count, most) {
  let best = most;
  for (let columns = most; columns >= Math.ceil(0.7 * most); columns--) {
    if ((columns - (count % columns)) % columns < (best - (count % best)) % best) best = columns;
  }
  return best;
}

function fill(pixels, i, columns, W, side, colour) {
  const start = Math.floor(i / columns) * (side + GAP) * W + (i % columns) * (side + GAP);
  for (let y = 0, p = 0; y < side; y++) for (let x = 0; x < side; x++, p++) pixels[start + y * W + x] = colour(p);
}
