"""A line of a record is taken as it says it is, or refused: nothing beside an event's own names comes in."""

import json

import pytest

from editor_app.domain.canonical import canonical_json, sha256_hex
from editor_app.domain.events import sealed
from editor_app.formats.package.lines import BadLine, read_event_line

EVENT = sealed(
    {
        "id": "e1",
        "replica": "r1",
        "seq": 1,
        "editor": "ada",
        "at": "2026-11-21T12:00:00.000Z",
        "document": None,
        "rationale": None,
        "guide": "v1",
        "vocabulary": "v1",
        "kind": "unheard",
        "payload": canonical_json({"said": 1}),
        "supersedes": (),
        "act": "a1",
        "previous": "",
    }
)


def line_of(**changed):
    """Give the line of an event that was changed and sealed again, as somebody who forges it would."""
    record = {name: value for name, value in EVENT.record().items() if name != "hash"} | changed
    return canonical_json({**record, "hash": sha256_hex(canonical_json(record).encode("utf-8"))}).encode(
        "utf-8"
    )


@pytest.mark.parametrize(
    "beside",
    [
        {"aaa": {"x": 1, "payload": {"forged": 1}}},
        {"zzz": {"x": 1, "previous": "forged"}},
        {"aaa": {"x": 1, "hash": "0" * 64}},
        {"payload2": 1},
    ],
)
def test_a_name_that_no_event_has_is_refused_although_the_hash_fits(beside):
    with pytest.raises(BadLine, match="names"):
        read_event_line(line_of(**beside))


@pytest.mark.parametrize(
    "payload",
    [
        {"q": {"x": 1, "previous": "x"}},
        {"a": 1, "hash": EVENT.hash, "payload": {"b": 2}},
        {'","previous":"': ',"payload":{}'},
    ],
)
def test_what_a_payload_holds_is_taken_as_it_is(payload):
    for changed in (
        {},
        {"guide": 'v1,"payload":{"forged":1}', "act": ',"hash":"0"', "previous": ',"previous":"'},
    ):
        event = read_event_line(line_of(payload=payload, **changed))
        assert json.loads(event.payload) == payload and event.computed_hash() == event.hash
