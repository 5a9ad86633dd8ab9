// What can be pointed at in a drawn network: neurons, which have one stop for the keyboard, where arrows lead from one
// to the next, and connections. A tip tells the numbers of what is pointed at, and follows them.

import { clamp } from "../shared/number.js";

const LEAST = 24; // pixels of a target
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export class Spots {
  // `picture` holds a canvas, the spots and the tip. `describe` says what the tip tells of a neuron or a connection,
  // `open` hears where a click leads, `edgeAt` finds the connection at a point. A `page` is where a part leads.
  constructor(picture, { describe, open, edgeAt }) {
    Object.assign(this, { picture, describe, open, edgeAt });
    this.home = picture.querySelector(".spots");
    this.tip = picture.querySelector(".tip");
    this.neurons = [];
    this.here = 0; // the neuron that the keyboard comes to
    this.pointed = null; // the spot that the tip is about
    this.pointer = null; // where it is, between the spots
    this.home.addEventListener("keydown", (event) => this.key(event));
    picture.addEventListener("pointermove", (event) => this.move(event));
    picture.addEventListener("pointerleave", () => this.leave());
    picture.addEventListener("click", (event) => this.click(event));
  }

  // Neurons {l, j, x, y, pitch, page, href}; those without a page are told about and lead nowhere.
  place(neurons) {
    this.neurons = neurons;
    this.here = clamp(this.here, 0, neurons.length - 1);
    while (this.home.children.length > neurons.length) this.home.lastElementChild.remove();
    while (this.home.children.length < neurons.length) this.home.append(this.spot());
    neurons.forEach((neuron, i) => this.put(this.home.children[i], neuron, i));
    this.follow();
  }

  spot() {
    const spot = document.createElement("a");
    spot.addEventListener("pointerenter", () => this.point(spot));
    spot.addEventListener("pointerleave", () => this.point(null));
    spot.addEventListener("focus", () => this.point(spot));
    spot.addEventListener("blur", () => this.point(null));
    return spot;
  }

  put(spot, neuron, i) {
    const { l, j, x, y, pitch, page, href } = neuron;
    const size = Math.max(LEAST, pitch);
    spot.place = i;
    spot.tabIndex = i === this.here ? 0 : -1;
    Object.assign(spot.style, { left: `${x - size / 2}px`, top: `${y - size / 2}px` });
    Object.assign(spot.style, { width: `${size}px`, height: `${size}px` });
    spot.setAttribute("aria-label", this.describe(neuron));
    Object.assign(spot.dataset, { neuron: `${l}-${j}`, page: page ?? "" });
    spot.role = href ? "link" : page ? "button" : "img";
    if (!href) spot.removeAttribute("href");
    else if (spot.getAttribute("href") !== href) spot.href = href;
  }

  // --- the pointer ---

  move(event) {
    const onSpot = event.target.parentElement === this.home;
    this.pointer = onSpot ? null : this.at(event);
    this.follow();
  }

  at({ clientX, clientY }) {
    const box = this.picture.getBoundingClientRect();
    return [clientX - box.left, clientY - box.top];
  }

  leave() {
    this.pointer = null;
    this.follow();
  }

  point(spot) {
    this.pointed = spot;
    this.follow();
  }

  // The tip of what is pointed at, as it is now.
  follow() {
    const edge = this.pointer && this.edgeAt(...this.pointer);
    this.picture.classList.toggle("on", Boolean(edge?.page));
    const neuron = this.pointed && this.neurons[this.pointed.place];
    this.tip.hidden = !neuron && !edge;
    if (neuron) this.say(this.describe(neuron), neuron.x, neuron.y - neuron.pitch / 2);
    else if (edge) this.say(this.describe(edge), this.pointer[0], this.pointer[1] - 8);
  }

  say(text, x, y) {
    const { tip, home } = this;
    tip.textContent = text;
    tip.style.left = `${clamp(x - tip.offsetWidth / 2, 0, Math.max(0, home.offsetWidth - tip.offsetWidth))}px`;
    tip.style.top = `${y - tip.offsetHeight - 2}px`;
  }

  // A click with the Ctrl key opens another tab, as on every link. A finger has no pointer that rests: its tap tells of
  // a connection first, and a second one at the place opens it.
  click(event) {
    const spot = event.target.closest("a");
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (spot) {
      event.preventDefault();
      if (spot.dataset.page) this.open(spot.dataset.page, spot.dataset.neuron ?? null);
      return;
    }
    const edge = this.edgeAt(...this.at(event));
    const told = event.pointerType !== "touch" || (edge && edge === this.told);
    this.told = edge;
    this.pointer = this.at(event);
    this.follow();
    if (edge?.page && told) this.open(edge.page, `${edge.l}-${edge.j}-${edge.k}`);
  }

  // --- the keyboard ---

  // Left and right lead to the next layer, to the neuron at the same height; up and down stay in the layer.
  key(event) {
    const now = this.neurons[this.here];
    if ((event.key === "Enter" || event.key === " ") && !event.target.hasAttribute("href")) {
      event.preventDefault();
      event.target.click(); // a link hears Enter by itself
    }
    const [across, down] = WAYS[event.key] ?? [];
    if (down === undefined || !now) return;
    event.preventDefault();
    event.stopPropagation();
    const height = (neuron) => Math.abs(neuron.y - now.y);
    const inLayer = this.neurons.filter(({ l }) => l === now.l + across);
    const next = across ? inLayer.sort((one, other) => height(one) - height(other))[0] : this.neurons[this.here + down];
    if (!next || (down && next.l !== now.l)) return;
    this.home.children[this.here].tabIndex = -1;
    this.here = this.neurons.indexOf(next);
    this.home.children[this.here].tabIndex = 0;
    this.home.children[this.here].focus();
  }
}
