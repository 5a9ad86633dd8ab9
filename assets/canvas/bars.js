// A table of numbers with a bar beside each: now, and a mark where it was before.
//
// `data` is {title, note, heads, columns: [{kind: "ink" | "signed", scale}], rows: [{name, strong, cells}]}, a cell
// {now, was, text, before}; see ui/bars.py.

export default function ({ parentElement: root, data }) {
  if (!data) return;
  const find = (selector) => root.querySelector(selector);
  find(".title").textContent = data.title;
  find(".note").textContent = data.note;
  fill(find("thead tr"), data.heads.length, "th").forEach((head, i) => {
    head.scope = "col";
    head.textContent = data.heads[i];
  });
  fill(find("tbody"), data.rows.length, "tr").forEach((line, i) => row(line, data.rows[i], data.columns));
}

function row(line, { name, strong, cells }, columns) {
  line.className = strong ? "strong" : "";
  if (!line.children.length) line.innerHTML = '<th scope="row"></th>';
  line.children[0].textContent = name;
  while (line.children.length <= cells.length) {
    const cell = line.appendChild(document.createElement("td"));
    cell.innerHTML = '<div class="cell"><div class="bar"><i></i><s></s></div><div class="number"><b></b><small></small></div></div>';
  }
  cells.forEach((cell, c) => show(line.children[c + 1].firstChild, cell, columns[c]));
}

function show(element, { now, was, text, before }, { kind, scale }) {
  element.className = `cell ${kind}`;
  const place = (value) => {
    const part = Math.max(kind === "ink" ? 0 : -1, Math.min(1, value / scale));
    return kind === "ink" ? 100 * part : 50 + 50 * part;
  };
  const zero = place(0);
  const bar = element.querySelector("i");
  bar.className = now < 0 ? "negative" : "";
  bar.style.left = `${Math.min(zero, place(now))}%`;
  bar.style.width = `${Math.abs(place(now) - zero)}%`;
  const mark = element.querySelector("s");
  mark.style.display = was == null ? "none" : "";
  mark.style.left = `${place(was ?? 0)}%`;
  element.querySelector("b").textContent = text;
  element.querySelector("small").textContent = before;
}

// The children of an element, so many of them.
function fill(parent, count, tag) {
  while (parent.children.length > count) parent.lastChild.remove();
  while (parent.children.length < count) parent.appendChild(document.createElement(tag));
  return [...parent.children];
}
