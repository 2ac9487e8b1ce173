"""The line above the document: where it comes from, how long it is, where it stands in the list."""

from PySide6.QtWidgets import QMenu, QWidget

from editor_app.domain.lists import View
from editor_app.i18n import gettext
from editor_app.ui.commands import Commands
from editor_app.ui.safe_text import ElidedLabel, PlainLabel, say_tip
from editor_app.ui.session import Session
from editor_app.ui.widgets.button import Button, icon_button
from editor_app.ui.widgets.chip import Chip
from editor_app.ui.widgets.frames import Ground, row
from editor_app.ui.wording import calendar_day, count_words, words_count

_HEIGHT = 48


class DocumentToolbar(Ground):
    """Source, date and words at the left; find, text size, flag and the number in the list at the right."""

    def __init__(self, session: Session, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._session = session
        self.setMinimumHeight(_HEIGHT)
        self._source = Chip("", "accent")
        self._facts = ElidedLabel("", "meta", "text2")
        self._mode = Chip("", "amend", removable=False)
        self._mode.hide()
        self._elsewhere = Button("", "quiet", icon="files")
        self._elsewhere.hide()
        self._find = icon_button("search", "")
        self._size = icon_button("text-size", gettext("Text size and view"))
        say_tip(self._size, gettext("Text size and view"))
        self._flag = icon_button("flag", "")
        self._number = PlainLabel("", "body_medium", "text2")
        commands.attach(self._elsewhere, "wire.elsewhere")
        commands.attach(self._find, "find.in_wire")
        commands.attach(self._flag, "wire.flag")
        inside = row(self, (24, 0, 20, 0), 8)
        inside.addWidget(self._source)
        inside.addWidget(self._facts, 1)
        inside.addWidget(self._mode)
        inside.addWidget(self._elsewhere)
        for part in (self._find, self._size, self._flag):
            inside.addWidget(part)
        inside.addWidget(self._number)
        session.shown.connect(self._on_shown)
        session.list_changed.connect(self._show_number)
        session.list_grown.connect(self._show_number)
        session.rows_changed.connect(self._show_flag)
        self._is_caret, self._is_source = False, False
        self._on_shown(None)

    def set_text_menu(self, menu: QMenu) -> None:
        """Give the text-size button its menu."""
        self._size.clicked.connect(lambda: menu.exec(self._size.mapToGlobal(self._size.rect().bottomLeft())))

    def show_elsewhere(self, text: str) -> None:
        """Say how many documents may be on the same event; "" where none is."""
        self._elsewhere.setText(text)
        self._elsewhere.setAccessibleName(text)
        self._elsewhere.setVisible(bool(text))

    def set_caret(self, on: bool) -> None:
        """Show that a caret stands in the text."""
        self._is_caret = on
        self._show_mode()

    def set_source(self, on: bool) -> None:
        """Show that the stored text is on screen."""
        self._is_source = on
        self._show_mode()

    def _show_mode(self) -> None:
        words = [gettext("Source text")] if self._is_source else []
        words += [gettext("Caret F7")] if self._is_caret else []
        self._mode.show_text(" · ".join(words), "amend")
        self._mode.setVisible(bool(words))

    def _on_shown(self, view: View | None) -> None:
        for part in (self._source, self._facts, self._find, self._size, self._flag, self._number):
            part.setVisible(view is not None)
        if view is None:
            return
        self._source.show_text(view.row.source or gettext("document"), "accent")
        date = calendar_day(view.row.date) if view.row.date else gettext("no date")
        words = words_count(count_words(view.document.body))
        notices = gettext("encoding guessed") if "encoding_guessed" in view.document.notices else ""
        self._facts.set_whole_text("  ·  ".join(part for part in (date, words, notices) if part))
        self._show_mode()
        self._show_number()
        self._show_flag()

    def _show_number(self) -> None:
        total, position = len(self._session.ids), self._session.position
        of = f"{total:,}" if self._session.is_list_whole else f"{self._session.at_least:,}+"
        shown = gettext("{number} / {total}").format(number=f"{position + 1:,}", total=of)
        self._number.setText(shown if position >= 0 else "")

    def _show_flag(self) -> None:
        self._flag.set_tone("flag" if self._session.is_flagged else "")
