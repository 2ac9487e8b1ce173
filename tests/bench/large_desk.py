"""Desks of any size in little time: a few thousand wires come in, and their rows are repeated in the file.

What is repeated bears ids of chance, so such a desk is good for lists and searches and for nothing that looks
at digests. It is kept where it was made, and used again by the next run.
"""

import json
import random
import sqlite3
from contextlib import closing
from pathlib import Path

from editor_app.desk import importing, listing
from editor_app.desk.signing_in import sign_in
from editor_app.desk.workplace import Workplace, open_desk
from tests.bench.generated import BOILERPLATE, SOURCES, TEST_LINE, WORDS

_BROUGHT_IN = 10_000
_HUNDREDTH, _TEN_THOUSANDTH = "quantum", "zeppelin"
_REPEATED = (
    """INSERT INTO documents (id, {same}) SELECT lower(hex(randomblob(32))), {same} FROM documents
    WHERE key <= {size}""",
    """INSERT INTO bodies (document, data, text) SELECT document + {shift}, data, text FROM bodies
    WHERE document <= {size}""",
    """INSERT INTO placements (archive, name, revision, document, position, import)
    SELECT archive, name || '-' || {shift}, revision, document + {shift}, position + {shift}, import
    FROM placements WHERE document <= {size}""",
    """INSERT INTO standings SELECT document + {shift}, archive, position + {shift}, name || '-' || {shift},
    listed, kind, source, statement, state, outcome, flagged, noted, editor, at, reasons, decided
    FROM standings WHERE document <= {size}""",
)


def large_desk(place: Path, count: int, brought_in: int = _BROUGHT_IN) -> Path:
    """Give a searchable desk of `count` wires, made if it is not there yet, from so many that differ."""
    few = min(count, brought_in)
    path = place / f"desk-{count}-of-{few}" / "large.desk"
    if path.with_name("whole").exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    for left in path.parent.iterdir():
        left.unlink()
    lines = path.with_name("generated.jsonl")
    lines.write_text("".join(_lines(few)), encoding="utf-8")
    with opened(path) as desk:
        sign_in(desk, "Bench")
        importing.run(desk, lines)
    _repeat(path, few, count)
    with opened(path) as desk:
        listing.catch_up(desk)
    path.with_name("whole").touch()
    return path


def opened(path: Path) -> Workplace:
    """Open such a desk."""
    return open_desk(path, settings_file=path.with_name("settings.toml"))


def _lines(count: int) -> list[str]:
    chance = random.Random(1)
    return [json.dumps({"text": _text(chance, number)}) + "\n" for number in range(count)]


def _text(chance: random.Random, number: int) -> str:
    """Give a short wire; one in a hundred, and one in ten thousand, holds a word the others do not."""
    rare = [_HUNDREDTH] * (number % 100 == 7) + [_TEN_THOUSANDTH] * (number % 10_000 == 7)
    words = chance.choices(WORDS, k=60) + rare
    return "\n".join(
        [
            f"[{chance.choice(SOURCES)}] {' '.join(chance.choices(WORDS, k=7))} {number}",
            " ".join(words),
            "Why this is an AI incident",
            BOILERPLATE if number % 50 else f"Batch (10 May 2026). Rationale {number}.",
            TEST_LINE,
        ]
    )


def _repeat(path: Path, few: int, count: int) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as desk:
        columns = [row[1] for row in desk.execute("PRAGMA table_info(documents)")]
        same = ", ".join(f'"{name}"' for name in columns if name not in ("key", "id"))
        for shift in range(few, count, few):
            desk.execute("BEGIN IMMEDIATE")
            for statement in _REPEATED:
                desk.execute(statement.format(same=same, shift=shift, size=min(few, count - shift)))
            desk.execute("COMMIT")
        desk.execute("PRAGMA wal_checkpoint(TRUNCATE)")
