"""What ships with the program is found as a plug-in is."""

import os
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from editor_app.desk.export_choice import kind_of
from editor_app.domain.problems import Problem
from editor_app.formats import registry
from editor_app.formats.caps import Caps
from editor_app.formats.outgoing import kinds
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


class Unfinished:
    """A format somebody else began to write: it fails when it is made."""

    def __init__(self):
        raise RuntimeError("no network")


@pytest.fixture
def with_broken_formats(monkeypatch):
    """Install formats of others that cannot be used, beside those that ship."""
    entries = [
        EntryPoint("export.gone", "a_package_that_is_gone:Gone", registry.GROUP),
        EntryPoint("export.unfinished", f"{__name__}:Unfinished", registry.GROUP),
        EntryPoint("export.nothing", "builtins:dict", registry.GROUP),
        EntryPoint("source.gone", "a_package_that_is_gone:Gone", registry.GROUP),
    ]
    monkeypatch.setattr(registry, "entry_points", lambda group: entries)
    for found in (registry.load, registry.names, registry.broken):
        found.cache_clear()
    yield
    for found in (registry.load, registry.names, registry.broken):
        found.cache_clear()


@pytest.mark.usefixtures("with_broken_formats")
def test_a_format_of_others_that_fails_takes_nothing_from_those_that_work(tmp_path):
    shipped = [name.removeprefix("export.") for name in registry.BUILT_IN if name.startswith("export.")]
    assert sorted(kind.name for kind in kinds.kinds()) == sorted(shipped)
    (tmp_path / "a.txt").write_text("A text.")
    assert [item.data for item in open_source(tmp_path, Caps()).items()] == [b"A text."]


@pytest.mark.usefixtures("with_broken_formats")
@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("gone", "ModuleNotFoundError: No module named 'a_package_that_is_gone'"),
        ("unfinished", "RuntimeError: no network"),
        ("nothing", "AttributeError: 'dict' object has no attribute 'order'"),
    ],
)
def test_asking_for_it_says_that_it_comes_from_elsewhere_and_why_it_fails(name, cause):
    with pytest.raises(Problem) as refused:
        kind_of(name)
    assert (refused.value.code, refused.value.fields["cause"]) == ("format_broken", cause)


@pytest.mark.usefixtures("with_broken_formats")
def test_all_that_cannot_be_loaded_are_told_of_together():
    assert [name for name, cause in kinds.broken() if cause] == ["gone", "unfinished", "nothing"]


def test_a_fault_in_what_ships_is_not_passed_over(monkeypatch):
    monkeypatch.setitem(registry.BUILT_IN, "export.csv", f"{__name__}:Unfinished")
    monkeypatch.setattr(registry, "entry_points", lambda group: [])
    registry.load.cache_clear()
    with pytest.raises(RuntimeError):
        registry.load(registry.EXPORTS)
    registry.load.cache_clear()
