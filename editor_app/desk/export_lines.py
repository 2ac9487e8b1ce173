"""The records of an export as lines of JSON: from the database where nobody decided, else worked out."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from editor_app.desk.mentioning import unnamed
from editor_app.desk.reviewed import reviewed
from editor_app.domain.canonical import canonical_json
from editor_app.domain.unlinked import MARK, names_unlinked_source
from editor_app.formats.records import exported
from editor_app.store.decoding import text_of
from editor_app.store.texts import body_place

if TYPE_CHECKING:
    from editor_app.store.work import Work

_AT_ONCE = 1_000
_SOURCE = MARK.encode("ascii")


def lines_of(work: "Work", keys: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """Give the lines of documents in their order, many at a time, each with how many there are."""
    plain = work.record_lines(_named, _is_unlinked)
    for start in range(0, len(keys), _AT_ONCE):
        part = keys[start : start + _AT_ONCE]
        lines = plain.lines(part)
        missing = [key for key, line in zip(part, lines, strict=True) if line is None]
        others = _worked_out(work, missing)
        whole = [next(others) if line is None else line for line in lines]
        whole.append("")
        yield len(part), "\n".join(whole).encode("utf-8")


def _worked_out(work: "Work", keys: Sequence[int]) -> Iterator[str]:
    names = work.events.named_editors() if keys else {}
    ids = [row.id for row in work.lists.rows(keys)] if keys else []
    for item in reviewed(work, ids):
        yield canonical_json(exported(item.view, names))


def _named(rationale: str | None) -> tuple[str, ...]:
    names_no_system, names_no_harm = unnamed(rationale or "")
    found = {"names_no_system": names_no_system, "names_no_harm": names_no_harm}
    return tuple(flag for flag, holds in found.items() if holds)


def _is_unlinked(data: bytes, encoding: str, kept: str | None, spans: str) -> bool:
    """Tell whether the body of a document names a source without an address; `spans` say where it stands."""
    start, end = body_place(spans)
    if kept is None and encoding == "utf-8" and data.isascii():
        # Bytes are characters here, and the first mention nearly always tells.
        first = data.find(_SOURCE, start, end)
        if first < 0 or data[first + len(_SOURCE) : first + len(_SOURCE) + 1] != b"(":
            return first >= 0
    return names_unlinked_source(text_of(data, encoding, kept), start, end)
