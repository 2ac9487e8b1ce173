"""Exporting the reviewed archive: told first, then written whole, then read again."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.desk.export_checks import Checks
from editor_app.desk.export_choice import Choice, ExportPlan, ExportReport, Format, Preview
from editor_app.desk.export_target import refuse_target
from editor_app.desk.packing import content_of
from editor_app.desk.reviewed import Reviewed, listed_ids, reviewed
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.domain.diff import compare
from editor_app.domain.problems import Problem, Remark
from editor_app.domain.standing import DECIDED_STATES, State
from editor_app.formats import atomic
from editor_app.formats.file_names import file_name
from editor_app.formats.package.writing import write_folder, write_zip
from editor_app.formats.records import exported
from editor_app.formats.tables import csv_head, csv_line, json_line
from editor_app.formats.wire_text import read_document
from editor_app.formats.wires_folder import WiresFolder, folder_of

if TYPE_CHECKING:
    from editor_app.store.work import Work


def plan(desk: Workplace, choice: Choice, watch: Watch | None = None) -> ExportPlan:
    """Tell what an export would hold and what to look at first; nothing is written."""
    watch = watch or Watch()
    with desk.store.reading() as work:
        ids = listed_ids(work, choice.criteria)
        checks, by_state, octets = Checks(work), Counter[State](), 0
        for done, item in enumerate(reviewed(work, ids), start=1):
            watch.step("looking", done, len(ids), item.view.row.name)
            by_state[item.view.row.state] += 1
            octets += len(item.stored.data)
            checks.look(item.view)
        decided = sum(by_state[state] for state in DECIDED_STATES)
        found = checks.result(by_state, decided)
    return ExportPlan(choice, dict(by_state), len(ids), octets, found)


def preview(desk: Workplace, choice: Choice, id: str) -> Preview:
    """Give one document as it would be written; a package shows the wire it holds."""
    with desk.store.reading() as work:
        item = next(reviewed(work, [id]))
        names = work.events.named_editors()
    record = exported(item.view, names)
    name = file_name(item.view.row.name, id)
    if choice.format is Format.JSONL:
        return Preview(choice.destination.name, json_line(record).decode("utf-8"))
    if choice.format is Format.CSV:
        return Preview(choice.destination.name, (csv_head() + csv_line(record)).decode("utf-8"))
    return _wire_preview(item, f"{folder_of(item.view.row.state)}/{name}")


def run(desk: Workplace, choice: Choice, watch: Watch | None = None) -> ExportReport:
    """Write the export whole or not at all.

    Problems: target_is_desk, target_is_foreign, target_exists, folder_missing, not_written,
    nothing_to_export.
    """
    watch = watch or Watch()
    refuse_target(desk.path, choice)
    atomic.refuse_existing(choice.destination, force=choice.force)
    atomic.sweep(choice.destination.parent)
    with desk.store.reading() as work:
        ids = listed_ids(work, choice.criteria)
        if not ids:
            raise Problem("nothing_to_export")
        return _WRITERS[choice.format](work, choice, ids, watch)


def _wire_preview(item: Reviewed, name: str) -> Preview:
    written = item.written_back()
    document = item.view.document
    if written.data == item.stored.data:
        return Preview(name, document.text)
    text = read_document(written.data).text
    return Preview(name, text, compare(document.text, text))


def _write_package(work: "Work", choice: Choice, ids: Sequence[str], watch: Watch) -> ExportReport:
    content = content_of(work, ids, watch)
    write = write_folder if choice.as_folder else write_zip
    digest = write(choice.destination, content, force=choice.force)
    return ExportReport(len(ids), (), (), choice.destination, digest)


def _write_wires(work: "Work", choice: Choice, ids: Sequence[str], watch: Watch) -> ExportReport:
    notices: list[Remark] = []
    digests: list[str] = []
    names = work.events.named_editors()

    def fill(folder: Path) -> None:
        wires = WiresFolder(folder)
        for done, item in enumerate(reviewed(work, ids), start=1):
            written = item.written_back()
            name = file_name(item.view.row.name, item.view.row.id)
            wires.add(name, written.data, exported(item.view, names))
            notices.extend(
                Remark(item.view.row.name, code, {"encoding": item.view.document.encoding})
                for code in written.notices
            )
            watch.step("writing", done, len(ids), item.view.row.name)
        digests.append(wires.close())

    atomic.write_folder(choice.destination, fill, force=choice.force)
    return ExportReport(len(ids), (), tuple(notices), choice.destination, digests[0])


def _write_lines(work: "Work", choice: Choice, ids: Sequence[str], watch: Watch) -> ExportReport:
    names = work.events.named_editors()
    is_csv = choice.format is Format.CSV
    line = csv_line if is_csv else json_line

    def write(file: atomic.CountingWriter) -> None:
        if is_csv:
            file.write(csv_head())
        for done, item in enumerate(reviewed(work, ids), start=1):
            file.write(line(exported(item.view, names)))
            watch.step("writing", done, len(ids), item.view.row.name)

    digest = atomic.write_file(choice.destination, write, force=choice.force)
    return ExportReport(len(ids), (), (), choice.destination, digest)


_WRITERS = {
    Format.PACKAGE: _write_package,
    Format.WIRES: _write_wires,
    Format.JSONL: _write_lines,
    Format.CSV: _write_lines,
}
