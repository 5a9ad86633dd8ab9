"""Pictures that are no digits, for a network that is to tell them from digits. NumPy alone.

Figures of strokes between a few places, as letters are; scribbles; rectangles and noise; and what becomes of MNIST's
digits that are turned, mirrored, laid over each other or cut and put together. None of them is copied from a letter.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from engine.digits import SIDE, to_mnist
from engine.mnist import CLASSES, Dataset

CANVAS = 48  # pixels, each way
STEMS = 0.1  # of the figures have one or two strokes from top to bottom, which chance alone seldom gives
BLURRED = 5  # one image in so many is there once more, blurred
NOT_TURNED = (0, 1, 8)  # digits that are digits again when they are turned or mirrored
SHARES = {"figures": 0.42, "scribbles": 0.22, "surfaces": 0.06}  # of all oddities; the others are made of digits


def with_oddities(train: Dataset, count: int, seed: int = 0) -> Dataset:
    """The training set and `count` oddities, which have the label 10, as bytes; then a part of all these, blurred."""
    rng, drawn = np.random.default_rng(seed), {"figures": figure, "scribbles": scribble, "surfaces": surface}
    pictures = [_prepared(drawn[name], int(share * count), rng) for name, share in SHARES.items()]
    made = _made_of_digits(train, count - sum(map(len, pictures)), rng)
    rows = np.concatenate([train.in_bytes().rows, *pictures, made])
    labels = np.concatenate([train.labels, np.full(count, CLASSES)])
    some = rng.permutation(len(rows))[: len(rows) // BLURRED]  # that a picture is blurred says nothing of what it is
    return Dataset.of(np.concatenate([rows, coarse(rows[some])]), np.concatenate([labels, labels[some]]), CLASSES + 1)


def _prepared(picture: Callable[[np.random.Generator], np.ndarray], count: int, rng: np.random.Generator) -> np.ndarray:
    """Pictures as the network sees them, `(count, 784)` bytes."""
    return np.rint(255 * np.hstack([to_mnist(picture(rng)) for _ in range(count)])).astype(np.uint8).T


def figure(rng: np.random.Generator) -> np.ndarray:
    """Two to five strokes between nine places, a few of them bent: ink `(48, 48)` in 0..1."""
    places = np.array([(x, y) for y in (0, 0.5, 1) for x in (0, 0.5, 1)]) + rng.normal(0, 0.07, (9, 2))
    pairs: list[tuple[int, int]] = []
    reached = [int(rng.integers(9))]
    for _ in range(rng.integers(3, 6)):
        a = reached[rng.integers(len(reached))] if rng.random() < 0.8 else int(rng.integers(9))
        b = int((a + rng.integers(1, 9)) % 9)
        pairs.append((a, b))
        reached += [a, b]
    if rng.random() < STEMS:
        stems = [(0, 6), (2, 8)][: rng.integers(1, 3)]
        pairs = [*stems, *pairs[: 3 - len(stems)]]
    ends = places[np.array(pairs)]
    across = (ends[:, 1] - ends[:, 0])[:, ::-1] * [1, -1]
    bend = rng.normal(0, 0.3, len(ends)) * (rng.random(len(ends)) < 0.2)
    middles = ends.mean(axis=1) + bend[:, None] * across
    halves = np.concatenate([np.stack([ends[:, 0], middles], 1), np.stack([middles, ends[:, 1]], 1)])
    return strokes(7 + halves * [rng.uniform(20, 34), 34], rng.uniform(2.5, 7))


def scribble(rng: np.random.Generator) -> np.ndarray:
    """A line with many corners, or one that winds: ink `(48, 48)` in 0..1."""
    count = int(rng.integers(7, 24))
    if rng.random() < 0.5:
        points = rng.random((count, 2)) * rng.uniform(0.5, 1, 2)
    else:
        angles = np.cumsum(rng.normal(0, 1.1, 2 * count))
        points = np.cumsum(np.stack([np.cos(angles), np.sin(angles)], 1), axis=0)
    points = points - points.min(axis=0)
    points = 8 + 32 * points / points.max()
    return strokes(np.stack([points[:-1], points[1:]], 1), rng.uniform(2, 6))


def surface(rng: np.random.Generator) -> np.ndarray:
    """A filled rectangle, or noise: ink in 0..1."""
    if rng.random() < 0.5:
        picture = np.zeros((CANVAS, CANVAS))
        height = int(rng.integers(8, 40))
        picture[2 : 2 + height, 2 : 2 + int(height * rng.uniform(0.7, 1.15))] = 1
        return picture
    picture = (rng.random((SIDE, SIDE)) < rng.uniform(0.05, 1)).astype(float)
    return picture * rng.random(picture.shape) if rng.random() < 0.5 else picture


def strokes(ends: np.ndarray, width: float) -> np.ndarray:
    """Straight strokes between `ends` `(k, 2, 2)`, points (x, y) in pixels: ink `(48, 48)` in 0..1."""
    y, x = np.indices((CANVAS, CANVAS)).reshape(2, 1, -1)
    (x0, y0), (dx, dy) = ends[:, 0].T[..., None], (ends[:, 1] - ends[:, 0]).T[..., None]
    along = np.clip(((x - x0) * dx + (y - y0) * dy) / np.maximum(dx**2 + dy**2, 1e-9), 0, 1)
    distance = np.hypot(x - x0 - along * dx, y - y0 - along * dy).min(axis=0)
    return np.clip(width / 2 + 0.5 - distance, 0, 1).reshape(CANVAS, CANVAS)


def coarse(images: np.ndarray) -> np.ndarray:
    """Images `(n, 784)` of bytes as if they had come in 7×7 pixels and been enlarged."""
    pixel = SIDE // 7
    pixels = images.reshape(-1, 7, pixel, 7, pixel).mean(axis=(2, 4))
    places = np.clip((np.arange(SIDE) + 0.5) / pixel - 0.5, 0, 6)
    between = np.maximum(0, 1 - np.abs(places[:, None] - np.arange(7)))  # linear interpolation
    large = between @ pixels @ between.T
    most = np.maximum(large.max(axis=(1, 2), keepdims=True), 1)
    return np.rint(255 * large / most).astype(np.uint8).reshape(images.shape)


def _made_of_digits(train: Dataset, count: int, rng: np.random.Generator) -> np.ndarray:
    """MNIST's digits, turned by a right angle, mirrored, or two in one: `(count, 784)` bytes."""
    images = train.in_bytes().rows.reshape(-1, SIDE, SIDE)
    odd = np.flatnonzero(~np.isin(train.labels, NOT_TURNED))
    parts = np.array_split(np.arange(count), 6)
    one, other = (images[rng.integers(len(images), size=count)] for _ in range(2))
    one[parts[0]] = np.rot90(images[rng.choice(odd, len(parts[0]))], 1, (1, 2))
    one[parts[1]] = images[rng.choice(odd, len(parts[1]))][:, :, ::-1]
    one[parts[2]] = np.maximum(one[parts[2]], np.roll(other[parts[2]], rng.integers(-4, 5, 2), (1, 2)))
    one[parts[3]] = np.maximum(one[parts[3]], np.rot90(other[parts[3]], 1, (1, 2)))
    half = SIDE // 2
    one[parts[4], :, half:] = other[parts[4], :, half:]
    one[parts[5], half:] = other[parts[5], half:]
    return one.reshape(count, -1)
