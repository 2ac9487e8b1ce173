"""The report as a PDF: the same page as the HTML report, laid out on paper."""

from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter

from editor_app.desk import exporting
from editor_app.desk.export_choice import Choice, ExportReport
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.ui.safe_text import page_document

_MARGIN_MM: Final = 16
_DOTS_PER_INCH: Final = 300
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
    page_document(page.decode("utf-8")).print_(writer)
    del writer  # it ends the file when it goes
    return bytes(buffer.data().data())
