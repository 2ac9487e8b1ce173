"""Which documents are texts of the same wire: those placed under one name, one after another."""

from collections import defaultdict
from collections.abc import Iterable

from editor_app.domain.lists import Placement


class Revisions:
    """All placements of a set of documents, and what follows from them."""

    def __init__(self, placements: Iterable[Placement]) -> None:
        """Take the placements in any order."""
        self._slots: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
        self._places: dict[str, list[Placement]] = defaultdict(list)
        for placement in placements:
            self._slots[placement.archive, placement.name].append((placement.revision, placement.document))
            self._places[placement.document].append(placement)
        for revisions in self._slots.values():
            revisions.sort()

    def is_listed(self, document: str) -> bool:
        """Tell whether a document is the newest text under any of its names."""
        places = self._places.get(document, ())
        return any(self._slots[place.archive, place.name][-1][1] == document for place in places)

    def of(self, document: str) -> list[Placement]:
        """Give where a document is placed, by archive, position and name."""
        return sorted(self._places.get(document, ()), key=_order)

    def earlier(self, document: str) -> list[str]:
        """Give the texts a document came after, under any of its names, the newest first."""
        found: set[tuple[int, str]] = set()
        for place in self._places.get(document, ()):
            own = (place.revision, document)
            found.update(pair for pair in self._slots[place.archive, place.name] if pair < own)
        ordered = [name for _revision, name in sorted(found, reverse=True) if name != document]
        return list(dict.fromkeys(ordered))


def _order(place: Placement) -> tuple[str, int, str, int]:
    return place.archive, place.position, place.name, place.revision
