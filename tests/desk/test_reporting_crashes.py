"""Crash reports: what one holds and does not, that they are the user's alone, few, and gone when they say."""

import os
import stat
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from editor_app import paths
from editor_app.desk import reporting_crashes as crashes
from editor_app.domain.problems import Problem

SECRET = "the secret text of a wire"


def fault(message=SECRET, kind=ValueError):
    """Give a fault as it comes out of somewhere deep, with another one as its cause."""
    try:
        try:
            raise KeyError(message)
        except KeyError as cause:
            raise kind(message) from cause
    except kind as found:
        return found


def kept(text, minutes_ago):
    return crashes.keep_report(text, datetime.now(UTC) - timedelta(minutes=minutes_ago))


def test_a_report_holds_versions_kinds_places_and_lengths_and_no_text():
    path = crashes.write_crash_report(fault())
    text = path.read_text(encoding="utf-8")
    assert f"builtins.ValueError (message of {len(SECRET)} characters)" in text
    assert "builtins.KeyError" in text and "test_reporting_crashes.py:" in text
    assert text.startswith("editor-app ") and "\nPython " in text
    assert "secret" not in text


def test_a_report_is_the_users_alone(tmp_path):
    before = os.umask(0)
    try:
        path = crashes.write_crash_report(fault("other words"))
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_fault_that_strikes_again_and_again_is_written_down_once():
    found = fault("again and again")
    first = crashes.write_crash_report(found)
    assert crashes.write_crash_report(found) == first and len(crashes.crash_reports()) == 1
    first.unlink()
    assert crashes.write_crash_report(found).exists()


def test_reports_come_newest_first_with_what_went_wrong():
    kept("Fatal Python error: Segmentation fault\n", 2)
    crashes.write_crash_report(fault(kind=TypeError))
    (paths.log_folder() / "crash-notes.txt").write_text("no report")
    new, old = crashes.crash_reports()
    assert (new.what, old.what) == ("KeyError", "Segmentation fault")
    assert "Segmentation" in crashes.read_report(old)


def test_only_the_last_ones_are_kept():
    for minutes in range(crashes.MOST_KEPT + 3):
        kept(f"report of {minutes} minutes ago", minutes)
    texts = [crashes.read_report(report) for report in crashes.crash_reports()]
    assert texts == [f"report of {minutes} minutes ago" for minutes in range(crashes.MOST_KEPT)]


def test_a_report_goes_for_good_and_one_that_is_gone_is_no_problem():
    kept("words", 1)
    (report,) = crashes.crash_reports()
    crashes.remove_report(report)
    crashes.remove_report(report)
    assert crashes.crash_reports() == []
    with pytest.raises(Problem) as told:
        crashes.read_report(report)
    assert told.value.code == "report_unreadable"


def test_each_report_is_told_of_once():
    assert crashes.untold_reports() == []
    kept("words", 1)
    assert len(crashes.untold_reports()) == 1
    crashes.count_as_told()
    assert crashes.untold_reports() == []
    time.sleep(0.02)
    later = kept("other words", 0)
    assert [report.path for report in crashes.untold_reports()] == [later]


def test_nothing_is_written_where_nothing_can_be(monkeypatch, tmp_path):
    (tmp_path / "in the way").write_text("")
    monkeypatch.setattr(paths, "log_folder", lambda: tmp_path / "in the way")
    assert crashes.write_crash_report(fault("nowhere")) is None
    assert crashes.crash_reports() == crashes.untold_reports() == []
    crashes.count_as_told()


PROCESS = """
import os, sys, time
from editor_app.desk.watching_for_crashes import watch_for_crashes
watch_for_crashes()
print("ready", flush=True)
{act}
"""


def command(act):
    """Give what runs a program that lies in a folder of the user's."""
    script = Path.home() / "private" / "program.py"
    script.parent.mkdir(exist_ok=True)
    script.write_text(PROCESS.format(act=act))
    return [sys.executable, str(script)]


def ended(act):
    return subprocess.run(command(act), capture_output=True, check=False).returncode


def logs():
    return sorted(path.name for path in paths.log_folder().iterdir())


def test_a_process_that_ends_well_leaves_nothing():
    assert ended("sys.exit(0)") == 0
    assert logs() == []


def test_a_sudden_end_is_reported_by_the_next_start():
    assert ended("def deep(): os.abort()\ndeep()") != 0
    assert crashes.crash_reports() == [] and logs()[0].startswith("running-")
    assert ended("pass") == 0
    (report,) = crashes.untold_reports()
    text = crashes.read_report(report)
    assert report.what == "Aborted" and "program.py:6 deep\n" in text and text.startswith("editor-app ")
    assert str(Path.home()) not in text
    assert logs() == [report.path.name]
    assert stat.S_IMODE(report.path.stat().st_mode) == 0o600


def test_what_a_living_process_writes_is_left_to_it_and_a_kill_is_no_crash():
    with subprocess.Popen(command("time.sleep(60)"), stdout=subprocess.PIPE, text=True) as living:
        assert living.stdout.readline() == "ready\n"
        ended("pass")
        assert len(logs()) == 1
        living.kill()
    ended("pass")
    assert logs() == []
