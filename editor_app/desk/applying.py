"""Many decisions at once, out of a sheet; a rerun adds nothing."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from editor_app.desk.backing_up import Occasion, back_up_before
from editor_app.desk.changes import NOTHING, Changes
from editor_app.desk.recording import Recorder
from editor_app.desk.reviewing import decide_within
from editor_app.desk.viewing import resolve_within
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.domain.details import Details, Deviation
from editor_app.domain.problems import Interrupted, Problem, Remark
from editor_app.domain.rules import says_the_same
from editor_app.domain.standing import verdict_of
from editor_app.domain.verdicts import Answer, Gates, Outcome, Route, Verdict
from editor_app.formats.decision_sheet import SheetRow, open_sheet

if TYPE_CHECKING:
    from editor_app.store.work import Work

_BATCH = 500
# What is wrong with the desk file stops the run; anything else speaks against one line alone.
_OF_THE_FILE = ("desk_", "disk_")
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Applied:
    """What a sheet came to: decisions made, decisions that stood already, lines that did not fit.

    `unfilled` are lines of CSV that name a wire and say nothing of it: whoever fills it in is not done.
    """

    applied: int
    unchanged: int
    problems: tuple[Remark, ...]
    ignored: tuple[str, ...] = ()
    unfilled: int = 0
    changes: Changes = NOTHING


class ApplyStopped(Interrupted):
    """A person stopped a sheet between two batches; `done` lines of it are through, and stay."""

    def __init__(self, done: int) -> None:
        super().__init__(done)
        self.done = done


@dataclass(frozen=True, slots=True)
class ApplyPlan:
    """What a sheet would come to: decisions by outcome, how many of them take the place of one that stands.

    `unchanged`, `problems`, `ignored` and `unfilled` are as in Applied.
    """

    outcomes: Mapping[Outcome, int]
    replaced: int
    unchanged: int
    problems: tuple[Remark, ...]
    ignored: tuple[str, ...]
    unfilled: int

    @property
    def decisions(self) -> int:
        """How many decisions would be made."""
        return sum(self.outcomes.values())


@dataclass(slots=True)
class _Run:
    """A sheet on its way through: what it came to so far, and the act all its events belong to."""

    desk: Workplace
    act: str = ""
    unchanged: int = 0
    unfilled: int = 0
    problems: list[Remark] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    told: dict[str, tuple[int, int]] = field(default_factory=dict)

    def refuse_contradiction(self, document: str, verdict: Verdict) -> None:
        """Raise a Problem where an earlier line says another thing of the document.

        Otherwise each rerun would decide both anew, one after the other.
        """
        line, said = self.told.get(document, (0, hash(verdict)))
        if said != hash(verdict):
            raise Problem("decided_above", first=line)


def apply(desk: Workplace, path: Path, watch: Watch | None = None) -> Applied:
    """Decide what a sheet of JSON Lines or CSV says, in batches that are each on disk or not at all.

    Every line is an own decision: one that does not fit is told with its number and the others go on. A copy
    of the desk is made first. Stopped by a person it raises ApplyStopped; a rerun goes on where it was.
    """
    desk.writer()
    sheet = open_sheet(path)
    back_up_before(desk, Occasion.TOGETHER, watch)
    run = _Run(desk)
    done = 0
    for batch in _batches(sheet.rows()):
        if watch is not None:
            _step(watch, done)
        _apply_batch(run, batch)
        done += len(batch)
    changes = Changes("decided", tuple(sorted(run.documents)), tuple(run.events)) if run.events else NOTHING
    ignored = tuple(sorted(sheet.ignored))
    return Applied(len(run.events), run.unchanged, tuple(run.problems), ignored, run.unfilled, changes)


def plan(desk: Workplace, path: Path, watch: Watch | None = None) -> ApplyPlan:
    """Tell what a sheet would come to; the desk stays as it is."""
    editor = desk.writer()
    sheet = open_sheet(path)
    run = _Run(desk)
    named = set(desk.named)
    outcomes: Counter[Outcome] = Counter()
    decided: set[str] = set()
    try:
        with desk.store.writing() as work:
            recorder = Recorder(desk, work, editor)
            for number, line in enumerate(sheet.rows()):
                if watch is not None and not number % _BATCH:
                    watch.step("looking", number)
                decided |= _decided_before(work, line)
                run.unchanged += _apply_line(run, recorder, line)
            outcomes.update(verdict_of(event).outcome for event in recorder.events)
            replaced = sum(event.document in decided for event in recorder.events)
    finally:
        desk.named.clear()  # what was named in a transaction that is rolled back is not named
        desk.named.update(named)
    ignored = tuple(sorted(sheet.ignored))
    return ApplyPlan(outcomes, replaced, run.unchanged, tuple(run.problems), ignored, run.unfilled)


def _decided_before(work: "Work", line: SheetRow | Remark) -> set[str]:
    """Give the document of a line where a verdict stands on it."""
    if isinstance(line, Remark):
        return set()
    try:
        document = _document(work, line)
    except Problem:
        return set()
    row = work.standings.get([document]).get(document)
    return {document} if row is not None and row.outcome is not None else set()


def _step(watch: Watch, done: int) -> None:
    try:
        watch.step("applying", done)
    except Interrupted as stop:
        raise ApplyStopped(done) from stop


def _apply_batch(run: _Run, batch: Sequence[SheetRow | Remark]) -> None:
    with run.desk.store.writing() as work:
        recorder = Recorder(run.desk, work, run.desk.writer(), act=run.act)
        unchanged = sum(_apply_line(run, recorder, line) for line in batch)
        recorder.finish("applied")
        work.commit()
    run.act = recorder.act
    run.unchanged += unchanged
    run.events.extend(event.id for event in recorder.events)
    run.documents.update(event.document for event in recorder.events if event.document)


def _apply_line(run: _Run, recorder: Recorder, line: SheetRow | Remark) -> bool:
    """Decide one line; tell whether it stood so already."""
    if isinstance(line, Remark):
        run.problems.append(line)
        return False
    if line.is_blank and _proposes_nothing_new(recorder.work, line):
        run.unfilled += 1
        return False
    try:
        document, verdict = _document(recorder.work, line), _verdict(recorder.work, line)
        run.refuse_contradiction(document, verdict)
        is_new = decide_within(recorder, document, verdict)
        run.told.setdefault(document, (line.line, hash(verdict)))
    except Problem as problem:
        if problem.code.startswith(_OF_THE_FILE):
            raise
        run.problems.append(Remark(line.label, problem.code, {**problem.fields, "line": line.line}))
        return False
    if is_new:
        recorder.work.drafts.remove(document, recorder.editor.id)
    return not is_new


def _proposes_nothing_new(work: "Work", line: SheetRow) -> bool:
    """Tell whether a line has no rationale but the one that was proposed; another is somebody's work."""
    written = line.values.get("rationale")
    if written is None:
        return True
    try:
        document = work.documents.get(_document(work, line))
    except Problem:
        return False
    return says_the_same(written, document.rationale)


def _document(work: "Work", row: SheetRow) -> str:
    given = row.values.get("id")
    if given is not None:
        return resolve_within(work, given)
    name = row.values.get("name")
    if name is None:
        raise Problem("row_names_nothing")
    found = work.documents.named(name)
    if len(found) == 1:
        return found[0]
    raise Problem("name_ambiguous" if found else "no_such_name", document=name)


def _verdict(work: "Work", row: SheetRow) -> Verdict:
    outcome = _word(row, "outcome", Outcome)
    if outcome is None:
        raise Problem("outcome_missing")
    duplicate_of = row.values.get("duplicate_of")
    return Verdict(
        outcome=outcome,
        rationale=row.values.get("rationale"),
        reasons=row.reasons,
        what_it_is=row.values.get("is"),
        gates=Gates(
            verifiable=_word(row, "verifiable", Answer),
            route=_word(row, "route", Route),
            but_for=_word(row, "but_for", Answer),
        ),
        note=row.values.get("note"),
        duplicate_of=None if duplicate_of is None else resolve_within(work, duplicate_of),
        details=_details(row.values),
    )


def _details(values: Mapping[str, str]) -> Details:
    return Details(
        answers=tuple(sorted(_answers(values.get("answers", "")).items())),
        category=values.get("category"),
        confidence=values.get("confidence"),
        severity=values.get("severity"),
        severity_reason=values.get("severity_reason"),
        harm_types=tuple(_parts(values.get("harm_types", ""))),
        wording=values.get("wording"),
        deviation=Deviation(**{name: values.get(name, "") for name in Deviation.__dataclass_fields__}),
    )


def _answers(text: str) -> dict[str, str]:
    """Read answers written as `B1=yes; B2=near`."""
    pairs = (part.partition("=") for part in _parts(text))
    return {question: answer.casefold() for question, _, answer in pairs}


def _parts(text: str) -> list[str]:
    return text.replace(";", " ").replace(",", " ").split()


def _word(row: SheetRow, column: str, words: type[_Word]) -> _Word | None:
    given = row.values.get(column)
    if given is None:
        return None
    try:
        return words(given.casefold())
    except ValueError as fault:
        raise Problem("unknown_word", column=column, word=given, words=", ".join(words)) from fault


def _batches(lines: Iterator[SheetRow | Remark]) -> Iterator[list[SheetRow | Remark]]:
    while batch := list(islice(lines, _BATCH)):
        yield batch
