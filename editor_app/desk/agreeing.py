"""How far editors agree with each other, with the bulk classification, and with themselves."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Final

from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.domain.agreement import Figure, cohens_kappa, krippendorffs_alpha, share
from editor_app.domain.events import REREAD, Event
from editor_app.domain.persons import Persons
from editor_app.domain.readings import readings
from editor_app.domain.standing import taken_back, verdict_of
from editor_app.domain.verdicts import Outcome

if TYPE_CHECKING:
    from editor_app.store.work import Work

_BATCH: Final = 500
_Pairs = Counter[tuple[Outcome, Outcome]]


@dataclass(frozen=True, slots=True)
class Between:
    """Two editors, or all of them where `second` is "": how many wires both read, and how far they agree."""

    first: str
    second: str
    wires: int
    same: int
    percent: Figure
    kappa: Figure | None
    alpha: Figure


@dataclass(frozen=True, slots=True)
class WithBulk:
    """One source or batch: how many of its wires are decided, and what editors made of the classification.

    `confirmed` is the share accepted as it stood, `qualifying` the share accepted or amended.
    """

    name: str
    decided: int
    accepted: int
    amended: int
    confirmed: Figure
    qualifying: Figure


@dataclass(frozen=True, slots=True)
class WithOneself:
    """One editor who read earlier decisions again without seeing them."""

    editor: str
    wires: int
    same: int
    percent: Figure
    kappa: Figure


@dataclass(frozen=True, slots=True)
class Agreement:
    """All figures of an archive, or of the desk."""

    everybody: Between | None
    pairs: tuple[Between, ...]
    sources: tuple[WithBulk, ...]
    batches: tuple[WithBulk, ...]
    oneself: tuple[WithOneself, ...]


def agreement(desk: Workplace, archive: str | None = None, watch: Watch | None = None) -> Agreement:
    """Count how far editors agree, in an archive (by its key) or in all."""
    with desk.store.reading() as work:
        persons = work.events.persons()
        names = persons.told_apart(work.events.named_editors())
        pairs, units = _read_by_several(work, archive, persons, watch or Watch())
        return Agreement(
            everybody=_everybody(units),
            pairs=tuple(_between(names, one, other, pairs[one, other]) for one, other in sorted(pairs)),
            sources=tuple(_with_bulk(work.figures.outcomes_by_source(archive))),
            batches=tuple(_with_bulk(work.figures.outcomes_by_batch(archive))),
            oneself=tuple(_with_oneself(work, persons, names)),
        )


def _read_by_several(
    work: "Work", archive: str | None, persons: Persons, watch: Watch
) -> tuple[dict[tuple[str, str], _Pairs], Counter[tuple[Outcome, ...]]]:
    pairs: dict[tuple[str, str], _Pairs] = defaultdict(Counter)
    units: Counter[tuple[Outcome, ...]] = Counter()
    documents = work.events.decided_by_several(archive)
    for start in range(0, len(documents), _BATCH):
        watch.step("comparing", start, len(documents))
        for events in work.events.of_many(documents[start : start + _BATCH]).values():
            read = readings(events, persons)
            if len(read) > 1:
                units[tuple(sorted(read.values()))] += 1
            for one, other in combinations(sorted(read), 2):
                pairs[one, other][read[one], read[other]] += 1
    return pairs, units


def _between(names: Mapping[str, str], one: str, other: str, pairs: _Pairs) -> Between:
    wires = sum(pairs.values())
    same = sum(count for (first, second), count in pairs.items() if first is second)
    return Between(
        names.get(one, one),
        names.get(other, other),
        wires,
        same,
        share(same, wires),
        cohens_kappa(pairs),
        krippendorffs_alpha({tuple[Outcome, ...](pair): count for pair, count in pairs.items()}),
    )


def _everybody(units: Mapping[tuple[Outcome, ...], int]) -> Between | None:
    """Give the figures of all readers together; kappa is of two only."""
    if not units:
        return None
    wires = sum(units.values())
    same = sum(count for outcomes, count in units.items() if len(set(outcomes)) == 1)
    return Between("", "", wires, same, share(same, wires), None, krippendorffs_alpha(units))


def _with_bulk(counted: Mapping[str, Mapping[Outcome, int]]) -> Iterator[WithBulk]:
    for name, outcomes in sorted(counted.items(), key=lambda item: (-sum(item[1].values()), item[0])):
        decided = sum(outcomes.values())
        accepted, amended = outcomes.get(Outcome.ACCEPT, 0), outcomes.get(Outcome.AMEND, 0)
        yield WithBulk(
            name, decided, accepted, amended, share(accepted, decided), share(accepted + amended, decided)
        )


def _with_oneself(work: "Work", persons: Persons, names: Mapping[str, str]) -> Iterator[WithOneself]:
    events = list(work.events.of_kind(REREAD))
    gone = taken_back([*events, *work.events.undos_of(event.id for event in events)])
    first = {event.id: event for event in work.events.get(_reread(event) for event in events)}
    pairs: dict[str, _Pairs] = defaultdict(Counter)
    for event in events:
        before = first.get(_reread(event))
        if event.id not in gone and before is not None:
            pairs[persons.of(event.editor)][verdict_of(before).outcome, _outcome(event)] += 1
    for editor, counted in sorted(pairs.items()):
        wires = sum(counted.values())
        same = sum(count for (one, other), count in counted.items() if one is other)
        yield WithOneself(names.get(editor, editor), wires, same, share(same, wires), cohens_kappa(counted))


def _reread(event: Event) -> str:
    return str(json.loads(event.payload)["of"])


def _outcome(event: Event) -> Outcome:
    return Outcome(json.loads(event.payload)["verdict"]["outcome"])
