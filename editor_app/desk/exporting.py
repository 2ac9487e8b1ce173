"""Exporting the reviewed archive: told first, then written whole, then read again."""

from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING

from editor_app.desk import signing
from editor_app.desk.export_batch import ExportBatch, remark_on
from editor_app.desk.export_checks import Checks
from editor_app.desk.export_choice import Check, Choice, ExportPlan, ExportReport, Format, Preview, kind_of
from editor_app.desk.export_target import refuse_target
from editor_app.desk.reviewed import Reviewed, listed_ids, reviewed
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.domain.diff import compare
from editor_app.domain.problems import Problem, Remark
from editor_app.domain.standing import DECIDED_STATES, State
from editor_app.formats import atomic
from editor_app.formats.file_names import file_name
from editor_app.formats.outgoing.kinds import ExportKind
from editor_app.formats.outgoing.page import write_report
from editor_app.formats.package.signature import Seal
from editor_app.formats.wire_text import read_document
from editor_app.formats.wires_folder import folder_of

if TYPE_CHECKING:
    from editor_app.store.work import Work


def plan(desk: Workplace, choice: Choice, watch: Watch | None = None) -> ExportPlan:
    """Tell what an export would hold and what to look at first; nothing is written."""
    watch = watch or Watch()
    kind = _kind(choice)
    with desk.store.reading() as work:
        ids = listed_ids(work, choice.criteria)
        checks, by_state, octets = Checks(work), Counter[State](), 0
        left_out: list[Remark] = []
        for done, item in enumerate(reviewed(work, ids), start=1):
            watch.step("looking", done, len(ids), item.view.row.name)
            by_state[item.view.row.state] += 1
            octets += len(item.stored.data)
            checks.look(item.view)
            remark = remark_on(kind, item.view)
            left_out += [] if remark is None else [remark]
        decided = sum(by_state[state] for state in DECIDED_STATES)
        found = checks.result(by_state, decided)
        if left_out:
            found = (Check("left_out", tuple(str(it.fields["document"]) for it in left_out)), *found)
        others = max(0, work.lists.counts().total - len(ids))
    return ExportPlan(choice, dict(by_state), len(ids), octets, found, tuple(left_out), others)


def preview(desk: Workplace, choice: Choice, id: str) -> Preview:
    """Give one document as it would be written; a package shows the wire it holds."""
    kind = _kind(choice)
    with desk.store.reading() as work:
        item = next(reviewed(work, [id]))
        outgoing = ExportBatch(work, kind, [item.view.row.key], Watch()).outgoing(item)
    remark = remark_on(kind, item.view)
    if remark is not None:
        return Preview(item.view.row.name, "", left_out=remark)
    shown = kind.preview(outgoing, choice.destination)
    if shown is not None:
        return Preview(shown.name, shown.text)
    return _wire_preview(item, f"{folder_of(item.view.row.state)}/{file_name(item.view.row.name, id)}")


def run(desk: Workplace, choice: Choice, watch: Watch | None = None) -> ExportReport:
    """Write the export whole or not at all.

    Problems: target_is_desk, target_is_foreign, target_exists, folder_missing, not_written,
    nothing_to_export, nothing_fits_format, extra_missing; of a signature sign_package_only, sign_missing,
    key_unusable.
    """
    kind = kind_of(choice.format)
    _refuse(desk, choice)
    seal, fingerprint = _seal(desk, choice)
    with desk.store.reading() as work:
        batch = _batch(work, choice, kind, watch or Watch(), seal)
        sent = kind.write(choice.destination, batch, force=choice.force, as_folder=choice.as_folder)
    return ExportReport(
        sent.written,
        tuple(batch.left_out),
        sent.notices,
        choice.destination,
        sent.digest,
        batch.not_chosen,
        fingerprint,
    )


def run_converted(
    desk: Workplace, choice: Choice, convert: Callable[[bytes], bytes], most: int, watch: Watch | None = None
) -> ExportReport:
    """Write the report in another form, which `convert` gives it; its texts are at most `most` characters."""
    kind = _kind(choice)
    _refuse(desk, choice)
    page = bytearray()
    with desk.store.reading() as work:
        batch = _batch(work, choice, kind, watch or Watch())
        written = write_report(page.extend, batch, most)
    data = convert(bytes(page))
    digest = atomic.write_file(choice.destination, lambda file: file.write(data), force=choice.force)
    return ExportReport(written, tuple(batch.left_out), (), choice.destination, digest, batch.not_chosen)


def _refuse(desk: Workplace, choice: Choice) -> None:
    """Raise the Problem that speaks against the place, and clear away what a killed export left there."""
    refuse_target(desk.path, choice)
    atomic.refuse_existing(choice.destination, force=choice.force)
    atomic.sweep(choice.destination.parent)


def _seal(desk: Workplace, choice: Choice) -> tuple[Seal | None, str | None]:
    if not choice.is_signed:
        return None, None
    if choice.format != Format.PACKAGE:
        raise Problem("sign_package_only", format=choice.format)
    return signing.seal(desk.settings_file)


def _batch(
    work: "Work", choice: Choice, kind: ExportKind, watch: Watch, seal: Seal | None = None
) -> ExportBatch:
    keys = work.lists.ids(choice.criteria, None)
    if not keys:
        raise Problem("nothing_to_export")
    return ExportBatch(work, kind, keys, watch, seal)


def _kind(choice: Choice) -> ExportKind:
    """Give the format of a choice; a PDF is the report in another form."""
    return kind_of(Format.HTML if choice.format == Format.PDF else choice.format)


def _wire_preview(item: Reviewed, name: str) -> Preview:
    written = item.written_back()
    document = item.view.document
    if written.data == item.stored.data:
        return Preview(name, document.text)
    text = read_document(written.data).text
    return Preview(name, text, compare(document.text, text))
