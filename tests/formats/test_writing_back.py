"""Amended wires bear their new rationale, everything else leaves as it came."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editor_app.domain.problems import Problem
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.formats.decoding import encode_document
from editor_app.formats.wire_parts import is_heading, is_test_line
from editor_app.formats.wire_text import read_document, write_back

from .test_wire_text import TEXTS, WIRE

AT = "2026-11-21T10:15:00.000Z"


def amended(data, rationale, at=AT):
    verdict = Verdict(Outcome.AMEND, rationale=rationale)
    return write_back(data, read_document(data), verdict, at)


def test_the_section_is_written_as_the_contract_has_it():
    written = amended(WIRE.encode(), "No event is named; an agreement only.")
    before = WIRE[: WIRE.index("Why this")]
    assert written.notices == ()
    assert written.data.decode() == before + (
        "Why this is an AI incident\n"
        "Editorial review (21 November 2026), amending Launch-archive bulk classification (10 May 2026). "
        "No event is named; an agreement only.\n"
        'Counterfactual "but-for" test per the Editor\'s Guide.'
    )


def test_our_own_output_is_a_wire_of_the_editorial_review():
    wire = read_document(amended(WIRE.encode(), "No event.\nAn agreement only.").data)
    assert (wire.batch, wire.batch_date) == ("Editorial review", "2026-11-21")
    assert wire.rationale == "No event.\nAn agreement only."
    again = read_document(amended(wire.text.encode(), "Third.", "2026-11-22T00:00:00Z").data)
    assert (again.batch_date, again.rationale) == ("2026-11-22", "Third.")
    assert "amending Editorial review (21 November 2026). Third." in again.text


def test_the_date_is_the_decisions_in_utc():
    written = amended(WIRE.encode(), "New.", "2026-11-21T23:30:00-05:00")
    assert b"Editorial review (22 November 2026)" in written.data


@pytest.mark.parametrize("outcome", [o for o in Outcome if o is not Outcome.AMEND])
def test_what_is_not_amended_leaves_as_it_came(outcome):
    data = WIRE.replace("\n", "\r\n").encode("utf-16")
    assert write_back(data, read_document(data), Verdict(outcome, rationale="x"), AT).data == data
    assert write_back(data, read_document(data), None, None).data == data


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_line_ends_and_the_last_one_are_the_originals(newline, end):
    original = (WIRE + end).replace("\n", newline).encode()
    text = amended(original, "One.\nTwo.").data.decode()
    assert text.endswith(
        f'Two.{newline}Counterfactual "but-for" test per the Editor\'s Guide.{end and newline}'
    )
    assert f"One.{newline}Two." in text
    assert "\n" not in text.replace(newline, "")


def test_a_dressed_heading_and_test_line_stay_as_they_are():
    original = WIRE.replace("Why this is an AI incident", "## **Why this is an AI incident:**").replace(
        "Counterfactual", "  *Counterfactual"
    )
    text = amended(original.encode(), "New.").data.decode()
    assert "\n## **Why this is an AI incident:**\nEditorial review" in text
    assert text.endswith('\n  *Counterfactual "but-for" test per the Editor\'s Guide.')


def test_no_test_line_none_written():
    original = "[desk] H\nWhy this is an AI incident\nOld.\n"
    assert amended(original.encode(), "New.").data.decode() == (
        "[desk] H\nWhy this is an AI incident\nEditorial review (21 November 2026). New.\n"
    )


@pytest.mark.parametrize(
    ("original", "before", "end"),
    [
        ("Text", "Text\n", ""),
        ("Text\r\n", "Text\r\n", "\r\n"),
        ("", "", ""),
        ("Text\n\n\n", "Text\n\n\n", "\n"),
    ],
)
def test_a_document_without_a_heading_gets_the_section_appended(original, before, end):
    text = amended(original.encode(), "New.").data.decode()
    middle = "\r\n" if "\r" in original else "\n"
    assert text == f"{before}Why this is an AI incident{middle}Editorial review (21 November 2026). New.{end}"


def test_what_does_not_fit_the_encoding_is_told_and_written_as_utf8():
    original = "[desk] caf\xe9\nWhy this is an AI incident\nOld.\n".encode("cp1252")
    fits = amended(original, "Déjà vu")
    assert fits.notices == ()
    assert fits.data.startswith(original[:12])
    assert read_document(fits.data).rationale == "Déjà vu"
    wide = amended(original, "日本")
    assert wide.notices == ("written_as_utf8",)
    assert wide.data.decode() == (
        "[desk] café\nWhy this is an AI incident\nEditorial review (21 November 2026). 日本\n"
    )


def test_what_would_be_read_differently_in_the_old_encoding_is_written_as_utf8():
    original = b"[desk] cafe\nWhy this is an AI incident\nOld \xe9.\n"
    written = amended(original, "Ã©")  # the bytes of an e with an accent, in UTF-8
    assert written.notices == ("written_as_utf8",)
    assert read_document(written.data).rationale == "Ã©"


def test_a_rationale_that_looks_like_another_part_is_told():
    assert amended(WIRE.encode(), "A.\nWhy this is an AI incident\nB.").notices == ("reads_differently",)


def test_controls_in_a_rationale_do_not_unmake_the_text():
    assert read_document(amended(WIRE.encode(), "A\x00B").data).rationale == "AB"


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30)
RATIONALES = st.lists(WORDS, min_size=1, max_size=3).map("\n".join).filter(lambda text: text.strip())


@settings(max_examples=300)
@given(TEXTS, RATIONALES, st.sampled_from(["utf-8", "utf-8-bom", "utf-16-le", "utf-16-be", "cp1252"]))
def test_the_bytes_before_the_heading_stay_and_the_new_text_reads_back(text, rationale, encoding):
    try:
        data = encode_document(text, encoding)
        document = read_document(data)
    except (Problem, UnicodeEncodeError):
        return
    written = amended(data, rationale)
    if "written_as_utf8" not in written.notices:
        kept = (
            document.text if document.spans.heading is None else document.text[: document.spans.heading.start]
        )
        assert written.data.startswith(encode_document(kept, document.encoding))
    again = read_document(written.data)
    lines = rationale.strip().split("\n")
    if any(is_heading(line) or is_test_line(line) for line in lines):
        assert "reads_differently" in written.notices
        return
    assert (again.batch, again.batch_date) == ("Editorial review", "2026-11-21")
    assert again.rationale == rationale.strip()
    assert again.test == document.test
