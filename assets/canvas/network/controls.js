// What changes the network on its drawing: + and − for the neurons of a hidden layer, and for layers.

export class Controls {
  // `edit` hears of {layers: 1 | −1}, or {l, neurons: 1 | −1}.
  constructor(figure, edit) {
    this.depth = figure.querySelector(".depth");
    this.heads = figure.querySelector(".heads");
    this.edit = edit;
    this.shown = "";
  }

  // They are made anew only where something has changed, so that the keyboard stays where it is.
  show({ layers, texts, depth }, columns) {
    const now = JSON.stringify([layers.map(({ head, less, more }) => [head, less, more]), texts, depth]);
    if (now !== this.shown) this.make(layers, texts, depth);
    this.shown = now;
    [0, ...columns.map(({ x }) => x)].forEach((x, i) => (this.heads.children[i].style.left = `${x}px`));
  }

  make(layers, texts, depth) {
    const focused = this.heads.getRootNode().activeElement?.dataset?.name;
    this.depth.replaceChildren(...this.stepper(depth, texts.layer, (step) => ({ layers: step })));
    const heads = layers.map((layer) => {
      const names = { less: texts.less.replace("{l}", layer.l), more: texts.more.replace("{l}", layer.l) };
      return layer.last ? [layer.head] : this.stepper(layer, names, (step) => ({ l: layer.l, neurons: step }));
    });
    this.heads.replaceChildren(...[[texts.inputs], ...heads].map((parts) => headOf(parts)));
    if (focused) this.heads.parentElement.querySelector(`[data-name="${CSS.escape(focused)}"]`)?.focus();
  }

  stepper({ head, less, more }, names, edit) {
    const button = (text, name, can, step) => {
      const made = document.createElement("button");
      Object.assign(made, { type: "button", textContent: text, title: name, disabled: !can });
      made.setAttribute("aria-label", name);
      made.dataset.name = name;
      made.addEventListener("click", () => this.edit(edit(step)));
      return made;
    };
    const count = Object.assign(document.createElement("span"), { textContent: head });
    return [button("−", names.less, less, -1), count, button("+", names.more, more, 1)];
  }
}

function headOf(parts) {
  const head = document.createElement("div");
  head.append(...parts);
  return head;
}
