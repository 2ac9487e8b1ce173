"""The sentence for each entry of a document's history."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from editor_app.domain.events import ASKED, DECIDED, FLAGGED, NOTED, REREAD, TAGGED, TAKEN_BACK, Event
from editor_app.domain.standing import verdict_of
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.domain.vocabulary import Vocabulary
from editor_app.i18n import gettext, ngettext


def summaries(history: Iterable[Event], vocabulary: Vocabulary) -> Callable[[Event], str]:
    """Give what finds the sentence for each event of one history."""
    known = {event.id: event for event in history}

    def summary(event: Event) -> str:
        payload = json.loads(event.payload)
        if event.kind == DECIDED:
            return _settled(payload, _decided(verdict_of(event), vocabulary))
        if event.kind == FLAGGED:
            return gettext("Flagged.") if payload["on"] else gettext("Took the flag off.")
        if event.kind in (NOTED, ASKED):
            return (_noted if event.kind == NOTED else _asked)(payload["text"])
        if event.kind == TAGGED:
            return _tagged(payload.get("source"))
        if event.kind == REREAD:
            return _reread(payload, vocabulary)
        return _other(event, payload, known)

    return summary


def _other(event: Event, payload: dict[str, Any], known: dict[str, Event]) -> str:
    if event.kind == TAKEN_BACK:
        return _taken_back(payload, known)
    return gettext("Did something this version does not know ({kind}).").format(kind=event.kind)


def _reread(payload: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    said = gettext("Read again without seeing the decision. {verdict}")
    return said.format(verdict=_decided(Verdict.read(payload["verdict"]), vocabulary))


def _decided(verdict: Verdict, vocabulary: Vocabulary) -> str:
    said = [_outcome(verdict.outcome)]
    if verdict.reasons:
        said.append("; ".join(_label(name, vocabulary) for name in verdict.reasons))
    text = ": ".join(said)
    if verdict.outcome is Outcome.ACCEPT and verdict.gates.are_open:
        text = gettext("{text} with a gate open").format(text=text)
    if verdict.sources:
        count = len({source.document for source in verdict.sources})
        sources = ngettext("{count} other source", "{count} other sources", count).format(count=count)
        text = gettext("{text}, beside {sources}").format(text=text, sources=sources)
    if verdict.note:
        return gettext("{text}. Note: {note}").format(text=text, note=verdict.note)
    return f"{text}."


def _settled(payload: Mapping[str, Any], said: str) -> str:
    """Say of a decision that it settled a dispute, and why."""
    settled = payload.get("settled")
    if not isinstance(settled, dict):
        return said
    text = gettext("Settled a dispute. {said}").format(said=said)
    reason = settled.get("reason")
    return gettext("{text} Because: {reason}").format(text=text, reason=reason) if reason else text


def _label(name: str, vocabulary: Vocabulary) -> str:
    reason = vocabulary.reason(name)
    return name if reason is None else reason.label


def _outcome(outcome: Outcome) -> str:
    return {
        Outcome.ACCEPT: gettext("Accepted"),
        Outcome.AMEND: gettext("Amended the rationale"),
        Outcome.REJECT: gettext("Rejected"),
        Outcome.DEFER: gettext("Skipped for later"),
        Outcome.CONTEXT: gettext("Kept as context"),
        Outcome.REOPEN: gettext("Opened again"),
    }[outcome]


def _noted(text: str) -> str:
    return gettext("Wrote a note: {text}").format(text=text) if text else gettext("Took the note away.")


def _tagged(source: str | None) -> str:
    return gettext("Listed under {source}.").format(source=source) if source else gettext("Took the tag off.")


def _asked(text: str) -> str:
    if not text:
        return gettext("Took the question about the guide away.")
    return gettext("Asked about the guide: {text}").format(text=text)


def _taken_back(payload: dict[str, Any], known: dict[str, Event]) -> str:
    targets = [known[name] for name in payload["events"] if name in known]
    if targets and all(target.kind == TAKEN_BACK for target in targets):
        return gettext("Did again what was undone.")
    kinds = {target.kind for target in targets}
    what = {
        DECIDED: gettext("Undid the decision."),
        FLAGGED: gettext("Undid the flag."),
        NOTED: gettext("Undid the note."),
        TAGGED: gettext("Undid the tag."),
        ASKED: gettext("Undid the question."),
    }
    return what.get(kinds.pop(), gettext("Undid an act.")) if len(kinds) == 1 else gettext("Undid an act.")
