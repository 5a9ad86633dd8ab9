// Until the page stands: Streamlit mounts its parts one after the other, and each would push those that are there.

(() => {
  const page = document.documentElement;
  const SEEN_AFTER = 5000; // ms after its title a page is seen, ready or not
  const TITLE = "h1, [data-testid=stException], [data-testid=stAlert]"; // an error may come before the title
  const QUIET = 100; // ms without a change of its height, and three frames at least
  const UNDRAWN = 900; // the same where a component draws nothing, and perhaps never will

  const waits = (part) => part.offsetParent && part.offsetHeight < 8; // a component of ours that draws nothing yet
  const ready = () => document.querySelector(".stApp")?.dataset.testScriptState === "notRunning"
    && !document.querySelector("[data-testid=stSkeleton]");
  const quiet = () => ([...document.querySelectorAll("[data-testid^=stBidiComponent]")].some(waits) ? UNDRAWN : QUIET);
  let [height, titled, frames, changed] = [0, 0, 0, 0];
  const look = (now) => {
    const block = document.querySelector("[data-testid=stMainBlockContainer]");
    if (block?.querySelector(TITLE)) titled ||= now;
    if (!titled || !ready() || block.scrollHeight !== height) [frames, changed] = [0, now];
    height = block?.scrollHeight;
    const stands = ++frames > 3 && now - changed > quiet();
    if (stands || (titled && now - titled > SEEN_AFTER)) page.classList.remove("opening");
    else requestAnimationFrame(look);
  };
  page.classList.add("opening");
  requestAnimationFrame(look);
})();
