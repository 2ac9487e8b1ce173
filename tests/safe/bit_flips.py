"""R6: a bit of the desk file is flipped; `check` must find whatever changed by it that follows from nothing.

That is documents and events, and what the desk notes beside them: dates, metadata, places, archives, imports,
acts, drafts, saved lists, templates. A flip may also strike what nothing is lost by: free room, an index, a
table that is derived. Half of the flips strike a byte that is not zero: most of a small file is free room.
"""

import json
import random
import sqlite3
from contextlib import closing
from pathlib import Path

from editor_app.desk import (
    checking,
    drafting,
    importing,
    listing,
    reviewing,
    saving_lists,
    templating,
    undoing,
    viewing,
)
from editor_app.desk.workplace import Access, open_desk
from editor_app.domain.drafts import Working
from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Problem
from editor_app.domain.templates import Template
from editor_app.domain.verdicts import Answer, Gates, Outcome, Verdict
from tests.safe import scratch
from tests.safe.harness import Harness, Weakened
from tests.safe.report import Report

_WIRES, _DECISIONS = 40, 60
_VERDICTS = (
    Verdict(Outcome.REJECT, reasons=("no_harm_event",), note="Nobody was harmed."),
    Verdict(Outcome.AMEND, rationale="What the court found, in a sentence.", gates=Gates(Answer.YES)),
    Verdict(Outcome.DEFER),
)
_READ = (
    "SELECT key, id, kind, markup, encoding, newline, headline, source, spans, notices FROM documents",
    "SELECT batch, batch_date, rationale, test, date, metadata, import, imported_at FROM documents",
    "SELECT fingerprint FROM documents LEFT JOIN statements ON number = statement ORDER BY key",
    "SELECT document, data, text FROM bodies ORDER BY document",
    "SELECT archive, name, revision, document, position, import FROM placements",
    "SELECT number, key, name FROM archives",
    "SELECT number, id, archive, origin, at, added, finished FROM imports",
    "SELECT number, id, editor, kind, events, state FROM acts",
    "SELECT document, editor, at, payload FROM drafts",
    "SELECT number, name, query, order_by, shortcut FROM saved_lists",
    "SELECT number, name, text FROM templates",
    "SELECT name, value FROM meta",
    "SELECT version_num FROM alembic_version",
    "SELECT seq, replica, editor, at, document, rationale, kind, payload FROM events ORDER BY key",
    "SELECT key, id, guide, vocabulary, supersedes, act, previous, hash, merged FROM events ORDER BY key",
)


def run(count: int, place: Path, report: Report, *, is_weakened: bool = False) -> str:
    """Flip one bit `count` times, each in a fresh copy, and check that."""
    scratch.go_apart(place)
    desk = _worked_in(scratch.filled_desk(place / "full" / "flips.desk", _WIRES))
    whole, before = desk.read_bytes(), _content(desk)
    written = [place for place, byte in enumerate(whole) if byte]
    for number in report.left(count):
        chance = random.Random(number)
        data = bytearray(whole)
        place_of_flip = chance.choice(written) if number % 2 else chance.randrange(len(data))
        data[place_of_flip] ^= 1 << chance.randrange(8)
        copy = scratch.copied(desk, place / "flipped")
        copy.write_bytes(data)
        is_changed = _content(copy) != before
        is_found, is_bug = _checked(copy, is_weakened=is_weakened)
        if is_bug:
            report.breach(f"flip {number} at byte {place_of_flip}: {is_bug}")
        elif is_changed and not is_found:
            report.breach(f"flip {number} at byte {place_of_flip}: something changed unnoticed")
        figures = {"changed": is_changed, "missed": is_changed and not is_found, "found": is_found}
        report.add(
            number, flips=1, bugs=bool(is_bug), **{name: int(value) for name, value in figures.items()}
        )
    return report.figures("flips", "changed", "missed", "found", "bugs") + " (of what follows from nothing)"


def _worked_in(desk: Path) -> Path:
    """Decide on wires, take some of it back, and begin drafts, so that every table holds something."""
    with scratch.opened(desk) as opened:
        documents = [row.id for row in listing.rows(opened, listing.ids(opened, Criteria()))]
        for number in range(_DECISIONS):
            document = documents[number % len(documents)]
            seen = tuple(event.id for event in viewing.view(opened, document).standing.verdicts)
            reviewing.decide(opened, document, _VERDICTS[number % 3], seen)
            if number % 7 == 0:
                undoing.undo(opened)
        for document in documents[:8]:
            drafting.keep(opened, document, Working(text="Half a sentence that is being written"))
        for number in range(9):
            templating.keep(opened, Template(f"Template {number}", "What the court found, in a sentence."))
            saving_lists.save(opened, f"List {number}", Criteria(search=f"chatbot {number}"))
        importing.run(opened, _rows(desk.with_name("dated.jsonl")))
    return desk


def _rows(path: Path) -> Path:
    """Write rows that come with a date and more beside them."""
    rows = [
        {"title": f"Row {number}", "body": "Said [source].", "date": f"2026-05-{number:02}", "desk": "city"}
        for number in range(1, 29)
    ]
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return path


def _content(desk: Path) -> object:
    """Read what follows from nothing as plain SQLite gives it; a fault of SQLite's is a change too."""
    try:
        with closing(sqlite3.connect(f"file:{desk}?immutable=1", uri=True)) as connection:
            connection.text_factory = bytes
            return [connection.execute(statement).fetchall() for statement in _READ]
    except (sqlite3.Error, UnicodeDecodeError) as fault:
        return str(fault)


def _checked(desk: Path, *, is_weakened: bool) -> tuple[bool, str]:
    """Tell whether the program finds a fault, and what it fell over, "" for nothing."""
    try:
        if is_weakened:
            with closing(sqlite3.connect(f"file:{desk}?immutable=1", uri=True)) as connection:
                return connection.execute("PRAGMA quick_check").fetchall() != [("ok",)], ""
        with open_desk(desk, access=Access.READ) as opened:
            return bool(checking.check(opened)), ""
    except (Problem, sqlite3.Error) as told:
        return True, "" if isinstance(told, Problem) or is_weakened else repr(told)
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is what the harness looks for
        return False, repr(fault)


def _quick_check(count: int, place: Path, report: Report) -> str:
    return run(count, place, report, is_weakened=True)


HARNESS = Harness(
    "R6",
    "bit-flips",
    "A flipped bit: every change of what follows from nothing is found",
    1_500,
    run,
    (Weakened("SQLite's quick_check alone", _quick_check, 150),),
)
