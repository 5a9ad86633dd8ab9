// Blocks of small pictures, each block one canvas: weight images, layers of neurons, matrices. A cell shows a signed
// number (blue positive, orange negative, zero the page's background) or ink in 0..1, on the scale that stands below.
//
// `data` is bytes: a header, and the values of all blocks, picture after picture. The header's entry for a block is its
// `spec`; the class Block in blocks.py says what is in it. layout.js computes where pictures stand, painting.js paints
// them, pointing.js answers the pointer and the keyboard.

import { unpack } from "../shared/bytes.js";
import { onePerRoot } from "../shared/component.js";
import { Live } from "../shared/live.js";
import { offscreen, rgb, write } from "../shared/page.js";
import { besides, Layout } from "./layout.js";
import { Painter } from "./painting.js";
import { Pointing } from "./pointing.js";

const COLOURS = ["blue", "orange", "text", "border", "background", "primary", "green", "red"];
const BLOCK = `
  <span class="label"></span>
  <canvas></canvas>
  <div class="scale">
    <span class="low"></span><i></i><span class="high"></span><span class="legend"></span>
    <span class="left"></span><span class="right"></span>
  </div>`;

class View {
  constructor(root) {
    this.figure = root.querySelector(".maps");
    this.home = root.querySelector(".blocks");
    this.save = root.querySelector(".save");
    this.save.addEventListener("click", () => this.download());
    this.blocks = [];
    this.observer = new ResizeObserver(() => this.blocks.forEach((block) => block.paint()));
    this.observer.observe(this.figure);
    this.live = new Live((bytes) => this.show(unpack(bytes)), { figure: this.figure });
  }

  update({ data, setTriggerValue }) {
    this.send = setTriggerValue;
    this.live.follow(unpack(data).header.live, data);
  }

  show({ header, values }) {
    write(this.figure, { ".title": header.title, ".note": header.note });
    this.figure.setAttribute("aria-label", header.title);
    this.save.hidden = !header.title;
    this.save.setAttribute("aria-label", header.texts.save ?? "PNG");
    this.texts = header.texts;
    const style = getComputedStyle(this.figure);
    const colour = (name) => rgb(style.getPropertyValue(`--st-${name}-color`));
    this.colours = Object.fromEntries(COLOURS.map((name) => [name, colour(name)]));
    this.across = header.across;
    this.home.style.gridTemplateColumns = header.across ? `repeat(${header.across}, minmax(0, 1fr))` : "";
    this.home.classList.toggle("beside", !header.across);
    while (this.blocks.length > header.blocks.length) this.blocks.pop().element.remove();
    while (this.blocks.length < header.blocks.length) this.blocks.push(new Block(this, this.blocks.length));
    let start = 0;
    header.blocks.forEach((spec, i) => {
      const length = spec.count * spec.rows * spec.cols;
      this.blocks[i].show(spec, values.subarray(start, start + length));
      start += length;
    });
  }

  // All blocks below each other, as one picture.
  download() {
    const canvases = this.blocks.map((block) => block.canvas);
    const gap = 8;
    const width = Math.max(...canvases.map((canvas) => canvas.width));
    const height = canvases.reduce((sum, canvas) => sum + canvas.height + gap, -gap);
    const context = offscreen(width, height);
    context.fillStyle = `rgb(${this.colours.background})`;
    context.fillRect(0, 0, width, height);
    let y = 0;
    for (const canvas of canvases) {
      context.drawImage(canvas, 0, y);
      y += canvas.height + gap;
    }
    const link = { href: context.canvas.toDataURL(), download: "deltascope.png" };
    Object.assign(document.createElement("a"), link).click();
  }

  destroy() {
    this.observer.disconnect();
    this.live.destroy();
  }
}

class Block {
  constructor(view, index) {
    this.view = view;
    this.index = index;
    this.element = Object.assign(document.createElement("div"), { className: "block", innerHTML: BLOCK });
    this.canvas = this.element.querySelector("canvas");
    this.layout = null; // until there is room
    view.home.append(this.element);
    this.painter = new Painter(this.canvas);
    this.pointing = new Pointing(this, view.figure, (name, value) => view.send(name, value));
  }

  show(spec, values) {
    this.spec = spec;
    this.values = values;
    write(this.element, { ".label": spec.label, ".low": spec.low, ".high": spec.high, ".legend": spec.legend });
    write(this.element, { ".left": spec.ends[0], ".right": spec.ends[1] });
    const scale = this.element.querySelector(".scale");
    scale.className = `scale ${spec.kind}`;
    scale.style.display = spec.high ? "" : "none";
    const { canvas } = this;
    canvas.classList.toggle("picks", spec.picks !== "none");
    canvas.classList.toggle("brush", Boolean(spec.brush));
    this.describe(spec);
    canvas.dataset.version = (Number(canvas.dataset.version) || 0) + 1;
    canvas.dataset.selected = spec.selected ?? "";
    this.touch(this.pointing.stroke?.cells ?? []); // the server does not know of a stroke before its end
    this.paint();
  }

  // What a canvas is to who does not see it: a picture, or one stop of the Tab key whose cells the arrows go through.
  describe({ alt, picks, brush }) {
    const { canvas } = this;
    const operable = picks !== "none" || Boolean(brush);
    canvas.tabIndex = operable ? 0 : -1;
    canvas.setAttribute("role", operable ? "application" : "img");
    canvas.setAttribute("aria-label", alt);
    canvas.setAttribute("aria-description", (operable && this.view.texts[brush ? "paint" : "pick"]) || "");
  }

  // What the brush does to cells.
  touch(cells) {
    const amount = this.spec.brush?.amount;
    for (const cell of cells) this.values[cell] = amount == null ? 0 : this.values[cell] + amount;
  }

  paint() {
    const ratio = devicePixelRatio || 1;
    const room = (this.view.across ? this.element : this.view.figure).clientWidth - besides(this.spec);
    if (room <= 0) return;
    this.layout = new Layout(this.spec, room, ratio);
    this.painter.paint(this, { colours: this.view.colours, ratio, cursor: this.pointing.cursor });
    this.pointing.refresh();
  }
}

const show = onePerRoot("__deltascopeMaps", (root) => new View(root));

export default (component) => (component.data?.length ? show(component) : undefined);
