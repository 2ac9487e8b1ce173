"""Sharing out: an archive split among editors, a share for a second reader, or one's own read again."""

import secrets
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from editor_app.desk import sharing_out
from editor_app.desk.sharing_out import AGAIN_SHARE, Share
from editor_app.desk.workplace import Workplace
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, ngettext, sentence
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.two_line_list import Item, TwoLineList
from editor_app.ui.widgets.drop_down import DropDown
from editor_app.ui.widgets.frames import column
from editor_app.ui.widgets.segmented import Choice, Segmented
from editor_app.ui.wording import isolated

_WIDTH: Final = 640
_HEIGHT: Final = 150
_SHARES: Final = (0, 5, 10, 15, 20, 25, 33, 50, 100)
_USUAL: Final = 10
_SPLIT, _SECOND, _AGAIN = "split", "second", "again"


class SharingDialog(DialogWindow):
    """Asks for one of the three, and shows beforehand how many wires each share has.

    `chosen` carries the names and criteria of the lists that are to be kept; one that is to be shown at once
    is the only one.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None, desk: Workplace, base: Criteria, editors: list[str]) -> None:
        super().__init__(parent, gettext("Share out wires"), "users", _WIDTH)
        self._desk, self._base = desk, base
        self._shares: list[Share] = []
        self.kind = Segmented(
            [
                Choice(_SPLIT, gettext("Split among editors")),
                Choice(_SECOND, gettext("Second reading")),
                Choice(_AGAIN, gettext("My own again")),
            ]
        )
        self.names = QLineEdit(", ".join(editors))
        self.share = DropDown()
        self.seed = QLineEdit(_draw())
        self._drawn, self._drawn_for = self.seed.text(), (0, 0)
        self.shares = TwoLineList(gettext("Shares"))
        self._about = PlainLabel("", "body", "text2", wraps=True)
        self._share_name = PlainLabel("", "meta_strong", "text2")
        self._names_part, self._share_part, self._seed_part = QWidget(), QWidget(), QWidget()
        self._build()
        self._on_kind_chosen(_SPLIT)
        self.names.setFocus()

    def _build(self) -> None:
        self.kind.set_name(gettext("What is shared out"))
        self.kind.set_chosen(_SPLIT)
        self.names.setAccessibleName(gettext("Editors"))
        self.names.setPlaceholderText(gettext("Names, with commas between them"))
        self.seed.setAccessibleName(gettext("Seed"))
        self.shares.setFixedHeight(_HEIGHT)
        self.body.setSpacing(12)
        self.body.addWidget(self.kind)
        self.body.addWidget(self._about)
        _fill(self._names_part, PlainLabel(gettext("Editors"), "meta_strong", "text2"), self.names)
        _fill(self._share_part, self._share_name, self.share)
        _fill(self._seed_part, PlainLabel(gettext("Seed"), "meta_strong", "text2"), self.seed)
        for part in (self._names_part, self._share_part, self._seed_part, self.shares):
            self.body.addWidget(part)
        self.set_hint("")
        self.add_cross()
        self.add_button(gettext("Cancel"), "outlined", "Esc").clicked.connect(self.reject)
        self._done = self.add_button("", "primary", "Ctrl+Enter")
        self._done.clicked.connect(self._on_done)
        self.kind.chosen.connect(self._on_kind_chosen)
        self.names.textChanged.connect(self._refresh)
        self.seed.textChanged.connect(self._refresh)
        self.share.currentIndexChanged.connect(self._refresh)

    def _on_kind_chosen(self, kind: str) -> None:
        self._about.setText(_about(kind))
        self._names_part.setVisible(kind == _SPLIT)
        self._share_part.setVisible(kind != _AGAIN)
        self._seed_part.setVisible(kind != _AGAIN)
        self._share_name.setText(
            gettext("Read by two of them") if kind == _SPLIT else gettext("Share to be read")
        )
        self.share.setAccessibleName(self._share_name.text())
        self._offer_shares(with_none=kind == _SPLIT)
        self._done.setText(gettext("Save these lists") if kind == _SPLIT else gettext("Read them now"))
        self._refresh()

    def choose_share(self, share: int) -> None:
        """Choose one of the shares on offer."""
        self.share.setCurrentIndex(self.share.findData(share))

    def _offer_shares(self, *, with_none: bool) -> None:
        self.share.blockSignals(True)
        self.share.clear()
        for share in _SHARES[0 if with_none else 1 :]:
            self.share.addItem(gettext("{share} %").format(share=share), share)
        self.choose_share(_USUAL)
        self.share.blockSignals(False)

    def _refresh(self) -> None:
        kind = self.kind.chosen_id
        try:
            self._draw_seed(kind)
            self._shares = self._planned(kind)
        except Problem as problem:
            self._shares = []
            self.set_hint(sentence(problem.code, problem.fields), "reject")
        else:
            self.set_hint(_hint(kind, is_empty=not any(share.documents for share in self._shares)))
        self.shares.show_items([self._item(share) for share in self._shares])
        may_write = self._desk.read_only is None
        self._done.setEnabled(may_write and any(share.documents for share in self._shares))

    def _draw_seed(self, kind: str) -> None:
        """Draw a seed that gives even shares, as long as nobody wrote one."""
        readers = len(self._names()) if kind == _SPLIT else 0
        wanted = (readers, int(self.share.currentData() or 0))
        if kind == _AGAIN or self.seed.text() != self._drawn or self._drawn_for == wanted:
            return
        readers, share = wanted
        self._drawn_for = wanted
        self._drawn = sharing_out.even_seed(self._desk, self._base, _draw, readers=readers, share=share)
        self.seed.blockSignals(True)
        self.seed.setText(self._drawn)
        self.seed.blockSignals(False)

    def _names(self) -> list[str]:
        return [name for name in self.names.text().split(",") if name.strip()]

    def _planned(self, kind: str) -> list[Share]:
        seed = self.seed.text().strip()
        share = int(self.share.currentData() or 0)
        if kind == _SPLIT:
            return sharing_out.split(self._desk, self._names(), share, seed, self._base)
        if kind == _SECOND:
            return [sharing_out.second_reading(self._desk, share, seed, self._base)]
        return [sharing_out.reading_again(self._desk, self._base)]

    def _item(self, share: Share) -> Item:
        wires = ngettext("{count} wire", "{count} wires", share.documents)
        return Item(
            share.part.written(),
            isolated(share.name) if share.name else self._list_name(share),
            f"part:{share.part.written()}",
            wires.format(count=f"{share.documents:,}"),
            icon="user" if share.name else "eye",
        )

    def _list_name(self, share: Share) -> str:
        kind = self.kind.chosen_id
        if kind == _SPLIT:
            return gettext("Part of {name}").format(name=share.name)
        if kind == _SECOND:
            said = gettext("Second reading {share} % ({seed})")
            return said.format(share=share.part.share, seed=share.part.seed)
        return gettext("My own again")

    def _on_done(self) -> None:
        if self._done.isEnabled():
            lists = [(self._list_name(share), share.criteria) for share in self._shares]
            self.accept()
            self.chosen.emit(lists)


def _draw() -> str:
    return secrets.token_hex(4)


def _hint(kind: str, *, is_empty: bool) -> str:
    if is_empty:
        return {
            _SPLIT: gettext("There are no wires to share out."),
            _SECOND: gettext("Nothing to read: no wire of others' that you have not decided is drawn."),
            _AGAIN: gettext("Nothing to read: no wire that you decided is drawn."),
        }[kind]
    if kind == _AGAIN:
        return gettext("They are drawn once and for all, so that nobody chooses them.")
    return gettext("The same seed gives the same shares in every desk.")


def _about(kind: str) -> str:
    texts = {
        _SPLIT: gettext(
            "Everybody named gets a list of their own; some wires are read by two, so that agreement can be"
            " counted. Lists go on as wires come in."
        ),
        _SECOND: gettext(
            "Draws wires others have decided and you have not. You read them blind: nothing shows how they"
            " stand until you have decided."
        ),
        _AGAIN: gettext(
            "Draws {share} % of the wires you decided. You read them blind; what you say now is counted"
            " beside your decision and changes nothing."
        ).format(share=AGAIN_SHARE),
    }
    return texts[kind]


def _fill(part: QWidget, *widgets: QWidget) -> QVBoxLayout:
    lines = column(part, spacing=6)
    for widget in widgets:
        lines.addWidget(widget)
    return lines
