"""Pictures that are no digits, to learn from."""

import numpy as np
import pytest

from engine.training import oddities

COUNT = 200


@pytest.fixture(scope="module")
def more(mnist):
    return oddities.with_oddities(mnist.train[:300], COUNT, seed=1)


def test_oddities_follow_the_digits_and_are_an_eleventh_class(more, mnist):
    assert len(more) == (300 + COUNT) * 6 // 5
    assert more.targets.shape == (11, len(more))
    assert (more.labels[:300] == mnist.train.labels[:300]).all()
    assert set(more.labels[300 : 300 + COUNT].tolist()) == {10}
    assert more.rows[:300].tobytes() == mnist.train.rows[:300].tobytes()
    assert (more.rows[300:].max(axis=1) > 0).all()


def test_the_same_seed_gives_the_same_oddities(more, mnist):
    again = oddities.with_oddities(mnist.train[:300], COUNT, seed=1)
    assert again.rows.tobytes() == more.rows.tobytes()
    other = oddities.with_oddities(mnist.train[:300], COUNT, seed=2)
    assert other.rows[300:].tobytes() != more.rows[300:].tobytes()


def test_a_stroke_is_as_wide_as_it_is_said():
    ink = oddities.strokes(np.array([[[5.0, 20.0], [40.0, 20.0]]]), 4)
    assert ink[:, 20].sum() == pytest.approx(4, abs=1)
    assert ink[:, 45:].max() == 0
    assert ink[20, 5:41].min() == 1


@pytest.mark.parametrize("picture", [oddities.figure, oddities.scribble, oddities.surface])
def test_each_kind_has_ink_in_0_to_1(picture):
    for seed in range(20):
        ink = picture(np.random.default_rng(seed))
        assert 0 <= ink.min() <= ink.max() <= 1
        assert ink.any()


def test_a_coarse_image_is_a_blurred_one_of_the_same_digit(mnist):
    images = mnist.train.rows[:50]
    blurred = oddities.coarse(images).astype(float)
    steps = np.abs(np.diff(images.reshape(-1, 28, 28).astype(float), axis=2)).max(axis=(1, 2))
    assert (np.abs(np.diff(blurred.reshape(-1, 28, 28), axis=2)).max(axis=(1, 2)) < steps).all()
    assert (blurred.max(axis=1) == 255).all()
    likeness = [np.corrcoef(one, other)[0, 1] for one, other in zip(images, blurred, strict=True)]
    assert np.mean(likeness) > 0.75
