"""What a person is told before an export: looked up away from the window."""

from array import array
from dataclasses import dataclass

from editor_app.desk import exporting, listing
from editor_app.desk.export_choice import Choice, ExportPlan
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Survey:
    """The plan of an export, and the keys of the documents it would hold, in their order."""

    choice: Choice
    plan: ExportPlan
    keys: "array[int]"


def survey(desk: Workplace, choice: Choice, watch: Watch | None = None) -> Survey:
    """Look through everything an export would hold."""
    keys = listing.ids(desk, choice.criteria, watch)
    return Survey(choice, exporting.plan(desk, choice, watch), keys)
