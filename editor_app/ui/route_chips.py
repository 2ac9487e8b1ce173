"""How the event of gate 1 is established: three small chips, or one button where there is little room."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QSizePolicy, QToolButton, QWidget

from editor_app.domain.verdicts import Route
from editor_app.domain.vocabulary import Term
from editor_app.i18n import gettext
from editor_app.ui import text_styles
from editor_app.ui.safe_text import say_tip
from editor_app.ui.theme import DISABLED_OPACITY, theme
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.flow import Flow
from editor_app.ui.widgets.frames import column
from editor_app.ui.widgets.painting import draw_ring, fill_box
from editor_app.ui.widgets.segmented import let_tab_stop_once

_PADDING, _SMALLEST, _RADIUS = 10, 28, 12
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


class RouteChip(QToolButton):
    """One route; its meaning stands in the tooltip."""

    def __init__(self, term: Term, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.route = Route(term.id)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setText(gettext(term.label))
        self.setAccessibleName(gettext("Route: {label}").format(label=self.text()))
        say_tip(self, gettext(term.means))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for the room of the words."""
        words = text_styles.metrics("meta_medium")
        return QSize(
            round(words.horizontalAdvance(self.text())) + 2 * _PADDING + 2,
            max(_SMALLEST, round(words.height()) + 8),
        )

    def minimumSizeHint(self) -> QSize:
        """Give way where the pane is narrow; the words elide."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip, filled once it is taken."""
        del event
        painter = QPainter(self)
        if not self.isEnabled():
            painter.setOpacity(DISABLED_OPACITY)
        rect, taken = QRectF(self.rect()), self.isChecked()
        ground = "accept_soft" if taken else "hover" if self.underMouse() else "surface"
        edge = theme.colour("accept" if taken else "control")
        fill_box(painter, rect.adjusted(0, 2, 0, -2), _RADIUS, theme.colour(ground), edge)
        painter.setFont(text_styles.font("meta_medium"))
        painter.setPen(theme.colour("accept" if taken else "text2"))
        room = rect.adjusted(_PADDING, 0, -_PADDING + 2, 0)
        words = text_styles.metrics("meta_medium")
        shown = words.elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
        if self.hasFocus():
            draw_ring(painter, rect, _RADIUS)
        painter.end()


class RouteChips(QWidget):
    """The three routes; choosing the taken one again leaves it open. Arrow keys move inside."""

    chosen = Signal(object)

    def __init__(self, routes: Sequence[Term], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self._chips = [RouteChip(term) for term in routes if not term.retired]
        self._flow = flow = Flow(gap=4)
        column(self).addWidget(flow)
        for chip in self._chips:
            self._group.addButton(chip)
            flow.add(chip)
            chip.clicked.connect(self._on_chip_clicked)
        let_tab_stop_once(self._chips)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(gettext("Route of criterion 1"))

    @property
    def route(self) -> Route | None:
        """The route that is taken."""
        return next((chip.route for chip in self._chips if chip.isChecked()), None)

    def add_behind(self, hint: QWidget) -> None:
        """Put a hint behind the last chip."""
        self._flow.add(hint)

    def show_route(self, route: Route | None) -> None:
        """Show a route as taken, or none."""
        for chip in self._chips:
            chip.setChecked(chip.route is route)
        let_tab_stop_once(self._chips)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move inside the chips with the arrow keys."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        here = next((place for place, chip in enumerate(self._chips) if chip.hasFocus()), 0)
        self._chips[(here + step) % len(self._chips)].setFocus(Qt.FocusReason.TabFocusReason)

    def _on_chip_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, RouteChip):
            route = chip.route if chip.isChecked() else None
            self.show_route(route)
            self.chosen.emit(route)


class RouteMenu(Button):
    """The route in one button with a menu of the three."""

    chosen = Signal(object)

    def __init__(self, routes: Sequence[Term], parent: QWidget | None = None) -> None:
        super().__init__("", "route", icon="chevron-down", keys="3", spread=True, parent=parent)
        self._labels = {Route(term.id): gettext(term.label) for term in routes if not term.retired}
        self._route: Route | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._offer)

    @property
    def route(self) -> Route | None:
        """The route that is taken."""
        return self._route

    def minimumSizeHint(self) -> QSize:
        """Give way in width."""
        return QSize(0, self.sizeHint().height())

    def show_route(self, route: Route | None) -> None:
        """Show a route as taken, or that it is open."""
        self._route = route
        self.set_kind("route" if route is None else "route_taken")
        self.setText(gettext("Route open") if route is None else self._labels.get(route, route.value))
        self.setAccessibleName(gettext("Route: {label}").format(label=self.text()))

    def _offer(self) -> None:
        menu = QMenu(self)
        for route, label in self._labels.items():
            entry = menu.addAction(label)
            entry.setCheckable(True)
            entry.setChecked(route is self._route)
            entry.triggered.connect(lambda taken, wanted=route: self._on_taken(wanted if taken else None))
        menu.exec(self.mapToGlobal(self.rect().bottomLeft()))

    def _on_taken(self, route: Route | None) -> None:
        self.show_route(route)
        self.chosen.emit(route)
