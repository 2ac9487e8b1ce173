"""A tour through every screen on a desk of hostile texts.

`python -m tests.safe.hostile_screen FORM FOLDER TEXT...` prints what it saw as JSON. What was opened and
connected is for whoever traces it.
"""

import hashlib
import json
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLabel,
    QMenu,
    QMessageBox,
    QTextBrowser,
    QToolTip,
    QWidget,
)
from shiboken6 import isValid

from editor_app.desk import drafting, importing, listing, reviewing, saving_lists, templating
from editor_app.desk.signing_in import sign_in
from editor_app.desk.workplace import Workplace, open_desk
from editor_app.domain.drafts import Working
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Problem
from editor_app.domain.templates import Template
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.ui import safe_text
from editor_app.ui.command_table import command_table
from editor_app.ui.document_view import DocumentView
from editor_app.ui.popover import Popover
from tests.pictures.stage import Stage, go_apart, watched_faults
from tests.safe.hostile_texts import HIDDEN, text_of

# These act at once and show nothing of their own.
_LEFT_OUT = {
    "file.quit",
    "file.show_folder",
    "decide.accept",
    "decide.accept_open",
    "decide.context",
    "decide.skip",
}
_LONG_NAME = 150


class Tour:
    """What was seen on the way: steps, the longest stand-still of each, characters shown raw, faults."""

    def __init__(self) -> None:
        self.steps = 0
        self.stalls: dict[str, int] = {}
        self.raw: dict[str, str] = {}
        self._where = ""

    @contextmanager
    def step(self, where: str) -> Iterator[None]:
        """Do one thing at the window, and note for how long its own thread was busy with it."""
        self._where = where
        started = time.thread_time()
        yield
        QApplication.processEvents()
        taken = round((time.thread_time() - started) * 1000)
        self.stalls[where] = max(self.stalls.get(where, 0), taken)
        print(f"{taken} ms: {where[:60]!a}", file=sys.stderr, flush=True)
        self.steps += 1

    def note(self, text: object, door: str) -> None:
        """Look for characters that should have been shown as marks."""
        if isinstance(text, str) and any(letter in text for letter in HIDDEN):
            self.raw.setdefault(door, f"{door} at {self._where.partition(' ')[0]}: {ascii(text)[:120]}")


def tour(folder: Path, names: list[str]) -> dict[str, object]:
    """Go through every screen and give what was seen."""
    go_apart(folder / "places")
    faults = watched_faults()
    seen = Tour()
    _watch_painting(seen)
    _open_no_modal_windows(seen)
    stage = Stage(folder, (1280, 720), "light")
    path, ids = _filled(folder, names)
    before = _stored(path)
    stage.open(path)
    stage.until(lambda: stage.session.view is not None)
    for name, document in ids.items():
        _read(stage, seen, name, document)
    stage.session.show(next(iter(ids.values())))
    stage.settle()
    for command in (one.id for one in command_table() if one.id not in _LEFT_OUT):
        _do(stage, seen, command)
    _type_everywhere(stage, seen, names, folder)
    stage.leave()
    is_unchanged = _stored(path) == before
    said = [f"{type(fault).__name__}: {str(fault)[:200]}" for fault in faults]
    return {
        "steps": seen.steps,
        "stalls": seen.stalls,
        "raw": sorted(seen.raw.values()),
        "faults": said,
        "unchanged": is_unchanged,
    }


def _filled(folder: Path, names: list[str]) -> tuple[Path, dict[str, str]]:
    """Make a desk in which each text stands in every place a stranger can write to."""
    texts = {name: text_of(name, str(folder / "bait.txt"), str(folder / "pipe")) for name in names}
    archive = folder / f"archive {HIDDEN}"
    archive.mkdir()
    for number, text in enumerate(texts.values()):
        _write_archive(archive, number, text)
    path = folder / "a.desk"
    with open_desk(path) as desk:
        sign_in(desk, "A Tester")
        importing.run(desk, archive)
        rows = listing.rows(desk, listing.ids(desk, Criteria()))
        _work_at(desk, [row.id for row in rows], list(texts.values()))
    return path, {row.name[:40]: row.id for row in rows}


def _write_archive(archive: Path, number: int, text: str) -> None:
    line = " ".join(text.split())
    name = f"{number:03} {line[:40].replace('/', '|')}"
    wire = f"[some-office] {line}\n{text}\nWhy this is an AI incident\n{text}\nCounterfactual test.\n"
    (archive / f"{name}.txt").write_bytes(wire.encode())
    (archive / f"{name}.md").write_bytes(text.encode())
    row = {"title": line[:5_000], "source": line[:60], "body": text, "rationale": text, "url": line[:5_000]}
    (archive / f"{number:03}.jsonl").write_text(
        json.dumps({"id": line[:_LONG_NAME], **row, line[:99]: line}) + "\n"
    )


def _work_at(desk: Workplace, ids: list[str], texts: list[str]) -> None:
    """Leave notes, drafts, decisions, templates and lists that quote the texts, as colleagues do."""
    for number, document in enumerate(ids):
        text = texts[number % len(texts)][:3_000]
        with suppress(Problem):  # what cannot be kept is refused, and is no text to be shown
            reviewing.note(desk, document, text)
            reviewing.ask(desk, document, text)
            drafting.keep(desk, document, Working(text=text, note=text, why=text))
            if number % 3 == 1:
                reviewing.decide(desk, document, Verdict(Outcome.REJECT, reasons=("other",), note=text))
            if number % 3 == 2:
                reviewing.decide(desk, document, Verdict(Outcome.AMEND, rationale=f"{text} amended"))
            templating.keep(desk, Template(text[:60], text))
            saving_lists.save(desk, text[:40], Criteria(search='"' + text[:40].replace('"', "") + '"'))


def _read(stage: Stage, seen: Tour, name: str, document: str) -> None:
    """Read a document in every form, to its end or five parts of it, and amend it."""
    session, view = stage.session, stage.window.findChild(DocumentView)
    with seen.step(f"read {name}"):
        session.show(document)
        _wait(stage)
    _look(stage, seen)
    for _ in range(5):
        with seen.step(f"more of {name}"):
            view.show_rest()
    for command in (
        "read.source",
        "read.source",
        "wire.history",
        "wire.history",
        "decide.amend",
        "amend.leave",
    ):
        with seen.step(f"{command} {name}"):
            stage.window.commands.trigger(command)
            _wait(stage)
    _look(stage, seen)


def _do(stage: Stage, seen: Tour, command: str) -> None:
    """Do a command and look at whatever it opens; then close that again."""
    with seen.step(command):
        stage.window.commands.trigger(command)
        _wait(stage)
    _look(stage, seen)
    stage.close_dialogs()
    for panel in stage.window.findChildren(Popover):
        if panel.isVisible():
            panel.dismiss()
    if stage.session.is_amending:
        stage.window.commands.trigger("amend.leave")
    _wait(stage)


def _type_everywhere(stage: Stage, seen: Tour, names: list[str], folder: Path) -> None:
    """Paste the texts into the search, the palette and the field of an import, as plain and as rich text."""
    for name in names:
        text = text_of(name, str(folder / "bait.txt"), str(folder / "pipe"))[:20_000]
        mime = QMimeData()
        mime.setText(text)
        mime.setHtml(text)
        QApplication.clipboard().setMimeData(mime)
        for command in ("find.archive", "window.palette", "decide.amend", "wire.note", "file.import"):
            with seen.step(f"paste into {command} {name}"):
                stage.window.commands.trigger(command)
                QApplication.processEvents()
                QTest.keyClick(
                    QApplication.focusWidget() or stage.window,
                    Qt.Key.Key_V,
                    Qt.KeyboardModifier.ControlModifier,
                )
                _wait(stage)
            _look(stage, seen)
            stage.close_dialogs()
            _do(stage, seen, "find.clear_filters")


def _wait(stage: Stage) -> None:
    """Let what is on its way arrive, without taking the window's own time for it."""
    end = time.monotonic() + 60
    still = 0
    while still < 3 and time.monotonic() < end:
        QApplication.processEvents()
        still = 0 if stage.background.is_busy else still + 1
        time.sleep(0.005)


def _look(stage: Stage, seen: Tour) -> None:
    """Ask everything in sight for its texts and tooltips, and have it painted.

    A tooltip is a window of its own, which the next one may take away while this goes on.
    """
    for top in QApplication.topLevelWidgets():
        if not _is_in_sight(top):
            continue
        seen.note(top.windowTitle(), "window title")
        for widget in [top, *top.findChildren(QWidget)]:
            if _is_in_sight(widget):
                _look_at(widget, seen)
        if _is_in_sight(top):
            top.grab()


def _is_in_sight(widget: QWidget) -> bool:
    return isValid(widget) and widget.isVisible()


def _look_at(widget: QWidget, seen: Tour) -> None:
    kind = type(widget).__name__
    seen.note(widget.toolTip(), f"{kind} tooltip")
    if isinstance(widget, QLabel | QAbstractButton):
        seen.note(without_isolates(widget.text()), f"{kind} text")
    if isinstance(widget, QMenu):
        for action in widget.actions():
            seen.note(without_isolates(action.text()), "menu")
    if isinstance(widget, QTextBrowser):
        seen.note(without_isolates(widget.toPlainText()), f"{kind} text")
    places = [widget.rect().center()]
    if isinstance(widget, QAbstractItemView):
        widget, places = widget.viewport(), [QPoint(20, 10 + 30 * row) for row in range(8)]
    for place in places:
        QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))
    if QToolTip.isVisible():
        seen.note(without_isolates(QToolTip.text()), f"{kind} tooltip shown")


def without_isolates(text: str) -> str:
    """Give a text without the two signs that isolate a stranger's text in a sentence of ours."""
    return text.replace("\u2068", "").replace("\u2069", "")


def _watch_painting(seen: Tour) -> None:
    """Look at every text that is painted by hand."""
    paint = QPainter.drawText

    def painted(painter: QPainter, *arguments: object) -> object:
        for argument in arguments:
            if isinstance(argument, str):
                code = sys._getframe(1).f_code
                seen.note(
                    without_isolates(argument), f"painted by {Path(code.co_filename).name} {code.co_name}"
                )
        return paint(painter, *arguments)

    QPainter.drawText = painted


def _open_no_modal_windows(seen: Tour) -> None:
    """Answer what would wait for a person: files are not chosen, questions are looked at and declined."""
    for name in ("getOpenFileName", "getOpenFileNames", "getSaveFileName"):
        setattr(QFileDialog, name, lambda *_arguments: ("", ""))
    QFileDialog.getExistingDirectory = lambda *_arguments: ""

    def shown(box: QMessageBox) -> int:
        box.show()
        QApplication.processEvents()
        for label in box.findChildren(QLabel):
            seen.note(without_isolates(label.text()), "question")
        box.grab()
        box.hide()
        return 0

    QMessageBox.exec = shown


def _stored(path: Path) -> str:
    """Give a digest of all bytes that are kept."""
    digest = hashlib.sha256()
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        for (data,) in connection.execute("SELECT data FROM bodies ORDER BY document"):
            digest.update(hashlib.sha256(data).digest())
    return digest.hexdigest()


def _weaken() -> None:
    """Replace the label class, and open what a text names, as Qt does when it is left alone."""
    safe_text.PlainLabel.setTextFormat = lambda *_arguments: None
    safe_text.shown_text = lambda text, *_longest: text
    safe_text.plain_tip = lambda text: text
    del safe_text.SafeBrowser.loadResource
    safe_text.load_markdown = lambda document, text: document.setHtml(text)


if __name__ == "__main__":
    if sys.argv[1] == "weakened":
        _weaken()
    print(json.dumps(tour(Path(sys.argv[2]), sys.argv[3:])))
