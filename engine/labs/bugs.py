"""Backpropagation with one equation wrong: real mistakes that run, learn a little, and are found by the check."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from engine.backprop import backprop, bp2, bp3, bp4
from engine.costs import Cost, cost_named
from engine.gradients import Gradient
from engine.layers import one_hot
from engine.network import Network

Array = np.ndarray


class RulePass:
    """What rules compute with: the correct pass of m examples, and their own `delta`, filled in from layer L down."""

    def __init__(self, net: Network, x: Array, y: Array, cost: Cost):
        self.net, self.L, self.m = net, net.L, x.shape[1]
        self.trace = backprop(net, x, y, cost)
        self.a, self.sigma_prime = self.trace.a, self.trace.sigma_prime
        self.nabla_a = cost.nabla_a(self.a[net.L], y)
        self.delta: dict[int, Array] = {}


Rule = Callable[[RulePass, int], Array]
RIGHT: dict[str, Rule] = {
    "BP1": lambda p, l: p.trace.delta[l],
    "BP2": lambda p, l: bp2(p.net.w[l + 1], p.delta[l + 1], p.sigma_prime[l]),
    "BP3": lambda p, l: bp3(p.delta[l]) / p.m,
    "BP4": lambda p, l: bp4(p.delta[l], p.a[l - 1]) / p.m,
}


def gradient_by(
    rules: Mapping[str, Rule], net: Network, x: Array, y: Array, cost: str | Cost = "quadratic"
) -> Gradient:
    """The gradient that the four rules give; with RIGHT it is backpropagation."""
    p = RulePass(net, x, y, cost_named(cost))
    p.delta[p.L] = rules["BP1"](p, p.L)
    for l in range(p.L - 1, 1, -1):
        p.delta[l] = rules["BP2"](p, l)
    gradient = Gradient(np.empty_like(net.parameters), net.sizes)
    for l in range(2, p.L + 1):
        gradient.b[l][...] = rules["BP3"](p, l)
        gradient.w[l][...] = rules["BP4"](p, l)
    return gradient


@dataclass(frozen=True)
class Bug:
    """One equation replaced by `rule`; `latex` is the wrong equation, as it is computed.

    A `square` bug has shapes that fit only where all layers are equally wide; elsewhere NumPy refuses at once.
    """

    name: str
    equation: str
    latex: str
    rule: Rule
    square: bool = False

    def runs(self, net: Network) -> bool:
        """Whether the shapes of the network allow this bug to run."""
        return not self.square or len(set(net.sizes)) == 1

    def gradient(self, net: Network, x: Array, y: Array, cost: str | Cost = "quadratic") -> Gradient:
        """The wrong gradient, for examples x `(n_1, m)` and y `(n_L, m)`. Raises ValueError where it does not run."""
        if not self.runs(net):
            shape = "-".join(map(str, net.sizes))
            raise ValueError(
                f"bug {self.name!r} does not run on {shape}: its shapes fit only where all layers are equally wide; "
                f"take bug_laboratory()"
            )
        return gradient_by({**RIGHT, self.equation: self.rule}, net, x, y, cost)


def bug_laboratory(seed: int = 0) -> tuple[Network, Array, Array]:
    """A network 4-4-4-4 and three examples, x and y `(4, 3)`, on which every bug runs and does harm. float64."""
    rng = np.random.default_rng(seed)
    net = Network.random((4, 4, 4, 4), seed=seed, dtype=np.float64)
    return net, rng.normal(size=(4, 3)), one_hot(rng.permutation(4)[:3], 4)


def _slope_at_a(p: RulePass, l: int) -> Array:
    """σ'(a^l): σ' of a number to which σ has already been applied."""
    return p.net.sigma[l](p.a[l])[1]


def _reshaped(w_next: Array) -> Array:
    """The shape of the transpose, with the numbers in the wrong places."""
    return w_next.reshape(w_next.shape[::-1])


BUGS = {
    bug.name: bug
    for bug in (
        Bug("sign", "BP1", r"\delta^L = -\nabla_a C \odot \sigma'(z^L)", lambda p, l: -p.trace.delta[l]),
        Bug("output_slope_dropped", "BP1", r"\delta^L = \nabla_a C", lambda p, l: p.nabla_a),
        Bug(
            "slope_dropped",
            "BP2",
            r"\delta^l = (w^{l+1})^T \delta^{l+1}",
            lambda p, l: p.net.w[l + 1].T @ p.delta[l + 1],
        ),
        Bug(
            "slope_at_a",
            "BP2",
            r"\delta^l = ((w^{l+1})^T \delta^{l+1}) \odot \sigma'(a^l)",
            lambda p, l: bp2(p.net.w[l + 1], p.delta[l + 1], _slope_at_a(p, l)),
        ),
        Bug(
            "slope_of_next_layer",
            "BP2",
            r"\delta^l = ((w^{l+1})^T \delta^{l+1}) \odot \sigma'(z^{l+1})",
            lambda p, l: bp2(p.net.w[l + 1], p.delta[l + 1], p.sigma_prime[l + 1]),
            square=True,
        ),
        Bug(
            "reshaped",
            "BP2",
            r"\delta^l = (\mathrm{reshape}(w^{l+1})\, \delta^{l+1}) \odot \sigma'(z^l)",
            lambda p, l: (_reshaped(p.net.w[l + 1]) @ p.delta[l + 1]) * p.sigma_prime[l],
        ),
        Bug(
            "transpose_missing",
            "BP2",
            r"\delta^l = (w^{l+1} \delta^{l+1}) \odot \sigma'(z^l)",
            lambda p, l: (p.net.w[l + 1] @ p.delta[l + 1]) * p.sigma_prime[l],
            square=True,
        ),
        Bug(
            "weights_of_same_layer",
            "BP2",
            r"\delta^l = ((w^l)^T \delta^{l+1}) \odot \sigma'(z^l)",
            lambda p, l: bp2(p.net.w[l], p.delta[l + 1], p.sigma_prime[l]),
            square=True,
        ),
        Bug(
            "bias_mean_of_all",
            "BP3",
            r"\partial C/\partial b^l_j = \mathrm{mean}(\delta^l)",
            lambda p, l: p.delta[l].mean(),
        ),
        Bug(
            "bias_of_next_layer",
            "BP3",
            r"\partial C/\partial b^l = \delta^{l+1}",
            lambda p, l: bp3(p.delta[min(l + 1, p.L)]) / p.m,
            square=True,
        ),
        Bug(
            "not_averaged",
            "BP4",
            r"\nabla_w C = \sum_x \delta^{x,l} (a^{x,l-1})^T",
            lambda p, l: bp4(p.delta[l], p.a[l - 1]),
        ),
        Bug(
            "activation_of_same_layer",
            "BP4",
            r"\partial C/\partial w^l = \delta^l (a^l)^T",
            lambda p, l: bp4(p.delta[l], p.a[l]) / p.m,
            square=True,
        ),
    )
}
