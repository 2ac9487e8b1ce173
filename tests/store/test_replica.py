"""A desk that was copied, moved or restored writes under another id than the file it came from."""

import json
import shutil

import pytest

from editor_app import paths
from editor_app.store.opening import open_store
from tests.store.pieces import address_of, fill, wire


def replica_of(path, **how):
    with open_store(address_of(path), **how) as store:
        return store.replica


@pytest.fixture
def desk(place):
    with open_store(address_of(place)) as store:
        fill(store, [wire(1)])
    return place


def test_the_same_file_keeps_its_id(desk):
    assert replica_of(desk) == replica_of(desk)


def test_a_copy_gets_a_new_one_and_the_original_keeps_its_own(desk, tmp_path):
    before = replica_of(desk)
    copy = tmp_path / "copy.desk"
    shutil.copy(desk, copy)
    assert replica_of(copy) not in {before, ""}
    assert replica_of(copy) == replica_of(copy)
    assert replica_of(desk) == before


def test_a_copy_over_another_desk_gets_a_new_one(desk, tmp_path):
    other = tmp_path / "other.desk"
    ids = {replica_of(desk), replica_of(other)}
    shutil.copyfile(desk, other)
    assert replica_of(other) not in ids


def test_a_moved_desk_gets_a_new_one(desk, tmp_path):
    before = replica_of(desk)
    moved = tmp_path / "moved.desk"
    desk.rename(moved)
    assert replica_of(moved) != before


def test_a_restored_desk_gets_a_new_one(desk, tmp_path):
    before = replica_of(desk)
    shutil.copy(desk, tmp_path / "backup")
    (tmp_path / "backup").replace(desk)
    assert replica_of(desk) != before


def test_reading_gives_the_id_the_file_has(desk, tmp_path):
    before = replica_of(desk)
    shutil.copy(desk, tmp_path / "copy.desk")
    assert replica_of(tmp_path / "copy.desk", read_only=True) == before


@pytest.mark.parametrize("spoilt", ["", "[1, 2]", "no json", "{}"])
def test_where_nothing_is_remembered_a_new_id_is_safe(desk, spoilt):
    before = replica_of(desk)
    places = paths.state_folder() / "places.json"
    assert before in json.loads(places.read_text())
    places.write_text(spoilt)
    after = replica_of(desk)
    assert after != before
    assert replica_of(desk) == after


def test_a_place_that_cannot_be_remembered_is_no_reason_to_refuse(desk, caplog):
    before = replica_of(desk)
    folder = paths.state_folder()
    shutil.rmtree(folder)
    folder.write_text("in the way")
    assert replica_of(desk) != before
    assert "could not be remembered" in caplog.text


def test_what_is_remembered_is_private_and_names_no_path(desk):
    replica_of(desk)
    places = paths.state_folder() / "places.json"
    assert places.stat().st_mode & 0o777 == 0o600
    assert str(desk.parent) not in places.read_text()
