"""Who is one person: whoever works at two computers has two editor ids, until somebody joins them."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from editor_app.domain.events import Event

# So many signs at the end of an id tell namesakes apart.
ID_END: Final = 4


@dataclass(frozen=True, slots=True)
class Persons:
    """The editors who were joined; everybody else is a person by themselves.

    `joined` gives, for each id that was joined with others, all ids of that person, the oldest first. A
    person goes by the oldest one, so that it is the same in every desk.
    """

    joined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def ids(self, editor: str) -> tuple[str, ...]:
        """Give all ids of the person an editor's id is of."""
        return self.joined.get(editor, (editor,))

    def of(self, editor: str) -> str:
        """Give the id by which the person goes."""
        return self.ids(editor)[0]

    def names(self, names: Mapping[str, str]) -> dict[str, str]:
        """Give the name of each person by the id they go by: of several the one given last.

        `names` are those of ids, the one given last at the end.
        """
        return {self.of(who): name for who, name in names.items()}

    def told_apart(self, names: Mapping[str, str]) -> dict[str, str]:
        """Give the name of a person by each id; where several bear one, the end of the id goes with it."""
        called = self.names(names)
        bearers = Counter(name.casefold() for name in called.values())
        shown = {
            who: f"{name} ({who[-ID_END:]})" if bearers[name.casefold()] > 1 else name
            for who, name in called.items()
        }
        return {who: shown[self.of(who)] for who in names}


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Persons who bear one name and may be one: `editors` are their ids, the oldest first."""

    name: str
    editors: tuple[str, ...]


def editors_joined(event: Event) -> list[str]:
    """Give the ids that a joining event says are one person's."""
    return list(json.loads(event.payload)["editors"])


def joined(joins: Iterable[Event]) -> Persons:
    """Give who is one person by the joining events that are in force, in whatever order they came."""
    leads: dict[str, str] = {}
    for event in joins:
        ids = editors_joined(event)
        for other in ids[1:]:
            leads[_end(leads, other)] = _end(leads, ids[0])
    groups: dict[str, list[str]] = {}
    for who in leads:
        groups.setdefault(_end(leads, who), []).append(who)
    several = [tuple(sorted(group)) for group in groups.values() if len(group) > 1]
    return Persons({who: group for group in several for who in group})


def _end(leads: dict[str, str], who: str) -> str:
    """Follow an id to the one its group goes by for now; what was passed on the way leads there sooner."""
    while leads.setdefault(who, who) != who:
        leads[who] = leads[leads[who]]
        who = leads[who]
    return who


def namesakes(persons: Persons, names: Mapping[str, str]) -> list[Namesakes]:
    """Give the names that several persons bear, in whatever case, by name; `names` are those of ids."""
    bearers: dict[str, list[str]] = {}
    called = persons.names(names)
    for who, name in sorted(called.items()):
        bearers.setdefault(name.casefold(), []).append(who)
    several = (ids for _, ids in sorted(bearers.items()) if len(ids) > 1)
    return [Namesakes(called[ids[0]], tuple(ids)) for ids in several]
