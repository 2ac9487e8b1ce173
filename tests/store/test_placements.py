"""Names, revisions, archives and imports: what is listed, and what taking an import back leaves."""

import pytest

from editor_app.domain.lists import Criteria, Import, Placement
from editor_app.domain.problems import Problem
from tests.store.pieces import NOW, event, fill, plain, wire


def listed(store):
    with store.reading() as work:
        return [(row.archive, row.name, row.id) for row in work.lists.rows(work.lists.ids(Criteria(), None))]


def begin(store, id_, archive="launch"):
    with store.writing() as work:
        work.archives.add(archive, archive)
        work.imports.begin(id_, archive, "/somewhere", NOW)
        work.commit()


@pytest.fixture
def revised(store):
    """One name with three texts, the last of which is the first again."""
    a, b = wire(1), wire(2)
    begin(store, "i1")
    begin(store, "i2")
    begin(store, "i3")
    (first,) = fill(store, [a], import_id="i1")
    (second,) = fill(store, [b], import_id="i2", revision=1)
    fill(store, [a], import_id="i3", revision=2)
    return first, second


def test_the_newest_text_of_a_name_is_the_listed_one(store):
    (first,) = fill(store, [wire(1)])
    (second,) = fill(store, [wire(2)], revision=1)
    assert listed(store) == [("launch", "000.txt", second)]
    with store.reading() as work:
        assert work.documents.named("000.txt") == [second]
        assert work.placements.chain(second) == [first]
        assert work.placements.chain(first) == []
        assert work.placements.related(first) == {second}
        assert work.placements.current("launch", ["000.txt", "x"]) == {
            "000.txt": Placement("launch", "000.txt", 0, 1, second)
        }
        (old,) = work.lists.rows([work.documents.key_of(first)])
        assert old.name == "000.txt"
        assert not work.lists.is_listed(old.key)


def test_a_text_that_comes_back_is_listed_again(store, revised):
    first, second = revised
    assert listed(store) == [("launch", "000.txt", first)]
    with store.reading() as work:
        assert work.placements.chain(first) == [second]
        assert work.placements.chain(second) == [first]
        assert [p.revision for p in work.placements.of(first)] == [0, 2]
        assert {p.document for p in work.placements.around([second])} == {first, second}


def test_revisions_of_equal_number_are_settled_by_id(store):
    ids = sorted(fill(store, [wire(1)]) + fill(store, [wire(2)]))
    assert listed(store) == [("launch", "000.txt", ids[1])]


def test_placing_twice_changes_nothing(store):
    ids = fill(store, [wire(1)])
    fill(store, [wire(1)])
    with store.reading() as work:
        assert list(work.placements.all()) == [Placement("launch", "000.txt", 0, 0, ids[0])]


def test_a_document_under_two_names_is_listed_once_and_found_by_both(store):
    (id_,) = fill(store, [wire(1)])
    fill(store, [wire(1)], names=["again.txt"], start=5)
    fill(store, [wire(1)], archive="other", names=["elsewhere.txt"])
    assert listed(store) == [("launch", "000.txt", id_)]
    with store.reading() as work:
        assert work.documents.named("again.txt") == work.documents.named("elsewhere.txt") == [id_]
    fill(store, [wire(2)], revision=1)
    assert ("launch", "again.txt", id_) in listed(store)


def test_canonical_order_of_placements(store):
    fill(store, [wire(1), wire(2)], archive="b", names=["z", "a"])
    fill(store, [wire(3)], archive="a", names=["m"])
    with store.reading() as work:
        assert [(p.archive, p.position, p.name) for p in work.placements.all()] == [
            ("a", 0, "m"),
            ("b", 0, "z"),
            ("b", 1, "a"),
        ]
        assert [work.placements.next_position(key) for key in ("a", "b", "c")] == [1, 2, 0]


def test_taking_an_import_back_lists_the_older_text_again(store, revised):
    first, second = revised
    take_back(store, "i3")
    assert listed(store) == [("launch", "000.txt", second)]
    take_back(store, "i2")
    assert listed(store) == [("launch", "000.txt", first)]
    take_back(store, "i1")
    assert listed(store) == []
    with store.reading() as work:
        assert (work.archives.all(), work.imports.all()) == ([], [])
        assert list(work.checking.faults()) == []


def test_a_document_with_events_stays_where_it_is(store):
    begin(store, "i1")
    kept, gone = fill(store, [wire(1), wire(2)], import_id="i1")
    with store.writing() as work:
        work.events.append([event(1, document=kept)], merged=False)
        work.commit()
    take_back(store, "i1", keep=[kept])
    assert listed(store) == [("launch", "000.txt", kept)]
    with store.reading() as work:
        assert work.documents.known([kept, gone]) == {kept}


def take_back(store, import_id, keep=()):
    with store.writing() as work:
        own = work.imports.documents(import_id)
        work.documents.remove([id_ for id_ in own if id_ not in keep])
        work.placements.remove_import(import_id, keep)
        work.imports.remove(import_id)
        work.archives.remove_empty()
        work.commit()


def test_imports_are_cut_off_until_they_are_finished(store):
    begin(store, "i1")
    begin(store, "i2")
    ids = fill(store, [wire(1), plain()], import_id="i1")
    with store.writing() as work:
        work.imports.finish("i1", 2)
        work.commit()
    with store.reading() as work:
        assert work.imports.all()[0] == Import("i1", "launch", "/somewhere", NOW, 2, finished=True)
        assert [one.id for one in work.imports.unfinished()] == ["i2"]
        assert work.imports.documents("i1") == ids
        assert work.imports.documents("i2") == []


def test_archives_have_names_of_their_own(store):
    with store.writing() as work:
        assert work.archives.add("a", "a").name == "a"
        assert work.archives.add("a", "anything").name == "a"
        work.archives.rename("a", "b")
        assert work.archives.add("b", "b").name == "b (2)"
        assert work.archives.add("b (2)", "b (2)").name == "b (2) (2)"
        with pytest.raises(Problem) as problem:
            work.archives.rename("b", "b")
        assert problem.value.code == "archive_name_taken"
        assert work.archives.find("b").key == "a"
        assert work.archives.find("a").key == "a"
        assert work.archives.by_key("b").name == "b (2)"
        assert work.archives.find("nowhere") is None
        work.archives.rename("a", "b")
