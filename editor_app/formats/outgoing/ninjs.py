"""IPTC ninjs 3.1: one JSON file a wire, with what the review found in it."""

import base64
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

from editor_app.domain.canonical import canonical_json, sha256_hex
from editor_app.domain.documents import Kind, Markup
from editor_app.domain.lists import View
from editor_app.domain.problems import ExitStatus, Problem
from editor_app.domain.source_marks import addresses
from editor_app.domain.standing import State
from editor_app.formats import atomic
from editor_app.formats.earlier_export import is_folder_of_files
from editor_app.formats.file_names import file_name
from editor_app.formats.labels import reading_text
from editor_app.formats.outgoing.items import Batch, Outgoing, Sent, Shown
from editor_app.formats.outgoing.kinds import ExportKind
from editor_app.formats.tables import csv_fields

MANIFEST: Final = "manifest.csv"
SCHEMA: Final = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
_COLUMNS: Final = ("path", "id", "name", "archive", "state", "sha256", "left_out")
_STATUS: Final = {State.ACCEPTED: "usable", State.AMENDED: "usable", State.REJECTED: "canceled"}
_TEXT: Final = {Markup.PLAIN: "text/plain", Markup.MARKDOWN: "text/markdown"}
_PUBLISHED: Final = (State.ACCEPTED, State.AMENDED)


class Ninjs(ExportKind):
    """A folder of ninjs items, with a manifest that also names what was left out."""

    name: ClassVar[str] = "ninjs"
    title: ClassVar[str] = "ninjs"
    about: ClassVar[str] = "One IPTC ninjs 3.1 file per wire. For news systems."
    ending: ClassVar[str] = "-ninjs"
    order: ClassVar[int] = 60
    is_folder: ClassVar[bool] = True

    def leaves_out(self, view: View) -> str | None:
        """Leave out documents that are no wires, unless a review made one of them."""
        is_wire = view.row.kind is Kind.WIRE or view.row.state in _PUBLISHED
        return None if is_wire else "no_wire"

    def preview(self, item: Outgoing, target: Path) -> Shown | None:
        """Give the file of a wire."""
        del target
        return Shown(_name(item), _bytes(item).decode("utf-8"))

    def write(self, target: Path, batch: Batch, *, force: bool, as_folder: bool) -> Sent:
        """Write a file for each wire, read all again, then write the manifest."""
        del as_folder
        sent: list[Sent] = []
        atomic.write_folder(target, lambda folder: sent.append(_fill(folder, batch)), force=force)
        return sent[0]

    def is_own(self, folder: Path) -> bool:
        """Tell whether a folder holds such files and nothing else."""
        return is_folder_of_files(folder, MANIFEST, csv_fields(_COLUMNS), ".json")


def _fill(folder: Path, batch: Batch) -> Sent:
    lines, digests = [csv_fields(_COLUMNS)], {}
    for item in batch.items():
        name, data, record = _name(item), _bytes(item), item.record
        atomic.write_into(folder, name, data)
        digests[name] = sha256_hex(data)
        said = (record["id"], record["name"], record["archive"], record["state"], digests[name], "")
        lines.append(csv_fields([name, *said]))
    for name, digest in digests.items():
        if atomic.file_digest(folder / name) != digest:
            raise Problem("read_back_differs", ExitStatus.INTEGRITY, path=name)
    for remark in batch.left_out:
        document, archive = remark.fields.get("document"), remark.fields.get("archive")
        lines.append(csv_fields(["", document, remark.name, archive, "", "", remark.code]))
    manifest = b"".join(lines)
    atomic.write_into(folder, MANIFEST, manifest)
    return Sent(len(digests), sha256_hex(manifest))


def _name(item: Outgoing) -> str:
    return file_name(item.view.row.name, item.view.row.id, ".json")


def _bytes(item: Outgoing) -> bytes:
    return canonical_json(ninjs_item(item)).encode("utf-8") + b"\n"


def ninjs_item(item: Outgoing) -> dict[str, Any]:
    """Give a wire as a ninjs item: what nobody knows is left away, nothing is guessed."""
    record, document, review = item.record, item.view.document, item.record["review"]
    made: dict[str, Any] = {
        "uri": _uri(record["id"]),
        "type": "text",
        "representationType": "full",
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "title": record["name"],
        "pubStatus": _STATUS.get(item.view.row.state, "withheld"),
        "headlines": [{"role": "main", "contentType": "text/plain", "value": record["headline"]}],
        "bodies": [_body(document.body, _TEXT[document.markup])],
        "altIds": [
            {"role": "sha256", "value": record["sha256"]},
            {"role": "archive", "value": record["archive"]},
        ],
        "subjects": list(_subjects(record)),
        "edNote": _note(record),
    }
    if review is not None:
        made["versionCreated"] = review["at"]
    if record["source"]:
        made["slugline"] = record["source"]
        address = item.metadata.get("url") or next(iter(addresses(document.body)), None)
        made["infoSources"] = [_source(record["source"], address)]
    return made


def _uri(digest: str) -> str:
    """Name a document by the SHA-256 of its bytes (RFC 6920)."""
    name = base64.urlsafe_b64encode(bytes.fromhex(digest)).decode("ascii").rstrip("=")
    return f"ni:///sha-256;{name}"


def _body(text: str, kind: str) -> dict[str, Any]:
    words = len(text.split())
    return {"role": "main", "contentType": kind, "charCount": len(text), "wordCount": words, "value": text}


def _source(name: str, address: str | None) -> dict[str, str]:
    source = {"name": name, "role": "source"}
    return {**source, "uri": address} if address and _is_address(address) else source


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and text.isascii() and " " not in text


def _subjects(record: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """Give verdict, reasons, what it is then and the rationale that stands, each with its relation."""
    review = record["review"] or {}
    yield _subject("verdict", record["state"], review)
    yield from (_subject("reading", reading["outcome"], reading) for reading in record.get("readings", ()))
    yield from (_subject("reason", reason, review) for reason in review.get("reasons", ()))
    if review.get("is"):
        yield _subject("is", review["is"], review)
    for gate in ("verifiable", "route", "but_for"):
        if review.get(gate):
            yield {**_subject(gate, review[gate], review), "name": f"{gate}: {review[gate]}"}
    rationale = _rationale(record)
    if rationale:
        creator = {"creator": review["editor"]} if record["state"] == State.AMENDED else {}
        yield {"rel": "rationale", "name": rationale, **creator}


def _subject(relation: str, word: str, review: Mapping[str, Any]) -> dict[str, str]:
    creator = {"creator": review["editor"]} if review else {}
    return {"rel": relation, "name": word.replace("_", " "), "literal": word, **creator}


def _rationale(record: Mapping[str, Any]) -> str | None:
    is_amended = record["state"] == State.AMENDED
    found: str | None = record["review"]["rationale"] if is_amended else record["rationale"]
    return found


def _note(record: Mapping[str, Any]) -> str:
    """Say in one note what the review found, for the desk that receives the item."""
    review = record["review"]
    if record.get("readings"):
        return f"Disputed in review, not settled: {' | '.join(map(reading_text, record['readings']))}"
    if review is None:
        return f"Not decided in review: {record['state']}."
    said = f"{record['state'].capitalize()} on review ({review['at'][:10]}, {review['editor']})"
    parts = [f"{said}: {', '.join(review['reasons'])}." if review["reasons"] else f"{said}."]
    if record["state"] == State.AMENDED:
        parts.append(f"Rationale: {review['rationale']}")
    if review["note"]:
        parts.append(f"Note: {review['note']}")
    return " ".join(parts)
