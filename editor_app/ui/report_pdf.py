"""The report as a PDF: the same page as the HTML report, laid out on paper."""

from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from editor_app.desk import exporting
from editor_app.desk.export_choice import Choice, ExportReport
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.ui.safe_text import page_document

_MARGIN_MM: Final = 16
_DOTS_PER_INCH: Final = 1200
# Pixels of the page: with so many to the inch A4 is as wide as the page on a screen, and its text 9 points.
_PAGE_DOTS_PER_INCH: Final = 128
_FOOT, _FOOT_TEXT = 28, 13
# A longer text would take the layout minutes; the HTML report has it whole.
_MOST_CHARACTERS: Final = 20_000


def write_pdf(desk: Workplace, choice: Choice, watch: Watch | None = None) -> ExportReport:
    """Write the report on what was chosen as a PDF, whole or not at all."""
    return exporting.run_converted(desk, choice, as_pdf, _MOST_CHARACTERS, watch)


def as_pdf(page: bytes) -> bytes:
    """Lay a page of HTML out on A4, page numbers at its foot."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(*[_MARGIN_MM] * 4), QPageLayout.Unit.Millimeter)
    writer.setTitle("Reviewed archive")
    _print(page_document(page.decode("utf-8")), writer)
    del writer  # it ends the file when it goes
    return bytes(buffer.data().data())


def _print(document: QTextDocument, writer: QPdfWriter) -> None:
    """Draw a document page by page, its pixels made larger to the dots of the paper."""
    sheet = QSizeF(writer.pageLayout().paintRectPixels(_PAGE_DOTS_PER_INCH).size())
    area = QSizeF(sheet.width(), sheet.height() - _FOOT)
    document.setDocumentMargin(0)
    document.setPageSize(area)
    painter = QPainter(writer)
    font = document.defaultFont()
    font.setPixelSize(_FOOT_TEXT)
    painter.setFont(font)
    painter.scale(*[_DOTS_PER_INCH / _PAGE_DOTS_PER_INCH] * 2)
    count = document.pageCount()
    for number in range(count):
        if number:
            writer.newPage()
        painter.save()
        painter.translate(0, -number * area.height())
        document.drawContents(painter, QRectF(0, number * area.height(), area.width(), area.height()))
        painter.restore()
        foot = QRectF(0, area.height(), area.width(), _FOOT)
        corner = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
        painter.drawText(foot, corner, f"{number + 1} / {count}")
    painter.end()
