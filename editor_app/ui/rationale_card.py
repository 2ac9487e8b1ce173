"""Why this is an AI incident: the rationale as it stands, and on how many other wires it stands too."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from editor_app.domain.lists import View
from editor_app.domain.verdicts import Outcome
from editor_app.i18n import gettext, ngettext
from editor_app.ui.growing_text import GrowingText, Run
from editor_app.ui.safe_text import ElidedLabel, PlainLabel, say_tip
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.chip import Chip
from editor_app.ui.widgets.focus_frame import FocusFrame
from editor_app.ui.widgets.frames import Card, Strip, column, row
from editor_app.ui.widgets.icon_view import IconView
from editor_app.ui.widgets.keycap import KeyCaps
from editor_app.ui.wording import calendar_day, count_words, same_text, words_count

_LINES_WHEN_CUT = 3
_WORDS_IN_FIRST_LINES = 30
_FAR = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class ShownRationale:
    """A rationale as the card shows it: `test` is the test line under it, `kind` the word on the chip."""

    text: str
    test: str
    kind: str

    @property
    def whole(self) -> str:
        """The text with its test line, as they stand in the document."""
        return f"{self.text}\n{self.test}" if self.test else self.text


BULK, AMENDED, WRITTEN, MISSING, SINGLE = "bulk", "amended", "written", "missing", "single"


def shown_rationale(view: View) -> ShownRationale:
    """Give the rationale that stands: the amended one, else the proposed one with its batch, verbatim.

    While editors disagree it is the proposed one; what each of them wrote is shown where it is settled.
    """
    verdict = view.standing.undisputed
    is_proposed = view.document.rationale is not None
    if verdict is not None and verdict.outcome is Outcome.AMEND and verdict.rationale is not None:
        return ShownRationale(verdict.rationale, "", AMENDED if is_proposed else WRITTEN)
    if not is_proposed:
        return ShownRationale("", "", MISSING)
    proposed, test = _verbatim(view)
    return ShownRationale(proposed, test, BULK if view.same_rationale else SINGLE)


def _verbatim(view: View) -> tuple[str, str]:
    """Cut the document's section into what stands before the test line, and the test line."""
    document = view.document
    section, test = document.spans.section, document.spans.test
    if section is None:
        return document.rationale or "", ""
    if test is None:
        return section.of(document.text).strip(), ""
    return document.text[section.start : test.start].strip(), test.of(document.text).strip()


class RationaleCard(QWidget):
    """The rationale with its heading; where there is none, a card that says so."""

    same_text_asked = Signal()
    write_asked = Signal()
    compare_asked = Signal()
    unfolded = Signal()
    flags_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = ShownRationale("", "", MISSING)
        self._is_cut = False
        self._whole = whole = column(self, spacing=10)
        whole.addLayout(self._build_header())
        whole.addWidget(self._build_card())
        whole.addWidget(self._build_missing())
        whole.addWidget(self._build_strip())

    @property
    def text(self) -> str:
        """The whole rationale, also while it is cut."""
        return self._shown.whole

    @property
    def same_text(self) -> str:
        """What it says of other wires with the same text, "" where there are none."""
        return self._strip_text.whole_text if self._strip.isVisibleTo(self) else ""

    @property
    def is_missing(self) -> bool:
        """True while the document has no rationale."""
        return self._shown.kind == MISSING

    @property
    def can_be_cut(self) -> bool:
        """True where the rationale is longer than its first lines."""
        return count_words(self._shown.whole) > _WORDS_IN_FIRST_LINES

    @property
    def is_cut(self) -> bool:
        """True while only its first lines are shown."""
        return self._is_cut

    def show_view(self, view: View, *, compact: bool, cut: bool) -> None:
        """Show a document's rationale; `cut` shortens a long one the editor has seen before."""
        self._shown = shown_rationale(view)
        is_missing = self._shown.kind == MISSING
        self._card.setVisible(not is_missing)
        self._missing.setVisible(is_missing)
        self._compare.setVisible(self._shown.kind == AMENDED)
        cut = cut and self.can_be_cut
        self._inside.setContentsMargins(14, 8 if compact else 12, 14, 4 if cut else 8 if compact else 12)
        self._inside.setSpacing(2 if compact else 8)
        self._whole.setSpacing(8 if compact else 10)
        self._show_strip(view)
        self._show_chip(view, compact=compact)
        self.set_cut(cut=cut)

    def set_cut(self, *, cut: bool) -> None:
        """Show the first lines alone, or everything."""
        self._is_cut = cut
        paragraphs = [[Run(self._shown.text)]]
        if self._shown.test:
            paragraphs.append([Run(self._shown.test, "text2")])
        self._text.show_paragraphs(paragraphs, most_lines=_LINES_WHEN_CUT if cut else 0)
        words = words_count(count_words(self._shown.whole))
        self._more.setText(gettext("Show all {words}").format(words=words))
        self._more_row.setVisible(cut)

    def show_flag_count(self, count: int) -> None:
        """Show in small windows how many things the desk noticed; none where there are none."""
        is_bulk = self._shown.kind == BULK
        words = ngettext("{count} thing noticed", "{count} things noticed", count).format(count=count)
        for button, is_its_place in ((self._strip_flags, is_bulk), (self._flags, not is_bulk)):
            button.setText(str(count))
            button.setAccessibleName(words)
            say_tip(button, words)
            button.setVisible(bool(count) and is_its_place)

    def set_keys(self, whole: str, write: str, same: str) -> None:
        """Show the keys of what can be done here."""
        self._more_key.set_keys(whole)
        self._write.set_keys(write)
        self._same.setAccessibleDescription(gettext("Key {keys}").format(keys=same) if same else "")

    def _build_header(self) -> QHBoxLayout:
        header = row(spacing=8)
        header.addWidget(PlainLabel(gettext("Why this is an AI incident"), "pane_title"))
        self._chip = Chip("")
        self._batch = ElidedLabel("", "meta", "text2")
        self._batch.setAlignment(_FAR)
        header.addWidget(self._batch, 1)
        header.addWidget(self._chip)
        self._flags = self._flags_button("count")
        header.addWidget(self._flags)
        return header

    def _build_card(self) -> QFrame:
        self._card = Card("plain")
        self._inside = column(self._card, (14, 12, 14, 12), 8)
        inside = self._inside
        self._text = GrowingText()
        self._text.setAccessibleName(gettext("Rationale"))
        inside.addWidget(self._text)
        inside.addWidget(self._build_more())
        self._compare = Button(gettext("Compare with the proposed text"), "link")
        self._compare.clicked.connect(self.compare_asked)
        inside.addWidget(self._compare)
        FocusFrame(self._card, self._text, radius=7)
        return self._card

    def _build_more(self) -> QWidget:
        self._more_row = QWidget()
        line = row(self._more_row)
        self._more = Button("", "link")
        self._more.clicked.connect(self.unfolded)
        self._more_key = KeyCaps("W")
        line.addWidget(self._more)
        line.addStretch(1)
        line.addWidget(self._more_key)
        return self._more_row

    def _build_missing(self) -> QFrame:
        self._missing = Card("dashed")
        inside = column(self._missing, (16, 14, 16, 14), 4)
        inside.addWidget(PlainLabel(gettext("No rationale in this document"), "strong", wraps=True))
        explained = gettext(
            "It came in without a “Why this is an AI incident” section. "
            "Write one, or reject it if it reports no incident."
        )
        inside.addWidget(PlainLabel(explained, "body", "text2", wraps=True))
        inside.addSpacing(8)
        self._write = Button(gettext("Write a rationale"), "strong", icon="pencil")
        self._write.clicked.connect(self.write_asked)
        inside.addWidget(self._write)
        return self._missing

    def _build_strip(self) -> QFrame:
        self._strip = Strip("amend")
        line = row(self._strip, (10, 1, 4, 1), 8)
        line.addWidget(IconView("copy", "amend", 16))
        self._strip_text = ElidedLabel("", "meta_strong", "amend")
        line.addWidget(self._strip_text, 1)
        self._same = Button(gettext("Show"), "strip")
        self._same.clicked.connect(self.same_text_asked)
        line.addWidget(self._same)
        self._strip_flags = self._flags_button("strip")
        line.addWidget(self._strip_flags)
        return self._strip

    def _flags_button(self, kind: str) -> Button:
        button = Button("", kind, icon="eye")
        button.clicked.connect(lambda: self.flags_asked.emit(button))
        button.hide()
        return button

    def _show_strip(self, view: View) -> None:
        is_bulk = self._shown.kind == BULK
        self._strip.setVisible(is_bulk)
        self._strip_text.set_whole_text(same_text(view.same_rationale))
        self._same.setAccessibleName(gettext("Show wires with the same rationale"))

    def _show_chip(self, view: View, *, compact: bool) -> None:
        word, tone, icon = _CHIPS.get(self._shown.kind, ("", "plain", ""))
        batch = view.document.batch_date
        is_dated = compact and self._shown.kind == BULK and batch is not None
        self._batch.set_whole_text(gettext("Bulk · {day}").format(day=calendar_day(batch)) if batch else "")
        self._batch.setVisible(is_dated)
        self._chip.setVisible(bool(word) and not is_dated)
        self._chip.show_text(gettext(word) if word else "", tone, "" if compact else icon)


_CHIPS = {
    BULK: ("Bulk text", "amend", "copy"),
    AMENDED: ("Amended", "amend", "pencil"),
    WRITTEN: ("Written", "accept", "pencil-plus"),
    MISSING: ("Missing", "plain", "circle-dashed"),
}
