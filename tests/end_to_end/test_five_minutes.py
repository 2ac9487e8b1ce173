"""The README's five minutes of first use are as it says: each step is taken, key by key."""

import re

from editor_app import paths
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Answer, Route
from tests.end_to_end.desk_file import events_in


def steps():
    """Read the numbered steps of the README, the keys each names among them."""
    page = paths.shipped("README.md").read_text(encoding="utf-8")
    section = page.partition("## Five minutes of first use")[2].partition("\n## ")[0]
    return re.findall(r"^\d\. (.*)$", section, re.MULTILINE)


def test_the_five_minutes_of_the_readme(sit_down, sample_desk):
    told = steps()
    desk = sit_down(sample_desk)
    session = desk.session

    assert desk.name == "000" and "cooperation agreement" in told[1]
    (shown,) = re.findall(r"\*\*(Same text on \d+ other wires)\*\*", told[1])
    assert desk.says(shown)

    desk.press("1", "1")
    assert (session.working.gates.verifiable, session.working.gates.but_for) == (Answer.NO, None)

    desk.press("R", "1")
    assert desk.name == "001"
    desk.press("U")
    assert (desk.name, session.working.gates.verifiable) == ("000", Answer.NO)
    desk.press("Shift+U", "Shift+J")

    assert desk.name == "001" and "fabricated court citations" in told[4]
    desk.press("1", "3")
    while session.working.gates.route is not Route.ARTEFACT:
        desk.press("3")
    desk.press("2", "A")
    assert [payload["outcome"] for _, _, payload in events_in(sample_desk, "decided")] == ["reject", "accept"]

    amended = session.view.row.id
    desk.press("E")
    desk.write(" What happened.")
    desk.press("Ctrl+Enter")
    assert session.desk is not None and events_in(sample_desk, "decided")[-1][1] == amended
    desk.press("E")
    desk.write(" Half a sente")
    desk.press("Esc")
    assert session.view.row.state is State.PENDING and desk.says("draft")

    desk.press("F7", "Shift+Right", "Shift+Right", "Q")
    assert len(session.working.quotes) == 1

    desk.press("Ctrl+Shift+E")
    desk.until(lambda: desk.dialog is not None)
    assert desk.dialog.title == "Export reviewed archive"
