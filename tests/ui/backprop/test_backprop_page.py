"""The page Backprop without a browser."""

import json

import numpy as np
import pytest

from engine import backprop, mean_cost
from tests.ui.app import address, opened, press, say, stopped, unpack
from tests.ui.backprop.examples import MNIST, value_of
from tests.ui.messages import ONE, drawn
from ui.backprop import algorithm, equations, keys
from ui.backprop.notation import WeightDrill
from ui.screen import pages
from ui.screen.proof_lines import PROOFS
from ui.session import pad, resources, selection


@pytest.fixture
def learner():
    return opened("backprop", digit="8", label="3")


def part(at, name):
    at.session_state[keys.PART.name] = name
    return at.run()


def latex(at):
    return [element.value.strip("$\n") for element in at.latex]


def network():
    return resources.bundled("book").network


def trace(index=8, label=3):
    x = MNIST.images[:, [index]].astype(float)
    return backprop(network(), x, np.eye(10)[:, [label]])


def shown(at, key):
    """The blocks of maps with a key, as the browser gets them."""
    for element in at.get("bidi_component"):
        if element.proto.component_name == "maps" and f"-{key}" in element.proto.id:
            return unpack(element.proto.bytes)
    raise AssertionError(key)


def test_all_steps_are_walked_forth_and_back_in_both_forms(learner):
    steps = algorithm.steps(3)
    for m in (1, 10):
        learner.session_state[keys.PASS_SIZE.name] = m
        learner.session_state[keys.STAGE.name] = 0
        learner.run()
        seen = []
        for step in steps:
            assert not learner.exception
            assert learner.header[0].value.startswith(f"{step.number} · ")
            seen.append(latex(learner))
            if step != steps[-1]:
                press(learner, "bp_next")
        assert learner.button(key="bp_next").disabled
        for before in reversed(seen[:-1]):
            press(learner, "bp_back")
            assert latex(learner) == before
        assert learner.button(key="bp_back").disabled


def test_the_result_on_the_page_is_the_error_in_float64(learner):
    learner.session_state[keys.STAGE.name] = 4
    learner.session_state[selection.NEURON.name] = (2, 17)
    learner.run()
    filled = latex(learner)[-1]
    assert filled.startswith(r"\begin{aligned} \delta^{2}_{17} ")
    result = filled.split("&= ")[-1].removesuffix(r" \end{aligned}")
    assert value_of(result) == pytest.approx(equations.rounded(trace().delta[2][17, 0]), rel=1e-9)


def expect_step(at, step, found):
    """The title and the table are those of a step, and the table has its numbers in a pass."""
    of = {"input": found.a, "feedforward": found.a, "gradient": found.nabla_w}
    assert at.header[0].value.startswith(f"{step.number} · ")
    np.testing.assert_allclose(at.dataframe[0].value.to_numpy(), of.get(step.kind, found.delta)[step.l], rtol=1e-12)


def test_the_table_holds_what_the_step_computes(learner):
    learner.session_state["bp_table"] = True
    for i, step in enumerate(algorithm.steps(3)):
        learner.session_state[keys.STAGE.name] = i
        expect_step(learner.run(), step, trace())


def test_a_neuron_that_is_chosen_by_number_is_selected_everywhere(learner):
    learner.session_state[keys.STAGE.name] = 1
    learner.run()
    number = next(number for number in learner.number_input if number.label.startswith("Neuron j"))
    number.set_value(17).run()
    assert learner.session_state[selection.NEURON.name][:2] == (2, 17)
    assert address(learner)["neuron"].startswith("2-17-")
    press(learner, "bp_next")
    assert r"w^{3}_{" in latex(learner)[1]
    learner.session_state[keys.STAGE.name] = 4
    learner.run()
    assert r"\delta^{2}_{17}" in latex(learner)[-1]


@pytest.mark.parametrize("label", [None, 0, 7])
def test_a_drawing_goes_through_all_steps(label):
    at = opened("draw")
    say(at, "draw_pad", drawn(ONE, label=label))
    x = at.session_state[pad.DRAWING.name].x.astype(float)
    at.session_state["bp_table"] = True
    at.switch_page(pages.PAGES["backprop"]).run()
    answer = network().feedforward(x).argmax()  # stands in for a label that was not chosen
    found = backprop(network(), x, np.eye(10)[:, [answer if label is None else label]])
    steps = algorithm.steps(3)
    for step in steps:
        expect_step(at, step, found)
        if step != steps[-1]:
            press(at, "bp_next")


def a_run(link):
    """A run that was stopped soon, the page Backprop with its network, and a pass of the first test image."""
    at = opened("train", **link)
    press(at, "order_start")
    status = stopped(at)
    at.switch_page(pages.PAGES["backprop"]).run()

    def passed(m):
        x, y = MNIST.images[:, :m].astype(float), np.eye(10)[:, MNIST.labels[:m]]
        return backprop(status.snapshot.float64, x, y, status.config.cost), y

    return at, passed, status.config.cost


SHAPES = [
    {"hidden": "12-8", "activation": "relu", "init": "scaled"},
    {"hidden": "0", "activation": "linear", "eta": "0.01"},
    {"hidden": "20", "activation": "tanh", "cost": "cross_entropy", "init": "scaled"},
    {"hidden": "100"},
]


@pytest.mark.parametrize("link", SHAPES)
@pytest.mark.parametrize("m", [1, 10])
def test_a_run_of_any_shape_can_be_walked_through(link, m):
    at, passed, _ = a_run(link)
    found, _ = passed(m)
    at.session_state[keys.PASS_SIZE.name] = m
    at.session_state["bp_table"] = True
    for i, step in enumerate(algorithm.steps(max(found.a))):
        at.session_state[keys.STAGE.name] = i
        expect_step(at.run(), step, found)


@pytest.mark.parametrize("link", SHAPES)
def test_a_run_of_any_shape_has_its_numbers_in_all_other_parts(link):
    at, passed, cost = a_run(link)
    (one, _), (ten, y) = passed(1), passed(10)
    L = max(one.a)
    table = next(text.value for text in part(at, "notation").markdown if text.value.startswith("| x | y"))
    assert equations.written(mean_cost(ten, y, cost)) in table.splitlines()[-1]
    assert shown(part(at, "predict"), "bp_outputs")[1][:10] == pytest.approx(one.a[L][:, 0], rel=1e-6)
    part(at, "proofs")
    for which, l, j in (("bp1", L, MNIST.labels[0]), ("bp2", L - 1, np.abs(one.delta[max(L - 1, 2)][:, 0]).argmax())):
        at.session_state[keys.PROOF.name], at.session_state[keys.LINES.name] = which, {which: 9}
        at.run()
        if l == 1:
            assert "no hidden layer" in at.info[0].value
        else:
            assert latex(at)[-1].endswith(rf"&= {equations.written(one.delta[l][j, 0])} \end{{aligned}}")
    for which in PROOFS:
        at.session_state[keys.PROOF.name] = which
        at.run()
        assert sum(button.key.startswith(f"proof_{which}_") for button in at.button) == 7


# --- notation ---


def test_the_drill_counts_first_answers_and_names_the_mistake(learner):
    learner.session_state[keys.DRILL.name] = WeightDrill(3, 1)
    part(learner, "notation")
    asked = WeightDrill(3, 1).weight

    def give(one):
        for name, value in zip("ljk", one, strict=True):
            learner.number_input(key=f"bp_typed_{name}:1").set_value(value)
        next(button for button in learner.button if button.label == "Check").click().run()

    give(asked.swapped)
    assert "interchanged" in learner.warning[0].value
    give(asked)
    assert learner.success[0].value.startswith("Right:")
    assert learner.header[0].value == "0 of 1 right at first go"
    press(learner, "bp_drill_next")
    assert learner.session_state[keys.DRILL.name].number == 2
    assert not learner.success


@pytest.mark.parametrize(
    ("s", "t", "found"),
    [("1, 2", "3, 4", r"\begin{bmatrix}3\\8\end{bmatrix}"), ("-1 2.5", "2; -2", r"\begin{bmatrix}-2\\-5\end{bmatrix}")],
)
def test_one_s_own_numbers_are_multiplied_one_by_one(learner, s, t, found):
    part(learner, "notation")
    learner.text_input(key="bp_s").set_value(s)
    learner.text_input(key="bp_t").set_value(t).run()
    assert any(text.endswith(found) for text in latex(learner))


@pytest.mark.parametrize(
    ("s", "word"), [("1", "same length"), ("one", "one to eight"), ("", "one to eight"), ("1e300 " * 3, "one to eight")]
)
def test_vectors_that_make_no_sense_get_a_sentence(learner, s, word):
    part(learner, "notation")
    learner.text_input(key="bp_s").set_value(s).run()
    assert not learner.exception
    assert any(word in warning.value for warning in learner.warning)


def test_the_mean_of_the_costs_stands_below_them(learner):
    part(learner, "notation")
    table = next(text.value for text in learner.markdown if text.value.startswith("| x | y"))
    rows = [[value.strip(" $*") for value in row.strip("|").split("|")] for row in table.splitlines()[2:]]
    costs = [value_of(row[2][1:-1]) for row in rows]
    assert len(costs) == 11
    assert equations.rounded(np.mean(costs[:-1])) == costs[-1]
    one = trace()
    assert costs[0] == pytest.approx(0.5 * ((one.a[3] - np.eye(10)[:, [3]]) ** 2).sum(), rel=1e-3)


# --- predictions ---


def guess(at, kind, option):
    start = f"guess_prediction:{kind}:"
    group = next(group for group in at.button_group if group.key and group.key.startswith(start))
    group.set_value(option).run()


def test_predictions_are_judged_explained_and_counted(learner):
    part(learner, "predict")
    assert "δ³" not in json.dumps([str(shown(learner, "bp_outputs")[0])], ensure_ascii=False)
    errors = trace().delta[3][:, 0]
    right = int(np.abs(errors).argmax())
    guess(learner, "largest", right)
    assert learner.success[0].value.startswith("Right")
    guess(learner, "sign", "zero")
    assert "exactly zero only where" in " ".join(text.value for text in learner.markdown)
    guess(learner, "saturated", "grows")
    assert learner.warning[-1].value == "You said: it grows. It is: it shrinks."
    assert learner.header[0].value == "This visit: 1 of 3 predictions right"
    header, values = shown(learner, "bp_outputs")
    assert "δ³" in header["blocks"][-1]["label"]
    assert values[-10:] == pytest.approx(errors, rel=1e-6)


@pytest.mark.parametrize("cost", ["cross_entropy", "quadratic"])
def test_that_sigma_prime_cancels_is_the_reason_where_the_cost_has_it_so(cost):
    at, *_ = a_run({"hidden": "20", "cost": cost})
    guess(part(at, "predict"), "saturated", "stays")
    because = [text.value for text in at.markdown if text.value.startswith("With the cross-entropy")]
    assert [r"$\sigma'$ cancels, $\delta = a - y$" in text for text in because] == [True] * (cost == "cross_entropy")


def test_a_prediction_stays_as_it_was_made_and_is_found_again_at_its_digit(learner):
    part(learner, "predict")
    guess(learner, "largest", int(np.abs(trace().delta[3]).argmax()))
    before = latex(learner)
    for digit in (9, 8):
        learner.session_state[selection.INDEX.name] = digit
        learner.run()
        assert len(learner.success) == (digit == 8)
    assert latex(learner) == before


def test_another_digit_asks_again(learner):
    part(learner, "predict")
    guess(learner, "largest", 0)
    press(learner, "bp_another")
    assert not learner.exception
    assert learner.header[0].value.endswith("of 1 predictions right")
    assert not learner.success
    assert not learner.warning


# --- proofs ---


@pytest.mark.parametrize(("which", "lines"), [("bp1", 4), ("bp2", 6)])
def test_a_proof_is_walked_line_by_line(learner, which, lines):
    learner.session_state[keys.PROOF.name] = which
    part(learner, "proofs")
    for n in range(1, lines):
        assert len(latex(learner)) == n
        press(learner, "bp_line_next")
    assert len(latex(learner)) == lines
    assert which.upper() in learner.success[0].value
    press(learner, "bp_line_back")
    assert len(latex(learner)) == lines - 1


@pytest.mark.parametrize("which", ["bp3", "bp4"])
def test_the_result_of_a_guided_proof_is_computed_for_the_digit(learner, which):
    learner.session_state[keys.PROOF.name] = which
    part(learner, "proofs")
    for name in PROOFS[which].names:
        press(learner, f"proof_{which}_{name}")
    one = trace()
    k = int(np.abs(one.delta[2]).argmax())
    right = one.delta[3][3, 0] * (one.a[2][k, 0] if which == "bp4" else 1)
    for text, word in (("abc", "not a number"), (f"{-right:.4e}", "Not yet")):
        learner.text_input[0].set_value(text).run()
        assert word in learner.warning[0].value
    learner.text_input[0].set_value(f"{right:.3e}").run()
    assert not learner.warning
    assert [success.value for success in learner.success] == ["Right."]
    assert value_of(latex(learner)[-1].split("&= ")[-1].removesuffix(r" \end{aligned}")) == pytest.approx(
        right, rel=1e-3
    )


def test_the_picture_of_the_sidebar_is_that_of_the_page(learner):
    header, values = shown(learner, "bp_maps_in")
    assert header["blocks"][0]["count"] == 1
    assert (values[:784] == MNIST.images[:, 8]).all()
