import pickle
import time

import pytest

from tests.safe.every import every
from tests.safe.harness import Harness, Weakened, need
from tests.safe.running import run_harness


def counting(count, place, report):
    for number in report.left(count):
        report.add(number, tries=1, lost=0)
    return report.figures("tries", "lost")


def losing(count, place, report):
    for number in report.left(count):
        report.add(number, tries=1, lost=1)
        report.breach(f"round {number} lost one")
    return report.figures("tries", "lost")


def harness(run, *weakened, count=30):
    return Harness("R0", "nothing", "Nothing is lost", count, run, weakened)


@pytest.mark.parametrize(("is_quick", "tries"), [(False, 30), (True, 3)])
def test_a_quick_run_is_a_tenth(tmp_path, is_quick, tries):
    result = run_harness(harness(counting), tmp_path, is_quick=is_quick)
    assert result.lines == [f"R0  Nothing is lost: {tries} tries, 0 lost  kept"]


def test_a_broken_promise_is_told(tmp_path):
    result = run_harness(harness(losing, count=2), tmp_path, is_quick=False)
    assert result.lines == [
        "R0  Nothing is lost: 2 tries, 2 lost  BROKEN",
        "      round 0 lost one",
        "      round 1 lost one",
    ]


@pytest.mark.parametrize(("run", "is_caught"), [(losing, True), (counting, False)])
def test_a_harness_proves_itself_on_a_weakened_program(tmp_path, run, is_caught):
    tried = harness(counting, Weakened("no guard", run, 2))
    assert (run_harness(tried, tmp_path, is_quick=False).breaches == ()) is is_caught


def test_a_stopped_run_goes_on_at_its_count(tmp_path):
    seen = []

    def stopped(count, place, report):
        for number in report.left(count):
            if number == 2 and not seen[2:]:
                seen.append("stop")
                raise KeyboardInterrupt
            seen.append(number)
            report.add(number, tries=1)
        return report.figures("tries")

    with pytest.raises(KeyboardInterrupt):
        run_harness(harness(stopped, count=4), tmp_path, is_quick=False)
    with (tmp_path / "R0.jsonl").open("a") as file:
        file.write('{"key": "cut o')  # as a kill leaves it
    assert run_harness(harness(stopped, count=4), tmp_path, is_quick=False).figures == "4 tries"
    assert seen == [0, 1, "stop", 2, 3]


def test_what_is_finished_is_not_run_again(tmp_path):
    run_harness(harness(counting), tmp_path, is_quick=False)
    kept = (tmp_path / "R0.jsonl").read_bytes()
    run_harness(harness(counting), tmp_path, is_quick=False)
    assert (tmp_path / "R0.jsonl").read_bytes() == kept


def test_a_harness_that_falls_over_is_no_success(tmp_path):
    def falling(count, place, report):
        raise OSError("no room")

    result = run_harness(harness(falling), tmp_path, is_quick=False)
    assert not result.is_kept and result.breaches[-1] == "OSError: no room"


def test_what_this_machine_cannot_try_is_said_and_no_success(tmp_path):
    def lacking(count, place, report):
        need("no-such-program", "nowhere to be had")

    result = run_harness(harness(lacking), tmp_path, is_quick=False)
    (line,) = result.lines
    assert line.endswith("it needs no-such-program (nowhere to be had)  NOT RUN") and not result.is_kept


def test_what_it_took_is_told_also_of_what_was_run_before(tmp_path):
    def busy(count, place, report):
        end = time.process_time() + 0.2
        while time.process_time() < end:
            pass
        return "busy"

    tried = harness(busy)
    first = run_harness(tried, tmp_path, is_quick=False).spent
    assert first.core >= 0.2 and first.seconds >= 0.2
    assert run_harness(tried, tmp_path, is_quick=False).spent == first


def test_every_harness_can_be_handed_to_a_process_of_its_own():
    assert [one.id for one in pickle.loads(pickle.dumps(every()))] == [one.id for one in every()]


def test_every_harness_has_an_id_and_a_name_of_its_own():
    for names in ([one.id for one in every()], [one.name for one in every()]):
        assert len(set(names)) == len(names)
