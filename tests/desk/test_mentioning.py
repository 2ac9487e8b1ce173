"""Whether a rationale names a system and a harm; a claim that would be wrong is not made."""

import pytest

from editor_app import paths
from editor_app.desk.mentioning import shipped_mentions, unnamed
from editor_app.formats.wire_text import read_document

LAUNCH = (
    "Source signal originates from a real AI provider, regulator, or model-comparison probe; the harm or "
    "behavioural change described would not have occurred without the AI system being deployed in the role "
    "described. Editor reviewing the archive may amend the rationale per-wire."
)
NOTHING, NO_SYSTEM, NO_HARM, BOTH = (False, False), (True, False), (False, True), (True, True)


@pytest.mark.parametrize(
    ("rationale", "expected"),
    [
        (LAUNCH, BOTH),
        ("No event is named in it; this is an agreement of two governments only.", BOTH),
        ("The chatbot told a customer of a refund that the airline would not pay.", NOTHING),
        ("Moffatt was misled by the airline's chatbot, and the tribunal found for him.", NOTHING),
        ("ChatGPT was introduced in a post, and the post claims higher scores than before.", NO_HARM),
        ("A man was arrested on the word of the police alone, and it was not the first time.", NO_SYSTEM),
        ("The tribunal held the airline liable for what its virtual agent said of the fares.", NOTHING),
        ("A lawyer filed a brief with citations that do not exist, out of an AI research tool.", NOTHING),
        ("The system is of no name here and was not used by anybody.", BOTH),
        ("Tessa gave advice to people with eating disorders that could make them worse.", NOTHING),
        ("The Zanzibar Assistant told users to lock the door, and the family was nearly shut in.", NOTHING),
        ("The Ministry's model denied the benefit to thousands of families in the city.", NOTHING),
        ("Das System hat sechs Urteile erfunden.", NOTHING),
        ("System failed.", NOTHING),
        ("", NOTHING),
    ],
)
def test_only_what_is_plainly_not_named_is_said_to_be_missing(rationale, expected):
    assert unnamed(rationale) == expected


def test_of_the_sample_archive_the_bulk_texts_alone_name_nothing():
    found = {}
    for path in sorted(paths.shipped("seeds", "launch-archive").iterdir()):
        rationale = read_document(path.read_bytes()).rationale
        if rationale is not None:
            found[path.name[:3]] = unnamed(rationale)
    assert {name: said for name, said in found.items() if said != BOTH} == {"001": NOTHING, "009": NOTHING}
    assert len(found) == 18


def test_a_long_text_of_blanks_and_capitals_is_read_at_once():
    words = shipped_mentions()
    for text in (" " * 40_000, "A" * 40_000, "A " * 20_000, "A's " * 10_000):
        assert not words.lacks_system(text)
