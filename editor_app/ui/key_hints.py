"""The parts of the window that show a key beside a command, and show the new one when keys change."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtWidgets import QWidget


class ShowsKeys(Protocol):
    """A part that shows a key; it is given as keyboards spell it, "" for none."""

    def set_keys(self, keys: str, /) -> None:
        """Show another key."""


class KeyHints:
    """Knows which part shows the key of which command; a part that is destroyed is forgotten."""

    def __init__(self, keys_text: Callable[[str], str]) -> None:
        self._keys_text = keys_text
        self._parts: list[tuple[str, ShowsKeys]] = []

    def add(self, name: str, part: ShowsKeys) -> None:
        """Let a part show the key of a command, now and after every change."""
        part.set_keys(self._keys_text(name))
        self._parts.append((name, part))
        if isinstance(part, QWidget):
            part.destroyed.connect(lambda: self._forget(part))

    def refresh(self) -> None:
        """Show the keys as they are now."""
        for name, part in self._parts:
            part.set_keys(self._keys_text(name))

    def _forget(self, part: ShowsKeys) -> None:
        self._parts = [(name, kept) for name, kept in self._parts if kept is not part]
