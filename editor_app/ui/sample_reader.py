"""The sample of an act on many: a few wires drawn by lot, each read by being shown, one after the other."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from editor_app.domain.lists import View
from editor_app.domain.problems import Problem
from editor_app.domain.visible_marks import with_marks
from editor_app.i18n import gettext, sentence
from editor_app.ui.document_view import DocumentView
from editor_app.ui.growing_text import GrowingText, Run
from editor_app.ui.rationale_card import shown_rationale
from editor_app.ui.safe_text import ElidedLabel, PlainLabel
from editor_app.ui.session import Session
from editor_app.ui.widgets.button import icon_button
from editor_app.ui.widgets.frames import Card, Line, column, row
from editor_app.ui.widgets.icon_view import IconView
from editor_app.ui.widgets.keycap import KeyCaps

_LOWEST = 290
_LINES_OF_RATIONALE = 6
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class SampleReader(QWidget):
    """Shows the wires of a sample one at a time; a wire counts as read once it was painted.

    Alt+Down and Alt+Up walk, as they do in the window while something is typed; Left and Right too while the
    text has the keyboard.
    """

    read_changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sample: tuple[str, ...] = ()
        self._place = 0
        self._view: View | None = None
        self._read: set[str] = set()
        self._title = PlainLabel("", "strong")
        self._count = ElidedLabel("", "meta", "text2")
        self._tick = IconView("circle", "text3", 18)
        self._up = icon_button("arrow-up", gettext("Wire before"))
        self._down = icon_button("arrow-down", gettext("Wire after"))
        self.text = DocumentView()
        self._rationale = GrowingText("rationale")
        self._problem = PlainLabel("", "body", "reject", wraps=True)
        self._build()
        self._connect()

    @property
    def read(self) -> frozenset[str]:
        """The wires that were on screen, of this sample or of one before."""
        return frozenset(self._read)

    @property
    def shown(self) -> str | None:
        """The wire that is shown."""
        return None if self._view is None else self._view.row.id

    @property
    def facts(self) -> str:
        """What the head says: which wire of how many, and how many were read."""
        return self._count.whole_text

    def show_sample(self, sample: Sequence[str], *, is_wanted: bool) -> None:
        """Show a sample from its first wire on; `is_wanted` says that it must be read."""
        self._title.setText(gettext("Read these first") if is_wanted else gettext("A sample"))
        if tuple(sample) != self._sample:
            self._sample, self._place = tuple(sample), 0
            self._show()
        self._show_counts()

    def step(self, step: int) -> None:
        """Show the wire after (+1) or before (-1) this one."""
        if 0 <= self._place + step < len(self._sample):
            self._place += step
            self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk with Left and Right while the text has the keyboard."""
        if watched is self.text and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None and event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            ):
                self.step(step)
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        whole = column(self, spacing=8)
        head = row(spacing=8)
        head.addWidget(self._title)
        head.addWidget(self._tick)
        head.addWidget(self._count, 1)
        for keys, button in (("Alt+Up", self._up), ("Alt+Down", self._down)):
            head.addWidget(KeyCaps(keys))
            head.addWidget(button)
        whole.addLayout(head)
        self.text.set_compact(True)
        self.text.setMinimumHeight(_LOWEST)
        self.text.setAccessibleName(gettext("Wire of the sample"))
        card = Card()
        inside = column(card, (1, 1, 1, 1))
        inside.addWidget(self.text, 1)
        inside.addWidget(Line())
        below = column(margins=(16, 10, 16, 10))
        below.addWidget(self._rationale)
        below.addWidget(self._problem)
        inside.addLayout(below)
        whole.addWidget(card, 1)

    def _connect(self) -> None:
        self._up.clicked.connect(lambda: self.step(-1))
        self._down.clicked.connect(lambda: self.step(1))
        self.text.painted.connect(self._on_painted)
        self.text.installEventFilter(self)
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(lambda step=step: self.step(step))

    def _show(self) -> None:
        """Show the wire whose turn it is; one that cannot be read says so and counts as unread."""
        self._view, problem = self._viewed()
        view = self._view
        self._problem.setVisible(problem is not None)
        if problem is not None:
            self._problem.setText(sentence(problem.code, problem.fields))
        if view is not None:
            self.text.show_document(view.document, None)
            shown = shown_rationale(view)
            words = shown.text or gettext("No rationale in this document")
            self._rationale.show_paragraphs([[Run(with_marks(words))]], most_lines=_LINES_OF_RATIONALE)
            self.text.viewport().update()
        self._show_counts()

    def _viewed(self) -> tuple[View | None, Problem | None]:
        door = self._session.door
        if door is None or not self._sample:
            return None, None
        try:
            return door.view(self._sample[self._place]), None
        except Problem as problem:
            return None, problem

    def _show_counts(self) -> None:
        total, read = len(self._sample), len(self._read.intersection(self._sample))
        numbers = {"number": self._place + 1, "total": total, "read": read}
        self._count.set_whole_text(
            gettext("{number} of {total}, {read} read").format(**numbers) if total else ""
        )
        is_done = total > 0 and read == total
        self._tick.set_icon("circle-check" if is_done else "circle", "accept" if is_done else "text3")
        self._up.setEnabled(self._place > 0)
        self._down.setEnabled(self._place + 1 < total)

    def _on_painted(self) -> None:
        """Take note that a wire was shown; nothing else makes it read."""
        if self._view is not None and self._view.row.id not in self._read:
            self._read.add(self._view.row.id)
            self._show_counts()
            self.read_changed.emit()
