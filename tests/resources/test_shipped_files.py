"""Fonts, icons and the desktop file are there, are what they claim to be, and come with their licences."""

import configparser
import hashlib
import struct
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from editor_app import paths

ICONS = sorted(paths.shipped("resources", "icons").glob("*.svg"))
FONTS = paths.shipped("resources", "fonts", "source-serif-4")
# The font's name is reserved: only files exactly as published may be shipped under it.
PUBLISHED = {
    "SourceSerif4-It.ttf": "9d2950a8f1da66e21502c35d646a1d2148e79f9ea43fd2158cf02f5232e7f430",
    "SourceSerif4-Regular.ttf": "e5a4ee6a3d87bb9024796be390c6771e2a0eb1883dae25effaf57ca01668e24b",
    "SourceSerif4-Semibold.ttf": "36db62940cb5728b12b1802476dc7fcf4c6c519a7bdd476ba23a4e555fc4655f",
    "SourceSerif4-SemiboldIt.ttf": "d6a0a4317102a255a55850640332ba3acc7c872606a555516b4ecdb66f3c9899",
}
NAMED_IN_THE_DESIGN = """
check x pencil flag search command keyboard book chart-bar file-export file-import files folder-open database
archive chevron-down chevron-right arrow-back-up player-skip-forward circle circle-check circle-x circle-dot
circle-dashed point history menu-2 settings quote text-size alert-triangle info-circle help-circle cloud-off
clock copy list-check device-floppy git-compare adjustments-horizontal filter note eye arrow-up arrow-down
layout-sidebar link moon sun app
"""


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_font_is_as_published(name: str) -> None:
    data = (FONTS / name).read_bytes()
    assert struct.unpack(">I", data[:4])[0] == 0x00010000
    assert hashlib.sha256(data).hexdigest() == PUBLISHED[name]


def test_no_other_font_is_shipped() -> None:
    assert {font.name for font in FONTS.glob("*.ttf")} == set(PUBLISHED)


@pytest.mark.parametrize("name", NAMED_IN_THE_DESIGN.split())
def test_an_icon_of_the_window_is_there(name: str) -> None:
    assert name in {icon.stem for icon in ICONS}


@pytest.mark.parametrize("icon", [icon for icon in ICONS if icon.stem != "app"], ids=lambda icon: icon.stem)
def test_an_icon_takes_its_colour_from_the_theme(icon: Path) -> None:
    root = ET.fromstring(icon.read_text(encoding="utf-8"))
    assert root.get("viewBox") == "0 0 24 24"
    assert (root.get("stroke"), root.get("fill")) == ("currentColor", "none")
    colours = {part.get(name) for part in root.iter() for name in ("fill", "stroke")}
    assert colours <= {None, "none", "currentColor"}


def test_the_desktop_file_starts_the_window() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(paths.shipped("resources", "desktop", "editor-app.desktop"), encoding="utf-8")
    section = entry["Desktop Entry"]
    assert (section["Name"], section["Exec"], section["Type"]) == ("Review Desk", "editor-app", "Application")
