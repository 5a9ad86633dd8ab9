"""What the tests of the pages share."""

import pytest

from ui.session import store


@pytest.fixture(autouse=True)
def first_test_image(monkeypatch):
    """The numbers in these tests are those of test image 0, which the bundled network reads right."""
    monkeypatch.setattr(store, "FIRST", 0)
    monkeypatch.setitem(store.DEFAULTS, store.INDEX, 0)
