"""Where an export goes: a name of its own for each format, and what speaks against a place."""

import os
import re
import shutil
from pathlib import Path
from typing import Final

from PySide6.QtCore import QStandardPaths

from editor_app.i18n import gettext
from editor_app.ui.export_formats import ending
from editor_app.ui.places import shown_path

_UNSUITABLE: Final = re.compile(r"[^\w.-]+")
_SPARE: Final = 1_000_000
_MOST_TRIES: Final = 1000


def usual_folder() -> Path:
    """Give the folder of the person's documents, else their home."""
    named = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = Path(named) if named else Path.home()
    return folder if folder.is_dir() else Path.home()


def free_place(folder: Path, name: str, form: str) -> Path:
    """Give a place in a folder where nothing is yet, called after an archive."""
    return free_name(folder, name, ending(form))


def free_name(folder: Path, name: str, end: str) -> Path:
    """Give a place in a folder where nothing is yet, under a name made fit for files, with an ending."""
    stem = _UNSUITABLE.sub("-", name).strip("-.") or "archive"
    tries = (stem if number == 1 else f"{stem}-{number}" for number in range(1, _MOST_TRIES))
    places = (folder / f"{one}{end}" for one in tries)
    return next((place for place in places if not place.exists()), folder / f"{stem}{end}")


def with_ending(place: Path, before: str, after: str) -> Path:
    """Give a place with the ending of another format, where it had that of its own."""
    if not place.name.endswith(ending(before)):
        return place
    return place.with_name(place.name.removesuffix(ending(before)) + ending(after))


def read_place(text: str) -> Path:
    """Read what a person wrote: a tilde is their home, and so is the start of what is not absolute."""
    place = Path(text.strip()).expanduser()
    return place if place.is_absolute() else Path.home() / place


def objection(place: Path, octets: int) -> str:
    """Say what speaks against writing so much to a place, "" where nothing does."""
    folder = place.parent
    if not folder.is_dir():
        return gettext("The folder {path} does not exist.").format(path=shown_path(folder))
    if place.exists():
        return gettext("{name} is already there. Choose another name; nothing is overwritten.").format(
            name=place.name
        )
    if not os.access(folder, os.W_OK):
        return gettext("You may not write to {path}. Choose another folder.").format(path=shown_path(folder))
    if shutil.disk_usage(folder).free < octets + _SPARE:
        return gettext("There is not enough room on the disk of {path}.").format(path=shown_path(folder))
    return ""
