"""What an amendment changes, word by word."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

_JOIN_ACROSS = 2
_JOIN_ABOVE = 3
_WORDS = re.compile(r"\S+\s*|\s+")


class Change(StrEnum):
    """What happened to a stretch of words."""

    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"


_ORDER = (Change.EQUAL, Change.DELETED, Change.INSERTED)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words, with their blanks, that were kept, taken out or put in."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class _Edit:
    old: tuple[int, int]
    new: tuple[int, int]

    @property
    def words(self) -> int:
        return self.old[1] - self.old[0] + self.new[1] - self.new[0]


def words_of(text: str) -> list[str]:
    """Cut a text into words, each with the blanks that follow it; joined they are the text again."""
    return _WORDS.findall(text)


def compare(old: str, new: str) -> tuple[Stretch, ...]:
    """Give the stretches that lead from the old text to the new one.

    Edits that are parted by two or fewer equal words are joined when they hold more than three words:
    many small changes are read more easily as one. Joined deletions and insertions stand in that order.
    """
    before, after = words_of(old), words_of(new)
    return tuple(_stretches(before, after, _joined(_edits(before, after))))


def changed_words(stretches: tuple[Stretch, ...]) -> tuple[int, int]:
    """Count the words taken out and the words put in."""
    counts = {Change.DELETED: 0, Change.INSERTED: 0, Change.EQUAL: 0}
    for stretch in stretches:
        counts[stretch.change] += len(stretch.text.split())
    return counts[Change.DELETED], counts[Change.INSERTED]


def _edits(before: list[str], after: list[str]) -> list[_Edit]:
    changes = (op for op in Indel.opcodes(before, after) if op.tag != "equal")
    return [_Edit((op.src_start, op.src_end), (op.dest_start, op.dest_end)) for op in changes]


def _joined(edits: list[_Edit]) -> list[_Edit]:
    """Join edits that touch, as a word taken out and one put in its place do; then those that lie close."""
    touching = _joined_where(edits, lambda last, edit: edit.old[0] == last.old[1])
    return _joined_where(touching, _lie_close)


def _lie_close(last: _Edit, edit: _Edit) -> bool:
    return edit.old[0] - last.old[1] <= _JOIN_ACROSS and last.words + edit.words > _JOIN_ABOVE


def _joined_where(edits: list[_Edit], belong: Callable[[_Edit, _Edit], bool]) -> list[_Edit]:
    joined: list[_Edit] = []
    for edit in edits:
        if joined and belong(joined[-1], edit):
            last = joined[-1]
            joined[-1] = _Edit((last.old[0], edit.old[1]), (last.new[0], edit.new[1]))
        else:
            joined.append(edit)
    return joined


def _stretches(before: list[str], after: list[str], edits: list[_Edit]) -> list[Stretch]:
    found: list[Stretch] = []
    position = 0
    for edit in [*edits, _Edit((len(before), len(before)), (len(after), len(after)))]:
        kept = "".join(before[position : edit.old[0]])
        old, new = "".join(before[slice(*edit.old)]), "".join(after[slice(*edit.new)])
        shared = _shared_start(old, new)
        texts = (kept + shared, old.removeprefix(shared), new.removeprefix(shared))
        found.extend(Stretch(change, text) for change, text in zip(_ORDER, texts, strict=True) if text)
        position = edit.old[1]
    return found


def _shared_start(old: str, new: str) -> str:
    """Give one of two texts where the other goes on from it: its last word lacks a blank till then."""
    short, long = sorted((old, new), key=len)
    return short if long.startswith(short) and long[len(short) :][:1].isspace() else ""
