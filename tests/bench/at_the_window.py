"""Bars 4, 5, 6 and 8: the first paint, a decision and the next wire, the next of many, the list's paint."""

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QHeaderView, QTableView, QWidget

from editor_app.desk import importing, listing
from editor_app.desk.changes import Changes
from editor_app.desk.signing_in import sign_in
from editor_app.desk.workplace import open_desk
from editor_app.domain.lists import View
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.ui.desk_door import DeskDoor
from tests.bench.apart import until_said
from tests.bench.bench_window import BenchWindow
from tests.bench.generated import rows
from tests.bench.large_desk import large_desk
from tests.bench.pairs import Figure, Pair, paired

_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
_DECISIONS, _STEPS, _PAINTS = 200, 200, 200
_A_FRAME = 1 / 60


def first_paint(place: Path, count: int) -> Iterator[Pair]:
    """Start the program on a desk of `count` documents, and an empty window."""
    desk = large_desk(place, count)
    env = _places_of(place)

    def ours(word: str) -> Callable[[], float]:
        return lambda: until_said(_starting("ours", desk), word, env)

    def floor() -> float:
        return until_said(_starting("floor"), "painted", env)

    empty = ("empty QMainWindow", floor)
    yield paired(f"4 first paint, {count:,}", ("first painted window", ours("painted")), empty, bar=1.25)
    yield paired(f"4 ready to decide, {count:,}", ("first wire can be decided on", ours("ready")), empty)


def deciding(place: Path, count: int) -> Iterator[Pair]:
    """Skip one wire after the other, durable, and with a desk that only remembers."""
    desks = [_filled(place / name, min(count, 2_000)) for name in ("decided", "remembered")]
    with BenchWindow(desks[0]) as durable, BenchWindow(desks[1], RememberingDoor) as remembered:
        figures: tuple[list[float], list[float]] = ([], [])
        for _ in range(_DECISIONS):
            for taken, window in zip(figures, (durable, remembered), strict=True):
                taken.append(_decided(window))
    names = ("accept, next, painted and durable", "the same without a database")
    yield Pair("5 decide p50", *names, *figures, bar=1.3)
    yield Pair("5 decide p99", *names, *figures, bar=1.5, share=0.99)


def stepping(place: Path, count: int) -> Iterator[Pair | Figure]:
    """Go on from wire to wire in a desk of `count` documents and in one of a thousand.

    Each text stands as often in the one as in the other, so that as much is shown beside it.
    """
    small = large_desk(place, 1_000, 10_000 * 1_000 // count)
    with BenchWindow(large_desk(place, count)) as many, BenchWindow(small) as few:
        figures: tuple[list[float], list[float]] = ([], [])
        for _ in range(_STEPS):
            for taken, window in zip(figures, (many, few), strict=True):
                taken.append(_stepped(window))
                window.settle()
    yield Pair(f"6 next of {count:,}", f"among {count:,}", "among 1,000", *figures, bar=1.1)
    late = sorted(figures[0])[int(0.99 * _STEPS)]
    said = f"p99 {late * 1000:.1f} ms, a frame is {_A_FRAME * 1000:.1f} ms (drawn into memory)"
    yield Figure("  key to paint", said)


def painting(place: Path, count: int) -> Iterator[Pair]:
    """Repaint the queue, and a table of Qt's own items of the same size."""
    with BenchWindow(large_desk(place, count)) as window:
        queue = window.window.queue_pane.table
        table = _item_table(queue.width(), queue.height())
        figures = ([], [])
        for _ in range(_PAINTS):
            for taken, one in zip(figures, (queue, table), strict=True):
                taken.append(_repainted(one.viewport(), window.application))
        table.close()
    yield Pair("8 repaint of the queue", "queue", "QTableView over QStandardItemModel", *figures, bar=0.5)


class RememberingDoor(DeskDoor):
    """A desk that writes nothing down: what is decided is forgotten, what was read once is remembered."""

    def __init__(self, door: DeskDoor) -> None:
        super().__init__(door.workplace)
        self._views: dict[str, View] = {}

    def view(self, document: str) -> View:
        """Read a document the first time, and remember it."""
        if document not in self._views:
            self._views[document] = super().view(document)
        return self._views[document]

    def decide(self, document: str, verdict: Verdict, seen: tuple[str, ...]) -> Changes:
        """Say that it was decided."""
        return Changes("decided", (document,))


def _decided(window: BenchWindow) -> float:
    saved: list[str] = []
    connection = window.session.saved.connect(saved.append)
    before = window.session.view
    taken = window.seconds_until(
        lambda: window.session.decide(Verdict(Outcome.DEFER)),
        lambda: saved and window.session.view is not before and not window.session.is_loading,
    )
    window.session.disconnect(connection)
    window.settle()
    return taken


def _stepped(window: BenchWindow) -> float:
    return window.seconds_until(lambda: window.session.step(1), lambda: not window.session.is_loading)


def _repainted(viewport: QWidget, application: QApplication) -> float:
    start = time.perf_counter()
    viewport.repaint()
    taken = time.perf_counter() - start
    application.processEvents()
    return taken


def _item_table(width: int, height: int) -> QTableView:
    model = QStandardItemModel()
    for number in range(2_000):
        words = (str(number), "some-office", f"Headline {number} of a wire that is not short", "pending")
        model.appendRow([QStandardItem(word) for word in words])
    table = QTableView()
    table.setModel(model)
    model.setParent(table)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.verticalHeader().setDefaultSectionSize(22)
    table.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, on=False)
    table.resize(width, height)
    table.show()
    return table


def _filled(folder: Path, count: int) -> Path:
    """Make a desk of generated wires."""
    desk = folder / "bench.desk"
    folder.mkdir(parents=True, exist_ok=True)
    with open_desk(desk, settings_file=folder / "settings.toml") as workplace:
        sign_in(workplace, "Bench")
        importing.run(workplace, rows(folder / "wires.jsonl", count))
        listing.catch_up(workplace)
    return desk


def _starting(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "tests.bench.first_paint", *map(str, arguments)]


def _places_of(folder: Path) -> dict[str, str]:
    names = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
    return {**_OFFSCREEN, **{name: str(folder / name.lower()) for name in names}}
