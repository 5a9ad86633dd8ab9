"""`python -m engine.training`: train the networks that come with Deltascope; `make network` calls this."""

from __future__ import annotations

import argparse

from engine.training.recipes import RECIPES, train


def main() -> None:
    """Train all networks, or those that are named."""
    parser = argparse.ArgumentParser(prog="python -m engine.training", description="Train the networks of Deltascope.")
    parser.add_argument("names", nargs="*", metavar="name", help=", ".join(recipe.name for recipe in RECIPES))
    names = parser.parse_args().names
    for recipe in RECIPES:
        if not names or recipe.name in names:
            train(recipe)


if __name__ == "__main__":
    main()
