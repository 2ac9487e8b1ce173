"""Bar 1: importing a folder and making it searchable, against only reading and hashing the files."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from editor_app.desk import importing, listing
from editor_app.desk.signing_in import sign_in
from editor_app.desk.workplace import open_desk
from tests.bench.generated import folder
from tests.bench.pairs import Pair, paired


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

    yield paired(f"import {count}", ("import, searchable", ours), ("read and hash", floor), bar=3.0)
