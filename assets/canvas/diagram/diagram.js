// A drawing that the server has made; what of it carries data-pick can be clicked, or chosen with Tab and Enter.

export default function ({ parentElement, data, setTriggerValue }) {
  if (!data) return;
  const home = parentElement.querySelector(".drawing");
  const root = parentElement.getRootNode?.() ?? parentElement;
  const focused = (root.activeElement ?? document.activeElement)?.dataset?.pick;
  if (home.drawn !== data.svg) {
    home.innerHTML = home.drawn = data.svg;
    home.dataset.version = (Number(home.dataset.version) || 0) + 1;
    if (focused) home.querySelector(`[data-pick="${CSS.escape(focused)}"]`)?.focus();
  }
  parentElement.querySelector("figcaption").textContent = data.note;
  const pick = (event) => {
    const target = event.target.closest?.("[data-pick]");
    if (target) setTriggerValue("picked", target.dataset.pick);
    return target;
  };
  home.onclick = pick;
  home.onkeydown = (event) => {
    if ((event.key === "Enter" || event.key === " ") && pick(event)) event.preventDefault();
  };
}
