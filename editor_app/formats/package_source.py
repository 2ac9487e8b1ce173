"""A review package as an archive on its way in: its documents under their names, without its record.

Who wants the decisions too merges the package.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from editor_app.domain.events import DECIDED
from editor_app.domain.lists import Placement
from editor_app.domain.problems import ExitStatus, Problem, Remark
from editor_app.formats.caps import Caps
from editor_app.formats.package import layout
from editor_app.formats.package.lines import BadLine, DocumentLine
from editor_app.formats.package.reading import Package, open_package
from editor_app.formats.rows import Incoming
from editor_app.formats.safe_opening import open_regular
from editor_app.formats.sources import LOOKING, Notice, Source, Watching, default_name
from editor_app.formats.zip_directory import has_more_than

_ENDING = ".review"
_SHIPPED = Caps()
_UNREADABLE = (OSError, zipfile.BadZipFile, ValueError, NotImplementedError)


class PackageKind:
    """A package, as a zip or as a folder; it is asked before any folder or zip."""

    order = 20

    def recognises(self, path: Path) -> bool:
        """Tell whether a folder or a zip has the files every package has."""
        if path.is_dir():
            return (path / layout.BAGIT).is_file() and (path / layout.HEAD).is_file()
        if not path.is_file() or not zipfile.is_zipfile(path):
            return False
        try:
            with open_regular(path, through_link=True) as file:
                if has_more_than(file, _SHIPPED.entries):
                    return False  # whoever opens zips will say so
                with zipfile.ZipFile(file) as archive:
                    names = {name.partition("/")[2] for name in archive.namelist()}
        except _UNREADABLE:
            return False  # whoever opens zips will say what is wrong with it
        return {layout.BAGIT, layout.HEAD} <= names

    def open(self, path: Path, caps: Caps) -> Source:
        """Open a package that holds in full; Problem `package_not_whole` (status 3) for any other.

        It is read within the caps, as whatever unpacks to more than they allow could not be checked either.
        """
        with open_package(path, caps) as package:
            faults = _faults(package)
        if faults:
            name = faults[0].name or faults[0].code
            raise Problem(
                "package_not_whole", ExitStatus.INTEGRITY, path=str(path), count=len(faults), name=name
            )
        return _PackageSource(path, caps)


class _PackageSource:
    """The listed documents of a package; revisions that were replaced stay in it."""

    def __init__(self, path: Path, caps: Caps) -> None:
        self.name = default_name(path).removesuffix(_ENDING)
        self.done = 0
        self._path = path
        self._caps = caps

    def count(self, watch: Watching | None = None) -> int | None:
        """Count the documents to come."""
        total = 0
        with open_package(self._path, self._caps) as package:
            for total, (_line, place) in enumerate(_listed(package), start=1):
                if watch is not None:
                    watch.step(LOOKING, total, None, place.name)
        return total

    def items(self) -> Iterator[Incoming | Remark]:
        """Give the documents under their names, with their archive before it where there are several.

        A Notice goes before them where the package holds decisions, which merging would bring.
        """
        self.done = 0
        with open_package(self._path, self._caps) as package:
            decisions = sum(event.kind == DECIDED for event in package.events())
            if decisions:
                yield Notice(self._path.name, "decisions_stay_behind", {"count": decisions})
            archives = {place.archive for _line, place in _listed(package)}
            for line, place in _listed(package):
                self.done += 1
                name = place.name if len(archives) == 1 else f"{place.archive}/{place.name}"
                yield Incoming(name, package.data(line.id), line.metadata, line.date)


def _faults(package: Package) -> list[Remark]:
    try:
        return package.check()
    except BadLine as fault:
        return [Remark(package.path.name, "line_wrong", {"line": 0, "cause": str(fault)})]


def _listed(package: Package) -> Iterator[tuple[DocumentLine, Placement]]:
    """Give each document with every place at which it is the newest of its name."""
    newest: dict[tuple[str, str], tuple[int, str]] = {}
    for line in package.documents():
        for place in line.placements:
            slot = place.archive, place.name
            newest[slot] = max(newest.get(slot, (-1, "")), (place.revision, line.id))
    for line in package.documents():
        for place in line.placements:
            if newest[place.archive, place.name] == (place.revision, line.id):
                yield line, place
