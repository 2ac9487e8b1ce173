"""Documents come back as they came in, by id, by the beginning of an id, by name."""

import os
import stat

import pytest

from editor_app.domain.boilerplate import fingerprint
from editor_app.domain.problems import Problem
from editor_app.store.values import Stored
from tests.store.pieces import BULK, fill, plain, wire

ENCODINGS = ["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_document_comes_back_as_it_was_read(store, encoding, newline):
    new = wire(1, body="Café “quoted”, a no-break\xa0space.", encoding=encoding, newline=newline)
    (id_,) = fill(store, [new])
    with store.reading() as work:
        assert work.documents.get(id_) == new.document
        assert work.documents.data(id_) == new.data
        (stored,) = work.documents.stored([id_])
    assert stored == Stored(new.document, new.data, None, {"row": "1"}, new.fingerprint, new.imported_at)


def test_a_text_the_codec_alone_would_not_give_back_is_kept(store):
    """Five bytes have no meaning in Windows-1252; a reader may still have given them one."""
    new = wire(1, encoding="cp1252")
    document = type(new.document)(
        **{n: getattr(new.document, n) for n in new.document.__dataclass_fields__}
        | {"text": new.document.text.replace("B", "\x81", 1)}
    )
    new = type(new)(
        **{n: getattr(new, n) for n in new.__dataclass_fields__}
        | {"document": document, "data": new.data.replace(b"B", b"\x81", 1)}
    )
    (id_,) = fill(store, [new])
    with store.reading() as work:
        assert work.documents.get(id_) == document
        assert work.documents.data(id_) == new.data


def test_an_odd_text_comes_back(store):
    new = plain("\ufeff# \u202eodd\u202c \U000e0041\x00\x1b \u2028 e\u0301\n")
    (id_,) = fill(store, [new])
    with store.reading() as work:
        assert work.documents.get(id_) == new.document


def test_ids_by_their_beginning(store):
    ids = sorted(fill(store, [wire(number) for number in range(300)]))
    with store.reading() as work:
        assert work.documents.matching(ids[7]) == [ids[7]]
        assert work.documents.matching(ids[7][:12]) == [ids[7]]
        two = work.documents.matching(ids[7][:1])
        assert len(two) == 2
        assert work.documents.matching(ids[7][:1], limit=1000) == [i for i in ids if i[0] == ids[7][0]]
        for nothing in ("", "zz", "A" * 8, "%", "0" * 65):
            assert work.documents.matching(nothing) == []


def test_what_is_not_there(store):
    with store.reading() as work:
        for ask in (work.documents.get, work.documents.data, work.documents.key_of):
            with pytest.raises(Problem) as problem:
                ask("0" * 64)
            assert problem.value.code == "no_such_document"
        with pytest.raises(Problem):
            work.documents.id_of(17)
        assert list(work.documents.stored(["0" * 64])) == []
        assert work.documents.named("000.txt") == []


def test_keys_and_ids(store):
    ids = fill(store, [wire(1), wire(2)])
    with store.reading() as work:
        keys = work.documents.keys([*ids, "0" * 64])
        assert [work.documents.id_of(keys[id_]) for id_ in ids] == ids
        assert work.documents.known([*ids, "0" * 64]) == set(ids)


def test_names_in_several_archives(store):
    first = fill(store, [wire(1)])
    second = fill(store, [wire(2)], archive="other")
    with store.reading() as work:
        assert work.documents.named("000.txt") == first + second


def test_how_many_wires_share_a_rationale(store):
    ids = fill(store, [wire(1), wire(2), wire(3, rationale="An own one."), plain()])
    with store.reading() as work:
        assert work.documents.same_rationale(fingerprint(BULK)) == 2
        assert work.documents.same_rationale("0" * 64) == 0
        assert work.documents.proposing(ids) == set(ids[:3])
    with store.writing() as work:
        work.documents.remove(ids[:1])
        assert work.documents.same_rationale(fingerprint(BULK)) == 1


def test_the_same_document_twice_in_one_desk_is_refused(store):
    fill(store, [wire(1)])
    with pytest.raises(Exception, match="never changed"), store.writing() as work:
        work.documents.add([wire(1)])


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_a_copy_is_as_private_as_the_desk(store, tmp_path):
    fill(store, [wire(1)])
    store.copy_to(tmp_path / "copy.desk")
    assert stat.S_IMODE((tmp_path / "copy.desk").stat().st_mode) == 0o600
    assert not list(tmp_path.glob("*.part*"))
