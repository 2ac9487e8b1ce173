"""What ships with the program is found as a plug-in is."""

import os
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from editor_app.formats import registry
from editor_app.formats.caps import Caps
from editor_app.formats.sources import Incoming, open_source

ROOT = Path(__file__).resolve().parents[2]


def test_what_ships_stands_in_the_project_file_too():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["entry-points"][registry.GROUP] == registry.BUILT_IN


@pytest.mark.parametrize("kind", registry.load(registry.SOURCES), ids=lambda kind: type(kind).__name__)
class TestEverySourceKind:
    """The contract of a source kind, held against each that is installed."""

    def test_it_recognises_without_changing_or_failing(self, kind, tmp_path):
        path = tmp_path / "a.txt"
        path.write_text("text")
        for place in (tmp_path, path):
            assert kind.recognises(place) in (True, False)
        assert path.read_text() == "text"

    def test_it_waits_for_no_pipe(self, kind, tmp_path):
        os.mkfifo(tmp_path / "pipe.zip")
        assert not kind.recognises(tmp_path / "pipe.zip")

    def test_it_has_its_place_in_the_order_of_asking(self, kind):
        assert isinstance(kind.order, int)


class Poems:
    """A kind of source that somebody else could have written."""

    order = 1

    def recognises(self, path):
        return path.suffix == ".poem"

    def open(self, path, caps):
        return self

    def items(self):
        yield Incoming("poem", b"roses")


def test_a_plug_in_is_asked_in_its_turn(tmp_path, monkeypatch):
    entry = EntryPoint("source.poems", f"{__name__}:Poems", registry.GROUP)
    monkeypatch.setattr(registry, "entry_points", lambda group: [entry] if group == registry.GROUP else [])
    registry.load.cache_clear()
    monkeypatch.setitem(registry.BUILT_IN, "source.poems", f"{__name__}:Poems")
    path = tmp_path / "a.poem"
    path.write_text("x")
    assert [item.data for item in open_source(path, Caps()).items()] == [b"roses"]
    registry.load.cache_clear()
