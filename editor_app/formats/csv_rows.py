"""CSV with a header row: RFC 4180, also as spreadsheets write it, read row by row."""

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import TextIOWrapper
from typing import TYPE_CHECKING

from editor_app.domain.problems import Problem, Remark
from editor_app.formats.caps import Caps
from editor_app.formats.decoding import ENCODING_GUESSED
from editor_app.formats.entries import PIECE, Entry, Notice, buffered
from editor_app.formats.rows import SUBSTANCE, Row

if TYPE_CHECKING:
    import _csv

_SEPARATORS = (",", ";", "\t")
_MOST_COLUMNS = 1_000
# More than that in one row is no text: a sign in ten of the largest document would be a comma.
_MOST_CELLS = 2_000_000
_WINDOWS = bytes(code for code in range(256) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D))


class _TooLong(Exception):
    """A line or a row is longer than may be, `code` says which; what follows it is still read."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class _BoundedLines:
    """The lines of a text, ends kept, for the reader of rows; no row longer than a bound is ever held."""

    def __init__(self, file: TextIOWrapper, most: int, separator: str) -> None:
        self._file = file
        self._most = most
        self._separator = separator
        self.begin_row()

    def begin_row(self) -> None:
        """Begin to count: the lines from here on belong to one row."""
        self._left = self._most
        self._cells_left = _MOST_CELLS

    def __iter__(self) -> "_BoundedLines":
        return self

    def __next__(self) -> str:
        line = self._file.readline(self._most)
        if not line:
            raise StopIteration
        if len(line) >= self._most and not line.endswith(("\n", "\r")):
            self._skip()
            raise _TooLong("line_too_long")
        self._left -= len(line)
        self._cells_left -= line.count(self._separator)
        if self._left < 0 or self._cells_left < 0:
            raise _TooLong("row_too_long")
        return line

    def _skip(self) -> None:
        while (piece := self._file.readline(PIECE)) and not piece.endswith(("\n", "\r")):
            pass


def csv_rows(entry: Entry, caps: Caps) -> Iterator[Row | Remark]:
    """Read the rows of an entry; a row that cannot be read becomes a remark, and the next is read.

    Raises Problem `not_text`, `csv_no_columns` where the first row names no column a document can be made
    of, `csv_too_many_columns`, and `csv_column_twice` where it names one twice.
    """
    encoding = _encoding(entry)
    if encoding == "cp1252":
        yield Notice(entry.name, ENCODING_GUESSED)
    csv.field_size_limit(caps.row)
    separator = _separator(entry, encoding)
    with _text(entry, encoding) as file:
        lines = _BoundedLines(file, caps.row, separator)
        reader = csv.reader(lines, delimiter=separator, strict=True)
        header = _header(_rows(reader, lines))
        for row in _rows(reader, lines):
            if isinstance(row, Problem):
                yield Remark(entry.name, row.code, row.fields)
            elif any(cell.strip() for cell in row.cells):
                yield from _named(entry.name, row, header)


def count_csv_rows(entry: Entry, caps: Caps) -> int:
    """Count the rows below the header, good and bad ones."""
    return sum(1 for row in csv_rows(entry, caps) if not isinstance(row, Notice))


@dataclass(frozen=True, slots=True)
class _Cells:
    line: int
    cells: list[str]


def _named(name: str, row: _Cells, header: list[str]) -> Iterator[Row | Remark]:
    if any(cell.strip() for cell in row.cells[len(header) :]):
        yield Remark(name, "row_too_wide", {"line": row.line})
        return
    pairs = zip(header, row.cells, strict=False)
    yield Row(row.line, {column: cell for column, cell in pairs if column and cell})


def _rows(reader: "_csv.Reader", lines: _BoundedLines) -> Iterator[_Cells | Problem]:
    while True:
        line = reader.line_num + 1
        lines.begin_row()
        try:
            yield _Cells(line, next(reader))
        except StopIteration:
            return
        except _TooLong as fault:
            yield Problem(fault.code, line=line)
        except csv.Error as fault:
            yield Problem("csv_row_damaged", line=line, cause=str(fault))


def _header(rows: Iterator[_Cells | Problem]) -> list[str]:
    first = next(rows, None)
    is_too_long = isinstance(first, Problem) and first.code == "row_too_long"
    if is_too_long or (isinstance(first, _Cells) and len(first.cells) > _MOST_COLUMNS):
        raise Problem("csv_too_many_columns", limit=_MOST_COLUMNS)
    if not isinstance(first, _Cells):
        raise Problem("csv_no_columns")
    columns = _columns(first.cells)
    if not set(columns) & set(SUBSTANCE):
        raise Problem("csv_no_columns")
    twice = next((column for column in columns if column and columns.count(column) > 1), None)
    if twice is not None:
        raise Problem("csv_column_twice", column=twice)
    return columns


def _columns(cells: list[str]) -> list[str]:
    return [cell.strip().casefold() for cell in cells]


def _separator(entry: Entry, encoding: str) -> str:
    """Give the mark between cells: the one under which the first line names a column we know."""
    with _text(entry, encoding) as file:
        first = file.readline(PIECE)
    for mark in _SEPARATORS:
        cells = {cell.strip(' "') for cell in first.casefold().strip().split(mark)}
        if cells & set(SUBSTANCE):
            return mark
    return ","


def _text(entry: Entry, encoding: str) -> TextIOWrapper:
    return TextIOWrapper(buffered(entry), encoding, newline="")


def _encoding(entry: Entry) -> str:
    """Find how a whole entry is written, in one pass: by its mark, else UTF-8, else Windows-1252."""
    with entry.open() as file:
        piece = file.read(PIECE) or b""
        is_wide = piece.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        unicode = "utf-16" if is_wide else "utf-8-sig" if piece.startswith(codecs.BOM_UTF8) else "utf-8"
        decoder = codecs.getincrementaldecoder(unicode)()
        is_unicode, is_windows = True, not is_wide
        while piece and (is_unicode or is_windows):
            is_windows = is_windows and not piece.translate(None, _WINDOWS)
            is_unicode = is_unicode and _decodes(decoder, piece)
            piece = file.read(PIECE) or b""
    is_unicode = is_unicode and _decodes(decoder, b"", final=True)
    if not is_unicode and not is_windows:
        raise Problem("not_text")
    return unicode if is_unicode else "cp1252"


def _decodes(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True
