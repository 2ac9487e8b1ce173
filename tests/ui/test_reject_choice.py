"""Which reasons are offered, what they need, and what is recorded."""

import tomllib

import pytest

from editor_app import paths
from editor_app.domain.drafts import Working
from editor_app.domain.verdicts import Answer, Gates, Outcome
from editor_app.domain.vocabulary import Vocabulary, read_vocabulary
from editor_app.ui.reject_choice import (
    DUPLICATE,
    NOTE,
    RejectChoice,
    first_highlighted,
    offered,
    reason_on_key,
)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    text = paths.shipped("resources", "vocabulary", "v1.toml").read_text(encoding="utf-8")
    return read_vocabulary(tomllib.loads(text))


def test_nine_reasons_on_nine_keys_while_nothing_is_typed(vocabulary: Vocabulary) -> None:
    assert [reason.key for reason in offered(vocabulary, "")] == list(range(1, 10))
    assert reason_on_key(vocabulary, 6).id == "duplicate"


def test_typing_reaches_reasons_without_a_key_labels_first(vocabulary: Vocabulary) -> None:
    assert [reason.id for reason in offered(vocabulary, "SPAM")] == ["spam"]
    found = [reason.id for reason in offered(vocabulary, "research")]
    assert found[0] == "research_or_vuln_only"
    assert offered(vocabulary, "no such words at all") == ()


def test_the_reason_that_follows_is_highlighted_and_nothing_else(vocabulary: Vocabulary) -> None:
    reasons = offered(vocabulary, "")
    assert first_highlighted(reasons, Gates(), "") == -1
    assert reasons[first_highlighted(reasons, Gates(verifiable=Answer.NO), "")].id == "no_harm_event"
    assert reasons[first_highlighted(reasons, Gates(but_for=Answer.NO), "")].id == "fails_but_for"
    assert first_highlighted(offered(vocabulary, "spam"), Gates(verifiable=Answer.NO), "spam") == 0


def test_fields_a_reason_needs_are_named_until_they_are_there(vocabulary: Vocabulary) -> None:
    assert RejectChoice(("no_harm_event",)).missing(vocabulary) is None
    assert RejectChoice(("other",)).missing(vocabulary) == NOTE
    assert RejectChoice(("other",), note="  ").missing(vocabulary) == NOTE
    assert RejectChoice(("other",), note="withdrawn").missing(vocabulary) is None
    both = RejectChoice(("other", "duplicate"))
    assert both.missing(vocabulary) == DUPLICATE


def test_the_verdict_keeps_order_answers_and_what_it_is_then(vocabulary: Vocabulary) -> None:
    working = Working(gates=Gates(verifiable=Answer.NO))
    choice = RejectChoice().toggled("policy_or_governance").with_reason("no_harm_event")
    verdict = choice.verdict(working, vocabulary)
    assert verdict.outcome is Outcome.REJECT
    assert verdict.reasons == ("policy_or_governance", "no_harm_event")
    assert verdict.what_it_is == "complementary"
    assert verdict.gates == working.gates
    assert verdict.note is None


def test_a_duplicated_wire_is_kept_only_with_the_reason(vocabulary: Vocabulary) -> None:
    choice = RejectChoice(("duplicate",), duplicate_of="a" * 64)
    assert choice.verdict(Working(), vocabulary).duplicate_of == "a" * 64
    left = choice.toggled("duplicate").with_reason("spam")
    assert left.verdict(Working(), vocabulary).duplicate_of is None
