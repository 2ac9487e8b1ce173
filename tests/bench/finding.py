"""Bar 7: search as you type, first page and capped count, in a large desk against one of ten thousand."""

from collections.abc import Iterator
from pathlib import Path

from editor_app.desk import listing
from editor_app.desk.workplace import Workplace
from editor_app.domain.lists import Criteria
from tests.bench.large_desk import large_desk, opened
from tests.bench.pairs import Pair, paired

_SMALL = 10_000
_TYPED = "model drift"
_KINDS = {
    "typed": [_TYPED[:end] for end in range(1, len(_TYPED) + 1) if _TYPED[end - 1] != " "],
    "a phrase": ['"model drift"', '"model drift" -report'],
    "one in a hundred": ["quantum", "quan"],
    "with fields": ["state:pending model", "kind:wire drift"],
}


def run(place: Path, count: int) -> Iterator[Pair]:
    """Search a desk of `count` wires as somebody types, each letter once; and one of ten thousand."""
    with opened(large_desk(place, count)) as large, opened(large_desk(place, _SMALL)) as small:
        for kind, searches in _KINDS.items():
            yield paired(
                f"find {kind}, {count} documents",
                (f"{count}", lambda searches=searches: _search(large, searches)),
                (f"{_SMALL}", lambda searches=searches: _search(small, searches)),
                bar=1.5,
                rounds=15,
            )


def _search(desk: Workplace, searches: list[str]) -> None:
    for typed in searches:
        begun = listing.head(desk, Criteria(search=typed))
        listing.rows(desk, begun.keys[:50] if begun else [])
