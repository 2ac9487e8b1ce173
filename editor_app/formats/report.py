"""The report a person can open in any browser: one file, no script, nothing from outside."""

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, Self

from editor_app.domain.problems import Remark
from editor_app.formats.atomic import Write
from editor_app.formats.labels import (
    details_text,
    gates_text,
    kind_label,
    reading_text,
    reason_label,
    spelt,
    state_label,
)
from editor_app.formats.page_text import escaped

# Lengths are in pixels: what lays the page out for a PDF knows no others.
REPORT_HEAD: Final = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light">
<meta name="referrer" content="no-referrer">
<title>Reviewed archive</title>
<style>
body { font-family: Georgia, serif; font-size: 16px; line-height: 1.5;
margin: 32px auto; max-width: 960px; padding: 0 16px; color: #1d1b18; background: #ffffff; }
h1 { font-size: 29px; margin: 0 0 8px; } h2 { font-size: 20px; margin: 32px 0 8px; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top;
padding: 6px 10px; border-bottom: 1px solid #e4e0d8; overflow-wrap: anywhere; }
th { color: #55514a; font-weight: 600; white-space: nowrap; }
td.text { white-space: pre-wrap; } td.day { white-space: nowrap; }
table.rows { table-layout: fixed; } table.counts { width: auto; } table.counts td { text-align: right; }
p.none { color: #55514a; }
@page { margin: 16mm; }
@media print { body { margin: 0; max-width: none; padding: 0; font-size: 10pt; }
thead { display: table-header-group; } tr { break-inside: avoid; } h2 { break-after: avoid; } }
</style></head><body>
<h1>Reviewed archive</h1>
"""
# Columns with their widths in per cent: words that are long never squeeze their neighbours.
_CHANGED: Final = {"Wire": 17, "Before": 22, "After": 22, "Why": 13, "Editor": 13, "Date": 13}
_DECIDED: Final = {"Wire": 35, "Why": 38, "Editor": 14, "Date": 13}
_DISPUTED: Final = {"Wire": 35, "Readings": 65}
_OPEN: Final = {"Wire": 84, "State": 16}
_LEFT_OUT: Final = {"Wire": 40, "Why": 60}
_SECTIONS: Final = (
    ("amended", "Amended", _CHANGED),
    ("rejected", "Rejected", _DECIDED),
    ("accepted", "Accepted", _DECIDED),
    ("context", "Kept as context", _DECIDED),
    ("disputed", "In dispute", _DISPUTED),
    ("open", "Not settled", _OPEN),
)
_IN_MEMORY: Final = 1 << 20


class Report:
    """Takes documents one by one, and at the end writes counts, then a table for each outcome.

    It is left as a context: rows that wait in files are gone then.
    """

    def __init__(self, write: Write, *, most: int | None = None) -> None:
        """Write through `write` when closed; no text is longer than `most` characters."""
        self._write = write
        self._most = most
        self._states: Counter[str] = Counter()
        self._reasons: Counter[str] = Counter()
        self._editors: Counter[str] = Counter()
        self._rows = {id: tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) for id, _, _ in _SECTIONS}  # noqa: SIM115 - closed on leaving

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        for file in self._rows.values():
            file.close()

    def take(self, record: Mapping[str, Any]) -> None:
        """Add one document."""
        review, state = record["review"], record["state"]
        self._states[state] += 1
        if review is not None:
            self._reasons.update(review["reasons"])
            self._editors[review["editor"]] += 1
        section = _section_of(record)
        row = "".join(_cell(name, self._bounded(text)) for name, text in _cells(section, record))
        self._rows[section].write(f"<tr>{row}</tr>\n".encode())

    def close(self, *, not_chosen: int = 0, left_out: Sequence[Remark] = ()) -> None:
        """Write the whole report."""
        self._put(REPORT_HEAD)
        self._put("".join(self._counts(not_chosen)))
        for id, title, columns in _SECTIONS:
            if self._rows[id].tell():
                self._put(f"<h2>{title}</h2>\n{_table_head(columns)}")
                self._copy(id)
                self._put("</tbody></table>\n")
        if left_out:
            self._put(f"<h2>Left out</h2>\n{_table_head(_LEFT_OUT)}")
            for remark in left_out:
                self._put(f"<tr>{_cell('Wire', remark.name)}{_cell('Why', spelt(remark.code))}</tr>\n")
            self._put("</tbody></table>\n")
        self._put("</body></html>\n")

    def _counts(self, not_chosen: int) -> Iterator[str]:
        total = sum(self._states.values())
        if not total:
            yield '<p class="none">Nothing has been decided.</p>\n'
            return
        states = [(state_label(state), count) for state, count in sorted(self._states.items())]
        yield from _counted("Documents", [("all", total), *states])
        if not_chosen:
            yield f'<p class="none">{not_chosen} other documents were not chosen for this report.</p>\n'
        if self._reasons:
            reasons = [(reason_label(it), count) for it, count in _by_number(self._reasons)]
            yield from _counted("Reasons", reasons)
        if self._editors:
            yield from _counted("Decided by", _by_number(self._editors))

    def _bounded(self, text: str) -> str:
        if self._most is None or len(text) <= self._most:
            return text
        return f"{text[: self._most]} … (cut here)"

    def _copy(self, id: str) -> None:
        file = self._rows[id]
        file.seek(0)
        while piece := file.read(_IN_MEMORY):
            self._write(piece)

    def _put(self, text: str) -> None:
        self._write(text.encode("utf-8"))


def said_of(record: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Give what the report says of a document: column and text of each cell that is filled."""
    return [(name, text) for name, text in _cells(_section_of(record), record) if text]


def _section_of(record: Mapping[str, Any]) -> str:
    """Give the table a document stands in; one that is disputed through an earlier text has no readings."""
    is_told = record["review"] is not None or record.get("readings")
    return record["state"] if is_told and record["state"] in {id for id, _, _ in _SECTIONS} else "open"


def _cells(section: str, record: Mapping[str, Any]) -> list[tuple[str, str]]:
    review = record["review"]
    columns = next(columns for id, _, columns in _SECTIONS if id == section)
    said = {"Wire": record["headline"] or record["name"], "State": state_label(record["state"])}
    if review is not None:
        said |= {
            "Before": record["rationale"] or "none",
            "After": review["rationale"] or "",
            "Why": "\n".join(part for part in _why(review) if part),
            "Editor": review["editor"],
            "Date": review["at"][:10],
        }
    said["Readings"] = "\n".join(map(reading_text, record.get("readings") or ()))
    return [(name, said.get(name) or "") for name in columns]


def _why(review: Mapping[str, Any]) -> Iterator[str]:
    """Give what a verdict says beside its outcome, a line each: reasons, gates, kind, note, details."""
    yield "; ".join(reason_label(reason) for reason in review["reasons"])
    yield gates_text(review)
    yield f"It is: {kind_label(review['is'])}" if review.get("is") else ""
    yield review["note"] or ""
    details = details_text(review.get("details"))
    yield f"Details: {details}" if details else ""


def _cell(column: str, text: str) -> str:
    kind = {"Date": ' class="day"', "State": ""}.get(column, ' class="text"')
    return f"<td{kind}><bdi>{escaped(text)}</bdi></td>"


def _table_head(columns: Mapping[str, int]) -> str:
    cells = "".join(f'<th scope="col" width="{width}%">{name}</th>' for name, width in columns.items())
    return f'<table class="rows"><thead><tr>{cells}</tr></thead><tbody>\n'


def _counted(title: str, counts: Sequence[tuple[str, int]]) -> Iterator[str]:
    yield f'<h2>{title}</h2>\n<table class="counts"><tbody>\n'
    for name, count in counts:
        yield f'<tr><th scope="row"><bdi>{escaped(name)}</bdi></th><td>{count}</td></tr>\n'
    yield "</tbody></table>\n"


def _by_number(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
