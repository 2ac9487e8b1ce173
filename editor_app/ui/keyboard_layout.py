"""What the keyboard layout of this moment can write."""

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication

_LATIN = (QLocale.Script.LatinScript, QLocale.Script.AnyScript)


def writes_latin_letters() -> bool:
    """Tell whether letters of the Latin script arrive from the keyboard; what is not known counts as yes."""
    return QGuiApplication.inputMethod().locale().script() in _LATIN
