"""A workbook (XLSX): the rows of the CSV as text, in a file whose bytes depend on nothing but them."""

import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar, Final

from editor_app.domain.problems import ExitStatus, Problem, Remark
from editor_app.formats import atomic
from editor_app.formats.outgoing.items import Batch, Outgoing, Sent, Shown
from editor_app.formats.outgoing.kinds import ExportKind
from editor_app.formats.tables import columns, texts

try:
    import xlsxwriter  # type: ignore[import-untyped]
except ImportError:  # the extra `xlsx` brings it
    xlsxwriter = None

_FIXED: Final = datetime(1980, 1, 1)  # noqa: DTZ001 - the library takes a naive one
_MOST_ROWS: Final = 1_000_000
_MOST_CHARACTERS: Final = 32_767
_WIDE: Final = {"headline": 50, "rationale": 60, "review.rationale": 60, "review.note": 40, "name": 24}
_USUAL_WIDTH: Final = 14


class Workbook(ExportKind):
    """One file for a spreadsheet program; every cell is text, so nothing in it is ever run."""

    name: ClassVar[str] = "xlsx"
    title: ClassVar[str] = "Workbook"
    about: ClassVar[str] = "One row per wire, as an Excel workbook. Every cell is text, never a formula."
    ending: ClassVar[str] = "-reviewed.xlsx"
    order: ClassVar[int] = 50

    def refuse_unready(self) -> None:
        """Raise the Problem extra_missing where the library is not installed."""
        if xlsxwriter is None:
            raise Problem("extra_missing", format=self.name, extra="xlsx", package="xlsxwriter")

    def preview(self, item: Outgoing, target: Path) -> Shown | None:
        """Give the row of a wire, a line for each filled cell."""
        pairs = zip(columns(), texts(item.record), strict=True)
        return Shown(target.name, "\n".join(f"{name}: {text}" for name, text in pairs if text) + "\n")

    def write(self, target: Path, batch: Batch, *, force: bool, as_folder: bool) -> Sent:
        """Write the rows, then a sheet of counts; all rows are counted again before the file stands."""
        del as_folder
        self.refuse_unready()
        sheets = _Sheets(batch)
        digest = atomic.write_made(target, sheets.make, _counted(sheets), force=force)
        return Sent(sheets.written, digest, tuple(sheets.notices))


def _counted(sheets: "_Sheets") -> Callable[[Path], None]:
    def check(part: Path) -> None:
        with zipfile.ZipFile(part) as book:
            damaged = book.testzip() is not None
            names = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
            rows = sum(_count(book, name, b"<row ") for name in names)
        if damaged or rows != sheets.rows:
            raise Problem("read_back_differs", ExitStatus.INTEGRITY, path=str(part))

    return check


def _count(book: zipfile.ZipFile, name: str, mark: bytes) -> int:
    found, rest = 0, b""
    with book.open(name) as file:
        while piece := file.read(1 << 20):
            found += (rest + piece).count(mark) - rest.count(mark)
            rest = piece[-len(mark) + 1 :]
    return found


class _Sheets:
    """Fills a workbook row by row, holding one row at a time."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self.written = self.rows = 0
        self.notices: list[Remark] = []
        self._states: Counter[str] = Counter()

    def make(self, path: Path) -> None:
        options = {
            "constant_memory": True,
            "tmpdir": str(path.parent),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        book = xlsxwriter.Workbook(str(path), options)
        book.set_properties({"created": _FIXED, "title": "Reviewed archive"})
        bold = book.add_format({"bold": True})
        self._write_documents(book, bold)
        self._write_counts(book, bold)
        book.close()

    def _write_documents(self, book: Any, bold: Any) -> None:
        sheet, row = None, _MOST_ROWS
        for item in self._batch.items():
            if row == _MOST_ROWS:
                sheet, row = self._new_sheet(book, bold), 0
            row += 1
            self._put(sheet, row, self._cut(item), None)
            self.written += 1
            self._states[item.record["state"]] += 1

    def _new_sheet(self, book: Any, bold: Any) -> Any:
        number = self.written // _MOST_ROWS + 1
        sheet = book.add_worksheet("Documents" if number == 1 else f"Documents {number}")
        for place, name in enumerate(columns()):
            sheet.set_column(place, place, _WIDE.get(name, _USUAL_WIDTH))
        sheet.freeze_panes(1, 0)
        self._put(sheet, 0, columns(), bold)
        return sheet

    def _write_counts(self, book: Any, bold: Any) -> None:
        sheet = book.add_worksheet("Counts")
        sheet.set_column(0, 0, 30)
        lines = [
            ("Documents written", str(self.written)),
            *((f"State: {state}", str(count)) for state, count in sorted(self._states.items())),
            ("Documents not chosen", str(self._batch.not_chosen)),
            ("Documents left out", str(len(self._batch.left_out))),
        ]
        for place, line in enumerate(lines):
            self._put(sheet, place, line, bold if place == 0 else None)

    def _put(self, sheet: Any, row: int, cells: Sequence[str], form: Any) -> None:
        self.rows += 1
        for place, text in enumerate(cells):
            if text:
                sheet.write_string(row, place, text, form)

    def _cut(self, item: Outgoing) -> list[str]:
        """Give the cells of a document, none longer than a cell may be."""
        cells = texts(item.record)
        if all(len(text) <= _MOST_CHARACTERS for text in cells):
            return cells
        self.notices.append(Remark(item.view.row.name, "cell_cut", {"most": _MOST_CHARACTERS}))
        return [_shortened(text) for text in cells]


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_CHARACTERS else f"{text[: _MOST_CHARACTERS - 1]}…"
