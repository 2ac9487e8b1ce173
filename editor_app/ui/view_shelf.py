"""The documents at hand: the one on screen, the one before, and the one that comes next."""

from collections import OrderedDict
from collections.abc import Callable

from editor_app.domain.lists import View

_KEPT = 6


class ViewShelf:
    """Keeps the last few documents that were read, so that going on and back reads each of them once."""

    def __init__(self, read: Callable[[str], View]) -> None:
        self._read = read
        self._views: OrderedDict[str, View] = OrderedDict()

    def view(self, document: str) -> View:
        """Give a document, read now if it is not at hand; raises the Problem of reading."""
        if document not in self._views:
            self._views[document] = self._read(document)
        self._views.move_to_end(document)
        while len(self._views) > _KEPT:
            self._views.popitem(last=False)
        return self._views[document]

    def holds(self, document: str) -> bool:
        """Tell whether a document is at hand."""
        return document in self._views

    def forget(self, *documents: str) -> None:
        """Read these anew the next time."""
        for document in documents:
            self._views.pop(document, None)

    def clear(self) -> None:
        """Read everything anew."""
        self._views.clear()
