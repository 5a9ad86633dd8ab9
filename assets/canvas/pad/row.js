// The digits of a drawing that holds several, as small pictures with their answers: one is chosen. Beside them a button
// that makes one digit of them all, or of one digit several again.

import { write } from "../shared/page.js";
import { goRound } from "../shared/radio.js";
import { paintSeen } from "./seen.js";

export class Row {
  // `choose` hears of a point of the digit that is chosen, and whether it was before; `join` whether all are to be one.
  constructor(root, choose, join) {
    this.root = root.querySelector(".row");
    this.group = this.root.querySelector(".digits");
    this.button = this.root.querySelector(":scope > button");
    this.choose = choose;
    this.digits = [];
    goRound(this.group);
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
}

function showDigit(button, { seen, digit, doubted, text }, chosen) {
  button.setAttribute("aria-checked", chosen);
  button.setAttribute("aria-label", text);
  button.title = text;
  button.tabIndex = chosen ? 0 : -1;
  write(button, { b: doubted ? "?" : (digit ?? "?") });
  paintSeen(button.querySelector("canvas"), seen);
}
