"""What is refused of one act on many documents, and which of them are read first."""

import random
import tomllib

import pytest

from editor_app import paths
from editor_app.domain.problems import Problem
from editor_app.domain.rules import refuse_unsound_source
from editor_app.domain.together import Flag, Tag, drawn, is_judging, refuse_unread, refuse_unsound_act
from editor_app.domain.verdicts import Answer, Gates, Outcome, Quote, Route, Verdict
from editor_app.domain.vocabulary import read_vocabulary

BOTH = Gates(Answer.YES, Route.ARTEFACT, Answer.YES)
NO = Gates(Answer.NO, None, Answer.UNCLEAR)
QUOTE = Quote("passage", "", "", 0, 7)
IDS = [f"{number:064x}" for number in range(200)]


@pytest.fixture(scope="module")
def vocabulary():
    text = paths.shipped("resources", "vocabulary", "v1.toml").read_text(encoding="utf-8")
    return read_vocabulary(tomllib.loads(text))


def refused(act, vocabulary):
    try:
        refuse_unsound_act(act, vocabulary)
    except Problem as problem:
        return problem.code
    return None


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (Verdict(Outcome.REJECT), "reject_without_reason"),
        (Verdict(Outcome.REJECT, reasons=("other",)), "reason_needs_note"),
        (Verdict(Outcome.REJECT, reasons=("duplicate",)), "reason_needs_duplicate"),
        (Verdict(Outcome.REJECT, reasons=("no_such",)), "unknown_reason"),
        (Verdict(Outcome.REJECT, reasons=("spam",), quotes=(QUOTE,)), "quotes_together"),
        (Verdict(Outcome.REJECT, reasons=("spam",)), None),
        (Verdict(Outcome.ACCEPT, note="Checked."), "accept_together_open"),
        (
            Verdict(Outcome.ACCEPT, gates=Gates(verifiable=Answer.YES), note="Checked."),
            "accept_together_open",
        ),
        (Verdict(Outcome.ACCEPT, gates=BOTH), "accept_together_note"),
        (Verdict(Outcome.ACCEPT, gates=BOTH, note=" "), "accept_together_note"),
        (Verdict(Outcome.ACCEPT, gates=NO, note="Why."), None),
        (Verdict(Outcome.ACCEPT, gates=BOTH, note="Checked."), None),
        (Verdict(Outcome.AMEND, rationale="New words."), "amend_together"),
        (Verdict(Outcome.DEFER, gates=Gates(route=Route.ARTEFACT)), "route_without_yes"),
        (Verdict(Outcome.DEFER, reasons=("spam",)), "reason_without_reject"),
        (Verdict(Outcome.DEFER), None),
        (Flag(on=True), None),
        (Tag("court-docket"), None),
        (Tag("two words"), "source_unusable"),
        (Tag(None), None),
    ],
)
def test_an_act_on_many_is_refused_like_one_and_more_strictly(vocabulary, act, code):
    assert refused(act, vocabulary) == code


@pytest.mark.parametrize("source", ["a", "-x", "a b", "a[b", "a]b", "a\nb", "x" * 81, "a\x00b"])
def test_what_no_header_could_hold_is_no_source(source):
    with pytest.raises(Problem, match="source_unusable"):
        refuse_unsound_source(source)


@pytest.mark.parametrize("source", ["eu-ai-office", "x" * 80, "cnil.fr/2026", "日本庁"])
def test_what_a_header_can_hold_is_a_source(source):
    refuse_unsound_source(source)


def test_a_seed_draws_the_same_sample_whatever_the_order():
    shuffled = random.Random(1).sample(IDS, len(IDS))
    sample = drawn(IDS, 7)
    assert len(set(sample)) == 5
    assert drawn(shuffled, 7) == sample
    assert drawn(IDS, 8) != sample
    assert set(drawn(IDS[:3], 7)) == set(IDS[:3])


def test_every_document_of_the_sample_wants_to_be_read():
    refuse_unread(IDS[:2], IDS)
    with pytest.raises(Problem, match="sample_unread") as problem:
        refuse_unread(IDS[:3], IDS[1:2])
    assert problem.value.fields == {"count": 2}


@pytest.mark.parametrize(
    ("act", "judges"),
    [
        (Verdict(Outcome.ACCEPT), True),
        (Verdict(Outcome.REJECT), True),
        (Verdict(Outcome.CONTEXT), True),
        (Verdict(Outcome.DEFER), False),
        (Flag(on=True), False),
        (Tag("x1"), False),
    ],
)
def test_putting_off_flagging_and_tagging_judge_nothing(act, judges):
    assert is_judging(act) is judges
