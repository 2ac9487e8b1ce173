"""`export`: the reviewed archive, written to a file or folder."""

import argparse
import os
from pathlib import Path

from editor_app.cli.call import Call
from editor_app.cli.following import followed
from editor_app.cli.output import listed_remarks
from editor_app.cli.parser import typed_path
from editor_app.cli.words import add_choice_arguments, archive_key
from editor_app.desk import bringing_together, exporting
from editor_app.desk.export_choice import Choice, ExportPlan, Format, kind_of
from editor_app.desk.workplace import Workplace
from editor_app.domain.problems import ExitStatus, Problem
from editor_app.formats.outgoing import kinds
from editor_app.formats.package.signature import shown_fingerprint
from editor_app.i18n import gettext, ngettext

HUB = "hub"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `export` takes."""
    parser.add_argument(
        "destination",
        type=typed_path,
        metavar="DEST",
        help=gettext("the new file or folder; a package becomes a folder where DEST ends in /"),
    )
    parser.add_argument(
        "--format",
        metavar="FORMAT",
        help=gettext("{formats}; a package where none is named").format(
            formats=" | ".join([*kinds.names(), HUB])
        ),
    )
    parser.add_argument(
        "--sign", action="store_true", help=gettext("sign a package with the key of this computer")
    )
    parser.add_argument("--force", action="store_true", help=gettext("replace what is at DEST"))
    add_choice_arguments(parser)


def run(call: Call) -> ExitStatus:
    """Say what the export will hold, write it, and say what was left out."""
    if call.options.format == HUB:
        _refuse_choosing(call.options)
        return _add_to_hub(call)
    form = kind_of(_wanted_format(call.options)).name
    with call.reading() as desk, followed() as watch:
        choice = _choice(desk, form, call.options)
        _announce(call, exporting.plan(desk, choice, watch))
        report = exporting.run(desk, choice, watch)
    left_out = listed_remarks(report.left_out)
    record = {
        "written": report.written,
        "left_out": left_out,
        "path": str(report.path),
        "digest": report.digest,
    }
    if report.fingerprint is not None:
        record["signature"] = report.fingerprint
        words = gettext("Signed with the key {fingerprint}.")
        call.output.tell(words.format(fingerprint=shown_fingerprint(report.fingerprint)))
    call.output.give(record, [str(report.path), report.digest])
    call.output.tell_remarks(gettext("Written with a remark:"), listed_remarks(report.notices))
    call.output.tell_remarks(gettext("Left out:"), left_out)
    return ExitStatus.DONE_WITH_PROBLEMS if left_out else ExitStatus.DONE


def _wanted_format(options: argparse.Namespace) -> str:
    """Give the format that was asked for; what is to be called a PDF asks for one, whatever else is said."""
    destination = options.destination
    ending = "" if destination.endswith(("/", os.sep)) else Path(destination).suffix.casefold()
    if ending == f".{Format.PDF}":
        return Format.PDF.value
    return str(options.format or _usual_format(destination, ending))


def _usual_format(destination: str, ending: str) -> str:
    """Give the format of an export for which none is named: a package, but not under the name of another."""
    files = [kind for kind in kinds.kinds() if ending and not kind.is_folder and kind.ending.endswith(ending)]
    if files and Format.PACKAGE not in [kind.name for kind in files]:
        raise Problem("format_not_meant", path=destination, meant=files[0].name)
    return Format.PACKAGE.value


def _refuse_choosing(options: argparse.Namespace) -> None:
    """Refuse to send everything to a shared folder where somebody asked for a part of it, or a signature."""
    for option in ("state", "archive", "search", "sign"):
        if getattr(options, option):
            raise Problem("hub_takes_all", option=f"--{option}")


def _add_to_hub(call: Call) -> ExitStatus:
    """Add to a shared folder what it has not; the folder may be there already, nothing in it is replaced."""
    with call.reading() as desk, followed() as watch:
        went = bringing_together.add_own(desk, Path(call.options.destination), watch)
    left_out = listed_remarks(went.damaged)
    path = str(Path(call.options.destination))
    record = {"written": went.written, "left_out": left_out, "path": path, "digest": went.digest}
    words = gettext("{documents} documents and {events} events added to {path}.")
    call.output.give(record, [words.format(documents=went.written, events=went.sent, path=path)])
    call.output.tell_remarks(gettext("Left out:"), left_out)
    return ExitStatus.DONE_WITH_PROBLEMS if left_out else ExitStatus.DONE


def _choice(desk: Workplace, form: str, options: argparse.Namespace) -> Choice:
    return Choice(
        format=form,
        destination=Path(options.destination),
        states=frozenset(options.state),
        archive=archive_key(desk, options.archive),
        search=options.search,
        force=options.force,
        is_signed=options.sign,
        as_folder=options.destination.endswith(("/", os.sep)),
    )


def _announce(call: Call, plan: ExportPlan) -> None:
    count = ngettext("{count} document", "{count} documents", plan.total).format(count=plan.total)
    states = ", ".join(f"{state} {number}" for state, number in sorted(plan.by_state.items()))
    call.output.tell(f"{count}: {states}" if states else count)
    if plan.not_chosen:
        others = ngettext("{count} other was not chosen", "{count} others were not chosen", plan.not_chosen)
        call.output.tell(others.format(count=plan.not_chosen))
    if plan.left_out:
        words = ngettext(
            "{count} of these has no place in {format}", "{count} of these have no place in {format}",
            len(plan.left_out),
        )  # fmt: skip
        call.output.tell(words.format(count=len(plan.left_out), format=plan.choice.format))
