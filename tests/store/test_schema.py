"""The schema: golden, the same however a desk came to it, and said once in the tables of the program."""

import re
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from editor_app.domain.problems import Problem
from editor_app.store import migrate as migrating
from editor_app.store import schema
from editor_app.store.engine import Mode, connect, prepare_new, stamp
from editor_app.store.opening import open_store
from editor_app.store.tables import METADATA
from tests.store.pieces import address_of, fill, wire

GOLDEN = Path(__file__).parent.parent / "golden" / f"schema-{schema.SCHEMA}.sql"


def golden_statements():
    return {part.strip().removesuffix(";") for part in GOLDEN.read_text(encoding="utf-8").split("\n\n")}


def held(path):
    connection = sqlite3.connect(path)
    rows = connection.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'"
    )
    statements = {sql for (sql,) in rows}
    version = connection.execute("SELECT version_num FROM alembic_version").fetchall()
    numbers = [
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    ]
    connection.close()
    return statements, version, numbers


@pytest.fixture
def empty_desk(place):
    """A desk of the time before the first schema: it says what it is and holds nothing."""
    place.parent.mkdir()
    place.touch(mode=0o600)
    connection = prepare_new(place)
    stamp(connection, 0)
    connection.close()
    return place


def test_a_fresh_desk_holds_the_golden_schema(store):
    assert held(store.path)[0] == golden_statements()


def test_a_migrated_desk_is_the_same_as_a_fresh_one(empty_desk, tmp_path):
    phases = []

    class Watch:
        def step(self, phase, done, total=None, item=""):
            phases.append(phase)

    with open_store(address_of(empty_desk), watch=Watch()) as store:
        fill(store, [wire(1)])
    open_store(address_of(tmp_path / "fresh.desk")).close()
    assert held(empty_desk) == held(tmp_path / "fresh.desk")
    assert phases == ["migrate"]


def make_older(desk, number, stamps):
    """Make an empty desk one of an older schema, with a row in it."""
    golden = GOLDEN.with_name(f"schema-{number}.sql").read_text(encoding="utf-8")
    connection = connect(desk, Mode.WRITE)
    for statement in golden.split("\n\n"):
        connection.execute(statement)
    for one in stamps:
        connection.execute("INSERT INTO alembic_version VALUES (?)", (one,))
    connection.execute("INSERT INTO meta VALUES ('kept', 'through it all')")
    stamp(connection, number)
    connection.close()


@pytest.mark.parametrize("stamps", [[], ["0002"], ["0001", "0002"], ["9999"]])
def test_an_older_desk_whose_stamp_is_damaged_is_refused_and_left_as_it_is(empty_desk, stamps):
    make_older(empty_desk, 1, stamps)
    before = held(empty_desk)
    with pytest.raises(Problem) as problem:
        open_store(address_of(empty_desk))
    assert (problem.value.code, problem.value.fields["cause"]) == ("desk_damaged", "alembic_version")
    assert held(empty_desk) == before


@pytest.mark.parametrize("number", range(1, schema.SCHEMA))
def test_a_desk_of_an_older_schema_becomes_the_same_as_a_fresh_one(number, empty_desk, tmp_path):
    make_older(empty_desk, number, [schema.revision_of(number)])
    with open_store(address_of(empty_desk)) as store, store.reading() as work:
        assert work.meta.get("kept") == "through it all"
        assert list(work.checking.faults()) == []
    open_store(address_of(tmp_path / "fresh.desk")).close()
    assert held(empty_desk) == held(tmp_path / "fresh.desk")
    assert empty_desk.with_name(f"review.desk.schema-{number}").is_file()


def test_migrating_keeps_a_copy_first(empty_desk):
    before = empty_desk.read_bytes()
    open_store(address_of(empty_desk)).close()
    kept = empty_desk.with_name("review.desk.schema-0")
    assert kept.stat().st_mode & 0o777 == 0o600
    connection = sqlite3.connect(kept)
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    assert connection.execute("PRAGMA application_id").fetchone()[0] == int.from_bytes(before[68:72], "big")
    connection.close()


def test_a_migration_that_fails_changes_nothing(empty_desk, monkeypatch):
    monkeypatch.setattr(migrating, "differences", lambda connection: ("CREATE TABLE unheard_of (x)",))
    with pytest.raises(Problem) as problem:
        open_store(address_of(empty_desk))
    assert problem.value.code == "desk_not_migrated"
    connection = connect(empty_desk, Mode.READ)
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    connection.close()
    monkeypatch.undo()
    with open_store(address_of(empty_desk)) as store:
        fill(store, [wire(1)])


def test_the_tables_of_the_program_are_those_of_the_schema():
    dialect = sqlite.dialect()
    made = [str(CreateTable(table).compile(dialect=dialect)) for table in METADATA.sorted_tables]
    made += [
        str(CreateIndex(index).compile(dialect=dialect))
        for table in METADATA.sorted_tables
        for index in table.indexes
    ]
    golden = {one for one in golden_statements() if one.startswith(("CREATE TABLE", "CREATE INDEX"))}
    assert {_plain(one) for one in made} == {_plain(one) for one in golden if "alembic_version" not in one}


def test_every_table_is_strict():
    tables = [one for one in golden_statements() if one.startswith("CREATE TABLE") and "alembic" not in one]
    assert tables
    assert all(one.rstrip().endswith("STRICT") for one in tables)


@pytest.mark.parametrize("mode", [Mode.WRITE, Mode.READ])
def test_every_connection_keeps_the_rules(store, mode):
    connection = connect(store.path, mode)
    wanted = {"foreign_keys": 1, "recursive_triggers": 1, "trusted_schema": 0, "busy_timeout": 5000}
    if mode is Mode.WRITE:
        wanted |= {"synchronous": 2, "journal_mode": "wal"}
    assert {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in wanted} == wanted
    connection.close()


def test_the_stores_own_connections_keep_the_rules(store):
    with store.writing() as work:
        own = work.checking._connection
        pragmas = {"synchronous": 2, "recursive_triggers": 1, "foreign_keys": 1, "trusted_schema": 0}
        assert {name: own.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas} == pragmas


def test_pragmas_stand_in_one_file_alone():
    folder = Path(schema.__file__).parent
    naming = {path.name for path in folder.rglob("*.py") if "PRAGMA" in path.read_text(encoding="utf-8")}
    assert naming == {"engine.py"}


def test_only_two_modules_look_at_the_dialect():
    folder = Path(schema.__file__).parent
    said = re.compile(r"sqlalchemy\.dialects|\.dialect\b|sqlite_sequence")
    naming = {path.name for path in folder.rglob("*.py") if said.search(path.read_text(encoding="utf-8"))}
    assert naming <= {"dialects.py", "search.py"}


def _plain(statement):
    return re.sub(r"\s+", " ", statement).replace("( ", "(").replace(" )", ")").strip()
