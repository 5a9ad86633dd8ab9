// What stands beside the pad: the answer of the network, the image that it sees, and a row for each of its ten outputs,
// with its activation and, where a label is chosen, its δ.

import { clamp, fourDecimals } from "../shared/number.js";
import { write } from "../shared/page.js";
import { goRound } from "../shared/radio.js";
import { paintSeen } from "./seen.js";

export class Answer {
  // `choose` hears of a click on the row of a digit.
  constructor(root, choose) {
    this.root = root;
    this.rows = Array.from({ length: 10 }, (_, j) => makeRow(j, choose));
    root.querySelector(".neurons").append(...this.rows);
    goRound(root.querySelector(".neurons"));
  }

  write(texts) {
    write(this.root, { figcaption: texts.seen, ".head .a": texts.a, ".head .d": texts.delta });
    this.names = texts;
    this.root.querySelector(".neurons").setAttribute("aria-label", texts.choose);
  }

  show(reply) {
    write(this.root, { ".digit": headline(reply), ".sentence": reply.sentence, ".meaning": reply.meaning });
    if (reply.deltaHead) write(this.root, { ".head .d": reply.deltaHead });
    this.showSeen(reply);
    const stop = reply.label ?? reply.digit ?? 0; // of the Tab key: the ten rows are one
    this.rows.forEach((row, j) => {
      showNeuron(row, j, reply);
      row.tabIndex = j === stop ? 0 : -1;
      row.setAttribute("aria-label", this.name(j, row));
    });
  }

  // "2: activation 0.55, error −0.1115", as far as there are numbers.
  name(j, row) {
    const [a, delta] = [".a > span", ".d > span"].map((selector) => row.querySelector(selector).textContent);
    if (!a) return String(j);
    const { said, said_with_error: both } = this.names;
    return (delta ? both : said).replace("{digit}", j).replace("{a}", a).replace("{delta}", delta);
  }

  showSeen({ seen, seenAlt }) {
    const canvas = this.root.querySelector(".seen canvas");
    paintSeen(canvas, seen);
    canvas.setAttribute("aria-label", seenAlt);
  }
}

// What looks like no digit gets no answer in large type, and neither does what no single output is the largest for.
function headline({ digit, doubted }) {
  if (digit === null && doubted === undefined) return ""; // nothing is drawn
  return doubted || digit === null ? "?" : digit;
}

function makeRow(j, choose) {
  const row = document.createElement("button");
  row.type = "button";
  row.setAttribute("role", "radio");
  row.dataset.digit = j;
  const bar = (name) => `<span class="bar ${name}"><i></i><span></span></span>`;
  row.innerHTML = `<b>${j}</b>${bar("a")}${bar("d")}`;
  row.addEventListener("click", () => choose(j));
  return row;
}

function showNeuron(row, j, { digit, a, delta, scale, label }) {
  const [activation, error] = row.querySelectorAll(".bar");
  row.classList.toggle("best", digit === j);
  row.setAttribute("aria-checked", label === j);
  const value = a?.[j];
  setBar(activation, 0, clamp(value ?? 0, 0, 1), value?.toFixed(2));
  const d = delta?.[j];
  const part = clamp((d ?? 0) / (scale ?? 1), -1, 1) / 2;
  const colour = part < 0 ? "var(--st-orange-color)" : "var(--st-blue-color)";
  setBar(error, 0.5 + Math.min(0, part), Math.abs(part), d === undefined ? "" : fourDecimals(d), colour);
}

// A bar between two parts of its track, and the number beside it.
function setBar(bar, from, length, text = "", colour = "") {
  const track = bar.querySelector("i");
  track.style.setProperty("--from", `${100 * from}%`);
  track.style.setProperty("--length", `${100 * length}%`);
  if (colour) track.style.setProperty("--colour", colour);
  bar.querySelector("span").textContent = text;
}
