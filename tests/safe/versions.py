"""R14: what is no desk of this version is told by its name and left as it is; an older one is brought up."""

import hashlib
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from editor_app.desk import drafting, exporting, reviewing, saving_lists, templating
from editor_app.desk.export_choice import Choice, Format
from editor_app.desk.signing_in import sign_in
from editor_app.desk.workplace import open_desk
from editor_app.domain.drafts import Working
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Problem
from editor_app.domain.templates import Template
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.i18n import sentence
from editor_app.store.engine import stamp
from editor_app.store.schema import SCHEMA
from editor_app.ui.app import make_application
from editor_app.ui.commands import Commands
from editor_app.ui.desk_problem_pane import DeskProblemPane
from editor_app.ui.safe_text import PlainLabel
from tests.desk.sample import WIRES, add
from tests.safe import scratch
from tests.safe.calls import Answer, called
from tests.safe.harness import Harness, Weakened
from tests.safe.older_desks import lowered, rows
from tests.safe.report import Report
from tests.safe.running import ROOT
from tests.safe.upgrades_killed import Upgrades

_VERBS = (("list",), ("stats",), ("check",), ("undo",), ("import", ROOT / "seeds" / "launch-archive"))
_KILLS = 200


@dataclass(frozen=True)
class Situation:
    """A file where a desk should be: how it is made, and the code and title that tell of it.

    `codes` are what the verbs answer, all of them; none for an older desk, which opens.
    """

    name: str
    make: Callable[[Path], object]
    codes: frozenset[str] = frozenset()
    heading: str = ""


def _sound(path: Path) -> None:
    with open_desk(path, settings_file=path.with_suffix(".toml")) as desk:
        sign_in(desk, "A Tester")
        documents = list(add(desk, WIRES).values())
        for document in documents:
            reviewing.decide(desk, document, Verdict(Outcome.REJECT, reasons=("no_harm_event",)))
        drafting.keep(desk, documents[0], Working(text="Half a sentence"))
        templating.keep(desk, Template("Short", "A court found it."))
        saving_lists.save(desk, "Fines", Criteria(search="fine"))


def _stamped(version: int, *, application: bool = True) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        _sound(path)
        with closing(sqlite3.connect(path)) as connection:
            stamp(connection, version)
            if not application:
                connection.execute("PRAGMA application_id=7")

    return make


def _newer_in_the_log(path: Path) -> None:
    """Leave the newer schema in the log alone, as a program that was killed does."""
    _sound(path)
    connection = sqlite3.connect(path)
    stamp(connection, 99)
    files = {place: place.read_bytes() for place in path.parent.glob(f"{path.name}*")}
    connection.close()
    for place, data in files.items():
        place.write_bytes(data)


def _foreign(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (url)")


def _altered(path: Path) -> None:
    _sound(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER events_never_go")


def _cut(path: Path) -> None:
    _sound(path)
    os.truncate(path, path.stat().st_size // 2)


def _overwritten(path: Path) -> None:
    _sound(path)
    with path.open("r+b") as file:
        file.seek(200)
        file.write(bytes(16_184))


def _package(path: Path) -> None:
    _sound(path.with_suffix(".other"))
    with open_desk(path.with_suffix(".other"), settings_file=path.with_suffix(".toml")) as desk:
        exporting.run(desk, Choice(Format.PACKAGE, path))


def _older(number: int) -> Callable[[Path], object]:
    """Make a desk as the program of that schema left it, with documents and decisions."""

    def make(path: Path) -> None:
        newest = path.with_name("newest.desk")
        _sound(newest)
        lowered(newest, path, number)

    return make


def _of(code: str) -> frozenset[str]:
    return frozenset({code})


SITUATIONS = (
    Situation("newer", _stamped(99), _of("desk_newer"), "This desk was made by a newer version"),
    Situation(
        "newer, in its log", _newer_in_the_log, _of("desk_newer"), "This desk was made by a newer version"
    ),
    Situation("foreign", _foreign, _of("desk_foreign"), "This file is no desk"),
    Situation(
        "foreign, of our shape",
        _stamped(SCHEMA, application=False),
        _of("desk_foreign"),
        "This file is no desk",
    ),
    Situation("zero bytes", lambda path: path.touch(), _of("desk_empty_file"), "This file is no desk"),
    Situation(
        "a text",
        lambda path: path.write_text("Dear diary\n" * 99),
        _of("desk_not_a_database"),
        "This file is no desk",
    ),
    Situation("a package", _package, _of("desk_not_a_database"), "This file is no desk"),
    Situation("a folder", lambda path: path.mkdir(), _of("desk_not_a_file"), "This file is no desk"),
    Situation("a pipe", os.mkfifo, _of("desk_not_a_file"), "This file is no desk"),
    Situation("cut short", _cut, _of("desk_damaged"), "This desk cannot be read"),
    Situation("overwritten", _overwritten, _of("desk_damaged"), "This desk cannot be read"),
    Situation("without a guard", _altered, _of("desk_altered"), "This desk cannot be read"),
    *(Situation(f"schema {number}", _older(number)) for number in range(1, SCHEMA)),
)


def run(count: int, folder: Path, report: Report) -> str:
    """Put every situation before the verbs of the program and before its window; then kill upgrades."""
    told = _rounds(SITUATIONS[:count], folder, report, _digests)
    return f"{told}, {_killed(count, folder, report)}"


def _killed(count: int, folder: Path, report: Report, how: str = "") -> str:
    """Kill an upgrade in each round beyond the situations."""
    scratch.go_apart(folder)
    upgrades = Upgrades(folder / "upgrades", how)
    for number in report.left(count):
        if number >= len(SITUATIONS):
            figures, faults = upgrades.kill(number)
            for fault in faults:
                report.breach(f"upgrade {number}: {fault}")
            report.add(number, **figures)
    return report.figures("kills", "still_old", "upgraded", "half")


def _rounds(situations: tuple[Situation, ...], folder: Path, report: Report, digests: Callable) -> str:
    make_application()
    for number in report.left(len(situations)):
        situation = situations[number]
        place = folder / str(number)
        place.mkdir()
        situation.make(place / "a.desk")
        faults = list((_refused if situation.codes else _brought_up)(situation, place, digests))
        for fault in faults:
            report.breach(f"{situation.name}: {fault}")
        report.add(number, situations=1, right=not faults)
    return report.figures("situations", "right")


def _refused(situation: Situation, place: Path, digests: Callable) -> Iterator[str]:
    desk = place / "a.desk"
    for verb in _VERBS:
        with _unchanged(place, digests) as changes:
            answer = called(place / "own", desk, *verb)
        yield from (f"{verb[0]} changed {name}" for name in changes)
        yield from _told_wrong(situation, verb[0], answer)
    with _unchanged(place, digests) as changes:
        title, said = _in_the_window(desk)
    yield from (f"the window changed {name}" for name in changes)
    if title != situation.heading or not said or "Traceback" in said:
        yield f"the window says: {title} {said}"


def _told_wrong(situation: Situation, verb: str, answer: Answer) -> Iterator[str]:
    """Say what is wrong with an answer: it names the problem, or `check` of what is open lists it."""
    listed = answer.record.get("problems", []) if isinstance(answer.record, dict) else []
    is_found = verb == "check" and answer.status == 3 and bool(listed)
    if answer.code not in situation.codes and not is_found and not _is_only_read(situation, verb, answer):
        yield f"{verb} answered {answer.status} {answer.code or answer.record} {answer.told[-200:]}"


def _is_only_read(situation: Situation, verb: str, answer: Answer) -> bool:
    """A desk without a guard may be read, never written to."""
    return situation.name == "without a guard" and verb in ("list", "stats") and answer.status == 0


def _in_the_window(desk: Path) -> tuple[str, str]:
    """Give the title and the sentence the window shows."""
    pane = DeskProblemPane(Commands())
    try:
        open_desk(desk, create=False, settings_file=desk.with_suffix(".toml")).close()
    except Problem as problem:
        pane.tell(problem, desk)
        said = sentence(problem.code, problem.fields)
        shown = [label.text() for label in pane.findChildren(PlainLabel)]
        return (shown[0] if shown else "", said if said in shown else f"not the sentence: {shown}")
    return "", "it opened"


def _brought_up(situation: Situation, place: Path, digests: Callable) -> Iterator[str]:
    """An older desk is not changed by reading, opens to write, keeps all it held and a copy of before."""
    desk = place / "a.desk"
    number = int(situation.name.removeprefix("schema "))
    held = rows(desk)
    with _unchanged(place, digests) as changes:
        answer = called(place / "own", desk, "list")
    yield from (f"reading changed {name}" for name in changes)
    if answer.code != "desk_older":
        yield f"reading answered {answer.status} {answer.code}"
    answer = called(place / "own", desk, "undo")
    if answer.status != 0:
        yield f"writing answered {answer.status} {answer.code} {answer.told[-200:]}"
    kept = desk.with_name(f"{desk.name}.schema-{number}")
    if not kept.is_file() or rows(kept) != held:
        yield "no copy was kept that holds all"
    if not held <= rows(desk, as_in=kept):
        yield "something is missing after the upgrade"
    answer = called(place / "own", desk, "check")
    if answer.status != 0:
        yield f"check answered {answer.status} {answer.record}"


@contextmanager
def _unchanged(place: Path, digests: Callable) -> Iterator[list[str]]:
    """Give a list that names, afterwards, what of the desk is not as it was before."""
    before, changed = digests(place), []
    yield changed
    after = digests(place)
    changed.extend(name for name in before if before[name] != after.get(name))


def _digests(place: Path) -> dict[str, str]:
    """Give the state of a desk file and its log; a lock and an index of the log are no part of the desk."""
    found = {}
    for path in sorted(place.glob("a.desk*")):
        if path.name.endswith((".lock", "-shm")):
            continue
        state = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "no file"
        found[path.name] = f"{state} {path.lstat().st_mtime_ns}"
    return found


def _weak(count: int, folder: Path, report: Report) -> str:
    """Look at the matrix as if every file were changed by whoever looks at it."""

    def touched(place: Path) -> dict[str, str]:
        for path in place.glob("a.desk"):
            os.utime(path)
        return _digests(place)

    return _rounds(SITUATIONS[:count], folder, report, touched)


def _in_steps(count: int, folder: Path, report: Report) -> str:
    for number in report.left(len(SITUATIONS)):
        report.add(number)
    return _killed(count, folder, report, "in steps")


HARNESS = Harness(
    id="R14",
    name="versions",
    title="Newer, older, foreign, empty and damaged desk files; upgrades killed on their way",
    count=len(SITUATIONS) + _KILLS,
    quick=len(SITUATIONS) + _KILLS // 10,
    run=run,
    weakened=(
        Weakened("files touched by whoever looks", _weak, 1),
        Weakened("an upgrade in steps that are each committed", _in_steps, len(SITUATIONS) + 8),
    ),
)
