"""Hostile packages: whatever does not hold in full is refused, and the desk stays as it was."""

import hashlib
import json
import os
import pickle
import sqlite3
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from editor_app.desk import exporting, reviewing
from editor_app.desk.export_choice import Choice, Format
from editor_app.desk.signing_in import sign_in
from editor_app.desk.workplace import open_desk
from editor_app.domain.canonical import canonical_json, sha256_hex
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.formats.package import layout
from tests.desk.sample import WIRES, add
from tests.safe import raw_zips as raw
from tests.safe.strangers import MEGABYTE, Case

Files = dict[str, bytes]
_EVENTS, _DOCUMENTS, _STATES = layout.EVENTS, layout.DOCUMENTS, layout.STATES


@cache
def sound_package() -> Files:
    """Give the files of a package that holds: four documents, three decisions."""
    with TemporaryDirectory() as folder:
        target = Path(folder, "sound.review.zip")
        with open_desk(Path(folder, "a.desk"), settings_file=Path(folder, "settings.toml")) as desk:
            sign_in(desk, "A Stranger")
            ids = add(desk, WIRES)
            for name in ("000.txt", "001.txt", "002.txt"):
                reviewing.decide(desk, ids[name], Verdict(Outcome.REJECT, reasons=("no_harm_event",)))
            exporting.run(desk, Choice(Format.PACKAGE, target))
        with zipfile.ZipFile(target) as archive:
            return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def sealed(files: Files) -> Files:
    """Give a package whose manifests name the files as they are now."""
    payload = {name: hashlib.sha256(files[name]).hexdigest() for name in files if name.startswith("data/")}
    files = {**files, layout.MANIFEST: layout.manifest_text(payload).encode()}
    tags = {
        name: hashlib.sha256(data).hexdigest()
        for name, data in files.items()
        if not name.startswith("data/") and name != layout.TAG_MANIFEST
    }
    return {**files, layout.TAG_MANIFEST: layout.manifest_text(tags).encode()}


def write(folder: Path, files: Files) -> Path:
    """Write a package as a zip."""
    members = [raw.Member(f"{layout.TOP}/{name}".encode(), data) for name, data in sorted(files.items())]
    return raw.write(folder / "stranger.review.zip", members)


def _case(title: str, change: Callable[[Files], Files], *, is_sealed: bool = True, **more: object) -> Case:
    def make(folder: Path) -> Path:
        changed = change(dict(sound_package()))
        return write(folder, sealed(changed) if is_sealed else changed)

    return Case(f"package: {title}", make, comes_in=0, refused="*", verb="merge", **more)


def _file(title: str, make: Callable[[Path], object], **more: object) -> Case:
    def made(folder: Path) -> Path:
        path = folder / "stranger.review.zip"
        make(path)
        return path

    return Case(f"package: {title}", made, comes_in=0, refused="*", verb="merge", **more)


def _folder(title: str, change: Callable[[Path], object], **more: object) -> Case:
    def make(folder: Path) -> Path:
        top = folder / "stranger"
        for name, data in sound_package().items():
            (top / name).parent.mkdir(parents=True, exist_ok=True)
            (top / name).write_bytes(data)
        change(top)
        return top

    return Case(f"package: {title}", make, comes_in=0, refused="*", verb="merge", **more)


def _events(
    change: Callable[[list[dict]], list[dict]], *, is_hashed: bool = True
) -> Callable[[Files], Files]:
    """Change the record, and hash and chain it anew, so that only what is in it can be wrong."""

    def made(files: Files) -> Files:
        events = change([json.loads(line) for line in files[_EVENTS].decode().split("\n") if line])
        before = ""
        for event in events if is_hashed else ():
            event["previous"] = before
            body = {name: value for name, value in event.items() if name != "hash"}
            event["hash"] = before = sha256_hex(canonical_json(body).encode())
        return {**files, _EVENTS: "".join(canonical_json(event) + "\n" for event in events).encode()}

    return made


def _put(key: str, value: object, number: int = -1) -> Callable[[list[dict]], list[dict]]:
    def change(events: list[dict]) -> list[dict]:
        events[number][key] = value
        return events

    return change


def _lines(name: str, change: Callable[[bytes], bytes]) -> Callable[[Files], Files]:
    return lambda files: {**files, name: change(files[name])}


def _without(name: str) -> Callable[[Files], Files]:
    return lambda files: {key: data for key, data in files.items() if key != name}


def _other_document(files: Files) -> Files:
    name = next(name for name in files if layout.document_of(name))
    return {**files, name: files[name] + b"one word more"}


def _database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(
        "CREATE TABLE events (id, blown AS (hex(zeroblob(100000000))));"
        "CREATE TRIGGER evil AFTER INSERT ON events BEGIN DELETE FROM events; END;"
    )
    connection.close()


class _Evil:
    def __reduce__(self) -> tuple:
        return os.system, ("touch /tmp/a-stranger-was-here",)


def _bomb(name: str, length: int) -> Callable[[Path], object]:
    """A package in which one file unpacks to very much."""

    def make(path: Path) -> None:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for one, data in sealed(dict(sound_package())).items():
                if one != name:
                    archive.writestr(f"{layout.TOP}/{one}", data)
            with archive.open(f"{layout.TOP}/{name}", "w", force_zip64=True) as file:
                for _ in range(length // MEGABYTE):
                    file.write(b"0" * MEGABYTE)

    return make


def _odd_member(name: bytes, **more: object) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        files = sealed(dict(sound_package()))
        members = [raw.Member(f"{layout.TOP}/{one}".encode(), data) for one, data in sorted(files.items())]
        raw.write(path, [*members, raw.Member(name, b"words", **more)])

    return make


CASES = [
    _case("a document changed", _other_document, is_sealed=False),
    _case("a document changed and sealed again", _other_document),
    _case("a file missing", _without(_STATES), is_sealed=False),
    _case("a table missing, sealed again", _without(_STATES)),
    _case("no manifest", _without(layout.MANIFEST), is_sealed=False),
    _case("a file more", lambda files: {**files, "data/extra.txt": b"x"}, is_sealed=False),
    _case("a manifest that is no text", _lines(layout.MANIFEST, lambda _: b"\xff\xff"), is_sealed=False),
    _case(
        "a manifest that names ..",
        _lines(layout.MANIFEST, lambda data: b"0" * 64 + b"  ../x\n" + data),
        is_sealed=False,
    ),
    _case("a manifest line twice", _lines(layout.MANIFEST, lambda data: data + data), is_sealed=False),
    _case("an event edited", _events(_put("editor", "somebody"), is_hashed=False)),
    _case(
        "an event left out of the middle", _events(lambda events: events[:1] + events[2:], is_hashed=False)
    ),
    _case("an event twice", _lines(_EVENTS, lambda data: data + data.split(b"\n")[-2] + b"\n")),
    _case("an event with a key twice", _lines(_EVENTS, lambda data: b'{"id":"a",' + data[1:])),
    _case("an event with NaN", _lines(_EVENTS, lambda data: data.replace(b'"seq":1', b'"seq":NaN', 1))),
    _case("events nested 100,000 deep", _lines(_EVENTS, lambda data: data + b"[" * 100_000 + b"\n")),
    _case("an event that is no object", _lines(_EVENTS, lambda data: data + b"[]\n")),
    _case(
        "an unknown outcome",
        _events(
            lambda events: [
                *events[:-1],
                {**events[-1], "payload": {**events[-1]["payload"], "outcome": "bless"}},
            ]
        ),
    ),
    _case("a decision on no document", _events(_put("document", None))),
    _case("a time that is none", _events(_put("at", "yesterday"))),
    _case("a place in the chain that is no number", _events(_put("seq", "1"))),
    _case(
        "a state that does not follow",
        _lines(_STATES, lambda data: data.replace(b'"rejected"', b'"accepted"', 1)),
    ),
    _case(
        "a document line without its document",
        _lines(_DOCUMENTS, lambda data: data.replace(b'"id":"', b'"id":"f', 1)),
    ),
    _case("a newer format", _lines(layout.HEAD, lambda data: data.replace(b'"version":1', b'"version":99'))),
    _case(
        "another format", _lines(layout.HEAD, lambda data: data.replace(b"review-package", b"holiday-photos"))
    ),
    _file("a name with ..", _odd_member(f"{layout.TOP}/../../evil.txt".encode())),
    _file("an absolute name", _odd_member(b"/tmp/evil.txt")),
    _file("a second top folder", _odd_member(b"other/evil.txt")),
    _file("backslashes", _odd_member(f"{layout.TOP}/..\\evil.txt".encode())),
    _file("a link", _odd_member(f"{layout.TOP}/data/way.txt".encode(), mode=raw.LINK)),
    _file("a pipe", _odd_member(f"{layout.TOP}/data/way.txt".encode(), mode=raw.PIPE)),
    _file("an encrypted member", _odd_member(f"{layout.TOP}/data/way.txt".encode(), flags=0x801)),
    _file("the same name twice", _odd_member(f"{layout.TOP}/{_EVENTS}".encode())),
    _file("a database", _database),
    _file("a pickle", lambda path: path.write_bytes(pickle.dumps(_Evil()))),
    _file(
        "cut short",
        lambda path: path.write_bytes(write(path.parent, sealed(dict(sound_package()))).read_bytes()[:-100]),
    ),
    _file("6,000,000 members", lambda path: raw.write_many(path, 6_000_000)),
    _file("2 GB of bagit.txt", _bomb(layout.BAGIT, 2_000 * MEGABYTE)),
    _file("2 GB of manifest", _bomb(layout.MANIFEST, 2_000 * MEGABYTE)),
    _file("2 GB of events", _bomb(_EVENTS, 2_000 * MEGABYTE)),
    _folder(
        "a link in a folder",
        lambda top: (top / "data/way.txt").symlink_to("/etc/hostname"),
        untouched=("hostname",),
    ),
    _folder("a pipe in a folder", lambda top: os.mkfifo(top / "data/way.txt"), untouched=("way.txt",)),
    _folder(
        "a record that is a pipe",
        lambda top: [(top / _EVENTS).unlink(), os.mkfifo(top / _EVENTS)],
        untouched=("events.jsonl",),
    ),
    _folder(
        "a record that is a link",
        lambda top: [(top / _EVENTS).rename(top.parent / "e"), (top / _EVENTS).symlink_to("../../e")],
        untouched=("events.jsonl",),
    ),
]
