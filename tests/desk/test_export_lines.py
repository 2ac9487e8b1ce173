"""Lines of JSON that come straight out of the database say what those say that are worked out one by one."""

import json

import pytest

from editor_app.desk import importing, reviewing, tagging
from editor_app.desk.export_lines import lines_of
from editor_app.desk.reviewed import listed_ids, reviewed
from editor_app.domain.lists import Criteria
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.formats.records import exported
from editor_app.formats.tables import json_line
from tests.desk.sample import REVISED, WIRES, add

WHY = "Why this is an AI incident"
# What one program escapes and another does not; marks that turn text; an end of a string; other encodings.
HARD = 'a "quoted" \\ back/slash \x0c \u2028 \U0001f600 \u202e \ufeff é'
TEXTS = {
    **WIRES,
    "hard.txt": f"[s{HARD}] Headline {HARD}\nBody\twith [source]\n{WHY}\n{HARD}\n".encode(),
    "old.txt": f"[caf\xe9] An old encoding\nBody [source].\n{WHY}\nWords\n".encode("cp1252"),
    "mark.txt": b"\xef\xbb\xbf[office] With a mark\nBody [source](http://a.example/b).\n",
    "wide.txt": f"[office] Two bytes each\nBody [source].\n{WHY}\nWords\n".encode("utf-16"),
    "later.txt": f"[office] A source behind\né\n{WHY}\nSee [source].\n".encode(),
    "linked.txt": f"[office] Linked é\nSee [source](http://a.example/).\n{WHY}\nHm.\n".encode(),
    "alone.txt": b"[office] Nothing but a headline\n",
}


@pytest.fixture
def everything(desk, tmp_path):
    """A desk with hard texts, rows of a table with and without an address, and every kind of standing."""
    ids = add(desk, TEXTS)
    rows = [
        {"title": "T", "body": "See [source].", "url": "http://a.example/", "date": "2026-05-04"},
        {"title": "U", "body": "See [source].", "rationale": "An own one", "source": "y"},
    ]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    importing.run(desk, tmp_path / "rows.jsonl")
    reviewing.decide(desk, ids["001.txt"], Verdict(Outcome.REJECT, reasons=("spam",)))
    reviewing.decide(desk, ids["old.txt"], Verdict(Outcome.DEFER, note="Ask."))
    reviewing.decide(desk, ids["linked.txt"], Verdict(Outcome.REJECT, reasons=("spam",)))
    reviewing.decide(desk, ids["linked.txt"], Verdict(Outcome.REOPEN))
    reviewing.flag(desk, ids["002.txt"], True)
    tagging.tag(desk, ids["later.txt"], "another-source")
    add(desk, {"000.txt": REVISED}, revision=1)
    return ids


def both(desk):
    with desk.store.reading() as work:
        keys = work.lists.ids(Criteria(), None)
        found = b"".join(lines for _, lines in lines_of(work, keys))
        names = work.events.named_editors()
        ids = listed_ids(work, Criteria())
        wanted = b"".join(json_line(exported(item.view, names)) for item in reviewed(work, ids))
        plain = work.record_lines(lambda _: (), lambda *_: False).lines(keys)
    return found, wanted, plain


def test_both_ways_spell_every_record_alike(desk, everything):
    found, wanted, plain = both(desk)
    assert found.split(b"\n") == wanted.split(b"\n")
    assert plain.count(None) == 4 and len(plain) == len(TEXTS) + 2


def test_an_import_notes_what_the_flag_says_and_no_body_is_read_for_it(desk, tmp_path):
    (tmp_path / "texts").mkdir()
    for name, data in TEXTS.items():
        (tmp_path / "texts" / name).write_bytes(data)
    importing.run(desk, tmp_path / "texts")
    with desk.store.reading() as work:
        keys = work.lists.ids(Criteria(), None)
        lines = work.record_lines(lambda _: (), lambda *_: pytest.fail("a body was read")).lines(keys)
        wanted = [item.view for item in reviewed(work, listed_ids(work, Criteria()))]
    noted = ["source_unlinked" in json.loads(line)["flags"] for line in lines]
    assert noted == ["source_unlinked" in view.flags for view in wanted]
    assert set(noted) == {True, False}


def test_the_order_asked_for_is_kept(desk, everything):
    with desk.store.reading() as work:
        keys = list(work.lists.ids(Criteria(), None))[::-1]
        ((count, lines),) = lines_of(work, keys)
        ids = [row.id for row in work.lists.rows(keys)]
    assert [json.loads(line)["id"] for line in lines.split(b"\n")[:-1]] == ids
    assert count == len(keys)


def test_no_documents_are_no_lines(desk):
    with desk.store.reading() as work:
        assert list(lines_of(work, [])) == []
