"""Lists of documents: ids first, rows where they are looked at."""

from array import array
from collections.abc import Iterator, Sequence

from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.domain.lists import Counts, Criteria, Head, ListRow
from editor_app.domain.query import Query
from editor_app.domain.query_reading import read_query
from editor_app.domain.standing import State


def ids(desk: Workplace, criteria: Criteria, watch: Watch | None = None) -> "array[int]":
    """Give the keys of the documents that fit, in the order that is asked for.

    A search finds everything that came in: the index is brought up to date first, which `watch` may follow.
    A search that cannot be read is the Problem of `read_query`.
    """
    query = read(desk, criteria.search)
    if query.words and watch is not None:
        catch_up(desk, watch)
    with desk.store.reading() as work:
        return work.lists.ids(criteria, None if desk.editor is None else desk.editor.id, watch)


def head(desk: Workplace, criteria: Criteria, watch: Watch | None = None) -> Head | None:
    """Give the beginning of a list, however long it is; None where it comes no sooner than the whole."""
    query = read(desk, criteria.search)
    if query.words and watch is not None:
        catch_up(desk, watch)
    with desk.store.reading() as work:
        return work.lists.head(criteria, None if desk.editor is None else desk.editor.id)


def read(desk: Workplace, typed: str) -> Query:
    """Read what was typed into the search, in the words of the desk's vocabulary."""
    return read_query(typed, desk.vocabulary)


def rows(desk: Workplace, keys: Sequence[int]) -> list[ListRow]:
    """Give the lines of a list for some keys, in their order."""
    with desk.store.reading() as work:
        return work.lists.rows(keys)


def states(desk: Workplace, keys: Sequence[int]) -> Iterator[State]:
    """Give where the documents of some keys stand, in no order that matters."""
    with desk.store.reading() as work:
        yield from (brief.state for brief in work.standings.briefs(keys))


def to_do_among(desk: Workplace, keys: Sequence[int]) -> set[int]:
    """Give those of some keys whose documents still want a decision."""
    with desk.store.reading() as work:
        return work.lists.to_do_among(keys)


def next_to_do(desk: Workplace, criteria: Criteria, key: int, step: int) -> int | None:
    """Give the nearest document behind (+1) or before (-1) one in archive order that wants a decision."""
    with desk.store.reading() as work:
        return work.lists.next_to_do(criteria, None if desk.editor is None else desk.editor.id, key, step)


def counts(desk: Workplace, archive: str | None = None) -> Counts:
    """Count how many documents stand where, in the whole desk or one archive (by its key)."""
    with desk.store.reading() as work:
        return work.lists.counts(archive)


def sources(desk: Workplace) -> list[tuple[str, int]]:
    """Give the sources of the wires with how many wires each has."""
    with desk.store.reading() as work:
        return work.lists.sources()


def is_search_behind(desk: Workplace) -> bool:
    """Tell whether documents came in that a search does not find yet."""
    with desk.store.reading() as work:
        return work.search.is_behind()


def compare_texts(desk: Workplace, watch: Watch | None = None) -> int:
    """Find which texts are nearly the same among those that came in; give how many were compared."""
    if desk.read_only is not None:
        return 0
    with desk.store.reading() as work:
        compared = work.alike.catch_up(watch)
    if compared:
        desk.seen_elsewhere.forget()
    return compared


def catch_up(desk: Workplace, watch: Watch | None = None) -> int:
    """Bring the full-text index up to date; give how many documents were added to it."""
    with desk.store.reading() as work:
        return work.search.catch_up(watch)
