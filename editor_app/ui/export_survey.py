"""What a person is told before an export: looked up away from the window."""

from array import array
from collections import Counter
from dataclasses import dataclass, replace

from editor_app.desk import exporting, listing
from editor_app.desk.export_choice import Choice, ExportPlan
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.domain.lists import Criteria
from editor_app.domain.standing import State


@dataclass(frozen=True, slots=True)
class Survey:
    """The plan of an export, and the keys of the documents it would hold, in their order.

    `listed` says how many documents of the list it is taken from stand where; None where it is an archive.
    """

    choice: Choice
    plan: ExportPlan
    keys: "array[int]"
    listed: dict[State, int] | None = None


def survey(desk: Workplace, choice: Choice, watch: Watch | None = None) -> Survey:
    """Look through everything an export would hold."""
    keys = listing.ids(desk, choice.criteria, watch)
    listed = None
    if choice.within != Criteria():
        whole = listing.ids(desk, replace(choice, states=frozenset()).criteria, watch)
        listed = dict(Counter(listing.states(desk, whole)))
    return Survey(choice, exporting.plan(desk, choice, watch), keys, listed)
