// Where the neurons of a drawn network stand: columns from left to right, each of one to three lanes.

const LANE = 12; // neurons of a column that stand one below the other; more stand in more lanes
const LARGEST = 34; // pixels between two neurons, at most

// `counts` are the neurons of the columns; the first column may be a picture, of `picture` pixels. Gives for each
// column its neurons' centres [x, y], their pitch and half of the column's width.
export function columnsOf(counts, { width, height, picture = 0 }) {
  const columns = counts.map((count) => {
    const lanes = Math.ceil(count / LANE);
    const pitch = Math.min(LARGEST, height / Math.ceil(count / lanes));
    return { count, lanes, pitch, half: (lanes * pitch) / 2 };
  });
  const taken = picture + columns.reduce((sum, { half }) => sum + 2 * half, 0);
  const gaps = columns.length - (picture ? 0 : 1);
  const gap = Math.max(8, (width - taken) / Math.max(1, gaps));
  let left = picture ? picture + gap : 0;
  for (const column of columns) {
    column.x = left + column.half;
    column.places = Array.from({ length: column.count }, (_, i) => placeIn(column, i, height));
    left += 2 * column.half + gap;
  }
  return columns;
}

// Neighbours stand side by side, so that the order of the numbers goes down all lanes together.
function placeIn({ count, lanes, pitch, x }, i, height) {
  const rows = Math.ceil(count / lanes);
  const lane = i % lanes;
  const row = Math.floor(i / lanes);
  return [x + (lane - (lanes - 1) / 2) * pitch, height / 2 + (row - (rows - 1) / 2) * pitch];
}

// A connection as a curve from the right end to the left one, along which what comes back runs.
export function curve([x1, y1], [x2, y2]) {
  const middle = (x1 + x2) / 2;
  return new Path2D(`M ${x2} ${y2} C ${middle} ${y2} ${middle} ${y1} ${x1} ${y1}`);
}

// So many of all ids have places: those that stay keep theirs, the others take what has become free.
export function keepPlaces(places, ids) {
  const wanted = new Set(ids);
  if (places?.length !== ids.length) return [...ids];
  const held = new Set(places);
  const fresh = ids.filter((id) => !held.has(id));
  return places.map((id) => (wanted.has(id) ? id : fresh.shift()));
}
