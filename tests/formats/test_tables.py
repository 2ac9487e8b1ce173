"""Records as lines: nothing a spreadsheet could run, nothing lost."""

import csv
import io

import pytest

from editor_app.formats.file_names import file_name, slug
from editor_app.formats.ledger import ledger_line
from editor_app.formats.strict_json import BadJson, parse
from editor_app.formats.tables import (
    DETAILS,
    DEVIATION,
    PLAIN,
    READINGS,
    REVIEW,
    csv_fields,
    csv_head,
    csv_line,
)

REVIEWED = {
    "outcome": "amend",
    "rationale": "A new | text\nover lines",
    "reasons": [],
    "is": None,
    "duplicate_of": None,
    "verifiable": "yes",
    "route": "artefact",
    "but_for": "yes",
    "quotes": [{"exact": "x", "prefix": "", "suffix": "", "start": 0, "end": 1, "gate": 1}],
    "sources": [],
    "note": None,
    "editor": "Editor One",
    "at": "2026-11-21T09:00:00.000Z",
    "event": "e1",
}


def record(**changes):
    plain = dict.fromkeys(PLAIN) | {
        "id": "a" * 64,
        "name": "000.txt",
        "state": "amended",
        "flags": ["x", "y"],
    }
    return plain | {"rationale": "The old text", "review": REVIEWED} | changes


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_field_of_a_csv_can_be_read_as_a_formula(first):
    line = csv_fields([f"{first}cmd", "plain"])
    assert next(csv.reader(io.StringIO(line.decode(), newline=""))) == [f"'{first}cmd", "plain"]


def test_a_csv_line_has_a_field_for_every_column_and_all_are_quoted():
    line = csv_line(record()).decode()
    row = dict(
        zip(
            next(csv.reader([csv_head().decode()])),
            next(csv.reader(io.StringIO(line, newline=""))),
            strict=True,
        )
    )
    assert len(row) == len(PLAIN) + len(REVIEW) + len(DETAILS) + len(DEVIATION) + len([READINGS])
    assert row["flags"] == "x;y"
    assert row["review.rationale"] == "A new | text\nover lines"
    assert row["source"] == ""
    assert line.startswith('"') and line.endswith('"\r\n')


SIGNED_OFF = {
    "signed_off_by": "Editor Two",
    "signed_off_at": "2026-11-20",
    "ledger_text": "Kept: a | precedent.",
}


def test_details_have_columns_of_their_own():
    said = {"answers": {"B7": "no", "B1": "yes"}, "harm_types": ["rights", "other"], "deviation": SIGNED_OFF}
    line = csv_line(record(review=REVIEWED | {"details": said}))
    row = dict(zip(*csv.reader([csv_head().decode(), line.decode()]), strict=True))
    assert row["review.details.answers"] == "B1=yes;B7=no"
    assert row["review.details.harm_types"] == "rights;other"
    assert row["review.details.deviation.signed_off_at"] == "2026-11-20"
    assert row["review.details.category"] == ""


def test_a_deviation_has_its_ledger_line_also_where_nothing_was_changed():
    deviating = record(state="accepted", review=REVIEWED | {"details": {"deviation": SIGNED_OFF}})
    line = ledger_line(deviating, "v1")
    assert "deviation from the Guide (Editor Two, 2026-11-20): Kept: a \\| precedent." in line
    assert "| accepted |" in line


def test_the_ledger_keeps_a_change_on_one_line_whatever_it_holds():
    line = ledger_line(record(), "v1")
    assert line.count("\n") == 1
    assert "A new \\| text over lines" in line


def test_the_ledger_names_the_document_that_a_duplicate_repeats():
    review = REVIEWED | {"outcome": "reject", "reasons": ["duplicate"], "duplicate_of": "ab" * 32}
    line = ledger_line(record(state="rejected", review=review), "v1")
    assert "| Duplicate; duplicate of abababababab |" in line


def test_the_ledger_has_no_line_for_what_was_not_changed():
    assert ledger_line(record(state="accepted"), "v1") is None
    assert ledger_line(record(review=None, state="pending"), None) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("wires/000 EU & Japan.txt", "000-eu-japan-aaaaaaaaaaaa.txt"),
        ("CON.txt", "con-aaaaaaaaaaaa.txt"),
        ("…", "document-aaaaaaaaaaaa.txt"),
        ("../../etc/passwd", "passwd-aaaaaaaaaaaa.txt"),
        ("Straße.md", "strasse-aaaaaaaaaaaa.txt"),
        ("a" * 300, "a" * 80 + "-aaaaaaaaaaaa.txt"),
    ],
)
def test_file_names_are_plain_and_carry_the_id(name, expected):
    assert file_name(name, "a" * 64) == expected


def test_case_and_unicode_twins_have_the_same_slug_so_only_the_id_parts_them():
    assert slug("Ärger") == slug("Ärger") == slug("ARGER")


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ('{"a": 1, "a": 2}', "duplicate_key"),
        ('{"a": NaN}', "number"),
        ('{"a": -Infinity}', "number"),
        ('{"a": 1e999}', "number"),
        ("[" * 100_000, "depth"),
        ("[" * 200 + "]" * 200, "depth"),
        ('{"n": ' + "9" * 5000 + "}", "number"),
        ('{"a": "\\ud800"}', "surrogate"),
        ("{", "syntax"),
    ],
)
def test_json_from_strangers_is_refused_with_its_cause(text, cause):
    with pytest.raises(BadJson) as caught:
        parse(text)
    assert caught.value.cause == cause
