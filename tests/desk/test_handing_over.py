"""What a hand-over gathers: what changed since a moment, and everything that is open."""

import pytest

from editor_app.desk import drafting, exporting, handing_over, merging, reviewing, undoing
from editor_app.desk.export_choice import Choice, Format
from editor_app.desk.handing_over import MOST_NAMED
from editor_app.desk.recording import Recorder
from editor_app.desk.signing_in import sign_in
from editor_app.domain.drafts import Working
from editor_app.domain.events import ASKED
from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.standing import fold
from editor_app.domain.verdicts import Outcome, Verdict
from tests.desk.sample import add, open_sample, wire_text

REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event", "policy_or_governance"), note="An agreement.")
AMEND = Verdict(Outcome.AMEND, rationale="What the court found.", note="It names no event.")


def test_changes_are_those_since_the_moment_by_everybody(desk, ids):
    reviewing.decide(desk, ids["000.txt"], REJECT)
    since = desk.now()
    sign_in(desk, "Berta Example")
    reviewing.decide(desk, ids["001.txt"], AMEND)
    report = handing_over.hand_over(desk, since)
    [amended] = report.amended
    assert (amended.wire.id, amended.text, amended.note) == (ids["001.txt"], AMEND.rationale, AMEND.note)
    assert (amended.editor, report.editor, report.since) == ("Berta Example", "Berta Example", since)
    assert report.rejected == () and report.outcomes == {Outcome.AMEND: 1}
    whole = handing_over.hand_over(desk, "")
    assert [one.reasons for one in whole.rejected] == [REJECT.reasons]
    assert whole.outcomes == {Outcome.AMEND: 1, Outcome.REJECT: 1} and whole.counts.to_do == 1


def test_open_ends_are_told_whenever_they_began(desk, ids):
    reviewing.flag(desk, ids["000.txt"], True)
    reviewing.note(desk, ids["000.txt"], "Ask Tokyo.")
    reviewing.decide(desk, ids["001.txt"], Verdict(Outcome.DEFER, note="The ruling itself."))
    reviewing.ask(desk, ids["002.txt"], "Does a test count?")
    drafting.keep(desk, ids["003.txt"], Working(text="Half a sentence", note="and more"))
    report = handing_over.hand_over(desk, desk.now())
    assert [(one.wire.id, one.note) for one in report.flagged] == [(ids["000.txt"], "Ask Tokyo.")]
    assert [(one.wire.id, one.note) for one in report.skipped] == [(ids["001.txt"], "The ruling itself.")]
    assert [(one.wire.id, one.text) for one in report.questions] == [(ids["002.txt"], "Does a test count?")]
    assert [(one.wire.id, one.words, one.editor) for one in report.drafts] == [
        (ids["003.txt"], 5, "Ada Example")
    ]


def test_what_is_taken_back_is_not_handed_over(desk, ids):
    reviewing.ask(desk, ids["002.txt"], "Does a test count?")
    undoing.undo(desk)
    reviewing.flag(desk, ids["000.txt"], True)
    reviewing.flag(desk, ids["000.txt"], False)
    report = handing_over.hand_over(desk, "")
    assert report.questions == report.flagged == ()


def test_disputes_name_who_said_what(desk, ids, tmp_path):
    reviewing.decide(desk, ids["000.txt"], REJECT)
    with open_sample(tmp_path / "other.desk", name="Berta Example") as other:
        add(other, {"000.txt": wire_text("A court finds a chatbot at fault")})
        reviewing.decide(other, ids["000.txt"], Verdict(Outcome.ACCEPT))
        exporting.run(other, Choice(Format.PACKAGE, tmp_path / "other.review.zip"))
    merging.run(desk, [tmp_path / "other.review.zip"])
    [disputed] = handing_over.hand_over(desk, "").disputed
    assert dict(disputed.verdicts) == {"Ada Example": Outcome.REJECT, "Berta Example": Outcome.ACCEPT}


def test_an_archive_is_handed_over_by_itself(desk, ids):
    other = add(desk, {"x.txt": wire_text("Elsewhere")}, archive="other")
    for id in (ids["000.txt"], other["x.txt"]):
        reviewing.decide(desk, id, REJECT)
        reviewing.ask(desk, id, "Why?")
        drafting.keep(desk, id, Working(note="begun"))
    report = handing_over.hand_over(desk, "", archive="other")
    for part in (report.rejected, report.questions, report.drafts):
        assert [one.wire.id for one in part] == [other["x.txt"]]
    assert report.counts.total == 1


def test_a_long_list_names_the_last_ones(desk):
    texts = {f"{number:04}.txt": wire_text(f"Headline {number}") for number in range(MOST_NAMED + 5)}
    many = add(desk, texts)
    with desk.store.writing() as work:
        recorder = Recorder(desk, work, desk.writer())
        for id in many.values():
            reviewing.decide_within(recorder, id, REJECT)
        recorder.finish("decided")
        work.commit()
    report = handing_over.hand_over(desk, "")
    assert len(report.rejected) == MOST_NAMED and report.outcomes == {Outcome.REJECT: MOST_NAMED + 5}
    assert report.rejected[-1].wire.id == many[f"{MOST_NAMED + 4:04}.txt"]


def test_writing_remembers_when_and_overwrites_nothing(desk, tmp_path):
    assert handing_over.last_time(desk) == ""
    report = handing_over.hand_over(desk, "")
    target = tmp_path / "report.txt"
    handing_over.write(desk, b"words", target, until=report.until)
    assert target.read_bytes() == b"words" and handing_over.last_time(desk) == report.until
    with pytest.raises(Exception, match="target_exists"):
        handing_over.write(desk, b"others", target, until=desk.now())
    assert target.read_bytes() == b"words" and handing_over.last_time(desk) == report.until
    sign_in(desk, "Berta Example")
    assert handing_over.last_time(desk) == ""


def test_questions_are_events_that_stand_until_they_are_superseded(desk, ids):
    id = ids["000.txt"]
    assert reviewing.ask(desk, id, " Does a test count? ").act == ASKED
    assert not reviewing.ask(desk, id, "Does a test count?")
    reviewing.ask(desk, id, "")
    with desk.store.reading() as work:
        events = work.events.of(id)
        assert [event.kind for event in events] == [ASKED, ASKED] and fold(events).question is None
        assert work.lists.counts().flagged == 0
        assert fold(events).note is None and not len(work.lists.ids(Criteria(list=ListName.DONE), None))
