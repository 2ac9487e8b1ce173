"""A program with a desk that holds the sample documents."""

import pytest

from tests.cli.calling import Program
from tests.desk.sample import WIRES, add, open_sample


@pytest.fixture
def program(tmp_path, capsys):
    """The program on a desk that is not there yet."""
    return Program(tmp_path / "review.desk", capsys)


@pytest.fixture
def ids(program):
    """The ids of the sample documents by name; the desk is there from now on."""
    with open_sample(program.desk, name=None) as desk:
        return add(desk, WIRES)
