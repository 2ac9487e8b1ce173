"""Hostile folders: links, pipes, devices, endless depth, names that are no text, huge files."""

import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path

from tests.safe.strangers import GOOD, MEGABYTE, Case, fill, sparse

_OUTSIDE = b"[eu-ai-office] A text that lies elsewhere\nIt must not come in.\n"


def _with(add: Callable[[Path], object]) -> Callable[[Path], Path]:
    """Put something beside the good files."""

    def make(folder: Path) -> Path:
        archive = fill(folder / "stranger", GOOD)
        (folder / "outside").mkdir()
        (folder / "outside" / "secret.txt").write_bytes(_OUTSIDE)
        add(archive)
        return archive

    return make


def _linked(target: str, name: str = "bait.txt") -> Callable[[Path], Path]:
    return _with(lambda archive: (archive / name).symlink_to(target))


def _socket(archive: Path) -> None:
    here = os.open(".", os.O_RDONLY)
    os.chdir(archive)  # the name of a socket may not be long
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind("bait.txt")
    finally:
        os.chdir(here)
        os.close(here)


def _device(archive: Path) -> None:
    """Make a device that gives zeros without end, where we may; else a pipe, which waits without end."""
    try:
        os.mknod(archive / "bait.txt", stat.S_IFCHR | 0o666, os.makedev(1, 5))
    except PermissionError:
        os.mkfifo(archive / "bait.txt")


def _deep(archive: Path) -> None:
    here = os.open(".", os.O_RDONLY)
    os.chdir(archive)
    try:
        for _ in range(3_000):
            Path("d").mkdir()
            os.chdir("d")
        Path("deepest.txt").write_bytes(_OUTSIDE)
    finally:
        os.chdir(here)
        os.close(here)


def _left_out(title: str, code: str, make: Callable[[Path], Path], **more: object) -> Case:
    return Case(f"folder: {title}", make, frozenset({code}), **more)


def _pipe(folder: Path) -> Path:
    os.mkfifo(folder / "bait.txt")
    return folder / "bait.txt"


CASES = [
    _left_out(
        "a link to a file outside",
        "link_left_out",
        _linked("../outside/secret.txt"),
        untouched=("secret.txt",),
    ),
    _left_out(
        "a link to a folder outside", "link_left_out", _linked("../outside", "way"), untouched=("secret.txt",)
    ),
    _left_out("a link to itself", "link_left_out", _linked("bait.txt")),
    _left_out("a link to the folder above", "link_left_out", _linked("..", "up")),
    _left_out("a link that leads nowhere", "link_left_out", _linked("/nowhere/at/all")),
    _left_out("a link into /proc", "link_left_out", _linked("/proc/self/environ"), untouched=("environ",)),
    _left_out(
        "a pipe",
        "special_left_out",
        _with(lambda archive: os.mkfifo(archive / "bait.txt")),
        untouched=("bait.txt",),
    ),
    _left_out("a socket", "special_left_out", _with(_socket), untouched=("bait.txt",)),
    _left_out("a device", "special_left_out", _with(_device), untouched=("bait.txt",)),
    _left_out("3,000 folders in one another", "unreadable", _with(_deep)),
    _left_out(
        "a file of 10 GB", "too_large", _with(lambda archive: sparse(archive / "b.txt", 10_000 * MEGABYTE))
    ),
    _left_out("zeros of 15 MB", "not_text", _with(lambda archive: sparse(archive / "b.txt", 15 * MEGABYTE))),
    Case(
        "folder: names that are no UTF-8, with controls and line feeds",
        _with(
            lambda archive: [
                fill(
                    Path(os.fsdecode(os.fsencode(archive) + b"/" + name)),
                    {"in.txt": _OUTSIDE + name.hex().encode()},
                )
                for name in (b"\xff\xfe", b"new\nline", b"\x1b[31m", "\u202etxt.exe".encode())
            ]
        ),
        comes_in=6,
    ),
    Case(
        "folder: what systems and programs leave behind",
        _with(
            lambda archive: fill(
                archive, {".git/config.txt": b"x", "__MACOSX/._a.txt": b"x", "Thumbs.db": b"x"}
            )
        ),
    ),
    _left_out(
        "more files than the setting allows",
        "too_many_entries",
        _with(lambda archive: [(archive / f"b{n}.txt").write_text(f"text {n}") for n in range(50)]),
        caps={"entries": 10},
        comes_in=10,
    ),
    _left_out(
        "a file larger than the setting allows",
        "too_large",
        _with(lambda archive: (archive / "b.txt").write_bytes(b"words " * 200)),
        caps={"document": 1_000},
    ),
    Case(
        "folder: a pipe is all there is",
        _pipe,
        refused="special_left_out",
        untouched=(),
    ),
]
