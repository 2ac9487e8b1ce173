"""Small rules of the domain: canonical spelling, ids, boilerplate, what follows from answers, drafts."""

import json
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.boilerplate import fingerprint
from editor_app.domain.canonical import canonical_json, sha256_hex, text_digest
from editor_app.domain.drafts import Working
from editor_app.domain.ids import uuid7
from editor_app.domain.inference import Inference, infer, suggested_reason
from editor_app.domain.lists import Placement
from editor_app.domain.revisions import Revisions
from editor_app.domain.verdicts import Answer, Gates, OtherSource, Outcome, Quote, Route, Stance, Verdict

TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)
GATES = st.builds(
    Gates,
    verifiable=st.none() | st.sampled_from(Answer),
    route=st.none() | st.sampled_from(Route),
    but_for=st.none() | st.sampled_from(Answer),
)
QUOTE = st.builds(
    Quote,
    exact=TEXT,
    prefix=TEXT,
    suffix=TEXT,
    start=st.integers(0),
    end=st.integers(0),
    gate=st.sampled_from([1, 2]),
)
QUOTES = st.lists(QUOTE, max_size=3).map(tuple)
SOURCE = st.builds(OtherSource, document=TEXT, stance=st.sampled_from(Stance), quote=st.none() | QUOTE)
SOURCES = st.lists(SOURCE, max_size=3).map(tuple)


class TestCanonicalJson:
    @given(JSON)
    def test_it_is_json_and_comes_back_the_same(self, value):
        text = canonical_json(value)
        assert json.loads(text) == value
        assert canonical_json(json.loads(text)) == text

    def test_equal_values_have_one_spelling(self):
        assert canonical_json({"b": [1, "é\n"], "a": None}) == '{"a":null,"b":[1,"é\\n"]}'
        assert canonical_json({"a": None, "b": (1, "é\n")}) == canonical_json({"b": [1, "é\n"], "a": None})

    @pytest.mark.parametrize("value", [1.0, [1.5], {"a": {"b": float("nan")}}])
    def test_floats_are_refused(self, value):
        with pytest.raises(TypeError):
            canonical_json(value)

    def test_a_digest_is_that_of_the_utf8_bytes(self):
        assert text_digest("é") == sha256_hex(b"\xc3\xa9")


def test_ids_sort_by_their_time_and_say_what_they_are():
    ids = [uuid7(milliseconds) for milliseconds in (0, 1, 1_763_715_600_000, 2**48 - 1)]
    assert ids == sorted(ids)
    assert {uuid.UUID(item).version for item in ids} == {7}
    assert {uuid.UUID(item).variant for item in ids} == {uuid.RFC_4122}
    assert uuid.UUID(ids[2]).int >> 80 == 1_763_715_600_000
    assert len({uuid7(5) for _ in range(1_000)}) == 1_000


class TestBoilerplate:
    @pytest.mark.parametrize(
        "other",
        [
            "source  SIGNAL “originates” from a provider - the harm's cause",
            'Source signal "originates" from a provider \u2011 the harm\u2019s cause\n',
            "Source signal\n„originates“ from a provider — the harm's cause".replace("„", "“"),
            "Source signal \uff02originates\uff02 from a provider – the harm's cause",
        ],
    )
    def test_what_carries_no_meaning_makes_no_difference(self, other):
        assert fingerprint(other) == fingerprint(
            'Source signal "originates" from a provider - the harm\'s cause'
        )

    def test_words_do(self):
        assert fingerprint("Source signal") != fingerprint("Source signals")
        assert fingerprint("Source signal") != fingerprint("Sourcesignal")


class TestInference:
    @pytest.mark.parametrize(
        ("first", "second", "expected"),
        [
            ("yes", "yes", Inference.BOTH_MET),
            ("no", "yes", Inference.FIRST_NOT_MET),
            ("no", None, Inference.FIRST_NOT_MET),
            ("unclear", "no", Inference.SECOND_NOT_MET),
            ("no", "no", Inference.NEITHER_MET),
            ("yes", "unclear", None),
            ("yes", None, None),
            (None, None, None),
        ],
    )
    def test_what_follows_from_the_answers(self, first, second, expected):
        gates = Gates(Answer(first) if first else None, None, Answer(second) if second else None)
        assert infer(gates) is expected

    def test_the_reason_that_is_suggested(self):
        assert suggested_reason(Gates(verifiable=Answer.NO, but_for=Answer.NO)) == "no_harm_event"
        assert suggested_reason(Gates(verifiable=Answer.YES, but_for=Answer.NO)) == "fails_but_for"
        assert suggested_reason(Gates(verifiable=Answer.UNCLEAR)) == "evidence_insufficient"
        assert suggested_reason(Gates()) is None

    def test_a_yes_without_a_route_leaves_the_route_open(self):
        assert Gates(verifiable=Answer.YES).route_is_open
        assert not Gates(verifiable=Answer.YES, route=Route.ARTEFACT).route_is_open
        assert not Gates(verifiable=Answer.NO).route_is_open


@given(
    st.builds(
        Working, gates=GATES, quotes=QUOTES, sources=SOURCES, note=TEXT, text=st.none() | TEXT, why=TEXT
    )
)
def test_a_draft_comes_back_as_it_was_left(working):
    assert Working.read(working.payload()) == working


@given(
    st.builds(
        Verdict,
        outcome=st.sampled_from(Outcome),
        rationale=st.none() | TEXT,
        reasons=st.lists(TEXT, max_size=3).map(tuple),
        what_it_is=st.none() | TEXT,
        gates=GATES,
        quotes=QUOTES,
        sources=SOURCES,
        note=st.none() | TEXT,
        duplicate_of=st.none() | TEXT,
    )
)
def test_a_verdict_comes_back_out_of_its_event(verdict):
    assert Verdict.read(json.loads(canonical_json(verdict.payload()))) == verdict
    assert verdict.payload()["gates_open"] == verdict.gates.are_open


def test_a_verdict_and_a_draft_of_earlier_versions_name_no_other_source():
    verdict = Verdict(Outcome.ACCEPT).payload()
    draft = json.loads(Working(note="n").payload())
    del verdict["sources"], draft["sources"]

    assert Verdict.read(verdict) == Verdict(Outcome.ACCEPT)
    assert Working.read(json.dumps(draft)) == Working(note="n")


def test_revisions_of_a_name_know_what_came_before():
    places = [
        Placement("a", "n", 0, 0, "first"),
        Placement("a", "n", 0, 1, "second"),
        Placement("a", "n", 0, 2, "first"),
        Placement("a", "m", 1, 0, "other"),
        Placement("b", "n", 0, 0, "elsewhere"),
    ]
    revisions = Revisions(reversed(places))
    assert revisions.earlier("first") == ["second"]
    assert revisions.earlier("second") == ["first"]
    assert revisions.earlier("other") == revisions.earlier("nothing") == []
    assert revisions.is_listed("first")
    assert not revisions.is_listed("second")
