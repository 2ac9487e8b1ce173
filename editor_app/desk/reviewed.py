"""Documents with everything an export says of them, and as the wires they are written back as."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.desk.viewing import views
from editor_app.domain.lists import View
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

    def written_back(self) -> Written:
        """Give the document as it goes back to the newsroom: amended if that is where it stands."""
        event, verdict = self.view.standing.verdict_event, self.view.standing.verdict
        if self.view.row.state is not State.AMENDED or event is None or verdict is None:
            return Written(self.stored.data, ())
        return write_back(self.stored.data, self.view.document, verdict, event.at)


def reviewed(work: "Work", keys: Sequence[int]) -> Iterator[Reviewed]:
    """Give the documents of some keys in their order, reading a batch at a time."""
    for start in range(0, len(keys), _BATCH):
        ids = [row.id for row in work.lists.rows(keys[start : start + _BATCH])]
        stored = {item.document.sha256: item for item in work.documents.stored(ids)}
        for view in views(work, ids):
            yield Reviewed(view, stored[view.row.id])
