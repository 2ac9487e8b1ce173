"""Rubbish is collected on the window's thread alone.

Python collects cycles on whichever thread happens to be running; on the writer thread that may delete a Qt
object, which only the window's thread may do, and between two steps of Qt's own it may crash.

To look through all that was loaded for the window and the desk takes a tenth of a second and more, in which
the window stands still. It is there to stay, so it is left out.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY = 2_000


class Collector(QObject):
    """Switches the automatic collection off and does it at quiet moments, by Python's own thresholds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._is_settled = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect_what_is_due)
        self._timer.start(_EVERY)
        self.destroyed.connect(gc.enable)

    def settle(self) -> None:
        """Leave out from now on what is there by now: the first desk is open, all is loaded."""
        if not self._is_settled:
            self._is_settled = True
            gc.freeze()

    def collect_what_is_due(self) -> None:
        """Collect the oldest generation that has passed its threshold, and all younger ones with it."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        due = [age for age in range(len(counts)) if counts[age] > thresholds[age] > 0]
        if due:
            gc.collect(due[-1])
