"""What many tests share."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import settings

from engine import Dataset, Splits, load_mnist

settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture(scope="session")
def mnist() -> Splits:
    return load_mnist()


@pytest.fixture(scope="session")
def small() -> Splits:
    """A problem of 6 inputs and 3 classes that a network of a few neurons can learn: 103 examples for training."""
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 3, 163)
    images = np.clip(np.eye(6)[labels] + np.eye(6)[labels + 3] + 0.2 * rng.standard_normal((163, 6)), 0, 1)
    whole = Dataset.of(images, labels, classes=3)
    return Splits(whole[:103], whole[103:133], whole[133:])
