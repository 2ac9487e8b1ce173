"""Joining editors: whoever sits at two computers has two ids, and is one person once somebody says so."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from editor_app.desk.changes import Changes
from editor_app.desk.recording import Entry, Recorder
from editor_app.desk.workplace import Workplace
from editor_app.domain.events import DECIDED, JOINED, TAKEN_BACK
from editor_app.domain.lists import Editor
from editor_app.domain.persons import ID_END, Namesakes, Persons, editors_joined, namesakes
from editor_app.domain.problems import Problem
from editor_app.domain.standing import taken_back

if TYPE_CHECKING:
    from editor_app.store.work import Work

_BATCH: Final = 500
_FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class People:
    """The editors a desk knows at a moment: names by id, the latest at the end, and who is one person."""

    names: Mapping[str, str]
    persons: Persons

    @classmethod
    def of(cls, work: "Work") -> Self:
        """Read who is known now."""
        return cls(work.events.named_editors(), work.events.persons())

    def new_since(self, before: "People") -> tuple[str, ...]:
        """Give the names of those who were not known before."""
        return self.named(sorted(self.names.keys() - before.names.keys()))

    def named(self, editors: Iterable[str]) -> tuple[str, ...]:
        """Give the names of some editors; several ids of one person are told once."""
        found: dict[str, str] = {}
        for who in editors:
            found.setdefault(self.persons.of(who), self.names.get(who, who))
        return tuple(found.values())

    def twins_since(self, before: "People") -> tuple[Namesakes, ...]:
        """Give the names that somebody who is new shares with another person."""
        new = {self.persons.of(who) for who in self.names.keys() - before.names.keys()}
        return tuple(one for one in namesakes(self.persons, self.names) if new.intersection(one.editors))

    def joined_since(self, before: "People") -> tuple[str, ...]:
        """Give the names of those who are one person now and were not before."""
        new = {ids for ids in self.persons.joined.values() if set(before.persons.ids(ids[0])) < set(ids)}
        called = self.persons.names(self.names)
        return tuple(sorted(called.get(ids[0], ids[0]) for ids in new))


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who worked in this desk. `id` is the oldest of their ids, `name` tells them from others.

    `editors` are all ids with the names they bear. `decisions` says on how many documents they decided, also
    where others did so, too; what they took back is none.
    """

    id: str
    name: str
    editors: tuple[Editor, ...]
    decisions: int


def persons(desk: Workplace) -> list[Person]:
    """Give everybody this desk knows, by name, joined ids as one person."""
    with desk.store.reading() as work:
        joined, names = work.events.persons(), work.events.named_editors()
        counted = _decided(work, joined)
    shown = joined.told_apart(names)
    found = {}
    for who, name in shown.items():
        ids = joined.ids(who)
        editors = tuple(Editor(one, names[one]) for one in ids if one in names)
        found[ids[0]] = Person(ids[0], name, editors, counted[ids[0]])
    return sorted(found.values(), key=lambda person: (person.name.casefold(), person.id))


def _decided(work: "Work", persons: Persons) -> Counter[str]:
    """Count the documents each person decided on, by the id they go by.

    Undo may reach a verdict through other undos, so documents of which one was ever taken back are looked at
    each by itself; the others are counted in the database.
    """
    counted = Counter(work.events.decided_on({one: persons.of(one) for one in persons.joined}))
    documents = work.events.with_undone_decisions()
    for start in range(0, len(documents), _BATCH):
        for events in work.events.of_many(documents[start : start + _BATCH]).values():
            gone = taken_back(events)
            standing = (event for event in events if event.kind == DECIDED and event.id not in gone)
            counted.update({persons.of(event.editor) for event in standing})
    return counted


def probable_twins(desk: Workplace) -> list[Namesakes]:
    """Give the names that several persons of this desk bear; nobody is joined for that alone."""
    with desk.store.reading() as work:
        return namesakes(work.events.persons(), work.events.named_editors())


def join(desk: Workplace, ids: Iterable[str]) -> Changes:
    """Write down that some editors are one person: from now on they count as one, here and wherever it comes.

    No verdict changes, and none is hidden: where two of them differ, they go on to be in dispute. Problems:
    joining_nobody for less than two persons, no_such_editor.
    """
    editor = desk.writer()
    with desk.store.writing() as work:
        recorder = Recorder(desk, work, editor)
        record_join(work, recorder, ids)
        work.commit()
    return _changes(recorder)


def record_join(work: "Work", recorder: Recorder, ids: Iterable[str]) -> None:
    """Write the joining of some editors within a transaction that somebody else commits."""
    wanted, known = sorted(set(ids)), work.events.named_editors()
    for who in wanted:
        if who not in known:
            raise Problem("no_such_editor", editor=who)
    joined = work.events.persons()
    if len({joined.of(who) for who in wanted}) < _FEWEST:
        raise Problem("joining_nobody")
    recorder.append(Entry(JOINED, {"editors": wanted}))


def part(desk: Workplace, person: str) -> Changes:
    """Take back what joined a person, by any id of theirs: each id stands for itself again.

    Problem not_joined where nothing did.
    """
    editor = desk.writer()
    with desk.store.writing() as work:
        own = set(work.events.persons().ids(person))
        joins = [event for event in work.events.joins() if own.intersection(editors_joined(event))]
        if not joins:
            raise Problem("not_joined")
        recorder = Recorder(desk, work, editor)
        recorder.append(Entry(TAKEN_BACK, {"events": [event.id for event in joins], "act": joins[0].act}))
        work.commit()
    return _changes(recorder)


def find(desk: Workplace, typed: Sequence[str]) -> list[str]:
    """Give the ids of editors by what was typed: an id, or the end of one as names are told apart by.

    Problems: no_such_editor, editor_unclear where several ids end so.
    """
    with desk.store.reading() as work:
        known = list(work.events.named_editors())
    return [_found(known, one.strip()) for one in typed]


def _found(known: Sequence[str], typed: str) -> str:
    if typed in known:
        return typed
    ending = [who for who in known if len(typed) >= ID_END and who.endswith(typed)]
    if not ending:
        raise Problem("no_such_editor", editor=typed)
    if len(ending) > 1:
        raise Problem("editor_unclear", editor=typed)
    return ending[0]


def _changes(recorder: Recorder) -> Changes:
    ids = tuple(event.id for event in recorder.events)
    return Changes(JOINED, events=ids, everything=True, editors=True)
