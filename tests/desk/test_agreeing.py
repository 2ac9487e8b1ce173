"""How far editors agree is counted from what they read without knowing of each other."""

import pytest

from editor_app.desk import agreeing, exporting, merging, reviewing, settling, undoing
from editor_app.desk.export_choice import Choice, Format
from editor_app.domain.agreement import Undefined
from editor_app.domain.verdicts import Outcome, Verdict
from tests.desk.sample import add, open_sample, wire_text

ACCEPT = Verdict(Outcome.ACCEPT)
REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))
MANY = {f"{number:03}.txt": wire_text(f"Headline number {number}") for number in range(10)}
HERS = (ACCEPT, ACCEPT, ACCEPT, REJECT, REJECT, REJECT, ACCEPT, REJECT)
HIS = (ACCEPT, ACCEPT, REJECT, REJECT, REJECT, ACCEPT, ACCEPT, REJECT)


@pytest.fixture
def both(desk, tmp_path):
    """A desk in which two editors read eight wires each, and agreed on six of them."""
    ids = list(add(desk, MANY).values())
    (tmp_path / "other").mkdir()
    with open_sample(tmp_path / "other" / "b.desk", "Grace Example") as other:
        add(other, MANY)
        for document, mine, theirs in zip(ids, HERS, HIS, strict=False):
            reviewing.decide(desk, document, mine)
            reviewing.decide(other, document, theirs)
        exporting.run(other, Choice(Format.PACKAGE, tmp_path / "b.review.zip"))
    merging.run(desk, [tmp_path / "b.review.zip"])
    return desk, ids


def test_two_editors_are_compared_on_what_both_read(both):
    desk, _ = both
    (pair,) = agreeing.agreement(desk).pairs
    assert {pair.first, pair.second} == {"Ada Example", "Grace Example"}
    assert (pair.wires, pair.same) == (8, 6)
    assert pair.percent.value == 0.75
    assert pair.kappa.value == pytest.approx(0.5)
    assert pair.alpha.value == pytest.approx(0.53125)
    assert agreeing.agreement(desk).everybody.wires == 8


def test_what_followed_somebody_elses_decision_is_no_reading(both):
    desk, ids = both
    before = agreeing.agreement(desk).pairs
    reviewing.decide(desk, ids[2], REJECT)
    reviewing.decide(desk, ids[9], ACCEPT)
    assert agreeing.agreement(desk).pairs == before


def test_what_was_taken_back_is_no_reading(both, tmp_path):
    desk, _ = both
    undoing.undo(desk)
    assert agreeing.agreement(desk).pairs[0].wires == 7


def test_where_nobody_read_the_same_there_is_no_figure(desk, ids):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    found = agreeing.agreement(desk)
    assert (found.pairs, found.everybody) == ((), None)


def test_the_bulk_classification_is_compared_by_source_and_batch(desk, ids):
    reviewing.decide(desk, ids["000.txt"], ACCEPT)
    reviewing.decide(desk, ids["001.txt"], Verdict(Outcome.AMEND, rationale="Another text."))
    reviewing.decide(desk, ids["002.txt"], REJECT)
    found = agreeing.agreement(desk)
    (source,), (batch,) = found.sources, found.batches
    assert (source.name, batch.name) == ("some-office", "Launch-archive bulk classification")
    assert (source.decided, source.accepted, source.amended) == (3, 1, 1)
    assert source.confirmed.value == pytest.approx(1 / 3)
    assert source.qualifying.value == pytest.approx(2 / 3)


def test_an_archive_is_counted_by_itself(both):
    desk, _ = both
    assert agreeing.agreement(desk, "launch").pairs[0].wires == 8
    assert agreeing.agreement(desk, "another").pairs == ()


def test_editors_who_only_ever_accept_have_no_kappa(desk, ids, tmp_path):
    (tmp_path / "other").mkdir()
    with open_sample(tmp_path / "other" / "b.desk", "Grace Example") as other:
        add(other, {"000.txt": wire_text("A court finds a chatbot at fault")})
        for one in (desk, other):
            reviewing.decide(one, ids["000.txt"], ACCEPT)
        exporting.run(other, Choice(Format.PACKAGE, tmp_path / "b.review.zip"))
    merging.run(desk, [tmp_path / "b.review.zip"])
    (pair,) = agreeing.agreement(desk).pairs
    assert pair.percent.value == 1.0
    assert pair.kappa.why is pair.alpha.why is Undefined.ONE_ANSWER


def test_two_editors_of_one_name_are_told_apart(desk, tmp_path):
    (document,) = add(desk, {"000.txt": MANY["000.txt"]}).values()
    (tmp_path / "other").mkdir()
    settings = tmp_path / "other" / "settings.toml"
    with open_sample(tmp_path / "other" / "b.desk", "ada example", settings_file=settings) as other:
        add(other, {"000.txt": MANY["000.txt"]})
        reviewing.decide(desk, document, ACCEPT)
        reviewing.decide(other, document, REJECT)
        both_ids = {desk.editor.id, other.editor.id}
        exporting.run(other, Choice(Format.PACKAGE, tmp_path / "b.review.zip"))
    merging.run(desk, [tmp_path / "b.review.zip"])
    (pair,) = agreeing.agreement(desk).pairs
    ends = {f"({who[-4:]})" for who in both_ids}
    assert {pair.first[-6:], pair.second[-6:]} == ends
    (one,) = settling.disputes(desk)
    assert {reading.editor[-6:] for reading in one.readings} == ends
