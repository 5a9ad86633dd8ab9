// Blocks of small pictures, each block one canvas: weight images, layers of neurons, matrices. A cell shows a signed
// number (blue positive, orange negative, zero the page's background) or ink in 0..1, on the scale that stands below.
//
// `data` is bytes: the length of a JSON header (uint32, little-endian), the header, padding to 4 bytes, then the float32
// values of all blocks, picture after picture. A block has {count, rows, cols, least, most, label, tip, ids, picks,
// selected, marked, kind, scale, decades, legend, alt, texts, rowNames, colNames}; see ui/maps.py. The value under the
// pointer is the exact one.

const views = (globalThis.__deltascopeMaps ??= new WeakMap());

class View {
  constructor(root) {
    this.figure = root.querySelector(".maps");
    this.tip = root.querySelector(".tip");
    this.blocks = [];
    this.observer = new ResizeObserver(() => this.blocks.forEach((block) => block.paint()));
    this.observer.observe(this.figure);
  }

  update({ data, setTriggerValue }) {
    this.send = setTriggerValue;
    const { header, values } = unpack(data);
    const text = (selector, value) => (this.figure.querySelector(selector).textContent = value);
    text(".title", header.title);
    text(".note", header.note);
    this.figure.classList.toggle("beside", Boolean(header.beside));
    const style = getComputedStyle(this.figure);
    this.colours = Object.fromEntries(["blue", "orange", "text", "border", "background", "primary"].map((name) => [name, rgb(style.getPropertyValue(`--st-${name}-color`))]));
    const home = this.figure.querySelector(".blocks");
    while (this.blocks.length > header.blocks.length) this.blocks.pop().element.remove();
    while (this.blocks.length < header.blocks.length) this.blocks.push(new Block(this, home, this.blocks.length));
    let start = 0;
    header.blocks.forEach((block, i) => {
      const length = block.count * block.rows * block.cols;
      this.blocks[i].show(block, values.subarray(start, start + length));
      start += length;
    });
  }

  destroy(root) {
    this.observer.disconnect();
    views.delete(root);
  }
}

class Block {
  constructor(view, home, index) {
    this.view = view;
    this.index = index;
    this.element = Object.assign(document.createElement("div"), { className: "block" });
    this.element.innerHTML = '<span class="label"></span><div class="plot"><i></i><div class="cols"></div><div class="rows"></div><canvas role="img"></canvas></div><div class="scale"><span class="low"></span><i></i><span class="high"></span><span class="legend"></span></div>';
    this.canvas = this.element.querySelector("canvas");
    home.append(this.element);
    this.canvas.addEventListener("pointermove", (event) => this.point(this.at(event)));
    this.canvas.addEventListener("pointerleave", () => this.point(null));
    this.canvas.addEventListener("click", (event) => this.pick(this.at(event)));
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    this.canvas.addEventListener("blur", () => this.point(null));
  }

  show(spec, values) {
    Object.assign(this, spec, { values });
    const text = (selector, value) => (this.element.querySelector(selector).textContent = value);
    text(".label", this.label);
    text(".low", this.low);
    text(".high", this.high);
    text(".legend", this.legend);
    const scale = this.element.querySelector(".scale");
    scale.className = `scale ${this.kind}`;
    scale.style.display = this.high ? "" : "none";
    this.canvas.classList.toggle("picks", this.picks !== "none");
    this.canvas.tabIndex = this.picks === "none" ? -1 : 0;
    this.canvas.setAttribute("aria-label", this.alt);
    this.canvas.dataset.version = (Number(this.canvas.dataset.version) || 0) + 1;
    this.canvas.dataset.selected = this.selected ?? "";
    for (const side of ["rows", "cols"]) this.nameSide(side, this[`${side.slice(0, 3)}Names`] ?? []);
    this.paint();
  }

  // The names of rows beside the picture, and of columns above it.
  nameSide(side, names) {
    const home = this.element.querySelector(`.${side}`);
    home.replaceChildren(...names.map((name) => Object.assign(document.createElement("span"), { textContent: name })));
  }

  paint() {
    const names = Object.fromEntries(["rows", "cols"].map((side) => [side, this.element.querySelector(`.${side}`)]));
    const room = this.view.figure.clientWidth - names.rows.offsetWidth;
    if (!room || !this.values) return;
    const ratio = devicePixelRatio || 1;
    const gap = 2;
    const fit = Math.max(1, Math.min(this.count, Math.floor((room + gap) / (this.least + gap))));
    this.columns = fewestGaps(this.count, fit);
    this.lines = Math.ceil(this.count / this.columns);
    const width = Math.min(this.most, (room - gap * (this.columns - 1)) / this.columns);
    // Whole device pixels a cell where that is possible, so that cells are equally large.
    let cell = (width * ratio) / this.cols;
    if (cell > 3) cell = Math.floor(cell);
    this.cell = cell;
    this.gap = Math.round(gap * ratio);
    this.w = cell * this.cols;
    this.h = cell * this.rows;
    const [W, H] = [[this.columns, this.w], [this.lines, this.h]].map(([n, size]) => Math.round(n * (size + this.gap) - this.gap));
    const canvas = this.canvas;
    if (canvas.width !== W || canvas.height !== H) Object.assign(canvas, { width: W, height: H });
    canvas.style.width = `${W / ratio}px`;
    for (const span of names.rows.children) span.style.height = `${this.h / this.rows / ratio}px`;
    for (const span of names.cols.children) span.style.width = `${this.cell / ratio}px`;
    const context = canvas.getContext("2d");
    context.clearRect(0, 0, W, H);
    context.imageSmoothingEnabled = false;
    this.small ??= document.createElement("canvas");
    if (this.small.width !== this.cols || this.small.height !== this.rows) Object.assign(this.small, { width: this.cols, height: this.rows });
    const small = this.small.getContext("2d");
    const image = small.createImageData(this.cols, this.rows);
    const pixels = new Uint32Array(image.data.buffer);
    const paper = this.view.colours.background;
    for (let i = 0; i < this.count; i++) {
      for (let p = 0; p < pixels.length; p++) pixels[p] = this.colour(this.values[i * pixels.length + p], paper);
      small.putImageData(image, 0, 0);
      const [x, y] = this.corner(i);
      context.drawImage(this.small, x, y, this.w, this.h);
      context.strokeStyle = `rgb(${this.view.colours.border})`;
      context.lineWidth = Math.max(1, Math.round(ratio));
      context.strokeRect(x + 0.5, y + 0.5, this.w - 1, this.h - 1);
    }
    if (this.texts?.length) this.inscribe(context, ratio);
    for (const i of this.marked ?? []) this.cross(context, i, ratio);
    if (this.selected != null) this.frame(context, this.selected, ratio);
    if (this.cursor != null) this.frame(context, this.cursor, ratio, [4 * ratio, 3 * ratio]);
  }

  colour(value, [pr, pg, pb]) {
    const { colours } = this.view;
    const [r, g, b] = this.kind === "ink" ? colours.text : value < 0 ? colours.orange : colours.blue;
    const part = this.part(value);
    const mix = (paper, ink) => Math.round(paper + part * (ink - paper));
    return (mix(pr, r) | (mix(pg, g) << 8) | (mix(pb, b) << 16) | (255 << 24)) >>> 0;
  }

  // A text in each cell, in the colour that is seen on it.
  inscribe(context, ratio) {
    const high = this.h / this.rows;
    context.font = `${Math.min(0.6 * Math.min(this.cell, high), 18 * ratio)}px ${getComputedStyle(this.view.figure).fontFamily}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    this.texts.forEach((text, k) => {
      const p = k % (this.rows * this.cols);
      const [x, y] = this.corner(Math.floor(k / (this.rows * this.cols)));
      context.fillStyle = `rgb(${this.part(this.values[k]) > 0.55 ? this.view.colours.background : this.view.colours.text})`;
      context.fillText(text, x + ((p % this.cols) + 0.5) * this.cell, y + (Math.floor(p / this.cols) + 0.54) * high);
    });
  }

  // How far a value is from zero on the scale, 0..1.
  part(value) {
    const size = Math.abs(value) / this.scale;
    if (!(size > 0)) return 0;
    return Math.min(1, Math.max(0, this.decades ? 1 + Math.log10(size) / this.decades : size));
  }

  corner(i) {
    return [(i % this.columns) * (this.w + this.gap), Math.floor(i / this.columns) * (this.h + this.gap)].map(Math.round);
  }

  // The rectangle of a cell: of a whole picture where pictures are picked.
  box(cell) {
    const size = this.picks === "cell" ? this.rows * this.cols : 1;
    const i = Math.floor(cell / size);
    const [x, y] = this.corner(i);
    if (size === 1) return [x, y, this.w, this.h];
    const p = cell % size;
    const high = this.h / this.rows;
    return [x + (p % this.cols) * this.cell, y + Math.floor(p / this.cols) * high, this.cell, high];
  }

  frame(context, cell, ratio, dash = []) {
    const [x, y, w, h] = this.box(cell);
    const out = 1.25 * ratio;
    context.save();
    context.setLineDash(dash);
    context.lineWidth = 2.5 * ratio;
    context.strokeStyle = `rgb(${this.view.colours.text})`;
    context.strokeRect(x + out, y + out, w - 2 * out, h - 2 * out);
    context.restore();
  }

  cross(context, i, ratio) {
    const [x, y] = this.corner(i);
    context.beginPath();
    context.moveTo(x + this.w * 0.25, y + this.h * 0.75);
    context.lineTo(x + this.w * 0.75, y + this.h * 0.25);
    context.lineWidth = 1.5 * ratio;
    context.strokeStyle = `rgb(${this.view.colours.text})`;
    context.stroke();
  }

  // The number of the cell under the pointer, counted over all pictures of the block; null between pictures.
  at(event) {
    const box = this.canvas.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * this.canvas.width;
    const y = ((event.clientY - box.top) / box.height) * this.canvas.height;
    const [column, line] = [Math.floor(x / (this.w + this.gap)), Math.floor(y / (this.h + this.gap))];
    const i = line * this.columns + column;
    const c = Math.floor((x - column * (this.w + this.gap)) / this.cell);
    const r = Math.floor((y - line * (this.h + this.gap)) / (this.h / this.rows));
    if (i >= this.count || i < 0 || column >= this.columns || c < 0 || r < 0) return null;
    return (i * this.rows + Math.min(r, this.rows - 1)) * this.cols + Math.min(c, this.cols - 1);
  }

  point(cell) {
    const { tip, figure } = this.view;
    tip.hidden = cell === null || !this.tip;
    if (tip.hidden) return;
    const size = this.rows * this.cols;
    const i = Math.floor(cell / size);
    const p = cell % size;
    const [r, c] = [Math.floor(p / this.cols), p % this.cols];
    const names = { i: this.ids?.[i] ?? i, r: this.rowNames?.[r] ?? r, c: this.colNames?.[c] ?? c, p, t: this.texts?.[cell] ?? "", v: signed(this.values[cell], this.kind) };
    tip.textContent = this.tip.replace(/\{(\w)\}/g, (_, name) => names[name]);
    const outer = figure.getBoundingClientRect();
    const inner = this.canvas.getBoundingClientRect();
    const scale = inner.width / this.canvas.width;
    const [x, y] = this.corner(i);
    const [cx, cy] = size === 1 ? [x + this.w / 2, y] : [x + ((p % this.cols) + 0.5) * this.cell, y + (Math.floor(p / this.cols) * this.h) / this.rows];
    const left = inner.left - outer.left + cx * scale - tip.offsetWidth / 2;
    tip.style.left = `${Math.max(0, Math.min(left, outer.width - tip.offsetWidth))}px`;
    tip.style.top = `${inner.top - outer.top + cy * scale - tip.offsetHeight - 4}px`;
  }

  pick(cell) {
    if (cell === null || this.picks === "none") return;
    const size = this.rows * this.cols;
    const i = Math.floor(cell / size);
    const p = cell % size;
    this.view.send("picked", { block: this.index, i: this.ids?.[i] ?? i, r: Math.floor(p / this.cols), c: p % this.cols });
  }

  // Arrows move a cursor, Enter picks.
  key(event) {
    const cells = this.picks === "cell";
    const size = this.rows * this.cols;
    const across = cells ? this.cols : this.columns;
    const move = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -across, ArrowDown: across }[event.key];
    const now = this.cursor ?? this.selected ?? 0;
    if (move) {
      this.cursor = Math.max(0, Math.min(now + move, this.count * (cells ? size : 1) - 1));
      this.paint();
      this.point(cells ? this.cursor : this.cursor * size);
    } else if (event.key === "Enter" || event.key === " ") this.pick(cells ? now : now * size);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function unpack(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  return { header, values: new Float32Array(bytes.slice(4 + length).buffer) };
}

// Up to `most` columns, a few less where that leaves fewer cells of the last row empty.
function fewestGaps(count, most) {
  let best = most;
  for (let columns = most; columns >= Math.ceil(0.7 * most); columns--) {
    if ((columns - (count % columns)) % columns < (best - (count % best)) % best) best = columns;
  }
  return best;
}

// Four significant digits; a power of ten where there would be many zeros.
function signed(value, kind) {
  const sign = value < 0 ? "−" : kind === "signed" && value > 0 ? "+" : "";
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return String(value);
  if (size === 0) return "0";
  if (size >= 0.001 && size < 10000) return sign + size.toPrecision(4);
  const [digits, power] = size.toExponential(2).split("e");
  return `${sign}${digits}·10${power.replace("+", "").replace(/./g, (letter) => "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"["-0123456789".indexOf(letter)])}`;
}

function rgb(colour) {
  const context = document.createElement("canvas").getContext("2d");
  context.fillStyle = colour.trim();
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}

export default function (component) {
  const root = component.parentElement;
  if (!component.data?.length) return;
  let view = views.get(root);
  if (!view) views.set(root, (view = new View(root)));
  view.update(component);
  // Cleanup may be called for a superseded call while the maps are still on the page.
  return () => {
    if (!(root.host ?? root).isConnected) view.destroy(root);
  };
}
