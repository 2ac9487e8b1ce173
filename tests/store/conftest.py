"""An open store of its own for each test."""

import pytest

from editor_app.store.opening import open_store
from tests.store.pieces import address_of


@pytest.fixture
def place(tmp_path):
    """Where the desk of a test lies."""
    return tmp_path / "a desk?100%#" / "review.desk"


@pytest.fixture
def store(place):
    with open_store(address_of(place)) as opened:
        yield opened
