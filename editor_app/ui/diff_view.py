"""What an amendment changes, word by word: in one text, side by side, or the text it started from."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from editor_app.domain.diff import Change, Stretch, compare
from editor_app.i18n import gettext
from editor_app.ui.growing_text import GrowingText, Run

_GAP = 16
_MOST_COMPARED = 50_000


class DiffMode(StrEnum):
    """How a change is shown."""

    INLINE = "inline"
    SIDE_BY_SIDE = "side_by_side"
    ORIGINAL = "original"


def text_form(stretches: Sequence[Stretch]) -> str:
    """Tell a change in words, for whoever hears the window: Removed: ... Added: ..."""
    said = []
    for change, label in ((Change.DELETED, gettext("Removed:")), (Change.INSERTED, gettext("Added:"))):
        parts = [" ".join(s.text.split()) for s in stretches if s.change is change]
        if parts:
            said.append(f"{label} {'; '.join(parts).rstrip('.')}.")
    return " ".join(said) or gettext("Nothing is changed.")


def _runs(stretches: Sequence[Stretch]) -> Iterator[Run]:
    """Give the stretches as runs; blanks at an end stay unmarked, so that a mark ends with its word."""
    last = len(stretches) - 1
    for place, stretch in enumerate(stretches):
        words = stretch.text.rstrip()
        blanks = stretch.text[len(words) :]
        yield _run(words, stretch.change)
        yield Run(blanks or (" " if place < last else ""))


def _run(words: str, change: Change) -> Run:
    if change is Change.INSERTED:
        return Run(words, "add_fg", "add_bg", is_underlined=True)
    if change is Change.DELETED:
        return Run(words, "del_fg", "del_bg", is_struck_out=True)
    return Run(words)


class DiffView(QFrame):
    """A card with the change from one text to another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._old = ""
        self._mode = DiffMode.INLINE
        self._stretches: tuple[Stretch, ...] = ()
        self.setProperty("card", "plain")
        self._first, self._second = GrowingText(parent=self), GrowingText(parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(_GAP)
        row.addWidget(self._first, 1)
        row.addWidget(self._second, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._show()

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """What changed, as it is shown."""
        return self._stretches

    @property
    def mode(self) -> DiffMode:
        """How it is shown."""
        return self._mode

    @property
    def texts(self) -> tuple[str, ...]:
        """The words as they stand in each column."""
        columns = (self._first, self._second) if self._mode is DiffMode.SIDE_BY_SIDE else (self._first,)
        return tuple(part.toPlainText() for part in columns)

    @property
    def colours(self) -> frozenset[str]:
        """The grounds of the words in the first column."""
        return self._first.grounds()

    def compare_texts(self, old: str, new: str) -> None:
        """Show what leads from the old text to the new one."""
        self._old = old
        # No field holds a longer one, and no more of it would be shown.
        self._stretches = compare(old[:_MOST_COMPARED], new[:_MOST_COMPARED])
        self._show()

    def set_mode(self, mode: DiffMode) -> None:
        """Show it in one text, side by side, or the old text alone."""
        self._mode = mode
        self._show()

    def _show(self) -> None:
        is_double = self._mode is DiffMode.SIDE_BY_SIDE
        self._second.setVisible(is_double)
        self._first.show_paragraphs([list(_runs(self._left()))])
        if is_double:
            self._second.show_paragraphs([list(_runs(self._without(Change.DELETED)))])
        described = text_form(self._stretches)
        names = (gettext("Changes"), gettext("New text"))
        for part, name in zip((self._first, self._second), names, strict=True):
            part.setAccessibleName(name)
            part.setAccessibleDescription(described)
        self.setAccessibleDescription(described)

    def _left(self) -> Sequence[Stretch]:
        if self._mode is DiffMode.INLINE:
            return self._stretches
        if self._mode is DiffMode.ORIGINAL:
            return (Stretch(Change.EQUAL, self._old),)
        return self._without(Change.INSERTED)

    def _without(self, change: Change) -> Sequence[Stretch]:
        return [stretch for stretch in self._stretches if stretch.change is not change]
