// Numbers as the screen shows them, with a real minus and powers of ten.

const RAISED = { "-": "⁻", 0: "⁰", 1: "¹", 2: "²", 3: "³", 4: "⁴", 5: "⁵", 6: "⁶", 7: "⁷", 8: "⁸", 9: "⁹" };

export const clamp = (value, least, most) => Math.max(least, Math.min(value, most));

// So many significant digits, and a power of ten where there would be many zeros: the rule of `number` in numbers.py.
// With `sign` a positive number has its plus.
export function number(value, { sign = false, digits = 4 } = {}) {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  if (value === 0) return "0";
  const size = Math.abs(value);
  const before = value < 0 ? "−" : sign ? "+" : "";
  const rounded = Number(size.toPrecision(digits));
  if (rounded >= 0.001 && rounded < 10 ** digits) return before + size.toPrecision(digits);
  return before + scientific(size, digits);
}

// A sign and four decimals, so that the ten δ below each other can be compared; a power of ten where all four would
// be zero.
export function fourDecimals(value) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  return (value < 0 ? "−" : "+") + (size >= 0.0005 ? size.toFixed(4) : scientific(size, 1));
}

function scientific(size, digits) {
  const [factor, power] = size.toExponential(digits - 1).split("e");
  return `${factor}·10${power.replace("+", "").replace(/./g, (letter) => RAISED[letter])}`;
}
