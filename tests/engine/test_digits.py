import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from engine import load_network, to_mnist
from engine.digits import preparation, uncentred
from tests.paths import BOOK


def picture(gray):
    return to_mnist(gray).reshape(28, 28)


def stroke(side=280, top=40, height=200, left=100, width=30):
    gray = np.zeros((side, side), np.uint8)
    gray[top : top + height, left : left + width] = 255
    return gray


def centre_of_mass(image):
    rows, columns = np.indices(image.shape)
    return (image * rows).sum() / image.sum(), (image * columns).sum() / image.sum()


def test_it_leaves_the_digits_of_mnist_as_they_are(mnist):
    images = mnist.test.images[:, :500]
    again = np.hstack([to_mnist(image.reshape(28, 28)) for image in images.T])
    assert again == pytest.approx(images, abs=0.02)


def test_a_trained_network_reads_prepared_digits_as_well_as_the_originals(mnist):
    net, _ = load_network(BOOK)
    labels, originals = mnist.test.labels[:1000], mnist.test.images[:, :1000]
    enlarged = [np.kron(np.pad(image.reshape(28, 28), ((0, 9), (7, 0))), np.ones((5, 5))) for image in originals.T]
    prepared = np.hstack([to_mnist(image) for image in enlarged])
    hits, hits_originals = ((net.feedforward(x).argmax(axis=0) == labels).mean() for x in (prepared, originals))
    assert hits > hits_originals - 0.01


def test_the_ink_fits_a_box_of_20_pixels_and_keeps_its_shape():
    image = picture(stroke(height=200, width=30)) > 0.1
    assert image.any(axis=1).sum() == 20
    assert image.any(axis=0).sum() == 3
    wide = picture(stroke(height=30, width=150)) > 0.1
    assert wide.any(axis=0).sum() == 20
    assert wide.any(axis=1).sum() == 4


def test_the_centre_of_mass_comes_to_the_centre():
    gray = stroke()
    gray[200:240, 100:200] = 255  # an L: its box and its mass have different centres
    assert centre_of_mass(picture(gray)) == pytest.approx((14, 14), abs=0.5)


@given(dy=st.integers(-40, 40), dx=st.integers(-90, 150))
def test_where_it_was_drawn_makes_no_difference(dy, dx):
    assert (to_mnist(stroke(top=40 + dy, left=100 + dx)) == to_mnist(stroke())).all()


def test_edges_are_smooth_not_stairs():
    rows, columns = np.indices((280, 280))
    diagonal = (np.abs(rows - columns) < 15).astype(float)
    values = to_mnist(diagonal)
    assert ((values > 0.2) & (values < 0.8)).sum() > 20


@pytest.mark.parametrize("blank", [np.zeros((280, 280), np.uint8), np.zeros((0, 0)), np.full((28, 28), 0.01)])
def test_no_ink_gives_a_blank_column(blank):
    column = to_mnist(blank)
    assert column.shape == (784, 1)
    assert not column.any()


def test_the_three_ways_to_write_ink_are_the_same():
    gray = stroke()
    for same in (gray / 255.0, gray.astype(float), gray > 0, gray.astype(np.int64)):
        assert to_mnist(same) == pytest.approx(to_mnist(gray), abs=1e-6)


@given(arrays(np.uint8, st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_any_drawing_gives_ink_between_0_and_1(gray):
    column = to_mnist(gray)
    assert column.shape == (784, 1)
    assert column.dtype == np.float32
    assert 0 <= column.min() <= column.max() <= 1


@pytest.mark.parametrize("wrong", [np.zeros(784), np.zeros((28, 28, 3))])
def test_what_is_no_picture_is_refused(wrong):
    with pytest.raises(ValueError, match=r"shape \(H, W\)"):
        to_mnist(wrong)


def test_numbers_that_are_not_finite_are_refused():
    with pytest.raises(ValueError, match="finite"):
        to_mnist(np.full((28, 28), np.nan))


def test_the_steps_lead_from_the_drawing_to_what_the_network_sees():
    gray = stroke(height=200, width=30)
    steps = preparation(gray)
    assert (steps.ink * 255 == gray).all()
    assert steps.corner == (40, 100)
    assert steps.crop.shape == (200, 30)
    assert steps.fitted.shape == (20, 3)
    assert (steps.x == to_mnist(gray)).all()


def test_without_centring_it_matters_where_it_was_drawn():
    here, there = (uncentred(stroke(left=left)) for left in (100, 200))
    assert here.shape == (784, 1)
    assert here.max() == there.max() == 1
    assert (here.reshape(28, 28)[:, 9:14] == there.reshape(28, 28)[:, 19:24]).all()
    assert not uncentred(np.zeros((112, 112))).any()


def test_an_image_of_28_pixels_stays_as_it_is_without_centring(mnist):
    image = mnist.test.images[:, [0]]
    assert uncentred(image.reshape(28, 28)) == pytest.approx(image / image.max(), abs=1e-6)


def specked(size, top=10, left=260):
    """A stroke with a loose square far from it."""
    gray = stroke()
    gray[top : top + size, left : left + size] = 255
    return gray


def test_a_speck_does_not_widen_the_crop():
    steps = preparation(specked(8))  # 64 pixels beside 6,000
    assert (steps.corner, steps.crop.shape) == ((40, 100), (200, 30))
    assert (steps.x == to_mnist(stroke())).all()


def test_a_dot_of_a_fiftieth_of_the_ink_belongs_to_the_digit():
    assert preparation(specked(12)).crop.shape == (230, 172)


def test_a_speck_inside_the_crop_stays_where_it_lies():
    ring = np.zeros((280, 280), np.uint8)
    ring[40:240, 60:220] = 255
    ring[60:220, 80:200] = 0
    spotted = ring.copy()
    spotted[136:144, 136:144] = 255
    assert preparation(spotted).crop.shape == preparation(ring).crop.shape
    assert to_mnist(spotted).sum() > to_mnist(ring).sum()


def test_dots_that_are_all_the_ink_are_a_drawing():
    alone = np.zeros((280, 280), np.uint8)
    alone[100:106, 50:56] = 255
    assert preparation(alone).crop.shape == (6, 6)
    many = np.zeros((280, 280), np.uint8)
    many[::20, ::20] = 255
    assert preparation(many).crop.shape == (261, 261)
