// An SVG that the server has made, in the colours of the theme.

export default function ({ parentElement, data }) {
  const home = parentElement.querySelector(".svg");
  if (data && home.drawn !== data.svg) home.innerHTML = home.drawn = data.svg;
}
