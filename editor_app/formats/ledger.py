"""The public ledger: one line for every change the review made to the archive."""

from collections.abc import Mapping
from typing import Any

LEDGER_HEAD = (
    "# Ledger of changes\n"
    "\n"
    "One line for every wire whose classification was amended or rejected.\n"
    "\n"
    "| Wire | Before | After | Reason | Date | Guide |\n"
    "|---|---|---|---|---|---|\n"
)
_NOTHING = "none"


def ledger_line(record: Mapping[str, Any], guide: str | None) -> str | None:
    """Give the ledger's line for a reviewed document, or None where nothing was changed."""
    review = record["review"]
    if review is None or record["state"] not in ("amended", "rejected"):
        return None
    rejected = record["state"] == "rejected"
    cells = (
        record["name"],
        record["rationale"] or _NOTHING,
        "rejected" if rejected else review["rationale"],
        _reason(review),
        review["at"][:10],
        guide or "",
    )
    return "| " + " | ".join(_cell(str(cell)) for cell in cells) + " |\n"


def _reason(review: Mapping[str, Any]) -> str:
    parts = [*review["reasons"], *([review["note"]] if review["note"] else [])]
    return "; ".join(parts)


def _cell(text: str) -> str:
    """Keep a cell on its line and in its cell, and what it says from being read as markup."""
    flat = " ".join(text.split())
    for sign in "\\`*_[]<>|&":
        flat = flat.replace(sign, f"\\{sign}")
    return flat
