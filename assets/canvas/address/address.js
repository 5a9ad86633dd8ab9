// Replaces the parameters of the page's address, without a new entry in the browser's history, and says which language
// the page is in: for voices that read it, and for hyphens.

const PAPER = "deltascopePaper"; // the colour of the page when it was last drawn
const LAST = "deltascopeAddress"; // when the address was last written, by the server's clock, and which names

export default function ({ parentElement, data, setTriggerValue }) {
  if (data.frame) look(parentElement, setTriggerValue);
  const last = window[LAST] ?? { at: 0, names: [] };
  if (data.at <= last.at) return; // drawn before the one that has written last
  if (!window.location.pathname.endsWith(`/${data.page}`)) return; // drawn for a page that the visitor has left
  document.documentElement.lang = data.language;
  window[LAST] = { at: data.at, names: Object.keys(data.params) };
  const url = new URL(window.location.href);
  for (const name of last.names) url.searchParams.delete(name); // those of the page before
  for (const [name, text] of Object.entries(data.params)) {
    if (text === null) url.searchParams.delete(name);
    else url.searchParams.set(name, text);
  }
  if (url.href === window.location.href) return;
  window.history.replaceState(window.history.state, "", url);
  window.dispatchEvent(new Event("deltascope:address"));
}

// The server draws some charts in the colours of the theme, and does not hear by itself that it is another one now.
function look(root, setTriggerValue) {
  const paper = getComputedStyle(root.host ?? root).getPropertyValue("--st-background-color");
  if (window[PAPER] && window[PAPER] !== paper) setTriggerValue("paper", paper);
  window[PAPER] = paper;
}
