"""Everything the program needs when it runs is listed with its licence, in the words of its makers."""

import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from editor_app import paths

from .shipped_toml import read_toml

INDEX = read_toml("licences", "index.toml")
COMPONENTS = INDEX["components"]
NAMES = [component["name"] for component in COMPONENTS]
# The packages of Qt come without a licence text, so for them the notice is ours.
WITH_OWN_TEXT = [it for it in COMPONENTS if it["package"] and it["licence"] != "LGPL-3.0-only"]
ROOT = Path(__file__).resolve().parents[2]


def _resource(place: str) -> Path:
    return paths.shipped("resources", *place.split("/"))


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]


def _all_below(requirements: list[str]) -> set[str]:
    """Give the packages that are required, and what these require in their turn."""
    waiting, found = list(requirements), set()
    while waiting:
        requirement = Requirement(waiting.pop())
        name = canonicalize_name(requirement.name)
        if name in found or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        found.add(name)
        waiting += metadata.requires(name) or []
    return found


def _texts_of(package: str) -> set[str]:
    files = metadata.files(package) or []
    named = [file for file in files if ".dist-info" in str(file) and "LICEN" in file.name.upper()]
    return {Path(file.locate()).read_text(encoding="utf-8") for file in named}


def test_every_package_the_program_needs_is_listed() -> None:
    assert _listed(None) == _all_below(PROJECT["dependencies"])


@pytest.mark.parametrize("extra", EXTRAS)
def test_every_package_an_extra_brings_is_listed_as_of_that_extra(extra: str) -> None:
    assert _listed(extra) == _all_below(EXTRAS[extra]) - _listed(None)


def test_an_entry_of_an_extra_names_one_there_is() -> None:
    assert {component["extra"] for component in COMPONENTS if "extra" in component} == set(EXTRAS)


def _listed(extra: str | None) -> set[str]:
    components = [it for it in COMPONENTS if it["package"] and it.get("extra") == extra]
    return {canonicalize_name(component["package"]) for component in components}


@pytest.mark.parametrize("component", COMPONENTS, ids=NAMES)
def test_an_entry_is_whole_and_its_texts_are_shipped(component: dict[str, Any]) -> None:
    assert component["used_for"] and component["licence"] and component["home"].startswith("https://")
    assert all(_resource(place).stat().st_size > 0 for place in (component["file"], *component["also"]))
    assert (component["version_from"] == "metadata") == bool(component["package"])
    assert (component["version_from"] == "file") == ("version" in component)
    assert component["version_from"] in {"metadata", "file", "sqlite"}


@pytest.mark.parametrize("component", WITH_OWN_TEXT, ids=lambda component: component["name"])
def test_a_text_is_the_one_the_package_ships(component: dict[str, Any]) -> None:
    assert _resource(component["file"]).read_text(encoding="utf-8") in _texts_of(component["package"])


def test_the_licence_of_qt_comes_with_both_texts_it_refers_to() -> None:
    for component in COMPONENTS:
        if component["licence"] == "LGPL-3.0-only":
            texts = [_resource(place).read_text(encoding="utf-8") for place in component["also"]]
            heads = [text.partition("\n")[0].strip() for text in texts]
            assert heads == ["GNU LESSER GENERAL PUBLIC LICENSE", "GNU GENERAL PUBLIC LICENSE"]


def test_every_text_in_the_folder_is_listed() -> None:
    entries = [INDEX["application"], *COMPONENTS]
    listed = {place for entry in entries for place in (entry["file"], *entry["also"])}
    there = {f"licences/{file.name}" for file in paths.shipped("resources", "licences").glob("*.txt")}
    assert there == {place for place in listed if place.startswith("licences/")}


def test_the_programs_own_licence_is_the_one_of_the_project() -> None:
    own = _resource(INDEX["application"]["file"]).read_text(encoding="utf-8")
    assert own == (ROOT / "LICENSE").read_text(encoding="utf-8")
