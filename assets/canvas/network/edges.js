// The connections of a drawn network, with their numbers: w, its slope ∂C/∂w, and how far it has changed.

import { curve } from "../shared/columns.js";

// What comes from the 784 inputs is one bundle a neuron, with norms for numbers and null for k.
export function edgesOf({ layers, scales, page }, values, neurons, inputs) {
  const edges = [];
  let start = 0;
  layers.forEach(({ l, ids }, n) => {
    const before = n ? layers[n - 1].ids.length : 1;
    const count = ids.length * before;
    const at = (part, i) => values[start + part * count + i];
    const from = neurons[n - 1];
    neurons[n].forEach((to, row) => {
      for (let k = 0; k < before; k++) {
        const i = row * before + k;
        const numbers = { w: at(0, i), slope: at(1, i), change: at(2, i) };
        const ends = endsOf(n ? rightOf(from[k]) : [inputs.x, inputs.y + (to.y - inputs.y) / 8], to);
        const size = Math.min(1, Math.abs(numbers.w) / scales[n]);
        const place = n ? { k: from[k].j, page: page && "paths" } : { k: null };
        edges.push({ l, j: to.j, ...place, ends, size, ...numbers });
      }
    });
    start += 3 * count;
  });
  return edges;
}

const rightOf = ({ x, y, pitch }) => [x + pitch / 2 - 2, y];
const endsOf = (start, { x, y, pitch }) => [start, [x - pitch / 2 + 2, y]];

export const lineOf = ({ ends }) => curve(...ends);
