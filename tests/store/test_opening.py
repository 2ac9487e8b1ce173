"""What is found where a desk should be: each case has its own message, and the file stays as it was."""

import errno
import hashlib
import json
import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import contextmanager

import pytest

from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Problem
from editor_app.store import opening
from editor_app.store.opening import open_store
from tests.store.pieces import address_of, fill, wire


def states(folder):
    """Give every file of a folder with its digest."""
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.iterdir()
        if path.is_file()
    }


def refused(path, **how):
    """Open a desk, expect to be refused, give the Problem and check that nothing was touched."""
    before = states(path.parent)
    with pytest.raises(Problem) as problem:
        open_store(address_of(path), **how)
    after = states(path.parent)
    beside = {path.name + ending for ending in (".lock", "-shm")}
    # A reader of a file in WAL mode makes an empty log beside it; what matters is what was there.
    empty = {name for name in after if name == path.name + "-wal" and not path.with_name(name).stat().st_size}
    assert {name: after[name] for name in after.keys() - beside - empty} == {
        name: before[name] for name in before.keys() - beside
    }
    return problem.value


def stamped(path, *, application=None, version=None):
    """Change what a desk says of itself in its header."""
    connection = sqlite3.connect(path)
    if application is not None:
        connection.execute(f"PRAGMA application_id={application}")
    if version is not None:
        connection.execute(f"PRAGMA user_version={version}")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()


@pytest.fixture
def closed(place):
    """A desk with two wires, closed."""
    with open_store(address_of(place)) as store:
        fill(store, [wire(1), wire(2)])
    return place


@pytest.fixture(params=[False, True], ids=["to write", "to read"])
def read_only(request):
    return request.param


def test_a_fresh_desk_is_private_and_in_wal(place):
    with open_store(address_of(place)) as store:
        fill(store, [wire(1)])
        with store.reading() as work:
            work.search.catch_up()
        files = {path.name: stat.S_IMODE(path.stat().st_mode) for path in place.parent.iterdir()}
        assert {"review.desk", "review.desk-wal", "review.desk-search", "review.desk.lock"} <= files.keys()
        assert set(files.values()) == {0o600}
        assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
        assert store.size() >= place.stat().st_size
    header = place.read_bytes()[:100]
    assert header[18:20] == b"\x02\x02"
    assert int.from_bytes(header[16:18], "big") == 16384


def test_closing_leaves_one_sound_file_and_its_index(closed):
    assert {path.name for path in closed.parent.iterdir()} <= {
        "review.desk",
        "review.desk.lock",
        "review.desk-search",
    }
    with open_store(address_of(closed), create=False) as store, store.reading() as work:
        assert work.lists.counts().total == 2


def test_missing(place, read_only):
    place.parent.mkdir()
    assert refused(place, create=False, read_only=read_only).code == "desk_missing"


def test_reading_never_makes_a_desk(place):
    place.parent.mkdir()
    assert refused(place, read_only=True).code == "desk_missing"


def test_a_folder(place, read_only):
    place.mkdir(parents=True)
    assert refused(place, read_only=read_only).code == "desk_not_a_file"


def test_an_empty_file(place, read_only):
    place.parent.mkdir()
    place.touch()
    assert refused(place, read_only=read_only).code == "desk_empty_file"


def test_no_database_at_all(place, read_only):
    place.parent.mkdir()
    place.write_bytes(b"dear diary\n" * 100)
    assert refused(place, read_only=read_only).code == "desk_not_a_database"


def test_a_database_of_another_program(place, read_only):
    place.parent.mkdir()
    connection = sqlite3.connect(place)
    connection.execute("CREATE TABLE bookmarks (url)")
    connection.close()
    assert refused(place, read_only=read_only).code == "desk_foreign"


def test_a_newer_schema(closed, read_only):
    stamped(closed, version=99)
    problem = refused(closed, read_only=read_only)
    assert (problem.code, problem.fields["schema"]) == ("desk_newer", 99)


def test_an_older_schema_cannot_be_read_only(closed):
    stamped(closed, version=0)
    assert refused(closed, read_only=True).code == "desk_older"


def test_a_file_cut_short(closed, read_only):
    data = closed.read_bytes()
    closed.write_bytes(data[: len(data) // 2])
    assert refused(closed, read_only=read_only).code == "desk_damaged"


def test_a_checkpoint_that_was_cut_off_is_no_damage(place, tmp_path):
    """The first page says how long the file will be; the last ones still wait in the log."""
    killed = tmp_path / "killed.desk"
    with open_store(address_of(place)) as store:
        fill(store, [wire(number) for number in range(200)])
        short = place.read_bytes()
        killed.with_name("killed.desk-wal").write_bytes(place.with_name(f"{place.name}-wal").read_bytes())
    first_page = place.read_bytes()[: 16 << 10]
    assert len(short) < place.stat().st_size
    killed.write_bytes(first_page + short[len(first_page) :])
    with open_store(address_of(killed)) as store, store.reading() as work:
        assert work.lists.counts().total == 200


def test_a_file_of_rubbish_behind_a_sound_header(closed, read_only):
    data = closed.read_bytes()
    closed.write_bytes(data[:100] + b"\xff" * (len(data) - 100))
    assert refused(closed, read_only=read_only).code == "desk_damaged"


def test_a_guard_that_was_taken_away(closed):
    connection = sqlite3.connect(closed)
    connection.execute("DROP TRIGGER events_never_go")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    problem = refused(closed)
    assert (problem.code, problem.status) == ("desk_altered", 3)
    with open_store(address_of(closed), read_only=True) as store, store.reading() as work:
        assert work.lists.counts().total == 2


def test_a_trigger_that_somebody_added(closed):
    connection = sqlite3.connect(closed)
    connection.execute("CREATE TRIGGER trap AFTER INSERT ON meta BEGIN DELETE FROM drafts; END")
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    assert refused(closed).code == "desk_altered"


@pytest.mark.skipif(os.name != "posix", reason="links need a right elsewhere")
def test_two_ways_to_a_desk_are_one_desk(closed, tmp_path):
    link = tmp_path / "link.desk"
    link.symlink_to(closed)
    with open_store(address_of(link)) as store:
        fill(store, [wire(3)], start=2)
        with pytest.raises(Problem) as problem:
            open_store(address_of(closed))
        assert problem.value.code == "desk_locked"
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {"link.desk"}
    with open_store(address_of(closed)) as store, store.reading() as work:
        assert work.lists.counts().total == 3


def test_what_a_cut_off_making_left_is_swept(place):
    place.parent.mkdir()
    left = [place.with_name(f"review.desk.0123abcd.part{ending}") for ending in ("", "-wal", "-shm")]
    others = [place.with_name(name) for name in ("review.desk.part", "other.desk.0123abcd.part")]
    for path in left + others:
        path.write_text("x")
    open_store(address_of(place)).close()
    assert [path.exists() for path in left + others] == [False, False, False, True, True]


def test_another_kind_of_address():
    with pytest.raises(Problem) as problem:
        open_store("postgresql://host/desk")
    assert problem.value.code == "desk_address_unknown"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="mounting needs root")
def test_read_only_media(closed, tmp_path):
    there = tmp_path / "media"
    there.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "none", there], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("this system lets nobody mount")
    try:
        desk = there / "review.desk"
        desk.write_bytes(closed.read_bytes())
        subprocess.run(["mount", "-o", "remount,ro", there], check=True)
        with open_store(address_of(desk), read_only=True) as store, store.reading() as work:
            assert work.lists.counts().total == 2
            assert len(work.lists.ids(Criteria(search="wire"), None)) == 2
        assert refused(desk).code == "desk_read_only"
    finally:
        subprocess.run(["umount", there], check=True)


@pytest.mark.parametrize("read_only", [True, False])
def test_a_schema_that_is_no_text_any_more(closed, read_only):
    data = closed.read_bytes()
    changed = data.replace(b"ON events (document, merged)", b"ON events (document, m\xe5rged)")
    assert changed != data
    closed.write_bytes(changed)
    with pytest.raises(Problem) as problem:
        open_store(address_of(closed), read_only=read_only)
    assert problem.value.code == "desk_damaged"


@contextmanager
def full_disk():
    """Let no file grow over some bytes, as where the disk is full."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_desk_on_a_full_disk_can_be_read(closed):
    with full_disk(), open_store(address_of(closed), read_only=True) as store, store.reading() as work:
        assert work.lists.counts().total == 2
        assert len(work.lists.ids(Criteria(search="wire"), None)) == 2


def test_a_desk_on_a_full_disk_is_not_opened_to_write(closed):
    with full_disk():
        assert refused(closed).code == "disk_full"
    with open_store(address_of(closed)) as store:
        fill(store, [wire(3)])


def test_a_file_nobody_may_write(closed, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert refused(closed).code == "desk_read_only"


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.ENOSPC, "disk_full"), (errno.EROFS, "desk_read_only"), (errno.EIO, "desk_io")],
)
def test_what_the_system_says_while_a_desk_is_made(place, monkeypatch, number, code):
    def fail(path):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(opening, "sync_file", fail)
    with pytest.raises(Problem) as problem:
        open_store(address_of(place))
    assert problem.value.code == code
    assert {path.name for path in place.parent.iterdir()} == {"review.desk.lock"}
    monkeypatch.undo()
    open_store(address_of(place)).close()


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Problem) as problem:
        open_store(address_of(tmp_path / "file" / "review.desk"))
    assert problem.value.code in {"desk_unreachable", "desk_read_only"}


def test_a_read_only_store_refuses_to_write(closed):
    with open_store(address_of(closed), read_only=True) as store:
        assert store.is_read_only
        with pytest.raises(Problem) as problem, store.writing():
            pass
        assert problem.value.code == "desk_read_only"
        with store.reading() as work, pytest.raises(Problem):
            work.commit()


HOLD = """
import sys
from editor_app.store.opening import open_store
with open_store(sys.argv[1], who="Ada Example") as store:
    print("open", flush=True)
    sys.stdin.read()
"""


def test_a_second_writer_is_told_who_holds_the_desk(closed):
    command = [sys.executable, "-c", HOLD, address_of(closed)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "open\n"
        with pytest.raises(Problem) as problem:
            open_store(address_of(closed))
        assert problem.value.code == "desk_locked"
        assert problem.value.fields["holder"] == "Ada Example"
        assert problem.value.fields["pid"] == other.pid
        assert str(problem.value.fields["since"]).endswith("Z")
        with open_store(address_of(closed), read_only=True) as store, store.reading() as work:
            assert work.lists.counts().total == 2
        other.kill()
    lock = closed.with_name("review.desk.lock")
    assert json.loads(lock.read_text())["pid"] == other.pid
    with open_store(address_of(closed)) as store:
        assert not store.is_read_only


def test_the_holder_can_sign_in_later(store):
    store.hold_as("Grace Example")
    with pytest.raises(Problem) as problem:
        open_store(address_of(store.path))
    assert problem.value.fields["holder"] == "Grace Example"
