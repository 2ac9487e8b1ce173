"""The public ledger: one line for every change the review made to the archive."""

from collections.abc import Mapping
from typing import Any

from editor_app.formats.file_names import id_mark

LEDGER_HEAD = (
    "# Ledger of changes\n"
    "\n"
    "One line for every wire whose classification was amended or rejected, or deviates from the Guide.\n"
    "\n"
    "| Wire | Before | After | Reason | Date | Guide |\n"
    "|---|---|---|---|---|---|\n"
)
_NOTHING = "none"


def ledger_line(record: Mapping[str, Any], guide: str | None) -> str | None:
    """Give the ledger's line for a reviewed document, or None where nothing was changed.

    A deviation from the Guide that was signed off stands with the reason, and has its line in any case.
    """
    review = record["review"]
    if review is None:
        return None
    is_changed = record["state"] in ("amended", "rejected")
    if not is_changed and _deviation(review) is None:
        return None
    cells = (
        record["name"],
        record["rationale"] or _NOTHING,
        review["rationale"] if record["state"] == "amended" else record["state"],
        _reason(review),
        review["at"][:10],
        guide or "",
    )
    return "| " + " | ".join(_cell(str(cell)) for cell in cells) + " |\n"


def _reason(review: Mapping[str, Any]) -> str:
    parts = (*review["reasons"], _duplicate(review), review["note"], _deviation(review))
    return "; ".join(part for part in parts if part)


def _duplicate(review: Mapping[str, Any]) -> str | None:
    """Name the document that is repeated by the mark its file's name ends with."""
    first = review.get("duplicate_of")
    return None if first is None else f"duplicate_of {id_mark(first)}"


def _deviation(review: Mapping[str, Any]) -> str | None:
    deviation = (review.get("details") or {}).get("deviation")
    if deviation is None:
        return None
    signed_off = f"{deviation['signed_off_by']}, {deviation['signed_off_at']}"
    return f"deviation from the Guide ({signed_off}): {deviation['ledger_text']}"


def _cell(text: str) -> str:
    """Keep a cell on its line and in its cell, and what it says from being read as markup."""
    flat = " ".join(text.split())
    for sign in "\\`*_[]<>|&":
        flat = flat.replace(sign, f"\\{sign}")
    return flat
