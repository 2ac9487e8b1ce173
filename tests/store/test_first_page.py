"""The first page: the beginning of the list and one text, without SQLAlchemy."""

import subprocess
import sys

from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.standing import State
from editor_app.store.first_page import first_page
from editor_app.store.opening import open_store
from editor_app.store.values import StandingRow
from tests.store.pieces import address_of, fill, plain, wire


def test_it_shows_what_the_lists_will_show(store):
    ids = fill(store, [plain(), *(wire(number) for number in range(80))])
    page = first_page(store.path, lines=50)
    with store.reading() as work:
        rows = work.lists.rows(work.lists.ids(Criteria(list=ListName.TO_DO), None)[:50])
        document = work.documents.get(ids[1])
    assert [line.id for line in page.lines] == [row.id for row in rows]
    assert [(line.source, line.headline) for line in page.lines] == [
        (row.source, row.headline) for row in rows
    ]
    assert page.text == (ids[1], document.headline, document.body)


def test_the_document_an_editor_was_at_is_shown(store):
    ids = fill(store, [wire(number) for number in range(3)])
    kept = {"ada": f'{{"document":"{ids[2]}"}}', "gone": '{"document":"00"}', "none": "{}", "torn": '{"docu'}
    with store.writing() as work:
        for name, fact in kept.items():
            work.meta.put(name, fact)
        work.commit()
    assert first_page(store.path, "ada").text.id == ids[2]
    for name in ("gone", "none", "torn", "nobody"):
        assert first_page(store.path, name).text.id == ids[0]


def test_all_is_shown_where_nothing_is_to_do(store):
    ids = fill(store, [wire(1), plain()])
    with store.writing() as work:
        work.standings.put([StandingRow(ids[0], State.ACCEPTED)])
        work.commit()
    page = first_page(store.path, lines=1)
    assert ([line.id for line in page.lines], page.text.id) == (ids[:1], ids[0])


def test_an_empty_desk_has_an_empty_page(store):
    assert first_page(store.path) == ((), None)


def test_whatever_needs_a_proper_opening_has_none(tmp_path):
    (tmp_path / "text").write_text("no desk")
    for place in (tmp_path / "text", tmp_path / "missing"):
        assert first_page(place) is None


LOADED = """
import sys
from pathlib import Path
from editor_app.store.first_page import first_page
tool_kits = {"sqlalchemy", "sqlmodel", "alembic", "pydantic"}
print(len(first_page(Path(sys.argv[1])).lines), tool_kits & {name.split(".")[0] for name in sys.modules})
"""


def test_it_loads_no_database_toolkit(place):
    with open_store(address_of(place)) as store:
        fill(store, [wire(1)])
    command = [sys.executable, "-c", LOADED, place]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert answer.stdout == "1 set()\n"
