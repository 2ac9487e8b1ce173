"""What to look at before an export is sent: said with the documents it is about, never a lock."""

from collections import defaultdict
from typing import TYPE_CHECKING

from editor_app.desk.export_choice import Check
from editor_app.domain.boilerplate import fingerprint
from editor_app.domain.lists import View
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome

if TYPE_CHECKING:
    from editor_app.store.work import Work

NEEDS_DECISION = (State.PENDING, State.DEFERRED, State.DISPUTED, State.CHANGED)


class Checks:
    """Looks at the reviewed documents one by one and remembers what a person should see."""

    def __init__(self, work: "Work") -> None:
        """Look with the names this desk knows."""
        self._names = work.events.named_editors()
        self._found: dict[str, list[str]] = defaultdict(list)

    def look(self, view: View) -> None:
        """Look at one document."""
        for code in self._codes(view):
            self._found[code].append(view.row.id)

    def _codes(self, view: View) -> list[str]:
        event, verdict = view.standing.verdict_event, view.standing.verdict
        if event is None or verdict is None or verdict.outcome is Outcome.REOPEN:
            return []
        if view.standing.is_disputed:
            is_unnamed = any(one.editor not in self._names for one in view.standing.verdicts)
            return ["editor_unnamed"] if is_unnamed else []
        facts = {
            "editor_unnamed": event.editor not in self._names,
            "amended_holds_bulk": _holds_bulk(view),
            "other_without_note": "other" in verdict.reasons and not verdict.note,
            "gates_open": verdict.outcome in (Outcome.ACCEPT, Outcome.AMEND) and verdict.gates.are_open,
            "route_open": verdict.outcome is Outcome.ACCEPT and verdict.gates.route_is_open,
            "against_a_no": verdict.outcome is Outcome.ACCEPT and verdict.gates.any_no,
        }
        return [code for code, holds in facts.items() if holds]

    def result(self, by_state: dict[State, int], decided: int) -> tuple[Check, ...]:
        """Give the checks: what wants a look first, then what is well."""
        found = [Check(code, tuple(documents)) for code, documents in self._found.items()]
        undecided = [Check(f"state_{state}", ()) for state in NEEDS_DECISION if by_state.get(state)]
        if decided and "editor_unnamed" not in self._found:
            return (*found, *undecided, Check("editors_named", (), is_warning=False))
        return (*found, *undecided)


def _holds_bulk(view: View) -> bool:
    """Tell whether an amended rationale still holds the whole of the sentence it was to replace."""
    verdict = view.standing.verdict
    if view.row.state is not State.AMENDED or verdict is None or not verdict.rationale:
        return False
    old = view.document.rationale
    if not old or not view.same_rationale:
        return False
    return old in verdict.rationale or fingerprint(old) == fingerprint(verdict.rationale)
