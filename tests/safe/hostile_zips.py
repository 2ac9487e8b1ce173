"""Hostile zips: names that point outside, members that are no files, sizes that lie, bombs."""

import io
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.safe import raw_zips as raw
from tests.safe.raw_zips import Member
from tests.safe.strangers import GOOD, MEGABYTE, Case

_TEXT = b"[eu-ai-office] A text that must not come in\nWords.\n"
_BLANKS = b"a" * (100 * MEGABYTE)


def _around(*members: Member, before: bytes = b"", comment: bytes = b"") -> Callable[[Path], Path]:
    """Put members between the good ones."""
    first, last = (Member(name.encode(), data) for name, data in GOOD.items())

    def make(folder: Path) -> Path:
        return raw.write(folder / "stranger.zip", [first, *members, last], before=before, comment=comment)

    return make


def _named(title: str, name: bytes, flags: int = 0x800) -> Case:
    return Case(f"zip: {title}", _around(Member(name, _TEXT, flags=flags)), frozenset({"unsafe_name"}))


def _special(title: str, mode: int, code: str) -> Case:
    return Case(f"zip: {title}", _around(Member(b"odd.txt", b"/etc/passwd", mode=mode)), frozenset({code}))


def _left_out(title: str, code: str, *members: Member, **more: object) -> Case:
    return Case(f"zip: {title}", _around(*members), frozenset({code}), **more)


def _overlapping(folder: Path) -> Path:
    kernel = Member(b"0.txt", b"a" * (15 * MEGABYTE))
    return raw.write_overlapping(folder / "stranger.zip", kernel, 500)


def _cut(folder: Path) -> Path:
    path = _around()(folder)
    path.write_bytes(path.read_bytes()[:-40])
    return path


def _no_directory(folder: Path) -> Path:
    path = folder / "stranger.zip"
    path.write_bytes(raw.local(Member(b"a.txt", _TEXT)) + raw.end(1, 46, 0xFFFFFF))
    return path


def _through_a_link(folder: Path) -> Path:
    link = Member(b"way", b"/tmp", raw.STORED, mode=raw.LINK)
    return _around(link, Member(b"way/beyond.txt", _TEXT))(folder)


def _inner_zip() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.txt", _TEXT)
    return made.getvalue()


def _tar() -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("../evil.txt"))
    return made.getvalue()


def _packed_otherwise(packing: int) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        path = folder / "stranger.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in GOOD.items():
                archive.writestr(name, data)
            archive.writestr("odd.txt", _TEXT, packing)
        return path

    return make


CASES = [
    _named("a name with ..", b"../../evil.txt"),
    _named("a name with .. inside", b"good/../../evil.txt"),
    _named("an absolute name", b"/tmp/evil.txt"),
    _named("a drive letter", b"C:/evil.txt"),
    _named("a drive letter without a slash", b"C:evil.txt"),
    _named("backslashes", b"..\\..\\evil.txt"),
    _named("a network place", b"\\\\host\\share\\evil.txt"),
    _named("a NUL in a name", b"evil.txt\0.png"),
    _named("an escape sequence in a name", b"\x1b[2J\x1b]0;evil\x07.txt"),
    _named("a line feed in a name", b"one\ntwo.txt"),
    _named("a name of dots alone", b".."),
    _special("a link", raw.LINK, "link_left_out"),
    _special("a pipe", raw.PIPE, "special_left_out"),
    _special("a socket", raw.SOCKET, "special_left_out"),
    _special("a device", raw.DEVICE, "special_left_out"),
    Case("zip: a file through a link", _through_a_link, frozenset({"link_left_out"}), 3),
    _left_out("encrypted", "encrypted", Member(b"odd.txt", _TEXT, flags=0x801)),
    _left_out(
        "the same name twice", "name_twice", Member(b"b.txt", _TEXT), Member(b"b.txt", b"x"), comes_in=3
    ),
    Case("zip: names that differ in case", _around(Member(b"A-GOOD.txt", _TEXT)), comes_in=3),
    Case(
        "zip: names that differ in their Unicode form",
        _around(Member("é.txt".encode(), _TEXT), Member("e\u0301.txt".encode(), b"Other words.")),
        comes_in=4,
    ),
    _left_out("10 bytes declared, 100 MB held", "member_damaged", Member(b"b.txt", _BLANKS, told_size=10)),
    _left_out(
        "10 bytes declared, 30 MB stored",
        "member_damaged",
        Member(b"b.txt", _BLANKS[: 30 * MEGABYTE], 0, told_size=10),
    ),
    _left_out(
        "4 GB declared, 10 bytes held",
        "member_damaged",
        Member(b"b.txt", b"0123456789", told_crc=1, told_size=0xFFFFFFF0),
    ),
    _left_out("a wrong checksum", "member_damaged", Member(b"b.txt", _TEXT, told_crc=1)),
    _left_out(
        "stored bytes called deflated", "member_damaged", Member(b"b.txt", _TEXT, raw.STORED, told_packing=8)
    ),
    _left_out("deflated bytes called stored", "member_damaged", Member(b"b.txt", _TEXT, told_packing=0)),
    _left_out("100 MB of one letter", "packed_too_tightly", Member(b"b.txt", _BLANKS)),
    Case(
        "zip: 500 members in one another",
        _overlapping,
        frozenset({"packed_too_tightly", "zip_unpacks_to_too_much"}),
        0,
    ),
    _left_out("a zip in a zip", "not_a_text_type", Member(b"inner.zip", _inner_zip())),
    _left_out("a zip called a text", "not_text", Member(b"inner.txt", _inner_zip())),
    _left_out("a tar called a text", "not_text", Member(b"inner.txt", _tar())),
    Case("zip: packed with bzip2", _packed_otherwise(zipfile.ZIP_BZIP2), frozenset({"packing_unknown"})),
    Case("zip: packed with LZMA", _packed_otherwise(zipfile.ZIP_LZMA), frozenset({"packing_unknown"})),
    _left_out("packed in an unheard-of way", "packing_unknown", Member(b"b.txt", _TEXT, told_packing=99)),
    _left_out("a text with a NUL", "not_text", Member(b"b.txt", b"words\0words")),
    _left_out("half a character of UTF-16", "not_text", Member(b"b.txt", b"\xff\xfea")),
    Case("zip: cut short", _cut, refused="zip_damaged"),
    Case("zip: a directory that is not there", _no_directory, refused="zip_damaged"),
    Case("zip: a program before it", _around(before=b"MZ" + bytes(70_000)), comes_in=2),
    Case("zip: something behind it", _around(comment=b"x" * 60_000), comes_in=2),
    Case("zip: a name of 60,000 letters", _around(Member(b"n" * 60_000 + b".txt", _TEXT)), comes_in=3),
    Case(
        "zip: 5,000,001 members",
        lambda folder: raw.write_many(folder / "stranger.zip", 5_000_001),
        refused="zip_too_many_entries",
    ),
    Case(
        "zip: 6,000,000 members said to be three",
        lambda folder: raw.write_many(folder / "stranger.zip", 6_000_000, told=3),
        refused="zip_too_many_entries",
    ),
    Case(
        "zip: more members than the setting allows",
        _around(),
        refused="zip_too_many_entries",
        caps={"entries": 1},
    ),
    Case("zip: larger than the setting allows", _around(), refused="zip_too_large", caps={"packed": 100}),
    Case(
        "zip: unpacks to more than the setting allows",
        _around(Member(b"b.txt", _TEXT * 40, raw.STORED)),
        frozenset({"zip_unpacks_to_too_much"}),
        caps={"unpacked": 500},
        comes_in=1,
    ),
]
