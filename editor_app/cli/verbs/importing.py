"""`import`: an archive into the desk, or an import out of it again."""

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

from editor_app import paths, settings
from editor_app.cli.call import Call
from editor_app.cli.following import followed
from editor_app.cli.output import listed_remarks
from editor_app.cli.words import path
from editor_app.desk import arranging, importing
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.domain.problems import ExitStatus, Problem, Remark
from editor_app.formats.caps import Caps
from editor_app.formats.sources import open_source
from editor_app.i18n import gettext


class _Outcome(Protocol):
    """What plan and run of an import both tell."""

    @property
    def added(self) -> int: ...
    @property
    def unchanged(self) -> int: ...
    @property
    def revised(self) -> int: ...
    @property
    def problems(self) -> Iterable[Remark]: ...
    @property
    def notices(self) -> Iterable[Remark]: ...


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `import` takes."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=path,
        metavar="PATH",
        help=gettext("a folder, a file, a .zip, JSON Lines, CSV, or a package for its documents alone"),
    )
    parser.add_argument("--archive", metavar="NAME", help=gettext("the archive it goes into"))
    parser.add_argument(
        "--dry-run", action="store_true", help=gettext("say what would come, and change nothing")
    )
    parser.add_argument("--take-back", metavar="ID", help=gettext("take this import back instead"))


def run(call: Call) -> ExitStatus:
    """Import every path, or take an import back."""
    options = call.options
    if bool(options.paths) == bool(options.take_back) or (
        options.take_back and (options.archive or options.dry_run)
    ):
        cause = gettext("name what to import, or an import to take back")
        raise Problem("usage", cause=cause, command="editor-app import")
    if options.take_back:
        return _take_back(call, options.take_back.split())
    if options.dry_run:
        with call.trying() as desk, followed() as watch:
            return _tell(
                call, [importing.plan(desk, item, options.archive, watch) for item in options.paths], None
            )
    origins = {str(item.expanduser().absolute()) for item in options.paths}
    opened = call.writing(before_making=lambda: _refuse_unusable(options), going_on_from=origins)
    with opened as desk, followed() as watch:
        reports = _import_all(desk, options.paths, options.archive, watch)
    return _tell(call, reports, " ".join(report.import_id for report in reports))


def _refuse_unusable(options: argparse.Namespace) -> None:
    """Refuse what cannot be imported at all, before a desk is made for it."""
    caps = Caps.read(settings.load(paths.settings_file()).caps)
    for item in options.paths:
        open_source(item.expanduser(), caps)
    if options.archive is not None:
        arranging.clean_name(options.archive)


def _import_all(
    desk: Workplace, paths: list[Path], archive: str | None, watch: Watch
) -> list[importing.ImportReport]:
    """Import path after path; where one fails or is stopped, those before it are taken back."""
    done: list[importing.ImportReport] = []
    try:
        for item in paths:
            report = importing.run(desk, item, archive, watch)
            done.append(report)
    except BaseException:
        for report in reversed(done):
            importing.take_back(desk, report.import_id)
        raise
    return done


def _tell(call: Call, reports: Iterable[_Outcome], import_id: str | None) -> ExitStatus:
    told = list(reports)
    problems = listed_remarks(remark for report in told for remark in report.problems)
    notices = listed_remarks(remark for report in told for remark in report.notices)
    record = {
        "added": sum(report.added for report in told),
        "unchanged": sum(report.unchanged for report in told),
        "revised": sum(report.revised for report in told),
        "problems": problems,
        "notices": notices,
        "import": import_id,
    }
    call.output.give(record, _counts(record))
    call.output.tell_remarks(gettext("Came in with a remark:"), notices)
    call.output.tell_remarks(gettext("Left out:"), problems)
    return ExitStatus.DONE_WITH_PROBLEMS if problems else ExitStatus.DONE


def _counts(record: Mapping[str, object]) -> list[str]:
    if record["import"] is None:
        said = gettext(
            "Would come in: {added} new, {revised} revised; {unchanged} here already. Nothing was written."
        )
        return [said.format(**record)]
    said = gettext("{added} added, {unchanged} here already, {revised} revised.")
    return [said.format(**record), f"import: {record['import']}"]


def _take_back(call: Call, ids: list[str]) -> ExitStatus:
    with call.writing() as desk:
        taken = [importing.take_back(desk, import_id) for import_id in ids]
    record = {"removed": sum(item.removed for item in taken), "kept": sum(item.kept for item in taken)}
    words = gettext("{removed} removed, {kept} kept because somebody has worked on them.").format(**record)
    call.output.give(record, [words])
    for name in (name for item in taken for name in item.names):
        call.output.tell(gettext("Kept: {name}").format(name=name))
    return ExitStatus.DONE
