"""Every page, each part of it and the script of Take away, with each activation and each cost."""

import pytest

from engine import ACTIVATIONS, COSTS
from tests.ui import everywhere

RUNS = [
    {"activation": "sigmoid", "cost": "cross_entropy"},
    {"activation": "tanh", "cost": "quadratic", "init": "scaled", "eta": "0.1"},
    {"activation": "relu", "cost": "cross_entropy", "init": "scaled", "eta": "0.1", "hidden": "20-15"},
    {"activation": "linear", "cost": "quadratic", "init": "scaled", "eta": "0.01"},
]


def test_the_runs_have_every_activation_and_every_cost():
    assert {run["activation"] for run in RUNS} == set(ACTIVATIONS)
    assert {run["cost"] for run in RUNS} == set(COSTS)


@pytest.mark.parametrize("run", RUNS, ids=lambda run: run["activation"])
def test_every_part_is_drawn_and_the_script_repeats_the_run(run):
    at = everywhere.trained(**run)
    assert len(list(everywhere.walk(at))) == len(everywhere.CHOICES)
    ran, repeated = everywhere.repeated(at)
    assert ran == repeated
