// Curves below each other on one horizontal axis, with what is done so far above them; class Plot in plot.py says what
// is in the header of `data`. scales.js computes where things lie, painting.js paints them.

import { unpack } from "../shared/bytes.js";
import { onePerRoot } from "../shared/component.js";
import { Live } from "../shared/live.js";
import { clamp, number } from "../shared/number.js";
import { write } from "../shared/page.js";
import { dashes, Painter } from "./painting.js";
import { arrange, nearest, scale } from "./scales.js";

const CLOSE = 4; // CSS pixels from the pointer's place to a point of another line that is told as well
const QUIET = 3000; // milliseconds between two announcements of how far a run is
const ASIDE = 12; // CSS pixels between the pointer's place and its tip

const SAMPLE = `
  <svg width="32" height="6" aria-hidden="true"><path d="M 0 3 H 32" /><circle cx="16" cy="3" r="2.5" /></svg>
  <span></span>`;

class View {
  constructor(root) {
    this.figure = root.querySelector(".plot");
    this.canvas = root.querySelector("canvas");
    this.legend = root.querySelector(".legend");
    this.tip = root.querySelector(".tip");
    this.painter = new Painter(this.canvas);
    this.hidden = new Set(); // names of lines that the visitor does not want to see
    this.pointer = null; // where it is on the canvas, in CSS pixels
    this.at = null; // what is told about: a position on the horizontal axis
    this.observer = new ResizeObserver(() => this.paint());
    this.observer.observe(this.figure);
    this.live = new Live((bytes) => this.show(unpack(bytes)), { figure: this.figure });
    this.canvas.addEventListener("pointermove", (event) => this.point(event.offsetX));
    this.canvas.addEventListener("pointerdown", (event) => this.point(event.offsetX));
    this.canvas.addEventListener("pointerleave", () => this.leave());
    this.canvas.addEventListener("blur", () => this.leave());
    this.canvas.addEventListener("keydown", (event) => this.key(event));
  }

  update({ data }) {
    this.live.follow(unpack(data).header.live, data);
  }

  show({ header, values }) {
    let start = 0;
    const next = (count) => values.subarray(start, (start += count));
    for (const { lines } of header.panels)
      for (const line of lines) Object.assign(line, { xs: next(line.count), ys: next(line.count) });
    this.plot = header;
    this.canvas.setAttribute("aria-label", header.alt);
    this.canvas.dataset.version = (Number(this.canvas.dataset.version) || 0) + 1;
    write(this.figure, { ".title": header.title });
    this.figure.querySelector(".title").hidden = !header.title;
    this.showProgress(header.progress);
    this.showLegend(header);
    if (this.pointer !== null) this.at = this.nearestTo(this.pointer); // a resting pointer follows what is new
    this.paint();
  }

  showProgress(progress) {
    const home = this.figure.querySelector(".progress");
    home.hidden = !progress;
    if (!progress) return;
    write(home, { ".state": progress.state, ".more": progress.text });
    const bar = home.querySelector(".bar");
    bar.setAttribute("aria-valuenow", Math.round(100 * progress.share));
    bar.setAttribute("aria-valuetext", `${progress.state} ${progress.text}`);
    bar.firstElementChild.style.width = `${100 * progress.share}%`;
    this.say(progress);
  }

  // What is read aloud: another state at once, and now and then how far it is.
  say({ state, text, share }) {
    const [tenth, now] = [Math.floor(10 * share), performance.now()];
    const another = state !== this.said?.state;
    if (!another && (tenth === this.said.tenth || now - this.said.at < QUIET)) return;
    this.said = { state, tenth, at: now };
    const whole = [state, text].filter(Boolean).join(". ");
    write(this.figure, { ".said": another ? whole : `${Math.round(100 * share)} %` });
  }

  // A button for each name, which hides its lines and shows them again.
  showLegend({ names, panels }) {
    const lines = new Map(panels.flatMap(({ lines }) => lines.map((line) => [line.name, line])));
    const colours = this.colours();
    while (this.legend.children.length > names.length) this.legend.lastElementChild.remove();
    names.forEach((name, i) => {
      const button = this.legend.children[i] ?? this.legend.appendChild(entry());
      button.onclick = () => this.toggle(name);
      button.ariaPressed = String(!this.hidden.has(name));
      const { style, lastElementChild: point } = button.firstElementChild;
      style.color = colours(name);
      style.strokeDasharray = dashes(lines.get(name) ?? { name }, names).join(" ");
      point.style.visibility = lines.get(name)?.points ? "" : "hidden";
      if (button.lastElementChild.textContent !== name) button.lastElementChild.textContent = name;
    });
  }

  toggle(name) {
    if (!this.hidden.delete(name)) this.hidden.add(name);
    this.showLegend(this.plot);
    this.paint();
  }

  // The colour of a name: those of the theme, in the order of the legend.
  colours() {
    const palette = getComputedStyle(this.figure).getPropertyValue("--st-chart-categorical-colors").split(",");
    return (name) => palette[Math.max(0, this.plot.names.indexOf(name)) % palette.length].trim();
  }

  paint() {
    const width = this.figure.clientWidth;
    if (!this.plot || width <= 0) return;
    const { boxes, height } = arrange(this.plot.panels, width);
    this.boxes = boxes;
    const { hidden, at } = this;
    this.painter.paint(this.plot, { boxes, width, height }, { colours: this.colours(), hidden, at });
    if (at !== null) this.tell();
  }

  // --- what the pointer shows ---

  // The positions that all lines together have on the horizontal axis.
  positions() {
    const all = this.plot.panels.flatMap(({ lines }) => lines.flatMap(({ xs }) => [...xs]));
    return [...new Set(all)].sort((a, b) => a - b);
  }

  // The position that is drawn nearest to a place on the canvas; null where there is none.
  nearestTo(x) {
    const positions = this.positions();
    const [{ left, right }] = this.boxes;
    return positions[nearest(positions.map(scale(this.plot.x, left, right)), x)] ?? null;
  }

  point(x) {
    this.pointer = x;
    this.at = this.nearestTo(x);
    this.paint();
  }

  leave() {
    this.pointer = this.at = null;
    this.tip.hidden = true;
    this.paint();
  }

  // Arrows go from point to point.
  key(event) {
    const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const positions = this.positions();
    if (!move || !positions.length) return;
    const here = this.at === null ? positions.length - 1 - move : nearest(positions, this.at);
    this.at = positions[clamp(here + move, 0, positions.length - 1)];
    this.pointer = null;
    this.paint();
    event.preventDefault();
    event.stopPropagation();
  }

  // The values of all lines where the pointer is.
  tell() {
    const { x, panels } = this.plot;
    const [box] = this.boxes;
    const of = scale(x, box.left, box.right);
    const rows = panels.flatMap((panel) => {
      const found = panel.lines.flatMap((line) => this.row(line, panel.unit, of));
      return found.length ? [[panel.name, "head"], ...found] : [];
    });
    const here = Number.isInteger(this.at) ? this.at : number(this.at);
    const lines = [[`${x.name} ${here}`, "head"], ...rows].map(([textContent, className]) =>
      Object.assign(document.createElement("span"), { textContent, className }),
    );
    const text = lines.map(({ textContent }) => textContent).join();
    if (text !== this.told) this.tip.replaceChildren(...lines); // it is read aloud when it changes
    this.told = text;
    this.tip.hidden = false;
    const width = this.tip.offsetWidth + ASIDE;
    const place = of(this.at);
    const beside = place + width < this.figure.clientWidth ? place + ASIDE : place - width;
    this.tip.style.left = `${Math.max(0, beside)}px`;
    this.tip.style.top = `${this.canvas.offsetTop + box.top + 4}px`;
  }

  // What a line has to say there: nothing, if it has no point close by.
  row({ name, xs, ys }, unit, of) {
    const i = nearest(xs, this.at);
    const far = i < 0 || Math.abs(of(xs[i]) - of(this.at)) > CLOSE;
    if (far || this.hidden.has(name) || !Number.isFinite(ys[i])) return [];
    return [[`${name}: ${number(ys[i])}${unit}`, ""]];
  }

  destroy() {
    this.observer.disconnect();
    this.live.destroy();
  }
}

function entry() {
  const button = Object.assign(document.createElement("button"), { type: "button" });
  button.innerHTML = SAMPLE;
  return button;
}

const show = onePerRoot("__deltascopePlot", (root) => new View(root));

export default (component) => (component.data?.length ? show(component) : undefined);
