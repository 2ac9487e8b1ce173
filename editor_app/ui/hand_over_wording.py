"""The words of the hand-over report: what changed, what is open, what the guide leaves open."""

from collections.abc import Sequence
from datetime import datetime

from editor_app.desk.handing_over import MOST_NAMED, HandOver, Matter, Since
from editor_app.domain.verdicts import Outcome
from editor_app.domain.vocabulary import Vocabulary
from editor_app.formats.page import Entry, Page, Section
from editor_app.i18n import gettext, ngettext
from editor_app.ui.wording import calendar_day, local, outcome_word, reason_label, words_count


def since_word(since: Since) -> str:
    """Give the word for where a report begins."""
    words = {
        Since.SESSION: gettext("This session"),
        Since.LAST: gettext("Since my last"),
        Since.ALL: gettext("All"),
    }
    return words[since]


def moment(at: str) -> str:
    """Give a moment in full, in this person's time; "" for none."""
    if not at:
        return ""
    then: datetime = local(at)
    return f"{calendar_day(f'{then:%Y-%m-%d}')}, {then:%H:%M}"


def page(report: HandOver, desk: str, vocabulary: Vocabulary, *, hasty: int | None = None) -> Page:
    """Give the report as a page; `hasty` counts acceptances faster than reading, None where not timed."""
    return Page(
        title=gettext("Hand-over of {desk}").format(desk=desk),
        facts=tuple(_facts(report, hasty)),
        sections=tuple(_sections(report, vocabulary)),
        foot=gettext("Written by Review Desk from the desk's own record. No decision was changed."),
    )


def parts(report: HandOver) -> list[tuple[str, int]]:
    """Give what the report holds: the name of each part and how many wires it names."""
    return [
        (gettext("Decided"), sum(report.outcomes.values())),
        (gettext("Disputed"), len(report.disputed)),
        (gettext("Open flags"), len(report.flagged)),
        (gettext("Unfinished drafts"), len(report.drafts)),
        (gettext("Skipped"), len(report.skipped)),
        (gettext("Questions about the guide"), len(report.questions)),
    ]


def _facts(report: HandOver, hasty: int | None) -> list[tuple[str, str]]:
    counts = report.counts
    since = moment(report.since) or gettext("the beginning")
    total = f"{counts.to_do + counts.done:,}"
    facts = [
        (gettext("By"), report.editor or gettext("nobody yet")),
        (gettext("From"), since),
        (gettext("To"), moment(report.until)),
        (gettext("Decided in this time"), _outcomes(report)),
        (gettext("Left"), gettext("{count} of {total} wires").format(count=f"{counts.to_do:,}", total=total)),
    ]
    if hasty:
        said = ngettext("{count} wire in this session", "{count} wires in this session", hasty)
        facts.append((gettext("Accepted faster than one can read"), said.format(count=hasty)))
    return facts


def _outcomes(report: HandOver) -> str:
    total = sum(report.outcomes.values())
    counted = sorted(report.outcomes.items())
    said = [f"{count:,} {outcome_word(outcome).lower()}" for outcome, count in counted]
    return f"{total:,} ({', '.join(said)})" if said else "0"


def _sections(report: HandOver, vocabulary: Vocabulary) -> list[Section]:
    rejected = [_decided(matter, vocabulary) for matter in report.rejected]
    amended = [_decided(matter, vocabulary) for matter in report.amended]
    return [
        _section(gettext("Questions about the guide"), [_said(m, m.text) for m in report.questions]),
        _section(gettext("Disputed"), [_disputed(matter) for matter in report.disputed]),
        _section(gettext("Open flags"), [_said(m, m.note) for m in report.flagged]),
        _section(gettext("Unfinished drafts"), [_draft(matter) for matter in report.drafts]),
        _section(gettext("Skipped, and what is missing"), [_said(m, m.note) for m in report.skipped]),
        _section(gettext("Amended"), amended, report.outcomes.get(Outcome.AMEND)),
        _section(gettext("Rejected"), rejected, report.outcomes.get(Outcome.REJECT)),
    ]


def _section(title: str, entries: Sequence[Entry], total: int | None = None) -> Section:
    count = len(entries) if total is None else total
    lead = "" if entries else gettext("None.")
    if count > len(entries) or len(entries) == MOST_NAMED:
        lead = gettext("The last {count} are named here.").format(count=f"{len(entries):,}")
    return Section(f"{title} ({count:,})", lead, tuple(entries))


def _decided(matter: Matter, vocabulary: Vocabulary) -> Entry:
    labels = ", ".join(reason_label(reason, vocabulary) for reason in matter.reasons)
    said = [
        gettext("Why: {reasons}").format(reasons=labels) if labels else "",
        gettext("Now reads: {text}").format(text=matter.text) if matter.text else "",
        gettext("Note: {note}").format(note=matter.note) if matter.note else "",
        _by(matter),
    ]
    return _entry(matter, said)


def _said(matter: Matter, text: str) -> Entry:
    return _entry(matter, [text, _by(matter)])


def _draft(matter: Matter) -> Entry:
    said = gettext("{editor}, {moment}, {words}")
    words = words_count(matter.words)
    return _entry(matter, [said.format(editor=matter.editor, moment=moment(matter.at), words=words)])


def _disputed(matter: Matter) -> Entry:
    return _entry(matter, [f"{editor}: {outcome_word(outcome)}" for editor, outcome in matter.verdicts])


def _entry(matter: Matter, said: Sequence[str]) -> Entry:
    wire = matter.wire
    about = " · ".join(part for part in (wire.source or "", wire.archive, wire.name, wire.id[:12]) if part)
    return Entry(wire.headline, about, tuple(line for line in said if line))


def _by(matter: Matter) -> str:
    return " · ".join(part for part in (matter.editor, moment(matter.at)) if part)
