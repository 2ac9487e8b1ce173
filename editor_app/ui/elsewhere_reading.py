"""Two documents side by side: the wire, and another on the same event perhaps; or what differs in them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from editor_app.domain.lists import View
from editor_app.domain.same_event import Elsewhere
from editor_app.i18n import gettext
from editor_app.ui.diff_view import DiffView
from editor_app.ui.document_view import DocumentView
from editor_app.ui.elsewhere_words import place_line, reason_line
from editor_app.ui.safe_text import ElidedLabel, PlainLabel, open_link
from editor_app.ui.source_strip import SourceStrip
from editor_app.ui.widgets.button import Button, icon_button
from editor_app.ui.widgets.frames import Ground, Line, column, row

_LONGEST_COMPARED = 20_000


class ElsewhereReading(QWidget):
    """The texts in two columns, their heads above, what is made of the other one below."""

    back_asked = Signal()
    step_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.own, self.other = DocumentView(), DocumentView()
        self.own.setAccessibleName(gettext("This wire"))
        self.other.setAccessibleName(gettext("The other document"))
        self.strip = SourceStrip()
        self._difference = DiffView()
        self._view: View | None = None
        self._shown: View | None = None
        self._own_place, self._other_place = (ElidedLabel("", "meta", "text2") for _ in range(2))
        self._why = ElidedLabel("", "meta", "text2")
        self._number = PlainLabel("", "meta", "text2")
        self._differ = Button(gettext("What differs"), "outlined", icon="git-compare")
        self._pages = QStackedWidget()
        self._build()

    @property
    def is_comparing(self) -> bool:
        """True while what differs is shown."""
        return self._pages.currentIndex() == 1

    @property
    def difference(self) -> DiffView:
        """What differs in the two texts."""
        return self._difference

    @property
    def why(self) -> str:
        """What speaks for one event."""
        return self._why.whole_text

    @property
    def shown(self) -> View | None:
        """The other document on screen."""
        return self._shown

    def stops(self) -> tuple[QWidget, ...]:
        """Give what the focus goes round."""
        return (self.own, self.other, self.strip)

    def show_pair(self, view: View, other: View, hit: Elsewhere, number: int, total: int) -> None:
        """Show a wire and another document beside it."""
        self._show_own(view)
        self._shown = other
        self.other.show_document(other.document, other.metadata.get("url"))
        self._other_place.set_whole_text(place_line(hit))
        self._why.set_whole_text(reason_line(hit))
        self._number.setText(gettext("{number} of {count}").format(number=number, count=total))
        self._compare(is_wanted=False)

    def set_compact(self, compact: bool) -> None:
        """Use the smaller text of a small window, or the usual one."""
        for text in (self.own, self.other):
            text.set_compact(compact)

    def toggle_difference(self) -> None:
        """Show what differs in the two texts, or the texts again."""
        self._compare(is_wanted=not self.is_comparing)

    def _show_own(self, view: View) -> None:
        if self._view is None or self._view.row.id != view.row.id:
            self.own.show_document(view.document, view.metadata.get("url"))
        self._view = view
        self._own_place.set_whole_text(
            gettext("This wire") + (f"  ·  {view.row.source}" if view.row.source else "")
        )

    def _compare(self, *, is_wanted: bool) -> None:
        if is_wanted and self._view is not None and self._shown is not None:
            texts = (self._view.document.body, self._shown.document.body)
            self._difference.compare_texts(*(text[:_LONGEST_COMPARED] for text in texts))
        self._pages.setCurrentIndex(1 if is_wanted else 0)
        self._differ.setText(gettext("Both texts") if is_wanted else gettext("What differs"))

    def _build(self) -> None:
        inside = column(self)
        inside.addWidget(self._build_head())
        inside.addWidget(Line())
        self._pages.addWidget(self._build_texts())
        self._pages.addWidget(self._build_difference())
        inside.addWidget(self._pages, 1)
        inside.addWidget(Line())
        inside.addWidget(self.strip)

    def _build_head(self) -> QWidget:
        part = QWidget()
        line = row(part, (12, 6, 12, 6), 8)
        back = Button(gettext("All"), "text", icon="chevron-left")
        back.clicked.connect(self.back_asked)
        line.addWidget(back)
        line.addWidget(self._why, 1)
        line.addWidget(self._differ)
        self._differ.clicked.connect(self.toggle_difference)
        for icon, name, step in (
            ("arrow-up", gettext("The one before"), -1),
            ("arrow-down", gettext("The next one"), 1),
        ):
            button = icon_button(icon, name)
            button.clicked.connect(lambda _checked=False, by=step: self.step_asked.emit(by))
            line.addWidget(button)
        line.addWidget(self._number)
        return part

    def _build_texts(self) -> QWidget:
        part = QWidget()
        line = row(part)
        line.addWidget(_text_column(self._own_place, self.own), 1)
        line.addWidget(Line(upright=True))
        line.addWidget(_text_column(self._other_place, self.other), 1)
        for text in (self.own, self.other):
            text.link_asked.connect(lambda address: open_link(self, address))
        return part

    def _build_difference(self) -> QWidget:
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(gettext("What differs"))
        content = Ground("surface")
        column(content, (20, 14, 20, 14)).addWidget(self._difference, 0, Qt.AlignmentFlag.AlignTop)
        scroll.setWidget(content)
        return scroll


def _text_column(place: QWidget, text: QWidget) -> QWidget:
    part = QWidget()
    inside = column(part)
    head = QWidget()
    column(head, (32, 8, 20, 6)).addWidget(place)
    inside.addWidget(head)
    inside.addWidget(text, 1)
    return part
