"""Which rationales the editor has seen before, so that small windows may cut what is known."""


class SeenTexts:
    """Remembers, for as long as a desk is open, on which document each exact text was first seen."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def was_seen(self, text: str, document: str) -> bool:
        """Tell whether this very text was shown on another document before; from now on it was."""
        return self._first.setdefault(text, document) != document

    def forget(self) -> None:
        """Begin anew, with another desk."""
        self._first.clear()
