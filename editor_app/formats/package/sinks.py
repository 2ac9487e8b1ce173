"""Where a package is written to: a new folder, or one deterministic zip."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Protocol, Self

from editor_app.domain.canonical import sha256_hex
from editor_app.formats import atomic
from editor_app.formats.package import layout
from editor_app.formats.package.sorted_lines import SortedLines
from editor_app.formats.package.zip_rereading import Trail
from editor_app.formats.package.zip_writing import ZipWriting


class Sink(Protocol):
    """Takes the files of a package, each once, in any order."""

    def add(self, path: str, data: bytes, digest: str) -> None:
        """Write one file, whose SHA-256 is known."""

    def copy(self, path: str, file: IO[bytes], digest: str) -> None:
        """Write one file out of another that is read from where it stands."""


class FolderSink:
    """A package as plain files."""

    def __init__(self, folder: Path) -> None:
        """Write below `folder`, which exists and is empty."""
        self._folder = folder

    def add(self, path: str, data: bytes, digest: str) -> None:
        """Write one file."""
        del digest
        atomic.write_into(self._folder, path, data)

    def copy(self, path: str, file: IO[bytes], digest: str) -> None:
        """Write one file out of another."""
        del digest
        target = self._folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as out:
            shutil.copyfileobj(file, out)


class ZipSink:
    """A package as a zip. It is left as a context, after `close` where all went well."""

    def __init__(self, file: IO[bytes], scratch: Path) -> None:
        """Write into an empty file; what waits meanwhile lies in the folder `scratch`."""
        self._zip = ZipWriting(file, scratch)
        self._trail = Trail()

    def __enter__(self) -> Self:
        self._zip.__enter__()
        return self

    def __exit__(self, *raised: object) -> None:
        self._zip.__exit__(*raised)

    def add(self, path: str, data: bytes, digest: str) -> None:
        """Write one file."""
        self._trail.add(path, digest)
        self._zip.add(f"{layout.TOP}/{path}", data)

    def copy(self, path: str, file: IO[bytes], digest: str) -> None:
        """Write one file out of another."""
        self._trail.add(path, digest)
        self._zip.copy(f"{layout.TOP}/{path}", file)

    def close(self) -> str:
        """Write the table of contents; give the trail by which `trail_of` knows the whole file again."""
        self._trail.add("", self._zip.close())
        return self._trail.digest


class Recorder:
    """Hands files on to a sink and remembers their digests and lengths for the manifests.

    It is left as a context: what it remembers of very many files lies in the folder `scratch` meanwhile.
    """

    def __init__(self, sink: Sink, scratch: Path) -> None:
        """Write into `sink`."""
        self._sink = sink
        self._lines = SortedLines(scratch)
        self.octets = 0

    def __enter__(self) -> Self:
        self._lines.__enter__()
        return self

    def __exit__(self, *raised: object) -> None:
        self._lines.__exit__(*raised)

    @property
    def count(self) -> int:
        """How many files were written."""
        return self._lines.count

    def add(self, path: str, data: bytes, digest: str | None = None) -> None:
        """Write one file; its digest may be given where it is known."""
        known = digest or sha256_hex(data)
        self._sink.add(path, data, known)
        self._note(path, known, len(data))

    def copy(self, path: str, file: IO[bytes], digest: str, length: int) -> None:
        """Write one file out of another of known digest and length."""
        self._sink.copy(path, file, digest)
        self._note(path, digest, length)

    def manifest(self) -> Iterator[bytes]:
        """Give the lines of the manifest of all that was written, by path."""
        for line in self._lines:
            path, _, digest = line[:-1].partition(b"\0")
            yield b"%b  %b\n" % (digest, path)

    def _note(self, path: str, digest: str, length: int) -> None:
        self._lines.add(f"{path}\0{digest}\n".encode())
        self.octets += length
