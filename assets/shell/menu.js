// Where the menu would cover the page or leave it no width, it is folded: at first, and when a page has been chosen.

(() => {
  const PHONE = 768; // pixels: up to here the menu lies above the page
  const LARGE = 1100; // with larger type it takes too much of the page up to here
  const large = () => new URLSearchParams(location.search).has("big");
  const narrow = () => innerWidth <= PHONE || (innerWidth <= LARGE && large());
  const keys = () => Object.keys(localStorage).filter((key) => key.startsWith("stSidebarCollapsed-"));
  const fold = () => document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();

  if (narrow()) for (const key of ["stSidebarCollapsed-", ...keys()]) localStorage.setItem(key, "true");
  const folded = keys().some((key) => localStorage.getItem(key) === "true");
  const width = folded || innerWidth <= PHONE ? 0 : localStorage.getItem("sidebarWidth") ?? 300;
  document.documentElement.style.setProperty("--menu", `${width}px`);

  document.addEventListener("click", ({ target }) => {
    if (innerWidth <= PHONE && target.closest("[data-testid=stSidebar] a[href]")) fold();
  });
  let before = large();
  addEventListener("deltascope:address", () => { // address.js has written it
    if (large() && !before && narrow()) fold();
    before = large();
  });
})();
