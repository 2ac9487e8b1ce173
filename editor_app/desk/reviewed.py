"""Documents with everything an export says of them, and as the wires they are written back as."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.desk.viewing import views
from editor_app.domain.lists import Criteria, Placement, View
from editor_app.domain.revisions import Revisions
from editor_app.domain.standing import State
from editor_app.formats.wire_text import Written, write_back

if TYPE_CHECKING:
    from editor_app.store.values import Stored
    from editor_app.store.work import Work

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A document as it is seen, and as it is kept."""

    view: View
    stored: "Stored"
    places: tuple[Placement, ...]
    is_listed: bool

    def written_back(self) -> Written:
        """Give the document as it goes back to the newsroom: amended if that is where it stands."""
        event, verdict = self.view.standing.verdict_event, self.view.standing.verdict
        if self.view.row.state is not State.AMENDED or event is None or verdict is None:
            return Written(self.stored.data, ())
        return write_back(self.stored.data, self.view.document, verdict, event.at)


def listed_ids(work: "Work", criteria: Criteria) -> list[str]:
    """Give the ids of the documents of a list, in its order."""
    return ids_of(work, work.lists.ids(criteria, None))


def ids_of(work: "Work", keys: Sequence[int]) -> list[str]:
    """Give the ids of documents by their numbers in this desk file, in the same order."""
    batches = (keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH))
    return [row.id for batch in batches for row in work.lists.rows(batch)]


def reviewed(work: "Work", ids: Sequence[str]) -> Iterator[Reviewed]:
    """Give documents in their order, reading a batch at a time."""
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        stored = {item.document.sha256: item for item in work.documents.stored(batch)}
        revisions = Revisions(work.placements.around(batch))
        for view in views(work, batch, counts_like=False):
            id = view.row.id
            yield Reviewed(view, stored[id], tuple(revisions.of(id)), revisions.is_listed(id))
