"""Drafts of submissions to the AI Incident Database: what its form asks for, as far as the desk knows it."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

from editor_app.domain.canonical import canonical_json
from editor_app.domain.lists import View
from editor_app.domain.source_marks import addresses
from editor_app.domain.standing import State
from editor_app.formats import atomic
from editor_app.formats.outgoing.items import Batch, Outgoing, Sent, Shown
from editor_app.formats.outgoing.kinds import ExportKind

_TAKEN: Final = (State.ACCEPTED, State.AMENDED)
# What the form of the database refuses to take empty.
_ASKED_FOR: Final = (
    "title", "authors", "text", "date_published", "date_downloaded", "url", "description", "incident_title",
    "incident_date", "developers", "deployers", "harmed_parties", "language",
)  # fmt: skip


class Aiid(ExportKind):
    """One JSON file: the drafts, what is still to be filled in for each, and what was left out."""

    name: ClassVar[str] = "aiid"
    title: ClassVar[str] = "AIID drafts"
    about: ClassVar[str] = (
        "Submission drafts for the AI Incident Database, of accepted and amended wires. Unknown dates stay"
        " empty."
    )
    ending: ClassVar[str] = "-aiid.json"
    order: ClassVar[int] = 70

    def leaves_out(self, view: View) -> str | None:
        """Leave out what is not, or not yet, held to be an incident."""
        return None if view.row.state in _TAKEN else "not_an_incident"

    def preview(self, item: Outgoing, target: Path) -> Shown | None:
        """Give the draft of a wire."""
        return Shown(target.name, canonical_json(submission(item)))

    def write(self, target: Path, batch: Batch, *, force: bool, as_folder: bool) -> Sent:
        """Write drafts, then what they lack, then what was left out."""
        del as_folder
        written = 0

        def fill(file: atomic.CountingWriter) -> None:
            nonlocal written
            to_fill = io.StringIO()
            file.write(b'{"submissions":[')
            for item in batch.items():
                draft = submission(item)
                file.write(b"\n" if written == 0 else b",\n")
                file.write(canonical_json(draft).encode("utf-8"))
                to_fill.write(("" if written == 0 else ",") + "\n" + canonical_json(_lacking(item, draft)))
                written += 1
            left_out = ",\n".join(canonical_json(_left_out(remark)) for remark in batch.left_out)
            file.write(f'\n],\n"to_fill":[{to_fill.getvalue()}\n],\n"left_out":[\n{left_out}\n]}}\n'.encode())

        digest = atomic.write_file(target, fill, force=force)
        return Sent(written, digest)


def submission(item: Outgoing) -> dict[str, Any]:
    """Give a wire in the shape of a submission; a date the archive does not give is empty, never guessed.

    The address is the archive's, else the first one that stands with a source in the wire.
    """
    record, body = item.record, item.view.document.body
    address = item.metadata.get("url") or next(iter(addresses(body)), "")
    review = record["review"] or {}
    return {
        "title": record["headline"],
        "authors": _authors(item.metadata),
        "submitters": [review["editor"]] if review else [],
        "date_published": item.date or "",
        "date_downloaded": "",
        "date_submitted": "",
        "date_modified": "",
        "url": address,
        "source_domain": _domain(address),
        "image_url": "",
        "language": item.metadata.get("language", ""),
        "text": body,
        "plain_text": body,
        "tags": [],
        "description": "",
        "incident_title": record["headline"],
        "incident_date": "",
        "incident_ids": [],
        "developers": [],
        "deployers": [],
        "harmed_parties": [],
        "implicated_systems": [],
        "editor_notes": _notes(record, review),
        "status": "draft",
    }


def _authors(metadata: Mapping[str, str]) -> list[str]:
    named = metadata.get("authors") or metadata.get("author") or ""
    return [name.strip() for name in named.split(";") if name.strip()]


def _domain(address: str) -> str:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _notes(record: Mapping[str, Any], review: Mapping[str, Any]) -> str:
    """Say why the wire counts as an incident, by whose decision, and which document of the archive it is."""
    is_amended = record["state"] == State.AMENDED
    rationale = review.get("rationale") if is_amended else record["rationale"]
    decided = f"{record['state']} by {review['editor']} on {review['at'][:10]}" if review else record["state"]
    parts = [rationale, review.get("note"), f"{decided}; document sha256 {record['sha256']}"]
    return "\n\n".join(part for part in parts if part)


def _lacking(item: Outgoing, draft: Mapping[str, Any]) -> dict[str, Any]:
    fields = [name for name in _ASKED_FOR if not draft[name]]
    return {"id": item.record["id"], "name": item.record["name"], "fields": fields}


def _left_out(remark: Any) -> dict[str, Any]:
    return {"id": remark.fields.get("document"), "name": remark.name, "code": remark.code}
