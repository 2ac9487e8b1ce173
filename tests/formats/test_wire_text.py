"""A document is read into its parts, and no part of it is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.domain.documents import Kind, Markup
from editor_app.domain.problems import Problem
from editor_app.formats.decoding import encode_document
from editor_app.formats.wire_text import compose, read_document

WIRE = """\
[eu-ai-office] Regulator and ministry sign a statement
First paragraph, with a lost link [source].
Second paragraph.
Why this is an AI incident
Launch-archive bulk classification (10 May 2026). Source signal originates from a real AI provider.
Counterfactual "but-for" test per the Editor's Guide."""


def read(text):
    return read_document(text.encode())


def test_a_wire_is_read_into_its_parts():
    wire = read(WIRE)
    assert wire.kind is Kind.WIRE
    assert wire.markup is Markup.PLAIN
    assert (wire.source, wire.headline) == ("eu-ai-office", "Regulator and ministry sign a statement")
    assert wire.body == "First paragraph, with a lost link [source].\nSecond paragraph.\n"
    assert (wire.batch, wire.batch_date) == ("Launch-archive bulk classification", "2026-05-10")
    assert wire.rationale == "Source signal originates from a real AI provider."
    assert wire.test == 'Counterfactual "but-for" test per the Editor\'s Guide.'
    assert wire.notices == ()
    assert wire.spans.statement.of(wire.text) == wire.rationale
    assert wire.spans.section.of(wire.text).startswith("Launch-archive")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "cp1252"])
def test_line_ends_and_encodings_change_nothing_of_what_is_read(newline, encoding):
    text = WIRE.replace("lost link", "“lost” link café").replace("\n", newline)
    data = encode_document(text, encoding)
    wire = read_document(data)
    assert (wire.encoding, wire.newline) == (encoding, newline)
    assert (wire.source, wire.batch_date, wire.kind) == ("eu-ai-office", "2026-05-10", Kind.WIRE)
    assert wire.rationale == "Source signal originates from a real AI provider."
    assert encode_document(wire.text, wire.encoding) == data


@pytest.mark.parametrize(
    "heading",
    [
        "## Why this is an AI incident",
        "**Why this is an AI incident**",
        "### **Why this is an AI incident:** ###",
        "Why this is an AI incident:",
        "**Why this is an AI incident**:",
        "WHY THIS IS AN AI INCIDENT",
        "  why this is an ai incident  ",
        "__Why this is an AI incident__",
        "Why  this is\tan AI\u00a0incident",
    ],
)
def test_a_dressed_heading_is_a_heading(heading):
    wire = read(WIRE.replace("Why this is an AI incident", heading))
    assert wire.spans.heading.of(wire.text) == heading
    assert wire.rationale == "Source signal originates from a real AI provider."


@pytest.mark.parametrize(
    "line",
    [
        "Editors asked why this is an AI incident at all.",
        "Why this is an AI incident is explained below.",
        "“Why this is an AI incident”, the form asks.",
        "Why this is an AI incident?",
    ],
)
def test_the_same_words_inside_a_paragraph_are_no_heading(line):
    document = read(f"A headline\n{line}\nMore text.\n")
    assert document.kind is Kind.DOCUMENT
    assert document.spans.heading is None
    assert document.rationale is None


def test_the_last_heading_counts_and_the_second_is_told():
    wire = read("[desk] Head\nWhy this is an AI incident\nOld text.\nWhy this is an AI incident\nNew text.\n")
    assert wire.rationale == "New text."
    assert wire.notices == ("heading_twice",)
    assert wire.body == "Why this is an AI incident\nOld text.\n"


@pytest.mark.parametrize(
    "first",
    [
        "[text](https://example.org) is a link",
        "[text][ref] is one too",
        "[source] has no address",
        "[Source] has none either",
        "[1] A footnote",
        "[2026] A year",
        "[x] done",
        "[ ] to do",
        "[^1]: a footnote",
        "[ref]: https://example.org",
        "[They]re a quotation",
        "[...] an omission",
        "[two words] are no slug",
        "[slug]",
        "[] empty",
        "text [slug] inside",
    ],
)
def test_other_square_brackets_are_no_header(first):
    document = read(f"{first}\nText.\n")
    assert document.source is None
    assert document.kind is Kind.DOCUMENT


def test_a_header_stands_only_on_the_first_line_that_is_not_blank():
    assert read("\n\n[desk] Head\nText.\n").source == "desk"
    assert read("Text first.\n[desk] Head\n").source is None


def test_a_header_without_a_section_is_a_wire_with_nothing_proposed():
    wire = read("[desk] Head\nText.\n")
    assert (wire.kind, wire.rationale, wire.spans.section) == (Kind.WIRE, None, None)
    assert wire.notices == ("no_rationale",)
    assert wire.body == "Text.\n"


def test_a_section_without_a_header_is_a_wire():
    wire = read("# **A title**\nText.\nWhy this is an AI incident\nBecause.\n")
    assert (wire.kind, wire.source, wire.headline) == (Kind.WIRE, None, "A title")
    assert (wire.batch, wire.rationale) == (None, "Because.")


def test_an_empty_section_proposes_nothing():
    document = read('Text.\nWhy this is an AI incident\n\nCounterfactual "but-for" test per the Guide.\n')
    assert (document.kind, document.rationale) == (Kind.DOCUMENT, None)
    assert document.spans.statement is None
    assert document.test == 'Counterfactual "but-for" test per the Guide.'


@pytest.mark.parametrize(
    ("statement", "batch", "day", "rationale"),
    [
        ("Bulk (1 May 2026). Text.", "Bulk", "2026-05-01", "Text."),
        ("Bulk (1 May 2026).\nText\nover lines.", "Bulk", "2026-05-01", "Text\nover lines."),
        ("Bulk (phase 2) (31 december 2026). T.", "Bulk (phase 2)", "2026-12-31", "T."),
        ("U.S. launch archive (1 May 2026). T.", "U.S. launch archive", "2026-05-01", "T."),
        ("Bulk (1 May 2026).", "Bulk", "2026-05-01", None),
        ("Bulk (31 June 2026). Text.", None, None, "Bulk (31 June 2026). Text."),
        ("Bulk (1 Mai 2026). Text.", None, None, "Bulk (1 Mai 2026). Text."),
        ("Bulk (1 May 2026) text.", None, None, "Bulk (1 May 2026) text."),
        ("(1 May 2026). Text.", None, None, "(1 May 2026). Text."),
        ("Someone was harmed. A court said so (1 May 2026). T.", None, None, None),
        ("Text.\nBulk (1 May 2026). Text.", None, None, "Text.\nBulk (1 May 2026). Text."),
        (
            "Editorial review (21 November 2026), amending Bulk (1 May 2026). Text (2 May 2026). More.",
            "Editorial review",
            "2026-11-21",
            "Text (2 May 2026). More.",
        ),
        (
            "Editorial review (22 November 2026), amending Editorial review (21 November 2026). Text.",
            "Editorial review",
            "2026-11-22",
            "Text.",
        ),
        ("Editorial review (21 November 2026). Text.", "Editorial review", "2026-11-21", "Text."),
    ],
)
def test_the_batch_is_read_off_the_rationale(statement, batch, day, rationale):
    document = read(f"[desk] Head\nText.\nWhy this is an AI incident\n{statement}\n")
    expected = statement if rationale is None and batch is None else rationale
    assert (document.batch, document.batch_date, document.rationale) == (batch, day, expected)


@pytest.mark.parametrize(
    "line",
    [
        'Counterfactual "but-for" test per the Guide.',
        "Counterfactual “but-for” test per the Guide.",
        "COUNTERFACTUAL “BUT-FOR” TEST",
        "  **Counterfactual “but‑for” test** per the Guide.",
        "counterfactual 'but-for' test",
    ],
)
def test_the_last_line_that_begins_so_is_the_test_line(line):
    wire = read(f"[desk] H\nWhy this is an AI incident\nText.\n{line}\n")
    assert (wire.rationale, wire.test) == ("Text.", line.strip())
    doubled = read(f"[desk] H\nWhy this is an AI incident\nText.\n{line}\nAnd:\n{line}\n")
    assert doubled.rationale == f"Text.\n{line}\nAnd:"


def test_text_after_the_test_line_is_told():
    wire = read('[desk] H\nWhy this is an AI incident\nText.\nCounterfactual "but-for" test\nSources: none\n')
    assert (wire.rationale, wire.notices) == ("Text.", ("text_after_test",))


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        ("\n\n## **Japan – India Joint Statement**\n\nText", "Japan – India Joint Statement"),
        ("Intro line\n\n# The title\n", "The title"),
        ("Plain first line\nSecond", "Plain first line"),
        (r"\*\*\*\*\* and \[brackets\]", "***** and [brackets]"),
        ("# About C#\n", "About C#"),
        ("### Closed ###\n", "Closed"),
        ("**A *very* `odd` __title__**", "A very odd title"),
        ("[A link](https://example.org) in *front*", "A link in front"),
        ("snake_case_name and 2 * 3 * 4", "snake_case_name and 2 * 3 * 4"),
        ("[desk] **Bold** head", "Bold head"),
        ("```\n# a comment\n```\n# Title", "Title"),
        ("#hashtag first", "#hashtag first"),
        ("", ""),
        ("Why this is an AI incident\nBecause.", "Why this is an AI incident"),
    ],
)
def test_the_title_has_no_markup(text, headline):
    assert read(text).headline == headline


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        ("One\nTwo [source]\n- a dash\n1. a number\n> a mark\na * b * c\n5 ** 2", Markup.PLAIN),
        ("Text\n\n## Heading\n", Markup.MARKDOWN),
        ("Text with **strong** words", Markup.MARKDOWN),
        ("A [link](https://example.org)", Markup.MARKDOWN),
        ("```\ncode\n```", Markup.MARKDOWN),
        ("|a|b|\n|---|---|\n|1|2|", Markup.MARKDOWN),
        ("Title\n=====\n", Markup.MARKDOWN),
        (r"\*\*\*\*\*", Markup.MARKDOWN),
        ("Why this is an AI incident\n**Strong** reason", Markup.PLAIN),
    ],
)
def test_only_a_markdown_construct_in_the_body_makes_markdown(text, markup):
    assert read(text).markup is markup


def test_an_empty_document_is_told():
    assert read(" \n").notices == ("empty",)


def test_separators_that_only_python_takes_for_line_ends_do_not_cut_a_line():
    text = "[desk] one\u2028two\u0085three\u2029four\nText."
    assert read(text).headline == "one\u2028two\u0085three\u2029four"


@pytest.mark.parametrize(
    "text",
    [
        " " * 1_000_000,
        "\n" * 1_000_000,
        "Why this is an AI incident\n" * 37_000,
        "# " * 500_000,
        "#" * 1_000_000,
        "**a" * 330_000,
        "](" * 500_000,
        "](a" * 330_000,
        "[" * 1_000_000,
        "\\" * 1_000_000,
        "|" + "---|" * 250_000,
        "=" * 1_000_000,
        "\n===" * 250_000,
        "[desk] " + " " * 1_000_000 + "x",
        "H\nWhy this is an AI incident\n" + "(1 May 2026)" * 80_000,
        "H\nWhy this is an AI incident\nx" + " " * 1_000_000 + "y",
        'H\nWhy this is an AI incident\n"' + 'Counterfactual "but-for" test\n' * 33_000,
        "\r" * 1_000_000,
        "a" * 1_000_000,
    ],
    ids=range(19),
)
def test_a_hostile_megabyte_is_read_whole(text):
    """A parser that is not linear does not come back from these within a day."""
    document = read(text)
    assert document.text == text
    assert len(document.headline) <= 1_000


PIECES = st.sampled_from(
    [
        "[desk] Head",
        "Why this is an AI incident",
        "**Why this is an AI incident:**",
        "Bulk (10 May 2026). Text",
        'Counterfactual "but-for" test',
        "",
        " ",
        "## Heading",
        "Some words — “quoted”",
        "\u2028",
    ]
)
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\r"])
TEXTS = st.lists(st.tuples(PIECES | st.text(max_size=8), LINE_ENDS), max_size=12).map(
    lambda pairs: "".join(piece + end for piece, end in pairs)
)


@settings(max_examples=300)
@given(TEXTS, st.sampled_from(["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be"]))
def test_the_parts_join_to_the_same_bytes(text, encoding):
    try:
        data = encode_document(text, encoding)
        document = read_document(data)
    except (Problem, UnicodeEncodeError):
        return
    spans = document.spans
    before = document.text[: spans.body.start]
    heading = "" if spans.section is None else document.text[spans.body.end : spans.section.start]
    section = "" if spans.section is None else spans.section.of(document.text)
    assert encode_document(before + document.body + heading + section, document.encoding) == data
    assert spans.header is None or spans.header.of(document.text).strip() == before.strip()
    assert spans.heading is None or heading.startswith(spans.heading.of(document.text))
    inner = [spans.section, spans.statement, spans.test]
    assert all(spans.section.start <= part.start <= part.end <= len(text) for part in inner if part)


def test_a_row_becomes_the_wire_it_stands_for():
    data = compose("A\n headline", "One.\r\nTwo.\n\n", "eu-ai-office", "Because.\n")
    assert data == b"[eu-ai-office] A headline\nOne.\nTwo.\nWhy this is an AI incident\nBecause.\n"
    wire = read_document(data)
    assert (wire.source, wire.headline, wire.rationale) == ("eu-ai-office", "A headline", "Because.")


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        (("Title", "Body", "", ""), "Title\nBody\n"),
        (("", "Body", "desk", ""), "Body\n"),
        (("Title", "", "The Daily Desk", ""), "[the-daily-desk] Title\n"),
        (("Title", "", "source", ""), "Title\n"),
        (("Title", "", "—", "Why not"), "Title\nWhy this is an AI incident\nWhy not\n"),
        (("", "", "", ""), ""),
    ],
)
def test_a_row_leaves_out_what_it_does_not_have(fields, text):
    assert compose(*fields).decode() == text
