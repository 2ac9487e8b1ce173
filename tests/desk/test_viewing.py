"""One document as an editor sees it, and finding it by the beginning of its id."""

import pytest

from editor_app.desk import drafting, listing, reviewing, viewing
from editor_app.domain.drafts import Working
from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Answer, Gates, Outcome, Verdict
from tests.desk.sample import BULK, REVISED, add, wire_text

BOTH = Gates(verifiable=Answer.NO, but_for=Answer.UNCLEAR)


def test_a_view_holds_text_standing_and_neighbours(desk, ids):
    drafting.keep(desk, ids["000.txt"], Working(note="begun"))

    view = viewing.view(desk, ids["000.txt"])

    assert view.document.rationale == BULK
    assert view.row.headline == "A court finds a chatbot at fault"
    assert view.row.archive == "launch"
    assert view.same_rationale == 1
    assert view.revision_of is None
    assert Working.read(view.draft.payload) == Working(note="begun")
    assert view.history == ()


def test_same_rationale_counts_the_other_listed_wires(desk, ids):
    add(desk, {"000.txt": REVISED}, revision=1)

    replaced, other = (viewing.view(desk, ids[name]) for name in ("000.txt", "001.txt"))

    assert replaced.same_rationale == 1
    assert other.same_rationale == 0
    assert viewing.view(desk, ids["002.txt"]).same_rationale == 0


def test_history_is_in_the_order_of_time(desk, ids):
    reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.ACCEPT))
    reviewing.flag(desk, ids["000.txt"], True)
    reviewing.note(desk, ids["000.txt"], "n")

    history = viewing.view(desk, ids["000.txt"]).history

    assert [event.kind for event in history] == ["decided", "flagged", "noted"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (wire_text("A", "No source.", "Own words.", test=False), ()),
        (wire_text("B", "Said [source].", "Own words.", test=False), ("source_unlinked",)),
        (wire_text("C", "Said [source](https://example.org/a).", "Own words.", test=False), ()),
        (
            wire_text("D", "[source](https://example.org/a) and [source]", "Own.", test=False),
            ("source_unlinked",),
        ),
        (wire_text("E", "No source.", "Own words."), ("test_named_not_done",)),
        (wire_text("F", "No source.", test=False), ("boilerplate", "names_no_system", "names_no_harm")),
        (b"Just a text.\n", ("date_missing",)),
    ],
)
def test_flags_are_computed(desk, ids, text, expected):
    id = add(desk, {"flagged.txt": text})["flagged.txt"]

    assert viewing.view(desk, id).flags == expected


def test_a_test_that_was_done_is_not_flagged(desk, ids):
    reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.REJECT, reasons=("spam",)))
    assert "test_named_not_done" in viewing.view(desk, ids["000.txt"]).flags

    reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.REJECT, reasons=("spam",), gates=BOTH))
    assert "test_named_not_done" not in viewing.view(desk, ids["000.txt"]).flags


def test_resolve_takes_whole_ids_and_prefixes_of_eight(desk, ids):
    id = ids["000.txt"]

    assert viewing.resolve(desk, id) == id
    assert viewing.resolve(desk, f" {id[:8].upper()} ") == id


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1234567", "id_too_short"),
        ("f" * 64, "no_such_document"),
        ("", "no_such_document"),
        ("000.txt", "no_such_document"),
        ("%" * 8, "no_such_document"),
        ("f" * 65, "no_such_document"),
    ],
)
def test_what_names_no_document_is_refused(desk, ids, text, code):
    with pytest.raises(Problem) as raised:
        viewing.resolve(desk, text)
    assert raised.value.code == code


def test_a_prefix_of_two_documents_is_ambiguous(desk):
    # Two texts found by trying, whose digests begin alike.
    twins = add(desk, {"a": b"text 40639\n", "b": b"text 58162\n"})
    assert {id[:8] for id in twins.values()} == {"179a6b72"}

    with pytest.raises(Problem, match="id_ambiguous"):
        viewing.resolve(desk, "179a6b72")
    assert viewing.resolve(desk, twins["a"][:20]) == twins["a"]


def test_an_unknown_document_cannot_be_viewed(desk):
    with pytest.raises(Problem, match="no_such_document"):
        viewing.view(desk, "0" * 64)


def test_lists_count_and_order(desk, ids):
    reviewing.decide(desk, ids["001.txt"], Verdict(Outcome.ACCEPT))

    to_do = listing.rows(desk, listing.ids(desk, Criteria(list=ListName.TO_DO)))
    counts = listing.counts(desk)

    assert [row.name for row in to_do] == ["000.txt", "002.txt"]
    assert (counts.total, counts.to_do, counts.done) == (4, 2, 1)
    assert counts.by_state == {State.PENDING: 2, State.ACCEPTED: 1, State.NONE: 1}
    assert listing.sources(desk) == [("some-office", 3)]


def test_a_search_finds_what_has_just_come_in(desk, ids):
    found = listing.ids(desk, Criteria(search="chatbot"))
    assert [row.name for row in listing.rows(desk, found)] == ["000.txt"]

    add(desk, {"new.txt": b"A chatbot again\n"})

    assert len(listing.ids(desk, Criteria(search="chatbot"))) == 2
    assert not listing.is_search_behind(desk)
