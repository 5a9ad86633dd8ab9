// This network on this drawing, as one picture: the ink on its way forwards, and where a label is chosen δ on its way
// back. It follows the pen as a still picture; what comes back runs once. Each part is a link to the page that shows
// more of it (spots.js).

import { columnsOf, curve, keepPlaces } from "../shared/columns.js";
import { number } from "../shared/number.js";
import { write } from "../shared/page.js";
import { Spots } from "../shared/spots.js";
import { Thumbs } from "../shared/thumbs.js";
import { PassesPainter } from "./passes_painter.js";

const GAP = 700; // ms that δ takes from one layer to the one before
const LABEL = "label"; // where a click on an output leads: it is the digit that was meant
const REACH = 9; // pixels around a connection that belong to it

export class Passes {
  // `open` hears of the page that is wanted, and of a neuron or a weight there; `choose` of an output, as of its row.
  constructor(root, open, choose) {
    root.querySelector(".draw").classList.add("whole");
    this.figure = root.querySelector(".passes");
    this.figure.hidden = false;
    this.canvas = this.figure.querySelector("canvas");
    this.places = new Map(); // the neurons of each layer in the order in which they stand
    this.began = null; // when δ began to come back; null while it does not
    this.painter = new PassesPainter(this.canvas);
    this.thumbs = new Thumbs();
    this.spots = new Spots(this.figure.querySelector(".picture"), {
      describe: (part) => this.describe(part),
      edgeAt: (x, y) => this.edgeAt(x, y),
      open: (page, place) => (page === LABEL ? choose(Number(place.split("-")[1])) : open(page, place)),
    });
    this.links = [...this.figure.querySelectorAll("a[data-page]")];
    for (const link of this.links) link.addEventListener("click", (event) => this.follow(event, link, open));
    this.figure.querySelector(".again").addEventListener("click", () => this.run());
    this.observer = new ResizeObserver(() => this.arrange());
    this.observer.observe(this.canvas);
  }

  // A link of its own, which belongs to no neuron; with the Ctrl key it opens another tab, as every link.
  follow(event, link, open) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    open(link.dataset.page, null);
  }

  // `sheet` is the address of the weights into layer 2, `query` what links take along.
  update({ texts, sheet, query }) {
    const { forwards, dotted, again, legend_rises: rises, legend_falls: falls } = (this.texts = texts);
    write(this.figure, { ".forwards": forwards, ".dotted": dotted, ".again": again, ".rises": rises, ".falls": falls });
    this.figure.querySelector(".spots").setAttribute("aria-label", texts.group);
    for (const link of this.links) {
      link.href = link.dataset.page === "why" ? `draw?${query}&look=answer` : `${link.dataset.page}?${query}`;
      if (link.dataset.text) link.textContent = texts[link.dataset.text];
      else if (link.dataset.page === "draw") link.setAttribute("aria-label", texts.image);
    }
    this.query = query;
    this.load(sheet);
  }

  // The weights into layer 2: once for each network.
  async load(sheet) {
    if (sheet === this.sheet) return;
    this.sheet = sheet;
    const reply = await fetch(sheet).catch(() => null);
    if (sheet !== this.sheet) return;
    if (reply?.status !== 200) return (this.sheet = null); // to be tried again
    this.thumbs.take(new Int8Array(await reply.arrayBuffer()));
    this.paint();
  }

  show({ passes, seen, digit }) {
    if (!passes) return;
    const why = this.figure.querySelector(".why");
    why.style.visibility = digit == null ? "hidden" : "";
    why.textContent = this.texts.why.replace("{digit}", digit ?? 0);
    const label = this.passes?.label ?? null;
    this.passes = passes;
    this.seen = seen;
    for (const { l, ids } of passes.layers) this.places.set(l, keepPlaces(this.places.get(l), ids));
    this.arrange();
    if (passes.label === null) this.stop();
    else if (passes.label !== label) this.run();
    const { back, back_later: later, back_quiet: quiet } = this.texts;
    write(this.figure, { ".backwards": passes.label === null ? later : passes.quiet ? quiet : back });
    this.figure.classList.toggle("back", passes.label !== null);
    this.figure.classList.toggle("quiet", passes.quiet);
    this.canvas.setAttribute("aria-label", passes.alt);
  }

  // Everything of the picture: where it stands, and its numbers.
  arrange() {
    const { passes, canvas } = this;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (!passes || !width) return;
    const picture = Math.min(84, Math.round(width / 6));
    const counts = passes.layers.map(({ ids }) => ids.length);
    const columns = columnsOf(counts, { width, height, picture });
    this.neurons = passes.layers.flatMap((layer, i) => this.neuronsOf(layer, columns[i]));
    const at = new Map(this.neurons.map((neuron) => [`${neuron.l}-${neuron.j}`, neuron]));
    this.edges = passes.edges.map((edge) => edgeOf(edge, at, { height, picture }));
    this.scene = { width, height, picture, last: passes.layers.at(-1).l };
    this.writeHeads([{ x: 0, head: this.texts.pixels }, ...columns.map(({ x }, i) => ({ x, ...passes.layers[i] }))]);
    const image = this.figure.querySelector(".image");
    Object.assign(image.style, { width: `${picture}px`, height: `${picture}px`, top: `${(height - picture) / 2}px` });
    this.paint();
    this.spots.place(this.neurons);
  }

  // What stands above the columns.
  writeHeads(heads) {
    const home = this.figure.querySelector(".heads");
    home.replaceChildren(
      ...heads.map(({ x, head }) => {
        const text = Object.assign(document.createElement("span"), { textContent: head });
        text.style.left = `${x}px`;
        return text;
      }),
    );
  }

  neuronsOf({ l, ids, a, z, delta, whole }, column) {
    const { scale, decades, thumbs } = this.passes;
    return this.places.get(l).map((j, place) => {
      const i = ids.indexOf(j);
      const [x, y] = column.places[place];
      const error = delta ? onScale(delta[i], scale, decades) : 0;
      const ink = a ? Math.min(1, Math.abs(a[i]) / whole) : 0;
      const thumb = thumbs && l === 2 ? this.thumbs : null;
      const page = l === this.passes.layers.at(-1).l ? LABEL : "weights";
      const href = page === LABEL ? null : `${page}?${this.query}&neuron=${l}-${j}`;
      const numbers = { a: a?.[i], z: z?.[i], delta: delta?.[i] };
      return { l, j, x, y, pitch: column.pitch, ink, error, thumb, page, href, ...numbers };
    });
  }

  // --- what runs back ---

  run() {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.began = still ? -Infinity : performance.now();
    this.step();
  }

  stop() {
    if (this.began === null) return; // it has been painted
    this.began = null;
    cancelAnimationFrame(this.frame);
    this.paint();
  }

  step() {
    cancelAnimationFrame(this.frame);
    this.paint();
    if (this.way < this.passes.layers.length) this.frame = requestAnimationFrame(() => this.step());
    else this.figure.dataset.back = "1"; // for tests
  }

  // How many gaps δ has come back.
  get way() {
    return this.began === null ? 0 : (performance.now() - this.began) / GAP;
  }

  paint() {
    if (!this.scene) return;
    const { decades, scale } = this.passes;
    this.painter.paint(this, this.began === null ? null : this.way, (slope) => onScale(slope, scale, decades));
  }

  // --- what is under the pointer ---

  // The connection at a point of the picture: of those that are seen the strongest.
  edgeAt(x, y) {
    if (!this.scene) return null;
    return this.painter.drawn.findLast((edge) => this.painter.isOn(edge, x, y, REACH)) ?? null;
  }

  describe({ l, j, k, a, z, delta, w, carried, slope }) {
    const { texts } = this;
    const fill = (text, parts) => text.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
    const signed = (value) => number(value, { sign: true });
    const say = (value) => fill(value > 0 ? texts.falls : texts.rises, {});
    if (k === undefined) {
      const said = fill(texts.neuron, { l, j });
      if (a === undefined) return said;
      const now = `${said}: z = ${signed(z)}, a = ${number(a)}`;
      return delta === undefined ? now : `${now}\nδ = ${signed(delta)}${delta ? `, ${say(delta)}` : ""}`;
    }
    const parts = { before: l - 1, j, k, w: signed(w), carried: signed(carried) };
    const now = fill(l === 2 ? texts.bundle : texts.edge, parts);
    const back = this.began === null ? "" : `\n∂C/∂w = ${signed(slope)}${slope ? `, ${say(slope)}` : ""}`;
    return now + back;
  }

  destroy() {
    cancelAnimationFrame(this.frame);
    this.observer.disconnect();
  }
}

// How far an error is from zero on the logarithmic scale, −1..1.
function onScale(value, scale, decades) {
  if (!value) return 0;
  return Math.sign(value) * Math.max(0, Math.min(1, 1 + Math.log10(Math.abs(value) / scale) / decades));
}

// What comes from the picture leaves it at the height of its neuron.
function edgeOf([l, j, k, w, carried, slope], at, { height, picture }) {
  const to = at.get(`${l}-${j}`);
  const from = at.get(`${l - 1}-${k}`);
  const half = ({ pitch }) => pitch / 2 - 2;
  const start = from ? [from.x + half(from), from.y] : [picture, height / 2 + picture * (to.y / height - 0.5)];
  const line = curve(start, [to.x - half(to), to.y]);
  return { l, j, k, w, carried, slope, page: "paths", line, long: to.x - start[0] + 60 };
}
