"""Plots in a browser: where lines lie, what the pointer and the keyboard show, and newer data from the server."""

import math

import pytest
from playwright.sync_api import expect

from ui.canvas.plot import Axis, Line, Mark, Panel, Plot, Progress
from ui.canvas.wire import pack

X = Axis(0, 4, [(0, "0"), (2, "2"), (4, "4")], "epochs")
PER_CENT = Axis(0, 100, [(0, "0"), (100, "100")], "read right, %")
COST = Axis(0.01, 10, [(0.01, "0.01"), (1, "1")], "cost C", log=True)


def plot(y=(0, 50, 100), **options):
    lines = [Line("training", [0, 2, 4], y), Line("test", [2, 4], [40, 60], points=True)]
    panels = [
        Panel("read right, %", 150, PER_CENT, lines, [Mark(2, "η = 2")], " %"),
        Panel("cost C", 96, COST, [Line("training", [4], [0.1])]),
    ]
    given = {"alt": "curves", "title": "Read right: 50 %", "x": X, "panels": panels, "names": ["training", "test"]}
    return Plot(**{**given, **options})


@pytest.fixture
def shown(scripts):
    scripts.mount("plot")
    scripts.update(plot().encode())
    return scripts


def test_a_value_lies_between_the_ends_of_its_axis_and_nowhere_if_it_has_no_logarithm(scripts):
    places = "({scale}, axis, values) => values.map(scale(axis, 100, 300)).map((place) => place || null)"
    linear, powers = {"low": 0, "high": 4, "log": False}, {"low": 0.01, "high": 100, "log": True}
    assert scripts.call("plot/scales.js", places, linear, [0, 1, 4, 6, math.nan]) == [100, 150, 300, 400, None]
    found = scripts.call("plot/scales.js", places, powers, [0.01, 1, 100, 0, -1])
    assert found == pytest.approx([100, 200, 300, None, None])


def test_panels_lie_below_each_other_with_room_for_what_is_written(scripts):
    arrange = "({arrange}, heights, width) => arrange(heights.map((height) => ({height})), width)"
    found = scripts.call("plot/scales.js", arrange, [150, 96], 500)
    first, second = found["boxes"]
    assert (first["bottom"] - first["top"], second["bottom"] - second["top"]) == (150, 96)
    assert 0 < first["top"] < first["bottom"] < second["top"] < second["bottom"] < found["height"]
    assert 0 < first["left"] < first["right"] < 500


def test_the_pointer_shows_the_values_of_all_lines_at_the_nearest_point(shown):
    box = shown.page.locator("canvas").bounding_box()
    shown.page.mouse.move(box["x"] + box["width"] - 20, box["y"] + 60)
    tip = shown.page.locator("output.tip")
    expect(tip.locator("span")).to_have_text(
        ["epochs 4", "read right, %", "training: 100.0 %", "test: 60.00 %", "cost C", "training: 0.1000"]
    )
    shown.page.mouse.move(box["x"] + 50, box["y"] + 60)
    expect(tip.locator("span")).to_have_text(["epochs 0", "read right, %", "training: 0 %"])
    inside = tip.bounding_box()
    assert inside["x"] + inside["width"] <= box["x"] + box["width"]
    shown.page.mouse.move(5, 5)
    expect(tip).to_be_hidden()


def test_a_tip_where_the_pointer_rests_follows_the_curves(shown):
    box = shown.page.locator("canvas").bounding_box()
    shown.page.mouse.move(box["x"] + box["width"] - 20, box["y"] + 60)
    tip = shown.page.locator("output.tip span")
    expect(tip.first).to_have_text("epochs 4")
    lines = [Line("training", [0, 2, 4, 6], [0, 50, 90, 95])]
    longer = Axis(0, 6, [(0, "0"), (6, "6")], "epochs")
    shown.update(plot(x=longer, panels=[Panel("read right, %", 150, PER_CENT, lines)]).encode())
    expect(tip).to_have_text(["epochs 6", "read right, %", "training: 95.00"])


def test_a_line_without_a_point_just_there_tells_its_nearest_if_that_is_close(scripts):
    lines = [Line("training", [0, 1.99, 4], [10, 20, 30]), Line("test", [2], [25]), Line("far", [1], [5])]
    scripts.mount("plot")
    scripts.update(
        plot(panels=[Panel("read right, %", 150, PER_CENT, lines)], names=["training", "test", "far"]).encode()
    )
    box = scripts.page.locator("canvas").bounding_box()
    scripts.page.mouse.move(box["x"] + 46 + (box["width"] - 60) / 2, box["y"] + 60)
    told = scripts.page.locator("output.tip span")
    expect(told).to_have_text(["epochs 2", "read right, %", "training: 20.00", "test: 25.00"])


def test_arrows_go_from_point_to_point(shown):
    shown.page.locator("canvas").focus()
    first = shown.page.locator("output.tip span").first
    for key, text in (("ArrowLeft", "epochs 4"), ("ArrowLeft", "epochs 2"), ("ArrowRight", "epochs 4")):
        shown.page.keyboard.press(key)
        expect(first).to_have_text(text)
    shown.page.keyboard.press("ArrowRight")
    expect(first).to_have_text("epochs 4")


def test_a_name_in_the_legend_hides_its_lines_and_shows_them_again(shown):
    button = shown.page.get_by_role("button", name="test")
    box = shown.page.locator("canvas").bounding_box()
    tip = shown.page.locator("output.tip")
    for pressed, there in (("false", 0), ("true", 1)):
        button.click()
        expect(button).to_have_attribute("aria-pressed", pressed)
        shown.page.mouse.move(box["x"] + box["width"] - 20, box["y"] + 60)
        expect(tip.get_by_text("training: 100.0 %")).to_be_visible()
        expect(tip.get_by_text("test: 60.00 %")).to_have_count(there)


def test_the_line_is_where_its_values_are(scripts):
    """The highest ink of the primary line at the left end of the panel goes up with the value there."""
    heights = []
    for y in (20, 80):
        scripts.mount("plot")
        scripts.page.evaluate("""() => document.body.firstElementChild.style.setProperty(
            "--st-chart-categorical-colors", "#ff0000,#00ff00")""")
        panel = Panel("read right, %", 150, PER_CENT, [Line("training", [0, 4], [y, y])])
        scripts.update(plot(panels=[panel], names=["training"]).encode())
        heights.append(
            scripts.page.locator("canvas").evaluate(
                """(canvas) => {
                  const {data, width} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
                  for (let i = 0; i < data.length; i += 4)
                    if (data[i] > 200 && data[i + 1] < 60 && data[i + 3] > 200) return Math.floor(i / 4 / width);
                }"""
            )
        )
    assert heights[0] - heights[1] == pytest.approx(0.6 * 150, abs=2)


def test_a_voice_hears_another_state_at_once_and_of_progress_only_now_and_then(shown):
    said = shown.page.locator(".said")
    for share, state, expected in (
        (0.25, "Running", "Running. now"),
        (0.35, "Running", "Running. now"),
        (0.36, "Paused", "Paused. now"),
    ):
        shown.update(plot(progress=Progress(share, state, "now")).encode())
        assert said.inner_text() == expected
    shown.page.wait_for_timeout(3100)
    for share, expected in ((0.39, "Paused. now"), (0.42, "42 %"), (0.55, "42 %")):
        shown.update(plot(progress=Progress(share, "Paused", "now")).encode())
        assert said.inner_text() == expected


def test_progress_is_told_to_eyes_and_to_machines(shown):
    bar = shown.page.get_by_role("progressbar")
    expect(bar).to_be_hidden()
    shown.update(plot(progress=Progress(0.25, "Running", "epoch 1 of 4")).encode())
    expect(bar).to_have_attribute("aria-valuenow", "25")
    expect(bar).to_have_attribute("aria-valuetext", "Running epoch 1 of 4")
    expect(shown.page.locator(".text")).to_have_text("Running epoch 1 of 4")


# --- newer data, which the component asks for by itself ---


class Server:
    """Answers at live/<token> with what it has; counts how often it was asked."""

    def __init__(self, page):
        self.data, self.again, self.asked = b"", "0.02", 0
        page.route("**/live/*", self._answer)

    def _answer(self, route):
        self.asked += 1
        if self.again:
            route.fulfill(body=self.data, headers={"x-again": self.again})
        else:
            route.fulfill(status=204)


@pytest.fixture
def server(scripts):
    server = Server(scripts.page)
    yield server
    scripts.page.unroute("**/live/*")


def test_it_asks_the_server_again_and_again_and_shows_what_comes(scripts, server):
    server.data = plot(title="newer").encode()
    scripts.mount("plot")
    scripts.update(plot(title="first").encode("live/a"))
    title = scripts.page.locator(".title")
    expect(title).to_have_text("newer")
    server.data = plot(title="newest").encode()
    expect(title).to_have_text("newest")
    scripts.update(plot(title="first").encode("live/a"))  # as when the theme changes
    assert title.inner_text() == "newest"
    scripts.update(plot(title="drawn anew").encode())
    scripts.page.wait_for_timeout(100)
    before = server.asked
    scripts.page.wait_for_timeout(300)
    assert server.asked == before
    assert title.inner_text() == "drawn anew"


def test_it_leaves_the_server_in_peace_where_that_has_nothing(scripts, server):
    server.again = ""
    scripts.mount("plot")
    scripts.update(plot(title="first").encode("live/b"))
    scripts.page.wait_for_timeout(800)
    assert server.asked == 1
    expect(scripts.page.locator(".title")).to_have_text("first")


def test_a_notice_tells_that_something_is_stale_once_until_it_is_drawn_anew(scripts, server):
    scripts.mount("notice")
    scripts.sent()
    scripts.update("live/c")
    scripts.page.wait_for_timeout(400)
    assert server.asked > 1
    assert scripts.sent() == []
    server.data = b"1"
    scripts.page.wait_for_timeout(400)
    assert [name for name, _ in scripts.sent()] == ["stale"]
    scripts.update("live/d")
    scripts.page.wait_for_timeout(400)
    assert [name for name, _ in scripts.sent()] == ["stale"]


def test_a_notice_tells_that_the_server_has_forgotten_it(scripts, server):
    server.again = ""
    scripts.mount("notice")
    scripts.sent()
    scripts.update("live/e")
    scripts.page.wait_for_timeout(500)
    assert [name for name, _ in scripts.sent()] == ["gone"]


def test_what_is_packed_is_unpacked(scripts):
    data = list(pack({"ä": [1, None]}, [[1.5, math.nan], [[2], [-3]]]))
    unpacked = """({unpack}, bytes) => { const {header, values} = unpack(new Uint8Array(bytes));
      return [header, [...values].map((value) => Number.isNaN(value) ? null : value)]; }"""
    assert scripts.call("shared/bytes.js", unpacked, data) == [{"ä": [1, None]}, [1.5, None, 2, -3]]


def test_it_asks_again_after_an_answer_that_is_none(scripts, server):
    scripts.mount("plot")
    scripts.page.clock.install()
    scripts.page.unroute("**/live/*")
    scripts.page.route("**/live/*", lambda route: route.abort())
    scripts.update(plot(title="first").encode("live/f"))
    scripts.page.clock.run_for(1000)
    scripts.page.unroute("**/live/*")
    server.data = plot(title="newer").encode()
    scripts.page.route("**/live/*", server._answer)
    scripts.page.clock.run_for(6000)
    expect(scripts.page.locator(".title")).to_have_text("newer")
    scripts.page.clock.resume()


def test_lines_are_told_apart_without_colour(scripts):
    names = [f"l = {l}" for l in range(2, 10)]
    lines = [Line(name, [0, 4], [10, 20]) for name in names] + [Line("test", [0, 4], [10, 20], points=True)]
    scripts.mount("plot")
    scripts.update(plot(panels=[Panel("read right, %", 150, PER_CENT, lines)], names=[*names, "test"]).encode())
    shown = scripts.page.locator(".legend svg").evaluate_all(
        """(samples) => samples.map((svg) => {
          const {strokeDasharray} = svg.style;
          return [strokeDasharray, svg.querySelector("circle").style.visibility].join();
        })"""
    )
    assert len(set(shown)) == len(shown) == 9
