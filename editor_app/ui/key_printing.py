"""The sheet of keys on paper."""

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import (
    QFont,
    QPageLayout,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtPrintSupport import QPrinter

from editor_app.i18n import gettext
from editor_app.ui.key_lines import KeyGroup

_MARGIN_MM = 14
_POINTS = 8


def print_keys(printer: QPrinter, columns: tuple[tuple[KeyGroup, ...], ...], profile: str) -> None:
    """Print all keys, in the columns in which the window shows them."""
    printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    printer.setPageMargins(QMarginsF(*[_MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)
    keys_document(columns, profile).print_(printer)


def keys_document(columns: tuple[tuple[KeyGroup, ...], ...], profile: str) -> QTextDocument:
    """Give the sheet as a document of one table, a cell for each column; `profile` stands in its title."""
    document = QTextDocument()
    document.setDefaultFont(QFont(QFont().family(), _POINTS))
    cursor = QTextCursor(document)
    title = gettext("Review Desk: keyboard shortcuts ({profile})").format(profile=profile)
    cursor.insertText(title, _format(_POINTS + 4, QFont.Weight.DemiBold))
    cursor.insertBlock()
    outline = QTextTableFormat()
    outline.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    outline.setCellPadding(4)
    outline.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table = cursor.insertTable(1, len(columns), outline)
    for number, groups in enumerate(columns):
        _write_column(table.cellAt(0, number).firstCursorPosition(), groups)
    return document


def _write_column(cursor: QTextCursor, groups: tuple[KeyGroup, ...]) -> None:
    for number, group in enumerate(group for group in groups if group.lines):
        if number:
            cursor.insertBlock()
        cursor.insertText(f"{group.title}\n", _format(_POINTS + 1, QFont.Weight.DemiBold))
        for line in group.lines:
            cursor.insertText(", ".join(line.all_keys), _format(_POINTS, QFont.Weight.DemiBold))
            cursor.insertText(f"  {line.title}\n", _format(_POINTS, QFont.Weight.Normal))


def _format(points: int, weight: QFont.Weight) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFontPointSize(points)
    made.setFontWeight(weight)
    return made
