"""What a page sees of the visitor's runs."""

import pytest

from engine import TrainingConfig
from engine.training.live import State
from engine.training.server import RunRegistry
from ui.session import resources, runs, store

CONFIG = TrainingConfig(sizes=(6, 4, 3), epochs=2)


@pytest.fixture(autouse=True)
def registry(monkeypatch):
    """A server and a session of its own for each test."""
    registry = RunRegistry(most=9)
    monkeypatch.setattr(store.st, "session_state", {})
    monkeypatch.setattr(resources, "runs", lambda: registry)
    return registry


def test_before_a_start_there_is_nothing_to_see():
    assert runs.observe() == {}
    runs.RUN.put("of another server")
    assert runs.observe() == {}


def test_a_run_and_its_twin_are_seen_by_their_sides_as_they_are_at_that_moment(registry, small):
    run, twin = (registry.launch(CONFIG, small) for _ in range(2))
    runs.RUN.put(run.id)
    runs.TWIN.put(twin.id)
    run.join(20)
    twin.join(20)
    seen = runs.observe()
    assert [(side, each.id) for side, each in seen.items()] == [("a", run.id), ("b", twin.id)]
    assert all(each.ended and each.status.state == State.FINISHED for each in seen.values())
    assert seen["a"].status is run.poll()
