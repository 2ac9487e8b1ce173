"""The sentences of a document's history: who did what to it, and when."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from editor_app.domain.events import ASKED, DECIDED, FLAGGED, NOTED, REREAD, TAGGED, TAKEN_BACK, Event
from editor_app.domain.lists import View
from editor_app.domain.standing import State, verdict_of
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.domain.vocabulary import Vocabulary
from editor_app.i18n import gettext, ngettext
from editor_app.ui.details_wording import said_line
from editor_app.ui.elsewhere_words import held_line
from editor_app.ui.wording import day, isolated, moment, outcome_phrase, outcome_word, reasons_phrase

NameOf = Callable[[str], str]

_GLYPHS: Mapping[Outcome, tuple[str, str]] = {
    Outcome.ACCEPT: ("circle-check", "accept"),
    Outcome.AMEND: ("pencil", "amend"),
    Outcome.REJECT: ("circle-x", "reject"),
    Outcome.DEFER: ("player-skip-forward", "text2"),
    Outcome.CONTEXT: ("bookmark", "text2"),
    Outcome.REOPEN: ("circle", "text2"),
}


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line of a history: a glyph in a colour, a sentence, a time.

    `amended` is the rationale an amendment wrote, which can be compared with the one proposed.
    """

    icon: str
    token: str
    sentence: str
    time: str
    amended: str | None = None


def history_lines(
    view: View, vocabulary: Vocabulary, name_of: NameOf, now: datetime | None = None
) -> tuple[HistoryLine, ...]:
    """Give the history of a document, oldest first, beginning with its import."""
    events = {event.id: event for event in view.history}
    name_of = unnamed_while_disputed(view, name_of)
    return (_imported(view, now), *_lines(view, events, vocabulary, name_of, now))


def unnamed_while_disputed(view: View, name_of: NameOf) -> NameOf:
    """Give what names editors: nobody is named while a wire is in dispute, so that it is settled blind."""
    if view.row.state is not State.DISPUTED:
        return name_of
    return lambda _editor: gettext("an editor")


def history_summary(view: View, vocabulary: Vocabulary, name_of: NameOf, now: datetime | None = None) -> str:
    """Say in one line how long the history is and how it ends."""
    lines = history_lines(view, vocabulary, name_of, now)
    count = ngettext("{count} entry", "{count} entries", len(lines)).format(count=len(lines))
    if len(lines) == 1:
        return f"{count} · {gettext('imported {day}').format(day=day(view.imported_at, now))}"
    return f"{count} · {lines[-1].sentence}"


def _imported(view: View, now: datetime | None) -> HistoryLine:
    sentence = gettext("Imported from {name}").format(name=isolated(view.row.name))
    return HistoryLine("file-import", "text2", sentence, moment(view.imported_at, now))


def _lines(
    view: View, events: Mapping[str, Event], vocabulary: Vocabulary, name_of: NameOf, now: datetime | None
) -> Iterator[HistoryLine]:
    for event in sorted(view.history, key=lambda event: (event.at, event.id)):
        icon, token, did = _told(event, events, vocabulary)
        by = gettext("{did}, by {editor}").format(did=did, editor=isolated(name_of(event.editor)))
        said = _with_details(by, event, vocabulary)
        yield HistoryLine(icon, token, said, moment(event.at, now), _amended(event))


def _told(event: Event, events: Mapping[str, Event], vocabulary: Vocabulary) -> tuple[str, str, str]:
    if event.kind == DECIDED:
        verdict = verdict_of(event)
        return (*_GLYPHS[verdict.outcome], _settled(event, _decided(verdict, vocabulary)))
    if event.kind == FLAGGED:
        is_on = bool(json.loads(event.payload)["on"])
        return "flag", "flag" if is_on else "text2", gettext("Flagged") if is_on else gettext("Flag cleared")
    if event.kind in (NOTED, ASKED):
        icon, said = ("note", _noted) if event.kind == NOTED else ("help-circle", _asked)
        return icon, "text2", said(str(json.loads(event.payload)["text"]))
    if event.kind == TAGGED:
        return "tag", "text2", _tagged(json.loads(event.payload).get("source"))
    if event.kind == REREAD:
        return "refresh", "text2", _reread(event)
    return _other(event, events)


def _other(event: Event, events: Mapping[str, Event]) -> tuple[str, str, str]:
    if event.kind == TAKEN_BACK:
        return _taken_back(event, events)
    return "point", "text2", gettext("An entry of a kind this version does not know")


def _reread(event: Event) -> str:
    outcome = Outcome(json.loads(event.payload)["verdict"]["outcome"])
    said = gettext("Read again without seeing the decision: {outcome}")
    return said.format(outcome=outcome_word(outcome).lower())


def _decided(verdict: Verdict, vocabulary: Vocabulary) -> str:
    said = outcome_word(verdict.outcome)
    if verdict.reasons:
        said = f"{said}: {reasons_phrase(verdict.reasons, vocabulary)}"
    if verdict.outcome is Outcome.ACCEPT and verdict.gates.are_open:
        said = gettext("{said} with a criterion open").format(said=said)
    if verdict.sources:
        said = gettext("{said}, beside {sources}").format(said=said, sources=held_line(verdict.sources))
    return f"{said} (“{isolated(verdict.note)}”)" if verdict.note else said


def _with_details(said: str, event: Event, vocabulary: Vocabulary) -> str:
    """Add what a verdict says beyond the gates."""
    if event.kind != DECIDED:
        return said
    details = said_line(verdict_of(event).details, vocabulary)
    return gettext("{said}. Details: {details}").format(said=said, details=details) if details else said


def _settled(event: Event, said: str) -> str:
    """Say of a decision that it settled a dispute, and why."""
    settled = json.loads(event.payload).get("settled")
    if not isinstance(settled, dict):
        return said
    reason = str(settled.get("reason") or "")
    if not reason:
        return gettext("Dispute settled: {said}").format(said=said)
    return gettext("Dispute settled: {said}, because “{reason}”").format(said=said, reason=isolated(reason))


def _noted(text: str) -> str:
    return gettext("Note: “{text}”").format(text=isolated(text)) if text else gettext("Note taken away")


def _tagged(source: str | None) -> str:
    if not source:
        return gettext("Listed under its own source again")
    return gettext("Listed under {source}").format(source=isolated(source))


def _asked(text: str) -> str:
    if not text:
        return gettext("Question about the guide taken away")
    return gettext("Question about the guide: “{text}”").format(text=isolated(text))


def _taken_back(event: Event, events: Mapping[str, Event]) -> tuple[str, str, str]:
    targets = [events[name] for name in json.loads(event.payload)["events"] if name in events]
    if targets and targets[0].kind == TAKEN_BACK:
        return "arrow-forward-up", "text2", gettext("Done again")
    what = ", ".join(_phrase(target) for target in targets)
    said = gettext("Undone: {what}").format(what=what) if what else gettext("Undone")
    return "arrow-back-up", "text2", said


def _phrase(event: Event) -> str:
    if event.kind == DECIDED:
        return outcome_phrase(verdict_of(event).outcome)
    phrases = {
        FLAGGED: gettext("the flag"),
        NOTED: gettext("the note"),
        ASKED: gettext("the question"),
        TAGGED: gettext("the source"),
    }
    return phrases.get(event.kind, gettext("an entry"))


def _amended(event: Event) -> str | None:
    if event.kind != DECIDED:
        return None
    verdict = verdict_of(event)
    return verdict.rationale if verdict.outcome is Outcome.AMEND else None
