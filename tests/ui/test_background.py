"""The writer thread: one thing after another, and short work between the breaths of long work."""

import threading
import time

import pytest

from editor_app.domain.problems import Suspended
from editor_app.ui.background import Background, WorkFailedError


@pytest.fixture
def background(qapp):
    made = Background()
    yield made
    made.close()


def test_short_work_is_done_while_long_work_takes_a_breath(background, qtbot):
    done, may_go_on, threads = [], threading.Event(), set()

    def note(what):
        done.append(what)
        threads.add(threading.get_ident())

    def long(name, watch):
        may_go_on.wait(60)
        for number in range(2):
            note(f"{name} {number}")
            watch.breathe()

    background.submit_watched(lambda watch: long("first", watch))
    background.submit_watched(lambda watch: long("second", watch))
    job = background.submit(note, "short")
    with qtbot.waitSignal(job.done):
        may_go_on.set()
        background.wait()
    assert done == ["first 0", "short", "first 1", "second 0", "second 1"]
    assert len(threads) == 1


def test_work_that_fails_between_two_breaths_harms_nobody(background, qtbot):
    may_go_on, faults = threading.Event(), []

    def long(watch):
        may_go_on.wait(60)
        watch.breathe()
        return "whole"

    with qtbot.waitSignal(background.submit_watched(long).done) as done:
        short = background.submit(lambda: (_ for _ in ()).throw(Suspended()))
        short.stopped.connect(lambda: faults.append("stopped"))
        may_go_on.set()
        background.wait()
    assert done.args == ["whole"]
    assert faults == ["stopped"]


def test_suspending_stops_all_long_work(background, qtbot):
    job = background.submit_watched(lambda watch: [watch.step("long", n) for n in iter(int, 1)])
    with qtbot.waitSignal(job.stopped):
        background.suspend()
        background.wait()


def test_what_is_kept_up_holds_nobody_up_and_is_stopped_with_the_rest(background, qtbot):
    begun = threading.Event()

    def keeping(watch):
        while True:
            begun.set()
            time.sleep(0.01)
            watch.step("keeping", 0)

    kept = background.keep_up(keeping)
    assert begun.wait(60)
    long = background.submit_watched(lambda watch: "long")
    with qtbot.waitSignal(long.done) as done:
        assert background.is_busy
    assert done.args == ["long"]
    qtbot.waitUntil(lambda: not background.is_waited_for)
    with qtbot.waitSignal(kept.stopped):
        background.suspend()
    background.wait()
    assert not background.is_busy


@pytest.mark.parametrize(("way", "may_have_written"), [("submit", True), ("read", False), ("keep_up", False)])
def test_a_fault_of_the_program_is_told_to_whoever_waits_and_raised(background, qtbot, way, may_have_written):
    def fail(*_arguments, **_named):
        raise ValueError("a fault")

    with qtbot.capture_exceptions() as caught:
        with qtbot.waitSignal(getattr(background, way)(fail).failed) as failed:
            background.wait()
        qtbot.waitUntil(lambda: bool(caught))
    assert failed.args[0].code == "program_fault"
    ((kind, fault, _trace),) = caught
    assert kind is WorkFailedError and fault.may_have_written is may_have_written
    assert isinstance(fault.__cause__, ValueError)
