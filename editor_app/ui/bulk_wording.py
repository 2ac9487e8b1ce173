"""The words of acts on many wires: what would happen, what is left out, why not yet, what was done."""

from collections.abc import Iterator
from enum import StrEnum

from editor_app.desk.deciding_together import Plan
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.i18n import gettext, ngettext, sentence
from editor_app.ui.fact_list import Fact
from editor_app.ui.wording import isolated, state_word


class BulkAct(StrEnum):
    """The acts on many; each is the second half of its command's id."""

    ACCEPT = "accept"
    REJECT = "reject"
    SKIP = "skip"
    CONTEXT = "context"
    FLAG = "flag"
    UNFLAG = "unflag"
    TAG_SOURCE = "tag_source"


def icon_of(act: BulkAct) -> str:
    """Give the icon of an act."""
    return {
        BulkAct.ACCEPT: "circle-check",
        BulkAct.REJECT: "circle-x",
        BulkAct.SKIP: "player-skip-forward",
        BulkAct.CONTEXT: "bookmark",
        BulkAct.FLAG: "flag",
        BulkAct.UNFLAG: "flag-off",
        BulkAct.TAG_SOURCE: "tag",
    }[act]


def what_happens(act: BulkAct, count: int) -> str:
    """Say in the imperative what an act does to so many wires: head and button of its dialog."""
    said = {
        BulkAct.ACCEPT: ngettext("Accept {count} wire", "Accept {count} wires", count),
        BulkAct.REJECT: ngettext("Reject {count} wire", "Reject {count} wires", count),
        BulkAct.SKIP: ngettext("Skip {count} wire", "Skip {count} wires", count),
        BulkAct.CONTEXT: ngettext("Keep {count} wire as context", "Keep {count} wires as context", count),
        BulkAct.FLAG: ngettext("Flag {count} wire", "Flag {count} wires", count),
        BulkAct.UNFLAG: ngettext("Take {count} flag off", "Take {count} flags off", count),
        BulkAct.TAG_SOURCE: ngettext(
            "Change the source of {count} wire", "Change the source of {count} wires", count
        ),
    }[act]
    return said.format(count=f"{count:,}")


def what_happened(act: BulkAct, count: int) -> str:
    """Say in a toast what an act came to."""
    said = {
        BulkAct.ACCEPT: ngettext("{count} wire accepted", "{count} wires accepted", count),
        BulkAct.REJECT: ngettext("{count} wire rejected", "{count} wires rejected", count),
        BulkAct.SKIP: ngettext("{count} wire skipped for later", "{count} wires skipped for later", count),
        BulkAct.CONTEXT: ngettext("{count} wire kept as context", "{count} wires kept as context", count),
        BulkAct.FLAG: ngettext("{count} wire flagged", "{count} wires flagged", count),
        BulkAct.UNFLAG: ngettext("{count} flag taken off", "{count} flags taken off", count),
        BulkAct.TAG_SOURCE: ngettext(
            "{count} wire listed under another source", "{count} wires listed under another source", count
        ),
    }[act]
    return said.format(count=f"{count:,}")


def in_one_sentence(act: BulkAct, plan: Plan, off_screen: int) -> str:
    """Say what will happen, with the count and how many of the marked wires cannot be seen now."""
    happens = what_happens(act, len(plan.keys))
    if not off_screen:
        return gettext("{what}, all of them in sight.").format(what=happens)
    hidden = ngettext("{count} marked wire is", "{count} marked wires are", off_screen)
    return gettext("{what}. {hidden} off screen.").format(
        what=happens, hidden=hidden.format(count=f"{off_screen:,}")
    )


def facts_of(plan: Plan, elsewhere: int) -> tuple[Fact, ...]:
    """Give what is to be known before: icon, tone and words of each line.

    `elsewhere` is how many of the marked wires the list on screen does not hold.
    """
    return tuple(_facts(plan, elsewhere))


def why_not_yet(problem: Problem) -> str:
    """Say in a few words what an act still lacks."""
    short = {
        "nothing_together": gettext("None of the marked wires would change."),
        "sample_unread": ngettext(
            "Read the sample first: {count} wire left.",
            "Read the sample first: {count} wires left.",
            _count(problem),
        ).format(count=_count(problem)),
        "reject_without_reason": gettext("Choose a reason."),
        "reason_needs_note": gettext("A note is required for this reason."),
        "reason_needs_duplicate": gettext("Say which wire they duplicate."),
        "accept_together_open": gettext("Answer both criteria for all of them."),
        "source_unusable": _source_word(problem),
        "accept_together_note": gettext("A note is required: why they can be accepted together."),
    }
    return short.get(problem.code) or sentence(problem.code, problem.fields)


def undone_together(kind: str, count: int) -> str:
    """Say in a toast what the undo of an act on many came to."""
    words = {
        "decided": ngettext(
            "Undone. {count} wire stands as before.", "Undone. {count} wires stand as before.", count
        ),
        "flagged": ngettext(
            "Undone. {count} flag is as before.", "Undone. {count} flags are as before.", count
        ),
        "tagged": ngettext(
            "Undone. {count} source is as before.", "Undone. {count} sources are as before.", count
        ),
    }
    said = words.get(kind.partition("_")[0], gettext("Undone."))
    return said.format(count=f"{count:,}")


def _facts(plan: Plan, elsewhere: int) -> Iterator[Fact]:
    if plan.keys:
        yield "list-check", "text2", _by_state(plan)
    if elsewhere:
        words = ngettext(
            "{count} is not in the list on screen", "{count} are not in the list on screen", elsewhere
        )
        yield "eye", "amend", words.format(count=f"{elsewhere:,}")
    if plan.shared:
        words = ngettext("Bulk text on {count} of them", "Bulk text on {count} of them", plan.shared)
        yield "copy", "amend", words.format(count=f"{plan.shared:,}")
    if plan.drafts:
        words = ngettext(
            "{count} has something you began; it stays",
            "{count} have something you began; it stays",
            plan.drafts,
        )
        yield "pencil", "text2", words.format(count=f"{plan.drafts:,}")
    yield from _left_out(plan)


def _left_out(plan: Plan) -> Iterator[Fact]:
    decided = sum(plan.decided.values())
    if decided:
        who = ", ".join(f"{isolated(name)} {count:,}" for name, count in plan.decided.items())
        words = ngettext(
            "{count} left out, decided already: {who}", "{count} left out, decided already: {who}", decided
        )
        yield "minus", "text2", words.format(count=f"{decided:,}", who=who)
    if plan.unchanged:
        words = ngettext(
            "{count} left out, as it is already", "{count} left out, as they are already", plan.unchanged
        )
        yield "minus", "text2", words.format(count=f"{plan.unchanged:,}")
    for code, count in plan.refused.items():
        yield "alert-triangle", "amend", _refused(code, count)


def _refused(code: str, count: int) -> str:
    words = {
        "nothing_to_accept": ngettext(
            "{count} left out: there is no rationale to accept",
            "{count} left out: there is no rationale to accept",
            count,
        ),
        "disputed_together": ngettext(
            "{count} left out: editors differ on it", "{count} left out: editors differ on them", count
        ),
        "duplicate_of_itself": gettext("{count} left out: it is the wire the others duplicate"),
    }
    return words.get(code, sentence(code, {})).format(count=f"{count:,}")


def _by_state(plan: Plan) -> str:
    order = list(State)
    states = sorted(plan.by_state.items(), key=lambda item: order.index(item[0]))
    return ", ".join(f"{count:,} {state_word(state).lower()}" for state, count in states)


def _source_word(problem: Problem) -> str:
    if problem.fields.get("source"):
        return gettext("A source has two to eighty signs, no blanks and no brackets.")
    return gettext("Name a source.")


def _count(problem: Problem) -> int:
    count = problem.fields.get("count", 0)
    return count if isinstance(count, int) else 0
