"""Where a package is written to: a new folder, or one deterministic zip."""

import zipfile
import zlib
from pathlib import Path
from typing import IO, Protocol

from editor_app.domain.canonical import sha256_hex
from editor_app.formats import atomic
from editor_app.formats.package import layout

_LEVEL = 1
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_FIXED_MODE = 0o100644 << 16
_UNIX = 3
_PIECE = 1 << 20


class Sink(Protocol):
    """Takes the files of a package, each once, in any order."""

    def add(self, path: str, data: bytes) -> None:
        """Write one file."""

    def copy(self, path: str, file: IO[bytes]) -> None:
        """Write one file out of another that is read from where it stands."""


class FolderSink:
    """A package as plain files."""

    def __init__(self, folder: Path) -> None:
        """Write below `folder`, which exists and is empty."""
        self._folder = folder

    def add(self, path: str, data: bytes) -> None:
        """Write one file."""
        atomic.write_into(self._folder, path, data)

    def copy(self, path: str, file: IO[bytes]) -> None:
        """Write one file out of another."""
        target = self._folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as out:
            while piece := file.read(_PIECE):
                out.write(piece)


class ZipSink:
    """A package as a zip whose bytes depend on nothing but its files and the compressor."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        """Write into an open, empty zip file."""
        self._archive = archive
        self._last: tuple[bytes, bytes, int] = (b"", b"", 0)

    def add(self, path: str, data: bytes) -> None:
        """Write one file; the same bytes twice in a row, as of a wire that was not amended, are packed once.

        What `ZipFile.writestr` writes is written here without going back to each entry's head.
        """
        if data is not self._last[0]:
            self._last = (data, _deflated(data), zlib.crc32(data))
        _, packed, crc = self._last
        entry, archive, file = _entry(path), self._archive, self._archive.fp
        if file is None:
            raise ValueError("the zip is closed")
        entry.file_size, entry.compress_size, entry.CRC = len(data), len(packed), crc
        entry.header_offset = file.tell()
        file.write(entry.FileHeader(zip64=False))
        file.write(packed)
        archive.filelist.append(entry)
        archive.NameToInfo[entry.filename] = entry
        archive.start_dir = file.tell()
        archive._didModify = True  # type: ignore[attr-defined]  # noqa: SLF001 - the table of contents follows

    def copy(self, path: str, file: IO[bytes]) -> None:
        """Write one file out of another; its length is not known beforehand, so the large form is allowed."""
        entry = _entry(path)
        entry._compresslevel = _LEVEL  # type: ignore[attr-defined]  # noqa: SLF001 - open() takes no level
        with self._archive.open(entry, "w", force_zip64=True) as out:
            while piece := file.read(_PIECE):
                out.write(piece)

    def sort(self) -> None:
        """Put the table of contents in the order of the names."""
        self._archive.filelist.sort(key=lambda entry: entry.filename)


class Recorder:
    """Hands files on to a sink and remembers their digests and lengths for the manifests."""

    def __init__(self, sink: Sink) -> None:
        """Write into `sink`."""
        self._sink = sink
        self.digests: dict[str, str] = {}
        self.octets = 0

    def add(self, path: str, data: bytes, digest: str | None = None) -> None:
        """Write one file; its digest may be given where it is known."""
        self._sink.add(path, data)
        self.digests[path] = digest or sha256_hex(data)
        self.octets += len(data)

    def copy(self, path: str, file: IO[bytes], digest: str, length: int) -> None:
        """Write one file out of another of known digest and length."""
        self._sink.copy(path, file)
        self.digests[path] = digest
        self.octets += length


def _deflated(data: bytes) -> bytes:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def _entry(path: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(f"{layout.TOP}/{path}", _FIXED_TIME)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = _FIXED_MODE
    entry.create_system = _UNIX
    return entry
