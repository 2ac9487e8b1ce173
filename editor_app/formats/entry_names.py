"""Names of files in an archive: what they stand for, which are safe, and in which order they come."""

import re
from enum import Enum


class EntryType(Enum):
    """What a file holds, by its name."""

    TEXT = "text"
    JSON_LINES = "json_lines"
    CSV = "csv"
    LEFTOVER = "leftover"
    OTHER = "other"


_BY_ENDING = {
    "": EntryType.TEXT,
    "txt": EntryType.TEXT,
    "text": EntryType.TEXT,
    "md": EntryType.TEXT,
    "markdown": EntryType.TEXT,
    "jsonl": EntryType.JSON_LINES,
    "ndjson": EntryType.JSON_LINES,
    "csv": EntryType.CSV,
}
_LEFTOVERS = frozenset({"__macosx", "thumbs.db", "desktop.ini"})
# What begins with a point, or with a letter that one of the leftovers begins with in any spelling.
_MAYBE_LEFTOVER = re.compile(r"(?:^|/)[._tTdD]")
_DIGITS = re.compile(r"([0-9]+)")
_DRIVE = re.compile(r"[A-Za-z]:")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")


def type_of(name: str) -> EntryType:
    """Tell what a file holds; hidden files and what systems leave behind, at any depth, hold nothing."""
    if _MAYBE_LEFTOVER.search(name) is not None:
        parts = name.split("/")
        if any(part.startswith(".") or part.casefold() in _LEFTOVERS for part in parts):
            return EntryType.LEFTOVER
    _, dot, ending = name.rpartition("/")[2].rpartition(".")
    return _BY_ENDING.get(ending.lower() if dot else "", EntryType.OTHER)


def is_unsafe(name: str) -> bool:
    """Tell whether a name in a zip points outside, follows another system's rules, or cannot be shown."""
    if name.startswith("/") or "\\" in name or _DRIVE.match(name) or _UNPRINTABLE.search(name):
        return True
    return ".." in name.split("/")


def in_order(name: str) -> list[str]:
    """Give the key that sorts paths part by part, numbers by their value and not by their digits."""
    return [_with_lengths(part) for part in name.split("/")]


def shown(name: str) -> str:
    """Give a file's name as text that can be stored, also where its bytes are no UTF-8."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _with_lengths(part: str) -> str:
    """Put before each number how many digits it has, so that plain comparison goes by value.

    A number of as many digits compares by its digits; more digits, leading zeros aside, are more.
    """
    pieces = _DIGITS.split(part.casefold())
    for place in range(1, len(pieces), 2):
        digits = pieces[place].lstrip("0")
        pieces[place] = f"0{chr(len(digits) + 1)}{digits}"
    return "".join(pieces) + "\x00" + part
