"""The labs' pages, without a browser: experiments and what comes of them."""

import numpy as np
import pytest

from engine import backprop, demon, load_mnist
from tests.ui.app import opened, press, say
from ui.check import bugs
from ui.check.race import FASTER
from ui.screen import pages
from ui.session import current
from ui.text.numbers import number


def texts(at):
    return " ".join(element.value for element in (*at.markdown, *at.caption))


def shows(at, latex):
    """Whether an equation stands on the page by itself."""
    return f"$$\n{latex}\n$$" in [element.value for element in at.latex]


def facts(at):
    """What stands in the tables of numbers."""
    return " ".join(element.proto.body for element in at.get("html"))


def verdicts(at):
    """What is said of guesses."""
    return [element.value for element in (*at.success, *at.error)]


@pytest.fixture(scope="module")
def book():
    test = load_mnist().test
    net = current.bundled("book").network
    return net, backprop(net, test.images[:, [18]].astype(float), np.eye(10)[:, [3]])


def test_the_demon_sits_where_the_link_says_and_its_numbers_are_the_engine_s(book):
    _, trace = book
    at = opened("demon", digit="18", neuron="2-24")
    assert not at.exception
    assert number(trace.delta[2][24, 0], sign=True) in facts(at)
    assert "δ is negative, so up is better" in texts(at)
    at.select_slider[0].set_value(20.0).run()
    assert not at.exception
    assert "+20" in texts(at)


@pytest.mark.parametrize("dz", [0.0, -50.0, 0.001])
def test_at_its_ends_and_at_zero_the_demon_s_slider_gives_the_numbers_of_the_engine(book, dz):
    net, _ = book
    at = opened("demon", digit="18", neuron="2-24")
    at.select_slider[0].set_value(dz).run()
    assert not at.exception
    x, y = load_mnist().test.images[:, [18]].astype(float), np.eye(10)[:, [3]]
    move = demon(net, x, y, 2, 24, dz)
    for change in (move.predicted, move.actual):
        assert number(float(change), sign=True) in facts(at)


def send_demon(at, j):
    """A click on neuron j, where the demon is to gain most."""
    return say(at, "demon_guess", {"picked": {"block": 0, "i": j, "r": 0, "c": 0}})


def test_a_guess_where_the_demon_gains_most_reveals_the_errors(book):
    size = np.abs(book[1].delta[2][:, 0])
    at = opened("demon", digit="18", neuron="2-24")
    assert verdicts(at) == []
    assert at.info
    send_demon(at, int(size.argmin()))
    assert number(book[1].delta[2][size.argmax(), 0], sign=True) in at.error[0].value
    assert at.session_state["neuron"] == (2, size.argmin())
    send_demon(at, int(size.argmax()))
    assert "largest |δ|" in at.success[0].value
    assert len(verdicts(at)) == 1
    assert not at.info


def test_at_another_digit_the_demon_s_question_is_asked_anew():
    at = send_demon(opened("demon", digit="18", neuron="2-24"), 3)
    assert not at.info
    press(at, "digit_next")
    assert at.info
    press(at, "digit_back")
    assert not at.info


def test_a_digit_that_is_learnt_says_so_and_leads_to_one_that_is_not():
    at = opened("demon", digit="0")
    press(at, "lab_wrong")
    digit = load_mnist().test[[at.session_state["index"]]]
    assert current.bundled("book").network.feedforward(digit.images).argmax() != digit.labels[0]
    assert not [button for button in at.button if button.key == "lab_wrong"]


def finish(at):
    running = at.session_state["race"]
    while running.going:
        running.advance()
    return at.run()


def test_the_race_counts_stops_goes_on_and_ends():
    at = opened("check", digit="18")
    press(at, "race_start")
    assert at.session_state["race"].going
    press(at, "race_stop")
    done = at.session_state["race"].run.done
    assert 0 < done < 47_720
    assert at.run().session_state["race"].run.done == done
    press(at, "race_resume")
    finish(at)
    assert not at.exception
    assert "47,720" in facts(at)
    assert "relative error of" in texts(at)
    assert at.get("plotly_chart")


def test_a_guess_about_the_race_is_judged_at_its_end_and_can_be_changed():
    at = opened("check", digit="18")
    at.button_group(key="guess_race").set_value(10).run()
    press(at, "race_start")
    assert not at.error
    finish(at)
    assert "Measured here and now" in at.error[0].value
    ratio = at.session_state["race"].ratio
    nearest = min(FASTER, key=lambda times: abs(np.log(times / ratio)))
    at.button_group(key="guess_race").set_value(nearest).run()
    assert "Measured here and now" in at.success[0].value
    at.button_group(key="guess_race").set_value(None).run()
    assert verdicts(at) == []


def test_a_race_of_another_digit_is_told_apart():
    at = opened("check", digit="18")
    press(at, "race_start")
    finish(at)
    assert not [info for info in at.info if "another digit" in info.value]
    press(at, "digit_next")
    assert [info for info in at.info if "another digit" in info.value]


def test_an_offender_is_selected_on_all_pages():
    at = opened("check", digit="18")
    press(at, "race_start")
    finish(at)
    worst = at.session_state["race"].result.worst(8)[0]
    group = next(group for group in at.button_group if group.key == "check_worst")
    group.set_value(0).run()
    assert at.session_state["neuron"] == (worst.l, worst.j, worst.k)
    at.switch_page(pages.PAGES["paths"]).run()
    assert not at.exception
    assert f"k = {worst.k}" in texts(at)


def test_epsilon_s_branches_are_told_apart():
    at = opened("check", digit="18")
    slider = at.select_slider[0]
    slider.set_value(0.1).run()
    assert "Right branch" in texts(at)


def test_a_bug_is_dealt_hidden_and_found_by_its_equation():
    at = opened("check", digit="18")
    press(at, "bug_deal")
    case = at.session_state["bug"]
    assert not shows(at, case.bug.latex)
    press(at, f"bug_{case.bug.equation}")
    assert "Found so far: 1 of 1" in at.success[0].value
    assert shows(at, case.bug.latex)
    press(at, "bug_deal")
    assert at.session_state["bug"].name != case.name
    wrong = next(name for name in bugs.EQUATIONS if name != at.session_state["bug"].bug.equation)
    press(at, f"bug_{wrong}")
    assert "Found so far: 1 of 2" in at.error[0].value


def test_a_bug_that_is_dealt_again_is_hidden_again(monkeypatch):
    at = opened("check", digit="18")
    cases = []
    for place in (0, -1, -1, 0):
        monkeypatch.setattr("ui.check.bugs_view.random.choice", lambda names, place=place: names[place])
        press(at, "bug_deal")
        cases.append(at.session_state["bug"])
        assert not shows(at, cases[-1].bug.latex)
        if len(cases) == 1:
            press(at, f"bug_{cases[0].bug.equation}")
    assert cases[0] == cases[-1]


def test_every_bug_can_be_chosen_on_both_benches():
    at = opened("check", digit="18")
    for bench in bugs.BENCHES:
        next(group for group in at.button_group if group.key.startswith("bug_bench")).set_value(bench).run()
        for name in bugs.runs(bench, current.bundled("book").network):
            at.selectbox(key="bug_choice").set_value(name).run()
            assert not at.exception
            assert shows(at, bugs.BUGS[name].latex)


def test_all_paths_add_up_after_a_guess(book):
    _, trace = book
    at = opened("paths", digit="18", neuron="2-24-383")
    assert not at.get("echarts_chart")
    press(at, "paths_10")
    assert not at.exception
    assert "There are 10" in at.success[0].value
    assert facts(at).count(number(trace.nabla_w[2][24, 383], sign=True)) >= 3
    assert at.get("echarts_chart")


def test_a_wrong_number_of_paths_is_corrected_and_asked_once_a_visit():
    at = press(opened("paths", digit="18", neuron="2-24-383"), "paths_1")
    assert "There are 10" in at.error[0].value
    at.session_state["neuron"] = (3, 3, 24)
    at.run()
    assert verdicts(at) == []
    assert not [button for button in at.button if button.key == "paths_1"]
    assert at.get("echarts_chart")


@pytest.mark.parametrize("neuron", ["2-24-0", "3-3-24", "2-6", "3-9", "9-9-9"])
def test_any_weight_has_its_paths(neuron):
    at = opened("paths", digit="18", neuron=neuron)
    press(at, "paths_1")
    assert not at.exception
    assert (neuron == "2-24-0") == any("activation 0" in info.value for info in at.info)


def test_a_deeper_network_is_imagined():
    at = opened("paths", digit="18")
    slider = next(slider for slider in at.select_slider if slider.label == "hidden layers")
    slider.set_value(20).run()
    assert "years" in texts(at)
    assert r"30^{19} \cdot 10" in at.latex[-1].value
