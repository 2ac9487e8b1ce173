"""The words of an export: its formats, what it includes, what to check before it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from editor_app.desk.export_choice import Check, ExportPlan, Format
from editor_app.domain.standing import DECIDED_STATES, TO_DO_STATES, State
from editor_app.formats.package.signature import shown_fingerprint
from editor_app.i18n import gettext, ngettext
from editor_app.ui.export_formats import is_folder, kinds_by_name
from editor_app.ui.wording import isolated

_KILO: Final = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """One tick of "What to include": which states, and whether it is there even with none in them."""

    id: str
    states: frozenset[State]
    is_reviewed: bool = True
    is_always_shown: bool = True


PARTS: Final = (
    Part("accepted", frozenset({State.ACCEPTED})),
    Part("amended", frozenset({State.AMENDED})),
    Part("rejected", frozenset({State.REJECTED})),
    Part("context", frozenset({State.CONTEXT}), is_always_shown=False),
    Part("open", TO_DO_STATES, is_reviewed=False),
    Part("none", frozenset({State.NONE}), is_reviewed=False, is_always_shown=False),
)


def part_words(part: Part) -> str:
    """Give the words beside a tick."""
    words = {
        "accepted": gettext("Accepted"),
        "amended": gettext("Amended"),
        "rejected": gettext("Rejected, with reasons"),
        "context": gettext("Kept as context"),
        "open": gettext("Not yet reviewed"),
        "none": gettext("Documents without a rationale"),
    }
    return words[part.id]


def format_word(form: str) -> str:
    """Give the short name of a format; one from elsewhere brings its own."""
    words = {
        Format.PACKAGE: gettext("Package (.review.zip)"),
        Format.WIRES: gettext("Text files"),
        Format.JSONL: gettext("JSON Lines"),
        Format.CSV: gettext("CSV"),
        Format.XLSX: gettext("Workbook (XLSX)"),
        Format.NINJS: gettext("IPTC ninjs 3.1"),
        Format.AIID: gettext("AIID submission drafts"),
        Format.LEDGER: gettext("Ledger of changes"),
        Format.HTML: gettext("Report as web page"),
        Format.PDF: gettext("Report as PDF"),
    }
    return words.get(Format(form), "") if form in set(Format) else kinds_by_name()[form].title


def format_help(form: str) -> str:
    """Say in a sentence what a format is good for; one from elsewhere says it itself."""
    helps = {
        Format.PACKAGE: gettext("Documents, decisions and the whole record in one file. For another desk."),
        Format.WIRES: gettext("One text file per wire; only the rationale of amended wires differs."),
        Format.JSONL: gettext("One record per wire, each on a line of its own. For programs."),
        Format.CSV: gettext("One row per wire. For a spreadsheet."),
        Format.XLSX: gettext("One row per wire. For a spreadsheet; every cell is text, never a formula."),
        Format.NINJS: gettext("One JSON file per wire, as news systems exchange them."),
        Format.AIID: gettext(
            "Accepted and amended wires for the AI Incident Database. Unknown dates stay empty."
        ),
        Format.LEDGER: gettext(
            "One public line for every change. Markdown, or CSV if the name ends in .csv."
        ),
        Format.HTML: gettext("Counts, every change and its reason. One file that opens in any browser."),
        Format.PDF: gettext("Counts, every change and its reason. To print or to send."),
    }
    return helps[Format(form)] if form in set(Format) else kinds_by_name()[form].about


def broken_formats(broken: Sequence[tuple[str, str]]) -> str:
    """Say which formats of other packages are not on offer, and why; "" where all of them are."""
    said = gettext("The format {name} comes from another package and cannot be loaded: {cause}.")
    return "\n".join(said.format(name=isolated(name), cause=isolated(cause)) for name, cause in broken)


def key_words(fingerprint: str | None) -> str:
    """Say with which key a package is signed."""
    if fingerprint is None:
        return gettext("A key is made the first time. It stays on this computer.")
    words = gettext("Key of this computer: {fingerprint}")
    return words.format(fingerprint=shown_fingerprint(fingerprint))


def usual_parts(form: str) -> frozenset[str]:
    """Give the parts that are ticked where nobody has chosen yet."""
    if form == Format.PACKAGE:
        return frozenset(part.id for part in PARTS)
    if form == Format.AIID:
        return frozenset({"accepted", "amended"})
    return frozenset(part.id for part in PARTS if part.is_reviewed)


def check_words(check: Check, plan: ExportPlan) -> str:
    """Say what a check found."""
    if check.code.startswith("state_"):
        state = State(check.code.removeprefix("state_"))
        return _state_words(state, plan.by_state.get(state, 0))
    if check.code == "editors_named":
        decided = sum(plan.by_state.get(state, 0) for state in DECIDED_STATES)
        return gettext("{count} of {count} decisions name an editor").format(count=f"{decided:,}")
    one, many = _FOUND[check.code]
    count = len(check.documents)
    return ngettext(one, many, count).format(count=f"{count:,}")


def _state_words(state: State, count: int) -> str:
    one, many = {
        State.PENDING: ("{count} wire is not reviewed yet", "{count} wires are not reviewed yet"),
        State.DEFERRED: ("{count} wire was skipped and is open", "{count} wires were skipped and are open"),
        State.DISPUTED: ("{count} wire is disputed", "{count} wires are disputed"),
        State.CHANGED: ("{count} wire changed since its review", "{count} wires changed since their review"),
    }[state]
    return ngettext(one, many, count).format(count=f"{count:,}")


_FOUND: Final = {
    "left_out": (
        "{count} wire has no place in this format and is left out",
        "{count} wires have no place in this format and are left out",
    ),
    "amended_holds_bulk": (
        "{count} amended wire still holds the bulk sentence",
        "{count} amended wires still hold the bulk sentence",
    ),
    "other_without_note": (
        "{count} rejection has the reason “Other” and no note",
        "{count} rejections have the reason “Other” and no note",
    ),
    "gates_open": (
        "{count} wire was decided with a criterion open",
        "{count} wires were decided with a criterion open",
    ),
    "route_open": ("{count} accepted wire names no route", "{count} accepted wires name no route"),
    "against_a_no": ("{count} wire was accepted against a No", "{count} wires were accepted against a No"),
    "editor_unnamed": ("{count} decision names no known editor", "{count} decisions name no known editor"),
}


def deed(count: int) -> str:
    """Say what the button does."""
    return ngettext("Export {count} wire", "Export {count} wires", count).format(count=f"{count:,}")


def done(count: int) -> str:
    """Say what was done."""
    return ngettext("Exported {count} wire", "Exported {count} wires", count).format(count=f"{count:,}")


def totals(plan: ExportPlan) -> str:
    """Say how much will be written, and that nothing is overwritten."""
    size = size_words(plan.octets)
    if plan.choice.format == Format.WIRES:
        files = ngettext("{count} file, about {size}.", "{count} files, about {size}.", plan.total)
        return f"{files.format(count=f'{plan.total:,}', size=size)} " + gettext(
            "Nothing is overwritten: a new folder is made."
        )
    if is_folder(plan.choice.format):
        files = ngettext(
            "{count} file and a list of them.", "{count} files and a list of them.", plan.written
        )
        return f"{files.format(count=f'{plan.written:,}')} " + gettext(
            "Nothing is overwritten: a new folder is made."
        )
    text = gettext("One file. The wires in it take {size}.").format(size=size)
    return f"{text} " + gettext("Nothing is overwritten: a new file is made.")


def size_words(octets: int) -> str:
    """Give a size in the units file windows use."""
    size, unit = float(octets), "B"
    for larger in ("KB", "MB", "GB"):
        if size < _KILO:
            break
        size, unit = size / _KILO, larger
    number = f"{size:.0f}" if unit in ("B", "KB") or size >= 100 else f"{size:.1f}"
    return f"{number} {unit}"
