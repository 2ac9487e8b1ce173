"""The left pane: what there is to review, which part of it, and where one is."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from editor_app.domain.lists import Counts, Criteria, ListName, View
from editor_app.i18n import gettext
from editor_app.ui import text_styles
from editor_app.ui.commands import Commands
from editor_app.ui.criteria_words import filters_of
from editor_app.ui.field_words import list_word, nothing_in, order_word, real_order, short_order_word
from editor_app.ui.filter_chips import FilterChips
from editor_app.ui.filter_popover import FilterPopover
from editor_app.ui.go_to_popover import GoToPopover
from editor_app.ui.marking import Marking
from editor_app.ui.marks_bar import MarksBar
from editor_app.ui.order_popover import OrderPopover
from editor_app.ui.queue_model import QueueModel
from editor_app.ui.queue_table import QueueTable
from editor_app.ui.safe_text import ElidedLabel, PlainLabel
from editor_app.ui.session import Session
from editor_app.ui.theme import theme
from editor_app.ui.widgets.button import Button, icon_button
from editor_app.ui.widgets.frames import Ground, Line, column, row
from editor_app.ui.widgets.keycap import KeyCaps
from editor_app.ui.widgets.segmented import Choice, Segmented
from editor_app.ui.widgets.state_card import StateCard

_CYCLE = (ListName.TO_DO, ListName.DONE, ListName.ALL, ListName.FLAGGED, ListName.DISPUTED)
_SHORTENED_FROM, _MILLION = 100_000, 1_000_000
_SEGMENTS = (ListName.TO_DO, ListName.DONE, ListName.ALL)


class QueuePane(Ground):
    """The queue with its title, its choice of list, its filters and its keys."""

    def __init__(self, session: Session, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__("pane", parent)
        self._session, self._commands = session, commands
        self._is_compact = False
        self._left = ElidedLabel("", "meta", "text2")
        self._order = Button("", "quiet")
        self._saved = icon_button("bookmark", "")
        self._filter = icon_button("adjustments-horizontal", "")
        self._lists = Segmented([Choice(name.value, list_word(name)) for name in _SEGMENTS])
        self._lists.set_name(gettext("List"))
        self.chips = FilterChips(session)
        self.table = QueueTable(QueueModel(session))
        self.marking = Marking(session, commands, self)
        self.marks_bar = MarksBar(commands)
        self._popover: FilterPopover | None = None
        self._orders: OrderPopover | None = None
        self._number: GoToPopover | None = None
        self.nothing_card = self._build_nothing_card()
        self.empty_card = self._build_empty_card()
        self._pages = self._build_pages()
        self._build()
        self._connect()
        self._bind()

    @property
    def choice(self) -> Segmented:
        """The choice of list."""
        return self._lists

    def set_compact(self, compact: bool) -> None:
        """Leave the counts out of the choice of list in a small window."""
        self._is_compact = compact
        self._show_order()
        self._show_counts(self._session.counts)

    @property
    def marked_off_screen(self) -> int:
        """How many of the marked wires cannot be seen now, whether the list holds them or not."""
        ids, marks = self._session.ids, self._session.marks
        sight = self.table.lines_in_sight() if self.table.isVisible() else range(0)
        return len(marks) - marks.count_among(ids[line] for line in sight if line < len(ids))

    def _build(self) -> None:
        inside = column(self)
        head = column(margins=(16, 14, 12, 10), spacing=10)
        title = row(spacing=8)
        title.addWidget(PlainLabel(gettext("Queue"), "pane_title"))
        title.addWidget(self._left, 1)
        title.addWidget(self._saved)
        title.addWidget(self._filter)
        head.addLayout(title)
        head.addWidget(self._lists)
        head.addWidget(self.chips)
        inside.addLayout(head)
        bar = row(margins=(8, 0, 8, 8))
        bar.addWidget(self.marks_bar)
        inside.addLayout(bar)
        inside.addWidget(self._pages, 1)
        inside.addWidget(Line())
        inside.addWidget(self._build_foot())

    def _build_foot(self) -> QWidget:
        foot = QWidget()
        inside = row(foot, (16, 7, 6, 7), 8)
        for name, word in (("move.next", gettext("next")), ("move.previous", gettext("previous"))):
            caps = KeyCaps("")
            self._commands.show_key(caps, name)
            inside.addWidget(caps)
            inside.addWidget(PlainLabel(word, "meta", "text2"))
            inside.addSpacing(4)
        inside.addStretch(1)
        inside.addWidget(self._order)
        return foot

    def _build_pages(self) -> QStackedWidget:
        pages = QStackedWidget()
        pages.addWidget(self.table)
        pages.addWidget(_padded(self.nothing_card))
        pages.addWidget(_padded(self.empty_card))
        pages.addWidget(QWidget())
        return pages

    def _build_nothing_card(self) -> StateCard:
        card = StateCard("search", gettext("No wires match"))
        clear = card.add_button(Button(gettext("Clear filters"), "strong"))
        self._commands.attach(clear, "find.clear_filters")
        self._commands.show_key(clear, "find.clear_filters")
        return card

    def _build_empty_card(self) -> StateCard:
        card = StateCard("archive", gettext("This archive has no wires."))
        self._import = card.add_button(Button(gettext("Import..."), "strong", icon="file-import"))
        self._commands.attach(self._import, "file.import")
        return card

    def _connect(self) -> None:
        session = self._session
        session.shown.connect(self._on_shown)
        session.list_changed.connect(self._on_list_changed)
        session.criteria_changed.connect(self._on_criteria_changed)
        session.counts_changed.connect(self._show_counts)
        session.closed.connect(self._on_list_changed)
        self.table.asked.connect(session.show_position)
        session.marks.changed.connect(self._show_marks)
        self.table.verticalScrollBar().valueChanged.connect(self._count_marks)
        session.list_changed.connect(self._count_marks)
        self._lists.chosen.connect(lambda name: self._choose(ListName(name)))
        session.list_awaited.connect(self._show_order)
        session.criteria_changed.connect(self._show_order)
        self._commands.attach(self._filter, "find.filter")
        self._commands.attach(self._saved, "find.saved_lists")
        self._commands.attach(self._order, "find.sort")
        theme.changed.connect(self.table.viewport().update)
        text_styles.zoom.changed.connect(self.table.viewport().update)

    def _bind(self) -> None:
        bind, session = self._commands.bind, self._session
        bind("move.next", lambda: session.step(1), self._why_no_list)
        bind("move.previous", lambda: session.step(-1), self._why_no_list)
        bind("move.down", lambda: session.step(1), self._why_no_list)
        bind("move.up", lambda: session.step(-1), self._why_no_list)
        bind("move.next_undecided", lambda: session.step_undecided(1), self._why_no_list)
        bind("move.previous_undecided", lambda: session.step_undecided(-1), self._why_no_list)
        bind("move.first", lambda: session.show_position(0), self._why_no_list)
        bind("move.last", lambda: session.show_position(len(session.ids) - 1), self._why_no_list)
        bind("move.go_to", self._go_to, self._why_no_list)
        bind("find.switch_list", self._switch_list, self._why_no_desk)
        bind("find.filter", self._open_filter, self._why_no_desk)
        bind("find.sort", self._open_orders, self._why_no_desk)
        bind("find.clear_filters", self._clear_filters, self._why_no_filter)

    def _on_shown(self, view: View | None) -> None:
        del view
        self.table.show_current(self._session.position)

    def _on_list_changed(self) -> None:
        session = self._session
        if session.door is None:
            page = 3
        elif len(session.ids):
            page = 0
        else:
            page = 1 if session.criteria != Criteria() else 2
        if page == 1:
            self._say_nothing_matches()
        is_empty_now = page == 2 != self._pages.currentIndex()
        self._pages.setCurrentIndex(page)
        if is_empty_now:
            self._import.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.table.show_current(session.position)

    def _say_nothing_matches(self) -> None:
        criteria = self._session.criteria
        if criteria == Criteria(list=criteria.list, order=criteria.order):
            self.nothing_card.say("list-check", nothing_in(criteria.list), "")
            return
        found = filters_of(criteria, self._session.archive_name, self._session.vocabulary)
        words = [part.text for part in found]
        if criteria.list in _SEGMENTS:
            words.insert(0, gettext("List: {name}").format(name=list_word(criteria.list).lower()))
        self.nothing_card.say("search", gettext("No wires match"), " ".join(f"{word}." for word in words))

    def _show_marks(self) -> None:
        self.table.viewport().update()
        self._count_marks()

    def _count_marks(self) -> None:
        marked = len(self._session.marks)
        self.marks_bar.show_counts(marked, self.marked_off_screen if marked else 0)

    def _on_criteria_changed(self, criteria: Criteria) -> None:
        self._lists.set_chosen(criteria.list.value if criteria.list in _SEGMENTS else "")

    def _show_counts(self, counts: Counts) -> None:
        self._left.set_whole_text(
            gettext("{count} left").format(count=f"{counts.to_do:,}") if counts.total else ""
        )
        shown = {ListName.TO_DO: counts.to_do, ListName.DONE: counts.done, ListName.ALL: counts.total}
        for name, count in shown.items():
            is_shown = counts.total and not self._is_compact
            self._lists.set_count(name.value, _short(count) if is_shown else "")

    def _show_order(self) -> None:
        """Say what the list is sorted by, or that it is being looked for."""
        is_awaited = self._session.is_list_awaited
        order, is_reversed = real_order(self._session.criteria)
        words = short_order_word(order, is_reversed=is_reversed)
        self._order.setText(gettext("Searching…") if is_awaited else "" if self._is_compact else words)
        self._order.set_icon("arrows-sort" if self._is_compact and not is_awaited else "")
        whole = order_word(order, is_reversed=is_reversed)
        self._order.setAccessibleName(gettext("Sort the list: {order}").format(order=whole))

    def _open_orders(self) -> None:
        if self._orders is None:
            self._orders = OrderPopover(self.window(), self._session)
        self._orders.open_filled(self._order if self._order.isVisible() else self._lists)

    def _why_no_desk(self) -> str | None:
        return None if self._session.door is not None else gettext("No desk is open")

    def _why_no_list(self) -> str | None:
        return None if len(self._session.ids) else gettext("The list is empty")

    def _why_no_filter(self) -> str | None:
        return None if self._session.criteria != Criteria() else gettext("Nothing is filtered")

    def _choose(self, name: ListName) -> None:
        """Ask for a list; the one that is shown is built anew, without what was decided meanwhile."""
        wanted = replace(self._session.wanted, list=name)
        if wanted == self._session.criteria:
            self._session.reload()
        else:
            self._session.set_criteria(wanted)
        self._on_criteria_changed(self._session.criteria)

    def _switch_list(self) -> None:
        place = _CYCLE.index(self._session.criteria.list)
        self._choose(_CYCLE[(place + 1) % len(_CYCLE)])

    def _clear_filters(self) -> None:
        self._session.set_criteria(Criteria())

    def _open_filter(self) -> None:
        if self._popover is None:
            self._popover = FilterPopover(self.window(), self._session, self._commands)
        self._popover.open_filled(self._filter)

    def _go_to(self) -> None:
        if self._number is None:
            self._number = GoToPopover(self.window(), self._session)
        self._number.ask(self._lists)


def _short(count: int) -> str:
    """Give a count in as few signs as the choice of list has room for."""
    if count < _SHORTENED_FROM:
        return f"{count:,}"
    if count >= _MILLION:
        return gettext("{millions}M").format(millions=f"{count / _MILLION:.4g}")
    return gettext("{thousands}k").format(thousands=f"{count // 1000:,}")


def _padded(widget: QWidget) -> QWidget:
    page = QWidget()
    inside = column(page, (20, 24, 16, 24))
    inside.addWidget(widget)
    inside.addStretch(1)
    return page
