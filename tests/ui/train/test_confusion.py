import numpy as np

from tests.ui.app import unpack
from ui.canvas.blocks import encode
from ui.text.words import load
from ui.train import confusion

WORDS = load("en", "train")


def counts():
    found = np.diag([9] * 10)
    found[4, 9], found[7, 2] = 3, 1500
    return found


def test_counts_are_written_as_whole_numbers_and_a_share_stands_in_the_row_of_its_digit():
    block = confusion.block(counts(), "now", WORDS)
    rows = np.reshape(block.texts, (10, 11))
    assert rows[4].tolist() == ["", "", "", "", "9", "", "", "", "", "3", "75.0"]
    tips = np.reshape(block.tips, (10, 11))
    assert tips[4, 9] == "4 read as 9: 3"
    assert tips[7, 2] == "7 read as 2: 1,500"
    assert tips[0, 1] == "0 read as 1: 0"
    assert tips[4, 10] == "4: 75.0% right, 3 wrong"


def test_only_mistakes_are_ink_and_the_right_answers_stand_apart():
    block = confusion.block(counts(), "now", WORDS)
    header, values = unpack(encode([block]))
    ink = values.reshape(10, 11)
    assert [tuple(place) for place in np.argwhere(ink)] == [(4, 9), (7, 2)]
    assert [divmod(cell, 11) for cell in header["blocks"][0]["apart"]] == [(digit, digit) for digit in range(10)]
    assert f"{90 / 1593:.2%} right" in block.label


def test_a_table_without_any_image_can_be_sent():
    assert encode([confusion.block(np.zeros((10, 10), int), "now", WORDS)])
