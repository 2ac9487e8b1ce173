"""A zip of our own is what every reader takes it for, and what was changed in it afterwards is seen."""

import io
import random
import zipfile
from itertools import pairwise

import pytest

from editor_app.domain.canonical import sha256_hex
from editor_app.formats.package.sinks import Recorder, ZipSink
from editor_app.formats.package.sorted_lines import SortedLines
from editor_app.formats.package.zip_rereading import trail_of

FILES = {
    "data/b.txt": b"The same bytes",
    "data/wires/b.txt": b"The same bytes",
    "data/a/empty.txt": b"",
    "data/large.txt": random.Random(1).randbytes(3 << 20),
}


def written(path, files, copied=()):
    """Write files into a zip, some of them out of other files; give its trail."""
    with path.open("xb") as file, ZipSink(file, path.parent) as sink:
        for name, data in files.items():
            if name in copied:
                sink.copy(name, io.BytesIO(data), sha256_hex(data))
            else:
                sink.add(name, data, sha256_hex(data))
        return sink.close()


def contents(path):
    """Give the files of a zip by their names, as the library reads them."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {entry.filename: archive.read(entry) for entry in archive.infolist()}


def test_others_read_what_was_written_in_the_order_of_the_names(tmp_path):
    written(tmp_path / "a.zip", FILES, copied={"data/large.txt"})
    found = contents(tmp_path / "a.zip")
    assert found == {f"review-package/{name}": data for name, data in FILES.items()}
    assert list(found) == sorted(found)


def test_the_same_files_are_the_same_zip(tmp_path):
    for name in ("a.zip", "b.zip"):
        written(tmp_path / name, FILES, copied={"data/b.txt"})
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_zip_of_very_many_files_can_be_read(tmp_path):
    count = 0xFFFF + 10
    written(tmp_path / "a.zip", {f"{number % 100:02}/{number}.txt": b"1" for number in range(count)})
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert len(archive.infolist()) == count
        assert archive.read("review-package/07/107.txt") == b"1"


def test_what_was_written_is_known_again(tmp_path):
    trail = written(tmp_path / "a.zip", FILES, copied={"data/large.txt", "data/a/empty.txt"})
    assert trail_of(tmp_path / "a.zip") == trail


def test_any_bit_that_changed_is_seen(tmp_path):
    """But for those that fill up the last byte of what is packed: they stand for nothing."""
    few = {name: data for name, data in FILES.items() if len(data) < 100}
    trail = written(tmp_path / "a.zip", few, copied={"data/b.txt"})
    whole, wanted, unseen = (tmp_path / "a.zip").read_bytes(), contents(tmp_path / "a.zip"), []
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= 1 << place % 8
        (tmp_path / "b.zip").write_bytes(changed)
        if trail_of(tmp_path / "b.zip") == trail and contents(tmp_path / "b.zip") != wanted:
            unseen.append(place)
    assert unseen == []


@pytest.mark.parametrize("beyond", [-1, -30, -200])
def test_an_end_that_is_missing_is_seen(tmp_path, beyond):
    trail = written(tmp_path / "a.zip", FILES)
    (tmp_path / "b.zip").write_bytes((tmp_path / "a.zip").read_bytes()[:beyond])
    assert trail_of(tmp_path / "b.zip") != trail


def test_very_many_lines_come_in_order(tmp_path):
    numbers = list(range(250_000))
    random.Random(1).shuffle(numbers)
    with SortedLines(tmp_path) as lines:
        for number in numbers:
            lines.add(b"%06d\n" % number)
        found = list(lines)
    assert len(found) == lines.count == 250_000
    assert all(one < other for one, other in pairwise(found))


def test_a_manifest_names_all_files_by_their_paths(tmp_path):
    with (tmp_path / "a.zip").open("xb") as file, ZipSink(file, tmp_path) as sink:
        with Recorder(sink, tmp_path) as recorder:
            for name in ("data/b.txt", "data/b/c.txt", "data/a.txt"):
                recorder.add(name, b"1")
            digest = sha256_hex(b"1")
            assert [line.decode() for line in recorder.manifest()] == [
                f"{digest}  {name}\n" for name in ("data/a.txt", "data/b.txt", "data/b/c.txt")
            ]
        assert (recorder.count, recorder.octets) == (3, 3)
