import numpy as np
import pytest
from hypothesis import given, settings

from engine import BUGS, backprop, bug_laboratory, gradient_check
from engine.labs.bugs import RIGHT, gradient_by
from tests.engine.problems import PROBLEMS, problem


def parts_that_disagree(check):
    return {part for part, error in check.errors.items() if error > 1e-4}


def parts_that_an_equation_reaches(equation, layers):
    """BP1 reaches everything, BP2 all layers before the last, BP3 the biases, BP4 the weights."""
    kinds = {"BP3": "b", "BP4": "w"}.get(equation, "wb")
    return {(kind, l) for l in range(2, layers if equation == "BP2" else layers + 1) for kind in kinds}


@pytest.mark.parametrize("bug", BUGS.values(), ids=BUGS)
@pytest.mark.parametrize("seed", range(3))
def test_the_check_finds_the_bug_in_the_parts_that_its_equation_reaches_and_nowhere_else(bug, seed):
    net, x, y = bug_laboratory(seed)
    check = gradient_check(net, x, y)
    assert check.relative_error < 1e-7
    reached = parts_that_an_equation_reaches(bug.equation, net.L)
    if bug.name == "bias_of_next_layer":
        reached -= {("b", net.L)}  # behind the last layer there is no next
    assert parts_that_disagree(check.against(bug.gradient(net, x, y))) == reached


@pytest.mark.parametrize("bug", [bug for bug in BUGS.values() if not bug.square], ids=lambda bug: bug.name)
@pytest.mark.parametrize("cost", ["quadratic", "cross_entropy"])
def test_bugs_of_any_shape_are_found_on_any_shape_with_either_cost(bug, cost):
    net, x, y = problem((6, 5, 4, 3), 4, 1)
    check = gradient_check(net, x, y, cost)
    reached = parts_that_an_equation_reaches(bug.equation, net.L)
    assert parts_that_disagree(check.against(bug.gradient(net, x, y, cost))) == reached


@settings(deadline=None, max_examples=50)
@given(PROBLEMS)
def test_the_right_equations_are_backpropagation(drawn):
    net, x, y, cost = drawn
    exact = backprop(net, x, y, cost).gradient
    assert gradient_by(RIGHT, net, x, y, cost).vector == pytest.approx(exact, rel=1e-12, abs=1e-14)


@pytest.mark.parametrize("bug", [bug for bug in BUGS.values() if bug.square], ids=lambda bug: bug.name)
def test_where_shapes_do_not_fit_numpy_finds_it_before_the_check_does(bug):
    net, x, y = problem((6, 5, 4, 3), 2, 0)
    assert not bug.runs(net)
    with pytest.raises(ValueError, match=r"does not run on 6-5-4-3.*take bug_laboratory"):
        bug.gradient(net, x, y)
    with pytest.raises(ValueError, match=r"shapes|broadcast|mismatch"):
        gradient_by({**RIGHT, bug.equation: bug.rule}, net, x, y)


def test_each_equation_has_its_bugs_and_each_bug_its_own_name_and_latex():
    assert {bug.equation for bug in BUGS.values()} == {"BP1", "BP2", "BP3", "BP4"}
    assert all(name == bug.name for name, bug in BUGS.items())
    assert len({bug.latex for bug in BUGS.values()}) == len(BUGS)


def test_a_sum_that_is_not_averaged_is_right_for_a_single_example():
    net, x, y = problem((6, 5, 3), 1, 0)
    assert BUGS["not_averaged"].gradient(net, x, y).vector == pytest.approx(backprop(net, x, y).gradient)
    net, x, y = problem((6, 5, 3), 4, 0)
    assert BUGS["not_averaged"].gradient(net, x, y).w[2] == pytest.approx(4 * backprop(net, x, y).nabla_w[2])


def test_the_laboratory_is_the_same_for_the_same_seed():
    one, other = bug_laboratory(3), bug_laboratory(3)
    assert (one[0].parameters == other[0].parameters).all()
    assert all(np.array_equal(a, b) for a, b in zip(one[1:], other[1:], strict=True))
