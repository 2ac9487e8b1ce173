"""The shipped vocabulary is whole: ids stand once, keys lead somewhere, what is named exists."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from editor_app import paths
from editor_app.domain.verdicts import Answer, Outcome, Route
from editor_app.domain.vocabulary import read_vocabulary

from .shipped_toml import read_toml

DATA = read_toml("vocabulary", "v1.toml")
TABLES = [name for name, rows in DATA.items() if isinstance(rows, list)]
IDS = {name: [row["id"] for row in DATA[name]] for name in TABLES}

# What events of version 1 may have stored. A word may be retired; it may never leave this list.
FIRST_IDS = {
    "gates": "verifiable but_for",
    "answers": "yes no unclear",
    "routes": "reproduced two_sources artefact",
    "questions": "B1 B2 B3 B4 B5 B6 B7 B8 B9",
    "outcomes": "accept amend reject defer context reopen",
    "is_kinds": "incident near_miss hazard variant followup complementary not_relevant",
    "reasons": "no_harm_event policy_or_governance evidence_insufficient fails_but_for no_ai_system duplicate"
    " hypothetical product_or_marketing other research_or_vuln_only general_discussion"
    " attribution_unsupported safeguard_worked non_ai_tech out_of_scope disproved unusable_text spam",
    "categories": "hallucination tos_breaking_output behaviour_shift regulatory_judicial_finding"
    " provenance_fraud other",
    "confidence": "confirmed corroborated reported disputed",
    "realisation": "actual near hazard none unclear",
    "severity": "critical severe moderate minor negligible unclear",
    "harm_types": "physical_injury death psychological economic_property reputational rights"
    " public_interest environmental other",
    "wording": "alleged reported found",
    "flags": "boilerplate test_named_not_done names_no_system names_no_harm source_unlinked date_missing"
    " same_event_elsewhere",
}


def _rows() -> Iterator[tuple[str, dict[str, Any]]]:
    return ((name, row) for name in TABLES for row in DATA[name])


@pytest.mark.parametrize("table", FIRST_IDS)
def test_no_id_has_left_and_the_order_is_kept(table: str) -> None:
    assert IDS[table] == FIRST_IDS[table].split()


@pytest.mark.parametrize("table", TABLES)
def test_ids_stand_once(table: str) -> None:
    assert len(set(IDS[table])) == len(IDS[table])


@pytest.mark.parametrize(("table", "row"), [pytest.param(*it, id=f"{it[0]}-{it[1]['id']}") for it in _rows()])
def test_every_word_is_explained(table: str, row: dict[str, Any]) -> None:
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", row["id"])
    assert row["label"] and row["means"].endswith("."), table
    assert "!" not in row["label"] + row["means"]
    assert isinstance(row["retired"], bool)


@pytest.mark.parametrize("table", TABLES)
def test_labels_tell_the_words_of_a_table_apart(table: str) -> None:
    labels = [row["label"] for row in DATA[table]]
    assert len(set(labels)) == len(labels)


def test_the_first_nine_reasons_have_the_nine_keys() -> None:
    assert [reason.get("key") for reason in DATA["reasons"]] == [*range(1, 10), *[None] * 9]


def test_every_source_named_is_listed_and_every_listed_one_named() -> None:
    named = {source for _, row in _rows() for source in row.get("sources", ())}
    assert named == set(IDS["sources"])


def test_what_a_reason_refers_to_exists() -> None:
    for reason in DATA["reasons"]:
        assert reason.get("gate") in {None, *(gate["number"] for gate in DATA["gates"])}, reason["id"]
        assert reason.get("suggests") in {None, *IDS["is_kinds"]}, reason["id"]


def test_only_duplicate_and_other_need_a_field_so_the_other_keys_commit_at_once() -> None:
    needs = {reason["id"]: reason["needs"] for reason in DATA["reasons"] if reason.get("needs")}
    assert needs == {"duplicate": ["duplicate_of"], "other": ["note"]}


def test_what_a_question_refers_to_exists() -> None:
    for question in DATA["questions"]:
        assert question["answers"] in TABLES
        assert question["speaks"] in {"for", "against", "rationale"}
    hint = DATA["hint"]
    weighed = {*hint["all"], *hint["any"], *hint["none"], *hint["amend_when_no"], hint["near"]}
    assert weighed == set(IDS["questions"])


def test_the_words_are_those_the_program_knows() -> None:
    assert IDS["answers"] == list(Answer)
    assert IDS["routes"] == list(Route)
    assert IDS["outcomes"] == list(Outcome)


def test_the_program_reads_the_whole_of_it() -> None:
    vocabulary = read_vocabulary(DATA)
    assert (vocabulary.version, vocabulary.guide, vocabulary.guide_effective) == ("v1", "v1", "2026-05-01")
    assert [gate.number for gate in vocabulary.gates] == [1, 2]
    duplicate = vocabulary.reason("duplicate")
    assert duplicate is not None
    assert (duplicate.key, duplicate.needs, duplicate.suggests) == (6, frozenset({"duplicate_of"}), None)


def test_the_guide_it_names_is_shipped_and_says_what_it_is() -> None:
    guide = DATA["guide"]
    text = paths.shipped("resources", *guide["text"].split("/")).read_text(encoding="utf-8")
    assert text.startswith(f"**{guide['label']}, effective 1 May 2026: a summary written for this desk**\n")
    opening = " ".join(text.partition("\n# ")[0].split())
    assert "This page is not the Guide." in opening
    assert "Only the scope and the two gates below are the Guide's" in opening
