"""What a package says of a document is the same whether the database or the program puts it together."""

import json

from editor_app.desk import importing
from editor_app.desk.packing import content_of, document_record
from editor_app.desk.reviewed import listed_ids, reviewed
from editor_app.desk.verifying import state_line
from editor_app.desk.watch import Watch
from editor_app.domain.canonical import canonical_json
from editor_app.domain.lists import Criteria
from tests.desk.sample import add
from tests.desk.test_export_lines import everything

__all__ = ["everything"]


def packed(desk):
    """Give the documents of a package by their ids, and its head."""
    with desk.store.reading() as work:
        content = content_of(work, work.lists.ids(Criteria(), None), Watch())
        documents = {document.id: document for document in content.documents}
        return documents, content.head()


def worked_out(desk, ids):
    """Give the same lines one by one out of the views of the documents."""
    with desk.store.reading() as work:
        names = work.events.named_editors()
        for item in reviewed(work, ids):
            state = state_line(item.view.row.id, item.view.row.state, item.view.standing, names)
            yield canonical_json(document_record(item)), canonical_json(state), item.stored.data


def test_both_ways_spell_every_line_alike(desk, everything, tmp_path):
    rows = [{"title": f'"{n}" é', "body": "B", 'x"ü': "\u2028\\", "id": f"r{n}"} for n in range(3)]
    (tmp_path / "more.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    importing.run(desk, tmp_path / "more.jsonl")
    add(desk, {"again.txt": b"[office] Twice\nThe same.\n"})
    add(desk, {"other.txt": b"[office] Twice\nThe same.\n"}, archive="other")
    found, _ = packed(desk)
    ids = sorted(found)
    wanted = list(worked_out(desk, ids))
    assert [(found[id].record, found[id].state, found[id].data) for id in ids] == wanted
    assert list(found) == ids and len(ids) == len({*found})


def test_earlier_texts_come_along_and_are_no_wires(desk, everything):
    found, head = packed(desk)
    with desk.store.reading() as work:
        listed = set(listed_ids(work, Criteria()))
    assert {id for id, document in found.items() if document.wire is None} == found.keys() - listed
    assert len(found) == len(listed) + 1 == head["counts"]["documents"]
    assert sum(head["counts"]["states"].values()) == len(found)


def test_the_lines_of_the_record_are_its_events(desk, everything):
    with desk.store.reading() as work:
        events = [canonical_json(event.record()) for event in work.events.all()]
        assert list(work.events.lines()) == events
        assert len(events) == work.events.count() > 5
