"""The frame of every dialog: centred over its window, which is dimmed, and closed by Escape."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPixmap, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from editor_app.i18n import gettext as _
from editor_app.ui.safe_text import ElidedLabel, PlainLabel
from editor_app.ui.scrim import Scrim
from editor_app.ui.theme import theme
from editor_app.ui.widgets.button import Button, icon_button
from editor_app.ui.widgets.frames import Line, column, row
from editor_app.ui.widgets.icon_view import IconView
from editor_app.ui.widgets.painting import fill_box

RADIUS: Final = 12
_MARGIN: Final = 24
_EDGE: Final = 1
_BUTTON_HEIGHT: Final = 36


class DialogWindow(QDialog):
    """A dialog: a head with icon and title, `body`, and a foot that appears with its first button.

    A part can be pinned between body and foot: it is in view however much there is to scroll.

    It is as wide as it was made, as high as its content and never larger than the window it lies over; what
    does not fit can be scrolled. Escape closes it, the focus goes back to where it was.
    """

    def __init__(self, parent: QWidget | None, title: str, icon: str, width: int) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._wanted_width = width
        self._scrim: Scrim | None = None
        self._opener: QWidget | None = None
        self._below: dict[tuple[int, int], QPixmap] = {}
        self._is_looking = False
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._title = ElidedLabel(title, "dialog_title")
        self._hint = PlainLabel("", "meta", "text2", wraps=True)
        self._frame_parts = column(self, (_EDGE, _EDGE, _EDGE, _EDGE))
        self._frame_parts.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._content = _Content()
        self._content.wish_changed.connect(self._on_wish_changed)
        self._scroll = QScrollArea()
        self._head = self._build_head(icon)
        self.body: QVBoxLayout = self._build_body()
        self._pinned = QWidget()
        self._pinned_parts = column(self._pinned)
        self._pinned.hide()
        self._frame_parts.addWidget(self._pinned)
        self._foot: QHBoxLayout | None = None
        self.set_title(title)
        theme.changed.connect(self._on_theme_changed)

    @property
    def title(self) -> str:
        """What the head says."""
        return self._title.whole_text

    @property
    def hint(self) -> str:
        """What the foot says."""
        return self._hint.text()

    def set_title(self, title: str) -> None:
        """Say what the dialog is at now."""
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._title.set_whole_text(title)

    def set_hint(self, text: str, tone: str = "text2") -> None:
        """Say something at the left of the foot."""
        self._foot_row()
        self._hint.set_tone(tone)
        self._hint.setText(text)

    def add_to_head(self, widget: QWidget) -> None:
        """Put a widget at the far edge of the head."""
        self._head.addWidget(widget)

    def add_cross(self) -> Button:
        """Put a button that closes the dialog at the far edge of the head."""
        cross = icon_button("x", _("Close"))
        cross.clicked.connect(self.reject)
        self.add_to_head(cross)
        return cross

    def pin(self, part: QWidget) -> QWidget:
        """Put a part, with its own margins, between body and foot; give it with its line, to be hidden."""
        self._pinned_parts.addWidget(Line())
        self._pinned_parts.addWidget(part)
        self._pinned.show()
        return self._pinned

    def add_button(self, text: str, kind: str = "outlined", keys: str = "") -> Button:
        """Put a button into the foot; where its key is Enter or Ctrl+Enter, that is bound as well."""
        button = Button(text, kind, keys=keys)
        button.setMinimumHeight(_BUTTON_HEIGHT)
        self._foot_row().addWidget(button)
        if keys == "Enter":
            button.setAutoDefault(True)
            button.setDefault(True)
        elif keys == "Ctrl+Enter":
            for sequence in ("Ctrl+Return", "Ctrl+Enter"):
                QShortcut(QKeySequence(sequence), self).activated.connect(button.click)
        return button

    def present(self) -> None:
        """Show the dialog over its window and take the keyboard."""
        self._opener = QApplication.focusWidget()
        window = self.parentWidget()
        if window is not None:
            host = window.window()
            self._scrim = Scrim(host, RADIUS if isinstance(host, DialogWindow) else 0)
            host.installEventFilter(self)
        self.refit()
        self.open()
        self._measure_without_bar()

    def refit(self) -> None:
        """Take the size the content wants, and stand in the middle of the window."""
        self._take_place()
        self._measure_without_bar()

    def _take_place(self) -> None:
        area = self._area()
        width = min(self._wanted_width, area.width() - 2 * _MARGIN)
        size = QSize(width, min(self._wanted_height(width - 2 * _EDGE), area.height() - 2 * _MARGIN))
        frame = QRect(QPoint(0, 0), size)
        frame.moveCenter(area.center())
        if frame == self.geometry() and self._below:
            return
        self.setGeometry(frame)
        self._look_below(frame)

    def event(self, event: QEvent) -> bool:
        """Follow the content when it grows or shrinks."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self.refit()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window when it is moved or resized."""
        is_moved = event.type() in (QEvent.Type.Resize, QEvent.Type.Move)
        if is_moved and self.isVisible() and not self._is_looking:
            self._below.clear()
            self.refit()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page what does not fit, wherever the keyboard is; Escape closes."""
        step = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + step * bar.pageStep())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rounded sheet; in its corners the dimmed window shows, with or without a compositor."""
        del event
        painter = QPainter(self)
        for corner, picture in self._below.items():
            painter.drawPixmap(QPoint(*corner), picture)
        fill_box(painter, QRectF(self.rect()), RADIUS, theme.colour("surface"), theme.colour("border"))
        painter.end()

    def hideEvent(self, event: QHideEvent) -> None:
        """Give the window its light and the opener its focus back."""
        super().hideEvent(event)
        scrim, self._scrim = self._scrim, None
        if scrim is not None:
            scrim.window().removeEventFilter(self)
            scrim.window().activateWindow()
            scrim.hide()
            scrim.deleteLater()
        opener, self._opener = self._opener, None
        if opener is not None and opener.isVisible():
            opener.setFocus(Qt.FocusReason.PopupFocusReason)

    def _build_head(self, icon: str) -> QHBoxLayout:
        part = QWidget()
        head = row(part, (_MARGIN, 14, 16, 14), 12)
        head.addWidget(IconView(icon, "accent", 22))
        head.addWidget(self._title, 1)
        self._frame_parts.addWidget(part)
        self._frame_parts.addWidget(Line())
        return head

    def _build_body(self) -> QVBoxLayout:
        scroll = self._scroll
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setMinimumSize(0, 0)
        scroll.setWidget(self._content)
        self._content.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        self._frame_parts.addWidget(scroll, 1)
        return self._content.column

    def _measure_without_bar(self) -> None:
        """Let go of a scroll bar that was needed in a lower dialog.

        It takes width, so that words wrap anew and it would seem needed still.
        """
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def _foot_row(self) -> QHBoxLayout:
        if self._foot is None:
            part = QWidget()
            self._frame_parts.addWidget(Line())
            self._frame_parts.addWidget(part)
            self._foot = row(part, (_MARGIN, 12, _MARGIN, 12), 8)
            self._foot.addWidget(self._hint, 1)
        return self._foot

    def _look_below(self, frame: QRect) -> None:
        """Take a picture of the dimmed window where the corners of the dialog will let it show.

        Looking makes Qt deliver resizes that wait, which must not make the dialog look again.
        """
        if self._scrim is None or self._is_looking:
            return
        self._is_looking = True
        host = self._scrim.window()
        place = QRect(host.mapFromGlobal(frame.topLeft()), frame.size())
        self._scrim.cast_shadow(place)
        self._below = {
            (corner.x(), corner.y()): host.grab(corner.translated(place.topLeft()))
            for corner in _corners(frame.size())
        }
        self._is_looking = False
        self.update()

    def _area(self) -> QRect:
        """Give the rectangle on the screen in whose middle the dialog stands: the undermost window's."""
        below = self.parentWidget()
        if below is None:
            return self.screen().availableGeometry()
        host = below.window()
        while isinstance(host, DialogWindow) and (parent := host.parentWidget()) is not None:
            host = parent.window()
        return QRect(host.mapToGlobal(QPoint(0, 0)), host.size())

    def _wanted_height(self, width: int) -> int:
        heights = [_height_for(self._head, width), _height_for(self.body, width)]
        if self._foot is not None:
            heights.append(_height_for(self._foot, width) + 1)
        if not self._pinned.isHidden():
            heights.append(_height_for(self._pinned_parts, width))
        return sum(heights) + 2 * _EDGE + 1

    def _on_wish_changed(self) -> None:
        if self.isVisible():
            self.refit()

    def _on_theme_changed(self) -> None:
        if self._scrim is not None:
            self._look_below(self.geometry())


class _Content(QWidget):
    """What can be scrolled in a dialog: as low as its parts can get in the width there is, not lower."""

    wish_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = column(self, (_MARGIN, 16, _MARGIN, 20), 12)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.wish_changed.emit()
        return done

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0) if self.column.hasHeightForWidth() else self.column.totalMinimumSize()

    def heightForWidth(self, width: int) -> int:
        return self.column.totalMinimumHeightForWidth(width)


def _corners(size: QSize) -> list[QRect]:
    right, bottom = size.width() - RADIUS, size.height() - RADIUS
    return [QRect(x, y, RADIUS, RADIUS) for x in (0, right) for y in (0, bottom)]


def _height_for(layout: QLayout, width: int) -> int:
    layout.activate()
    if layout.hasHeightForWidth():
        return layout.totalHeightForWidth(width)
    return layout.totalSizeHint().height()
