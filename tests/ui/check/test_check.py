import pytest

from engine import epsilon_curve, gradient_check
from tests.engine.problems import problem
from ui.check import bugs, check
from ui.text.words import load


@pytest.mark.parametrize(("value", "text"), [(4.42e-5, "44.2 µs"), (0.0123, "12.3 ms"), (2.5, "2.50 s")])
def test_durations_have_units(value, text):
    assert check.seconds(value) == text


def test_the_worst_have_names_and_numbers():
    net, x, y = problem((6, 5, 3))
    worst = gradient_check(net, x, y).worst(40)
    names = {check.symbol(offender) for offender in worst}
    assert len(names) == 40
    assert any(name.startswith("b") for name in names)
    assert len(check.offender_row(worst[0])) == 5


def test_epsilon_has_a_valley_between_its_two_branches():
    curve = epsilon_curve(*problem((6, 5, 4, 3)))
    assert check.branch(curve, check.nearest(curve, 0.1)) == "truncation"
    assert check.branch(curve, check.nearest(curve, 1e-12)) == "rounding"
    assert check.branch(curve, check.nearest(curve, curve.best("central"))) == "valley"
    assert curve.epsilons[check.nearest(curve, 1.1e-5)] == pytest.approx(1e-5)


@pytest.mark.parametrize(("epsilon", "text"), [(1e-5, "10⁻⁵"), (10**-4.5, "3.2·10⁻⁵"), (0.1, "10⁻¹")])
def test_epsilon_is_written_as_a_power_of_ten(epsilon, text):
    assert check.epsilon_text(epsilon) == text


# --- bugs ---


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", bugs.runs("laboratory", None))
def test_every_bug_can_be_named_by_what_disagrees(name, seed):
    bench, bug = bugs.laboratory(seed), bugs.BUGS[name]
    wrong = {part for part, bad in bugs.disagree(bugs.findings(bench, bug)).items() if bad}
    last = bench.net.L
    seen = {"w" if kind == "w" else "b" for kind, _ in wrong}
    if seen == {"w", "b"}:
        assert bug.equation == ("BP1" if ("w", last) in wrong else "BP2")
    else:
        assert bug.equation == {"b": "BP3", "w": "BP4"}[seen.pop()]


def test_on_the_book_s_shape_the_bugs_that_run_are_found_in_a_sample():
    net, x, y = problem((784, 30, 10), 3)
    bench = bugs.own(net, x / 28, y, "quadratic")
    names = bugs.runs("own", net)
    assert 5 <= len(names) < len(bugs.BUGS)
    assert not any(bugs.disagree(bench.check).values())
    for name in names:
        assert any(bugs.disagree(bugs.findings(bench, bugs.BUGS[name])).values()), name
    assert bench.check.forward_passes < 2500


def test_the_rows_say_right_or_wrong_with_the_size_of_the_error():
    bench = bugs.laboratory(0)
    rows = bugs.rows(bugs.findings(bench, bugs.BUGS["not_averaged"]))
    assert [row[0] for row in rows] == ["l = 2", "l = 3", "l = 4"]
    assert rows[0][1] == "✗ 0.5"
    assert rows[0][2].startswith("✓ ")


def test_each_bug_and_equation_has_its_words():
    for language in ("en", "de"):
        words = load(language, "check")
        assert all(words[f"bug.{name}"] for name in bugs.BUGS)
        assert all(words[f"sign.{name}"] for name in bugs.EQUATIONS)
