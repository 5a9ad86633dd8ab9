// Where the panels of a plot lie and where a number lies in them, in CSS pixels. Arithmetic alone: no canvas, no page.

export const LEFT = 46; // for the numbers of the vertical axes
export const RIGHT = 14;
const NAME = 36; // for the name of a vertical axis, above its panel
const NUMBERS = 18; // for the numbers of the horizontal axis, below the last panel
const BELOW = 18; // for its name

// The panels with their edges, and the height of them all.
export function arrange(panels, width) {
  let bottom = 0;
  const boxes = panels.map(({ height }) => {
    const top = bottom + NAME;
    bottom = top + height;
    return { left: LEFT, right: Math.max(LEFT + 1, width - RIGHT), top, bottom };
  });
  return { boxes, height: bottom + NUMBERS + BELOW };
}

// The place of a value on an axis whose ends lie at two places; NaN for what the axis cannot show.
export function scale({ low, high, log }, from, to) {
  const of = log ? Math.log10 : (value) => value;
  const [first, last] = [of(low), of(high)];
  return (value) => {
    const part = (of(value) - first) / (last - first || 1);
    return Number.isFinite(part) ? from + part * (to - from) : NaN;
  };
}

// The index of the number that is nearest to a value, of numbers in ascending order; -1 where there are none.
export function nearest(numbers, value) {
  let best = -1;
  for (let i = 0; i < numbers.length; i++)
    if (best < 0 || Math.abs(numbers[i] - value) < Math.abs(numbers[best] - value)) best = i;
  return best;
}
