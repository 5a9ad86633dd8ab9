import gzip
import shutil

import numpy as np
import pytest

from engine import Dataset, MnistMissing, load_mnist
from engine.mnist import FOLDER


def test_the_splits_are_the_book_s(mnist):
    assert [len(part) for part in (mnist.train, mnist.validation, mnist.test)] == [50_000, 10_000, 10_000]
    assert mnist.train.images.shape == (784, 50_000)
    assert mnist.test.targets.shape == (10, 10_000)


def test_images_are_float32_between_0_and_1_and_labels_digits(mnist):
    images = mnist.test.images
    assert images.dtype == np.float32
    assert (images.min(), images.max()) == (0, 1)
    assert mnist.train.labels[:5].tolist() == [5, 0, 4, 1, 9]
    assert mnist.test.labels[:5].tolist() == [7, 2, 1, 0, 4]
    assert (mnist.test.targets.argmax(axis=0) == mnist.test.labels).all()
    assert (mnist.test.targets.sum(axis=0) == 1).all()


def test_training_images_are_held_as_bytes_and_made_when_they_are_asked_for(mnist):
    part = mnist.train[[3, 1]]
    assert part.rows.dtype == np.uint8
    assert (part.images == (part.rows / np.float32(255)).T).all()
    assert (part.images == mnist.train.images[:, [3, 1]]).all()
    numbers = part.unpacked()
    assert numbers.rows.dtype == np.float32
    assert (numbers.images == part.images).all()


def test_an_array_that_a_dataset_is_made_of_stays_writable():
    rows = np.zeros((2, 4), np.float32)
    assert not Dataset.of(rows, [0, 1]).rows.flags.writeable
    assert rows.flags.writeable


def test_nobody_can_change_what_all_share(mnist):
    for array in (mnist.train.images, mnist.validation.labels, mnist.test.targets, mnist.train.images.T):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0


def test_it_is_loaded_once(mnist):
    assert load_mnist() is mnist


def test_images_lie_in_memory_one_after_the_other(mnist):
    assert mnist.train.images.T.flags.c_contiguous


def test_chunks_give_every_example_once():
    dataset = Dataset.of(np.arange(14).reshape(7, 2) / 14, [0, 1, 2, 0, 1, 2, 0], classes=3)
    images, labels = zip(*dataset.chunks(3), strict=True)
    assert [part.shape for part in images] == [(2, 3), (2, 3), (2, 1)]
    assert np.concatenate(labels).tolist() == dataset.labels.tolist()


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "mnist")


def damage(file, how):
    raw = file.read_bytes()
    if how == "missing":
        file.unlink()
    elif how == "cut":
        file.write_bytes(raw[:-100])
    elif how == "garbage":
        file.write_bytes(b"<html>not found</html>")
    else:
        file.write_bytes(gzip.compress(gzip.decompress(raw)[:-1] + b"\x0b"))


@pytest.mark.parametrize(
    ("how", "problem"),
    [
        ("missing", "is missing"),
        ("cut", "is damaged"),
        ("garbage", "is damaged"),
        ("other", "is not the original file"),
    ],
)
def test_a_missing_or_damaged_file_is_named_with_the_remedy(folder, how, problem):
    file = folder / "t10k-labels-idx1-ubyte.gz"
    damage(file, how)
    with pytest.raises(MnistMissing, match=rf"{file.name} {problem}; get it back with 'git checkout"):
        load_mnist(folder)
