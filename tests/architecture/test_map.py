"""The map of the code leads somewhere: every file and folder it names is there."""

import re

import pytest

from tests.architecture.tree import PACKAGE, ROOT

MAP = (PACKAGE / "README.md").read_text("utf-8")
NAMED = sorted(set(re.findall(r"`([\w.]+(?:/[\w.]*)+)`", MAP)))


def test_the_map_names_files_and_folders():
    assert len(NAMED) > 20


@pytest.mark.parametrize("name", NAMED)
def test_what_the_map_names_is_there(name):
    assert (PACKAGE / name).exists() or (ROOT / name).exists()
