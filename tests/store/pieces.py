"""Small pieces to fill a desk with: wires, documents, events."""

import hashlib
from dataclasses import replace

from editor_app.domain.boilerplate import fingerprint
from editor_app.domain.canonical import canonical_json
from editor_app.domain.documents import Document, Kind, Markup, Span, Spans
from editor_app.domain.events import DECIDED, sealed
from editor_app.domain.lists import Placement
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.store.values import NewDocument

NOW = "2026-11-21T09:00:00.000Z"
BULK = "Source signal originates from a real provider; the harm would not have occurred."
HEADING = "Why this is an AI incident"


def address_of(path):
    """Give the address of a desk file."""
    return f"sqlite:///{path}"


def wire(number, *, rationale=BULK, source="some-office", body=None, newline="\n", encoding="utf-8"):
    """Make a wire as it would come in."""
    header = f"[{source}] Headline {number}"
    parts = [header, body or f"Body of wire {number}.", HEADING, rationale, ""]
    text = newline.join(parts)
    data = _written(text, encoding)
    start = len(header) + len(newline)
    heading = text.rindex(HEADING)
    behind = heading + len(HEADING)
    statement = text.rindex(rationale)
    spans = Spans(
        header=Span(0, len(header)),
        body=Span(start, heading),
        heading=Span(heading, behind),
        section=Span(behind, len(text)),
        statement=Span(statement, statement + len(rationale)),
        test=None,
    )
    document = Document(
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        kind=Kind.WIRE,
        markup=Markup.PLAIN,
        encoding=encoding,
        newline=newline,
        headline=f"Headline {number}",
        source=source,
        batch="Launch-archive bulk classification",
        batch_date="2026-05-10",
        rationale=rationale,
        test=None,
        spans=spans,
        notices=("heading_twice",),
    )
    return NewDocument(document, data, fingerprint(rationale), None, {"row": str(number)}, "", NOW)


def plain(text="An article.\n"):
    """Make a document with nothing proposed."""
    data = text.encode()
    document = Document(
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        kind=Kind.DOCUMENT,
        markup=Markup.MARKDOWN,
        encoding="utf-8",
        newline="\n",
        headline=text.partition("\n")[0],
        source=None,
        batch=None,
        batch_date=None,
        rationale=None,
        test=None,
        spans=Spans(None, Span(0, len(text)), None, None, None, None),
    )
    return NewDocument(document, data, None, "2026-01-02", {}, "", NOW)


def fill(store, documents, archive="launch", import_id="", start=0, revision=0, names=None):
    """Bring documents into an archive of a store under the names 000.txt, 001.txt...; give their ids."""
    ids = [new.document.sha256 for new in documents]
    with store.writing() as work:
        work.archives.add(archive, archive)
        known = work.documents.known(ids)
        fresh = {n.document.sha256: replace(n, import_id=import_id) for n in documents}
        work.documents.add([new for id_, new in fresh.items() if id_ not in known])
        names = names or [f"{number:03}.txt" for number in range(start, start + len(ids))]
        places = [Placement(archive, name, start + n, revision, ids[n]) for n, name in enumerate(names)]
        work.placements.add(places, import_id)
        work.commit()
    return ids


def event(seq=1, *, document=None, kind=DECIDED, payload=None, previous="", replica="r1", at=NOW, **fields):
    """Seal an event; a verdict to accept unless something else is said."""
    values = {
        "id": f"{replica}-{seq}",
        "replica": replica,
        "seq": seq,
        "editor": "e1",
        "at": at,
        "document": document,
        "rationale": None,
        "guide": "1",
        "vocabulary": "1",
        "kind": kind,
        "payload": canonical_json(payload or Verdict(Outcome.ACCEPT).payload()),
        "supersedes": (),
        "act": f"{replica}-{seq}",
        "previous": previous,
    }
    return sealed({**values, **fields})


def _written(text, encoding):
    marks = {"utf-8-bom": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    codec = {"utf-8-bom": "utf-8"}.get(encoding, encoding)
    return marks.get(encoding, b"") + text.encode(codec)
