// Until the page stands: Streamlit mounts its parts one after the other, and each would push those that are there.

(() => {
  const page = document.documentElement;
  const SEEN_AFTER = 1500; // ms after its title a page is seen, ready or not
  const QUIET = 3; // frames without a change of its height

  const waits = (part) => part.offsetParent && part.offsetHeight < 8; // a component of ours that draws nothing yet
  const ready = () => document.querySelector(".stApp")?.dataset.testScriptState === "notRunning"
    && !document.querySelector("[data-testid=stSkeleton]")
    && ![...document.querySelectorAll("[data-testid^=stBidiComponent]")].some(waits);
  let [height, quiet, titled] = [0, 0, 0];
  const look = (now) => {
    const block = document.querySelector("[data-testid=stMainBlockContainer]");
    if (block?.querySelector("h1")) titled ||= now;
    quiet = titled && ready() && block.scrollHeight === height ? quiet + 1 : 0;
    height = block?.scrollHeight;
    if (quiet >= QUIET || (titled && now - titled > SEEN_AFTER)) page.classList.remove("opening");
    else requestAnimationFrame(look);
  };
  page.classList.add("opening");
  requestAnimationFrame(look);
})();
