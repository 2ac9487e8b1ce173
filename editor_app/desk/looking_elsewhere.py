"""The same event elsewhere: which other documents of the archive tell of what a document tells of.

The full-text index names candidates, their texts decide. Nothing is kept on disk: what was found stays with
the open desk until documents come in or go.
"""

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.domain.documents import Document
from editor_app.domain.likeness import NEARLY_THE_SAME, sameness, shingles
from editor_app.domain.lists import ListRow
from editor_app.domain.same_event import Elsewhere, Named, compare, rarity, weightiest

if TYPE_CHECKING:
    from editor_app.store.work import Work

_NAMES_ASKED = 12
_RARE = 2_000
_COMMON_ASKED = 6
_READ_AT_MOST = 40
_SHOWN_AT_MOST = 20
_AT_A_TIME = 4
_REPRINT = 1_000_000
# Beyond so many it is a job of its own, which a search or an import does.
_CAUGHT_UP = 2_000


def elsewhere(desk: Workplace, id: str, watch: Watch | None = None) -> tuple[Elsewhere, ...] | None:
    """Give the documents that may tell of the same event, the likeliest first.

    None where it cannot be said yet: the full-text index is far behind, or behind on a desk that is only
    read. It is a proposal with its reasons, and looks at the listed documents alone. What was found is
    remembered by the desk.
    """
    watch = watch or Watch()
    with desk.store.reading() as work:
        behind = work.search.backlog()
        if behind and (desk.read_only is not None or behind > _CAUGHT_UP):
            return None
        work.search.catch_up(watch)
        found = tuple(_Looking(work, id, watch).found())
    desk.seen_elsewhere.remember(id, found)
    return found


class _Looking:
    """Looks for the others of one document within one transaction."""

    def __init__(self, work: "Work", id: str, watch: Watch) -> None:
        self._work, self._watch = work, watch
        self._document = work.documents.get(id)
        self._key = work.documents.key_of(id)
        self._named = Named.of(self._document.headline, self._document.body)
        self._shingles = shingles(self._document.body)
        self._spread = work.search.spread()

    def found(self) -> list[Elsewhere]:
        """Give what was found, the likeliest first."""
        likely = [key for key in self._likely() if self._work.lists.is_listed(key)]
        rows = self._work.lists.rows(likely)
        hits: list[Elsewhere] = []
        for start in range(0, len(rows), _AT_A_TIME):
            self._watch.step("looking", start, len(rows))
            hits.extend(self._read(rows[start : start + _AT_A_TIME]))
        return sorted(hits, key=lambda hit: (-hit.score, hit.row.id))[:_SHOWN_AT_MOST]

    def _likely(self) -> list[int]:
        """Give the documents that name the weightiest of what this one names, at least two things of it.

        Texts that are nearly the same come first, whatever they name. A rare name is looked up alone; common
        ones only together, so that no list grows with the archive.
        """
        asked = weightiest(self._named, self._weight)[:_NAMES_ASKED]
        rare = [mark for mark in asked if self._spread.documents(mark.words) <= _RARE]
        common = [mark for mark in asked if mark not in rare][:_COMMON_ASKED]
        gains: Counter[int] = Counter()
        for few in (*((mark,) for mark in rare), *combinations(common, 2)):
            self._watch.step("looking", 0)
            for key in self._spread.holding([mark.words for mark in few], _RARE):
                gains[key] += round(1000 * sum(self._weight(mark.key) for mark in few))
        for key in self._work.alike.members(self._key, _READ_AT_MOST):
            gains[key] += _REPRINT
        del gains[self._key]
        best = sorted(gains.items(), key=lambda item: (-item[1], item[0]))
        return [key for key, _gain in best[:_READ_AT_MOST]]

    def _read(self, rows: list[ListRow]) -> list[Elsewhere]:
        stored = self._work.documents.stored([row.id for row in rows])
        return [
            hit
            for row, kept in zip(rows, stored, strict=True)
            if (hit := self._hit(row, kept.document)) is not None
        ]

    def _hit(self, row: ListRow, other: Document) -> Elsewhere | None:
        likeness = compare(self._named, Named.of(other.headline, other.body), self._weight)
        same = sameness(self._shingles, shingles(other.body))
        is_hit = likeness.is_enough or same >= NEARLY_THE_SAME
        return Elsewhere(row, likeness.score + same, likeness.shared, same) if is_hit else None

    def _weight(self, key: str) -> float:
        return rarity(self._spread.total, self._spread.documents(key))
