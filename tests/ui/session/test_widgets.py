"""What a widget says, whatever the browser sends."""

from ui.session import store, widgets


def test_a_choice_says_only_what_is_another_one_of_its_options(monkeypatch):
    """Of a widget that has given way, the browser sends the value that it was shown with once more."""
    state, drawn, said = {}, {}, []
    monkeypatch.setattr(store.st, "session_state", state)
    monkeypatch.setattr(
        widgets.st, "segmented_control", lambda *_, key, on_change, **__: drawn.update({key: on_change})
    )
    widgets.choose("label", 3, "y", range(10), str, said.append)
    ((key, hear),) = drawn.items()
    for sent in (3, None, 11, "7", 7):
        state[key] = sent
        hear()
    assert said == [7]
