"""The editor's guide that ships with the desk: what it is called, since when it counts, and its sections."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from editor_app import paths

_GATE: Final = re.compile(r"Gate ([12])\b")
_HEADING: Final = "# "


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the guide and its text; `gate` is 1 or 2 where the section is about a gate, else 0."""

    title: str
    gate: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class GuideText:
    """The guide: `title` says version and date, `kind` what the text is, `body` is markdown."""

    title: str
    kind: str
    body: str
    sections: tuple[Section, ...]


@cache
def shipped_guide() -> GuideText:
    """Read the guide; its first paragraph, in bold, says what it is: "name, date: kind"."""
    text = paths.shipped("resources", "guide", "v1.md").read_text(encoding="utf-8")
    first, _, body = text.partition("\n\n")
    title, _, kind = first.strip().strip("*").partition(": ")
    parts = f"\n{body}".split(f"\n{_HEADING}")[1:]
    return GuideText(title, kind[:1].upper() + kind[1:], body, tuple(_section(part) for part in parts))


def _section(part: str) -> Section:
    heading, _, text = part.partition("\n")
    found = _GATE.match(heading)
    return Section(heading, int(found.group(1)) if found else 0, " ".join(text.split()))
