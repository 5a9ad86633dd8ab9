"""One epoch of 784-30-10 with mini-batches of 10, against peers, in turn and on one thread: `make bench`.

Peers that are not installed are left out; `pip install torch jax scikit-learn` brings them.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np

from benchmarks import FORCED
from engine import TrainingConfig, TrainingRun, load_mnist
from tests.engine import book

ROUNDS = 5
M, ETA = 10, 3.0
TRAIN = load_mnist().train
IMAGES, TARGETS = TRAIN.images.T, TRAIN.targets.T
Epoch = Callable[[], None]


def engine() -> Epoch:
    run = TrainingRun(TrainingConfig(epochs=1000), load_mnist())
    return lambda: run.advance(epochs=1)


def floor() -> Epoch:
    """The five matrix products of each mini-batch, on images that are already in order."""
    net = TrainingConfig().network()
    order = np.random.default_rng(0).permutation(len(IMAGES))
    batches = np.split(IMAGES[order], len(IMAGES) // M)
    w2, w3, w3_transposed = net.w[2], net.w[3], net.w[3].T
    a2, a3, delta2 = (np.ones((n, M), np.float32) for n in (30, 10, 30))
    nabla2, nabla3 = np.empty_like(w2), np.empty_like(w3)

    def epoch() -> None:
        for x in batches:
            np.dot(w2, x.T, a2)
            np.dot(w3, a2, a3)
            np.dot(w3_transposed, a3, delta2)
            np.dot(a3, a2.T, nabla3)
            np.dot(delta2, x, nabla2)

    return epoch


def loop() -> Epoch:
    """The book's algorithm, one example at a time."""
    net = TrainingConfig().network(np.float64)
    state = [list(net.w.values()), list(net.b.values())]
    xs = [x.astype(float)[:, None] for x in IMAGES]
    ys = [y.astype(float)[:, None] for y in TARGETS]

    def epoch() -> None:
        order = np.random.default_rng(0).permutation(len(xs))
        for part in np.split(order, len(xs) // M):
            state[:] = book.update(*state, [(xs[i], ys[i]) for i in part], ETA)

    return epoch


def pytorch() -> Epoch:
    import torch

    torch.set_num_threads(1)
    x, y = torch.tensor(np.array(IMAGES)), torch.tensor(np.array(TARGETS))
    layers = torch.nn.Linear(784, 30), torch.nn.Sigmoid(), torch.nn.Linear(30, 10), torch.nn.Sigmoid()
    net = torch.nn.Sequential(*layers)
    optimizer = torch.optim.SGD(net.parameters(), lr=ETA)

    def epoch() -> None:
        for part in torch.randperm(len(x)).split(M):
            optimizer.zero_grad()
            (0.5 * ((net(x[part]) - y[part]) ** 2).sum() / M).backward()
            optimizer.step()

    return epoch


def jax_jit() -> Epoch:
    import jax
    import jax.numpy as jnp

    x, y = jnp.array(IMAGES), jnp.array(TARGETS)
    net = TrainingConfig().network()
    state = [[(jnp.array(net.w[l]), jnp.array(net.b[l])) for l in net.w]]

    def cost(parameters, x, y):
        a = x
        for w, b in parameters:
            a = jax.nn.sigmoid(a @ w.T + b.T)
        return 0.5 * jnp.sum((a - y) ** 2) / M

    def step(parameters, part):
        gradient = jax.grad(cost)(parameters, x[part], y[part])
        return jax.tree.map(lambda p, g: p - ETA * g, parameters, gradient), None

    whole = jax.jit(lambda parameters, order: jax.lax.scan(step, parameters, order)[0])

    def epoch() -> None:
        order = np.random.default_rng(0).permutation(len(x)).reshape(-1, M)
        state[0] = jax.block_until_ready(whole(state[0], jnp.array(order)))

    return epoch


def scikit_learn() -> Epoch:
    """MLPClassifier; its output is softmax with log loss."""
    from sklearn.neural_network import MLPClassifier

    net = MLPClassifier((30,), activation="logistic", solver="sgd", alpha=0, batch_size=M, momentum=0)
    x, y = np.array(IMAGES), np.array(TRAIN.labels)
    return lambda: net.partial_fit(x, y, classes=range(10))


CONTENDERS = {
    "Deltascope's engine": engine,
    "floor: the bare matrix products": floor,
    "NumPy loop, example by example": loop,
    "PyTorch eager": pytorch,
    "JAX jit, one scan": jax_jit,
    "scikit-learn MLPClassifier": scikit_learn,
}


def main() -> None:
    """Print the table."""
    epochs = {}
    for name, make in CONTENDERS.items():
        try:
            epochs[name] = make()
        except ImportError as missing:
            print(f"not installed: {missing.name}")
    times: dict[str, list[float]] = {name: [] for name in epochs}
    for i in range(ROUNDS + 1):
        for name, epoch in epochs.items():
            start = time.perf_counter()
            epoch()
            if i:  # the first round compiles and warms up
                times[name].append(time.perf_counter() - start)
    own = np.median(times["Deltascope's engine"])
    if FORCED:
        print(f"OPENBLAS_CORETYPE={FORCED} was set here and is lifted for this table.")
    print(f"\nOne epoch 784-30-10, mini-batch {M}, one thread, median of {ROUNDS}:\n")
    print(f"{'':34}{'seconds':>9}{'÷ engine':>10}")
    for name, seconds in times.items():
        print(f"{name:34}{np.median(seconds):9.3f}{np.median(seconds) / own:10.2f}")


if __name__ == "__main__":
    main()
