import pytest

from editor_app.formats.wire_text import read_document
from editor_app.ui.markdown_parts import is_shown_as_markdown
from editor_app.ui.reader_text import (
    LARGEST_PART,
    LONGEST_PARAGRAPH,
    aligned,
    parts_of,
    source_parts,
)
from editor_app.ui.utf16 import index_at, units_before

WIRE = (
    "[court-docket] A headline\r\nFirst paragraph [source].\r\n\r\n"
    "Second, with [source](https://example.org/a) in it.\r\n"
    "Why this is an AI incident\r\nBatch (10 May 2026). Something happened.\r\n"
)


def paragraphs(text, address=None):
    document = read_document(text.encode())
    found = [paragraph for part in parts_of(document, address) for paragraph in part.paragraphs]
    return document, found


def test_a_wire_has_its_headline_as_title_and_a_paragraph_a_line():
    _, found = paragraphs(WIRE)
    assert [paragraph.text for paragraph in found] == [
        "A headline",
        "First paragraph [source].",
        "Second, with [source] in it.",
    ]
    assert [paragraph.is_title for paragraph in found] == [True, False, False]


def test_every_character_knows_its_place_in_the_stored_text():
    document, found = paragraphs(WIRE)
    for paragraph in found:
        assert "".join(document.text[place] for place in paragraph.offsets) == paragraph.text


def test_the_headline_of_a_document_is_not_shown_twice():
    _, found = paragraphs("\n\nA title\n\nOne.\nTwo.\n")
    assert [paragraph.text for paragraph in found] == ["A title", "One.", "Two."]


def test_a_source_without_an_address_is_no_link():
    _, found = paragraphs(WIRE)
    assert [mark.address for paragraph in found for mark in paragraph.marks] == [
        None,
        "https://example.org/a",
    ]


def test_the_archive_may_give_the_address():
    _, found = paragraphs(WIRE, "https://example.org/wire")
    assert found[1].marks[0].address == "https://example.org/wire"


def test_an_address_named_in_the_mark_is_its_link():
    document, found = paragraphs("[a] H\nSaid so [source: https://example.org/b?c=1]. More [source].\n")
    assert found[1].text == "Said so [source]. More [source]."
    assert [mark.address for mark in found[1].marks] == ["https://example.org/b?c=1", None]
    assert "".join(document.text[place] for place in found[1].offsets) == found[1].text
    assert [found[1].text[mark.start : mark.end] for mark in found[1].marks] == ["[source]", "[source]"]


@pytest.mark.parametrize("mark", ["[source: a court file]", "[source: file:///etc/passwd]", "[sources]"])
def test_a_mark_that_names_no_address_of_the_web_stays_text(mark):
    _, found = paragraphs(f"[a] H\nSaid so {mark}.\n")
    assert found[1].text == f"Said so {mark}." and not found[1].marks


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_other_addresses_stay_text(address):
    _, found = paragraphs(f"[a] H\nSee [source]({address}) here.\n")
    assert address in found[1].text
    assert found[1].marks[0].address is None


def test_a_stretch_of_the_stored_text_is_found_again_on_screen():
    document, found = paragraphs(WIRE)
    start = document.text.index("in it")
    first, last = found[2].shown_range(start, start + 5)
    assert found[2].text[first:last] == "in it"
    assert found[1].shown_range(start, start + 5) is None


def test_a_very_long_paragraph_comes_in_pieces():
    document = read_document(("[a] H\n" + "x" * (3 * LONGEST_PARAGRAPH)).encode())
    parts = list(parts_of(document))
    assert len(parts) == 3
    assert all(len(paragraph.text) <= LONGEST_PARAGRAPH for part in parts for paragraph in part.paragraphs)
    assert [part.left for part in parts] == [2 * LONGEST_PARAGRAPH, LONGEST_PARAGRAPH, 0]
    assert sum(len(p.text) for part in parts for p in part.paragraphs) == 3 * LONGEST_PARAGRAPH + len(
        document.headline
    )


def test_a_very_large_document_comes_in_parts():
    line = "word " * 200
    document = read_document(("[a] H\n" + f"{line}\n" * (2 * LARGEST_PART // len(line))).encode())
    parts = list(parts_of(document))
    assert len(parts) >= 2 and parts[0].left > 0 and parts[-1].left == 0
    shown = sum(len(paragraph.text) for part in parts for paragraph in part.paragraphs)
    assert shown >= LARGEST_PART


def test_the_stored_text_can_be_seen_line_by_line():
    document = read_document(WIRE.encode())
    lines = [paragraph.text for part in source_parts(document) for paragraph in part.paragraphs]
    assert lines == document.text.split("\r\n")


def test_an_empty_document_has_one_part():
    document = read_document(b"[a] Only a headline\n")
    assert [len(part.paragraphs) for part in parts_of(document)] == [1]


@pytest.mark.parametrize(
    "body",
    ["|" * 100, ">" * 40 + " deep", " " * 200 + "- deep", "x" * (LONGEST_PARAGRAPH + 1)],
    ids=["table", "quote", "list", "word"],
)
def test_markdown_that_could_stall_is_shown_as_text(body):
    assert not is_shown_as_markdown(read_document(f"# Title\n\n**Bold** words.\n\n{body}\n".encode()))
    assert is_shown_as_markdown(read_document(b"# Title\n\n**Bold** words.\n\n- one\n- two\n"))


def test_shown_words_are_found_behind_their_markup():
    text = "Some **bold words** and \\* a [link](https://example.org) here"
    shown = "Some bold words and * a link here"
    offsets, _ = aligned(shown, text, 0, len(text))
    assert len(offsets) == len(shown)
    place = shown.index("link")
    assert text[offsets[place] : offsets[place + 3] + 1] == "link"
    assert text[offsets[shown.index("here")] :] == "here"


@pytest.mark.parametrize("index", range(6))
def test_characters_and_units_agree(index):
    text = "a😀b𝒞é"
    assert index_at(text, units_before(text, min(index, len(text)))) == min(index, len(text))
