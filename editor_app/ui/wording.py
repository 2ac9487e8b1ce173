"""The words of the window: states, outcomes, answers, times and what is said after a decision."""

from collections.abc import Iterable
from datetime import UTC, datetime

from editor_app.domain.inference import Inference
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Answer, Gates, Outcome, Verdict
from editor_app.domain.visible_marks import END_ISOLATE, ISOLATE, with_marks
from editor_app.domain.vocabulary import Vocabulary
from editor_app.i18n import gettext, ngettext

_HEADLINE_IN_A_SENTENCE = 48


def isolated(text: str) -> str:
    """Wrap a stranger's text so that its writing direction does not turn the sentence around it.

    What of it could not be seen is shown as marks, or it could end its own isolation.
    """
    return f"{ISOLATE}{with_marks(text)}{END_ISOLATE}"


def left_out_of_a_field(text: str) -> str:
    """Say in an empty field that the text that stands is too long to be changed in it."""
    said = gettext("What stands has {count} characters, too many to change here. Write the new one.")
    return said.format(count=f"{len(text):,}")


def quoted(text: str, longest: int = _HEADLINE_IN_A_SENTENCE) -> str:
    """Give a headline in quotation marks, shortened to what fits into a sentence."""
    line = " ".join(text.split())
    short = line if len(line) <= longest else line[: longest - 1].rstrip(" ,.;:") + "…"
    return f"“{isolated(short)}”"


def state_word(state: State) -> str:
    """Give the word a list shows for a state."""
    words = {
        State.PENDING: gettext("To do"),
        State.ACCEPTED: gettext("Accepted"),
        State.AMENDED: gettext("Amended"),
        State.REJECTED: gettext("Rejected"),
        State.DEFERRED: gettext("Skipped"),
        State.CONTEXT: gettext("Kept as context"),
        State.NONE: gettext("No rationale"),
        State.DISPUTED: gettext("Disputed"),
        State.CHANGED: gettext("Changed since reviewed"),
    }
    return words[state]


def outcome_word(outcome: Outcome) -> str:
    """Give the word for what was done: Accepted, Rejected, Skipped."""
    words = {
        Outcome.ACCEPT: gettext("Accepted"),
        Outcome.AMEND: gettext("Amended"),
        Outcome.REJECT: gettext("Rejected"),
        Outcome.DEFER: gettext("Skipped for later"),
        Outcome.CONTEXT: gettext("Kept as context"),
        Outcome.REOPEN: gettext("Reopened"),
    }
    return words[outcome]


def outcome_phrase(outcome: Outcome) -> str:
    """Name a decision inside a sentence: the acceptance, the rejection."""
    phrases = {
        Outcome.ACCEPT: gettext("the acceptance"),
        Outcome.AMEND: gettext("the amendment"),
        Outcome.REJECT: gettext("the rejection"),
        Outcome.DEFER: gettext("the skip"),
        Outcome.CONTEXT: gettext("keeping it as context"),
        Outcome.REOPEN: gettext("the reopening"),
    }
    return phrases[outcome]


def answer_word(answer: Answer | None) -> str:
    """Give the word for an answer to a gate; a gate without one is open."""
    words = {Answer.YES: gettext("Yes"), Answer.NO: gettext("No"), Answer.UNCLEAR: gettext("Unclear")}
    return gettext("Open") if answer is None else words[answer]


def gates_line(gates: Gates) -> tuple[str, str]:
    """Give the two answers in a few words each, as they stand beside an amendment."""
    return (
        gettext("1 verifiable: {answer}").format(answer=answer_word(gates.verifiable).lower()),
        gettext("2 but for: {answer}").format(answer=answer_word(gates.but_for).lower()),
    )


def inference_sentence(inference: Inference, *, short: bool = False) -> str:
    """Say what follows from the answers, whole or on one line; the decision stays the editor's."""
    if short:
        return _short_inference(inference)
    sentences = {
        Inference.BOTH_MET: gettext("Both criteria are met. You decide."),
        Inference.FIRST_NOT_MET: gettext(
            "Criterion 1 is not met, so under the Guide this is not an incident. You decide."
        ),
        Inference.SECOND_NOT_MET: gettext(
            "Criterion 2 is not met, so under the Guide this is not an incident. You decide."
        ),
        Inference.NEITHER_MET: gettext(
            "Neither criterion is met, so under the Guide this is not an incident. You decide."
        ),
    }
    return sentences[inference]


def _short_inference(inference: Inference) -> str:
    sentences = {
        Inference.BOTH_MET: gettext("Both criteria are met. You decide."),
        Inference.FIRST_NOT_MET: gettext("Criterion 1 not met: no incident under the Guide."),
        Inference.SECOND_NOT_MET: gettext("Criterion 2 not met: no incident under the Guide."),
        Inference.NEITHER_MET: gettext("Neither met: not an incident under the Guide."),
    }
    return sentences[inference]


def reason_label(reason: str, vocabulary: Vocabulary) -> str:
    """Give the label of a reason; one this vocabulary does not know shows its id."""
    known = vocabulary.reason(reason)
    return reason if known is None else gettext(known.label)


def reasons_phrase(reasons: Iterable[str], vocabulary: Vocabulary) -> str:
    """Give reasons as they stand after a colon: no harm or near-harm event, duplicate."""
    return ", ".join(_lowered(reason_label(reason, vocabulary)) for reason in reasons)


def _lowered(label: str) -> str:
    """Lower the first letter, but not of an abbreviation such as AI."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def words_count(count: int) -> str:
    """Give a number of words."""
    return ngettext("{count} word", "{count} words", count).format(count=count)


def count_words(text: str) -> int:
    """Count the words of a text."""
    return len(text.split())


def duration(minutes: int) -> str:
    """Give a time in hours and minutes."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return gettext("{minutes} min").format(minutes=rest)
    if not rest:
        return gettext("{hours} h").format(hours=hours)
    return gettext("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def local(at: str) -> datetime:
    """Turn a stored moment (UTC, ISO 8601) into this person's time."""
    moment = datetime.fromisoformat(at)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone()


def day(at: str, now: datetime | None = None) -> str:
    """Give a date as a person writes it; the year only where it is another one."""
    return _day(local(at), now or datetime.now().astimezone())


def moment(at: str, now: datetime | None = None) -> str:
    """Give the time of something today, else its date and time."""
    then, today = local(at), now or datetime.now().astimezone()
    clock = f"{then:%H:%M}"
    return clock if then.date() == today.date() else f"{_day(then, today)}, {clock}"


def calendar_day(date: str) -> str:
    """Write an ISO date out, year included; a date that is none stays as it is."""
    try:
        return _day(datetime.fromisoformat(date), None)
    except ValueError:
        return date


def short_day(date: str, now: datetime | None = None) -> str:
    """Write an ISO date for a list, without the year where it is this one."""
    try:
        return _day(datetime.fromisoformat(date), now or datetime.now().astimezone())
    except ValueError:
        return date


def _day(then: datetime, today: datetime | None) -> str:
    short = f"{then.day} {_months()[then.month - 1]}"
    return short if today is not None and then.year == today.year else f"{short} {then.year}"


def _months() -> tuple[str, ...]:
    return tuple(
        gettext(month)
        for month in ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    )


def decided_line(verdict: Verdict, at: str, vocabulary: Vocabulary, now: datetime | None = None) -> str:
    """Say how a document was decided: "Rejected 14:01: no harm or near-harm event"."""
    start = f"{outcome_word(verdict.outcome)} {moment(at, now)}"
    if verdict.outcome is Outcome.REJECT and verdict.reasons:
        return f"{start}: {reasons_phrase(verdict.reasons, vocabulary)}"
    return f"{start}: {isolated(verdict.note)}" if verdict.note else start


def decided_toast(verdict: Verdict, headline: str) -> str:
    """Say in a toast what was just decided."""
    return f"{outcome_word(verdict.outcome)} {quoted(headline)}"


def reread_toast(now: Outcome, before: Outcome | None) -> str:
    """Say whether reading a wire again came to what was decided before."""
    if before is None or now is before:
        return gettext("Read again: the same as before. Nothing changes.")
    said = gettext("Read again: {now}, before {before}. The decision stands; open the wire to change it.")
    return said.format(now=outcome_word(now).lower(), before=outcome_word(before).lower())


def undone_toast(act: str, state: State | None = None) -> str:
    """Say in a toast what an undo came to; `state` is where it stands now."""
    if act == "decided" and state in (State.PENDING, State.NONE):
        return gettext("Undone. The wire is to do again.")
    sentences = {
        "decided": gettext("Undone. The wire stands as before."),
        "flagged": gettext("Undone. The flag is as before."),
        "noted": gettext("Undone. The note is as before."),
        "tagged": gettext("Undone. The source is as before."),
        "asked": gettext("Undone. The question is as before."),
    }
    return sentences.get(act, gettext("Undone."))


def announcement(verdict: Verdict, vocabulary: Vocabulary, following: str | None, left: int) -> str:
    """Say to a screen reader what was decided, what comes now and how much is left."""
    done = outcome_word(verdict.outcome)
    if verdict.reasons:
        done = f"{done}, {reasons_phrase(verdict.reasons, vocabulary)}"
    if following is None:
        return f"{done}. " + gettext("That was the last one of this list.")
    parts = {"headline": isolated(following), "left": left}
    return f"{done}. " + gettext("Next: {headline}. {left} left.").format(**parts)


def nearly_same_text(count: int) -> str:
    """Say how many other wires have nearly the same text."""
    return ngettext(
        "{count} other wire says nearly the same", "{count} other wires say nearly the same", count
    ).format(count=f"{count:,}")


def same_text(count: int) -> str:
    """Say on how many other wires a rationale stands."""
    return ngettext("Same text on {count} other wire", "Same text on {count} other wires", count).format(
        count=f"{count:,}"
    )
