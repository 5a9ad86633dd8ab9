// What can be pointed at in the picture of a network: each neuron is a link, with one stop for the keyboard, where
// arrows lead from one to the next. A tip tells the numbers of what is pointed at, and follows them.

import { clamp } from "../shared/number.js";

const LEAST = 24; // pixels of a target

export class Links {
  // `describe` says what stands in the tip of a part; `open` hears where a click leads.
  constructor(figure, describe, open) {
    this.figure = figure;
    this.home = figure.querySelector(".spots");
    this.tip = figure.querySelector(".tip");
    this.describe = describe;
    this.open = open;
    this.neurons = [];
    this.here = 0; // the neuron that the keyboard comes to
    this.query = "";
    this.home.addEventListener("keydown", (event) => this.key(event));
    figure.addEventListener("click", (event) => this.click(event));
  }

  // `query` is what all links take along.
  update(texts, query) {
    this.query = query;
    this.home.setAttribute("aria-label", texts.group);
    for (const link of this.figure.querySelectorAll("p a[data-page]")) link.textContent = texts[link.dataset.text];
    for (const link of this.figure.querySelectorAll("p a, .image")) link.href = `${link.dataset.page}?${query}`;
    this.figure.querySelector(".image").setAttribute("aria-label", texts.image);
  }

  // Neurons with their places {l, j, x, y, pitch}.
  place(neurons, { last, picture, height }) {
    this.neurons = neurons;
    this.last = last;
    this.here = Math.min(this.here, neurons.length - 1);
    while (this.home.children.length > neurons.length) this.home.lastElementChild.remove();
    while (this.home.children.length < neurons.length) this.home.append(this.link());
    neurons.forEach((neuron, i) => this.put(this.home.children[i], neuron, i));
    const image = this.figure.querySelector(".image");
    Object.assign(image.style, { width: `${picture}px`, height: `${picture}px`, top: `${(height - picture) / 2}px` });
  }

  link() {
    const link = document.createElement("a");
    link.addEventListener("pointerenter", () => this.point(link));
    link.addEventListener("pointerleave", () => this.point(null));
    link.addEventListener("focus", () => this.point(link));
    link.addEventListener("blur", () => this.point(null));
    return link;
  }

  put(link, { l, j, x, y, pitch }, i) {
    const size = Math.max(LEAST, pitch);
    link.place = i;
    link.tabIndex = i === this.here ? 0 : -1;
    Object.assign(link.style, { left: `${x - size / 2}px`, top: `${y - size / 2}px` });
    Object.assign(link.style, { width: `${size}px`, height: `${size}px` });
    const page = l === this.last ? "errors" : "weights";
    if (link.dataset.neuron === `${l}-${j}` && link.dataset.page === page) return;
    Object.assign(link.dataset, { neuron: `${l}-${j}`, page });
    link.href = `${page}?${this.query}&neuron=${l}-${j}`;
  }

  // The numbers have changed.
  refresh() {
    for (const link of this.home.children) link.setAttribute("aria-label", this.describe(this.neurons[link.place]));
    if (this.pointed?.isConnected) this.point(this.pointed);
    else if (this.edge) this.pointEdge(null);
  }

  point(link) {
    this.pointed = link;
    if (!link) return this.hide();
    const { x, y, pitch, ...neuron } = this.neurons[link.place];
    this.say(this.describe(neuron), x, y - pitch / 2);
  }

  // A connection under the pointer, at [x, y].
  pointEdge(edge, x, y) {
    this.edge = edge;
    if (edge) this.say(this.describe(edge), x, y - 8);
    else if (!this.pointed) this.hide();
  }

  say(text, x, y) {
    const { tip, home } = this;
    tip.hidden = false;
    tip.textContent = text;
    tip.style.left = `${clamp(x - tip.offsetWidth / 2, 0, Math.max(0, home.offsetWidth - tip.offsetWidth))}px`;
    tip.style.top = `${y - tip.offsetHeight - 2}px`;
  }

  hide() {
    this.tip.hidden = true;
  }

  // A click with the Ctrl key, or the middle one, opens another tab as for every link.
  click(event) {
    const link = event.target.closest("a[data-page]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.open(link.dataset.page, link.dataset.neuron ?? null);
  }

  // Left and right lead to the next layer, to the neuron at the same height; up and down stay in the layer.
  key(event) {
    const now = this.neurons[this.here];
    const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    const way = ways[event.key];
    if (!way || !now) return;
    event.preventDefault();
    const inLayer = (l) => this.neurons.filter((neuron) => neuron.l === l);
    const [across, down] = way;
    const next = across
      ? inLayer(now.l + across).sort((one, other) => Math.abs(one.y - now.y) - Math.abs(other.y - now.y))[0]
      : this.neurons[this.here + down];
    if (!next || (down && next.l !== now.l)) return;
    this.home.children[this.here].tabIndex = -1;
    this.here = this.neurons.indexOf(next);
    this.home.children[this.here].tabIndex = 0;
    this.home.children[this.here].focus();
  }
}
