"""The first page: the beginning of the list and its first text, without SQLAlchemy."""

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
    page = first_page(store.path)
    with store.reading() as work:
        keys = work.lists.ids(Criteria(list=ListName.TO_DO), None)
        assert page.list is ListName.TO_DO
        assert page.ids == keys[:50]
        assert list(page.rows) == work.lists.rows(keys[:50])
        assert page.counts == work.lists.counts()
        assert page.document == work.documents.get(ids[1])
    assert page.archives == ("launch",)


def test_all_is_shown_where_nothing_is_to_do(store):
    ids = fill(store, [wire(1), plain()])
    with store.writing() as work:
        work.standings.put([StandingRow(ids[0], State.ACCEPTED)])
        work.commit()
    page = first_page(store.path, lines=1)
    assert (page.list, [row.id for row in page.rows], page.document.sha256) == (ListName.ALL, ids[:1], ids[0])
    assert (page.counts.total, page.counts.done) == (2, 1)


def test_an_empty_desk_has_an_empty_page(store):
    page = first_page(store.path)
    assert (page.list, page.counts.total) == (ListName.ALL, 0)
    assert (list(page.ids), page.rows, page.document) == ([], (), None)


def test_whatever_needs_a_proper_opening_has_none(tmp_path):
    (tmp_path / "text").write_text("no desk")
    assert first_page(tmp_path / "text") is None
    assert first_page(tmp_path / "missing") is None


LOADED = """
import sys
from pathlib import Path
from editor_app.store.first_page import first_page
tool_kits = {"sqlalchemy", "sqlmodel", "alembic", "pydantic"}
print(first_page(Path(sys.argv[1])).counts.total, tool_kits & {name.split(".")[0] for name in sys.modules})
"""


def test_it_loads_no_database_toolkit(place):
    with open_store(address_of(place)) as store:
        fill(store, [wire(1)])
    command = [sys.executable, "-c", LOADED, place]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert answer.stdout == "1 set()\n"
