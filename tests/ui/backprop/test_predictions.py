import numpy as np
import pytest

from engine.costs import COSTS
from tests.ui.backprop.examples import NETWORKS, example
from ui.backprop import predictions


def test_the_answers_are_those_of_the_pass():
    for index in range(40):
        seen = example(NETWORKS["book"][0](), index=index, label=index % 10)
        errors = (seen.trace.a[3] - seen.y)[:, 0] * seen.trace.a[3][:, 0] * (1 - seen.trace.a[3][:, 0])
        j = predictions.neuron("sign", seen)
        assert predictions.answer("sign", seen) == ("negative" if seen.y[j, 0] else "positive")
        assert abs(errors[predictions.answer("largest", seen)]) == pytest.approx(np.abs(errors).max(), rel=1e-6)


@pytest.mark.parametrize(
    ("name", "answer"),
    [("book", "shrinks"), ("cross-entropy", "grows"), ("tanh", "shrinks"), ("relu", "shrinks"), ("linear", "grows")],
)
def test_saturation_slows_the_quadratic_cost_and_not_the_cross_entropy(name, answer):
    make, cost = NETWORKS[name]
    seen = example(make(), cost=cost)
    assert predictions.answer("saturated", seen) == answer
    a, gradient, prime, delta = predictions.saturation(seen)[0]
    assert delta == pytest.approx(a - 1 if COSTS[cost].cancels else gradient * prime)
