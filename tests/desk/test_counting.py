"""Figures: what is decided, by whom, why, and how much bulk text was left as it is."""

from editor_app.desk import counting, reviewing
from editor_app.domain.verdicts import Outcome, Verdict


def test_figures(desk, ids):
    assert counting.stats(desk)["untouched_boilerplate"] is None
    reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.ACCEPT))
    reviewing.decide(desk, ids["002.txt"], Verdict(Outcome.REJECT, reasons=("spam", "other"), note="n"))
    reviewing.decide(desk, ids["003.txt"], Verdict(Outcome.CONTEXT))

    assert counting.stats(desk) == {
        "documents": 4,
        "wires": 3,
        "by_state": {"pending": 1, "accepted": 1, "rejected": 1, "context": 1},
        "by_source": {"some-office": 3},
        "by_batch": {"Launch-archive bulk classification": 3},
        "by_reason": {"spam": 1, "other": 1},
        "by_editor": {"Ada Example": 3},
        "untouched_boilerplate": 0.5,
    }
