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
    """One heading of the guide; `gate` is 1 or 2 where the section is about a gate, else 0."""

    title: str
    gate: int


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
    headings = [line.removeprefix(_HEADING) for line in body.split("\n") if line.startswith(_HEADING)]
    sections = tuple(_section(heading) for heading in headings)
    return GuideText(title, kind[:1].upper() + kind[1:], body, sections)


def _section(heading: str) -> Section:
    found = _GATE.match(heading)
    return Section(heading, int(found.group(1)) if found else 0)
