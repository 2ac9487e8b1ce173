"""An archive is split and drawn from in the same way in every desk."""

import hashlib
from collections import Counter

import pytest

from editor_app.domain.parts import Part, places, read_part

DOCUMENTS = [hashlib.sha256(str(number).encode()).hexdigest() for number in range(4_000)]
EXPECTED_PLACES = (48, 60, 19, 53, 45, 50, 62, 20, 46, 8, 34, 15)
EXPECTED = [0, 3, 12, 17, 34, 38, 39, 42, 44, 49, 50]


def test_a_split_without_overlap_gives_every_document_to_one_reader():
    parts = [Part("k3", number, 5) for number in range(1, 6)]
    held = Counter(sum(part.holds(document) for part in parts) for document in DOCUMENTS)
    assert held == {1: 4_000}
    assert all(700 < sum(map(part.holds, DOCUMENTS)) < 900 for part in parts)


@pytest.mark.parametrize("readers", [2, 3, 7])
def test_an_overlap_gives_that_share_to_two_readers(readers):
    parts = [Part("k3", number, readers, 20) for number in range(1, readers + 1)]
    held = Counter(sum(part.holds(document) for part in parts) for document in DOCUMENTS)
    assert set(held) == {1, 2} and 700 < held[2] < 900


def test_a_whole_overlap_gives_everything_to_two():
    parts = [Part("k3", number, 3, 100) for number in (1, 2, 3)]
    assert {sum(part.holds(document) for part in parts) for document in DOCUMENTS} == {2}


def test_a_share_is_drawn_by_the_seed_and_another_seed_draws_others():
    first, again, other = Part("a1", share=5), Part("a1", share=5), Part("a2", share=5)
    drawn = {document for document in DOCUMENTS if first.holds(document)}
    assert 140 < len(drawn) < 260
    assert drawn == {document for document in DOCUMENTS if again.holds(document)}
    assert len(drawn & {document for document in DOCUMENTS if other.holds(document)}) < 40
    assert places("a1") != places("a2")


def test_which_documents_a_seed_draws_never_changes():
    # Parts are kept as text in saved lists and packages: another draw would move wires between readers.
    assert places("k3f9") == EXPECTED_PLACES
    assert [number for number in range(60) if Part("k3f9", 2, 5, 10).holds(DOCUMENTS[number])] == EXPECTED


@pytest.mark.parametrize("text", ["2/5@k3", "1/2+10@k3", "10%@a1", "100%@x"])
def test_a_part_is_read_as_it_is_written(text):
    assert read_part(text).written() == text


@pytest.mark.parametrize("text", ["", "6/5@k", "0/5@k", "2/5", "0%@k", "101%@k", "2/5+101@k", "2/5@K", "x"])
def test_what_is_no_part_is_none(text):
    assert read_part(text) is None
