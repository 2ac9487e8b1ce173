"""The public ledger: one line for every change the review made to the archive."""

from collections.abc import Mapping
from typing import Any

from editor_app.domain.lists import View
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome
from editor_app.formats.file_names import id_mark
from editor_app.formats.labels import deviation_text, reason_label
from editor_app.formats.tables import csv_fields

LEDGER_HEAD = (
    "# Ledger of changes\n"
    "\n"
    "One line for every wire whose classification was amended or rejected, or deviates from the Guide.\n"
    "\n"
    "| Wire | Before | After | Reason | Date | Guide |\n"
    "|---|---|---|---|---|---|\n"
)
_NOTHING = "none"
_CHANGED = (State.AMENDED, State.REJECTED)
_COLUMNS = ("wire", "id", "before", "after", "reason", "date", "guide")


def is_in_ledger(view: View) -> bool:
    """Tell whether the ledger has a line for a document."""
    verdict = view.standing.undisputed
    if verdict is None or verdict.outcome is Outcome.REOPEN:
        return False
    return view.row.state in _CHANGED or not verdict.details.deviation.is_empty


def ledger_csv_head() -> bytes:
    """Give the names of the ledger's columns as a line of CSV."""
    return csv_fields(_COLUMNS)


def ledger_csv_line(record: Mapping[str, Any], guide: str | None) -> bytes:
    """Give the line of a document that `is_in_ledger` as CSV."""
    name, *cells = _cells(record, guide)
    return csv_fields([name, record["id"], *cells])


def ledger_line(record: Mapping[str, Any], guide: str | None) -> str | None:
    """Give the ledger's line for a reviewed document, or None where nothing was changed.

    A deviation from the Guide that was signed off stands with the reason, and has its line in any case.
    """
    review = record["review"]
    if review is None:
        return None
    is_changed = record["state"] in ("amended", "rejected")
    if not is_changed and not deviation_text(review.get("details")):
        return None
    return "| " + " | ".join(_cell(str(cell)) for cell in _cells(record, guide)) + " |\n"


def _cells(record: Mapping[str, Any], guide: str | None) -> tuple[str, ...]:
    review = record["review"]
    return (
        record["name"],
        record["rationale"] or _NOTHING,
        review["rationale"] if record["state"] == "amended" else record["state"],
        _reason(review),
        review["at"][:10],
        guide or "",
    )


def _reason(review: Mapping[str, Any]) -> str:
    reasons = [reason_label(reason) for reason in review["reasons"]]
    parts = (*reasons, _duplicate(review), review["note"], deviation_text(review.get("details")))
    return "; ".join(part for part in parts if part)


def _duplicate(review: Mapping[str, Any]) -> str | None:
    """Name the document that is repeated by the mark its file's name ends with."""
    first = review.get("duplicate_of")
    return None if first is None else f"duplicate of {id_mark(first)}"


def _cell(text: str) -> str:
    """Keep a cell on its line and in its cell, and what it says from being read as markup."""
    flat = " ".join(text.split())
    for sign in "\\`*_[]<>|&":
        flat = flat.replace(sign, f"\\{sign}")
    return flat
