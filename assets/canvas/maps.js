// Blocks of small pictures, each block one canvas: weight images, layers of neurons, matrices. A cell shows a signed
// number (blue positive, orange negative, zero the page's background) or ink in 0..1, on the scale that stands below.
//
// `data` is bytes: the length of a JSON header (uint32, little-endian), the header, padding to 4 bytes, then the float32
// values of all blocks, picture after picture. A block has {count, rows, cols, least, most, label, tip, ids, picks,
// notes, names, selected, marked, kind, scale, decades, legend, axes, aspect, origin, write,
// texts, rowNames, colNames, brush, alt}; see ui/maps.py. The value under the pointer is the exact one. A brush changes the picture at once and sends its cells at the end of the stroke.

const views = (globalThis.__deltascopeMaps ??= new WeakMap());

class View {
  constructor(root) {
    this.figure = root.querySelector(".maps");
    this.tip = root.querySelector(".tip");
    this.blocks = [];
    this.save = root.querySelector(".save");
    this.save.addEventListener("click", () => this.download());
    this.observer = new ResizeObserver(() => this.blocks.forEach((block) => block.paint()));
    this.observer.observe(this.figure);
  }

  update({ data, setTriggerValue }) {
    this.send = setTriggerValue;
    const { header, values } = unpack(data);
    const text = (selector, value) => (this.figure.querySelector(selector).textContent = value);
    text(".title", header.title);
    text(".note", header.note);
    this.save.hidden = !header.title;
    const style = getComputedStyle(this.figure);
    this.colours = Object.fromEntries(["blue", "orange", "text", "border", "background", "primary"].map((name) => [name, rgb(style.getPropertyValue(`--st-${name}-color`))]));
    const home = this.figure.querySelector(".blocks");
    home.style.gridTemplateColumns = header.across ? `repeat(${header.across}, minmax(0, 1fr))` : "";
    home.classList.toggle("beside", !header.across);
    this.across = header.across;
    while (this.blocks.length > header.blocks.length) this.blocks.pop().element.remove();
    while (this.blocks.length < header.blocks.length) this.blocks.push(new Block(this, home, this.blocks.length));
    let start = 0;
    header.blocks.forEach((block, i) => {
      const length = block.count * block.rows * block.cols;
      this.blocks[i].show(block, values.subarray(start, start + length));
      start += length;
    });
  }

  // All blocks below each other, as one picture.
  download() {
    const canvases = this.blocks.map((block) => block.canvas);
    const gap = 8;
    const picture = Object.assign(document.createElement("canvas"), {
      width: Math.max(...canvases.map((canvas) => canvas.width)),
      height: canvases.reduce((sum, canvas) => sum + canvas.height + gap, -gap),
    });
    const context = picture.getContext("2d");
    context.fillStyle = `rgb(${this.colours.background})`;
    context.fillRect(0, 0, picture.width, picture.height);
    let y = 0;
    for (const canvas of canvases) {
      context.drawImage(canvas, 0, y);
      y += canvas.height + gap;
    }
    Object.assign(document.createElement("a"), { href: picture.toDataURL(), download: "deltascope.png" }).click();
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
    this.element.innerHTML = '<span class="label"></span><canvas role="img"></canvas><div class="scale"><span class="low"></span><i></i><span class="high"></span><span class="legend"></span></div>';
    this.canvas = this.element.querySelector("canvas");
    home.append(this.element);
    this.canvas.addEventListener("pointermove", (event) => this.move(event));
    this.canvas.addEventListener("pointerdown", (event) => this.press(event));
    this.canvas.addEventListener("pointerup", () => this.lift());
    this.canvas.addEventListener("pointercancel", () => this.lift());
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
    this.canvas.classList.toggle("brush", Boolean(this.brush));
    this.canvas.tabIndex = this.picks === "none" && !this.brush ? -1 : 0;
    this.canvas.setAttribute("aria-label", this.alt);
    this.canvas.dataset.version = (Number(this.canvas.dataset.version) || 0) + 1;
    this.canvas.dataset.selected = this.selected ?? "";
    for (const cell of this.stroke?.cells ?? []) this.touch(cell);
    this.paint();
  }

  paint() {
    const ratio = devicePixelRatio || 1;
    const [left, top] = this.axes ? [30, 16] : [0, 0];
    [this.left, this.top] = [left * ratio, top * ratio];
    const room = (this.view.across ? this.element : this.view.figure).clientWidth - left;
    if (room <= 0 || !this.values) return;
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
    const high = cell * this.aspect;
    this.h = this.rows * (this.aspect !== 1 && high > 2 ? Math.round(high) : high);
    this.foot = this.names ? Math.round(15 * ratio) : 0; // where the names stand
    const W = Math.round(this.left + this.columns * (this.w + this.gap) - this.gap);
    const H = Math.round(this.top + this.lines * (this.h + this.foot + this.gap) - this.gap);
    const canvas = this.canvas;
    if (canvas.width !== W || canvas.height !== H) Object.assign(canvas, { width: W, height: H });
    canvas.style.width = `${W / ratio}px`;
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
    if (this.write && cell >= 36 * ratio) this.values.forEach((value, n) => this.number(context, value, n, ratio));
    if (this.texts.length) this.inscribe(context, ratio);
    if (this.axes) this.ticks(context, ratio);
    if (this.names) this.captions(context, ratio);
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
    const size = this.rows * this.cols;
    context.font = `${Math.min(0.6 * Math.min(this.cell, high), 18 * ratio)}px ${getComputedStyle(this.view.figure).fontFamily}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    this.texts.forEach((text, n) => {
      const [x, y] = this.corner(Math.floor(n / size));
      const [r, c] = [Math.floor((n % size) / this.cols), n % this.cols];
      context.fillStyle = `rgb(${this.part(this.values[n]) > 0.55 ? this.view.colours.background : this.view.colours.text})`;
      context.fillText(text, x + (c + 0.5) * this.cell, y + (r + 0.54) * high);
    });
  }

  // How far a value is from zero on the scale, 0..1.
  part(value) {
    const size = Math.abs(value) / this.scale;
    if (!(size > 0)) return 0;
    return Math.min(1, Math.max(0, this.decades ? 1 + Math.log10(size) / this.decades : size));
  }

  corner(i) {
    return [this.left + (i % this.columns) * (this.w + this.gap), this.top + Math.floor(i / this.columns) * (this.h + this.foot + this.gap)].map(Math.round);
  }

  // Numbers of rows and columns at the edges of a matrix, as many as there is room for.
  ticks(context, ratio) {
    const cells = [this.h / this.rows, this.cell];
    context.font = `${10.5 * ratio}px ${getComputedStyle(this.canvas).fontFamily}`;
    context.fillStyle = `rgb(${this.view.colours.text})`;
    context.textBaseline = "middle";
    context.textAlign = "right";
    const step = (axis, room) => [1, 2, 5, 10, 20, 50, 100, 200].find((n) => n * cells[axis] >= room * ratio) ?? 500;
    if (this.rows > 1) for (let r = 0, n = step(0, 13); r < this.rows; r += n) context.fillText(this.rowNames[r] ?? r + this.origin[0], this.left - 4 * ratio, this.top + (r + 0.5) * cells[0]);
    context.textAlign = "center";
    for (let c = 0, n = step(1, 24); c < this.cols; c += n) context.fillText(this.colNames[c] ?? c + this.origin[1], this.left + (c + 0.5) * cells[1], this.top / 2);
    context.textAlign = "left";
    context.fillText(this.axes.map((name, i) => name && name + "↓→"[i]).join(""), 0, this.top / 2);
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
    const line = Math.max(1.5 * ratio, Math.min(2.5 * ratio, h / 4));
    const out = (h < 12 * ratio ? -1 : 1) * (line / 2); // around a flat cell, whose colour would not be seen
    context.save();
    context.setLineDash(dash);
    context.lineWidth = line;
    context.strokeStyle = `rgb(${this.kind === "ink" ? this.view.colours.blue : this.view.colours.text})`;
    context.strokeRect(x + out, y + out, w - 2 * out, h - 2 * out);
    context.restore();
  }

  // The names below the pictures, or below the columns of the only picture; some are left out where they are too close.
  captions(context, ratio) {
    context.font = `${11 * ratio}px ${getComputedStyle(this.view.figure).fontFamily}`;
    context.textAlign = "center";
    context.textBaseline = "bottom";
    context.fillStyle = `rgb(${this.view.colours.text})`;
    const pictures = this.count > 1 || this.cols === 1;
    const widest = Math.max(...this.names.map((name) => context.measureText(name).width));
    const step = Math.ceil((widest + 5 * ratio) / (pictures ? this.w + this.gap : this.cell));
    for (let n = 0; n < this.names.length; n += step) {
      const [x, y] = this.corner(pictures ? n : 0);
      const middle = pictures ? this.w / 2 : Math.max(widest / 2, Math.min((n + 0.5) * this.cell, this.w - widest / 2));
      context.fillText(this.names[n], x + middle, y + this.h + this.foot);
    }
  }

  number(context, value, n, ratio) {
    const size = this.rows * this.cols;
    const [x, y] = this.corner(Math.floor(n / size));
    const [r, c] = [Math.floor((n % size) / this.cols), n % this.cols];
    const text = signed(value, this.kind, this.write);
    const { colours } = this.view;
    context.font = `${Math.round((text.length > 7 ? 9 : 10.5) * ratio)}px ${getComputedStyle(this.view.figure).fontFamily}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = `rgb(${this.part(value) > 0.55 ? colours.background : colours.text})`;
    context.fillText(text, x + (c + 0.5) * this.cell, y + ((r + 0.5) * this.h) / this.rows, this.cell - 4 * ratio);
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
    const x = ((event.clientX - box.left) / box.width) * this.canvas.width - this.left;
    const y = ((event.clientY - box.top) / box.height) * this.canvas.height - this.top;
    const [column, line] = [Math.floor(x / (this.w + this.gap)), Math.floor(y / (this.h + this.foot + this.gap))];
    const i = line * this.columns + column;
    const c = Math.floor((x - column * (this.w + this.gap)) / this.cell);
    const r = Math.floor((y - line * (this.h + this.foot + this.gap)) / (this.h / this.rows));
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
    const names = {
      i: this.ids?.[i] ?? i,
      r: this.rowNames[r] ?? r + this.origin[0],
      c: this.colNames[c] ?? c + this.origin[1],
      t: this.texts[cell] ?? "",
      p,
      v: signed(this.values[cell], this.kind),
      n: this.notes?.[i] ?? this.names?.[this.count > 1 || this.cols === 1 ? i : p % this.cols] ?? "",
    };
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

  move(event) {
    const cell = this.at(event);
    if (this.stroke && cell !== null) this.draw(cell);
    this.point(cell);
  }

  // --- the brush ---

  press(event) {
    const cell = this.brush && event.isPrimary && event.button === 0 ? this.at(event) : null;
    if (cell === null) return;
    this.canvas.setPointerCapture(event.pointerId);
    this.stroke = { i: Math.floor(cell / (this.rows * this.cols)), cells: new Set(), last: cell };
    this.draw(cell);
  }

  // Paint from the last cell to this one; a stroke stays in the picture that it began in.
  draw(cell) {
    const size = this.rows * this.cols;
    const { i, last, cells } = this.stroke;
    if (Math.floor(cell / size) !== i) return;
    const place = (q) => [Math.floor((q % size) / this.cols), q % this.cols];
    const [[r0, c0], [r1, c1]] = [place(last), place(cell)];
    const steps = Math.max(1, Math.abs(r1 - r0), Math.abs(c1 - c0));
    for (let s = 0; s <= steps; s++) {
      const [r, c] = [r0 + ((r1 - r0) * s) / steps, c0 + ((c1 - c0) * s) / steps].map(Math.round);
      for (const q of this.dab(r, c)) {
        const found = i * size + q;
        if (!cells.has(found)) {
          cells.add(found);
          this.touch(found);
        }
      }
    }
    this.stroke.last = cell;
    this.paint();
  }

  // The cells of a round brush at a row and a column.
  dab(r, c) {
    const radius = this.brush.size / 2;
    const found = [];
    for (let y = Math.max(0, Math.ceil(r - radius)); y <= Math.min(this.rows - 1, r + radius); y++)
      for (let x = Math.max(0, Math.ceil(c - radius)); x <= Math.min(this.cols - 1, c + radius); x++)
        if ((y - r) ** 2 + (x - c) ** 2 < radius ** 2) found.push(y * this.cols + x);
    return found;
  }

  touch(cell) {
    this.values[cell] = this.brush?.amount == null ? 0 : this.values[cell] + this.brush.amount;
  }

  lift() {
    if (!this.stroke) return;
    const { i, cells } = this.stroke;
    const size = this.rows * this.cols;
    this.stroke = null;
    this.view.send("painted", { block: this.index, i: this.ids?.[i] ?? i, cells: [...cells].map((cell) => cell % size) });
  }

  pick(cell) {
    if (cell === null || this.picks === "none" || this.brush) return;
    const size = this.rows * this.cols;
    const i = Math.floor(cell / size);
    const p = cell % size;
    this.view.send("picked", { block: this.index, i: this.ids?.[i] ?? i, r: Math.floor(p / this.cols), c: p % this.cols });
  }

  // Arrows move a cursor, Enter picks.
  key(event) {
    const cells = this.picks === "cell" || Boolean(this.brush);
    const size = this.rows * this.cols;
    const across = cells ? this.cols : this.columns;
    const move = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -across, ArrowDown: across }[event.key];
    const now = this.cursor ?? this.selected ?? 0;
    if (move) {
      this.cursor = Math.max(0, Math.min(now + move, this.count * (cells ? size : 1) - 1));
      this.paint();
      this.point(cells ? this.cursor : this.cursor * size);
    } else if (event.key === "Enter" || event.key === " ") {
      if (this.brush) {
        this.stroke = { i: Math.floor(now / size), cells: new Set(), last: now };
        this.draw(now);
        this.lift();
      } else this.pick(cells ? now : now * size);
    }
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

// Four significant digits, or another number of them; a power of ten where there would be many zeros.
function signed(value, kind, significant = 4) {
  const sign = value < 0 ? "−" : kind === "signed" && value > 0 ? "+" : "";
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return String(value);
  if (size === 0) return "0";
  if (size >= 0.001 && size < 10 ** significant) return sign + size.toPrecision(significant);
  const [digits, power] = size.toExponential(significant - 1).split("e");
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
