"""A sheet of decisions: JSON Lines or CSV, one decision a line, told by the number of the line."""

import csv
import io
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from editor_app.domain.problems import Problem, Remark
from editor_app.formats.strict_json import BadJson, parse

COLUMNS = (
    "id",
    "name",
    "outcome",
    "reason",
    "rationale",
    "verifiable",
    "route",
    "but_for",
    "is",
    "duplicate_of",
    "note",
    "answers",
    "category",
    "confidence",
    "severity",
    "severity_reason",
    "harm_types",
    "wording",
    "signed_off_by",
    "signed_off_at",
    "ledger_text",
)
_OTHER_NAMES = {"reasons": "reason"}
_LARGEST = 256 * 1024 * 1024
_LONGEST_FIELD = 20 * 1024 * 1024
# XLSX and ODS are zips; the second is what XLS begins with.
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_FORMULA = frozenset("=+-@\t\r\uff1d\uff0b\uff0d\uff20")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line of a sheet: what stands in its columns, blank ones left out; `reasons` is a list already.

    `is_blank` where a row of CSV names a wire and says nothing else: nobody filled it in. A rationale may
    stand in it, as a sheet made of an export has the proposed one.
    """

    line: int
    values: Mapping[str, str]
    reasons: tuple[str, ...] = ()
    is_blank: bool = False

    @property
    def label(self) -> str:
        """What the row says it is about, else its line."""
        return self.values.get("name") or self.values.get("id") or f"line {self.line}"


@dataclass(slots=True)
class Sheet:
    """A sheet that was opened; `ignored` fills with the columns that are not read, as they are met."""

    text: str
    is_csv: bool
    ignored: set[str] = field(default_factory=set)

    def rows(self) -> Iterator[SheetRow | Remark]:
        """Give the rows in order, and a Remark for each line that cannot be read as one."""
        yield from self._csv_rows() if self.is_csv else self._json_rows()

    def _json_rows(self) -> Iterator[SheetRow | Remark]:
        for number, line in enumerate(self.text.split("\n"), start=1):
            if line.strip():
                yield self._json_row(number, line)

    def _json_row(self, number: int, line: str) -> SheetRow | Remark:
        try:
            value = parse(line)
        except BadJson as fault:
            code = "sheet_line_key_twice" if fault.cause == "duplicate_key" else "sheet_line_no_json"
            return _unreadable(number, code, cause=fault.cause)
        if not isinstance(value, dict):
            return _unreadable(number, "sheet_line_no_object")
        return self._row(number, value)

    def _csv_rows(self) -> Iterator[SheetRow | Remark]:
        csv.field_size_limit(_LONGEST_FIELD)
        lines = io.StringIO(self.text, newline="")
        reader = csv.reader(lines, delimiter=_delimiter(self.text), strict=True)
        names: list[str] | None = None
        start = 1
        try:
            for cells in reader:
                if names is None:
                    names = [_column(cell) for cell in cells]
                    _refuse_useless(names)
                elif any(cell.strip() for cell in cells):
                    yield self._csv_row(start, names, cells)
                start = reader.line_num + 1
        except csv.Error as fault:
            yield _unreadable(start, "sheet_line_unreadable", cause=str(fault))

    def _csv_row(self, number: int, names: list[str], cells: list[str]) -> SheetRow | Remark:
        if len(cells) > len(names):
            return _unreadable(number, "sheet_line_too_long", found=len(cells), wanted=len(names))
        plain = (_unguarded(cell) for cell in cells)
        row = self._row(number, dict(zip(names, plain, strict=False)))
        return replace(row, is_blank=True) if isinstance(row, SheetRow) and _says_nothing(row) else row

    def _row(self, number: int, given: Mapping[str, Any]) -> SheetRow | Remark:
        values: dict[str, str] = {}
        reasons: tuple[str, ...] = ()
        for name, value in given.items():
            column = _column(name)
            if column not in COLUMNS:
                self.ignored.add(name)
            elif column == "reason":
                reasons = _several(value)
            elif (text := _text(column, value)) is None:
                return Remark(f"line {number}", "sheet_value_no_text", {"line": number, "column": name})
            elif text.strip():
                values[column] = text if column == "rationale" else text.strip()
        return SheetRow(number, values, reasons)


def open_sheet(path: Path) -> Sheet:
    """Read a sheet whole; CSV where its name ends so, or its first sign is no brace.

    It is UTF-8, or UTF-16 that says so by its mark. No encoding is guessed: a guess never fails, and the
    letters of a reason that it got wrong would stand in the record for good.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as fault:
        raise Problem("sheet_unreadable", path=str(path), cause=fault.strerror or str(fault)) from fault
    if len(data) > _LARGEST:
        raise Problem("sheet_too_large", path=str(path), megabytes=_LARGEST // 2**20)
    if data.startswith(_WORKBOOKS):
        raise Problem("sheet_is_workbook", path=str(path))
    text = _text_of(data, path)
    is_csv = path.suffix.casefold() == ".csv" or not text.lstrip().startswith("{")
    if path.suffix.casefold() in {".jsonl", ".ndjson", ".json"}:
        is_csv = False
    return Sheet(text, is_csv)


def _says_nothing(row: SheetRow) -> bool:
    names = row.values.keys()
    return not row.reasons and names <= {"id", "name", "rationale"} and not names <= {"rationale"}


def _text_of(data: bytes, path: Path) -> str:
    marked = data.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Problem("sheet_no_utf8", path=str(path)) from fault
    if marked and "\0" in text:  # UTF-32 begins with the mark of UTF-16
        raise Problem("sheet_no_utf8", path=str(path))
    return text


def _delimiter(text: str) -> str:
    """Give what parts the columns: the sign that stands most often in the head; spreadsheets differ."""
    head = text.partition("\n")[0]
    return max(",;\t", key=head.count)


def _column(name: str) -> str:
    plain = name.strip().casefold().removeprefix("--").replace("-", "_")
    return _OTHER_NAMES.get(plain, plain)


def _refuse_useless(names: list[str]) -> None:
    if "outcome" not in names or not {"id", "name"} & set(names):
        raise Problem("sheet_without_columns")
    if len(set(names)) != len(names):
        raise Problem("sheet_column_twice")


def _text(column: str, value: object) -> str | None:
    """Give what stands in a column as text, "" for nothing; None where it is no text.

    JSON may give harm types as a list, and answers as a table of question and answer.
    """
    if value is None or isinstance(value, str):
        return value or ""
    if column == "harm_types" and isinstance(value, list):
        return ";".join(map(str, value))
    if column == "answers" and isinstance(value, dict):
        return ";".join(f"{question}={answer}" for question, answer in value.items())
    return None


def _several(value: object) -> tuple[str, ...]:
    """Give reasons out of a list, or out of a text in which blanks, commas or semicolons part them."""
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    text = "" if value is None else str(value)
    return tuple(text.replace(";", " ").replace(",", " ").split())


def _unguarded(cell: str) -> str:
    """Take away the apostrophe our own tables put before what a spreadsheet would run."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in _FORMULA and len(cell) > 1 else cell


def _unreadable(number: int, code: str, **fields: object) -> Remark:
    return Remark(f"line {number}", code, {"line": number, **fields})
