"""The labs: each with its experiment, as a visitor does it."""

import re

from playwright.sync_api import expect


def maps(visitor, key):
    """The canvases of a block of maps; ready when they have been drawn."""
    canvases = visitor.page.locator(f".st-key-{key} canvas, [class*='st-key-{key}'] canvas")
    expect(canvases.first).to_have_attribute("data-version", re.compile(r"\d+"))
    return canvases


def click(visitor, canvas, column, row=0, *, columns, rows=1):
    """Click a cell of a map whose cells are in so many columns and rows."""
    box = canvas.bounding_box()
    canvas.click(position={"x": (column + 0.5) * box["width"] / columns, "y": (row + 0.5) * box["height"] / rows})


def test_the_demon_moves_predicts_and_is_sent_where_it_gains_most(visitor):
    page = visitor.page
    visitor.open("/demon?digit=18")
    expect(page.get_by_text("The cost over Δz at neuron 3 of layer 3")).to_be_visible()
    click(visitor, maps(visitor, "demon_seats").nth(1), 8, columns=10)
    expect(page.get_by_text("The cost over Δz at neuron 8 of layer 3")).to_be_visible()
    expect(page).to_have_url(re.compile("neuron=3-8"))
    slider = page.get_by_role("slider", name="Δz, what the demon adds")
    before = page.get_by_text("actual ΔC").locator("xpath=..").inner_text()
    slider.press("ArrowRight")
    expect(page.get_by_text("actual ΔC").locator("xpath=..")).not_to_have_text(before)
    assert page.get_by_text("has the largest |δ|").count() == 0
    click(visitor, maps(visitor, "demon_guess").first, 3, columns=10)
    expect(page.get_by_text(re.compile("largest"))).not_to_have_count(0)
    expect(page.get_by_role("img", name=re.compile("Bars of δ"))).to_be_visible()


def test_the_race_runs_stops_and_ends_with_both_gradients(visitor):
    page = visitor.page
    visitor.open("/check?digit=18")
    page.get_by_role("radio", name="10,000 ×").click()
    visitor.button("Start").click()
    expect(page.get_by_text(re.compile(r"[\d,]+ of 47,720 forward passes"))).to_be_visible()
    page.locator(".st-key-race_stop button").click()  # Streamlit has a Stop of its own while a page is busy
    line = page.get_by_text(re.compile("of 47,720 forward passes"))
    expect(visitor.button("Resume")).to_be_visible()
    page.wait_for_timeout(400)  # for the slice that was under way
    stopped = line.inner_text()
    page.wait_for_timeout(600)
    assert line.inner_text() == stopped
    visitor.button("Resume").click()
    expect(page.get_by_text(re.compile("Measured here and now"))).to_be_visible(timeout=60_000)
    expect(page.get_by_role("figure", name=re.compile("Derivatives by finite differences"))).to_be_visible()
    page.get_by_role("radio", name=re.compile(r"w²\[")).first.click()
    expect(page).to_have_url(re.compile(r"neuron=2-\d+-\d+"))


def test_a_hidden_bug_is_found_by_what_disagrees(visitor):
    page = visitor.page
    visitor.open("/check?digit=18")
    visitor.button("Deal me a hidden bug").click()
    table = page.get_by_role("table", name=re.compile("Relative error of each part"))
    expect(table).to_be_visible()
    rows = [row.locator("td").all_inner_texts()[1:] for row in table.locator("tbody tr").all()]
    wrong = [[cell.startswith("✗") for cell in row] for row in rows]
    w, b = any(row[0] for row in wrong), any(row[1] for row in wrong)
    equation = ("BP1" if wrong[-1][0] else "BP2") if w and b else "BP4" if w else "BP3"
    page.locator(f".st-key-bug_{equation} button").click()
    expect(page.get_by_text(f"It was {equation}. Found so far: 1 of 1.")).to_be_visible()


def test_a_weight_is_chosen_and_its_paths_add_up(visitor):
    page = visitor.page
    visitor.open("/paths?digit=18&neuron=2-24-383")
    click(visitor, maps(visitor, "paths_incoming").first, 12, 6, columns=28, rows=28)
    expect(page).to_have_url(re.compile(f"neuron=2-24-{6 * 28 + 12}"))
    visitor.button("10").click()
    expect(page.get_by_text("There are 10")).to_be_visible()
    expect(page.locator(".st-key-paths_waterfall canvas")).to_be_visible()
    drawing = page.get_by_role("img", name=re.compile("Drawing of the 10 strongest paths"))
    expect(drawing.locator("polyline")).to_have_count(10)
    page.get_by_role("radio", name="24 → 8").click()
    expect(drawing.locator("polyline.chosen")).to_have_count(1)
    expect(page.locator(".katex").filter(has_text="a^{3}_{8}").first).to_be_attached()
