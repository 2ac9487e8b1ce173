"""Hostile JSON Lines and CSV: what JSON does not allow, rows without end, columns without number."""

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.safe.strangers import MEGABYTE, Case, Piece, write_pieces

_FIRST = b'{"id":"first","text":"A good row that stands first."}\n'
_LAST = b'\n{"id":"last","text":"A good row that stands last."}\n'
_HEAD, _TAIL = b"id,text\r\nfirst,A good row\r\n", b"\r\nlast,Another good row\r\n"
_LONG = 30 * MEGABYTE


def _json(title: str, code: str, *line: Piece, **more: object) -> Case:
    return Case(
        f"json: {title}", _written("stranger.jsonl", [_FIRST, *line, _LAST]), frozenset({code}), **more
    )


def _csv(title: str, code: str, *pieces: Piece, **more: object) -> Case:
    return Case(f"csv: {title}", _written("stranger.csv", [_HEAD, *pieces, _TAIL]), frozenset({code}), **more)


def _written(name: str, pieces: Sequence[Piece]) -> Callable[[Path], Path]:
    return lambda folder: write_pieces(folder / name, pieces)


def _valued(*literal: Piece) -> tuple[Piece, ...]:
    return (b'{"text":"x","n":', *literal, b"}")


CASES = [
    _json("a key twice", "json_duplicate_key", b'{"text":"a","text":"b"}'),
    _json("NaN", "json_number", *_valued(b"NaN")),
    _json("infinity", "json_number", *_valued(b"-Infinity")),
    _json("a number beyond all", "json_number", *_valued(b"1e999")),
    _json("an integer of 5,000 digits", "json_number", *_valued((b"9", 5_000))),
    _json("a fraction of 30,000,000 digits", "json_number", *_valued(b"0.", (b"9", _LONG))),
    _json("100,000 open brackets", "json_depth", (b"[", 100_000)),
    _json("100,000 objects in one another", "json_depth", (b'{"a":', 100_000)),
    _json("nested 65 deep", "json_depth", *_valued((b"[", 65), (b"]", 65))),
    _json("half a character", "json_surrogate", b'{"text":"\\ud800"}'),
    _json("not UTF-8", "json_not_utf8", b'{"text":"\xff"}'),
    _json("a list and no object", "json_no_object", b"[1]"),
    _json("not JSON", "json_syntax", b"{'text': 'x'}"),
    _json("a line without an end", "line_too_long", b'{"text":"', (b"a", 60 * MEGABYTE)),
    _json("10,000,000 empty lists", "json_too_many_values", *_valued(b"[", (b"[],", 10_000_000), b"[]]")),
    _json("10,000,000 numbers", "json_too_many_values", *_valued(b"[", (b"1.5,", 9_000_000), b"1]")),
    _json("a text that is a number", "row_field_not_text", b'{"text":12}'),
    _json("the same id twice", "name_twice", _FIRST.rstrip(b"\n").replace(b"good", b"bad")),
    _json("nothing but columns", "row_without_text", b'{"url":"javascript:alert(1)"}'),
    _csv("a quotation mark without its fellow", "csv_row_damaged", b'bad,"never closed', comes_in=1),
    _csv("a field of 60 MB", "line_too_long", b"bad,", (b"a", 60 * MEGABYTE)),
    _csv(
        "a field of 42 MB over many lines",
        "row_too_long",
        b'bad,"',
        (b"words " * 100 + b"\n", 70_000),
        more=True,
    ),
    _csv("30,000,000 cells in a line", "row_too_long", b"bad", (b",", _LONG)),
    _csv(
        "a row without end of cells",
        "row_too_long",
        b'bad,"',
        (b'\n",,,,"', 600_000),
        b'"',
        more=True,
        comes_in=1,
    ),
    _csv("a NUL", "not_text", b"bad,a\0b"),
    _csv("a cell too many", "row_too_wide", b"bad,a,b"),
    Case(
        "csv: 4,000,000 columns",
        _written("stranger.csv", [b"text", (b",column", 4_000_000), b"\nx,y\n"]),
        frozenset({"csv_too_many_columns"}),
        comes_in=0,
    ),
    Case(
        "csv: a column twice",
        _written("stranger.csv", [b"text,text\na,b\n"]),
        frozenset({"csv_column_twice"}),
        comes_in=0,
    ),
    Case(
        "csv: no column we know",
        _written("stranger.csv", [b"x,y\na,b\n"]),
        frozenset({"csv_no_columns"}),
        comes_in=0,
    ),
    Case(
        "csv: more rows than the setting allows",
        _written("stranger.csv", [b"text\n", *(b"row %d\n" % n for n in range(100))]),
        frozenset({"too_many_entries"}),
        caps={"entries": 10},
        comes_in=10,
    ),
    Case(
        "json: 200,000 lines that are no rows",
        _written("stranger.jsonl", [_FIRST, (b"{}\n", 200_000), _LAST]),
        frozenset({"row_without_text", "more_remarks"}),
    ),
]
