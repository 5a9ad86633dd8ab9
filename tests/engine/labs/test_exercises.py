import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import (
    ACTIVATIONS,
    TrainingConfig,
    TrainingRun,
    backprop,
    formula,
    forward,
    gradient_check,
    modified_neuron,
    one_by_one,
    one_matrix,
    with_activation,
)
from engine.labs.exercises import linear_backprop
from tests.engine.problems import PROBLEMS, problem

SINE = formula("sin(z) + 0.1*z")


@settings(deadline=None, max_examples=50)
@given(drawn=PROBLEMS, data=st.data())
def test_the_gradient_of_a_network_with_a_modified_neuron_is_the_slope_of_its_cost(drawn, data):
    net, x, y, _ = drawn
    l = data.draw(st.integers(2, net.L))
    j = data.draw(st.integers(0, net.sizes[l - 1] - 1))
    check = gradient_check(modified_neuron(net, l, j, SINE), x, y)
    exact = check.backprop.vector
    assert check.numeric.vector == pytest.approx(exact, rel=1e-4, abs=1e-7 * max(1, np.abs(exact).max()))


def test_only_this_neuron_changes_in_a_and_in_the_derivative():
    net, x, _ = problem((5, 4, 3), 6)
    plain, modified = forward(net, x), forward(modified_neuron(net, 2, 1, SINE), x)
    assert (modified.z[2] == plain.z[2]).all()
    a, slope = SINE(plain.z[2])
    assert modified.a[2][1] == pytest.approx(a[1])
    assert modified.sigma_prime[2][1] == pytest.approx(slope[1])
    others = [0, 2, 3]
    assert (modified.a[2][others] == plain.a[2][others]).all()
    assert (modified.sigma_prime[2][others] == plain.sigma_prime[2][others]).all()


def test_a_neuron_modified_to_what_it_was_is_the_same_network():
    net, x, y = problem((5, 4, 3), 6)
    same = modified_neuron(net, 2, 1, ACTIVATIONS["sigmoid"])
    assert (backprop(same, x, y).gradient == backprop(net, x, y).gradient).all()
    at_output = modified_neuron(net, 3, 1, ACTIVATIONS["sigmoid"])
    assert (backprop(at_output, x, y, "cross_entropy").gradient == backprop(net, x, y, "cross_entropy").gradient).all()


def test_the_network_itself_stays_as_it_was_and_a_copy_keeps_its_neurons():
    net, x, _ = problem((5, 4, 3), 6)
    modified = modified_neuron(net, 2, 1, SINE)
    assert net.sigma[2] is ACTIVATIONS["sigmoid"]
    assert (modified.copy(frozen=True).feedforward(x) == modified.feedforward(x)).all()


def test_the_cross_entropy_refuses_an_output_neuron_that_is_no_sigmoid():
    net, x, y = problem((5, 4, 3))
    with pytest.raises(ValueError, match="needs sigmoid output neurons"):
        backprop(modified_neuron(net, 3, 1, SINE), x, y, "cross_entropy")


def test_neurons_and_layers_that_do_not_exist_are_refused():
    net, _, _ = problem((5, 4, 3))
    with pytest.raises(ValueError, match=r"layer 2 has the neurons 0\.\.3, got j = 4"):
        modified_neuron(net, 2, 4, SINE)
    with pytest.raises(ValueError, match="layer 1 is the input"):
        with_activation(net, SINE, [1])


def test_hidden_layers_take_another_activation_and_the_output_keeps_its_own():
    net, _, _ = problem((5, 4, 4, 3))
    assert {l: sigma.name for l, sigma in with_activation(net, SINE).sigma.items()} == {
        2: SINE.name,
        3: SINE.name,
        4: "sigmoid",
    }
    assert with_activation(net, SINE, [4]).sigma[4] is SINE


def test_the_gradient_follows_a_typed_activation():
    net, x, y = problem((5, 4, 4, 3), 3)
    typed = with_activation(net, formula("log(1 + exp(z))"))
    assert typed.sigma[2].name == "log(1 + exp(z))"
    assert gradient_check(typed, x, y).relative_error < 1e-8
    assert (backprop(typed, x, y).gradient != backprop(net, x, y).gradient).any()


def test_linear_layers_are_one_matrix():
    net, x, _ = problem((5, 4, 6, 3), 7, activation="linear")
    W, B = one_matrix(net)
    assert W.shape == (3, 5)
    assert W @ x + B == pytest.approx(net.feedforward(x))


def test_backpropagation_rewritten_for_linear_neurons_gives_the_same_gradient():
    net, x, y = problem((5, 4, 6, 3), 1, activation="linear")
    trace = backprop(net, x, y)
    nabla_w, nabla_b = linear_backprop(net, x, y)
    for l in (2, 3, 4):
        assert nabla_w[l] == pytest.approx(trace.nabla_w[l])
        assert nabla_b[l] == pytest.approx(trace.nabla_b[l])


def test_a_network_with_one_layer_that_is_not_linear_is_no_matrix():
    net, _, _ = problem((5, 4, 3), activation="linear", output="sigmoid")
    with pytest.raises(ValueError, match="this one has sigmoid"):
        one_matrix(net)


@settings(deadline=None, max_examples=50)
@given(PROBLEMS)
def test_columns_and_a_loop_give_the_same_gradient(drawn):
    net, x, y, cost = drawn
    assert one_by_one(net, x, y, cost).vector == pytest.approx(backprop(net, x, y, cost).gradient, rel=1e-9, abs=1e-12)


def test_a_run_trains_a_network_with_a_typed_activation(small):
    run = TrainingRun(TrainingConfig(sizes=(6, 8, 3), eta=1.0, epochs=20), small)
    run.network.sigma[2] = formula("log(1 + exp(z))")
    snapshot = run.advance(epochs=20)
    assert snapshot.network.sigma[2].name == "log(1 + exp(z))"
    assert snapshot.network.evaluate(small.test) == len(small.test)


def test_a_layer_with_a_modified_neuron_has_a_script_and_ranges_too():
    net, x, _ = problem((5, 4, 3), 6)
    sigma, trace = modified_neuron(net, 2, 1, SINE).sigma[2], forward(modified_neuron(net, 2, 1, SINE), x)
    known = {"np": np, "z": trace.z[2], "a": trace.a[2]}
    assert np.array_equal(eval(sigma.python.format(z="z"), known), trace.a[2])
    assert np.array_equal(eval(sigma.prime_python.format(z="z", a="a"), known), trace.sigma_prime[2])
    assert sigma.range == SINE.range
    assert not sigma.saturates
