"""Bringing editors' work together: the union of documents and of events, all of it or nothing."""

from collections.abc import Collection, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.desk.backing_up import Occasion, back_up_before
from editor_app.desk.changes import Changes
from editor_app.desk.joining import People, record_join
from editor_app.desk.recording import Recorder
from editor_app.desk.union import Union, Verdicts
from editor_app.desk.verifying import problems_of
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Workplace
from editor_app.domain.lists import ListRow
from editor_app.domain.persons import Namesakes
from editor_app.domain.problems import ExitStatus, Problem, Remark
from editor_app.domain.record import archive_names
from editor_app.formats.caps import Caps
from editor_app.formats.package.lines import BadLine
from editor_app.formats.package.reading import Package, open_package
from editor_app.formats.package.segments import is_hub
from editor_app.formats.package.trees import looks_packed

if TYPE_CHECKING:
    from editor_app.store.work import Work

_MOST_NAMED = 200


@dataclass(frozen=True, slots=True)
class Damaged:
    """A package that does not hold, and everything that speaks against it."""

    path: Path
    remarks: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge brings: new documents, new events, documents with equal verdicts on both sides, disputes.

    `disputes` are the documents in dispute, `rows` the first of them as a list shows them. `editors` names
    the editors this desk did not know. `twins` are names that one of them shares with another person, who may
    be the same; `joined` names those who are said to be one person by what comes in. `ahead` names
    editors whose record is of a later time than this desk's clock shows, `damaged` packages that do not hold.
    """

    documents: int
    added: int
    agree: int
    disputed: int
    disputes: tuple[str, ...]
    editors: tuple[str, ...]
    changes: Changes
    rows: tuple[ListRow, ...] = ()
    twins: tuple[Namesakes, ...] = ()
    joined: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    damaged: tuple[Damaged, ...] = ()


def plan(desk: Workplace, paths: Sequence[Path], watch: Watch | None = None) -> MergeReport:
    """Tell what merging would bring; the desk stays as it is. Refuses as `run` does."""
    return _merge(desk, paths, watch or Watch(), keep=False)


def preview(desk: Workplace, paths: Sequence[Path], watch: Watch | None = None) -> MergeReport:
    """Tell what merging would bring, packages that do not hold left out and named with what is wrong."""
    watch = watch or Watch()
    try:
        return _merge(desk, paths, watch, keep=False)
    except Problem as problem:
        if not _is_of_a_package(problem):
            raise
    return _preview_one_by_one(desk, paths, watch)


def _preview_one_by_one(desk: Workplace, paths: Sequence[Path], watch: Watch) -> MergeReport:
    sound: list[Path] = []
    damaged: list[Damaged] = []
    for path in paths:
        try:
            _merge(desk, [path], watch, keep=False)
            sound.append(path)
        except Problem as problem:
            if not _is_of_a_package(problem):
                raise
            damaged.append(Damaged(path, _remarks(path, problem, watch)))
    return replace(_merge(desk, sound, watch, keep=False), damaged=tuple(damaged))


def _is_of_a_package(problem: Problem) -> bool:
    """Tell whether a problem is one of the packages', which can be left out, not of the desk."""
    return problem.status is ExitStatus.INTEGRITY or problem.code == "not_a_package"


def run(
    desk: Workplace,
    paths: Sequence[Path],
    watch: Watch | None = None,
    joining: Collection[Namesakes] = (),
) -> MergeReport:
    """Merge packages into the desk, all of them or none; a copy of the desk is made first.

    `joining` are namesakes whom the editor at the desk says to be one person. Problem package_refused
    (status 3) for a package that does not hold, not_a_package (2) for what is none; nothing was merged then.
    """
    desk.refuse_read_only()
    back_up_before(desk, Occasion.MERGE, watch)
    return _merge(desk, paths, watch or Watch(), keep=True, joining=joining)


def _merge(
    desk: Workplace,
    paths: Sequence[Path],
    watch: Watch,
    *,
    keep: bool,
    joining: Collection[Namesakes] = (),
) -> MergeReport:
    with ExitStack() as stack:
        caps = Caps.read(desk.settings.caps)
        for path in filter(is_hub, paths):
            raise Problem("shared_folder_no_package", ExitStatus.INTEGRITY, path=str(path))
        for path in paths:
            if path.exists() and not looks_packed(path, caps):
                raise Problem("not_a_package", path=str(path))
        packages = [stack.enter_context(open_package(path, caps)) for path in paths]
        frames = [_frame_of(package, watch) for package in packages]
        work = stack.enter_context(desk.store.writing())
        before = People.of(work)
        union = Union(desk, work, watch)
        for package, is_sound in zip(packages, frames, strict=True):
            if not is_sound:
                _refuse(package, watch)
            try:
                union.take(package)
            except BadLine:
                _refuse(package, watch)
        verdicts = union.finish()
        for package in union.unfounded:
            _refuse(package, watch)
        _rename_archives(work)
        report = _report(desk, work, union, verdicts, before)
        for twins in joining:
            record_join(work, Recorder(desk, work, desk.writer()), twins.editors)
        if keep and report.changes:
            watch.step("saving", 0)
            work.commit()
            desk.seen_elsewhere.forget()
    return report


def _frame_of(package: Package, watch: Watch) -> bool:
    """Tell whether bag and documents of a package hold; what is wrong with it is found out later."""
    watch.step("checking", 0, None, package.path.name)
    try:
        return not package.check_frame()
    except BadLine:
        return False
    except Problem as problem:
        if problem.status is not ExitStatus.INTEGRITY or problem.code == "not_a_package":
            raise
        return False


def _refuse(package: Package, watch: Watch) -> None:
    """Raise the Problem of a package that does not hold, with all that speaks against it counted."""
    found = problems_of(package, watch)
    name = (found[0].name or found[0].code) if found else package.path.name
    raise Problem(
        "package_refused", ExitStatus.INTEGRITY, path=str(package.path), count=len(found) or 1, name=name
    )


def _remarks(path: Path, problem: Problem, watch: Watch) -> tuple[Remark, ...]:
    """Give what is wrong with a package: with itself, else with it beside this desk."""
    itself: list[Remark] = []
    if problem.code == "package_refused":
        with open_package(path) as package:
            itself = problems_of(package, watch)
    return tuple(itself) or (Remark(path.name, problem.code, problem.fields),)


def _report(desk: Workplace, work: "Work", union: Union, verdicts: Verdicts, before: People) -> MergeReport:
    now = People.of(work)
    disputes = sorted(verdicts.disputed)
    keys = work.documents.keys(disputes[:_MOST_NAMED])
    return MergeReport(
        documents=len(union.documents),
        added=union.added,
        agree=len(verdicts.agreeing),
        disputed=len(disputes),
        disputes=tuple(disputes),
        editors=now.new_since(before),
        changes=_changes() if union.has_news else Changes(),
        rows=tuple(work.lists.rows(sorted(keys.values()))),
        twins=now.twins_since(before),
        joined=now.joined_since(before),
        ahead=now.named(union.ahead_of(desk.now())),
    )


def _changes() -> Changes:
    return Changes("merged", everything=True, archives=True, editors=True)


def _rename_archives(work: "Work") -> None:
    """Give each archive the name it was given last, in whichever desk that was."""
    names = archive_names(work.events.about_no_document())
    for archive in work.archives.all():
        wanted = names.get(archive.key, archive.name)
        if wanted != archive.name and work.archives.find(wanted) is None:
            work.archives.rename(archive.key, wanted)
