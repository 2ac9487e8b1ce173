"""A list of remarks on documents: what was left out, what came in with a notice, and what can be done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from editor_app.domain.problems import Remark
from editor_app.i18n import gettext, ngettext, sentence
from editor_app.ui.safe_text import ElidedLabel, PlainLabel
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.chip import Chip
from editor_app.ui.widgets.frames import Card, Line, column, row
from editor_app.ui.widgets.icon_view import IconView

_MOST_SHOWN: Final = 100
_ROWS_BEFORE_SCROLLING: Final = 3.5


@dataclass(frozen=True, slots=True)
class Act:
    """What can be done about a remark: the word on the button, and what it does with the remark."""

    word: str
    slot: Callable[[Remark], object]


class RemarkList(QWidget):
    """Problems first, then notices, under a heading that counts them; "Copy list" copies every one.

    `problem_act` and `notice_act` are what can be done about one of either, where anything can.
    """

    def __init__(self, problem_act: Act | None = None, notice_act: Act | None = None) -> None:
        super().__init__()
        self._problem_act, self._notice_act = problem_act, notice_act
        self._problems: tuple[Remark, ...] = ()
        self._notices: tuple[Remark, ...] = ()
        self._left_out = Chip("", "reject", "circle-x")
        self._to_check = Chip("", "amend", "alert-triangle")
        self._rows: QVBoxLayout = column()
        self._area = _RowsArea(self._rows)
        whole = column(self, spacing=8)
        whole.addLayout(self._build_head())
        frame = Card()
        column(frame, (1, 1, 1, 1)).addWidget(self._area)
        whole.addWidget(frame, 1)
        self.hide()

    def show_remarks(
        self, problems: Sequence[Remark], notices: Sequence[Remark], *, are_in: bool = False
    ) -> None:
        """Show these remarks; with none the list goes away. What is not in yet cannot be acted on."""
        self._problems, self._notices = tuple(problems), tuple(notices)
        self._area.clear()
        self._left_out.setVisible(bool(problems))
        self._left_out.show_text(_left_out(len(problems)), "reject", "circle-x")
        self._to_check.setVisible(bool(notices))
        self._to_check.show_text(_to_check(len(notices)), "amend", "alert-triangle")
        shown = [(remark, True) for remark in problems[:_MOST_SHOWN]]
        shown += [(remark, False) for remark in notices[: _MOST_SHOWN - len(shown)]]
        for number, (remark, is_problem) in enumerate(shown):
            if number:
                self._add(Line())
            act = self._problem_act if is_problem else self._notice_act if are_in else None
            self._add(_RemarkRow(remark, is_problem, act))
        self._say_how_many_more(len(problems) + len(notices) - len(shown))
        self.setVisible(bool(problems or notices))
        self._area.updateGeometry()

    def as_text(self) -> str:
        """Give every remark, one a line: name, a tab, what it says."""
        remarks = (*self._problems, *self._notices)
        return "".join(f"{remark.name}\t{sentence(remark.code, remark.fields)}\n" for remark in remarks)

    def _build_head(self) -> QHBoxLayout:
        copy = Button(gettext("Copy list"), "link")
        copy.clicked.connect(self._on_copy_clicked)
        head = row(spacing=8)
        head.addWidget(PlainLabel(gettext("Problems"), "strong"))
        head.addWidget(self._left_out)
        head.addWidget(self._to_check)
        head.addStretch(1)
        head.addWidget(copy)
        return head

    def _say_how_many_more(self, count: int) -> None:
        if count > 0:
            text = ngettext("and {count} more", "and {count} more", count).format(count=f"{count:,}")
            label = PlainLabel(text, "meta", "text2")
            label.setContentsMargins(14, 10, 14, 10)
            self._add(Line())
            self._add(label)

    def _add(self, part: QWidget) -> None:
        """Put a part below the others, shown at once: the list is measured before Qt would show it."""
        self._rows.addWidget(part)
        part.show()

    def _on_copy_clicked(self) -> None:
        QApplication.clipboard().setText(self.as_text())


class _RowsArea(QScrollArea):
    """Shows a few rows and lets the others be scrolled to."""

    def __init__(self, rows: QVBoxLayout) -> None:
        super().__init__()
        self._content = QWidget()
        self._content.setLayout(rows)
        rows.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._content)
        self._content.setAutoFillBackground(False)

    def clear(self) -> None:
        """Take every row away."""
        for child in self._content.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            child.hide()
            child.setParent(None)
            child.deleteLater()

    def sizeHint(self) -> QSize:
        rows = self._content.findChildren(_RemarkRow)
        whole = self._content.sizeHint().height()
        few = round(rows[0].sizeHint().height() * _ROWS_BEFORE_SCROLLING) if rows else 0
        return QSize(200, min(whole, few))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, min(self.sizeHint().height(), 64))


class _RemarkRow(QWidget):
    """One remark: a sign, the name, what it says, and a button."""

    def __init__(self, remark: Remark, is_problem: bool, act: Act | None) -> None:
        super().__init__()
        inside = row(self, (14, 8, 12, 8), 12)
        icon, tone = ("circle-x", "reject") if is_problem else ("alert-triangle", "amend")
        inside.addWidget(IconView(icon, tone, 18))
        words = column(spacing=1)
        words.addWidget(ElidedLabel(remark.name, "body_medium"))
        words.addWidget(ElidedLabel(sentence(remark.code, remark.fields), "meta", "text2"))
        inside.addLayout(words, 1)
        if act is not None:
            button = Button(act.word, "link")
            button.setAccessibleName(f"{act.word}: {remark.name}")
            button.clicked.connect(lambda: act.slot(remark))
            inside.addWidget(button)


def _left_out(count: int) -> str:
    return ngettext("{count} left out", "{count} left out", count).format(count=f"{count:,}")


def _to_check(count: int) -> str:
    return ngettext("{count} to check", "{count} to check", count).format(count=f"{count:,}")
