"""What the window shows while no desk is open: the desks used last, and three ways to begin."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from editor_app.i18n import gettext
from editor_app.ui.action_card import ActionCard
from editor_app.ui.icons import paint_icon
from editor_app.ui.places import shown_path
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.theme import theme
from editor_app.ui.widgets.frames import Ground, column, row
from editor_app.ui.widgets.icon_view import IconView
from editor_app.ui.widgets.keycap import KeyCaps
from editor_app.ui.widgets.painting import fill_box

_WIDTH: Final = 560
_MOST_RECENT: Final = 3


class FirstRunPane(QScrollArea):
    """Offers what can be opened: recent desks first, then the sample, an import, another desk.

    `help_key` shows the key of the sheet of keys.
    """

    sample_asked = Signal()
    import_asked = Signal()
    open_asked = Signal()
    desk_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.help_key = KeyCaps("")
        self._recent: QVBoxLayout = column(spacing=10)
        self._recent_cards: list[ActionCard] = []
        self.sample = _card(gettext("Open sample archive"), "files", self.sample_asked)
        self._first = self.sample
        self.importing = _card(gettext("Import an archive..."), "folder-open", self.import_asked)
        self.opening = _card(gettext("Open a desk..."), "database", self.open_asked)
        self.importing.set_detail(gettext("A folder or .zip of wires, JSON Lines or CSV."))
        self.opening.set_detail(gettext("Continue work begun in another desk file."))
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._build())
        self.show_desks(())

    def show_desks(self, recent: Iterable[str], sample_documents: int = 0) -> None:
        """Show the desks used last that are still there, and how many documents the sample has."""
        for gone in self._recent_cards:
            gone.hide()
            gone.deleteLater()
        there = [path for path in recent if Path(path).is_file()][:_MOST_RECENT]
        self._recent_cards = [self._recent_card(path) for path in there]
        self._first = (*self._recent_cards, self.sample)[0]
        self.sample.setVisible(sample_documents > 0)
        self.sample.set_detail(_sample_text(sample_documents))

    def focus_first(self) -> None:
        """Let Enter open what is most likely wanted."""
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keyboard, so that Enter works from the start."""
        super().showEvent(event)
        self.focus_first()

    def _recent_card(self, path: str) -> ActionCard:
        place = Path(path)
        title = gettext("Continue {desk}").format(desk=place.stem)
        card = ActionCard(title, shown_path(place.parent), "history")
        card.clicked.connect(lambda: self.desk_asked.emit(path))
        self._recent.addWidget(card)
        return card

    def _build(self) -> QWidget:
        ground = Ground("surface")
        middle = QWidget()
        middle.setMaximumWidth(_WIDTH)
        side = row(ground, (24, 24, 24, 24))
        side.addStretch(1)
        side.addWidget(middle, 100)
        side.addStretch(1)
        inside = column(middle)
        inside.addStretch(1)
        inside.addLayout(self._build_words())
        inside.addSpacing(28)
        inside.addLayout(self._recent)
        inside.addSpacing(10)
        for card in (self.sample, self.importing, self.opening):
            inside.addWidget(card)
            inside.addSpacing(10)
        inside.addSpacing(10)
        inside.addLayout(self._build_hint())
        inside.addStretch(1)
        return ground

    def _build_words(self) -> QVBoxLayout:
        sentence = gettext(
            "Each wire is shown next to the reason it was filed as an AI incident. Accept it, amend it or"
            " reject it, then export the reviewed archive."
        )
        words = column(spacing=6)
        words.addWidget(_Mark(), 0, Qt.AlignmentFlag.AlignLeft)
        words.addSpacing(18)
        words.addWidget(
            PlainLabel(gettext("Open an archive to start reviewing"), "welcome_title", wraps=True)
        )
        words.addWidget(PlainLabel(sentence, "lead", "text2", wraps=True))
        return words

    def _build_hint(self) -> QHBoxLayout:
        before, after = gettext("Every action has a key. Press {key} at any time to see them.").split("{key}")
        hint = row(spacing=6)
        hint.addWidget(IconView("keyboard", "text2", 18))
        hint.addWidget(PlainLabel(before.rstrip(), "body", "text2"))
        hint.addWidget(self.help_key)
        hint.addWidget(PlainLabel(after.lstrip(), "body", "text2"), 1)
        return hint


def _card(title: str, icon: str, asked: object) -> ActionCard:
    card = ActionCard(title, "", icon)
    card.clicked.connect(asked)
    return card


class _Mark(QWidget):
    """The picture above the title: an archive box on a rounded ground."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(72, 72)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        fill_box(painter, QRectF(self.rect()), 16, theme.colour("accent_soft"), None)
        paint_icon(painter, QRectF(18, 18, 36, 36), "archive", "accent")
        painter.end()


def _sample_text(count: int) -> str:
    if count == 1:
        return gettext("1 document.")
    return gettext("{count} documents that ask for every decision.").format(count=count)
