"""A desk with four documents in it, and an editor at it."""

import pytest

from tests.desk.sample import WIRES, add, open_sample


@pytest.fixture
def desk(tmp_path):
    """An open desk with an editor and the sample documents."""
    with open_sample(tmp_path / "review.desk") as opened:
        yield opened


@pytest.fixture
def ids(desk):
    """The ids of the sample documents by name."""
    return add(desk, WIRES)
