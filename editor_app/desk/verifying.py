"""Verifying a package: whether it holds, and whether what it says of a document follows from its record."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from editor_app.desk.watch import Watch
from editor_app.domain.events import KNOWN_KINDS, Event
from editor_app.domain.problems import ExitStatus, Problem, Remark
from editor_app.domain.record import by_document, editor_names
from editor_app.domain.revisions import Revisions
from editor_app.domain.standing import Standing, State, fold
from editor_app.formats.file_names import id_mark
from editor_app.formats.package import layout
from editor_app.formats.package.lines import BadLine
from editor_app.formats.package.reading import Package, open_package
from editor_app.formats.records import decided
from editor_app.formats.wires_folder import folder_of


def verify(path: Path, watch: Watch | None = None) -> list[Remark]:
    """Give everything that keeps a package from holding; an empty list means that it holds.

    Problem where the path holds no package at all, or one of a newer version.
    """
    with open_package(path) as package:
        return problems_of(package, watch)


def problems_of(package: Package, watch: Watch | None = None) -> list[Remark]:
    """Give everything that keeps an open package from holding."""
    watch = watch or Watch()
    watch.step("checking", 0, None, package.path.name)
    try:
        found = package.check()
        return found or list(_check_what_follows(package, watch))
    except BadLine as fault:
        return [Remark(package.path.name, "line_wrong", {"line": 0, "cause": str(fault)})]
    except Problem as problem:
        if problem.status is not ExitStatus.INTEGRITY or problem.code == "not_a_package":
            raise
        return [Remark(str(problem.fields.get("name", "")), problem.code, problem.fields)]


def _check_what_follows(package: Package, watch: Watch) -> Iterator[Remark]:
    """Compare states and wires with the fold of the record, where this version knows all of its kinds."""
    events = list(package.events())
    if not all(event.kind in KNOWN_KINDS for event in events):
        return
    expected = _Expected(package, events)
    said = set()
    for done, line in enumerate(package.states(), start=1):
        watch.step("comparing", done, expected.total)
        document = str(line.get("id"))
        said.add(document)
        if not agrees(line, expected.state_line(document)):
            yield Remark(layout.STATES, "state_differs", {"document": document})
    for document in sorted(expected.documents - said):
        yield Remark(layout.STATES, "state_differs", {"document": document})
    yield from wire_problems(package, expected.folders())


def agrees(line: Mapping[str, Any], expected: Mapping[str, Any] | None) -> bool:
    """Tell whether a line says what it should.

    An earlier version of the program wrote no key for what could not be said in a review then: a key that
    is not there stands for nothing said. It also wrote the newest of the readings in dispute as the review.
    """
    said = line.get("review")
    if expected is None or not isinstance(said, dict):
        return line == expected
    given = dict(expected)
    wanted = given.pop("readings", [given["review"]])[-1]
    if not wanted:
        return False
    nothing = {name: value for name, value in wanted.items() if not value}
    return {**line, "review": {**nothing, **said}} == {**given, "review": wanted}


def wire_problems(package: Package, states: Mapping[str, str]) -> Iterator[Remark]:
    """See that each wire lies under its outcome and is the original's bytes wherever it was not amended.

    `states` are the states of the documents of which a wire is written, each once.
    """
    wanted = {id_mark(document): (document, folder_of(State(state))) for document, state in states.items()}
    found = {path.rpartition("-")[2].removesuffix(".txt"): path for path in package.wires()}
    for mark in sorted(wanted.keys() ^ found.keys()):
        yield Remark(
            found.get(mark, layout.WIRES), "wire_differs", {"document": wanted.get(mark, (mark,))[0]}
        )
    for mark in sorted(wanted.keys() & found.keys()):
        document, folder = wanted[mark]
        path = found[mark]
        is_original = folder == "amended" or package.file_digest(path) == document
        if not path.startswith(layout.wire_path(folder, "")) or not is_original:
            yield Remark(path, "wire_differs", {"document": document})


class _Expected:
    """Where every document of a package ought to stand."""

    def __init__(self, package: Package, events: list[Event]) -> None:
        lines = list(package.documents())
        self.documents = {line.id for line in lines}
        self.total = len(lines)
        self._has_rationale = {line.id: line.has_rationale for line in lines}
        self._revisions = Revisions(place for line in lines for place in line.placements)
        self._events = by_document(events)
        self._names = editor_names(events)

    def state_line(self, document: str) -> dict[str, Any] | None:
        if document not in self.documents:
            return None
        return state_line(document, self._state(document), self._standing(document), self._names)

    def folders(self) -> dict[str, str]:
        """Give the state of each document of which a wire is written."""
        listed = (document for document in self.documents if self._revisions.is_listed(document))
        return {document: self._state(document).value for document in listed}

    def _state(self, document: str) -> State:
        revisions = map(self._standing, self._revisions.earlier(document))
        earlier = next((found for found in revisions if found.verdicts), None)
        has_rationale = self._has_rationale[document]
        return self._standing(document).state(has_rationale=has_rationale, earlier=earlier)

    def _standing(self, document: str) -> Standing:
        return fold(self._events.get(document, ()))


def state_line(document: str, state: State, standing: Standing, names: dict[str, str]) -> dict[str, Any]:
    """Give a document's line of state.jsonl; the key `tag` stands only where an editor tagged its source."""
    tagged = {} if standing.tag is None else {"tag": standing.tag}
    return {
        "id": document,
        "state": state.value,
        "flagged": standing.is_flagged,
        "note": standing.note,
        **decided(standing, names),
        **tagged,
    }
