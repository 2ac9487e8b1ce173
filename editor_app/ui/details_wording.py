"""The details of a review in words: the hint, how much is said, what is still missing."""

from editor_app.domain.detail_rules import Hint, Speaks
from editor_app.domain.details import Details
from editor_app.domain.vocabulary import Vocabulary
from editor_app.i18n import gettext, ngettext
from editor_app.ui.wording import calendar_day, isolated


def hint_sentence(hint: Hint | None) -> str:
    """Say what the answers come to, and that it decides nothing."""
    if hint is None:
        return gettext("The questions take the but-for test apart. What follows is a hint; you decide.")
    named = _listed(hint.questions)
    sentences = {
        Speaks.FOR: gettext("By these answers both criteria could hold. You decide."),
        Speaks.AGAINST: gettext("{questions} speak against an incident. You decide."),
        Speaks.OPEN: gettext("Nothing speaks against it so far. Still open: {questions}."),
    }
    said = sentences[hint.speaks].format(questions=named)
    if hint.speaks is Speaks.AGAINST and len(hint.questions) == 1:
        said = gettext("{questions} speaks against an incident. You decide.").format(questions=named)
    return f"{said} {gettext('The rationale has to be amended at least.')}" if hint.amend else said


def summary_line(details: Details, hint: Hint | None, words: Vocabulary) -> str:
    """Say in a line how many questions are answered, what they hint at, and how much else is said."""
    asked = sum(not question.retired for question in words.questions)
    parts = [gettext("{count} of {all} answered").format(count=len(details.answers), all=asked)]
    if hint is not None:
        parts.append(_short(hint))
    count = said_fields(details)
    if count:
        parts.append(ngettext("{count} field", "{count} fields", count).format(count=count))
    return " · ".join(parts)


def said_fields(details: Details) -> int:
    """Count the fields that are filled, beside the answers."""
    fields = (details.category, details.confidence, details.severity, details.harm_types, details.wording)
    return sum(map(bool, fields)) + (not details.deviation.is_empty)


def said_line(details: Details, words: Vocabulary) -> str:
    """Say all of the details in one line, "" where there are none; a word nobody knows stays as its id."""
    parts = [
        *(_field(words, table, said) for table, said in _fields(details) if said),
        *(_word(words, "harm_types", one) for one in details.harm_types),
        ", ".join(_answer(words, question, answer) for question, answer in details.answers),
        _deviation(details),
    ]
    return "; ".join(part for part in parts if part)


def missing_words(field: str | None) -> str:
    """Say which field is needed for what is half said, "" for none."""
    words = {
        "severity_reason": gettext("A severity needs its reason."),
        "signed_off_by": gettext("A deviation needs the name of who signed it off."),
        "signed_off_at": gettext("A deviation needs the day it was signed off, as 2026-05-10."),
        "ledger_text": gettext("A deviation needs its public line for the ledger."),
    }
    return words.get(field or "", "")


def overstated_sentence(word: str, wording: str) -> str:
    """Say that a rationale says more than its wording does."""
    return gettext("The rationale says “{word}”, and the wording is {wording}.").format(
        word=word, wording=gettext(wording).lower()
    )


def _fields(details: Details) -> tuple[tuple[str, str | None], ...]:
    return (
        ("categories", details.category),
        ("confidence", details.confidence),
        ("wording", details.wording),
        ("severity", details.severity),
        ("", details.severity_reason),
    )


def _field(words: Vocabulary, table: str, said: str) -> str:
    """Say a word with what it is said of, where the word alone could be of several fields."""
    titles = {
        "confidence": gettext("confidence: {word}"),
        "wording": gettext("wording: {word}"),
        "severity": gettext("severity: {word}"),
        "": "“{word}”",
    }
    return titles.get(table, "{word}").format(word=_word(words, table, said) if table else isolated(said))


def _word(words: Vocabulary, table: str, id: str) -> str:
    term = words.term(table, id)
    return id if term is None else gettext(term.label).lower()


def _answer(words: Vocabulary, question: str, answer: str) -> str:
    asked = words.question(question)
    return f"{question} {_word(words, 'answers' if asked is None else asked.answers, answer)}"


def _deviation(details: Details) -> str:
    deviation = details.deviation
    if deviation.is_empty:
        return ""
    said = gettext("deviation from the Guide, signed off by {name} on {day}: “{text}”")
    name, text = isolated(deviation.signed_off_by), isolated(deviation.ledger_text)
    return said.format(name=name, day=calendar_day(deviation.signed_off_at), text=text)


def _short(hint: Hint) -> str:
    words = {
        Speaks.FOR: gettext("speaks for"),
        Speaks.AGAINST: gettext("speaks against: {questions}"),
        Speaks.OPEN: gettext("open: {questions}"),
    }
    return words[hint.speaks].format(questions=_listed(hint.questions))


def _listed(questions: tuple[str, ...]) -> str:
    return ", ".join(gettext("route") if question == "route" else question for question in questions)
