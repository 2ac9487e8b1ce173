"""Archives as strangers send them: a case is made by us, and says what must become of it."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

GOOD = {
    "a-good.txt": b"[eu-ai-office] A good wire that stands first\nIts text.\n",
    "z-good.txt": b"[eu-ai-office] A good wire that stands last\nAnother text.\n",
}
MEGABYTE = 1_000_000
# A phrase that no text of ours holds, to be looked for where no text may be.
CANARY = "zebra canary quilt umbrella"


@dataclass(frozen=True)
class Case:
    """One hostile archive and what a desk must make of it.

    `make` fills an empty folder and gives the path that a person names. `left_out` are the codes that are
    told, by name; `comes_in` counts the documents that come in all the same. `refused` is the code where
    nothing at all may come in; with `more` others may be told too. `untouched` are names that no call to
    open a file may bear.
    """

    name: str
    make: Callable[[Path], Path]
    left_out: frozenset[str] = frozenset()
    comes_in: int = len(GOOD)
    refused: str = ""
    verb: str = "import"
    caps: dict[str, int] = field(default_factory=dict)
    untouched: tuple[str, ...] = ()
    more: bool = False


def fill(folder: Path, files: dict[str, bytes]) -> Path:
    """Write files into a folder and give it."""
    for name, data in files.items():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    return folder


Piece = bytes | tuple[bytes, int]
_AT_ONCE = 10_000


def write_pieces(path: Path, pieces: Iterable[Piece]) -> Path:
    """Write a file piece by piece, some of them many times over, and give its path."""
    with path.open("wb") as file:
        for piece in pieces:
            data, times = (piece, 1) if isinstance(piece, bytes) else piece
            for left in range(times, 0, -_AT_ONCE):
                file.write(data * min(left, _AT_ONCE))
    return path


def sparse(path: Path, length: int) -> Path:
    """Make a file that says it is long and takes no room."""
    with path.open("wb") as file:
        os.truncate(file.fileno(), length)
    return path
