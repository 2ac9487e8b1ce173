"""A file appears whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from editor_app.domain.problems import ExitStatus, Problem
from editor_app.formats import atomic
from editor_app.formats.exchanging import exchange


def test_a_written_file_is_there_whole_and_leaves_nothing_beside_it(tmp_path):
    digest = atomic.write_file(tmp_path / "out.txt", lambda file: file.write(b"words"))
    assert (tmp_path / "out.txt").read_bytes() == b"words"
    assert digest == atomic.file_digest(tmp_path / "out.txt")
    assert os.listdir(tmp_path) == ["out.txt"]


def test_an_existing_file_is_refused_and_unchanged(tmp_path):
    target = tmp_path / "out.txt"
    target.write_bytes(b"old")
    with pytest.raises(Problem) as caught:
        atomic.write_file(target, lambda file: file.write(b"new"))
    assert caught.value.code == "target_exists"
    assert target.read_bytes() == b"old"


def test_force_replaces_a_file(tmp_path):
    target = tmp_path / "out.txt"
    target.write_bytes(b"old")
    atomic.write_file(target, lambda file: file.write(b"new"), force=True)
    assert target.read_bytes() == b"new"


def test_a_file_that_appears_while_writing_is_not_overwritten(tmp_path):
    target = tmp_path / "out.txt"

    def write(file):
        target.write_bytes(b"somebody else's")
        file.write(b"ours")

    with pytest.raises(Problem) as caught:
        atomic.write_file(target, write)
    assert caught.value.code == "target_exists"
    assert target.read_bytes() == b"somebody else's"
    assert os.listdir(tmp_path) == ["out.txt"]


def test_a_failure_while_writing_leaves_the_old_file_and_no_part(tmp_path):
    target = tmp_path / "out.txt"
    target.write_bytes(b"old")

    def fail(_file):
        raise OSError(28, "No space left on device")

    with pytest.raises(Problem) as caught:
        atomic.write_file(target, fail, force=True)
    assert caught.value.code == "not_written"
    assert target.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["out.txt"]


def test_a_folder_appears_whole_and_force_replaces_the_old_one(tmp_path):
    target = tmp_path / "out"
    atomic.write_folder(target, lambda folder: atomic.write_into(folder, "a/b.txt", b"1"))
    atomic.write_folder(target, lambda folder: atomic.write_into(folder, "c.txt", b"2"), force=True)
    assert [path.name for path in target.iterdir()] == ["c.txt"]
    assert os.listdir(tmp_path) == ["out"]


def test_a_folder_whose_filling_fails_leaves_the_old_one(tmp_path):
    target = tmp_path / "out"
    atomic.write_folder(target, lambda folder: atomic.write_into(folder, "a.txt", b"1"))

    def fail(folder):
        atomic.write_into(folder, "b.txt", b"2")
        raise OSError(28, "No space left on device")

    with pytest.raises(Problem):
        atomic.write_folder(target, fail, force=True)
    assert (target / "a.txt").read_bytes() == b"1"
    assert os.listdir(tmp_path) == ["out"]


def test_what_a_killed_export_left_is_swept(tmp_path):
    left = atomic.part_beside(tmp_path / "out.zip")
    left.write_bytes(b"half")
    (tmp_path / "other.part").write_bytes(b"not ours")
    assert atomic.sweep(tmp_path) == [left]
    assert os.listdir(tmp_path) == ["other.part"]


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(Problem) as caught:
        atomic.write_file(tmp_path / "no" / "out.txt", lambda file: file.write(b""))
    assert caught.value.code == "folder_missing"


@pytest.fixture
def refusing(tmp_path, monkeypatch):
    """A file system that is mounted read only: it refuses to make, and to remove even what is not there."""
    # The folder of the test is made first: making it is refused as well from here on.
    assert tmp_path.is_dir()

    def refuse(*_arguments, **_options):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    for name in ("open", "mkdir", "unlink"):
        monkeypatch.setattr(Path, name, refuse)


@pytest.mark.usefixtures("refusing")
@pytest.mark.parametrize("write", [atomic.write_file, atomic.write_folder])
def test_a_read_only_place_is_told_as_not_written(tmp_path, write):
    with pytest.raises(Problem) as caught:
        write(tmp_path / "out", lambda _part: None)
    assert (caught.value.code, caught.value.status) == ("not_written", ExitStatus.UNUSABLE)
    assert caught.value.fields["cause"] == os.strerror(errno.EROFS)


def test_a_part_that_cannot_be_removed_is_not_called_swept(tmp_path, refusing):
    left = atomic.part_beside(tmp_path / "out.zip")
    os.close(os.open(left, os.O_CREAT))
    assert atomic.sweep(tmp_path) == []
    assert os.listdir(tmp_path) == [left.name]


def test_a_part_is_removed_whether_file_or_folder_or_link_or_not_there(tmp_path):
    kept = tmp_path / "kept"
    kept.mkdir()
    (tmp_path / "file").write_bytes(b"half")
    (tmp_path / "folder" / "below").mkdir(parents=True)
    (tmp_path / "link").symlink_to(kept)
    for name in ("file", "folder", "link", "nothing"):
        atomic.remove_part(tmp_path / name)
    assert os.listdir(tmp_path) == ["kept"]


def test_two_folders_change_places(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).write_text(name)
    if exchange(tmp_path / "one", tmp_path / "other"):
        assert [place.name for place in (tmp_path / "one").iterdir()] == ["other"]
        assert [place.name for place in (tmp_path / "other").iterdir()] == ["one"]
    else:
        assert [place.name for place in (tmp_path / "one").iterdir()] == ["one"]


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_folder_takes_the_place_of_another_and_leaves_nothing(tmp_path, monkeypatch, can_exchange):
    if not can_exchange:
        monkeypatch.setattr(atomic, "exchange", lambda one, other: False)
    target = tmp_path / "export"
    for words in ("old", "new"):
        atomic.write_folder(target, lambda part, words=words: (part / words).write_text(words), force=True)
    assert [place.name for place in target.iterdir()] == ["new"]
    assert list(tmp_path.iterdir()) == [target]


def test_what_was_moved_aside_comes_back_where_a_kill_left_nothing_in_its_place(tmp_path, monkeypatch):
    class Killed(BaseException):
        pass

    def killed_behind(path, target):
        replace(path, target)
        raise Killed

    target, replace = tmp_path / "export", Path.replace
    atomic.write_folder(target, lambda part: (part / "old").write_text("old"))
    monkeypatch.setattr(atomic, "exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "replace", killed_behind)
    with pytest.raises(Killed):
        atomic.write_folder(target, lambda part: (part / "new").write_text("new"), force=True)
    monkeypatch.undo()
    assert not target.exists()
    atomic.sweep(tmp_path)
    assert [place.name for place in target.iterdir()] == ["old"]
    assert list(tmp_path.iterdir()) == [target]
