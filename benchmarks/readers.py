"""`python -m benchmarks.readers`: how well the networks read other people's hands, and what is doubted.

The 1,797 digits are those of scikit-learn (https://doi.org/10.24432/C50P49), by 43 people: 8×8 pixels, enlarged like
drawings; without scikit-learn they are left out.
"""

from __future__ import annotations

import numpy as np
from PIL import Image

from engine import Network, load_mnist, load_network, to_mnist
from engine.doubt import Doubt
from engine.training.recipes import RECIPES
from tests.engine import nonsense
from tests.engine.strokes import HANDS, many
from ui.canvas.sketch import SENT

Set = tuple[np.ndarray, np.ndarray]  # x (784, n) and labels (n,)


def other_people() -> Set | None:
    """The 1,797 digits, if scikit-learn is there."""
    try:
        from sklearn.datasets import load_digits
    except ImportError:
        return None
    known = load_digits()
    return np.hstack([to_mnist(enlarged(image)) for image in known.images]), known.target


def enlarged(image: np.ndarray) -> np.ndarray:
    """An image of 8×8 pixels, 0..16, as ink for the pad."""
    small = Image.fromarray((image * 255 / 16).astype(np.uint8))
    return np.asarray(small.resize((SENT, SENT), Image.Resampling.BICUBIC))


def right(net: Network, part: Set) -> str:
    """The share that a network reads right."""
    return f"{(net.feedforward(part[0]).argmax(axis=0) == part[1]).mean():.1%}"


def main() -> None:
    """Print both tables in Markdown."""
    people, splits = other_people(), load_mnist()
    sets = {"1,797 digits": people} if people else {}
    sets |= {name: many(hand, 60, 100 + i) for i, (name, hand) in enumerate(HANDS.items())}
    readers = [recipe for recipe in RECIPES if recipe.name != "doubt"]
    print("| | test set |", " | ".join(sets), "|")
    print("| --- |", "--- | " * (1 + len(sets)))
    for recipe in readers:
        net, config = load_network(recipe.file)
        print(
            f"| {recipe.name} | {config['test_accuracy']:.2%} |",
            " | ".join(right(net, each) for each in sets.values()),
            "|",
        )
    doubt = Doubt.load(next(recipe.file for recipe in RECIPES if recipe.name == "doubt"))
    kinds = {"test set": splits.test.images} | {name: x for name, (x, _) in sets.items()}
    kinds |= {kind: nonsense.many(kind, 400, 200 + i) for i, kind in enumerate(nonsense.KINDS)}
    print("\ndoubted: " + ", ".join(f"{name} {doubt(x).mean():.1%}" for name, x in kinds.items()))
    rng = np.random.default_rng(300)
    for name, strokes in nonsense.LETTERS.items():
        drawn = [nonsense.by_hand(strokes, nonsense.Hand(), rng, curved=False) for _ in range(60)]
        print(f"{name} {doubt(np.hstack([to_mnist(ink) for ink in drawn])).mean():.0%}", end=" ")


if __name__ == "__main__":
    main()
