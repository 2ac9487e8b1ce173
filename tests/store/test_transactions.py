"""Transactions: whole or not at all, seen by readers when they are whole, and never lost without a word."""

import os
import subprocess
import sys
import threading

import pytest

from editor_app.domain.lists import Criteria
from editor_app.domain.problems import Problem
from editor_app.store.opening import open_store
from tests.store.pieces import address_of, event, fill, wire


def put(store, name, value):
    """Write a fact down and commit it."""
    with store.writing() as work:
        work.meta.put(name, value)
        work.commit()


def fail(store):
    """Write something down and fail before the commit."""
    with store.writing() as work:
        work.meta.put("a", "1")
        raise ZeroDivisionError


def total(store):
    with store.reading() as work:
        return work.lists.counts().total


def test_leaving_without_commit_undoes_everything(store):
    with store.writing() as work:
        work.meta.put("a", "1")
        work.documents.add([wire(1)])
    with store.reading() as work:
        assert work.meta.get("a") is None
        assert work.documents.known([wire(1).document.sha256]) == set()


def test_a_fault_undoes_everything_and_the_store_goes_on(store):
    with pytest.raises(ZeroDivisionError):
        fail(store)
    with store.writing() as work:
        assert work.meta.get("a") is None
        work.meta.put("a", "2")
        work.commit()
    with store.reading() as work:
        assert work.meta.get("a") == "2"


def test_what_comes_after_a_commit_needs_another(store):
    with store.writing() as work:
        work.meta.put("a", "1")
        work.commit()
        work.meta.put("a", "2")
    with store.reading() as work:
        assert work.meta.get("a") == "1"


def test_a_reader_sees_one_state_throughout(store):
    with store.reading() as reader:
        assert reader.meta.get("a") is None
        with store.writing() as work:
            work.meta.put("a", "1")
            work.commit()
        assert reader.meta.get("a") is None
    with store.reading() as reader:
        assert reader.meta.get("a") == "1"


def test_readers_do_not_see_what_is_not_committed(store):
    with store.writing() as work, store.reading() as reader:
        work.meta.put("a", "1")
        assert reader.meta.get("a") is None


def test_a_transaction_within_a_transaction_is_a_bug(store):
    with store.writing(), pytest.raises(RuntimeError), store.writing():
        pass


def test_committed_work_survives_the_close(place):
    with open_store(address_of(place)) as store:
        fill(store, [wire(1)])
    with open_store(address_of(place)) as store:
        assert total(store) == 1


def test_one_thread_writes_while_another_reads(store):
    fill(store, [wire(0)])
    finished = threading.Event()
    seen, faults = set(), []

    def read():
        try:
            while not finished.is_set():
                with store.reading() as work:
                    counted, listed = work.lists.counts().total, len(work.lists.ids(Criteria(), None))
                    seen.add(counted == listed)
        except Exception as fault:  # noqa: BLE001 - told to the test's own thread
            faults.append(fault)

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(1, 40):
            fill(store, [wire(number)], start=number)
    finally:
        finished.set()
        reader.join()
    assert faults == []
    assert seen == {True}
    assert total(store) == 40


def test_writers_of_two_threads_take_turns(store):
    faults = []

    def count_up():
        try:
            for _ in range(20):
                with store.writing() as work:
                    work.meta.put("n", str(int(work.meta.get("n") or 0) + 1))
                    work.commit()
        except Exception as fault:  # noqa: BLE001 - told to the test's own thread
            faults.append(fault)

    threads = [threading.Thread(target=count_up) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with store.reading() as work:
        assert work.meta.get("n") == "40"


@pytest.mark.skipif(os.name != "posix", reason="elsewhere an open file cannot be replaced")
@pytest.mark.parametrize("ending", ["", "-wal"])
@pytest.mark.parametrize("is_replaced", [True, False], ids=["replaced", "deleted"])
def test_a_commit_into_a_file_nobody_will_find_is_not_acknowledged(store, ending, is_replaced, tmp_path):
    fill(store, [wire(1)])
    taken = store.path.with_name(store.path.name + ending)
    taken.rename(tmp_path / "gone")
    if is_replaced:
        taken.write_bytes((tmp_path / "gone").read_bytes())
    with pytest.raises(Problem) as problem:
        put(store, "a", "1")
    assert problem.value.code == "desk_replaced"
    store.copy_to(tmp_path / "rescued.desk")
    with open_store(address_of(tmp_path / "rescued.desk")) as rescued:
        assert total(rescued) == 1


@pytest.mark.skipif(os.name != "posix", reason="the limit is POSIX's")
def test_a_full_disk_is_told_and_trying_again_works(store):
    import resource
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    log = store.path.with_name(store.path.name + "-wal")
    big = "x" * 500_000
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size + 40_000, before[1]))
        with pytest.raises(Problem) as problem:
            put(store, "a", big)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert problem.value.code == "disk_full"
    with store.writing() as work:
        assert work.meta.get("a") is None
        work.meta.put("a", big)
        work.commit()
    with store.reading() as work:
        assert work.meta.get("a") == big


DECIDE = """
import sys
from editor_app.store.opening import open_store
with open_store(sys.argv[1]) as store:
    for number in range(100_000):
        with store.writing() as work:
            work.meta.put("last", str(number))
            work.meta.put(str(number), "x" * 500)
            work.commit()
        print(number, flush=True)
"""


@pytest.mark.parametrize("acknowledged", [1, 7, 60])
def test_what_was_acknowledged_survives_a_kill(place, acknowledged):
    command = [sys.executable, "-c", DECIDE, address_of(place)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        heard = [int(other.stdout.readline()) for _ in range(acknowledged)]
        other.kill()
        heard += [int(line) for line in other.stdout if line.endswith("\n")]
    with open_store(address_of(place)) as store, store.reading() as work:
        last = int(work.meta.get("last"))
        assert last >= heard[-1]
        assert all(work.meta.get(str(number)) for number in range(last + 1))
        assert work.meta.get(str(last + 1)) is None
        assert list(work.checking.faults()) == []


def test_a_retry_after_an_unheard_commit_adds_nothing(store):
    first = event(1)
    for expected in (1, 0):
        with store.writing() as work:
            assert work.events.append([first], merged=False) == expected
            work.commit()
    with store.reading() as work:
        assert list(work.events.all()) == [first]
