"""The members of a zip are counted before its directory is read, whatever number it tells."""

import io
import zipfile

import pytest

from editor_app.formats.zip_directory import has_more_than
from tests.safe import raw_zips


def made(count, *, told=None, comment=b""):
    members = [raw_zips.Member(b"%d.txt" % number, b"words") for number in range(count)]
    parts = [raw_zips.local(member) for member in members]
    lines = [raw_zips.central(member, 0) for member in members]
    start = sum(map(len, parts))
    end = raw_zips.end(count if told is None else told, sum(map(len, lines)), start)
    return io.BytesIO(b"".join([*parts, *lines, end, comment]))


@pytest.mark.parametrize(("count", "most"), [(0, 0), (1, 1), (50, 50), (50, 60)])
def test_no_more_than(count, most):
    assert not has_more_than(made(count), most)


@pytest.mark.parametrize("told", [None, 0, 3, 60_000])
def test_more_than_whatever_is_told(told):
    assert has_more_than(made(50, told=told), 49)


def test_the_form_for_large_zips_is_read(tmp_path):
    path = raw_zips.write_many(tmp_path / "a.zip", 70_000)
    with path.open("rb", buffering=0) as file:
        assert has_more_than(file, 69_999)
        assert not has_more_than(file, 70_000)


def test_what_stands_before_and_behind_makes_no_difference(tmp_path):
    members = [raw_zips.Member(b"%d.txt" % number, b"words") for number in range(9)]
    path = raw_zips.write(tmp_path / "a.zip", members, before=b"MZ" * 99, comment=b"words")
    with path.open("rb") as file:
        assert has_more_than(file, 8)
        assert not has_more_than(file, 9)


def test_numbers_that_look_like_the_end_mark_are_no_way_round():
    zipped = made(3)
    data = bytearray(zipped.getvalue())
    data[-18:-14] = b"PK\5\6"  # how many there are on the last of several disks, which nobody reads
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert len(archive.infolist()) == 3
    assert has_more_than(io.BytesIO(data), 2)


@pytest.mark.parametrize("data", [b"", b"words", b"PK\5\6", b"PK\5\6" + b"\xff" * 18, bytes(200)])
def test_what_is_no_zip_is_left_to_whoever_opens_it(data):
    assert not has_more_than(io.BytesIO(data), 0)
