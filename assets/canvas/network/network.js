// A network as it is drawn on a blackboard, while it learns: its neurons in columns, its weights as lines by sign and
// size. Layers and neurons are added and taken away on it. What stands in `data` says ui/train/drawing.py.

import { unpack } from "../shared/bytes.js";
import { columnsOf } from "../shared/columns.js";
import { onePerRoot } from "../shared/component.js";
import { Live } from "../shared/live.js";
import { number } from "../shared/number.js";
import { write } from "../shared/page.js";
import { Spots } from "../shared/spots.js";
import { Thumbs } from "../shared/thumbs.js";
import { Controls } from "./controls.js";
import { edgesOf } from "./edges.js";
import { WiringPainter } from "./painting.js";

const REACH = 8; // pixels around a line that belong to it
const PICTURE = 52; // pixels of the box that stands for the 784 inputs

class Drawing {
  constructor(root) {
    this.figure = root.querySelector(".network");
    this.canvas = root.querySelector("canvas");
    this.painter = new WiringPainter(this.canvas);
    this.thumbs = new Thumbs();
    this.controls = new Controls(this.figure, (edit) => this.send("edited", edit));
    this.spots = new Spots(this.figure.querySelector(".picture"), {
      describe: (part) => this.describe(part),
      edgeAt: (x, y) => this.painter.edgeAt(x, y, REACH),
      open: (page, neuron) => this.send("opened", { page, neuron }),
    });
    this.live = new Live((bytes) => this.show(unpack(bytes)), { figure: this.figure });
    this.observer = new ResizeObserver(() => this.arrange());
    this.observer.observe(this.canvas);
  }

  update({ data, setTriggerValue }) {
    this.send = setTriggerValue;
    this.live.follow(unpack(data).header.live, data);
  }

  show({ header, values }) {
    Object.assign(this, { header, values });
    const { texts, alt, note, numbers } = header;
    write(this.figure, { ".title": texts.title, ".note": note });
    this.figure.querySelector(".spots").setAttribute("aria-label", texts.group);
    this.canvas.setAttribute("aria-label", alt);
    this.canvas.dataset.version = (Number(this.canvas.dataset.version) || 0) + 1;
    this.thumbs.take(new Int8Array(values.buffer, 4 * numbers));
    this.arrange();
  }

  // Everything of the picture: where it stands, and its numbers.
  arrange() {
    const { header, canvas } = this;
    const [width, height] = [canvas.clientWidth, canvas.clientHeight];
    if (!header || !width) return;
    const counts = header.layers.map(({ ids }) => ids.length);
    const columns = columnsOf(counts, { width, height, picture: PICTURE });
    const neurons = header.layers.map((layer, i) => this.neuronsOf(layer, columns[i]));
    this.controls.show(header, columns);
    const edges = edgesOf(header, this.values, neurons, { x: PICTURE, y: height / 2 });
    this.painter.paint({ width, height, picture: PICTURE, neurons: neurons.flat(), edges, thumbs: this.thumbs });
    this.spots.place(neurons.flat());
  }

  neuronsOf({ l, ids }, column) {
    const { thumbs, page } = this.header;
    return ids.map((j, i) => {
      const [x, y] = column.places[i];
      const thumb = thumbs && l === 2 ? i : null;
      return { l, j, x, y, pitch: column.pitch, thumb, page };
    });
  }

  describe({ l, j, k, w, slope, change }) {
    const { texts } = this.header;
    const signed = (value) => number(value, { sign: true });
    const fill = (text, parts) => text.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
    if (w === undefined) return fill(this.header.page ? texts.open : texts.neuron, { l, j });
    if (k === null) return fill(texts.bundle, { j, w: number(w), slope: number(slope), change: number(change) });
    const parts = { l, j, k, before: l - 1, w: signed(w), slope: signed(slope), change: signed(change) };
    return fill(texts.edge, parts);
  }

  destroy() {
    this.live.destroy();
    this.observer.disconnect();
  }
}

export default onePerRoot("__deltascopeNetworks", (root) => new Drawing(root));
