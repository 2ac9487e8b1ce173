"""A decision, durable, and the next document, against a bare synchronous write of the same size."""

import os
from collections.abc import Iterator
from pathlib import Path

from editor_app.desk import importing, listing, reviewing, viewing
from editor_app.desk.signing_in import sign_in
from editor_app.desk.workplace import open_desk
from editor_app.domain.lists import Criteria
from editor_app.domain.verdicts import Outcome, Verdict
from tests.bench.generated import folder
from tests.bench.pairs import Pair, paired

_AT_ONCE = 100


def run(place: Path, count: int) -> Iterator[Pair]:
    """Decide a hundred documents in turn, reading the next each time."""
    with open_desk(place / "decide.desk", settings_file=place / "settings.toml") as desk:
        sign_in(desk, "Bench")
        importing.run(desk, folder(place / f"decide-{count}", count))
        keys = listing.ids(desk, Criteria())
        rows = iter(listing.rows(desk, keys))

        def ours() -> None:
            for _ in range(_AT_ONCE):
                row = next(rows)
                reviewing.decide(desk, row.id, Verdict(Outcome.DEFER))
                viewing.view(desk, row.id)

        def floor() -> None:
            with (place / "floor.bin").open("ab") as file:
                for _ in range(_AT_ONCE):
                    file.write(b"x" * 4096)
                    file.flush()
                    os.fsync(file.fileno())

        yield paired(f"decide {count}", ("decide and read the next", ours), ("4 KB and fsync", floor))
