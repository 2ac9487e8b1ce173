"""A kind of export: what a format says of itself, and how it writes."""

from pathlib import Path
from typing import ClassVar

from editor_app.domain.lists import View
from editor_app.formats import atomic, registry
from editor_app.formats.outgoing.items import Batch, Outgoing, Sent, Shown


class ExportKind:
    """One format. A kind from elsewhere may derive from this class or offer the same names.

    `name` is what `--format` takes; `title` and `about` are for a person; `ending` is what a proposed place
    ends in; `order` is its place among the others, the lowest first. The class is made without arguments.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    about: ClassVar[str]
    ending: ClassVar[str]
    order: ClassVar[int] = 100
    is_folder: ClassVar[bool] = False

    def refuse_unready(self) -> None:
        """Raise a Problem where something the format needs is not installed."""

    def leaves_out(self, view: View) -> str | None:
        """Give the code of the reason why a document cannot be in this export; None where it can."""
        del view
        return None

    def preview(self, item: Outgoing, target: Path) -> Shown | None:
        """Give a document as it would be written to a target; None for the wire as it is written back."""
        del item, target
        return None

    def write(self, target: Path, batch: Batch, *, force: bool, as_folder: bool) -> Sent:
        """Write the documents of a batch to a target, whole or not at all, and read them again."""
        raise NotImplementedError

    def is_own(self, folder: Path) -> bool:
        """Tell whether a folder is an earlier export of this kind, with nothing of anybody else's in it."""
        del folder
        return False


class LineKind(ExportKind):
    """A format that is one file, written from front to end, a line or a piece for each document."""

    def head(self, target: Path) -> bytes:
        """Give what stands before the documents."""
        del target
        return b""

    def line(self, item: Outgoing, target: Path) -> bytes:
        """Give what is written of a document."""
        raise NotImplementedError

    def preview(self, item: Outgoing, target: Path) -> Shown | None:
        """Give head and line of a document."""
        return Shown(target.name, (self.head(target) + self.line(item, target)).decode("utf-8"))

    def write(self, target: Path, batch: Batch, *, force: bool, as_folder: bool) -> Sent:
        """Write head and lines."""
        del as_folder
        written = 0

        def fill(file: atomic.CountingWriter) -> None:
            nonlocal written
            file.write(self.head(target))
            for item in batch.items():
                file.write(self.line(item, target))
                written += 1

        digest = atomic.write_file(target, fill, force=force)
        return Sent(written, digest)


def kinds() -> tuple[ExportKind, ...]:
    """Give every format that is installed, in their order."""
    return tuple(sorted(registry.load(registry.EXPORTS), key=lambda kind: (kind.order, kind.name)))


def find(name: str) -> ExportKind | None:
    """Give the format of a name, None where there is none."""
    return next((kind for kind in kinds() if kind.name == name), None)


def names() -> tuple[str, ...]:
    """Give the names of all formats without loading any of them."""
    return tuple(entry.removeprefix(registry.EXPORTS) for entry in registry.names(registry.EXPORTS))


def broken() -> tuple[tuple[str, str], ...]:
    """Give the formats of others that cannot be loaded, each with why."""
    return tuple(
        (name.removeprefix(registry.EXPORTS), cause) for name, cause in registry.broken(registry.EXPORTS)
    )


def fault_of(name: str) -> str:
    """Say why the format of a name cannot be loaded."""
    return registry.fault_of(f"{registry.EXPORTS}{name}")
