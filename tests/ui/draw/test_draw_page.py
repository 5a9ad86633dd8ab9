"""The page Draw without a browser: what it shows is what the engine computes."""

import base64
import json
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from engine import Diverged, Network, backprop, forward, to_mnist
from engine.digits import uncentred
from engine.sensitivity import input_gradient
from engine.training.teaching import descend
from tests.ui.app import opened, pad, say, unpack
from tests.ui.draw import pictures
from tests.ui.messages import ONE, drawn
from ui.canvas import sketch
from ui.draw import keys, photo, teaching
from ui.screen import pages
from ui.session import resources, taught
from ui.text.numbers import number
from ui.text.words import LANGUAGES, load


@pytest.fixture
def page():
    """The page with a drawing of a one that is meant to be a seven."""
    return draw(opened("draw", network="book"), label=7)


def draw(at, **about):
    return say(at, "draw_pad", drawn(ONE, **about))


def lesson(at, name):
    at.session_state["lesson"] = name
    at.run()
    assert not at.exception
    return at


def maps(at, key):
    """Header and values of the maps with a key, as the browser gets them."""
    data = next(
        element.proto.bytes
        for element in at.get("bidi_component")
        if element.proto.component_name == "maps" and f"-{key}" in element.proto.id
    )
    header, values = unpack(data)
    blocks, start = [], 0
    for block in header["blocks"]:
        shape = block["count"], block["rows"], block["cols"]
        blocks.append(values[start : start + np.prod(shape)].reshape(shape))
        start += np.prod(shape)
    return header, blocks


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", keys.LESSONS)
def test_every_lesson_opens_in_every_language_with_and_without_a_drawing(name, language):
    at = lesson(opened("draw", lang=language), name)
    lesson(draw(at, label=1), name)
    texts = " ".join(element.value for element in at.markdown)
    assert load(language, "draw")["lessons.empty"] not in texts


def test_the_steps_end_with_what_the_network_sees(page):
    ink = sketch.read(drawn(ONE)["drawing"]).ink
    _, blocks = maps(lesson(page, "see"), "see_steps")
    assert blocks[0][0] == pytest.approx(ink / 255)
    assert blocks[-1].reshape(784, 1) == pytest.approx(to_mnist(ink))
    net = resources.bundled("book").network
    for name, x in (("see_centred", to_mnist(ink)), ("see_drawn", uncentred(ink))):
        _, (seen, outputs) = maps(page, name)
        assert seen.reshape(784, 1) == pytest.approx(x)
        assert outputs.reshape(10, 1) == pytest.approx(net.feedforward(x.astype(float)), rel=1e-6)


def test_pixels_that_speak_are_the_derivative_of_z(page):
    net, x = resources.bundled("book").network, to_mnist(sketch.read(drawn(ONE)["drawing"]).ink).astype(float)
    _, layers = maps(lesson(page, "answer"), "answer_layers")
    header, pixels = maps(page, "answer_pixels")
    trace = backprop(net, x, np.eye(10)[:, [7]])
    assert layers[0].reshape(30, 1) == pytest.approx(trace.a[2], rel=1e-6)
    digits = [int(block["label"][-1]) for block in header["blocks"]]
    assert digits[0] == trace.a[3].argmax()
    assert 7 in digits
    for j, found in zip(digits, pixels, strict=True):
        exact = input_gradient(net, x, 3, j)
        assert found.reshape(784, 1) == pytest.approx(exact, rel=1e-6)
        k = int(np.abs(exact).argmax())
        step = 1e-5 * np.eye(784)[:, [k]]
        ends = [forward(net, x + sign * step).z[3][j, 0] for sign in (1, -1)]
        assert (ends[0] - ends[1]) / 2e-5 == pytest.approx(exact[k, 0], rel=1e-5)


def test_the_map_of_answers_shows_the_cell_that_is_picked(page):
    header, (margins, seen) = maps(lesson(page, "sure"), "map_turned")
    assert margins.shape == (1, 7, 9)
    assert len(header["blocks"][0]["texts"]) == 63
    page.session_state[keys.VARIATIONS["turned"].name] = 0
    header, (_, other) = maps(page.run(), "map_turned")
    assert header["blocks"][0]["selected"] == 0
    assert (other != seen).any()


def press(at, key):
    at.button(key=key).click().run()
    assert not at.exception
    return at


def said(at):
    return " ".join(element.value for element in [*at.markdown, *at.info, *at.error, *at.caption])


def test_a_step_is_that_of_the_engine_and_undo_takes_it_back(page):
    lesson(page, "teach")
    net, x = resources.bundled("book").network, to_mnist(sketch.read(drawn(ONE)["drawing"]).ink).astype(float)
    before = pad(page)["reply"]["a"]
    for count, key in ((1, "teach_step"), (10, "teach_steps")):
        step = descend(net, x, np.eye(10)[:, [7]], "quadratic", keys.TEACH_ETA.default, count)
        press(page, key)
        assert page.session_state["network"] == "taught"
        assert pad(page)["reply"]["a"] == pytest.approx(step.network.feedforward(x)[:, 0].tolist(), rel=1e-12)
        for value in (sum(step.predicted), step.actual):
            assert number(value) in said(page)
        net = step.network
    assert len(state_of(page)) == 3
    press(page, "teach_undo")
    press(page, "teach_undo")
    assert page.session_state["network"] == "book"
    assert pad(page)["reply"]["a"] == before
    assert page.button(key="teach_undo").disabled


def state_of(at):
    return at.session_state["taught"].versions


def test_the_book_s_network_stays_and_the_taught_one_goes_along(page):
    press(lesson(page, "teach"), "teach_mixed")
    assert state_of(page)[-1].network is not resources.bundled("book").network
    page.switch_page(pages.PAGES["draw"]).run()
    assert "Your taught network, 784-30-10" in page.sidebar.caption[0].value
    page.session_state["network"] = "book"
    assert pad(page.run())["reply"]["digit"] == 1


def test_training_on_says_what_it_cost_on_the_test_set(page):
    press(lesson(page, "teach"), "teach_mixed")
    before, after = (version.correct for version in state_of(page))
    words = load("en", "draw")
    assert f"it read {words.whole(before)} right before" in said(page)
    assert f"**{words.whole(after)}**" in said(page)


def test_a_learning_rate_that_is_too_large_is_a_sentence_and_changes_nothing(page, monkeypatch):
    def explode(*_, **__):
        raise Diverged

    monkeypatch.setattr(teaching, "descend", explode)
    press(lesson(page, "teach"), "teach_step")
    assert "beyond all numbers" in said(page)
    assert page.session_state["network"] == "book"
    assert not state_of(page)


def test_many_versions_take_bounded_memory():
    net = Network.random((784, 300, 300, 10), dtype=np.float64)
    versions = ()
    for correct in range(9):
        how = "step" if correct else "start"
        versions = taught.added(versions, taught.Version(net, None, "book", how, correct))
    assert sum(version.network.parameters.nbytes for version in versions) <= taught.MOST_BYTES
    assert (versions[0].how, versions[-1].correct) == ("start", 8)


def test_drawings_are_kept_shown_put_on_the_pad_and_deleted(page):
    lesson(page, "mine")
    press(page, "mine_keep")
    say(page, "draw_pad", drawn(((20, 20), (90, 20)), label=5, sequence=2))
    press(page.run(), "mine_keep")
    header, _ = maps(page, "mine_gallery")
    assert [block["label"] for block in header["blocks"]] == ["y = 5", "y = 7"]
    page.session_state[keys.CHOSEN_DRAWING.name] = 0
    press(page.run(), "mine_to_pad")
    assert pad(page)["reply"]["label"] == 7
    assert pad(page)["reply"]["digit"] == 1
    press(page, "mine_delete")
    assert [kept.label for kept in page.session_state["collection"]] == [5]


@pytest.mark.parametrize("raw", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", bytes(6 * 2**20)])
def test_a_picture_that_is_none_is_a_sentence(page, raw):
    say(page, "draw_pad", {"pasted": base64.b64encode(raw).decode()})
    assert not page.exception
    assert [error.value for error in page.error] == [refusal(raw)]


def refusal(raw):
    """The sentence about a picture that is refused."""
    with pytest.raises(photo.BadPicture) as refused:
        photo.read(raw)
    return load("en", "draw")(f"picture.{refused.value.reason}", **refused.value.values)


def test_a_picture_is_put_on_the_pad_until_the_pad_has_taken_it(page):
    stream = BytesIO()
    image = np.full((60, 60), 255, np.uint8)
    image[10:50, 28:32] = 0
    Image.fromarray(image).save(stream, "PNG")
    data = pad(say(page, "draw_pad", {"pasted": base64.b64encode(stream.getvalue()).decode()}))
    assert data["reply"]["digit"] == 1
    assert data["offer"]["label"] is None
    json.dumps(data, allow_nan=False)
    message = drawn(ONE, label=1, sequence=3)["drawing"] | {"taken": data["offer"]["id"]}
    assert pad(say(page, "draw_pad", {"drawing": message}))["offer"] is None


def pasted(at, raw):
    return say(at, "draw_pad", {"pasted": base64.b64encode(raw).decode()})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_picture_can_be_had_as_it_is_and_clean_again(language, mnist):
    words = load(language, "draw")
    raw = pictures.KINDS["snapshot"](pictures.smooth(mnist.test.images[:, 0]), np.random.default_rng(4))
    picture = photo.read(raw)
    at = pasted(opened("draw", lang=language), raw)
    assert len(at.get("image")) == 2
    for key in picture.notes:
        assert words[f"picture.{key}"] in said(at)
    assert pad(at)["offer"]["ink"] == sketch.code(picture.ink / 255)
    assert pad(press(at, "picture_plain"))["offer"]["ink"] == sketch.code(picture.plain / 255)
    assert words["picture.plain"] in said(at)
    assert pad(press(at, "picture_plain"))["offer"]["ink"] == sketch.code(picture.ink / 255)
    assert not at.warning


def test_a_doubtful_picture_is_said_to_be_one_and_a_bad_one_takes_the_last_away(page):
    doubt = load("en", "draw")["picture.doubtful"]
    at = pasted(page, pictures.file(np.rint(255 * pictures.cut(pictures.pen(3, width=12))).astype(np.uint8)))
    assert [warning.value for warning in at.warning] == [doubt]
    assert not press(at, "picture_plain").warning
    at = pasted(at, b"GIF89a")
    assert not at.get("image")
    assert not at.warning


def test_a_test_digit_can_be_traced_and_put_on_the_pad(mnist):
    at = opened("draw")
    press(at, "trace_next")
    index = at.session_state["trace"]
    assert mnist.test.labels[index] == 3
    assert pad(at)["trace"] is not None
    press(at, "trace_copy")
    assert pad(at)["trace"] is None
    assert pad(at)["reply"]["label"] == 3


def test_the_home_page_keeps_its_simple_pad():
    data = pad(opened("home"))
    assert not {"tools", "trace", "offer"} & set(data)


def test_of_several_digits_the_chosen_one_is_explained_and_kept(page):
    two = drawn(((20, 20), (20, 92)), ((70, 20), (95, 20)), ((95, 20), (75, 92)), label=1)
    two["drawing"] |= {"chosen": [50, 100]}
    lesson(say(page, "draw_pad", two), "mine")
    press(page, "mine_keep")
    (kept,) = page.session_state["collection"]
    chosen = sketch.read(two["drawing"]).digits[0]
    assert kept.label == 1
    assert kept.pixels == np.rint(255 * to_mnist(chosen)).astype(np.uint8).tobytes()
    lesson(page, "see")
    _, steps = maps(page, "see_steps")
    assert (steps[0][0] > 0).any(axis=0).sum() < 15


def test_a_picture_that_is_no_longer_on_the_pad_cannot_be_had_as_it_is(page):
    at = pasted(page, pictures.file(np.rint(255 * (1 - pictures.pen(3, width=12))).astype(np.uint8)))
    taken = {"taken": pad(at)["offer"]["id"]}
    at = say(at, "draw_pad", {"drawing": drawn(ONE, sequence=3)["drawing"] | taken | {"picture": True}})
    assert len(at.get("image")) == 2
    at = say(at, "draw_pad", {"drawing": drawn(ONE, sequence=4)["drawing"] | taken})
    assert not at.get("image")
    assert not at.info
