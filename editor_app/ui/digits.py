"""Which digit of the top row was pressed, on keyboards that write other signs with it as well."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_FIRST_SCAN_CODES = {"xcb": 10, "wayland": 10, "windows": 2}


def digit_of(event: QKeyEvent) -> int | None:
    """Give 1 to 9 for a digit, with Shift or without, None for any other key.

    With Shift most layouts give another sign for a digit, and some do without it: there the place of the key
    tells.
    """
    key = event.key()
    if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
        return key - Qt.Key.Key_1 + 1
    first = _FIRST_SCAN_CODES.get(QGuiApplication.platformName())
    if first is None:
        return None
    place = event.nativeScanCode() - first + 1
    return place if 1 <= place <= 9 else None
