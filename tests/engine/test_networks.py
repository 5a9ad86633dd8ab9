"""The networks that come with Deltascope: what their files say is what they do."""

import pytest

from engine import TrainingConfig, load_network
from engine.training.recipes import RECIPES
from tests.engine import strokes

BY_NAME = {recipe.name: recipe for recipe in RECIPES}
READERS = [recipe for recipe in RECIPES if recipe.name != "doubt"]


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.name)
def test_a_file_says_how_it_was_trained_and_how_well_it_reads(recipe, mnist):
    net, config = load_network(recipe.file)
    assert net.sizes == recipe.config.sizes
    assert TrainingConfig.from_dict(config) == recipe.config
    assert net.evaluate(mnist.test) == round(10_000 * config["test_accuracy"])
    assert recipe.file.stat().st_size < 2**20


def test_the_ladder_rises(mnist):
    right = [load_network(recipe.file)[1]["test_accuracy"] for recipe in READERS]
    assert right == sorted(right)
    assert right[-1] >= 0.985


@pytest.mark.parametrize("hand", strokes.HANDS)
def test_the_good_reader_reads_other_hands_and_better_than_the_book_s(hand):
    x, labels = strokes.many(strokes.HANDS[hand], 30, 5)
    good, book = (
        (load_network(BY_NAME[name].file)[0].feedforward(x).argmax(axis=0) == labels).mean()
        for name in ("reader", "book")
    )
    assert good >= 0.95
    assert good > book


def test_eta_falls_by_the_same_factor_each_epoch():
    recipe = BY_NAME["reader"]
    etas = [recipe.eta(epoch) for epoch in range(recipe.config.epochs)]
    assert etas[0] == recipe.config.eta
    assert etas[-1] == pytest.approx(recipe.last_eta)
    assert etas[1] / etas[0] == pytest.approx(etas[30] / etas[29])
    assert {BY_NAME["book"].eta(epoch) for epoch in (0, 29)} == {3.0}
