"""Editors who were joined are one person, in whatever order it was said."""

import itertools
import random

from editor_app.domain.canonical import canonical_json
from editor_app.domain.events import JOINED, sealed
from editor_app.domain.persons import Persons, joined, namesakes

NAMES = {"a": "Ada", "b": "Grace", "c": "ada", "d": "Joan", "e": "Ada"}


def saying(*editors, number=1):
    fields = {"id": f"0190-{number}", "replica": "r", "seq": number, "editor": "a", "guide": "g"}
    about = {"document": None, "rationale": None, "vocabulary": "v", "kind": JOINED, "supersedes": ()}
    payload = canonical_json({"editors": list(editors)})
    rest = {"at": "2026-11-21T09:00:00.000Z", "payload": payload, "act": "", "previous": ""}
    return sealed({**fields, **about, **rest})


def test_whoever_is_joined_with_one_is_joined_with_all_of_theirs():
    joins = [saying("a", "c"), saying("e", "d"), saying("c", "d"), saying("b")]
    for order in itertools.permutations(joins):
        persons = joined(order)
        assert persons.ids("d") == ("a", "c", "d", "e")
        assert (persons.of("e"), persons.of("b"), persons.of("x")) == ("a", "b", "x")


def test_a_record_that_joins_very_many_is_read_quickly():
    ids = [f"{number:06}" for number in range(20_000)]
    random.Random(1).shuffle(ids)
    persons = joined(saying(one, other) for one, other in itertools.pairwise(ids))
    assert len(persons.ids(ids[0])) == len(ids)


def test_a_joining_that_names_nobody_joins_nobody():
    assert joined([saying(), saying("a"), saying("b", "b")]) == Persons()


def test_a_person_has_the_name_given_last_and_is_told_apart_from_others():
    persons = joined([saying("a", "d")])
    assert persons.names(NAMES) == {"a": "Joan", "b": "Grace", "c": "ada", "e": "Ada"}
    shown = persons.told_apart(NAMES)
    assert (shown["a"], shown["d"], shown["c"], shown["e"]) == ("Joan", "Joan", "ada (c)", "Ada (e)")


def test_namesakes_are_those_who_are_not_one_person_already():
    (three,) = namesakes(Persons(), NAMES)
    assert (three.name, three.editors) == ("Ada", ("a", "c", "e"))
    (two,) = namesakes(joined([saying("c", "e")]), NAMES)
    assert two.editors == ("a", "c")
    assert namesakes(joined([saying("c", "e", "a")]), NAMES) == []
