// Replaces the parameters of the page's address, without a new entry in the browser's history; tells its language.

const LAST = "deltascopeAddress"; // when the address was last written, by the server's clock, and which names

export default function ({ data }) {
  document.documentElement.lang = data.lang;
  const last = window[LAST] ?? { at: 0, names: [] };
  if (data.at <= last.at) return; // drawn before the one that has written last
  if (!window.location.pathname.endsWith(`/${data.page}`)) return; // drawn for a page that the visitor has left
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
