"""Variations of the training images, and runs that learn from them."""

from __future__ import annotations

import numpy as np
import pytest

from engine import Splits, TrainingConfig, TrainingRun, backprop, load_network
from engine.training.order import Order
from engine.training.run import seconds_per_epoch
from engine.training.variations import AT_ONCE, BLOCK, sources, thickened, varied
from tests.paths import ROOT

STILL = np.zeros(6)


@pytest.fixture(scope="module")
def part(mnist) -> Splits:
    return Splits(mnist.train[: BLOCK + 500], mnist.validation[:100], mnist.test[:100])


def test_each_image_is_another_one_and_still_the_same_digit(mnist):
    book, _ = load_network(ROOT / "assets" / "networks" / "book-784-30-10.npz")
    images = mnist.train[:BLOCK]
    found = varied(images.rows, np.random.default_rng(0))
    assert found.shape == images.rows.shape
    assert found.dtype == np.uint8
    assert (found != images.rows).any(axis=1).all()
    answers = [book.feedforward(rows.T.astype(np.float32) / 255).argmax(axis=0) for rows in (images.rows, found)]
    right = [float((answer == images.labels).mean()) for answer in answers]
    assert right[0] > 0.9
    assert 0.5 < right[1] < right[0]  # which is what there is to learn from them


def test_the_centre_of_mass_stays_in_the_middle(mnist):
    found = varied(mnist.train[:400].rows, np.random.default_rng(1)).reshape(-1, 28, 28).astype(float)
    mass = found.sum(axis=(1, 2))
    for profile in (found.sum(axis=1), found.sum(axis=2)):
        centre = (profile * np.arange(28)).sum(axis=1) / mass
        assert np.abs(centre - 14).max() < 2.6  # a shift of 1, half a pixel of MNIST's and of rounding


def test_neighbours_in_a_block_get_different_variations():
    one = np.zeros((28, 28), np.uint8)
    one[5:23, 13:15] = 255
    found = varied(np.tile(one.ravel(), (2 * AT_ONCE, 1)), np.random.default_rng(0))
    assert len({image.tobytes() for image in found}) == AT_ONCE
    assert found[0].tobytes() == found[AT_ONCE].tobytes()


def test_the_same_generator_gives_the_same_variations(mnist):
    first, second = (varied(mnist.train[:50].rows, np.random.default_rng([3, 1, 0])) for _ in range(2))
    assert first.tobytes() == second.tobytes()


def test_without_a_movement_each_pixel_stays():
    assert sources(28, STILL, 0).tolist() == list(range(784))


@pytest.mark.parametrize(("back", "neighbour"), [(1, -29), (-1, 29)])
def test_a_shift_takes_the_neighbour(back, neighbour):
    inside = np.arange(784).reshape(28, 28)[2:-2, 2:-2].ravel()
    assert (sources(28, STILL, back)[inside] == inside + neighbour).all()


@pytest.mark.parametrize(("number", "direction"), [(0, 1), (3, 1)])
def test_a_turn_and_a_shear_move_what_is_above_and_below_to_different_sides(number, direction):
    move = STILL.copy()
    move[number] = direction
    column = sources(28, move, 0).reshape(28, 28) % 28
    assert column[4, 14] != column[24, 14]
    assert (column[4, 14] - 14) * (column[24, 14] - 14) < 0
    assert column[14, 14] == 14


def test_larger_digits_come_from_nearer_pixels():
    move = STILL.copy()
    move[1] = 1
    rows, columns = np.divmod(sources(28, move, 0).reshape(28, 28), 28)
    assert columns[14, 25] < 25
    assert rows[3, 14] > 3


def test_a_pixel_becomes_thicker_to_the_left_and_upwards():
    image = np.zeros((5, 5, 1), np.uint8)
    image[2, 2] = 200
    thick = thickened(image, 1)[..., 0]
    assert thick[1:3, 1:3].tolist() == [[200, 200], [200, 200]]
    assert thick.sum(dtype=int) == 800


def test_a_part_of_a_pixel_is_fainter():
    image = np.zeros((5, 5, 1), np.uint8)
    image[2, 2] = 255
    thick = thickened(image, 0.5)[..., 0]
    assert thick[2, 2] == 255
    assert 120 <= thick[1, 1] <= 135


def test_ink_grows_with_the_thickness(mnist):
    image = mnist.train[:20].rows.T.reshape(28, 28, -1)
    ink = [int(thickened(image, thickness).sum(dtype=int)) for thickness in (-1, -0.5, 0, 0.5, 1, 1.7, 2, 2.5)]
    assert ink == sorted(ink)
    assert len(set(ink)) == len(ink)
    assert thickened(image, 0).tobytes() == image.tobytes()


def test_an_order_gives_the_same_images_wherever_one_begins(part):
    order = Order(part.train.rows, np.random.default_rng(0).permutation(len(part.train)), (7, 1))
    whole = np.empty_like(part.train.rows)
    order.take(0, whole)
    for start, count in ((0, 10), (BLOCK - 5, 10), (BLOCK, 80), (len(whole) - 30, 30), (3, 5)):
        piece = np.empty((count, 784), np.uint8)
        order.take(start, piece)
        assert piece.tobytes() == whole[start : start + count].tobytes()
    expected = varied(part.train.rows[order.indices[BLOCK:]], np.random.default_rng([7, 1, 1]))
    assert whole[BLOCK:].tobytes() == expected.tobytes()


def config(**changes) -> TrainingConfig:
    return TrainingConfig(**{"sizes": (784, 8, 10), "epochs": 2, "variations": True} | changes)


def test_a_run_steps_by_the_varied_images(part):
    run = TrainingRun(config(), part, dtype=np.float64)
    start = run.network.copy()
    places = run.batch()
    images = varied(part.train.rows[np.random.default_rng([0, 1]).permutation(len(part.train))[:BLOCK]],
                    np.random.default_rng([0, 1, 0]))[: len(places)]  # fmt: skip
    gradient = backprop(start, images.T / 255, part.train[places].targets).gradient
    run.advance(mini_batches=1)
    assert run.network.parameters == pytest.approx(start.parameters - 3 * gradient, abs=1e-6)


def test_the_same_configuration_gives_the_same_run_however_it_is_advanced(part):
    whole, pieces, plain = (TrainingRun(config(variations=on), part) for on in (True, True, False))
    for run in (whole, plain):
        run.advance(epochs=2)
    while not pieces.finished:
        pieces.advance(examples=997)
    assert whole.network.parameters.tobytes() == pieces.network.parameters.tobytes()
    assert whole.network.parameters.tobytes() != plain.network.parameters.tobytes()


def test_images_that_come_as_numbers_are_varied_alike(part):
    numbers = Splits(part.train.unpacked(), part.validation, part.test)
    found = [TrainingRun(config(epochs=1), splits).advance(epochs=1).network for splits in (part, numbers)]
    assert found[0].parameters.tobytes() == found[1].parameters.tobytes()


def test_a_run_that_goes_on_from_a_snapshot_sees_what_it_would_have_seen(part):
    run = TrainingRun(config(), part)
    half = run.advance(mini_batches=120)
    run.advance(mini_batches=10)
    other = TrainingRun(config(), part, start=half)
    other.advance(mini_batches=10)
    assert other.network.parameters.tobytes() == run.network.parameters.tobytes()


def test_images_that_are_not_square_cannot_be_varied():
    with pytest.raises(ValueError, match="square"):
        config(sizes=(12, 3))
    with pytest.raises(ValueError, match="True or False"):
        config(variations=1)


def test_the_time_of_an_epoch_counts_the_variations(monkeypatch):
    calls = []
    monkeypatch.setattr("engine.training.run.varied", lambda images, rng: calls.append(images.shape))
    seconds_per_epoch(config(), 1000)
    seconds_per_epoch(config(variations=False), 1000)
    assert calls == [(BLOCK, 784)]
