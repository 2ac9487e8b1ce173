"""What a dry run that was killed left behind goes with the next desk that is opened; the rest stays."""

import json
import os
import subprocess
import sys
import tempfile

import pytest

from editor_app import paths
from editor_app.desk.trying_out import passing_place
from tests.desk.sample import open_sample


@pytest.fixture(autouse=True)
def own_temporary_folder(tmp_path, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def ended_process():
    """Give the number of a process that is gone."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_place_is_private_and_gone_afterwards(own_temporary_folder):
    with passing_place() as place:
        assert place.parent.stat().st_mode & 0o777 == 0o700
        assert not place.exists()
    assert list(own_temporary_folder.iterdir()) == []


def test_a_desk_that_passes_is_remembered_nowhere():
    with passing_place() as place:
        open_sample(place).close()
    kept = [path.read_text() for path in paths.state_folder().glob("*.json")]
    assert len(kept) == 2 and [json.loads(text) for text in kept] == [{}, {}]


def test_what_a_killed_one_left_goes_when_a_desk_is_opened(own_temporary_folder, tmp_path):
    left = own_temporary_folder / f"editor-app-dry-run-{ended_process()}-abc"
    running = own_temporary_folder / f"editor-app-dry-run-{os.getpid()}-abc"
    for folder in (left, running, own_temporary_folder / "somebody-else"):
        folder.mkdir()
        (folder / "dry-run.desk").write_bytes(b"a copy with every text")
    open_sample(tmp_path / "a.desk").close()
    assert sorted(path.name for path in own_temporary_folder.iterdir()) == [running.name, "somebody-else"]
