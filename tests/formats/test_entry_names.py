"""Names: what they stand for, which are refused, and in which order they come."""

import pytest

from editor_app.formats.entry_names import EntryType, in_order, is_unsafe, shown, type_of


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", EntryType.TEXT),
        ("A.TXT", EntryType.TEXT),
        ("a.md", EntryType.TEXT),
        ("a.markdown", EntryType.TEXT),
        ("a.text", EntryType.TEXT),
        ("README", EntryType.TEXT),
        ("rows.jsonl", EntryType.JSON_LINES),
        ("rows.ndjson", EntryType.JSON_LINES),
        ("rows.csv", EntryType.CSV),
        ("a.pdf", EntryType.OTHER),
        ("a.docx", EntryType.OTHER),
        (".hidden.txt", EntryType.LEFTOVER),
        (".git/config", EntryType.LEFTOVER),
        ("x/.DS_Store", EntryType.LEFTOVER),
        ("Thumbs.db", EntryType.LEFTOVER),
        ("desktop.ini", EntryType.LEFTOVER),
        ("__MACOSX/a.txt", EntryType.LEFTOVER),
    ],
)
def test_a_name_tells_what_a_file_holds(name, kind):
    assert type_of(name) is kind


@pytest.mark.parametrize(
    "name",
    [
        "../a.txt",
        "a/../../b",
        "..",
        "/etc/a.txt",
        "C:\\a.txt",
        "c:a.txt",
        "a\\b.txt",
        "\\\\host\\a",
        "a\x00b",
        "a\nb",
    ],
)
def test_names_that_lead_elsewhere_are_unsafe(name):
    assert is_unsafe(name)


@pytest.mark.parametrize("name", ["a.txt", "a/b.txt", "..a.txt", "a..b/c.txt", "ab:c.txt", "é/日本.txt"])
def test_other_names_are_safe(name):
    assert not is_unsafe(name)


def test_numbers_in_names_sort_by_their_value():
    names = [
        "2.txt",
        "10.txt",
        "01.txt",
        "1.txt",
        "a/2.txt",
        "a/10/1.txt",
        "a2b10.txt",
        "a2b9.txt",
        "B.txt",
        "0.txt",
    ]
    assert sorted(names, key=in_order) == [
        "0.txt",
        "01.txt",
        "1.txt",
        "2.txt",
        "10.txt",
        "a/2.txt",
        "a/10/1.txt",
        "a2b9.txt",
        "a2b10.txt",
        "B.txt",
    ]


def test_a_name_that_is_no_utf8_can_be_stored():
    assert shown(b"caf\xe9.txt".decode("utf-8", "surrogateescape")) == "caf\\xe9.txt"
    assert shown("cafe\u0301.txt") == "cafe\u0301.txt"
