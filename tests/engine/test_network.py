import numpy as np
import pytest

from engine import ACTIVATIONS, Network, formula, forward


def test_a_network_from_arrays_holds_copies():
    w, b = {2: np.ones((2, 3)), 3: np.ones((1, 2))}, {2: np.zeros((2, 1)), 3: np.zeros((1, 1))}
    net = Network(w, b)
    w[2][0, 0] = 7
    assert net.sizes == (3, 2, 1)
    assert net.L == 3
    assert net.w[2][0, 0] == 1


@pytest.mark.parametrize(
    ("w", "b", "message"),
    [
        ({}, {}, r"must have the layers 2\.\.L"),
        ({3: np.ones((1, 1))}, {3: np.ones((1, 1))}, r"must have the layers 2\.\.L"),
        ({2: np.ones((2, 3))}, {}, r"must have the layers 2\.\.L"),
        ({2: np.ones((2, 3))}, {2: np.ones(2)}, r"b\^2 \(n_2, 1\), got \(2, 3\) and \(2,\)"),
        ({2: np.ones(3)}, {2: np.ones((3, 1))}, r"w\^2 must be"),
        ({2: np.ones((2, 3)), 3: np.ones((1, 3))}, {2: np.ones((2, 1)), 3: np.ones((1, 1))}, "behind a layer of 2"),
        ({2: np.full((1, 1), np.nan)}, {2: np.ones((1, 1))}, "finite"),
    ],
)
def test_arrays_that_make_no_network_are_refused(w, b, message):
    with pytest.raises(ValueError, match=message):
        Network(w, b)


@pytest.mark.parametrize("sizes", [(), (784,), (784, 0, 10), (784, 1.5, 10), (784, True, 10), (784, -3, 10)])
def test_sizes_that_make_no_network_are_refused(sizes):
    with pytest.raises(ValueError, match="sizes must be two or more whole numbers"):
        Network.random(sizes)


def test_unknown_names_are_refused_with_the_known_ones():
    with pytest.raises(ValueError, match=f"'swish'; choose one of {', '.join(ACTIVATIONS)}"):
        Network.random((2, 2), activation="swish")
    with pytest.raises(ValueError, match="'zeros'; choose one of gaussian, scaled"):
        Network.random((2, 2), init="zeros")


def test_the_book_s_network_has_23860_parameters_and_starts_as_n01():
    net = Network.random((784, 30, 10), seed=1)
    assert net.parameters.size == 23_860
    assert net.w[2].mean() == pytest.approx(0, abs=0.02)
    assert net.w[2].std() == pytest.approx(1, abs=0.02)


def test_scaled_weights_have_a_standard_deviation_of_one_over_the_root_of_the_inputs():
    net = Network.random((784, 300, 10), init="scaled")
    assert net.w[2].std() == pytest.approx(1 / 28, rel=0.02)
    assert net.b[2].std() == pytest.approx(1, rel=0.15)


def test_the_same_seed_gives_the_same_network_and_another_seed_another():
    a, b, c = (Network.random((5, 4, 3), seed=seed).parameters for seed in (1, 1, 2))
    assert (a == b).all()
    assert (a != c).any()


def test_float32_and_float64_draw_the_same_weights():
    single, double = (Network.random((5, 4, 3), dtype=dtype).parameters for dtype in (np.float32, np.float64))
    assert (double.astype(np.float32) == single).all()


def test_weights_and_biases_are_views_of_the_parameters():
    net = Network.random((5, 4, 3))
    net.parameters[:] = 2
    assert all((part == 2).all() for part in (net.w[2], net.w[3], net.b[2], net.b[3], net.weights, net.biases))
    assert net.weights.size == 5 * 4 + 4 * 3
    assert net.biases.shape == (7, 1)


def test_a_frozen_copy_cannot_be_changed_and_does_not_follow():
    net = Network.random((5, 4, 3))
    copy = net.copy(frozen=True)
    net.w[2][:] = 0
    assert copy.w[2].any()
    for array in (copy.parameters, copy.w[2], copy.b[3]):
        with pytest.raises(ValueError, match="read-only"):
            array[:] = 0


def test_feedforward_is_sigma_of_w_a_plus_b_layer_by_layer():
    net = Network.random((5, 4, 3), dtype=np.float64)
    x = np.random.default_rng(0).random((5, 6))
    a = x
    for l in (2, 3):
        a = 1 / (1 + np.exp(-(net.w[l] @ a + net.b[l])))
    assert net.feedforward(x) == pytest.approx(a, rel=1e-12)


def test_evaluate_counts_the_examples_whose_largest_output_is_their_label(small):
    net = Network.random((6, 4, 3))
    hits = sum(
        net.feedforward(small.test.images[:, [i]]).argmax() == small.test.labels[i] for i in range(len(small.test))
    )
    assert net.evaluate(small.test) == hits


@pytest.mark.parametrize("x", [np.ones((4, 1)), np.ones(5), np.ones((1, 5))])
def test_inputs_of_another_shape_are_refused(x):
    with pytest.raises(ValueError, match=r"x must have shape \(5, m\)"):
        forward(Network.random((5, 4, 3)), x)


def test_its_name_says_what_it_is():
    net = Network.random((784, 30, 10), activation="relu", output_activation="sigmoid")
    assert repr(net) == "<Network 784-30-10, relu, sigmoid output, float32>"


def test_its_activations_have_one_truth_the_names_follow_what_the_layers_compute():
    net = Network.random((5, 4, 4, 3), output_activation="linear")
    net.sigma[2] = ACTIVATIONS["tanh"]
    assert (net.activation, net.output_activation) == ("tanh, sigmoid", "linear")
    net.sigma[3] = ACTIVATIONS["tanh"]
    net.sigma[4] = ACTIVATIONS["sigmoid"]
    assert (net.activation, net.output_activation) == ("tanh", "sigmoid")
    assert Network.random((5, 3), activation="tanh", output_activation="sigmoid").activation == "sigmoid"


def test_an_activation_may_be_given_itself_instead_of_its_name():
    own = formula("z / (1 + abs(z))")
    net = Network.random((5, 4, 3), activation=own, output_activation="sigmoid")
    assert net.sigma == {2: own, 3: ACTIVATIONS["sigmoid"]}
    assert Network(net.w, net.b, own).sigma[3] is own


def test_a_copy_keeps_activations_that_were_put_in():
    net = Network.random((5, 4, 3))
    net.sigma[2] = ACTIVATIONS["tanh"]
    copy = net.copy()
    assert copy.sigma == net.sigma
    copy.sigma[3] = ACTIVATIONS["relu"]
    assert net.sigma[3] is ACTIVATIONS["sigmoid"]
