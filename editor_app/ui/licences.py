"""What Review Desk is made of, and under which licences: read from the shipped index."""

import sqlite3
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import PurePosixPath
from typing import Any

from editor_app import __version__, paths
from editor_app.i18n import gettext


@dataclass(frozen=True, slots=True)
class LicenceText:
    """One text of a component: what it is called, and where it lies below resources."""

    title: str
    place: str

    def read(self) -> str:
        """Give the text as its makers ship it."""
        return paths.shipped("resources", *PurePosixPath(self.place).parts).read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Component:
    """A piece of software or data of others. `version` is empty where nobody can tell."""

    name: str
    used_for: str
    version: str
    licence: str
    home: str
    texts: tuple[LicenceText, ...]


def application() -> Component:
    """Give Review Desk itself."""
    return _read_component({"used_for": "", "home": "", **_index()["application"]}, __version__)


def components() -> tuple[Component, ...]:
    """Give the software and data of others that the program uses when it runs.

    What only an extra brings is among them where it is installed.
    """
    found = ((entry, _version(entry)) for entry in _index()["components"])
    return tuple(
        _read_component(entry, version) for entry, version in found if version or "extra" not in entry
    )


def _index() -> Mapping[str, Any]:
    return tomllib.loads(paths.shipped("resources", "licences", "index.toml").read_text(encoding="utf-8"))


def _read_component(entry: Mapping[str, Any], version: str) -> Component:
    places = [entry["file"], *entry["also"]]
    texts = tuple(LicenceText(_title(place, places[0]), place) for place in places)
    home = str(entry["home"])
    return Component(entry["name"], entry["used_for"], version, entry["licence"], home, texts)


def _title(place: str, first: str) -> str:
    """Name a text: the first is the licence, others are told by their file names."""
    if place == first:
        return gettext("Licence")
    stem, own = PurePosixPath(place).name.removesuffix(".txt"), PurePosixPath(first).stem
    return stem.removeprefix(f"{own}-").capitalize() if stem.startswith(own) else stem.replace("-", " ")


def _version(entry: Mapping[str, Any]) -> str:
    source = entry["version_from"]
    if source == "file":
        return str(entry["version"])
    if source == "sqlite":
        return sqlite3.sqlite_version
    try:
        return metadata.version(entry["package"])
    except metadata.PackageNotFoundError:
        return ""
