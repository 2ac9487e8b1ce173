"""The report a person can open in any browser: one file, no script, nothing from outside."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from editor_app.formats.page_text import escaped

_HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Reviewed archive</title>
<style>
body { font: 16px/1.5 Georgia, serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #1d1b18; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top;
padding: .4rem .6rem; border-bottom: 1px solid #e4e0d8; } th { color: #55514a; }
@media print { body { margin: 0; } tr { break-inside: avoid; } }
</style></head><body>
<h1>Reviewed archive</h1>
<table><thead><tr><th>Wire</th><th>Outcome</th><th>Why</th><th>Editor</th><th>Date</th></tr></thead><tbody>
"""


class Report:
    """Takes the reviewed documents one by one and writes the report as it goes."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        """Write through `write`, beginning with the head of the page."""
        self._write = write
        self._states: Counter[str] = Counter()
        self._put(_HEAD)

    def take(self, record: Mapping[str, Any]) -> None:
        """Add the row of one reviewed document."""
        review = record["review"]
        self._states[record["state"]] += 1
        cells = (
            record["headline"],
            record["state"],
            "; ".join([*review["reasons"], review["rationale"] or "", review["note"] or ""]).strip("; "),
            review["editor"],
            review["at"][:10],
        )
        self._put("<tr>" + "".join(f"<td>{escaped(cell)}</td>" for cell in cells) + "</tr>\n")

    def close(self) -> None:
        """End the table and write the totals."""
        totals = ", ".join(f"{count} {escaped(state)}" for state, count in sorted(self._states.items()))
        self._put(f"</tbody></table>\n<p>{totals or 'Nothing has been decided.'}</p>\n</body></html>\n")

    def _put(self, text: str) -> None:
        self._write(text.encode("utf-8"))
