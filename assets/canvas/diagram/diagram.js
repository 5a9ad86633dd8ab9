// A drawing that the server has made; what of it carries data-pick can be clicked. It is one stop of the Tab key:
// arrows go from one to the next, Enter chooses.

import { around } from "./around.js";

export default function ({ parentElement, data, setTriggerValue }) {
  if (!data) return;
  const home = parentElement.querySelector(".drawing");
  const root = parentElement.getRootNode?.() ?? parentElement;
  const focused = (root.activeElement ?? document.activeElement)?.dataset?.pick;
  if (home.drawn !== data.svg) {
    home.innerHTML = home.drawn = data.svg;
    home.dataset.version = (Number(home.dataset.version) || 0) + 1;
    const items = [...home.querySelectorAll("[data-pick]")];
    const again = items.find((item) => item.dataset.pick === focused);
    const first = again ?? items.find((item) => item.ariaPressed === "true") ?? items[0];
    if (first) first.tabIndex = 0;
    again?.focus();
  }
  parentElement.querySelector("figcaption").textContent = data.note;
  const pick = (event) => {
    const target = event.target.closest?.("[data-pick]");
    if (target) setTriggerValue("picked", target.dataset.pick);
    return target;
  };
  home.onclick = pick;
  home.onkeydown = (event) => {
    const target = event.target.closest?.("[data-pick]");
    const next = target && around([...home.querySelectorAll("[data-pick]")], target, event.key);
    if (next) {
      target.tabIndex = -1;
      next.tabIndex = 0;
      next.focus();
    } else if (!(event.key === "Enter" || event.key === " ") || !pick(event)) return;
    event.preventDefault();
  };
}
