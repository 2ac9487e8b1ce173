"""What is refused, and that all else is not."""

import tomllib

import pytest

from editor_app import paths
from editor_app.domain.details import Details, Deviation
from editor_app.domain.problems import Problem
from editor_app.domain.rules import refuse_unsound
from editor_app.domain.verdicts import Answer, Gates, OtherSource, Outcome, Route, Stance, Verdict
from editor_app.domain.vocabulary import read_vocabulary
from editor_app.formats.wire_text import read_document

WIRE = read_document(b"[desk] Head\r\nWhy this is an AI incident\r\nOne.\r\nTwo.\r\n")
ARTICLE = read_document(b"An article.\n")
YES, NO = Gates(verifiable=Answer.YES, but_for=Answer.YES), Gates(verifiable=Answer.NO)


@pytest.fixture(scope="module")
def vocabulary():
    text = paths.shipped("resources", "vocabulary", "v1.toml").read_text(encoding="utf-8")
    return read_vocabulary(tomllib.loads(text))


def reject(*reasons, **said):
    return Verdict(Outcome.REJECT, reasons=reasons, **said)


def amend(text, **said):
    return Verdict(Outcome.AMEND, rationale=text, **said)


@pytest.mark.parametrize(
    ("verdict", "document", "code"),
    [
        (Verdict(Outcome.ACCEPT), ARTICLE, "nothing_to_accept"),
        (Verdict(Outcome.ACCEPT, gates=NO), WIRE, "note_needed_against_no"),
        (Verdict(Outcome.ACCEPT, gates=NO, note=" \n"), WIRE, "note_needed_against_no"),
        (amend(None), WIRE, "amend_without_text"),
        (amend("  "), WIRE, "amend_without_text"),
        (amend("One.\nTwo."), WIRE, "amend_unchanged"),
        (amend(" One.\r\nTwo.\n"), WIRE, "amend_unchanged"),
        (amend("One.  Two."), WIRE, "amend_unchanged"),
        (Verdict(Outcome.ACCEPT, reasons=("spam",)), WIRE, "reason_without_reject"),
        (
            Verdict(Outcome.DEFER, sources=(OtherSource(WIRE.sha256, Stance.FOR),)),
            WIRE,
            "source_of_itself",
        ),
        (Verdict(Outcome.DEFER, duplicate_of=WIRE.sha256), WIRE, "duplicate_of_itself"),
        (reject(), WIRE, "reject_without_reason"),
        (reject("nonsense"), WIRE, "unknown_reason"),
        (reject("other"), WIRE, "reason_needs_note"),
        (reject("spam", "other", note=" "), WIRE, "reason_needs_note"),
        (reject("duplicate"), WIRE, "reason_needs_duplicate"),
        (reject("duplicate", duplicate_of=WIRE.sha256), WIRE, "duplicate_of_itself"),
        (reject("spam", what_it_is="nonsense"), WIRE, "unknown_kind"),
        (Verdict(Outcome.DEFER, gates=Gates(route=Route.ARTEFACT)), WIRE, "route_without_yes"),
        (Verdict(Outcome.ACCEPT, details=Details(category="nonsense")), WIRE, "unknown_detail"),
        (Verdict(Outcome.DEFER, details=Details(harm_types=("nonsense",))), WIRE, "unknown_detail"),
        (Verdict(Outcome.ACCEPT, details=Details(answers=(("B99", "yes"),))), WIRE, "unknown_detail"),
        (Verdict(Outcome.ACCEPT, details=Details(answers=(("B1", "near"),))), WIRE, "unknown_detail"),
        (Verdict(Outcome.ACCEPT, details=Details(severity="minor")), WIRE, "severity_needs_reason"),
        (
            reject("spam", details=Details(severity="minor", severity_reason=" ")),
            WIRE,
            "severity_needs_reason",
        ),
        (Verdict(Outcome.ACCEPT, details=Details(deviation=Deviation("Ada"))), WIRE, "deviation_incomplete"),
        (
            Verdict(Outcome.ACCEPT, details=Details(deviation=Deviation("Ada", "10 May", "Kept."))),
            WIRE,
            "deviation_incomplete",
        ),
        (Verdict(Outcome.DEFER, details=Details(severity_reason="a\x00b")), WIRE, "text_unusable"),
        (amend("half \ud800 of one"), WIRE, "text_unusable"),
        (Verdict(Outcome.DEFER, note="a\x00b"), WIRE, "text_unusable"),
    ],
)
def test_what_is_unsound_is_refused(verdict, document, code, vocabulary):
    with pytest.raises(Problem) as caught:
        refuse_unsound(verdict, document, vocabulary)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("verdict", "document"),
    [
        (Verdict(Outcome.ACCEPT), WIRE),
        (Verdict(Outcome.ACCEPT, gates=YES), WIRE),
        (Verdict(Outcome.ACCEPT, gates=NO, note="It is one all the same."), WIRE),
        (amend("Another."), WIRE),
        (amend("Written by an editor."), ARTICLE),
        (reject("no_harm_event", "policy_or_governance", what_it_is="complementary"), ARTICLE),
        (reject("other", note="Because."), WIRE),
        (reject("duplicate", duplicate_of=ARTICLE.sha256), WIRE),
        (Verdict(Outcome.DEFER), ARTICLE),
        (Verdict(Outcome.CONTEXT), WIRE),
        (Verdict(Outcome.REOPEN), WIRE),
    ],
)
def test_what_is_sound_is_not(verdict, document, vocabulary):
    refuse_unsound(verdict, document, vocabulary)
