"""R12: whatever is done at a desk, in whatever order, its documents stand where a model says."""

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from hypothesis.strategies import integers, sampled_from

from editor_app.desk import checking, exporting, importing, listing, merging, reviewing, undoing, viewing
from editor_app.desk.export_choice import Choice, Format
from editor_app.desk.signing_in import sign_in
from editor_app.desk.workplace import Workplace, open_desk
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.store.standings import Standings
from editor_app.store.values import StandingRow
from tests.desk.sample import Clock, wire_text
from tests.safe.harness import Harness, Weakened
from tests.safe.report import Report

_STEPS = 50
_TOGETHER = 10
_STATES = {
    Outcome.ACCEPT: State.ACCEPTED,
    Outcome.AMEND: State.AMENDED,
    Outcome.REJECT: State.REJECTED,
    Outcome.DEFER: State.DEFERRED,
    Outcome.CONTEXT: State.CONTEXT,
    Outcome.REOPEN: State.PENDING,
}
_WIRES = {f"{number}.txt": wire_text(f"Headline {number}", f"Body {number}.") for number in range(4)}


@dataclass(frozen=True)
class Stand:
    """Where the model says that a document stands."""

    state: State = State.PENDING
    verdict: tuple[object, ...] = ()
    is_flagged: bool = False
    note: str = ""


@dataclass
class Model:
    """Every document's stand, and the acts that can be taken back or done again."""

    stands: dict[str, Stand]
    done: list[tuple[str, Stand, Stand]] = field(default_factory=list)
    undone: list[tuple[str, Stand, Stand]] = field(default_factory=list)

    def act(self, document: str, after: Stand) -> None:
        """Do something to a document; nothing happens where it stands so already."""
        before = self.stands[document]
        if after != before:
            self.stands[document] = after
            self.done.append((document, before, after))
            self.undone.clear()

    def undo(self) -> bool:
        """Take the last act back; False where there is none."""
        return self._move(self.done, self.undone, 1)

    def redo(self) -> bool:
        """Do the act again that was undone last; False where there is none."""
        return self._move(self.undone, self.done, 2)

    def _move(self, source: list, target: list, stand: int) -> bool:
        if not source:
            return False
        act = source.pop()
        self.stands[act[0]] = act[stand]
        target.append(act)
        return True


class Sitting:
    """A desk and its model, side by side."""

    def __init__(self, place: Path, luck: random.Random) -> None:
        self.place, self.luck, self.path = place, luck, place / "a.desk"
        self.archive = place / "archive"
        self.archive.mkdir(parents=True)
        for name, data in _WIRES.items():
            (self.archive / name).write_bytes(data)
        self.clock = Clock()
        self.desk = self._open()
        sign_in(self.desk, "A Tester")
        importing.run(self.desk, self.archive)
        rows = listing.rows(self.desk, listing.ids(self.desk, Criteria()))
        self.model = Model({row.id: Stand() for row in rows})

    def _open(self) -> Workplace:
        return open_desk(self.path, settings_file=self.place / "settings.toml", clock=self.clock)

    def step(self, name: str) -> None:
        """Do one thing at the desk and in the model."""
        getattr(self, f"do_{name}")(self.luck.choice(sorted(self.model.stands)))

    def do_decide(self, document: str) -> None:
        """Decide, with another note or reason now and then."""
        outcome = self.luck.choice(list(_STATES))
        word = self.luck.choice(["one", "two"])
        reasons = (self.luck.choice(["no_harm_event", "fails_but_for"]),) if outcome is Outcome.REJECT else ()
        text = f"Another rationale {word}." if outcome is Outcome.AMEND else None
        verdict = Verdict(outcome, rationale=text, reasons=reasons)
        reviewing.decide(self.desk, document, verdict)
        self._decided(document, outcome, (outcome, text, reasons))

    def _decided(self, document: str, outcome: Outcome, said: tuple[object, ...]) -> None:
        before = self.model.stands[document]
        if outcome is Outcome.REOPEN and before.state is State.PENDING and not before.verdict:
            said = ()
        self.model.act(document, replace(before, state=_STATES[outcome], verdict=said))

    def do_flag(self, document: str) -> None:
        """Flag, or take the flag off."""
        on = self.luck.random() < 0.5
        reviewing.flag(self.desk, document, on)
        self.model.act(document, replace(self.model.stands[document], is_flagged=on))

    def do_note(self, document: str) -> None:
        """Write a note, or take it away."""
        text = self.luck.choice(["", "A note.", "Another note."])
        reviewing.note(self.desk, document, text)
        self.model.act(document, replace(self.model.stands[document], note=text))

    def do_undo(self, _document: str) -> None:
        """Undo the last act."""
        self._either(undoing.undo, self.model.undo(), "nothing_to_undo")

    def do_redo(self, _document: str) -> None:
        """Redo what was undone."""
        self._either(undoing.redo, self.model.redo(), "nothing_to_redo")

    def _either(self, act: object, is_possible: bool, code: str) -> None:
        said = ""
        try:
            act(self.desk)
        except Problem as problem:
            said = problem.code
        assert said == ("" if is_possible else code), f"{said or 'done'} where the model says {is_possible}"

    def do_import(self, _document: str) -> None:
        """Import the same archive again: nothing comes of it."""
        report = importing.run(self.desk, self.archive)
        assert (report.added, report.revised, report.unchanged) == (0, 0, len(_WIRES)), report

    def do_merge_back(self, _document: str) -> None:
        """Export everything, and merge it back: nothing comes of it."""
        target = self.place / "out.review.zip"
        exporting.run(self.desk, Choice(Format.PACKAGE, target, force=True))
        report = merging.run(self.desk, [target])
        assert (report.documents, report.added, report.disputed) == (0, 0, 0), report

    def do_reopen(self, _document: str) -> None:
        """Close the desk and open it again."""
        self.desk.close()
        self.desk = self._open()

    def do_kill(self, _document: str) -> None:
        """Go on with the files as they lay while the desk was open, as after a kill."""
        killed = self.place / "killed"
        killed.mkdir()
        for name in ("a.desk", "a.desk-wal"):
            if (self.place / name).exists():
                shutil.copy(self.place / name, killed / name)
        self.desk.close()
        for left in (place for place in self.place.glob("a.desk*") if place.is_file()):
            left.unlink()
        for name in killed.iterdir():
            name.replace(self.place / name.name)
        killed.rmdir()
        self.desk = self._open()

    def differences(self) -> list[str]:
        """Say where the desk does not stand as the model says."""
        found = []
        for document, stand in self.model.stands.items():
            view = viewing.view(self.desk, document)
            seen = (view.row.state, view.standing.is_flagged, view.standing.note or "")
            if seen != (stand.state, stand.is_flagged, stand.note):
                found.append(f"{document[:8]} stands {seen} and not {stand}")
        return found

    def end(self) -> list[str]:
        """Check the desk and leave it."""
        found = [f"check: {remark.code} {remark.name}" for remark in checking.check(self.desk)]
        self.desk.close()
        with closing(sqlite3.connect(self.path)) as connection:
            undone = connection.execute("SELECT count(*) FROM events").fetchone()[0]
        return found if undone or not self.model.done else [*found, "the record is empty"]


_OFTEN = ("decide", "decide", "decide", "decide", "flag", "note", "undo", "undo", "redo")
_SELDOM = ("import", "merge_back", "reopen", "kill")
_NAMES = _OFTEN * 4 + _SELDOM


def run(count: int, folder: Path, report: Report) -> str:
    """Let hypothesis do 50 things at a time to a desk and its model, and compare them after each."""
    for number in report.left(count // _TOGETHER):
        steps = Counter[str]()
        try:
            _put_to_the_test(number, folder, steps)
        except Exception as fault:  # noqa: BLE001 - whatever it is, hypothesis wrote down how to come to it
            notes = "; ".join(getattr(fault, "__notes__", ()))
            report.breach(f"seed {number}: {type(fault).__name__} {fault} {notes}"[:1_000])
        report.add(number, **steps)
        shutil.rmtree(folder, ignore_errors=True)
    return f"{report.figures('sittings', 'steps')}, {len(report.breaches)} differences"


def _put_to_the_test(number: int, folder: Path, steps: Counter[str]) -> None:
    class Machine(RuleBasedStateMachine):
        """Does one thing at a time, and has the desk compared after it."""

        def __init__(self) -> None:
            super().__init__()
            steps["sittings"] += 1
            self.sitting = Sitting(folder / str(steps["sittings"]), random.Random(0))

        @rule(name=sampled_from(_NAMES), luck=integers(0, 9_999))
        def do(self, name: str, luck: int) -> None:
            steps["steps"] += 1
            self.sitting.luck.seed(luck)
            self.sitting.step(name)

        @invariant()
        def stands_as_the_model_says(self) -> None:
            assert self.sitting.differences() == []

        def teardown(self) -> None:
            assert self.sitting.end() == []

    chosen = settings(
        max_examples=_TOGETHER,
        stateful_step_count=_STEPS,
        deadline=None,
        database=None,
        print_blob=False,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(number)(Machine), settings=chosen)


def _weak(count: int, folder: Path, report: Report) -> str:
    """Leave out what a rejection is folded to."""
    put = Standings.put

    def forgetful(self: Standings, rows: Sequence[StandingRow]) -> None:
        put(self, [row for row in rows if row.state is not State.REJECTED])

    Standings.put = forgetful
    try:
        return run(count, folder, report)
    finally:
        Standings.put = put


HARNESS = Harness(
    id="R12",
    name="model",
    title="A desk beside its model: decide, undo, redo, import, merge back, kill, reopen",
    count=500,
    quick=50,
    run=run,
    weakened=(Weakened("standings of rejections not kept", _weak, 10),),
)
