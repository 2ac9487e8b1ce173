"""The line at the top: menu, archive, search, guide, summary and export."""

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from editor_app.domain.lists import Counts
from editor_app.i18n import gettext, ngettext
from editor_app.ui.commands import Commands
from editor_app.ui.icons import paint_icon
from editor_app.ui.safe_text import ElidedLabel, shown_text
from editor_app.ui.search_place import SearchPlace
from editor_app.ui.session import Session
from editor_app.ui.theme import theme
from editor_app.ui.widgets.button import Button, icon_button
from editor_app.ui.widgets.frames import Ground, row
from editor_app.ui.widgets.painting import fill_box

_HEIGHT = 52
_ROOM_FOR_SIZE = 1100


class TopBar(Ground):
    """Menu button, mark, archive and its size; palette and search; guide, summary and export."""

    def __init__(self, session: Session, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("app", parent)
        self._session, self._commands = session, commands
        self.setMinimumHeight(_HEIGHT)
        self.menu_button = icon_button("menu-2", gettext("Menu"))
        commands.attach(self.menu_button, "window.menu")
        self._archive = Button(gettext("Review Desk"), "archive", icon="chevron-down", trailing_icon=True)
        self._archive.clicked.connect(self._open_archives)
        self._size = ElidedLabel("", "meta", "text2")
        self._place = SearchPlace(session, commands)
        self.search = self._place.search
        self._guide = Button(gettext("Guide"), "text", icon="book")
        self._summary = Button(gettext("Summary"), "text", icon="chart-bar")
        self._export = Button(gettext("Export..."), "outlined", icon="file-export")
        commands.attach(self._guide, "window.guide")
        commands.attach(self._summary, "window.summary")
        commands.attach(self._export, "file.export")
        self._build()
        for signal in (session.opened, session.closed, session.criteria_changed, session.list_changed):
            signal.connect(self._show_archive)
        session.counts_changed.connect(self._show_size)
        self._show_archive()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size.setVisible(self.width() >= _ROOM_FOR_SIZE)

    def open_search(self) -> None:
        """Take the keyboard to the search."""
        self._place.open_search()

    def open_menu(self) -> None:
        """Open the menu of all commands."""
        menu = QMenu(self)
        self._commands.refresh()
        self._commands.fill_menu(menu)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.menu_button.mapToGlobal(self.menu_button.rect().bottomLeft()))

    def _build(self) -> None:
        left, right = QWidget(), QWidget()
        start = row(left, spacing=8)
        for part in (self.menu_button, _Mark(), self._archive):
            start.addWidget(part)
        start.addWidget(self._size, 1)
        end = row(right, spacing=8)
        end.addStretch(1)
        for part in (self._guide, self._summary, self._export):
            end.addWidget(part)
        for side in (left, right):
            side.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        inside = row(self, (12, 8, 12, 8), 12)
        inside.addWidget(left, 1)
        inside.addWidget(self._place, 2)
        inside.addWidget(right, 1)

    def _show_archive(self) -> None:
        session = self._session
        archives = session.archives()
        chosen = session.criteria.archive
        if session.door is None:
            name = gettext("Review Desk")
        elif chosen is not None:
            name = session.archive_name(chosen)
        elif len(archives) == 1:
            name = archives[0].name
        else:
            name = gettext("All archives") if archives else gettext("Review Desk")
        self._archive.setText(_shortened(name))
        self._archive.setEnabled(session.door is not None)
        self._archive.set_icon("chevron-down" if session.door is not None else "")
        self._archive.setAccessibleName(gettext("Archive: {name}").format(name=name))
        for part in (self._summary, self._export):
            part.setVisible(session.door is not None)
        self._show_size(session.counts)

    def _show_size(self, counts: Counts) -> None:
        words = ngettext("{count} wire", "{count} wires", counts.total).format(count=f"{counts.total:,}")
        self._size.set_whole_text(words if self._session.door is not None else "")

    def _open_archives(self) -> None:
        menu = QMenu(self)
        session = self._session
        archives = session.archives()
        for key, name in [
            (None, gettext("All archives")),
            *((archive.key, archive.name) for archive in archives),
        ]:
            action = menu.addAction(shown_text(name).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(session.criteria.archive == key)
            action.triggered.connect(
                lambda _on=False, wanted=key: session.set_criteria(replace(session.criteria, archive=wanted))
            )
        menu.addSeparator()
        for name in ("file.import", "file.archives", "file.open"):
            if self._commands.is_bound(name):
                menu.addAction(self._commands.action(name))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._archive.mapToGlobal(self._archive.rect().bottomLeft()))


class _Mark(QWidget):
    """The mark of the program: a list being checked, on the accent."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(26, 26))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        rect = QRectF(self.rect())
        fill_box(painter, rect, 6, theme.colour("accent"), None)
        paint_icon(painter, rect.adjusted(4, 4, -4, -4), "list-check", "on_accent")
        painter.end()


_LONGEST_NAME = 36


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
