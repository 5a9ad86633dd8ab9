"""A mini-batch of four networks, against peers, in turn on one core; then its time for ever larger ones: `make bench`.

Peers that are not installed are left out; `pip install torch jax scikit-learn` brings them.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np

from benchmarks import FORCED
from engine import TrainingConfig, TrainingRun, load_mnist
from engine.layers import parameter_count
from tests.engine import book

EXAMPLES = 10_000  # in a burst: what is timed at once
ROUNDS = 15
SHAPES = (((784, 30, 10), 10), ((784, 30, 10), 100), ((784, 30, 10), 1), ((784, 100, 60, 10), 10))
HIDDEN = (None, 10, 30, 100, 300, 1000)  # of the curve
ENGINE, PRODUCTS = "Deltascope's engine", "the bare matrix products"
TRAIN = load_mnist().train
IMAGES, TARGETS = TRAIN.images.T, TRAIN.targets.T
Burst = Callable[[], object]


def engine(config: TrainingConfig, steps: int) -> Burst:
    run = TrainingRun(config, load_mnist())
    return lambda: run.advance(mini_batches=steps)


def varying(config: TrainingConfig, steps: int) -> Burst:
    return engine(replace(config, variations=True), steps)


def products(config: TrainingConfig, steps: int) -> Burst:
    """The products of each mini-batch, whole, on images that are already in order."""
    net, m = config.network(), config.mini_batch_size
    order = np.random.default_rng(0).permutation(len(IMAGES))[: steps * m]
    xs = [x.T for x in np.split(IMAGES[order], steps)]
    n = dict(enumerate(config.sizes, start=1))
    a, delta = ({l: np.ones((n[l], m), np.float32) for l in net.w} for _ in range(2))
    nabla = {l: np.empty_like(w) for l, w in net.w.items()}

    def burst() -> None:
        for x in xs:
            a[1] = x
            for l, w in net.w.items():
                np.dot(w, a[l - 1], a[l])
            for l, w in net.w.items():
                if l > 2:
                    np.dot(w.T, delta[l], delta[l - 1])
                np.dot(delta[l], a[l - 1].T, nabla[l])

    return burst


def loop(config: TrainingConfig, steps: int) -> Burst:
    """The book's algorithm, one example at a time."""
    net, m = config.network(np.float64), config.mini_batch_size
    state = [list(net.w.values()), list(net.b.values())]
    order = np.random.default_rng(0).permutation(len(IMAGES))[: steps * m]
    examples = [(IMAGES[i].astype(float)[:, None], TARGETS[i].astype(float)[:, None]) for i in order]

    def burst() -> None:
        for start in range(0, len(examples), m):
            state[:] = book.update(*state, examples[start : start + m], config.eta)

    return burst


def pytorch(config: TrainingConfig, steps: int) -> Burst:
    import torch

    torch.set_num_threads(1)
    x, y, m = torch.tensor(np.array(IMAGES)), torch.tensor(np.array(TARGETS)), config.mini_batch_size
    layers = [layer for pair in pairwise(config.sizes) for layer in (torch.nn.Linear(*pair), torch.nn.Sigmoid())]
    net = torch.nn.Sequential(*layers)
    optimizer = torch.optim.SGD(net.parameters(), lr=config.eta)

    def burst() -> None:
        for part in torch.randperm(len(x))[: steps * m].split(m):
            optimizer.zero_grad()
            (0.5 * ((net(x[part]) - y[part]) ** 2).sum() / m).backward()
            optimizer.step()

    return burst


def jax_jit(config: TrainingConfig, steps: int) -> Burst:
    import jax
    import jax.numpy as jnp

    x, y, m = jnp.array(IMAGES), jnp.array(TARGETS), config.mini_batch_size
    net = config.network()
    state = [[(jnp.array(net.w[l]), jnp.array(net.b[l])) for l in net.w]]

    def cost(parameters, x, y):
        a = x
        for w, b in parameters:
            a = jax.nn.sigmoid(a @ w.T + b.T)
        return 0.5 * jnp.sum((a - y) ** 2) / m

    def step(parameters, part):
        gradient = jax.grad(cost)(parameters, x[part], y[part])
        return jax.tree.map(lambda p, g: p - config.eta * g, parameters, gradient), None

    whole = jax.jit(lambda parameters, order: jax.lax.scan(step, parameters, order)[0])

    def burst() -> None:
        order = np.random.default_rng(0).permutation(len(x))[: steps * m].reshape(steps, m)
        state[0] = jax.block_until_ready(whole(state[0], jnp.array(order)))

    return burst


def scikit_learn(config: TrainingConfig, steps: int) -> Burst:
    """MLPClassifier; its output is softmax with log loss."""
    from sklearn.neural_network import MLPClassifier

    m = config.mini_batch_size
    net = MLPClassifier(config.sizes[1:-1], activation="logistic", solver="sgd", alpha=0, batch_size=m, momentum=0)
    x, y = np.array(IMAGES[: steps * m]), np.array(TRAIN.labels[: steps * m])
    return lambda: net.partial_fit(x, y, classes=range(10))


CONTENDERS = {
    ENGINE: engine,
    "the same, varying the images": varying,
    PRODUCTS: products,
    "NumPy loop, example by example": loop,
    "PyTorch eager": pytorch,
    "JAX jit, one scan": jax_jit,
    "scikit-learn MLPClassifier": scikit_learn,
}
Contenders = Mapping[str, Callable[[TrainingConfig, int], Burst]]


def microseconds(contenders: Contenders, sizes: tuple[int, ...], m: int, **settings: Any) -> dict[str, float]:
    """The processor's time for a mini-batch, medians of bursts in turn; no entry for what is not installed."""
    config, steps = TrainingConfig(sizes=sizes, mini_batch_size=m, epochs=10_000, **settings), EXAMPLES // m
    bursts = {}
    for name, make in contenders.items():
        try:
            bursts[name] = make(config, steps)
        except ImportError as missing:
            print(f"not installed: {missing.name}")
    times: dict[str, list[float]] = {name: [] for name in bursts}
    for i in range(ROUNDS + 1):
        for name, burst in bursts.items():
            start = time.process_time()
            burst()
            if i:  # the first round compiles and warms up
                times[name].append(time.process_time() - start)
    return {name: float(np.median(seconds)) / steps * 1e6 for name, seconds in times.items()}


def peak() -> float:
    """What the core does at best in a product of matrices, in multiplications and additions a second."""
    n, times = 1024, []
    a, b, ab = np.ones((n, n), np.float32), np.ones((n, n), np.float32), np.empty((n, n), np.float32)
    for _ in range(ROUNDS):
        start = time.process_time()
        np.dot(a, b, ab)
        times.append(time.process_time() - start)
    return 2 * n**3 / min(times)


def multiplications(sizes: tuple[int, ...], m: int) -> int:
    """Those of the products of a mini-batch: each weight's forward, in its gradient and, from w^3 on, backward."""
    return m * sum(n_in * n * (2 + (l > 2)) for l, (n_in, n) in enumerate(pairwise(sizes), start=2))


def main() -> None:
    """Print both tables."""
    if hasattr(os, "sched_setaffinity"):  # unpinned, JAX's threads hand work to each other and take twice the time
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if FORCED:
        print(f"OPENBLAS_CORETYPE={FORCED} was set here and is lifted for these tables.")
    found = [microseconds(CONTENDERS, *shape) for shape in SHAPES]
    print(f"\nA mini-batch on one core, medians of {ROUNDS} bursts in turn, ÷ the engine:\n")
    print(f"{'':34}" + "".join(f"{'-'.join(map(str, sizes))}, {m}".rjust(20) for sizes, m in SHAPES))
    print(f"{ENGINE + ', us':34}" + "".join(f"{times[ENGINE]:20.1f}" for times in found))
    for name in list(found[0])[1:]:
        print(f"{name:34}" + "".join(f"{times[name] / times[ENGINE]:20.2f}" for times in found))

    most = peak()
    print(f"\nMini-batches of 10, us; the core's peak is {most / 1e9:.0f} GFLOP/s:\n")
    print(f"{'':20}{'parameters':>12}{'engine':>10}{'products':>10}{'at peak':>10}{'of peak':>10}")
    for n in HIDDEN:
        sizes = (784, n, 10) if n else (784, 10)
        tame = {"init": "scaled", "eta": 0.5}  # numbers that are almost zero would take the processor many times longer
        times = microseconds({ENGINE: engine, PRODUCTS: products}, sizes, 10, **tame)
        best = 2 * multiplications(sizes, 10) / most * 1e6
        label, count = "-".join(map(str, sizes)), parameter_count(sizes)
        row = f"{times[ENGINE]:10.1f}{times[PRODUCTS]:10.1f}{best:10.1f}{best / times[ENGINE]:10.0%}"
        print(f"{label:20}{count:12,}{row}")


if __name__ == "__main__":
    main()
