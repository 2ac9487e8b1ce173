"""The public ledger as an export: one line for every change, as Markdown or as CSV."""

from pathlib import Path
from typing import ClassVar

from editor_app.domain.lists import View
from editor_app.domain.standing import State
from editor_app.formats.ledger import LEDGER_HEAD, is_in_ledger, ledger_csv_head, ledger_csv_line, ledger_line
from editor_app.formats.outgoing.items import Outgoing
from editor_app.formats.outgoing.kinds import LineKind


class Ledger(LineKind):
    """Markdown, or CSV where the file's name ends in `.csv`."""

    name: ClassVar[str] = "ledger"
    title: ClassVar[str] = "Ledger"
    about: ClassVar[str] = (
        "One public line for every change: before, after, reason, date. Markdown, or CSV where the name"
        " ends in .csv."
    )
    ending: ClassVar[str] = "-ledger.md"
    order: ClassVar[int] = 80

    def leaves_out(self, view: View) -> str | None:
        """Leave out what the review did not change, and what nobody has settled."""
        if is_in_ledger(view):
            return None
        return "not_settled" if view.row.state is State.DISPUTED else "not_changed"

    def head(self, target: Path) -> bytes:
        """Give title and columns."""
        return ledger_csv_head() if _is_csv(target) else LEDGER_HEAD.encode("utf-8")

    def line(self, item: Outgoing, target: Path) -> bytes:
        """Give the line of a change."""
        if _is_csv(target):
            return ledger_csv_line(item.record, item.guide)
        return (ledger_line(item.record, item.guide) or "").encode("utf-8")


def _is_csv(target: Path) -> bool:
    return target.suffix.casefold() == ".csv"
