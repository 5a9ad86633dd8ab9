"""The current digit: the drawing or a test image, with its label and the network's answer."""

from dataclasses import replace

import numpy as np
import pytest

from engine import Network, TrainingConfig, backprop
from engine.training.measurements import Measurements
from engine.training.run import TrainingRun
from engine.training.status import State, Status
from tests.ui.messages import ONE, drawn
from ui.canvas.sketch import read
from ui.session import current, networks, pad, runs, store
from ui.session.resources import NamedNetwork
from ui.session.selection import FIRST, INDEX, LABEL, SOURCE, show_image
from ui.session.taught import Version


@pytest.fixture(autouse=True)
def session(monkeypatch):
    """A session of its own for each test."""
    monkeypatch.setattr(store.st, "session_state", {})


def digit():
    return current.digit(current.bundled("book"))


def test_a_test_image_has_the_label_that_it_really_has(mnist):
    INDEX.put(18)
    found = digit()
    assert (found.label, found.true, found.index) == (3, 3, 18)
    assert (found.x == mnist.test.images[:, [18]]).all()
    assert found.y.tolist() == np.eye(10)[:, [3]].tolist()


def test_the_first_digit_is_an_error_of_the_bundled_network_with_something_to_see():
    INDEX.put(FIRST)
    found, book = digit(), current.bundled("book")
    assert found.answer != found.label
    assert np.abs(backprop(book.network, found.x, found.y).delta[3]).max() > 0.1


def test_a_drawing_without_a_label_has_the_answer_as_its_label():
    pad.hear(read(drawn(ONE)["drawing"]))
    found = digit()
    assert (found.label, found.true, found.index, found.answer) == (1, None, None, 1)


@pytest.mark.parametrize(("own", "chosen", "label"), [(7, None, 7), (7, 2, 2), (None, 0, 0), (0, None, 0)])
def test_the_label_that_the_visitor_chose_comes_first_then_the_digit_s_own(own, chosen, label):
    pad.hear(read(drawn(ONE, label=own)["drawing"]))
    LABEL.put(chosen)
    assert (digit().label, digit().true) == (label, own)


def test_a_test_image_may_be_looked_at_while_there_is_a_drawing():
    pad.hear(read(drawn(ONE)["drawing"]))
    LABEL.put(4)
    show_image(0)
    assert (SOURCE.get(), digit().index, digit().label) == ("test", 0, 7)


def test_versions_of_a_taught_network_are_one_network_and_not_the_one_that_teaching_began_with():
    book = current.bundled("book")
    start, later = (
        current.Current(book.network, book.config, taught=Version(book.network, book.config, "book", how, 0))
        for how in ("start", "step")
    )
    assert current.identity(start) == current.identity(later)
    assert current.identity(start) != current.identity(book)


def taught(net):
    config = current.bundled("book").config
    return current.Current(net, config, taught=Version(net, config, "book", "step", 0))


def kept(net, name):
    """The current network after this one was fetched."""
    networks.adopt(NamedNetwork(net, TrainingConfig(sizes=net.sizes).to_dict(), name))
    return current.network()


def trained(small, name):
    """The current network while the visitor's run of this name is seen."""
    config = TrainingConfig(sizes=(6, 4, 3), epochs=1)
    run = TrainingRun(config, small)
    runs.RUN.put(name)
    return current.Current(run.network, config, Status.at_start(config, run.snapshot(), Measurements(), None))


SMALL, LARGE = Network.random((784, 5, 10), dtype=float), Network.random((784, 6, 10), dtype=float)


def test_networks_of_other_sizes_have_other_identities_wherever_they_come_from():
    assert current.identity(taught(SMALL)) != current.identity(taught(LARGE))
    assert current.identity(kept(SMALL, "mine")) != current.identity(kept(LARGE, "mine"))


def test_networks_from_elsewhere_have_the_identity_of_their_name():
    first, second = (current.identity(kept(SMALL, name)) for name in ("one", "two"))
    assert first != second
    assert current.identity(kept(SMALL.copy(), "one")) == first


def test_a_network_that_was_fetched_is_no_other_one_while_the_book_s_is_seen():
    before = current.identity(current.bundled("book"))
    kept(SMALL, "mine")
    networks.NETWORK.put("book")
    assert current.identity(current.network()) == before


def test_each_run_has_an_identity_and_its_moments_share_it(small):
    first = current.identity(trained(small, "one"))
    assert current.identity(trained(small, "one")) == first
    assert current.identity(trained(small, "two")) != first


def test_a_moment_shortly_before_the_end_is_not_told_as_the_end(small):
    before, end = (
        replace(trained(small, "run").status.snapshot, mini_batch=i, mini_batches_per_epoch=5000) for i in (4998, 5000)
    )
    status = replace(trained(small, "run").status, state=State.FINISHED, snapshot=end, history=(before, end))
    assert current.position(status) == "1"
    runs.MOMENT.put(before.epochs)
    assert current.position(status) == "0.9996"
