// A part of a page that a link leads to: it is scrolled to once for each `data`, which says when the link was followed.
// The parts above may still grow meanwhile, so it is looked at again, unless the visitor has begun to scroll.

import { onePerRoot } from "../shared/component.js";

const AGAIN = [0, 250, 600, 1200]; // milliseconds
const SEEN = "deltascope arrival";

class Arrival {
  constructor(root) {
    this.root = root;
    this.stop = () => (this.stopped = true);
    for (const type of ["wheel", "pointerdown", "keydown"]) addEventListener(type, this.stop, { passive: true });
  }

  update({ data }) {
    if (sessionStorage.getItem(SEEN) === String(data)) return;
    sessionStorage.setItem(SEEN, String(data));
    this.stopped = false;
    for (const delay of AGAIN) setTimeout(() => this.stopped || this.scroll(), delay);
  }

  scroll() {
    (this.root.host ?? this.root).scrollIntoView({ block: "start" });
  }

  destroy() {
    this.stop();
    for (const type of ["wheel", "pointerdown", "keydown"]) removeEventListener(type, this.stop);
  }
}

const show = onePerRoot("__deltascopeArrival", (root) => new Arrival(root));

export default (component) => (component.data ? show(component) : undefined);
