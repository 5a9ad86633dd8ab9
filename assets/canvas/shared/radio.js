// A group of radio buttons of our own: one stop of the Tab key, and arrows that go round and choose where they come to.

const STEPS = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

export function goRound(group) {
  group.addEventListener("keydown", (event) => {
    const all = [...group.querySelectorAll("[role=radio]")];
    const here = all.indexOf(event.target);
    if (here < 0 || !STEPS[event.key]) return;
    event.preventDefault();
    const next = all.at((here + STEPS[event.key]) % all.length);
    next.focus();
    if (next.getAttribute("aria-checked") !== "true") next.click();
  });
}
