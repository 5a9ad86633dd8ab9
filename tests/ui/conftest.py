"""What the tests of the pages share."""

import pytest

from ui.session.selection import INDEX


@pytest.fixture(autouse=True)
def first_test_image():
    """The numbers in these tests are those of test image 0, which the bundled network reads right."""
    before = INDEX.default
    object.__setattr__(INDEX, "default", 0)
    yield
    object.__setattr__(INDEX, "default", before)
