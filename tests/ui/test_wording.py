"""What the window says of states, decisions, times and histories."""

import json
import tomllib
from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from editor_app import paths
from editor_app.domain.details import Details, Deviation
from editor_app.domain.events import DECIDED, FLAGGED, NOTED, TAKEN_BACK, Event
from editor_app.domain.inference import Inference
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Answer, Gates, Outcome, Verdict
from editor_app.domain.vocabulary import read_vocabulary
from editor_app.i18n import sentence
from editor_app.ui import wording
from editor_app.ui.history_wording import history_lines, history_summary
from editor_app.ui.queue_pane import _short

NOW = datetime(2026, 11, 21, 14, 30).astimezone()
AT = NOW - timedelta(minutes=29)


def stored(moment):
    """Spell a moment as events do."""
    return datetime.fromtimestamp(moment.timestamp(), tz=wording.UTC).isoformat().replace("+00:00", "Z")


@pytest.fixture(scope="module")
def vocabulary():
    text = paths.shipped("resources", "vocabulary", "v1.toml").read_text(encoding="utf-8")
    return read_vocabulary(tomllib.loads(text))


def event(kind, payload, number=1):
    text = payload if isinstance(payload, str) else json.dumps(payload)
    at = stored(AT + timedelta(minutes=number))
    name = str(number)
    return Event(name, "r", number, "ed", at, "d", None, "v1", "v1", kind, text, (), name, "", "")


def view(*events):
    return SimpleNamespace(
        history=events,
        imported_at=stored(NOW - timedelta(days=3)),
        row=SimpleNamespace(name="a.txt", state=State.PENDING),
    )


def lines(vocabulary, *events):
    made = history_lines(view(*events), vocabulary, lambda _id: "Ada", NOW)
    return [line.sentence.replace("\u2068", "").replace("\u2069", "") for line in made]


def test_every_state_outcome_and_inference_has_words():
    assert len({wording.state_word(state) for state in State}) == len(State)
    assert len({wording.outcome_word(outcome) for outcome in Outcome}) == len(Outcome)
    assert len({wording.outcome_phrase(outcome) for outcome in Outcome}) == len(Outcome)
    for short in (True, False):
        assert len({wording.inference_sentence(i, short=short) for i in Inference}) == len(Inference)


def test_a_moment_of_today_is_a_time_and_others_have_their_day():
    assert wording.moment(stored(AT), NOW) == "14:01"
    assert wording.moment(stored(AT - timedelta(days=1)), NOW) == "20 Nov, 14:01"
    assert wording.moment(stored(AT.replace(year=2025)), NOW) == "21 Nov 2025, 14:01"
    assert wording.day(stored(AT), NOW) == "21 Nov"
    assert wording.calendar_day("2026-05-10") == "10 May 2026"
    assert wording.calendar_day("in spring") == "in spring"


def test_the_line_of_a_decision(vocabulary):
    rejected = Verdict(Outcome.REJECT, reasons=("no_harm_event", "no_ai_system", "made_up"))
    assert wording.decided_line(rejected, stored(AT), vocabulary, NOW) == (
        "Rejected 14:01: no harm or near-harm event, no AI system, made_up"
    )
    assert wording.decided_line(Verdict(Outcome.ACCEPT), stored(AT), vocabulary, NOW) == "Accepted 14:01"


def test_headlines_in_sentences_are_short_and_isolated():
    told = wording.decided_toast(Verdict(Outcome.REJECT), "A very long headline " * 5)
    assert told.startswith("Rejected “\u2068A very long headline")
    assert told.endswith("…\u2069”") and len(told) < 70


def test_an_announcement_tells_what_comes_and_what_is_left(vocabulary):
    verdict = Verdict(Outcome.REJECT, reasons=("spam",))
    told = wording.announcement(verdict, vocabulary, "The next one", 211)
    assert told == "Rejected, spam. Next: \u2068The next one\u2069. 211 left."
    assert wording.announcement(verdict, vocabulary, None, 0).endswith("That was the last one of this list.")


def test_what_an_undo_says():
    assert wording.undone_toast("decided", State.PENDING) == "Undone. The wire is to do again."
    assert wording.undone_toast("decided", State.REJECTED) == "Undone. The wire stands as before."
    assert wording.undone_toast("flagged") == "Undone. The flag is as before."
    assert wording.undone_toast("something else") == "Undone."


def test_gates_in_one_line():
    assert wording.gates_line(Gates(verifiable=Answer.NO)) == ("1 verifiable: no", "2 but for: open")


def test_counts_have_their_singular():
    assert wording.same_text(1) == "Same text on 1 other wire"
    assert wording.same_text(1479) == "Same text on 1,479 other wires"
    assert wording.words_count(1) == "1 word"


def test_a_history_begins_with_the_import_and_ends_with_the_last_act(vocabulary):
    rejected = Verdict(Outcome.REJECT, reasons=("spam",), note="why").payload()
    told = lines(
        vocabulary,
        event(DECIDED, rejected, 1),
        event(FLAGGED, {"on": True}, 2),
        event(FLAGGED, {"on": False}, 3),
        event(NOTED, {"text": "ask"}, 4),
        event(NOTED, {"text": ""}, 5),
        event(TAKEN_BACK, {"events": ["1"], "act": "1"}, 6),
        event(TAKEN_BACK, {"events": ["6"], "act": "1"}, 7),
        event("from_the_future", {}, 8),
    )
    assert told == [
        "Imported from a.txt",
        "Rejected: spam (“why”), by Ada",
        "Flagged, by Ada",
        "Flag cleared, by Ada",
        "Note: “ask”, by Ada",
        "Note taken away, by Ada",
        "Undone: the rejection, by Ada",
        "Done again, by Ada",
        "An entry of a kind this version does not know, by Ada",
    ]


def test_a_history_tells_the_details_of_a_verdict(vocabulary):
    details = Details(
        answers=(("B1", "yes"), ("B2", "near"), ("X9", "odd")),
        category="hallucination",
        confidence="reported",
        severity="minor",
        severity_reason="one person, a day",
        harm_types=("rights", "unheard_of"),
        wording="alleged",
        deviation=Deviation("Grace Example", "2026-05-12", "Kept as it was."),
    )
    said = lines(vocabulary, event(DECIDED, Verdict(Outcome.ACCEPT, details=details).payload()))
    assert said[-1].startswith("Accepted with a criterion open, by Ada. Details: hallucination; ")
    for part in (
        "confidence: reported",
        "wording: alleged",
        "severity: minor; “one person, a day”",
        "rights; unheard_of",
        "B1 yes, B2 near harm, X9 odd",
        "deviation from the Guide, signed off by Grace Example on 12 May 2026: “Kept as it was.”",
    ):
        assert part in said[-1], part


def test_only_amendments_can_be_compared(vocabulary):
    amended = event(DECIDED, Verdict(Outcome.AMEND, rationale="New.").payload())
    accepted = replace(event(DECIDED, Verdict(Outcome.ACCEPT).payload(), 2))
    made = history_lines(view(amended, accepted), vocabulary, lambda _id: "Ada", NOW)
    assert [line.amended for line in made] == [None, "New.", None]


def test_the_summary_of_a_history(vocabulary):
    name = lambda _id: "Ada"  # noqa: E731
    assert history_summary(view(), vocabulary, name, NOW) == "1 entry · imported 18 Nov"
    flagged = history_summary(view(event(FLAGGED, {"on": True})), vocabulary, name, NOW)
    assert flagged == "2 entries · Flagged, by \u2068Ada\u2069"


def test_a_problem_says_a_moment_as_a_clock_shows_it():
    now = datetime.now().astimezone()
    fields = {"holder": "Ada", "path": "~/a.desk", "since": stored(now)}
    assert f"since {now:%H:%M}: ~/a.desk" in sentence("desk_locked", fields)
    earlier = now - timedelta(days=2)
    assert f"since {earlier:%Y-%m-%d %H:%M}:" in sentence("desk_locked", fields | {"since": stored(earlier)})
    assert "since ?:" in sentence("desk_locked", fields | {"since": "?"})


@pytest.mark.parametrize(
    ("count", "shown"),
    [
        (0, "0"),
        (99_999, "99,999"),
        (100_000, "100k"),
        (999_999, "999k"),
        (1_000_000, "1M"),
        (1_234_567, "1.235M"),
    ],
)
def test_large_counts_fit_the_choice_of_list(count, shown):
    assert _short(count) == shown
