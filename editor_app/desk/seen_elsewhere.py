"""What was found of the same event elsewhere, as long as the desk is open and its documents are the same."""

from collections import OrderedDict
from threading import Lock
from typing import Final

from editor_app.domain.same_event import Elsewhere

_KEPT: Final = 500


class SeenElsewhere:
    """Remembers what was last found for some hundred documents; any thread may ask."""

    def __init__(self) -> None:
        self._found: OrderedDict[str, tuple[Elsewhere, ...]] = OrderedDict()
        self._turn = Lock()

    def of(self, id: str) -> tuple[Elsewhere, ...] | None:
        """Give what was found for a document, None where nobody has looked yet."""
        with self._turn:
            return self._found.get(id)

    def remember(self, id: str, found: tuple[Elsewhere, ...]) -> None:
        """Keep what was found for a document."""
        with self._turn:
            self._found[id] = found
            self._found.move_to_end(id)
            while len(self._found) > _KEPT:
                self._found.popitem(last=False)

    def forget(self) -> None:
        """Look anew: documents came in or went."""
        with self._turn:
            self._found.clear()
