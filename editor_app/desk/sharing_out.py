"""Sharing out: an archive split among editors, a share of it for a second reader, or to be read again."""

import hashlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Final

from editor_app.desk import saving_lists
from editor_app.desk.changes import NOTHING, Changes
from editor_app.desk.workplace import Workplace
from editor_app.domain.lists import Criteria
from editor_app.domain.parts import Part, unevenness
from editor_app.domain.problems import Problem
from editor_app.domain.query import AGAIN, SECOND, Field, Query

AGAIN_SHARE: Final = 5
_MOST_READERS: Final = 100
_MOST_OVERLAP: Final = 100
_FEWEST_READERS: Final = 2
_LONGEST_SEED: Final = 16
_MOST_EVENED: Final = 2_000
_MOST_TRIES: Final = 300
_MOST_MARKS: Final = 60_000


@dataclass(frozen=True, slots=True)
class Share:
    """What one reader gets: whose it is, which part it is, the list of it, and how many documents that is."""

    name: str
    part: Part
    criteria: Criteria
    documents: int


def split(desk: Workplace, names: Sequence[str], overlap: int, seed: str, base: Criteria) -> list[Share]:
    """Split what a list holds among editors, `overlap` per cent of it for two of them; nothing is kept.

    The same list, names, overlap and seed give the same parts in every desk. Problems:
    readers_unusable, overlap_unusable, seed_unusable.
    """
    wanted = [" ".join(name.split()) for name in names if name.strip()]
    if not _FEWEST_READERS <= len(set(wanted)) == len(wanted) <= _MOST_READERS:
        raise Problem("readers_unusable", most=_MOST_READERS)
    if not 0 <= overlap <= _MOST_OVERLAP:
        raise Problem("overlap_unusable")
    _refuse_seed(seed)
    parts = _parts(seed, len(wanted), overlap)
    return [_share(desk, name, part, base, ()) for name, part in zip(wanted, parts, strict=True)]


def second_reading(desk: Workplace, share: int, seed: str, base: Criteria) -> Share:
    """Draw a share in per cent of what others decided, for the editor at the desk to read blind."""
    if not 1 <= share <= _MOST_OVERLAP:
        raise Problem("overlap_unusable")
    _refuse_seed(seed)
    return _share(desk, "", Part(seed, share=share), base, (SECOND,))


def reading_again(desk: Workplace, base: Criteria) -> Share:
    """Draw the five per cent of their own decisions that the editor at the desk reads again, blind."""
    desk.writer()
    return _share(desk, "", again_part(desk), base, (AGAIN,))


def again_part(desk: Workplace) -> Part:
    """Give which five per cent of their own decisions the editor at the desk reads again.

    The seed is the one the settings keep, else it follows from who the editor is: nobody chooses wires.
    """
    seed = desk.settings.read_again_seed
    if not seed and desk.editor is not None:
        with desk.store.reading() as work:
            person = work.events.persons().of(desk.editor.id)
        seed = hashlib.sha256(person.encode("utf-8")).hexdigest()[:8]
    return Part(seed, share=AGAIN_SHARE)


def even_seed(
    desk: Workplace, base: Criteria, draw: Callable[[], str], *, readers: int = 0, share: int = 0
) -> str:
    """Draw a seed under which the parts of a split, or without readers a second reading, come out even.

    Of the seeds that are drawn it is the one whose parts are nearest to their due in what the list holds
    now. With very many documents any seed gives parts that are even, so the first one is taken.
    """
    seed = draw()
    documents = _documents(desk, base if readers else _reading(base, SECOND))
    if not documents or readers > len(documents):
        return seed
    tries = islice(iter(draw, None), min(_MOST_TRIES, _MOST_MARKS // len(documents)))
    best, seen = seed, math.inf
    for one in chain((seed,), tries):
        off = unevenness(_parts(one, readers, share), documents)
        if off < seen:
            best, seen = one, off
        if seen < 1:
            break
    return best


def keep(desk: Workplace, lists: Sequence[tuple[str, Criteria]]) -> Changes:
    """Save lists under names, each of which shows one share."""
    changes = NOTHING
    for name, criteria in lists:
        changes = saving_lists.save(desk, name, criteria) or changes
    return changes


def _parts(seed: str, readers: int, share: int) -> list[Part]:
    if not readers:
        return [Part(seed, share=share)]
    return [Part(seed, number, readers, share) for number in range(1, readers + 1)]


def _documents(desk: Workplace, criteria: Criteria) -> list[str]:
    """Give the documents of a list; none where they are so many that their parts are even in any case."""
    with desk.store.reading() as work:
        keys = work.lists.ids(criteria, desk.editor.id if desk.editor else None)
        return [] if len(keys) > _MOST_EVENED else [row.id for row in work.lists.rows(keys)]


def _reading(base: Criteria, kind: str) -> Criteria:
    return replace(base, search=str(_plain(base.query).with_values(Field.READING, (kind,))))


def _share(desk: Workplace, name: str, part: Part, base: Criteria, reading: tuple[str, ...]) -> Share:
    query = _plain(base.query).with_values(Field.PART, [part.written()])
    if reading:
        query = query.with_values(Field.READING, reading)
    criteria = replace(base, search=str(query))
    with desk.store.reading() as work:
        editor = desk.editor.id if desk.editor else None
        return Share(name, part, criteria, len(work.lists.ids(criteria, editor)))


def _plain(query: Query) -> Query:
    return query.with_values(Field.PART, ()).with_values(Field.READING, ())


def _refuse_seed(seed: str) -> None:
    if not (seed.isascii() and seed.isalnum() and seed == seed.lower() and 0 < len(seed) <= _LONGEST_SEED):
        raise Problem("seed_unusable")
