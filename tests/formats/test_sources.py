"""Folders, zips, rows and single files become documents; hostile ones become remarks."""

import bz2
import json
import os
import socket
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from editor_app.domain.problems import Problem, Remark
from editor_app.formats.caps import Caps
from editor_app.formats.sources import Incoming, Notice, open_source

CAPS = Caps()


def read(path, caps=CAPS):
    """Give the documents by name and the remarks by name of a source."""
    items = list(open_source(path, caps).items())
    documents = {item.name: item for item in items if isinstance(item, Incoming)}
    return documents, [(item.name, item.code) for item in items if isinstance(item, Remark)]


def texts(path, caps=CAPS):
    return {name: item.data.decode() for name, item in read(path, caps)[0].items()}


def make_zip(path, members, method=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members:
            info = name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name)
            info.compress_type = method
            archive.writestr(info, data)
    return path


def member(name, mode=stat.S_IFREG | 0o644):
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


class TestFolder:
    def test_documents_come_in_a_readers_order_with_their_bytes(self, tmp_path):
        for name in ["10.txt", "2.md", "1", "sub/2.txt", "sub/deep/1.text", "sub/10.markdown"]:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(name.encode() + b"\r\n\xff")
        source = open_source(tmp_path, CAPS)
        assert source.name == tmp_path.name
        assert source.count() == 6
        found = list(source.items())
        assert [item.name for item in found] == [
            "1",
            "2.md",
            "10.txt",
            "sub/2.txt",
            "sub/10.markdown",
            "sub/deep/1.text",
        ]
        assert all(item.data == item.name.encode() + b"\r\n\xff" for item in found)
        assert source.done == 6

    def test_leftovers_are_passed_over_and_other_types_told(self, tmp_path):
        for name in [".DS_Store", "Thumbs.db", "desktop.ini", ".hidden.txt", "scan.pdf", "a.txt"]:
            (tmp_path / name).write_text("x")
        (tmp_path / "__MACOSX").mkdir()
        (tmp_path / "__MACOSX" / "a.txt").write_text("x")
        documents, remarks = read(tmp_path)
        assert list(documents) == ["a.txt"]
        assert remarks == [("scan.pdf", "not_a_text_type")]

    def test_links_and_special_files_are_never_opened(self, tmp_path):
        outside = tmp_path / "outside.txt"
        outside.write_text("secret")
        folder = tmp_path / "in"
        folder.mkdir()
        (folder / "good.txt").write_text("good")
        (folder / "link.txt").symlink_to(outside)
        (folder / "loop").symlink_to(folder)
        (folder / "zero.txt").symlink_to("/dev/zero")
        (folder / "gone.txt").symlink_to(tmp_path / "nothing")
        os.mkfifo(folder / "pipe.txt")
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(str(folder / "s"))
            documents, remarks = read(folder)
        assert list(documents) == ["good.txt"]
        assert dict(remarks) == {
            "link.txt": "link_left_out",
            "loop": "link_left_out",
            "zero.txt": "link_left_out",
            "gone.txt": "link_left_out",
            "pipe.txt": "special_left_out",
            "s": "special_left_out",
        }

    def test_a_file_that_turns_into_a_link_on_the_way_is_not_followed(self, tmp_path):
        folder = tmp_path / "in"
        folder.mkdir()
        for name in ("1.txt", "2.txt"):
            (folder / name).write_text(name)
        items = open_source(folder, CAPS).items()
        assert next(items).name == "1.txt"
        (folder / "2.txt").unlink()
        (folder / "2.txt").symlink_to(folder / "1.txt")
        assert next(items) == Remark("2.txt", "link_left_out")

    def test_a_huge_file_costs_nothing(self, tmp_path):
        with (tmp_path / "sparse.txt").open("wb") as file:
            file.truncate(10**12)
        (tmp_path / "b.txt").write_text("b")
        documents, remarks = read(tmp_path)
        assert list(documents) == ["b.txt"]
        assert remarks == [("sparse.txt", "too_large")]

    def test_the_cap_of_a_document_is_a_setting(self, tmp_path):
        (tmp_path / "a.txt").write_bytes(b"12345")
        (tmp_path / "b.txt").write_bytes(b"123456")
        assert read(tmp_path, Caps(document=5))[1] == [("b.txt", "too_large")]

    def test_more_files_than_allowed_are_told_once(self, tmp_path):
        for number in range(5):
            (tmp_path / f"{number}.txt").write_text("x")
        documents, remarks = read(tmp_path, Caps(entries=3))
        assert (len(documents), remarks) == (3, [(tmp_path.name, "too_many_entries")])

    def test_a_name_that_is_no_utf8_comes_in(self, tmp_path):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text("x")
        assert texts(tmp_path) == {"caf\\xe9.txt": "x"}

    def test_deep_folders_are_walked(self, tmp_path):
        place = tmp_path
        for _ in range(150):
            place = place / "d"
        place.mkdir(parents=True)
        (place / "a.txt").write_text("deep")
        assert list(texts(tmp_path).values()) == ["deep"]

    def test_files_of_rows_become_their_rows(self, tmp_path):
        (tmp_path / "b.jsonl").write_text('{"text": "one"}\n\n{"id": "x", "text": "two"}\nnonsense\n')
        (tmp_path / "c.csv").write_text("text\nthree\n")
        (tmp_path / "a.txt").write_text("zero")
        source = open_source(tmp_path, CAPS)
        assert source.count() == 5
        documents, remarks = read(tmp_path)
        assert {name: item.data for name, item in documents.items()} == {
            "a.txt": b"zero",
            "b.jsonl#1": b"one",
            "b.jsonl#x": b"two",
            "c.csv#2": b"three",
        }
        assert remarks == [("b.jsonl", "json_syntax")]


class TestZip:
    def test_members_come_as_they_would_from_the_folder(self, tmp_path):
        packed = make_zip(
            tmp_path / "wires.zip", [("w/10.txt", "ten"), ("w/2.txt", "two"), ("w/s/1.md", "one")]
        )
        source = open_source(packed, CAPS)
        assert (source.name, source.count()) == ("wires", 3)
        assert [item.name for item in source.items()] == ["2.txt", "10.txt", "s/1.md"]

    def test_hostile_members_are_told_and_their_neighbours_come_in(self, tmp_path):
        names = [
            "../evil.txt",
            "/abs.txt",
            "C:\\w.txt",
            "a\\..\\b.txt",
            "ok/../../c.txt",
            "nulXname.txt",
            "D:x.txt",
        ]
        members = [(name, "x") for name in names]
        members += [
            (member("link.txt", stat.S_IFLNK | 0o777), "/etc/passwd"),
            (member("pipe.txt", stat.S_IFIFO | 0o644), ""),
            (member("device.txt", stat.S_IFCHR | 0o644), ""),
            ("A.txt", "1"),
            ("a.txt", "2"),
            ("é.txt", "nfc"),
            ("e\u0301.txt", "nfd"),
            ("con.txt", "3"),
            ("x/", ""),
            ("scan.pdf", "%PDF"),
            (".DS_Store", "x"),
            ("__MACOSX/._a.txt", "x"),
        ]
        packed = make_zip(tmp_path / "z.zip", members)
        packed.write_bytes(packed.read_bytes().replace(b"nulX", b"nul\0"))
        documents, remarks = read(packed)
        assert set(documents) == {"A.txt", "a.txt", "é.txt", "e\u0301.txt", "con.txt"}
        told = {code for _name, code in remarks}
        assert told == {"unsafe_name", "link_left_out", "special_left_out", "not_a_text_type"}
        assert sum(code == "unsafe_name" for _name, code in remarks) == len(names)
        assert list(tmp_path.iterdir()) == [tmp_path / "z.zip"]

    def test_the_second_of_a_name_is_left_out(self, tmp_path):
        with pytest.warns(UserWarning, match="Duplicate name"):
            packed = make_zip(tmp_path / "z.zip", [("m.txt", "first"), ("m.txt", "second"), ("n.txt", "n")])
        documents, remarks = read(packed)
        assert {name: item.data for name, item in documents.items()} == {"m.txt": b"first", "n.txt": b"n"}
        assert remarks == [("m.txt", "name_twice")]

    def test_an_encrypted_member_is_left_out(self, tmp_path):
        packed = make_zip(tmp_path / "z.zip", [("a.txt", "x"), ("b.txt", "y")])
        raw = bytearray(packed.read_bytes())
        raw[raw.find(b"PK\x03\x04") + 6] |= 1
        raw[raw.find(b"PK\x01\x02") + 8] |= 1
        packed.write_bytes(raw)
        assert read(packed)[1] == [("a.txt", "encrypted")]
        assert texts(packed) == {"b.txt": "y"}

    @pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_other_packings_are_left_out(self, tmp_path, method):
        packed = make_zip(tmp_path / "z.zip", [("a.txt", "x")], method)
        assert read(packed) == ({}, [("a.txt", "packing_unknown")])

    def test_a_bomb_is_left_out_by_its_ratio_and_not_by_what_it_declares(self, tmp_path):
        members = [("bomb.txt", bytes(30_000_000)), ("good.txt", os.urandom(400_000).hex())]
        packed = make_zip(tmp_path / "z.zip", members)
        raw = bytearray(packed.read_bytes())
        struct.pack_into("<I", raw, raw.find(b"PK\x01\x02") + 24, 10)  # declares ten bytes
        packed.write_bytes(raw)
        documents, remarks = read(packed)
        assert list(documents) == ["good.txt"]
        assert remarks[0][0] == "bomb.txt"
        honest = make_zip(tmp_path / "honest.zip", members)
        documents, remarks = read(honest)
        assert list(documents) == ["good.txt"]
        assert remarks == [("bomb.txt", "packed_too_tightly")]

    def test_well_packed_text_below_the_threshold_comes_in(self, tmp_path):
        packed = make_zip(tmp_path / "z.zip", [("a.txt", "a" * 900_000)])
        assert list(texts(packed)) == ["a.txt"]

    def test_all_together_may_not_unpack_to_too_much(self, tmp_path):
        packed = make_zip(tmp_path / "z.zip", [(f"{n}.txt", os.urandom(2_000).hex()) for n in range(5)])
        documents, remarks = read(packed, Caps(unpacked=10_000))
        assert list(documents) == ["0.txt", "1.txt"]
        assert remarks == [("2.txt", "zip_unpacks_to_too_much"), ("z.zip", "zip_unpacks_to_too_much")]

    def test_members_that_lie_over_each_other_cost_no_more_than_allowed(self, tmp_path):
        packed = make_zip(tmp_path / "z.zip", [("a.txt", "x" * 100), ("b.txt", "y" * 100), ("c.txt", "z")])
        raw = bytearray(packed.read_bytes())
        second = raw.find(b"PK\x01\x02", raw.find(b"PK\x01\x02") + 4)
        struct.pack_into("<I", raw, second + 42, 0)
        packed.write_bytes(raw)
        documents, remarks = read(packed)
        assert list(documents) == ["a.txt", "c.txt"]
        assert remarks == [("b.txt", "member_damaged")]

    def test_a_damaged_member_leaves_its_neighbours(self, tmp_path):
        packed = make_zip(tmp_path / "z.zip", [("a.txt", "first " * 50), ("b.txt", "b")])
        raw = bytearray(packed.read_bytes())
        raw[40] ^= 0xFF
        packed.write_bytes(raw)
        assert read(packed)[1] == [("a.txt", "member_damaged")]
        assert texts(packed) == {"b.txt": "b"}

    def test_rows_in_a_zip_come_in_twice_read_but_once_counted(self, tmp_path):
        rows = "text\r\n" + "".join(f'"row {n} {os.urandom(500).hex()}"\r\n' for n in range(2_000))
        packed = make_zip(tmp_path / "z.zip", [("rows.csv", rows)])
        documents, remarks = read(packed, Caps(unpacked=len(rows) + 10))
        assert (len(documents), remarks) == (2_000, [])

    def test_names_some_systems_write_unmarked_are_read_as_utf8(self, tmp_path):
        packed = make_zip(tmp_path / "z.zip", [("caXX.txt", "x"), ("b.txt", "y")])
        packed.write_bytes(packed.read_bytes().replace(b"caXX", "caé".encode()))
        assert set(texts(packed)) == {"caé.txt", "b.txt"}

    @pytest.mark.parametrize("data", [b"", b"PK\x03\x04 and then nothing", os.urandom(1_000)])
    def test_what_is_no_zip_is_refused(self, tmp_path, data):
        path = tmp_path / "z.zip"
        path.write_bytes(data)
        with pytest.raises(Problem) as caught:
            open_source(path, CAPS)
        assert caught.value.code == "zip_damaged"

    def test_a_zip_beyond_the_caps_is_refused(self, tmp_path):
        packed = make_zip(tmp_path / "z.zip", [("a.txt", "x"), ("b.txt", "y")])
        for caps, code in [(Caps(packed=50), "zip_too_large"), (Caps(entries=1), "zip_too_many_entries")]:
            with pytest.raises(Problem) as caught:
                open_source(packed, caps)
            assert caught.value.code == code

    def test_a_zip_by_another_name_is_one(self, tmp_path):
        assert texts(make_zip(tmp_path / "archive", [("a.txt", "x")])) == {"a.txt": "x"}


class TestJsonLines:
    def write(self, tmp_path, *lines):
        path = tmp_path / "rows.jsonl"
        path.write_bytes(
            b"".join(line if isinstance(line, bytes) else line.encode() + b"\n" for line in lines)
        )
        return path

    def test_rows_are_texts_or_composed_wires(self, tmp_path):
        wire = {"title": "Head", "body": "Body.", "source": "desk", "rationale": "Why.", "date": "2026-05-10"}
        more = {"url": "https://example.org/1", "id": "w-1", "tags": ["a", "b"], "views": 3, "none": None}
        path = self.write(tmp_path, '{"text": "Zażółć\\r\\n", "desk": "x"}', "", json.dumps(wire | more))
        source = open_source(path, CAPS)
        assert (source.name, source.count()) == ("rows", 2)
        plain, composed = source.items()
        assert (plain.name, plain.data) == ("rows.jsonl:1", "Zażółć\r\n".encode())
        assert plain.metadata == {"desk": "x"}
        assert composed.name == "w-1"
        assert composed.data == b"[desk] Head\nBody.\nWhy this is an AI incident\nWhy.\n"
        assert composed.date == "2026-05-10"
        assert composed.metadata == {
            "url": "https://example.org/1",
            "id": "w-1",
            "tags": '["a", "b"]',
            "views": "3",
        }

    @pytest.mark.parametrize(
        ("line", "code"),
        [
            ('{"text": "a", "text": "b"}', "json_duplicate_key"),
            ('{"text": "a", "n": NaN}', "json_number"),
            ('{"text": "a", "n": -Infinity}', "json_number"),
            ('{"text": "a", "n": ' + "[" * 100_000 + "}", "json_depth"),
            ('{"text": "a", "n": ' + "9" * 5_000 + "}", "json_number"),
            ('{"text": "\\ud800"}', "json_surrogate"),
            ('{"text": "a"', "json_syntax"),
            ('["text"]', "json_no_object"),
            ("null", "json_no_object"),
            (b'{"text": "caf\xe9"}\n', "json_not_utf8"),
        ],
    )
    def test_what_is_refused_is_told_by_its_line(self, tmp_path, line, code):
        path = self.write(tmp_path, '{"text": "good"}', line, '{"text": "also good"}')
        items = list(open_source(path, CAPS).items())
        assert [item.data for item in items if isinstance(item, Incoming)] == [b"good", b"also good"]
        (remark,) = [item for item in items if isinstance(item, Remark)]
        assert (remark.code, remark.fields["line"]) == (code, 2)

    @pytest.mark.parametrize(
        ("row", "code"),
        [
            ({"id": "a"}, "row_without_text"),
            ({"text": " "}, "row_without_text"),
            ({"source": "desk"}, "row_without_text"),
            ({"text": 3}, "row_field_not_text"),
            ({"title": ["a"]}, "row_field_not_text"),
            ({"text": "x" * 101}, "too_large"),
        ],
    )
    def test_a_row_no_document_can_be_made_of_is_told(self, tmp_path, row, code):
        path = self.write(tmp_path, json.dumps(row), '{"text": "good"}')
        documents, remarks = read(path, Caps(document=100))
        assert list(documents) == ["rows.jsonl:2"]
        assert [found for _name, found in remarks] == [code]

    def test_an_endless_line_is_not_kept(self, tmp_path):
        path = self.write(tmp_path, '{"text": "' + "x" * 200_000 + '"}', '{"text": "good"}')
        documents, remarks = read(path, Caps(document=1_000))
        assert list(documents) == ["rows.jsonl:2"]
        assert remarks == [("rows.jsonl", "line_too_long")]

    def test_only_a_line_feed_ends_a_line(self, tmp_path):
        text = "a\u2028b\u0085c\u2029d"
        path = self.write(tmp_path, b"\xef\xbb\xbf", json.dumps({"text": text}, ensure_ascii=False))
        assert texts(path) == {"rows.jsonl:1": text}

    def test_the_second_row_of_an_id_is_left_out(self, tmp_path):
        path = self.write(
            tmp_path, '{"id": 7, "text": "a"}', '{"id": "7", "text": "b"}', '{"id": "8", "text": "a"}'
        )
        documents, remarks = read(path)
        assert list(documents) == ["7", "8"]
        assert remarks == [("7", "name_twice")]

    @pytest.mark.parametrize(
        ("told", "day", "kept"),
        [
            ("2026-05-10", "2026-05-10", None),
            ("2026-05-10T23:30:00Z", "2026-05-10", "2026-05-10T23:30:00Z"),
            ("10 May 2026", None, "10 May 2026"),
            ("2026-02-30", None, "2026-02-30"),
            ("", None, None),
        ],
    )
    def test_a_date_is_iso_or_kept_as_it_is_told(self, tmp_path, told, day, kept):
        (row,) = open_source(self.write(tmp_path, json.dumps({"text": "a", "date": told})), CAPS).items()
        assert (row.date, row.metadata.get("date")) == (day, kept)
        assert row.notices == (("date_unreadable",) if told and day is None else ())

    def test_a_source_that_is_no_slug_is_kept_beside_the_wire(self, tmp_path):
        (row,) = open_source(self.write(tmp_path, '{"title": "T", "source": "The Daily"}'), CAPS).items()
        assert row.data == b"[the-daily] T\n"
        assert row.metadata == {"source": "The Daily"}


class TestCsv:
    def write(self, tmp_path, text, encoding="utf-8"):
        path = tmp_path / "rows.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    def test_rows_with_quoted_lines_are_read_as_they_stand(self, tmp_path):
        path = self.write(
            tmp_path,
            "Title,Body,source,rationale,date,tag\r\n"
            '"A, ""head""","One.\r\nTwo.",desk,Why.,2026-05-10,x\r\n'
            "\r\n,,,,,\r\nB,,,,,\r\n",
        )
        source = open_source(path, CAPS)
        assert source.count() == 2
        first, second = source.items()
        assert first.data == b'[desk] A, "head"\nOne.\nTwo.\nWhy this is an AI incident\nWhy.\n'
        assert (first.name, first.date, first.metadata) == ("rows.csv:2", "2026-05-10", {"tag": "x"})
        assert (second.name, second.data) == ("rows.csv:6", b"B\n")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    @pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
    @pytest.mark.parametrize("mark", [",", ";", "\t"])
    def test_what_spreadsheets_write_is_read(self, tmp_path, encoding, newline, mark):
        text = f'id{mark}text{newline}7{mark}"caf\u00e9{mark} “x”"{newline}'
        assert texts(self.write(tmp_path, text, encoding)) == {"7": f"caf\u00e9{mark} “x”"}

    def test_an_old_encoding_is_read_with_a_notice(self, tmp_path):
        path = self.write(tmp_path, "text\r\n“café”\r\n", "cp1252")
        found = list(open_source(path, CAPS).items())
        assert found[0] == Notice("rows.csv", "encoding_guessed")
        assert found[1].data.decode() == "“café”"
        assert open_source(path, CAPS).count() == 1

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            ("", "csv_no_columns"),
            ("a,b\n1,2\n", "csv_no_columns"),
            ("text,Text\na,b\n", "csv_column_twice"),
            (b"text\n\x81\xff\n", "not_text"),
            ("text\nwords\n".encode("utf-16")[:-1], "not_text"),
            (b"\xff\xfe" + "text\n".encode("utf-16-le") + b"\x00\xd8\n\x00", "not_text"),
        ],
    )
    def test_a_file_without_a_header_we_know_is_left_out(self, tmp_path, text, code):
        documents, remarks = read(self.write(tmp_path, text))
        assert (documents, remarks) == ({}, [("rows.csv", code)])

    @pytest.mark.parametrize(
        ("row", "code"),
        [
            ('a,"b"c', "csv_row_damaged"),
            ("a,b,c", "row_too_wide"),
            ("a," + "x" * 300_000, "line_too_long"),
            ("a,", "row_without_text"),
        ],
    )
    def test_a_bad_row_is_told_and_the_next_is_read(self, tmp_path, row, code):
        path = self.write(tmp_path, f"id,text\n{row}\nb,good\n")
        documents, remarks = read(path, Caps(document=1_000))
        assert list(documents) == ["b"]
        assert [found for _name, found in remarks] == [code]

    def test_a_quote_that_never_ends_is_told(self, tmp_path):
        path = self.write(tmp_path, 'id,text\na,good\nb,"never ends\n' + "x\n" * 100)
        documents, remarks = read(path)
        assert list(documents) == ["a"]
        assert remarks == [("rows.csv", "csv_row_damaged")]

    def test_a_quote_that_never_ends_does_not_fill_the_memory(self, tmp_path):
        path = self.write(tmp_path, 'id,text\nb,"' + ("x" * 99 + "\n") * 5_000)
        caps = Caps(document=1_000)
        assert {code for _name, code in read(path, caps)[1]} >= {"row_too_long"}

    def test_a_row_without_end_of_cells_is_cut_off_and_the_next_is_read(self, tmp_path, monkeypatch):
        monkeypatch.setattr("editor_app.formats.csv_rows._MOST_CELLS", 100)
        path = self.write(tmp_path, "id,text\nb" + "," * 200 + "\nc,good\n")
        documents, remarks = read(path)
        assert "c" in documents
        assert ("rows.csv", "row_too_long") in remarks

    @pytest.mark.parametrize("columns", [2_000, 3_000_000])
    def test_a_header_of_very_many_columns_is_refused(self, tmp_path, columns):
        path = self.write(tmp_path, "text" + ",c" * columns + "\na\n")
        assert read(path) == ({}, [("rows.csv", "csv_too_many_columns")])

    def test_a_nul_comes_through_to_be_refused_as_no_text(self, tmp_path):
        assert texts(self.write(tmp_path, "text\na\x00b\n")) == {"rows.csv:2": "a\x00b"}


class TestOneFile:
    def test_a_file_a_person_names_is_read_whatever_it_is_called(self, tmp_path):
        path = tmp_path / "note.wire"
        path.write_text("text")
        source = open_source(path, CAPS)
        assert (source.name, source.count()) == ("note.wire", 1)
        assert texts(path) == {"note.wire": "text"}

    def test_a_person_may_name_a_link(self, tmp_path):
        (tmp_path / "a.txt").write_text("text")
        (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
        assert texts(tmp_path / "link.txt") == {"link.txt": "text"}

    def test_what_is_not_there_or_no_file_is_refused(self, tmp_path):
        os.mkfifo(tmp_path / "pipe.txt")
        for name, code in [("nothing", "no_such_file"), ("pipe.txt", "special_left_out")]:
            with pytest.raises(Problem) as caught:
                open_source(tmp_path / name, CAPS)
            assert caught.value.code == code

    def test_the_folder_one_stands_in_has_a_name(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        assert open_source(Path(), CAPS).name == tmp_path.name


class Counting:
    def __init__(self):
        self.seen = []

    def step(self, phase, done, total=None, item=""):
        self.seen.append((phase, done, total, item))


def test_the_scan_says_what_it_has_found_so_far(tmp_path):
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text("x")
    watch = Counting()
    assert open_source(tmp_path, CAPS).count(watch) == 3
    assert watch.seen[-1][:3] == ("looking", 3, None)


def test_bounds_are_read_from_settings():
    chosen = {"document": 5, "packed": "much", "ratio": True, "entries": -1, "unknown": 3}
    assert Caps.read(chosen) == Caps(document=5)


def test_a_bzip2_bomb_is_never_unpacked(tmp_path):
    packed = make_zip(
        tmp_path / "z.zip", [("bomb.txt", bytes(50_000_000)), ("b.txt", "b")], zipfile.ZIP_BZIP2
    )
    assert len(bz2.compress(bytes(50_000_000))) < 100  # what a reader that trusts it would be handed
    assert read(packed)[1] == [("b.txt", "packing_unknown"), ("bomb.txt", "packing_unknown")]
