"""The record: events that are never changed, each bound to the one before it by its hash."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from editor_app.domain.canonical import canonical_json, text_digest

DECIDED = "decided"
FLAGGED = "flagged"
NOTED = "noted"
ASKED = "asked"
TAGGED = "tagged"
TAKEN_BACK = "taken_back"
REREAD = "reread"
NAMED = "named"
JOINED = "joined"
ARCHIVE_RENAMED = "archive_renamed"
KNOWN_KINDS = frozenset(
    {DECIDED, FLAGGED, NOTED, ASKED, TAGGED, REREAD, TAKEN_BACK, NAMED, JOINED, ARCHIVE_RENAMED}
)
FIRST_PREVIOUS = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing an editor did, as it stands in every copy of the archive.

    `at` is UTC in ISO 8601 with milliseconds and `Z`. `document` and `rationale` are the SHA-256 of what the
    editor read (None for an event about no document, or where nothing was proposed). `payload` is canonical
    JSON text and is passed on unread, also for kinds this version does not know.
    `supersedes` are the ids of the standing events of the same family that the editor saw on the document.
    `act` groups the events of one act (a bulk act is many events); it is the id of the act's first event.
    `previous` is the hash of the replica's event before this one ("" for the first).

    Payloads: decided = `Verdict.payload()`; flagged = {"on": bool}; noted = {"text": str, "" takes it away};
    asked = {"text": str, "" takes it away, "about": "guide"};
    tagged = {"source": the slug the document is listed under, None for its own again};
    reread = {"of": id of one's own earlier decision, "verdict": `Verdict.payload()`}: it decides nothing;
    taken_back = {"events": [ids], "act": id} (undo lists what it takes back; redo lists the undo);
    named = {"editor": id, "name": str}; archive_renamed = {"archive": key, "name": str};
    joined = {"editors": [ids that are one person]}: it says who is whom and changes where nothing stands.
    A decision that settles a dispute has a key `settled` beside these: {"of": [ids of the verdicts], "taken":
    id of the one it took over or None, "reason": str, "blind": bool}.
    An event of an act on many documents has a key `bulk` beside these: {"size": int, "seed": int, "sampled":
    bool, "read": bool}: of how many, which seed drew the sample, whether this one was drawn, and was read.
    """

    id: str
    replica: str
    seq: int
    editor: str
    at: str
    document: str | None
    rationale: str | None
    guide: str
    vocabulary: str
    kind: str
    payload: str
    supersedes: tuple[str, ...]
    act: str
    previous: str
    hash: str

    def record(self) -> dict[str, Any]:
        """Give the event as one JSON object, as it stands in a package."""
        return {**self._sealed(), "hash": self.hash}

    def computed_hash(self) -> str:
        """Give the hash this event ought to have."""
        return text_digest(canonical_json(self._sealed()))

    def _sealed(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "replica": self.replica,
            "seq": self.seq,
            "editor": self.editor,
            "at": self.at,
            "document": self.document,
            "rationale": self.rationale,
            "guide": self.guide,
            "vocabulary": self.vocabulary,
            "kind": self.kind,
            "payload": json.loads(self.payload),
            "supersedes": list(self.supersedes),
            "act": self.act,
            "previous": self.previous,
        }


def sealed(fields: Mapping[str, Any]) -> Event:
    """Make an event out of all its fields but the hash, and seal it."""
    unsealed = Event(**fields, hash="")
    return Event(**fields, hash=unsealed.computed_hash())


def read_event(record: Mapping[str, Any], payload: str | None = None) -> Event:
    """Read an event out of its record; KeyError or TypeError where the record is no event's.

    `payload` is the canonical text of the record's payload where the caller has it already.
    """
    fields = {name: record[name] for name in Event.__dataclass_fields__}
    fields["payload"] = canonical_json(record["payload"]) if payload is None else payload
    fields["supersedes"] = tuple(record["supersedes"])
    return Event(**fields)
