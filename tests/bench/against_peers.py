"""Bar 11: the same documents in other programs for reviewing and learning, and their next one."""

import csv
import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from editor_app.desk import importing, listing, viewing
from editor_app.desk.signing_in import sign_in
from editor_app.desk.workplace import Access, open_desk
from editor_app.domain.lists import Criteria
from tests.bench.bench_window import BenchWindow
from tests.bench.coming_in import peer_rows
from tests.bench.generated import rows
from tests.bench.pairs import Pair, timed
from tests.bench.peers import peer, peer_python, said_by

_ANKI, _ASREVIEW, _LABEL_STUDIO = "anki==26.9.3", "asreview==3.0.8", "label-studio==1.23.2"
_ROUNDS, _STEPS = 3, 40


def run(place: Path, count: int) -> Iterator[Pair]:
    """Import `count` documents here and there, and go on to the next one."""
    ours_from, theirs_from = rows(place / "wires.jsonl", count), peer_rows(place / "peer.jsonl", count)
    table = _table(place / "peer.csv", theirs_from)
    desks = iter(range(1000))

    def ours() -> None:
        with open_desk(place / f"peers-{next(desks)}.desk", settings_file=place / "settings.toml") as desk:
            sign_in(desk, "Bench")
            importing.run(desk, ours_from)
            listing.catch_up(desk)

    peers: dict[str, Callable[[], float]] = {
        "Anki": peer(peer_python(_ANKI), "import_anki.py", theirs_from),
        "ASReview": peer(peer_python(_ASREVIEW), "import_asreview.py", table),
    }
    rates: dict[str, list[float]] = {"ours": [], **{name: [] for name in peers}}
    for _ in range(_ROUNDS):
        for name, act in {"ours": ours, **peers}.items():
            rates[name].append(count / timed(act))
    studio = json.loads(said_by(peer_python(_LABEL_STUDIO), "label_studio.py", theirs_from)[-1])
    rates["Label Studio"] = [count / studio["import"]]
    for name, rate in rates.items():
        if name != "ours":
            yield Pair(
                f"11 import {count:,}", "ours", name, rates["ours"], rate,
                bar=2.0, unit="documents a second", is_floor_wanted=True,
            )  # fmt: skip
    desk = place / "peers-0.desk"
    # Label Studio's answer is the next task's text alone; nobody has painted it yet.
    yield Pair("11 next task", "next wire, read", "Label Studio", _answers(desk), studio["next"], bar=0.1)
    yield Pair("11 next task", "next wire, painted", "Label Studio", _steps(desk), studio["next"])


def _answers(file: Path) -> list[float]:
    """Read wire after wire with everything that is shown of it."""
    with open_desk(file, access=Access.READ) as desk:
        wires = listing.rows(desk, listing.ids(desk, Criteria())[:_STEPS])
        return [timed(partial(viewing.view, desk, wire.id)) for wire in wires]


def _steps(file: Path) -> list[float]:
    """Go on from wire to wire, each painted."""
    with BenchWindow(file) as window:
        session = window.session
        return [
            window.seconds_until(lambda: session.step(1), lambda: not session.is_loading)
            for _ in range(_STEPS)
        ]


def _table(target: Path, source: Path) -> Path:
    with target.open("w", encoding="utf-8", newline="") as file, source.open(encoding="utf-8") as lines:
        table = csv.writer(file)
        table.writerow(["title", "abstract"])
        for line in lines:
            row = json.loads(line)
            table.writerow([row["headline"], row["body"]])
    return target
