// The digits of a drawing that holds several, as small pictures with their answers: one is chosen. Beside them a button
// that makes one digit of them all, or of one digit several again.

import { write } from "../shared/page.js";
import { paintSeen } from "./seen.js";

const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

export class Row {
  // `choose` hears of a point of the digit that is chosen, and whether it was before; `join` whether all are to be one.
  constructor(root, choose, join) {
    this.root = root.querySelector(".row");
    this.group = this.root.querySelector(".digits");
    this.button = this.root.querySelector(":scope > button");
    this.choose = choose;
    this.digits = [];
    this.group.addEventListener("keydown", (event) => this.key(event));
    this.button.addEventListener("click", () => join(!this.joined));
  }

  write({ row, one, several }) {
    this.texts = { one, several };
    this.group.setAttribute("aria-label", row);
  }

  show({ digits = [], chosen = 0, joined = false }) {
    const another = digits.length !== this.digits.length || chosen !== this.chosen;
    Object.assign(this, { digits, chosen, joined });
    this.root.hidden = !joined && !digits.length;
    write(this.root, { ":scope > button": joined ? this.texts.several : this.texts.one });
    while (this.group.children.length > digits.length) this.group.lastElementChild.remove();
    while (this.group.children.length < digits.length) this.group.append(this.picture(this.group.children.length));
    digits.forEach((digit, i) => showDigit(this.group.children[i], digit, i === chosen));
    if (another) this.bringIntoSight(this.group.children[chosen]);
  }

  // Where there is no room for all.
  bringIntoSight(button) {
    if (button) this.group.scrollLeft = button.offsetLeft + (button.offsetWidth - this.group.clientWidth) / 2;
  }

  // A point of the digit that counts, where there are several.
  get point() {
    return this.digits[this.chosen]?.at;
  }

  picture(i) {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("role", "radio");
    button.innerHTML = `<canvas width="28" height="28" aria-hidden="true"></canvas><b aria-hidden="true"></b>`;
    button.addEventListener("click", () => this.choose(this.digits[i].at, i === this.chosen));
    return button;
  }

  // Arrows go round, and choose where they come to.
  key(event) {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...this.group.children];
    const next = all.at((all.indexOf(event.target) + step) % all.length);
    next.focus();
    next.click();
  }
}

function showDigit(button, { seen, digit, doubted, text }, chosen) {
  button.setAttribute("aria-checked", chosen);
  button.setAttribute("aria-label", text);
  button.title = text;
  button.tabIndex = chosen ? 0 : -1;
  write(button, { b: doubted ? "?" : (digit ?? "?") });
  paintSeen(button.querySelector("canvas"), seen);
}
