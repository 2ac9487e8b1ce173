"""The window: a line at the top, three panes, a line at the bottom, and what it shows with no desk open."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from editor_app.i18n import gettext
from editor_app.ui import text_styles
from editor_app.ui.activity_strip import ActivityStrip
from editor_app.ui.announcing import announce
from editor_app.ui.banners import Banners
from editor_app.ui.commands import Commands
from editor_app.ui.crash_notice import CrashNotice
from editor_app.ui.document_pane import DocumentPane
from editor_app.ui.elsewhere_finder import ElsewhereFinder
from editor_app.ui.elsewhere_panel import ElsewherePanel
from editor_app.ui.elsewhere_words import count_line
from editor_app.ui.icons import window_icon
from editor_app.ui.keymap import Place
from editor_app.ui.keys_over import KeysOver
from editor_app.ui.opening_states import OpeningStates
from editor_app.ui.queue_pane import QueuePane
from editor_app.ui.rationale_pane import RationalePane
from editor_app.ui.safe_text import ask
from editor_app.ui.session import Session
from editor_app.ui.status_bar import StatusBar
from editor_app.ui.telling import Telling
from editor_app.ui.text_comparing import TextComparing
from editor_app.ui.theme import theme
from editor_app.ui.top_bar import TopBar
from editor_app.ui.triage_pane import TriagePane, queue_width
from editor_app.ui.unseen_line import step_to_next_unseen, why_nothing_unseen
from editor_app.ui.widgets.frames import Ground, Line, column
from editor_app.ui.widgets.toast import Toast
from editor_app.ui.window_memory import Looks, WindowMemory

_LEAST = (960, 600)
_COVERED_AT_MOST = 2_000  # milliseconds; then it is said that the desk is being opened
_COMPACT_BELOW = (1360, 800)
_DRAWER_BELOW = 1100
_SHORTCUT = Qt.FocusReason.ShortcutFocusReason


class MainWindow(QMainWindow):
    """Holds the panes together; each of them talks to the session alone."""

    def __init__(self, session: Session, commands: Commands) -> None:
        super().__init__()
        self.session, self.commands = session, commands
        commands.setParent(self)
        self.setWindowTitle(gettext("Review Desk"))
        self.setWindowIcon(window_icon())
        self.setMinimumSize(*_LEAST)
        self._memory = WindowMemory(self)
        self._is_compact: bool | None = None
        self._own_widths: tuple[int, int] | None = None
        self.top_bar = TopBar(session, commands)
        self.queue_pane = QueuePane(session, commands)
        self.document_pane = DocumentPane(session, commands)
        self.rationale_pane = RationalePane(session, commands)
        self.crash_notice = CrashNotice(session, commands)
        self.banners = Banners(session, commands)
        self.activity = ActivityStrip()
        self.status_line = StatusBar(session, commands)
        self.opening = OpeningStates(session, commands)
        self.middle = self._build_middle()
        self.triage = TriagePane(self.queue_pane, self.middle, self.rationale_pane)
        self.finder = ElsewhereFinder(session, self)
        self.comparing = TextComparing(session, self)
        self.elsewhere = ElsewherePanel(self.triage, self.rationale_pane, session, commands, self.finder)
        self.toast = Toast(self.middle)
        self.telling = Telling(self.toast, session, commands)
        self._pages = QStackedWidget()
        self._welcome: QWidget | None = None
        self._build()
        self._connect()
        self._bind()
        self._install_keys()

    @property
    def is_compact(self) -> bool:
        """True while the rules of small windows hold."""
        return bool(self._is_compact)

    def set_welcome(self, welcome: QWidget) -> None:
        """Say what stands in the window while no desk is open."""
        self._welcome = welcome
        self._pages.addWidget(welcome)
        if self.session.door is None and not self.session.is_opening:
            self._pages.setCurrentWidget(welcome)

    def open_desk(self, path: Path) -> None:
        """Open a desk in this window; it is painted first."""
        self.show_opening(path)
        self.session.open(path)
        self.status_line.show_all()

    def show_opening(self, path: Path) -> None:
        """Show that a desk is on its way."""
        self._pages.setCurrentWidget(self.opening)
        self.opening.begin(path)

    def focus_pane(self, step: int) -> None:
        """Move the focus to the pane after (+1) or before (-1) the one it is in."""
        panes = [pane for pane in self._panes() if pane.isVisible()]
        if not panes:
            return
        now = QApplication.focusWidget()
        here = next(
            (i for i, pane in enumerate(panes) if now and (pane is now or pane.isAncestorOf(now))), -1
        )
        target = panes[(here + step) % len(panes)] if here >= 0 else panes[0]
        first = _first_stop(target)
        (first or target).setFocus(_SHORTCUT)
        announce(self, (first or target).accessibleName())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep drafts and finish what is on its way; only what cannot be saved asks a question.

        An import stops where it is, and goes on when the desk is next opened.
        """
        self.session.flush()
        self.session.background.suspend()
        self.session.background.wait()
        QApplication.sendPostedEvents()
        if self.session.has_unsaved and not self._may_lose_a_decision():
            event.ignore()
            return
        is_own = not self.triage.is_drawer and not self.rationale_pane.needs_room
        self._memory.keep(self.triage.widths() if is_own else None, self._looks(), compact=self.is_compact)
        self.session.close()
        event.accept()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.commands.held_keys.watch(self.windowHandle())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def focusNextPrevChild(self, forward: bool) -> bool:
        self._order_stops()
        return super().focusNextPrevChild(forward)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Open the menu with Alt alone, as a menu bar would."""
        if event.key() == Qt.Key.Key_Alt and self._alt_alone and not event.isAutoRepeat():
            self.commands.trigger("window.menu")
        super().keyReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in (
            QEvent.Type.KeyPress,
            QEvent.Type.ShortcutOverride,
        ):
            self._alt_alone = event.key() == Qt.Key.Key_Alt
        return super().event(event)

    _alt_alone = False

    def start_geometry(self) -> None:
        """Take the place the window had the last time, else the usual size."""
        self._memory.begin()

    def cover(self, picture: QWidget) -> None:
        """Show a picture of the desk over the window until the desk is open, or takes long to open."""
        picture.setParent(self)
        picture.setGeometry(self.rect())
        picture.show()
        picture.raise_()
        for signal in (self.session.shown, self.session.opening_failed, self.session.closed):
            signal.connect(picture.hide)
        QTimer.singleShot(_COVERED_AT_MOST, picture.hide)

    def _looks(self) -> Looks:
        door = self.session.door
        editor = None if door is None else door.editor
        return Looks(theme.choice, "" if editor is None else editor.id, self.windowTitle())

    def _build_middle(self) -> QWidget:
        middle = Ground("surface")
        inside = column(middle)
        inside.addWidget(self.banners)
        inside.addWidget(self.document_pane, 1)
        return middle

    def _build(self) -> None:
        self._blank = Ground("surface")
        for page in (self._blank, self.opening, self.triage):
            self._pages.addWidget(page)
        whole = QWidget()
        inside = column(whole)
        inside.addWidget(self.top_bar)
        inside.addWidget(Line())
        inside.addWidget(self.crash_notice)
        inside.addWidget(self._pages, 1)
        inside.addWidget(self.activity)
        inside.addWidget(Line())
        inside.addWidget(self.status_line)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        session = self.session
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_closed)
        session.opening_failed.connect(lambda _problem: self._pages.setCurrentWidget(self.opening))
        session.list_changed.connect(self._on_list_changed)
        for signal in (
            session.shown,
            session.working_changed,
            session.changed,
            session.list_changed,
            session.closed,
        ):
            signal.connect(self.commands.refresh)
        for signal in (session.not_saved, session.saved, session.amending_changed):
            signal.connect(self.commands.refresh)
        self.top_bar.search.left.connect(self.leave_search)
        self.queue_pane.table.asked.connect(self.triage.close_drawer)
        self.rationale_pane.width_wanted.connect(self._on_width_wanted)
        self.rationale_pane.passage_asked.connect(self.document_pane.show_passage)
        self.elsewhere.opened.connect(lambda: self.document_pane.lend(self.elsewhere))
        self.elsewhere.closed.connect(lambda: self.document_pane.lend(None))
        for signal in (self.finder.changed, session.working_changed):
            signal.connect(self._show_elsewhere)
        self.rationale_pane.set_passage_source(self.document_pane.selected_text)

    def _bind(self) -> None:
        bind, session = self.commands.bind, self.session
        bind("window.queue", self._toggle_queue, self._why_no_desk)
        bind("window.theme", theme.toggle)
        bind("window.larger", text_styles.zoom.larger)
        bind("window.smaller", text_styles.zoom.smaller)
        bind("window.usual_size", lambda: text_styles.zoom.set_percent(100))
        bind("window.next_pane", lambda: self.focus_pane(1))
        bind("window.previous_pane", lambda: self.focus_pane(-1))
        bind("window.menu", self.top_bar.open_menu)
        bind("amend.next_unseen", step_to_next_unseen, why_nothing_unseen)
        bind("wire.elsewhere", self.elsewhere.open_panel, self._why_nothing_elsewhere)
        bind("find.archive", self._open_search, self._why_no_desk)
        bind("file.save_again", session.save_again, self._why_nothing_to_save)
        bind("file.quit", self.close)

    def _install_keys(self) -> None:
        install = self.commands.install
        install(Place.REVIEW, self.triage)
        install(Place.EDITING, self.triage)
        install(Place.DOCUMENT, self.document_pane.view)
        install(Place.LIST, self.queue_pane.table)
        install(Place.ANYWHERE, self)
        KeysOver(self.commands)

    def _fit(self) -> None:
        """Follow the rules of small windows, or leave them."""
        size, now = self.size(), QApplication.focusWidget()
        was_in_queue = now is not None and self.queue_pane.isAncestorOf(now)
        self.triage.set_drawer(size.width() < _DRAWER_BELOW)
        if was_in_queue and self.queue_pane.isHidden():
            self.document_pane.focus_text()
        compact = size.width() < _COMPACT_BELOW[0] or size.height() < _COMPACT_BELOW[1]
        if compact == self._is_compact:
            return
        self._is_compact = compact
        for pane in (self.queue_pane, self.document_pane, self.rationale_pane, self.elsewhere):
            pane.set_compact(compact)
        self._own_widths = self._memory.widths(compact=compact)
        self._arrange()

    def _arrange(self) -> None:
        wanted = self.rationale_pane.wanted_width
        own = None if self.rationale_pane.needs_room else self._own_widths
        self.triage.arrange(*(own or (queue_width(compact=self.is_compact), wanted)))

    def _on_width_wanted(self, width: int) -> None:
        own = None if self.rationale_pane.needs_room else self._own_widths
        self.triage.arrange_right(own[1] if own else width)

    def _on_list_changed(self) -> None:
        """Open the drawer where the queue has something to say that cannot be seen otherwise."""
        is_empty = self.session.door is not None and not len(self.session.ids)
        if is_empty and self.triage.is_drawer and not self.triage.is_queue_shown:
            self.triage.toggle_queue()

    def _order_stops(self) -> None:
        """Let Tab come to filters after the choice of list, to the bottom line last: some are made late."""
        chain = [stop for stop in _focus_chain(self) if stop.focusPolicy() & Qt.FocusPolicy.TabFocus]
        _put_behind(chain, self.top_bar, self.crash_notice)
        _put_behind(chain, self.queue_pane.choice, self.queue_pane.chips)
        _put_behind(chain, self.rationale_pane, self.status_line)

    def _on_opened(self) -> None:
        self._pages.setCurrentWidget(self.triage)
        self._arrange()
        self.document_pane.focus_text(Qt.FocusReason.ActiveWindowFocusReason)
        self.setWindowTitle(gettext("Review Desk"))

    def _on_closed(self) -> None:
        if not self.session.is_opening:
            self._pages.setCurrentWidget(self._welcome or self._blank)

    def _panes(self) -> tuple[QWidget, ...]:
        right = self.rationale_pane
        if self.elsewhere.isVisible():
            return (*self.elsewhere.stops(), right)
        return (self.top_bar, self.queue_pane.table, self.document_pane.view, right, self.status_line)

    def _toggle_queue(self) -> None:
        shown = self.triage.toggle_queue()
        if shown:
            self._arrange()
            self.queue_pane.table.setFocus(_SHORTCUT)
        else:
            self.document_pane.focus_text()

    def _open_search(self) -> None:
        self.top_bar.open_search()

    def leave_search(self) -> None:
        """Take the keyboard to the list, to the text where there is no room for the list."""
        target = self.queue_pane.table if self.queue_pane.table.isVisible() else self.document_pane.view
        target.setFocus(_SHORTCUT)

    def _why_no_desk(self) -> str | None:
        return None if self.session.door is not None else gettext("No desk is open")

    def _why_nothing_elsewhere(self) -> str | None:
        return None if self.session.view is not None else gettext("No wire is open")

    def _show_elsewhere(self) -> None:
        hits, held = self.finder.hits or (), self.session.working.sources
        self.document_pane.toolbar.show_elsewhere(count_line(len(hits), held) if hits or held else "")

    def _why_nothing_to_save(self) -> str | None:
        return None if self.session.is_saving else gettext("Everything is saved")

    def _may_lose_a_decision(self) -> bool:
        question = gettext("Your last decision is not saved")
        explanation = gettext("Quit now and it is lost; the wire keeps the state it had before.")
        return ask(self, question, explanation, [gettext("Quit without saving"), gettext("Go back")]) == 0


def _focus_chain(start: QWidget) -> list[QWidget]:
    """Give all widgets of a window in the order in which Tab comes to them."""
    chain = [start]
    while (link := chain[-1].nextInFocusChain()) is not None and link is not start:
        chain.append(link)
    return chain


def _put_behind(chain: list[QWidget], before: QWidget, part: QWidget) -> None:
    """Let Tab come to the stops of a part right after the last one of what lies before it."""
    last = next((stop for stop in reversed(chain) if before.isAncestorOf(stop)), None)
    for stop in [stop for stop in chain if part.isAncestorOf(stop)]:
        if last is not None:
            QWidget.setTabOrder(last, stop)
        last = stop


def _first_stop(pane: QWidget) -> QWidget | None:
    """Give the first widget of a pane that takes the keyboard, the pane itself where it does."""
    if pane.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return pane
    stops = (child for child in pane.findChildren(QWidget) if child.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return next((stop for stop in stops if stop.isVisible() and stop.isEnabled()), None)
