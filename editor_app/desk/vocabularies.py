"""Which vocabulary a desk works with: the one that ships with the program, or a newsroom's own file."""

import tomllib
from pathlib import Path

from editor_app import paths
from editor_app.domain.problems import Problem
from editor_app.domain.vocabulary import Vocabulary, read_vocabulary
from editor_app.formats.atomic import write_file
from editor_app.formats.safe_opening import open_regular


def shipped_file() -> Path:
    """Give the place of the vocabulary that ships with the program."""
    return paths.shipped("resources", "vocabulary", "v1.toml")


def shipped_vocabulary() -> Vocabulary:
    """Read the vocabulary that ships with the program."""
    return _read(shipped_file())


def copy_shipped(target: Path) -> None:
    """Write the vocabulary that ships with the program to a new file, for a newsroom to begin with.

    Raises Problem `target_exists`, `folder_missing`, `not_written`.
    """
    words = shipped_file().read_bytes()
    write_file(target, lambda file: file.write(words))


def chosen_vocabulary(chosen: str, settings_file: Path) -> Vocabulary:
    """Read the vocabulary the settings name ("" for the shipped one); a place is told from their folder on.

    Problem `vocabulary_unreadable` where there is none, `vocabulary_unfit` where it cannot be worked with.
    """
    if not chosen:
        return shipped_vocabulary()
    path = settings_file.parent / Path(chosen).expanduser()
    _refuse_unreadable(path)
    try:
        return _read(path)
    except OSError as fault:
        cause = fault.strerror or str(fault)
        raise Problem("vocabulary_unreadable", path=str(path), cause=cause) from fault
    except KeyError as fault:
        raise Problem("vocabulary_unfit", path=str(path), cause=f"{fault.args[0]} is missing") from fault
    except (TypeError, ValueError, AttributeError) as fault:
        raise Problem("vocabulary_unfit", path=str(path), cause=str(fault)) from fault


def _refuse_unreadable(path: Path) -> None:
    """Raise a Problem for what is no file, or one that may not be read, before anything waits for it."""
    try:
        open_regular(path, through_link=True).close()
    except Problem as problem:
        cause = problem.fields.get("cause", problem.code)
        raise Problem("vocabulary_unreadable", path=str(path), cause=cause) from problem


def _read(path: Path) -> Vocabulary:
    return read_vocabulary(tomllib.loads(path.read_text(encoding="utf-8")))
