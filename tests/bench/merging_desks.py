"""A large record merged into an empty desk, and five editors' records in every order."""

import hashlib
import itertools
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from editor_app.desk import exporting, importing, listing, merging
from editor_app.desk.export_choice import Choice, Format
from editor_app.desk.recording import Entry, Recorder, refold
from editor_app.desk.signing_in import sign_in
from editor_app.desk.workplace import Workplace, open_desk
from editor_app.domain.events import DECIDED
from editor_app.domain.lists import Criteria
from editor_app.domain.verdicts import Outcome, Verdict
from tests.bench.apart import peak_of
from tests.bench.generated import rows
from tests.bench.pairs import Figure, timed

_ROUNDS = 50
_AT_ONCE = 2_000
_EDITORS = 5
_MIB = 1 << 20
_VERDICTS = (
    Verdict(Outcome.REJECT, reasons=("no_harm_event",)),
    Verdict(Outcome.ACCEPT),
    Verdict(Outcome.REJECT, reasons=("policy_or_governance",)),
    Verdict(Outcome.CONTEXT),
)


def large(place: Path, count: int) -> Iterator[Figure]:
    """Merge a package of `count` events, fifty a wire, into an empty desk, in a process of its own."""
    package = place / f"record-{count}.review.zip"
    if not package.exists():
        _write_record(place, package, count)
    desk = place / "empty.desk"
    for file in place.glob("empty.desk*"):
        file.unlink()
    code = (
        "import sys; from editor_app.cli.main import main; "
        f"sys.exit(main(['--desk', {str(desk)!r}, '--editor', 'Bench', 'merge', {str(package)!r}]))"
    )
    start = time.perf_counter()
    peak = peak_of([sys.executable, "-c", code])
    seconds = time.perf_counter() - start
    rate = count / seconds
    yield Figure(
        f"merge {count:,} events", f"{seconds:.1f} s ({rate:,.0f} a second), peak {peak / _MIB:,.0f} MiB"
    )


def orders(place: Path, count: int) -> Iterator[Figure]:
    """Let five editors decide `count` wires each, and merge their packages in all 120 orders."""
    archive = rows(place / f"orders-{count}.jsonl", count)
    packages = [_decided(place, archive, number, count) for number in range(_EDITORS)]
    digests: set[str] = set()
    seconds = []
    ways = list(itertools.permutations(packages))
    for number, way in enumerate(ways):
        digest, taken = _merged_one_by_one(place / f"way-{number}", way)
        digests.add(digest)
        seconds.append(taken)
    said = f"{len(ways)} orders, {len(digests)} digest, {sum(seconds) / len(seconds):.1f} s each"
    yield Figure(f"merge {_EDITORS} editors x {count:,} decisions", said)


def _write_record(place: Path, package: Path, count: int) -> None:
    """Decide every wire fifty times over, and write the package."""
    wires = max(count // _ROUNDS, 1)
    with open_desk(place / "record.desk", settings_file=place / "settings.toml") as desk:
        sign_in(desk, "Bench")
        importing.run(desk, rows(place / f"record-{count}.jsonl", wires))
        documents = [row.id for row in listing.rows(desk, listing.ids(desk, Criteria()))]
        last: dict[str, tuple[str, ...]] = {}
        for number in range(_ROUNDS):
            for start in range(0, len(documents), _AT_ONCE):
                _decide(desk, documents[start : start + _AT_ONCE], _VERDICTS[number % 4], last)
        with desk.store.writing() as work:
            refold(work, documents)
            work.commit()
        exporting.run(desk, Choice(Format.PACKAGE, package))


def _decide(
    desk: Workplace, documents: list[str], verdict: Verdict, last: dict[str, tuple[str, ...]]
) -> None:
    with desk.store.writing() as work:
        recorder = Recorder(desk, work, desk.writer())
        entries = [
            Entry(
                DECIDED,
                verdict.payload(),
                document,
                hashlib.sha256(document.encode()).hexdigest(),
                last.get(document, ()),
            )
            for document in documents
        ]
        for event in recorder.append_together(entries):
            if event.document is not None:
                last[event.document] = (event.id,)
        work.commit()


def _decided(place: Path, archive: Path, number: int, count: int) -> Path:
    """Give the package of one editor, who decided every wire by the toss of a coin of their own."""
    chance = random.Random(number)
    folder = place / f"editor-{number}"
    folder.mkdir()
    with open_desk(folder / "own.desk", settings_file=folder / "settings.toml") as desk:
        sign_in(desk, f"Editor {number}")
        importing.run(desk, archive, archive="wires")
        documents = [row.id for row in listing.rows(desk, listing.ids(desk, Criteria()))][:count]
        picked = [chance.choice(_VERDICTS) for _ in documents]
        for verdict in _VERDICTS:
            own = [document for document, one in zip(documents, picked, strict=True) if one is verdict]
            _decide(desk, own, verdict, {})
        with desk.store.writing() as work:
            refold(work, documents)
            work.commit()
        target = folder / "own.review.zip"
        exporting.run(desk, Choice(Format.PACKAGE, target))
    return target


def _merged_one_by_one(folder: Path, packages: tuple[Path, ...]) -> tuple[str, float]:
    """Merge packages one by one into an empty desk; give the digest of what it holds, and the seconds."""
    folder.mkdir()
    with open_desk(folder / "all.desk", settings_file=folder / "settings.toml") as desk:

        def merge() -> None:
            for package in packages:
                merging.run(desk, [package])

        seconds = timed(merge)
        return exporting.run(desk, Choice(Format.PACKAGE, folder / "all.review.zip")).digest, seconds
