"""Bars 1, 2 and 3: an import against reading and hashing the files, a peer, and what memory it takes."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from editor_app.desk import importing, listing
from editor_app.desk.signing_in import sign_in
from editor_app.desk.workplace import open_desk
from editor_app.formats.wire_text import read_document
from tests.bench.apart import peak_of, program
from tests.bench.generated import folder, rows, wires
from tests.bench.pairs import Figure, Pair, paired
from tests.bench.peers import peer, peer_python

_SQLITE_UTILS = "sqlite-utils==4.2.1"
_MIB = 1 << 20
_HIGHEST = 300  # MiB, at a million documents


def run(place: Path, count: int) -> Iterator[Pair]:
    """Import `count` wires into a fresh desk each round."""
    archive = folder(place / f"import-{count}", count)
    rounds = iter(range(1000))

    def ours() -> None:
        with open_desk(place / f"round-{next(rounds)}.desk", settings_file=place / "settings.toml") as desk:
            sign_in(desk, "Bench")
            importing.run(desk, archive)
            listing.catch_up(desk)

    def floor() -> None:
        for path in sorted(archive.rglob("*.txt")):
            hashlib.sha256(path.read_bytes()).hexdigest()

    given = peer_rows(place / "peer.jsonl", count)
    insert = peer(peer_python(_SQLITE_UTILS), "import_sqlite_utils.py", given, place / "peer.db")
    yield paired(f"1 import {count:,}", ("import, searchable", ours), ("read and hash", floor), bar=3.0)
    inserted = ("sqlite-utils insert, enable-fts", insert)
    yield paired(f"2 import {count:,}", ("import, searchable", ours), inserted, bar=0.65)


def memory(place: Path, count: int) -> Iterator[Pair | Figure]:
    """Import ten times as many and compare the peaks of the whole process; at a million, say the peak."""
    few, many = (_peak(place, number) for number in (count, count * 10))
    names = f"{count * 10:,}", f"{count:,}"
    yield Pair(f"3 peak memory {names[0]}", names[0], names[1], [many], [few], 1.2, unit="MiB")
    if count * 10 >= 1_000_000:
        yield Figure("3 peak memory", f"{many:.0f} MiB, bar <= {_HIGHEST}")


def _peak(place: Path, count: int) -> float:
    archive = rows(place / f"memory-{count}.jsonl", count)
    command = program("import", archive, "--editor", "Bench", "--desk", place / f"memory-{count}.desk")
    return peak_of(command) / _MIB


def peer_rows(target: Path, count: int) -> Path:
    """Write what a peer is given of generated wires: their parts, as JSON Lines."""
    with target.open("w", encoding="utf-8") as file:
        for name, data in wires(count):
            document = read_document(data)
            row = {
                "id": name,
                "headline": document.headline,
                "body": document.body,
                "rationale": document.rationale,
            }
            file.write(json.dumps(row) + "\n")
    return target
