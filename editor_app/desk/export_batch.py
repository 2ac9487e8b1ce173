"""The documents of an export, one after the other, with what is left out and why."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from editor_app.desk.export_lines import lines_of
from editor_app.desk.packing import content_of
from editor_app.desk.reviewed import Reviewed, ids_of, reviewed
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
        keys: Sequence[int],
        watch: Watch,
        seal: Seal | None = None,
    ) -> None:
        self._work, self._kind, self._keys, self._watch = work, kind, keys, watch
        self._seal = seal
        self._names = work.events.named_editors()
        self.left_out: list[Remark] = []
        self.not_chosen = max(0, work.lists.counts().total - len(keys))

    def items(self) -> Iterator[Outgoing]:
        """Give the documents the format takes, in their order; Problem nothing_fits_format for none."""
        self.left_out.clear()
        total = len(self._keys)
        for done, item in enumerate(reviewed(self._work, ids_of(self._work, self._keys)), start=1):
            remark = remark_on(self._kind, item.view)
            if remark is None:
                yield self.outgoing(item)
            else:
                self.left_out.append(remark)
            self._watch.step("writing", done, total, item.view.row.name)
        if len(self.left_out) == total:
            raise Problem("nothing_fits_format", format=self._kind.name)

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Give the records of all documents as lines of canonical JSON, many at once, with their number."""
        done = 0
        for count, lines in lines_of(self._work, self._keys):
            yield count, lines
            done += count
            self._watch.step("writing", done, len(self._keys))

    def content(self) -> Content:
        """Give the same documents as a package holds them."""
        return content_of(self._work, self._keys, self._watch, self._seal)

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
