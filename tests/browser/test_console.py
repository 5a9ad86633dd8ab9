"""Time travel, twins, the shelf, findings, other layers, files."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def finished(visitor):
    """A visitor of Train whose short run has ended."""
    visitor.open("/train?hidden=20&epochs=3")
    visitor.button("Start").click()
    visitor.expect_finished()
    expect(visitor.page.get_by_test_id("stMain").get_by_role("slider").first).to_be_visible()
    visitor.page.wait_for_timeout(500)  # nobody is faster
    return visitor


def weights(visitor):
    return visitor.page.locator(".maps canvas").last.evaluate("canvas => canvas.toDataURL()")


def test_one_goes_back_in_time_and_every_page_goes_along(finished):
    now = weights(finished)
    finished.button("Back").click()
    expect(finished.status()).to_contain_text("looking at epoch 2")
    assert weights(finished) != now
    finished.go("Draw")
    expect(finished.page.get_by_text(re.compile(r"Your run, 784-20-10, after 2(\.\d+)? epochs")).first).to_be_visible()
    finished.go("Train")
    finished.button("Now").click()
    expect(finished.status()).not_to_contain_text("looking at")
    assert weights(finished) == now


def test_back_pauses_a_run_and_the_keys_step(visitor):
    visitor.open("/train?epochs=1000")
    visitor.button("Start").click()
    visitor.watch(lambda: visitor.accuracy() > 80)
    visitor.page.keyboard.press("ArrowLeft")
    expect(visitor.status()).to_contain_text("Paused")
    expect(visitor.status()).to_contain_text("looking at epoch")
    visitor.page.wait_for_timeout(500)  # nobody is faster
    visitor.page.keyboard.press("Space")
    expect(visitor.status()).to_contain_text("Running")
    expect(visitor.status()).not_to_contain_text("looking at")
    visitor.button("Stop").click()


def test_continue_from_here_is_a_run_with_other_layers_that_knows_what_it_knew(finished):
    neurons = finished.page.get_by_role("spinbutton", name="Neurons, l = 2")
    neurons.fill("40")
    neurons.press("Enter")
    expect(finished.page.get_by_text("other than those of the run")).to_be_visible()
    finished.button("Continue from here").click()
    finished.expect_finished(6)
    assert finished.accuracy() > 88
    finished.go("Draw")
    expect(finished.page.get_by_text("Your run, 784-40-10").first).to_be_visible()


def test_a_layer_may_be_added_and_every_view_goes_on(finished):
    finished.page.get_by_role("button", name="One hidden layer more").click()
    expect(finished.page.get_by_role("spinbutton", name="Neurons, l = 3")).to_be_visible()
    finished.button("Continue from here").click()
    finished.expect_finished(6)
    for view in ("Weights", "Digits", "The network", "Inside", "Mistakes", "Epochs", "Shelf", "Take away"):
        finished.pick(view)
    finished.go("Errors")
    expect(finished.page.get_by_role("heading", name="Why is learning slow?")).to_be_visible()
    expect(finished.page.get_by_test_id("stException")).to_have_count(0)


def test_twins_run_on_one_clock_and_their_difference_is_their_name(visitor):
    visitor.open("/train?hidden=20&epochs=2&b_eta=0.3")
    visitor.button("Start").click()
    expect(visitor.page.get_by_text("The twin differs in")).to_contain_text("0.3")
    visitor.expect_finished()
    expect(visitor.page).to_have_url(re.compile(r"twin="))
    visitor.page.reload()
    visitor.expect_finished()


def test_the_shelf_keeps_runs_and_gives_their_networks_back(finished):
    neurons = finished.page.get_by_role("spinbutton", name="Neurons, l = 2")
    neurons.fill("15")
    neurons.press("Enter")
    expect(finished.page.get_by_text("other than those of the run")).to_be_visible()
    finished.button("Start").click()
    expect(finished.page.get_by_text("other than those of the run")).to_have_count(0)
    finished.expect_finished()
    finished.pick("Shelf")
    rows = finished.page.get_by_role("checkbox", name=re.compile("Curve of"))
    expect(rows).to_have_count(2)
    finished.page.get_by_test_id("stMain").get_by_role("button", name="Fetch").last.click()
    expect(finished.page.get_by_role("radio", name="Kept")).to_be_checked()
    finished.go("Draw")
    expect(finished.page.get_by_text("784-20-10, from the shelf").first).to_be_visible()
    finished.go("Train")
    finished.page.get_by_role("button", name="Delete").last.click()
    expect(rows).to_have_count(1)


def test_saturated_outputs_are_found_and_the_remedy_is_one_click(visitor):
    visitor.open("/train?hidden=100&epochs=1&seed=1")
    visitor.button("Start").click()
    visitor.expect_finished()
    expect(visitor.page.get_by_text("Saturated output neurons.")).to_be_visible()
    visitor.page.get_by_role("button", name=re.compile("Start again with")).first.click()
    visitor.watch(lambda: visitor.accuracy() > 90, seconds=30)
    expect(visitor.page.get_by_text("Saturated output neurons.")).to_have_count(0)


def test_a_cell_of_the_mistakes_shows_its_digits_and_one_becomes_the_current_digit(finished):
    finished.pick("Mistakes")
    table = finished.page.get_by_role("application", name="Table of mistakes")
    box = table.bounding_box()
    cell = (box["width"] - 30) / 11  # behind the numbers of the rows; the last column has the shares
    table.click(position={"x": 30 + 9.5 * cell, "y": 16 + 0.45 * (box["height"] - 16)})  # 4 read as 9
    expect(finished.page.get_by_text("The digits 4 that are read as 9")).to_be_visible()
    digits = finished.page.get_by_role("application", name="The digits 4 that are read as 9")
    digits.click(position={"x": 20, "y": 20})
    expect(finished.page.get_by_text(re.compile(r"Test image \d+ is a 4, read as 9"))).to_be_visible()


def test_a_network_goes_out_as_a_file_and_comes_back_with_the_same_answers(finished, tmp_path):
    finished.pick("Take away")
    with finished.page.expect_download() as download:
        finished.button(r"Network \(.npz\)").click()
    file = tmp_path / "network.npz"
    download.value.save_as(file)
    finished.open_settings()
    finished.page.get_by_text("Start from a file").click()
    finished.page.get_by_test_id("stMain").locator("input[type=file]").set_input_files(file)
    expect(finished.page.get_by_text("network.npz is the current network")).to_be_visible()
    expect(finished.page.get_by_role("switch", name="Start with network.npz")).to_be_checked()
    finished.go("Errors")
    expect(finished.page.get_by_text("network.npz, 784-20-10").first).to_be_visible()


def test_a_file_that_is_no_network_is_answered_with_a_sentence(visitor):
    visitor.open("/errors")
    visitor.button("Load a network").click()
    file = {"name": "network.npz", "mimeType": "application/octet-stream", "buffer": b"PK\x03\x04nonsense"}
    visitor.page.locator("input[type=file]").set_input_files(file)
    expect(visitor.page.get_by_text("This file was not taken")).to_be_visible()


def test_a_run_stops_by_itself_and_says_why(visitor):
    visitor.open("/train?target=85&epochs=100")
    visitor.button("Start").click()
    expect(visitor.status()).to_contain_text("the accuracy is reached")
    assert visitor.position()[0] < 100
