"""Reading the lines of a package's tables: each is what it says it is, or it is refused by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from editor_app.domain.canonical import canonical_json, sha256_hex
from editor_app.domain.events import (
    ARCHIVE_RENAMED,
    ASKED,
    DECIDED,
    FLAGGED,
    JOINED,
    NAMED,
    NOTED,
    REREAD,
    TAGGED,
    TAKEN_BACK,
    Event,
    read_event,
)
from editor_app.domain.lists import Placement
from editor_app.domain.verdicts import Verdict
from editor_app.formats.strict_json import BadJson, parse

_SHA256_LENGTH = 64
_Shape = Mapping[str, Callable[[object], bool]]


class BadLine(ValueError):
    """A line that is not what its table holds; the message is a word for the reason."""


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """What a package says of a document beside its bytes, as far as a desk takes it over."""

    id: str
    date: str | None
    metadata: dict[str, str]
    placements: tuple[Placement, ...]
    has_rationale: bool


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_text_or_none(value: object) -> bool:
    return value is None or isinstance(value, str)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_ordinal(value: object) -> bool:
    return _is_count(value) and value != 0


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_table(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())


def _is_digest(value: object) -> bool:
    return isinstance(value, str) and len(value) == _SHA256_LENGTH and set(value) <= set("0123456789abcdef")


def _is_digest_or_none(value: object) -> bool:
    return value is None or _is_digest(value)


def _is_time(value: object) -> bool:
    return isinstance(value, str) and value.endswith("Z") and value[4:5] == "-" and value[10:11] == "T"


_EVENT: _Shape = {
    "id": _is_text,
    "replica": _is_text,
    "seq": _is_ordinal,
    "editor": _is_text,
    "at": _is_time,
    "document": _is_digest_or_none,
    "rationale": _is_digest_or_none,
    "guide": _is_text,
    "vocabulary": _is_text,
    "kind": _is_text,
    "payload": lambda value: isinstance(value, dict),
    "supersedes": _is_texts,
    "act": _is_text,
    "previous": _is_text,
    "hash": _is_digest,
}
_VERDICT: _Shape = {
    "outcome": _is_text,
    "rationale": _is_text_or_none,
    "reasons": _is_texts,
    "is": _is_text_or_none,
    "verifiable": _is_text_or_none,
    "route": _is_text_or_none,
    "but_for": _is_text_or_none,
    "quotes": lambda value: isinstance(value, list),
    "note": _is_text_or_none,
    "duplicate_of": _is_digest_or_none,
}
_QUOTE: _Shape = {
    "exact": _is_text,
    "prefix": _is_text,
    "suffix": _is_text,
    "start": _is_count,
    "end": _is_count,
    "gate": _is_ordinal,
}
_SOURCE: _Shape = {"document": _is_digest, "stance": _is_text}
_PAYLOADS: Mapping[str, _Shape] = {
    DECIDED: _VERDICT,
    FLAGGED: {"on": _is_flag},
    NOTED: {"text": _is_text},
    TAGGED: {"source": _is_text_or_none},
    ASKED: {"text": _is_text},
    REREAD: {"of": _is_text, "verdict": lambda value: isinstance(value, dict)},
    TAKEN_BACK: {"events": _is_texts, "act": _is_text},
    NAMED: {"editor": _is_text, "name": _is_text},
    JOINED: {"editors": _is_texts},
    ARCHIVE_RENAMED: {"archive": _is_text, "name": _is_text},
}
_PAYLOAD = b',"payload":'
_ABOUT_A_DOCUMENT = frozenset({DECIDED, FLAGGED, NOTED, ASKED, TAGGED, REREAD})
_DOCUMENT: _Shape = {
    "id": _is_digest,
    "date": _is_text_or_none,
    "metadata": _is_table,
    "rationale": _is_text_or_none,
    "placements": lambda value: isinstance(value, list) and bool(value),
}
_PLACEMENT: _Shape = {"archive": _is_text, "name": _is_text, "position": _is_count, "revision": _is_count}


def read_event_line(line: bytes) -> Event:
    """Read one line of events.jsonl and check that its hash is its own; BadLine where it is not."""
    record = _object(line)
    _refuse_shape(record, _EVENT)
    if len(record) != len(_EVENT):
        raise BadLine("names")
    _refuse_payload(record)
    try:
        payload = _sealed_payload(line, record)
        if payload is not None:
            return read_event(record, payload)
        event = read_event(record)
        if event.computed_hash() != event.hash:
            raise BadLine("hash")
    except TypeError as fault:
        raise BadLine("number") from fault
    return event


def _sealed_payload(line: bytes, record: Mapping[str, Any]) -> str | None:
    """Give the payload as it stands in a canonical line whose hash fits; None where either is not so.

    Nothing of such a line has to be spelt again: its hash is that of the line without the hash. The marks
    looked for stand where they are found: an event has no names but its own, before its payload and behind it
    are only texts and a number, and no text can hold a mark, as its quotes are escaped.
    """
    if canonical_json(record).encode("utf-8") != line:
        return None
    before, _, after = line.partition(b',"hash":"%s"' % record["hash"].encode())
    begin, end = line.find(_PAYLOAD) + len(_PAYLOAD), line.rfind(b',"previous":"')
    if sha256_hex(before + after) != record["hash"]:
        return None
    return line[begin:end].decode("utf-8")


def read_document_line(line: bytes) -> DocumentLine:
    """Read one line of documents.jsonl as far as a desk needs it."""
    record = _object(line)
    _refuse_shape(record, _DOCUMENT)
    placements = []
    for place in record["placements"]:
        if not isinstance(place, dict):
            raise BadLine("placements")
        _refuse_shape(place, _PLACEMENT)
        placements.append(Placement(**{name: place[name] for name in _PLACEMENT}, document=record["id"]))
    has_rationale = record["rationale"] is not None
    return DocumentLine(record["id"], record["date"], record["metadata"], tuple(placements), has_rationale)


def read_object_line(line: bytes) -> dict[str, Any]:
    """Read one line that holds a JSON object; BadLine where it does not."""
    return _object(line)


def _refuse_payload(record: Mapping[str, Any]) -> None:
    kind, payload = record["kind"], record["payload"]
    shape = _PAYLOADS.get(kind)
    if shape is None:
        return
    _refuse_shape(payload, shape)
    if kind in _ABOUT_A_DOCUMENT and record["document"] is None:
        raise BadLine("document")
    if kind == DECIDED:
        _refuse_verdict(payload)
    elif kind == REREAD:
        _refuse_shape(payload["verdict"], _VERDICT)
        _refuse_verdict(payload["verdict"])


def _refuse_verdict(payload: Mapping[str, Any]) -> None:
    for quote in payload["quotes"]:
        _refuse_quote(quote)
    sources = payload.get("sources") or []
    if not isinstance(sources, list):
        raise BadLine("sources")
    for source in sources:
        _refuse_source(source)
    try:
        Verdict.read(payload)
    except ValueError as fault:
        raise BadLine("payload") from fault


def _refuse_quote(quote: object) -> None:
    if not isinstance(quote, dict):
        raise BadLine("quotes")
    _refuse_shape(quote, _QUOTE)


def _refuse_source(source: object) -> None:
    if not isinstance(source, dict):
        raise BadLine("sources")
    _refuse_shape(source, _SOURCE)
    if source.get("quote") is not None:
        _refuse_quote(source["quote"])


def _refuse_shape(record: Mapping[str, Any], shape: _Shape) -> None:
    for name, fits in shape.items():
        if name not in record or not fits(record[name]):
            raise BadLine(name)


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = parse(line.decode("utf-8"))
    except (UnicodeDecodeError, BadJson) as fault:
        raise BadLine("json") from fault
    if not isinstance(value, dict):
        raise BadLine("json")
    return value
