"""The documents of an export, one after the other, with what is left out and why."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from editor_app.desk.packing import content_of
from editor_app.desk.reviewed import Reviewed, reviewed
from editor_app.desk.watch import Watch
from editor_app.domain.lists import View
from editor_app.domain.problems import Problem, Remark
from editor_app.formats.outgoing.items import Outgoing
from editor_app.formats.outgoing.kinds import ExportKind
from editor_app.formats.package.signature import Seal
from editor_app.formats.package.writing import Content
from editor_app.formats.records import exported

if TYPE_CHECKING:
    from editor_app.store.work import Work


class ExportBatch:
    """What `formats.outgoing.items.Batch` asks for, read out of a desk within an open transaction."""

    def __init__(
        self,
        work: "Work",
        kind: ExportKind,
        ids: Sequence[str],
        watch: Watch,
        seal: Seal | None = None,
    ) -> None:
        self._seal = seal
        self._work, self._kind, self._ids, self._watch = work, kind, ids, watch
        self._names = work.events.named_editors()
        self.left_out: list[Remark] = []
        self.not_chosen = max(0, work.lists.counts().total - len(ids))

    def items(self) -> Iterator[Outgoing]:
        """Give the documents the format takes, in their order; Problem nothing_fits_format for none."""
        self.left_out.clear()
        for done, item in enumerate(reviewed(self._work, self._ids), start=1):
            remark = remark_on(self._kind, item.view)
            if remark is None:
                yield self.outgoing(item)
            else:
                self.left_out.append(remark)
            self._watch.step("writing", done, len(self._ids), item.view.row.name)
        if len(self.left_out) == len(self._ids):
            raise Problem("nothing_fits_format", format=self._kind.name)

    def content(self) -> Content:
        """Give the same documents as a package holds them."""
        return content_of(self._work, self._ids, self._watch, self._seal)

    def outgoing(self, item: Reviewed) -> Outgoing:
        """Give a document as formats take it."""
        event = item.view.standing.verdict_event
        return Outgoing(
            view=item.view,
            record=exported(item.view, self._names),
            wire=item.written_back(),
            date=item.stored.date,
            metadata=item.stored.metadata,
            guide=None if event is None else event.guide,
        )


def remark_on(kind: ExportKind, view: View) -> Remark | None:
    """Say why a format has no place for a document; None where it has."""
    code = kind.leaves_out(view)
    if code is None:
        return None
    return Remark(view.row.name, code, {"document": view.row.id, "archive": view.row.archive})
