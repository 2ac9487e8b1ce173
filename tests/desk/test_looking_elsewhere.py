"""The same event elsewhere: what is found in an archive, with which reasons, and what is not."""

import pytest

from editor_app import paths
from editor_app.desk import importing, listing, looking_elsewhere, taking_back, viewing
from editor_app.desk.viewing import SAME_EVENT
from editor_app.desk.watch import Watch
from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.problems import Interrupted
from tests.desk.sample import REVISED, add

SAMPLE = paths.shipped("seeds", "launch-archive")
COUNCIL, COMMENT, TREATY = (
    "000_eu-japan-cooperation.txt",
    "002_eu-japan-alliance-comment.txt",
    "003_japan-india-statement.md",
)
RULING, REFUND = "004_air-canada-chatbot-ruling.txt", "011_air-canada-chatbot-refund.txt"


@pytest.fixture
def launched(desk):
    importing.run(desk, SAMPLE)
    return desk


def ids_of(desk):
    keys = listing.ids(desk, Criteria(list=ListName.ALL))
    return {row.name: row.id for row in listing.rows(desk, keys)}


def names_elsewhere(desk, name):
    found = looking_elsewhere.elsewhere(desk, ids_of(desk)[name])
    assert found is not None
    return [hit.row.name for hit in found]


def test_documents_on_one_event_are_found_from_either_side_and_no_others(launched):
    found = {name: names_elsewhere(launched, name) for name in ids_of(launched)}

    assert {name: others for name, others in found.items() if others} == {
        COUNCIL: [COMMENT],
        COMMENT: [COUNCIL],
        RULING: [REFUND],
        REFUND: [RULING],
    }


def test_each_comes_with_what_both_name(launched):
    (hit,) = looking_elsewhere.elsewhere(launched, ids_of(launched)[COUNCIL])

    assert {"Japan", "European Union", "5 May 2026"} <= set(hit.shared)
    assert hit.sameness < 0.1


def test_it_comes_out_right_among_many_that_name_the_same_parties(launched):
    others = {
        f"{number:04d}.txt": (
            f"[some-office] Report {number} of Office{number % 40} on Product{number}\n"
            f"The European Union met Office{number % 40} in Place{number % 90} on {number % 28 + 1} June."
            f" A spokesman of Company{number} told {'Japan' if number % 3 else 'China'} so.\n"
            "Why this is an AI incident\nHarm.\n"
        ).encode()
        for number in range(400)
    }
    add(launched, others, archive="others")

    assert names_elsewhere(launched, COUNCIL)[0] == COMMENT
    assert TREATY not in names_elsewhere(launched, COUNCIL)


def test_a_reprint_is_told_by_its_words(desk):
    body = "The model of Acme Works answered all wrongly and nobody but Ann Lee noticed it for a week"
    texts = {
        name: f"[{source}] {headline}\n{body}{end}.\nWhy this is an AI incident\nHarm.\n".encode()
        for name, source, headline, end in [("a", "one", "Odd", "so"), ("b", "two", "Other", "thus")]
    }
    ids = add(desk, texts)

    (hit,) = looking_elsewhere.elsewhere(desk, ids["a"])

    assert hit.row.id == ids["b"]
    assert hit.sameness > 0.5


def test_the_flag_is_up_once_somebody_has_looked_and_goes_when_the_others_go(desk):
    report = importing.run(desk, SAMPLE)
    council = ids_of(desk)[COUNCIL]
    assert SAME_EVENT not in viewing.view(desk, council).flags

    looking_elsewhere.elsewhere(desk, council)
    assert SAME_EVENT in viewing.view(desk, council).flags

    add(desk, {COUNCIL: SAMPLE.joinpath(COUNCIL).read_bytes()}, archive="kept")
    taking_back.take_back(desk, report.import_id)
    assert looking_elsewhere.elsewhere(desk, council) == ()
    assert SAME_EVENT not in viewing.view(desk, council).flags


def test_a_text_that_was_replaced_is_not_found(launched):
    add(launched, {COMMENT: REVISED}, revision=1, archive=SAMPLE.name)

    assert names_elsewhere(launched, COUNCIL) == []


def test_it_stops_when_it_is_told_to(launched):
    watch = Watch()
    watch.stop()

    with pytest.raises(Interrupted):
        looking_elsewhere.elsewhere(launched, ids_of(launched)[COUNCIL], watch)
