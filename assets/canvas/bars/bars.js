// A table of numbers with a bar beside each: now, and a mark where it was before.
//
// `data` is {title, note, heads, columns: [{kind: "ink" | "signed", scale}], rows: [{name, strong, cells}]}, a cell
// {now, was, text, before}; see Table in bars.py.

import { clamp } from "../shared/number.js";
import { write } from "../shared/page.js";

const CELL = `
  <div class="cell">
    <div class="bar"><i></i><s></s></div>
    <div class="number"><b></b><small></small></div>
  </div>`.trim();

export default function ({ parentElement: root, data }) {
  if (!data) return;
  write(root, { ".title": data.title, ".note": data.note });
  fill(root.querySelector("thead tr"), data.heads.length, "th").forEach((head, i) => {
    head.scope = "col";
    head.textContent = data.heads[i];
  });
  const lines = fill(root.querySelector("tbody"), data.rows.length, "tr");
  lines.forEach((line, i) => showRow(line, data.rows[i], data.columns));
}

function showRow(line, { name, strong, cells }, columns) {
  line.className = strong ? "strong" : "";
  if (!line.children.length) line.innerHTML = '<th scope="row"></th>';
  line.children[0].textContent = name;
  while (line.children.length <= cells.length) line.appendChild(document.createElement("td")).innerHTML = CELL;
  cells.forEach((cell, c) => showCell(line.children[c + 1].firstChild, cell, columns[c]));
}

function showCell(element, { now, was, text, before }, { kind, scale }) {
  element.className = `cell ${kind}`;
  const place = (value) => (kind === "ink" ? 100 * clamp(value / scale, 0, 1) : 50 + 50 * clamp(value / scale, -1, 1));
  const zero = place(0);
  const bar = element.querySelector("i");
  bar.className = now < 0 ? "negative" : "";
  bar.style.left = `${Math.min(zero, place(now))}%`;
  bar.style.width = `${Math.abs(place(now) - zero)}%`;
  const mark = element.querySelector("s");
  mark.style.display = was == null ? "none" : "";
  mark.style.left = `${place(was ?? 0)}%`;
  write(element, { b: text, small: before });
}

// The children of an element, so many of them.
function fill(parent, count, tag) {
  while (parent.children.length > count) parent.lastChild.remove();
  while (parent.children.length < count) parent.appendChild(document.createElement(tag));
  return [...parent.children];
}
