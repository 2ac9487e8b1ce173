"""Wires are shared out by a seed, read blind by a second reader, and read again by oneself."""

import json
from itertools import count

import pytest

from editor_app.desk import agreeing, listing, reviewing, sharing_out, undoing, viewing
from editor_app.desk.reading_blind import Mode, blinded_rows, blinded_view, mode_of, read_again
from editor_app.desk.saving_lists import saved_lists
from editor_app.desk.signing_in import sign_in
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Answer, Gates, Outcome, Route, Verdict
from tests.desk.sample import add, wire_text

ACCEPT = Verdict(Outcome.ACCEPT)
REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",))
MANY = {f"{number:03}.txt": wire_text(f"Headline number {number}") for number in range(40)}
ALL = Criteria()


@pytest.fixture
def many(desk):
    """The ids of forty wires."""
    return list(add(desk, MANY).values())


def ids_of(desk, criteria):
    return {row.id for row in listing.rows(desk, listing.ids(desk, criteria))}


def test_a_split_gives_everybody_a_list_and_some_wires_to_two(desk, many):
    shares = sharing_out.split(desk, ["Ada", "Grace", " Joan "], 20, "k3f9", ALL)
    assert [share.name for share in shares] == ["Ada", "Grace", "Joan"]
    held = [ids_of(desk, share.criteria) for share in shares]
    assert [len(part) for part in held] == [share.documents for share in shares]
    assert set.union(*held) == set(many)
    assert all(
        share.part.holds(document) for share, part in zip(shares, held, strict=True) for document in part
    )
    assert 40 < sum(map(len, held)) < 60
    sharing_out.keep(desk, [(share.name, share.criteria) for share in shares])
    kept = {one.name: one for one in saved_lists(desk)}
    assert ids_of(desk, kept["Grace"].criteria) == held[1]


@pytest.mark.parametrize(
    ("names", "overlap", "seed", "code"),
    [
        (["Ada"], 0, "k", "readers_unusable"),
        (["Ada", "Ada"], 0, "k", "readers_unusable"),
        (["Ada", "Grace"], 101, "k", "overlap_unusable"),
        (["Ada", "Grace"], 10, "No", "seed_unusable"),
        (["Ada", "Grace"], 10, "", "seed_unusable"),
    ],
)
def test_what_cannot_be_shared_out_is_refused(desk, many, names, overlap, seed, code):
    with pytest.raises(Problem) as caught:
        sharing_out.split(desk, names, overlap, seed, ALL)
    assert caught.value.code == code


def test_a_second_reader_gets_what_others_decided_and_sees_nothing_of_it(desk, many):
    for document in many[:30]:
        reviewing.decide(desk, document, REJECT)
    reviewing.note(desk, many[0], "Ada thinks so.")
    sign_in(desk, "Grace Example")
    share = sharing_out.second_reading(desk, 100, "s1", ALL)
    assert share.documents == 30 and mode_of(share.criteria) is Mode.SECOND
    rows = blinded_rows(desk, Mode.SECOND, listing.rows(desk, listing.ids(desk, share.criteria)))
    assert {row.state for row in rows} == {State.PENDING}
    view = blinded_view(desk, Mode.SECOND, viewing.view(desk, many[0]))
    assert (view.row.state, view.standing.verdict, view.standing.note, view.history) == (
        State.PENDING,
        None,
        None,
        (),
    )


def test_what_the_desk_notices_tells_a_blind_reader_nothing_of_a_decision(desk, many):
    document = many[0]
    before = viewing.view(desk, document).flags
    gates = Gates(Answer.YES, Route.ARTEFACT, Answer.YES)
    reviewing.decide(desk, document, Verdict(Outcome.AMEND, "It happened.", gates=gates))
    assert viewing.view(desk, document).flags != before
    sign_in(desk, "Grace Example")
    assert blinded_view(desk, Mode.SECOND, viewing.view(desk, document)).flags == before


def test_a_second_reading_stands_beside_the_first_and_is_counted(desk, many):
    for document in many[:2]:
        reviewing.decide(desk, document, REJECT)
    sign_in(desk, "Grace Example")
    reviewing.decide(desk, many[0], ACCEPT, seen=())
    reviewing.decide(desk, many[1], REJECT, seen=())
    assert viewing.view(desk, many[0]).row.state is State.DISPUTED
    assert viewing.view(desk, many[1]).row.state is State.REJECTED
    (pair,) = agreeing.agreement(desk).pairs
    assert (pair.wires, pair.same) == (2, 1)
    assert sharing_out.second_reading(desk, 100, "s1", ALL).documents == 0


def test_reading_again_changes_nothing_and_is_counted(desk, many):
    for document in many[:3]:
        reviewing.decide(desk, document, REJECT)
    read_again(desk, many[0], REJECT)
    read_again(desk, many[1], ACCEPT)
    assert viewing.view(desk, many[1]).row.state is State.REJECTED
    (own,) = agreeing.agreement(desk).oneself
    assert (own.editor, own.wires, own.same) == ("Ada Example", 2, 1)
    undoing.undo(desk)
    assert agreeing.agreement(desk).oneself[0].wires == 1
    event = viewing.view(desk, many[0]).history[-1]
    assert json.loads(event.payload)["verdict"]["outcome"] == "reject"


def test_what_is_read_again_is_drawn_and_was_ones_own(desk, many):
    for document in many:
        reviewing.decide(desk, document, REJECT)
    share = sharing_out.reading_again(desk, ALL)
    drawn = ids_of(desk, share.criteria)
    assert len(drawn) == share.documents < 10
    assert drawn == {document for document in many if share.part.holds(document)}
    for document in drawn:
        read_again(desk, document, REJECT)
    assert sharing_out.reading_again(desk, ALL).documents == 0
    sign_in(desk, "Grace Example")
    assert sharing_out.reading_again(desk, ALL).documents == 0
    with pytest.raises(Problem) as caught:
        read_again(desk, many[0], REJECT)
    assert caught.value.code == "nothing_to_read_again"


def test_a_note_written_blind_stands_beside_the_others(desk, many):
    reviewing.note(desk, many[0], "Ada thinks so.")
    sign_in(desk, "Grace Example")
    reviewing.note(desk, many[0], "Grace too.", only_own=True)
    assert viewing.view(desk, many[0]).standing.note == "Ada thinks so.\nGrace too."


@pytest.mark.parametrize(("readers", "overlap"), [(2, 0), (3, 10), (4, 25)])
def test_a_seed_is_drawn_under_which_small_shares_are_even(desk, many, readers, overlap):
    drawn = count()
    seed = sharing_out.even_seed(desk, ALL, lambda: f"s{next(drawn)}", readers=readers, share=overlap)
    names = [f"Reader {number}" for number in range(readers)]
    held = [share.documents for share in sharing_out.split(desk, names, overlap, seed, ALL)]
    due = 40 * (1 + overlap / 100) / readers
    assert all(abs(one - due) < 2 for one in held)
    again = count()
    assert seed == sharing_out.even_seed(desk, ALL, lambda: f"s{next(again)}", readers=readers, share=overlap)


def test_a_second_reading_of_few_wires_draws_some(desk, many):
    for document in many[:6]:
        reviewing.decide(desk, document, REJECT)
    sign_in(desk, "Grace Example")
    drawn = count()
    seed = sharing_out.even_seed(desk, ALL, lambda: f"s{next(drawn)}", share=10)
    assert sharing_out.second_reading(desk, 10, seed, ALL).documents == 1
