"""Verifying a package: whether it holds, and whether what it says of a document follows from its record."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from editor_app.desk.sorted_record import SortedRecord
from editor_app.desk.watch import Watch
from editor_app.domain.events import Event
from editor_app.domain.problems import ExitStatus, Problem, Remark
from editor_app.domain.revisions import Revisions
from editor_app.domain.standing import Standing, State, fold
from editor_app.formats.file_names import id_mark
from editor_app.formats.package import layout
from editor_app.formats.package.lines import BadLine
from editor_app.formats.package.reading import Package, open_package
from editor_app.formats.records import decided
from editor_app.formats.wires_folder import folder_of

_NOBODY: Final = Standing()


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
    with TemporaryDirectory() as scratch, SortedRecord(package, Path(scratch)) as record:
        if not record.is_known:
            return
        expected = _Expected(package, record)
        walked = record.by_document(expected.documents)
        for done, (document, lines, events) in enumerate(walked, start=1):
            watch.step("comparing", done, expected.total)
            wanted = expected.state_line(document, events)
            if not lines or not all(agrees(line, wanted) for line in lines):
                yield Remark(layout.STATES, "state_differs", {"document": document})
        yield from wire_problems(package, expected.folders)


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
    """Where every document of a package ought to stand; asked for one after the other."""

    def __init__(self, package: Package, record: SortedRecord) -> None:
        lines = list(package.documents())
        self.documents = {line.id for line in lines}
        self.total = len(lines)
        self.folders: dict[str, str] = {}
        self._has_rationale = {line.id: line.has_rationale for line in lines}
        self._revisions = Revisions(place for line in lines for place in line.placements)
        self._names = record.names
        self._earlier = self._standings_of_earlier(record)

    def state_line(self, document: str, events: Iterable[Event]) -> dict[str, Any] | None:
        """Give the line of a document by its events, and note the state where a wire is written of it."""
        if document not in self.documents:
            return None
        standing = fold(events)
        revisions = (self._earlier.get(name, _NOBODY) for name in self._revisions.earlier(document))
        earlier = next((found for found in revisions if found.verdicts), None)
        state = standing.state(has_rationale=self._has_rationale[document], earlier=earlier)
        if self._revisions.is_listed(document):
            self.folders[document] = state.value
        return state_line(document, state, standing, self._names)

    def _standings_of_earlier(self, record: SortedRecord) -> dict[str, Standing]:
        wanted = {earlier for document in self.documents for earlier in self._revisions.earlier(document)}
        if not wanted:
            return {}
        walked = record.by_document(wanted)
        return {document: fold(events) for document, _, events in walked if document in wanted}


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
