"""An editor's earlier amendments, to be proposed once more: found in the record, also after a restart."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.desk.workplace import Workplace
from editor_app.domain.events import Event
from editor_app.domain.standing import verdict_of

if TYPE_CHECKING:
    from editor_app.store.work import Work


@dataclass(frozen=True, slots=True)
class Amendment:
    """A rationale an editor wrote that still stands, and the headline of the document it was written for."""

    document: str
    headline: str
    text: str


def last_amendments(desk: Workplace, limit: int = 1) -> list[Amendment]:
    """Give the last amendments of whoever sits at the desk, the newest first."""
    if desk.editor is None:
        return []
    with desk.store.reading() as work:
        found = (_amendment(work, event) for event in work.amendments.last(desk.editor.id, limit))
        return [amendment for amendment in found if amendment is not None]


def _amendment(work: "Work", event: Event) -> Amendment | None:
    text = verdict_of(event).rationale
    if event.document is None or text is None:
        return None
    return Amendment(event.document, work.documents.get(event.document).headline, text)
