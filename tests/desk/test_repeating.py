"""An editor's earlier amendments are found in the record: the last that stands, also after a restart."""

from editor_app.desk import repeating, reviewing, signing_in, undoing
from editor_app.desk.workplace import open_desk
from editor_app.domain.verdicts import Outcome, Verdict


def amend(desk, id, text):
    reviewing.decide(desk, id, Verdict(Outcome.AMEND, rationale=text))


def texts(desk, limit=9):
    return [amendment.text for amendment in repeating.last_amendments(desk, limit)]


def test_the_last_amendment_comes_first_and_only_so_many_are_given(desk, ids):
    amend(desk, ids["000.txt"], "First.")
    amend(desk, ids["001.txt"], "Second.")
    assert texts(desk) == ["Second.", "First."]
    assert texts(desk, limit=1) == ["Second."]
    assert repeating.last_amendments(desk)[0].headline == "Two countries sign an agreement"


def test_what_was_undone_or_decided_anew_no_longer_stands(desk, ids):
    amend(desk, ids["000.txt"], "First.")
    amend(desk, ids["001.txt"], "Second.")
    undoing.undo(desk)
    assert texts(desk) == ["First."]
    reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.REJECT, reasons=("spam",)))
    assert texts(desk) == []


def test_it_is_there_after_a_restart_and_is_this_editors_alone(desk, ids):
    amend(desk, ids["000.txt"], "First.")
    path, settings = desk.path, desk.settings_file
    desk.close()
    with open_desk(path, settings_file=settings) as again:
        assert texts(again) == ["First."]
        signing_in.sign_in(again, "Somebody Else")
        assert texts(again) == []
