"""What follows from the details of a review: a hint that decides nothing, and what is still missing."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from editor_app.domain.details import Details
from editor_app.domain.problems import Problem
from editor_app.domain.verdicts import Answer, Gates
from editor_app.domain.vocabulary import HintRule, Vocabulary

_ACTUAL, _NEAR = "actual", "near"
_FIELDS = {
    "category": "categories",
    "confidence": "confidence",
    "severity": "severity",
    "wording": "wording",
}


class Speaks(StrEnum):
    """Which way the answers point: for both gates, against, or not yet either way."""

    FOR = "for"
    AGAINST = "against"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Hint:
    """What the answers behind gate 2 come to; a sentence for the editor and never a decision.

    `questions` are the ids that speak against, or else are still open ("route" for the route of gate 1).
    `amend` is True where the rationale is said not to be about this document.
    """

    speaks: Speaks
    questions: tuple[str, ...] = ()
    amend: bool = False


def hint(details: Details, gates: Gates, rule: HintRule) -> Hint | None:
    """Give what the answers come to, or None while no question is answered.

    Answers speak for the incident where all of the rule's `all` hold, one of `any` does, none of `none` does,
    and gate 1 has a route. An answer that is unclear leaves the question open.
    """
    if not details.answers:
        return None
    amend = any(details.answer(id) == Answer.NO for id in rule.amend_when_no)
    holds = {id: _holds(id, details, rule) for id in (*rule.all, *rule.any, *rule.none)}
    against = [id for id in rule.all if holds[id] is False]
    against += [id for id in rule.none if holds[id] is True]
    against += rule.any if rule.any and all(holds[id] is False for id in rule.any) else ()
    if against:
        return Hint(Speaks.AGAINST, tuple(against), amend)
    open_ones = [id for id in (*rule.all, *rule.none) if holds[id] is None]
    if rule.any and not any(holds[id] for id in rule.any):
        open_ones += [id for id in rule.any if holds[id] is None]
    if rule.needs_route and gates.route is None:
        open_ones.append("route")
    return Hint(Speaks.OPEN if open_ones else Speaks.FOR, tuple(open_ones), amend)


def _holds(question: str, details: Details, rule: HintRule) -> bool | None:
    """Tell whether a question is answered yes (True) or no (False); None while it is open or unclear."""
    given = details.answer(question)
    if given == _NEAR and rule.near:
        return _holds(rule.near, details, rule)
    if given in (Answer.YES, _ACTUAL):
        return True
    return None if given in (None, Answer.UNCLEAR) else False


def overstated(rationale: str | None, details: Details, vocabulary: Vocabulary) -> str | None:
    """Give the first word of a rationale that says more than the wording does, such as "caused"; or None."""
    wording = vocabulary.wording(details.wording)
    if wording is None or not wording.warns_on or not rationale:
        return None
    found = _word_pattern(wording.warns_on).search(rationale)
    return None if found is None else found.group()


@lru_cache(maxsize=32)
def _word_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def refuse_unknown(details: Details, vocabulary: Vocabulary) -> None:
    """Raise Problem `unknown_detail` for an id that is not of the vocabulary; retired ones may stay."""
    for id, answer in details.answers:
        question = vocabulary.question(id)
        if question is None:
            raise Problem("unknown_detail", field="answers", word=id)
        if vocabulary.term(question.answers, answer) is None:
            raise Problem("unknown_detail", field=id, word=answer)
    said = [(field, table, getattr(details, field)) for field, table in _FIELDS.items()]
    said += [("harm_types", "harm_types", word) for word in details.harm_types]
    for field, table, word in said:
        if word is not None and vocabulary.term(table, word) is None:
            raise Problem("unknown_detail", field=field, word=word)


def refuse_unfinished(details: Details) -> None:
    """Raise the Problem of what cannot stand half said: severity_needs_reason, deviation_incomplete."""
    missing = missing_field(details)
    if missing == "severity_reason":
        raise Problem("severity_needs_reason")
    if missing is not None:
        raise Problem("deviation_incomplete", field=missing)


def missing_field(details: Details) -> str | None:
    """Name the first field that something said still needs, None where nothing is half said."""
    return missing_severity_reason(details) or details.settled().deviation.missing


def missing_severity_reason(details: Details) -> str | None:
    """Name the field of the reason where a severity stands without one."""
    is_said = bool((details.severity_reason or "").strip())
    return "severity_reason" if details.severity is not None and not is_said else None
