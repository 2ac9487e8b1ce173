"""Grounds, cards, strips and lines: the boxes that things stand in."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget


class Ground(QWidget):
    """A region on the ground of a token."""

    def __init__(self, token: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("ground", token)


class Card(QFrame):
    """A box with a line around it: plain, dashed or floating."""

    def __init__(self, kind: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", kind)


class Strip(QFrame):
    """A coloured strip inside a pane, in the tone plain, accent, accept, amend, reject or flag."""

    def __init__(self, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_tone(tone)

    def set_tone(self, tone: str) -> None:
        """Take another tone."""
        self.setProperty("strip", tone)
        self.style().unpolish(self)
        self.style().polish(self)


class Line(QFrame):
    """A line of one pixel, lying by default."""

    def __init__(self, *, upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("line", True)
        if upright:
            self.setFixedWidth(1)
            self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        else:
            self.setFixedHeight(1)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def column(
    parent: QWidget | None = None, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 0
) -> QVBoxLayout:
    """Give a column of widgets; margins are left, top, right, bottom."""
    return _laid(QVBoxLayout(parent) if parent else QVBoxLayout(), margins, spacing)


def row(
    parent: QWidget | None = None, margins: tuple[int, int, int, int] = (0, 0, 0, 0), spacing: int = 0
) -> QHBoxLayout:
    """Give a row of widgets; margins are left, top, right, bottom."""
    return _laid(QHBoxLayout(parent) if parent else QHBoxLayout(), margins, spacing)


def clear(layout: QBoxLayout) -> None:
    """Take every widget out of a column or row, at once and for good."""
    while (item := layout.takeAt(0)) is not None:
        if (gone := item.widget()) is not None:
            gone.hide()
            gone.setParent(None)
            gone.deleteLater()


_Layout = TypeVar("_Layout", bound=QBoxLayout)


def _laid(layout: _Layout, margins: tuple[int, int, int, int], spacing: int) -> _Layout:
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    return layout
