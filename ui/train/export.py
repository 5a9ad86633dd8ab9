"""A run as JSON, as CSV, as the file of its network, and as a script that repeats it. Pure: no Streamlit."""

from __future__ import annotations

import csv
import inspect
import io
import json
from typing import Any

import numpy as np

from engine import ACTIVATIONS, COSTS, Cost, Network, TrainingConfig, save_network
from engine.training import variations
from engine.training.live import Status


def run_json(status: Status) -> str:
    """Configuration, changes of settings, curve and table of epochs of a run."""
    found = status.measurements
    return json.dumps(
        {
            "config": status.config.to_dict(),
            "changes": [{"epochs": change.epochs, **change.settings} for change in status.changes],
            "curve": [point._asdict() for point in found.curve],
            "epochs": [{**row._asdict(), "confusion": np.asarray(row.confusion).tolist()} for row in found.epochs],
            "seconds": status.seconds,
            "state": str(status.state),
        },
        indent=1,
    )


def curve_csv(status: Status) -> str:
    """The points of a run's curves as CSV, with a header."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    points = status.measurements.curve
    writer.writerow(points[0]._fields if points else ["epochs"])
    writer.writerows([f"{value:.6g}" for value in point] for point in points)
    return buffer.getvalue()


def network_npz(net: Network, config: TrainingConfig, **known: Any) -> bytes:
    """A network file with the configuration, and whatever else is known of the network."""
    buffer = io.BytesIO()
    save_network(buffer, net.copy(dtype=np.float32), {**config.to_dict(), **known})
    return buffer.getvalue()


def script(config: TrainingConfig, changes: tuple = ()) -> str:
    """A program that repeats a run from its start with NumPy alone: the same shuffles, steps and answers.

    It reads MNIST's four files from the folder that it is given. It can change η between epochs and nothing else:
    raises ValueError for a run with any other change.
    """
    if any(set(change.settings) != {"eta"} or change.epochs % 1 for change in changes):
        raise ValueError("only changes of eta at the end of an epoch can be repeated by a script")
    etas = {0: config.eta} | {int(change.epochs): change.settings["eta"] for change in changes}
    sigma, cost = ACTIVATIONS[config.activation], COSTS[config.cost]
    output = ACTIVATIONS[cost.output] if cost.output else sigma
    start = "rng.standard_normal((n, m))" + ("" if config.init == "gaussian" else " * (1 / np.sqrt(m))")
    decay = f"        w = [w_l * (1 - eta * {config.lmbda:g} / 50000) for w_l in w]\n" if config.lmbda else ""
    return _SCRIPT.format(
        sizes=list(config.sizes),
        seed=config.seed,
        etas=etas,
        size=config.mini_batch_size,
        epochs=config.epochs,
        start=start,
        hidden=sigma.python.format(z="z"),
        prime=sigma.prime_python.format(z="z", a="a"),
        output=output.python.format(z="z"),
        error=_error(cost),
        decay=decay,
        definitions=_variations_source() if config.variations else "",
        vary=_VARY.format(seed=config.seed) if config.variations else "",
    )


def _variations_source() -> str:
    """The engine's own variations: NumPy alone, without the head of the module."""
    return inspect.getsource(variations).partition("import numpy as np\n")[2].rstrip() + "\n\n"


def _error(cost: Cost) -> str:
    """δ^L as Python."""
    here = {"a": "a[-1]", "y": "y"}
    if cost.cancels:
        return cost.error_python.format(**here)
    return f"({cost.gradient_python.format(**here)}) * prime(z[-1], a[-1])"


_SCRIPT = '''"""A run of Deltascope, repeated by NumPy alone: python run.py <folder of MNIST's four .gz files>"""
import gzip, math, sys
import numpy as np

{definitions}def read(name, skip, shape):
    raw = gzip.open(f"{{sys.argv[1]}}/{{name}}-ubyte.gz").read()
    return np.frombuffer(raw, np.uint8, offset=skip).reshape(shape)

images, labels = read("train-images-idx3", 16, (-1, 784))[:50000], read("train-labels-idx1", 8, -1)[:50000]
x = images / np.float32(255)
test, answers = read("t10k-images-idx3", 16, (-1, 784)) / np.float32(255), read("t10k-labels-idx1", 8, -1)
targets = np.eye(10, dtype=np.float32)[labels]
hidden = lambda z: {hidden}
prime = lambda z, a: {prime}
output = lambda z: {output}
rng, sizes, w, b = np.random.default_rng({seed}), {sizes}, [], []
for m, n in zip(sizes, sizes[1:]):
    w.append(({start}).astype(np.float32))
    b.append(rng.standard_normal((n, 1)).astype(np.float32))

def feedforward(x):
    z, a = [], [x]
    for l, (w_l, b_l) in enumerate(zip(w, b)):
        z.append(w_l @ a[-1] + b_l)
        a.append((output if l == len(w) - 1 else hidden)(z[-1]))
    return z, a

np.seterr(over="ignore")
etas = {etas}
for epoch in range({epochs}):
    eta = etas.get(epoch, eta if epoch else 0)
    order = np.random.default_rng([{seed}, epoch + 1]).permutation(len(x))
{vary}    for batch in np.split(order, range({size}, len(x), {size})):
        y = targets[batch].T
        z, a = feedforward(x[batch].T)
        delta, steps = {error}, []
        for l in range(len(w) - 1, -1, -1):
            share = delta * (eta / len(batch))
            steps.append((l, share @ a[l].T, share @ np.ones((len(batch), 1), np.float32)))
            if l:
                delta = (w[l].T @ delta) * prime(z[l - 1], a[l])
{decay}        for l, step_w, step_b in steps:
            w[l], b[l] = w[l] - step_w, b[l] - step_b
    right = (feedforward(test.T)[1][-1].argmax(axis=0) == answers).sum()
    print(f"epoch {{epoch + 1}}: {{right}} of 10000")
'''

_VARY = """    for block in range(0, len(x), BLOCK):
        places = order[block : block + BLOCK]
        x[places] = varied(images[places], np.random.default_rng([{seed}, epoch + 1, block // BLOCK])) / np.float32(255)
"""
