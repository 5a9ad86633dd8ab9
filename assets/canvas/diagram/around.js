// Where an arrow key leads from an element of a drawing.

const ASIDE = 3; // how much more a step aside counts than one straight on
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

// Between neurons to the nearest in that direction; connections cross each other, so between them by their numbers.
export function around(items, from, key) {
  const way = WAYS[key];
  if (!way) return null;
  if (numbers(from).length > 2) {
    const sorted = items.toSorted((a, b) => compare(numbers(a), numbers(b)));
    return sorted[sorted.indexOf(from) + way[0] + way[1]] ?? null;
  }
  return nearest(items, from, way);
}

const numbers = (item) => item.dataset.pick.split("-").map(Number);

// The order of two lists of numbers of the same length.
const compare = (one, other) => one.map((n, i) => n - other[i]).find((difference) => difference) ?? 0;

function nearest(items, from, [right, down]) {
  const middle = (item) => {
    const { x, y, width, height } = item.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  };
  const [x, y] = middle(from);
  let best = { item: null, far: Infinity };
  for (const item of items) {
    const [dx, dy] = middle(item).map((place, i) => place - [x, y][i]);
    const along = right * dx + down * dy;
    const far = along + ASIDE * Math.abs(right * dy + down * dx);
    if (along > 1 && far < best.far) best = { item, far };
  }
  return best.item;
}
