"""Disputes in the window: both readings side by side, nobody named, one taken for a reason."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor_app.desk import exporting, merging, reviewing
from editor_app.desk.export_choice import Choice, Format
from editor_app.domain.drafts import Working
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Answer, Gates, Outcome, Route, Verdict
from editor_app.ui.agreement_commands import AgreementCommands
from tests.desk.sample import add, open_sample
from tests.ui.dialog_stage import DialogStage, button
from tests.ui.review_stage import CONTROL, WIRES

K = Qt.Key
ACCEPT = Verdict(Outcome.ACCEPT, gates=Gates(Answer.YES, Route.ARTEFACT, Answer.YES))
REJECT = Verdict(Outcome.REJECT, reasons=("no_harm_event",), note="Nobody was harmed.")


@pytest.fixture
def stage(qtbot, tmp_path):
    """A window on a desk with two wires in dispute."""
    made = DialogStage(qtbot, tmp_path)
    desk = made.session.desk
    (tmp_path / "other").mkdir()
    with open_sample(tmp_path / "other" / "b.desk", name="Berta Example") as other:
        ids = add(other, WIRES)
        for name in ("000.txt", "001.txt"):
            reviewing.decide(other, ids[name], REJECT)
            reviewing.decide(desk, ids[name], ACCEPT)
        exporting.run(other, Choice(Format.PACKAGE, tmp_path / "b.review.zip"))
    made.session.take_in(merging.run(desk, [tmp_path / "b.review.zip"]).changes)
    made.until(lambda: made.session.view is not None)
    made.settle()
    yield made
    made.close()


def names_of(dialog):
    return [name for name in ("Ada Example", "Berta Example") if any(name in c.text for c in dialog.cards)]


def test_both_readings_stand_side_by_side_and_nobody_is_named(stage):
    dialog = stage.open("decide.settle")
    assert dialog.list.count() == 2 and len(dialog.cards) == 2
    said = "\n".join(card.text for card in dialog.cards)
    assert "Accepted" in said and "Nobody was harmed." in said and "no harm" in said.lower()
    assert "1 verifiable: yes · 2 but for: yes" in said and "Route: Artefact" in said
    assert names_of(dialog) == []


def test_a_dispute_is_settled_by_keys_and_only_then_told_whose_it_was(stage):
    dialog = stage.open("decide.settle")
    rejected = next(n for n, card in enumerate(dialog.cards, 1) if "Rejected" in card.text)
    assert not button(dialog, "Settle").isEnabled()
    stage.press(getattr(K, f"Key_{rejected}"), Qt.KeyboardModifier.AltModifier)
    assert not button(dialog, "Settle").isEnabled()
    QTest.keyClicks(dialog.reason, "No event.")
    stage.press(K.Key_Return, CONTROL)
    stage.until(lambda: dialog.list.count() == 1)
    assert stage.state("000.txt") is State.REJECTED
    assert "Berta Example" in dialog.hint and dialog.reason.text() == ""
    assert stage.focus is dialog.list
    stage.press(K.Key_Escape)
    stage.until(lambda: not stage.dialogs)
    assert any("No event." in line.sentence for line in stage.read.history)


def test_tab_goes_from_the_readings_to_the_reason(stage):
    dialog = stage.open("decide.settle")
    dialog.list.setFocus()
    came = []
    for _ in range(4):
        stage.press(K.Key_Tab)
        came.append(stage.focus)
    assert came[0] in dialog.choice.segments() and came[-1] is not dialog.list
    assert came.index(dialog.names) < came.index(dialog.reason)


def test_names_are_shown_where_they_are_asked_for(stage):
    dialog = stage.open("decide.settle")
    stage.click(dialog.names)
    assert names_of(dialog) == ["Ada Example", "Berta Example"]
    stage.click(dialog.names)
    assert names_of(dialog) == []


def test_the_wire_itself_is_one_step_away(stage):
    dialog = stage.open("decide.settle")
    dialog.list.setCurrentRow(1)
    stage.click(button(dialog, "Decide otherwise"))
    assert not stage.dialogs and stage.session.view.row.id == stage.ids["001.txt"]
    assert stage.read.banner.settle.isVisible()


def test_whoever_decides_on_a_disputed_wire_begins_with_nobodys_answers(qtbot, tmp_path):
    stage = DialogStage(qtbot, tmp_path)
    desk, text = stage.session.desk, "A rationale that another editor wrote."
    said = Gates(Answer.YES, Route.ARTEFACT, Answer.YES)
    (tmp_path / "other").mkdir()
    with open_sample(tmp_path / "other" / "b.desk", name="Berta Example") as other:
        ids = add(other, WIRES)
        reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.ACCEPT, gates=said))
        amended = Verdict(Outcome.AMEND, text, gates=said, note="Berta's note.", what_it_is="incident")
        reviewing.decide(other, ids["000.txt"], amended)
        exporting.run(other, Choice(Format.PACKAGE, tmp_path / "b.review.zip"))
    stage.session.take_in(merging.run(desk, [tmp_path / "b.review.zip"]).changes)
    stage.until(stage.read.banner.settle.isVisible)
    assert stage.session.view.row.id == stage.ids["000.txt"]
    assert stage.session.working == Working()
    assert text not in stage.read.card.text and "test_named_not_done" in stage.session.view.flags
    stage.press(K.Key_E)
    stage.settle()
    assert stage.session.is_amending and stage.session.working.text == stage.session.view.document.rationale
    stage.press(K.Key_Escape)
    stage.close()


def test_without_a_dispute_the_list_says_so(stage):
    for name in ("000.txt", "001.txt"):
        reviewing.decide(stage.session.desk, stage.ids[name], Verdict(Outcome.CONTEXT))
    dialog = stage.open("decide.settle")
    assert not dialog.cards and not button(dialog, "Settle").isEnabled()


def test_agreement_is_counted_and_saved(stage, tmp_path):
    dialog = stage.open("window.agreement")
    stage.until(lambda: dialog.found is not None)
    assert "Ada Example" in dialog.text and "Berta Example" in dialog.text
    assert "2 wires" in dialog.text and "0 % (0 to 66)" in dialog.text
    for name in ("figures.html", "figures.txt"):
        stage.window.findChild(AgreementCommands).save(tmp_path / name)
        stage.until((tmp_path / name).exists)
        written = (tmp_path / name).read_text("utf-8")
        assert "Krippendorff" in written and "\u2426" not in written
        assert "Ada Example and Berta Example" in written or "Berta Example and Ada Example" in written
    assert (tmp_path / "figures.html").read_text("utf-8").startswith("<!DOCTYPE html>")
    stage.press(K.Key_Escape)
    assert not stage.dialogs


def test_the_list_counts_alike_readings_where_more_than_two_editors_differ(stage, tmp_path):
    (tmp_path / "third").mkdir()
    with open_sample(tmp_path / "third" / "c.desk", name="Clara Example") as third:
        reviewing.decide(third, add(third, WIRES)["000.txt"], REJECT)
        exporting.run(third, Choice(Format.PACKAGE, tmp_path / "c.review.zip"))
    stage.session.take_in(merging.run(stage.session.desk, [tmp_path / "c.review.zip"]).changes)
    stage.settle()
    shown = stage.open("decide.settle").list
    said = {shown.id_at(row): shown.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)}
    assert (
        "2 rejected" in said[stage.ids["000.txt"]] and "2 " not in said[stage.ids["001.txt"]].split(". ")[-1]
    )


def test_with_three_long_readings_what_settles_stays_in_view_in_a_small_window(stage, tmp_path):
    (tmp_path / "third").mkdir()
    with open_sample(tmp_path / "third" / "c.desk", name="Clara Example") as third:
        ids = add(third, WIRES)
        long = Verdict(Outcome.AMEND, "A long rationale that goes on. " * 40, note="A note. " * 40)
        reviewing.decide(third, ids["000.txt"], long)
        exporting.run(third, Choice(Format.PACKAGE, tmp_path / "c.review.zip"))
    stage.session.take_in(merging.run(stage.session.desk, [tmp_path / "c.review.zip"]).changes)
    stage.window.resize(1280, 720)
    stage.settle()
    dialog = stage.open("decide.settle")
    dialog.list.setCurrentRow(next(row for row in range(2) if dialog.list.id_at(row) == stage.ids["000.txt"]))
    stage.settle()
    assert len(dialog.cards) == 3 and [card.key for card in dialog.cards] == ["Alt+1", "Alt+2", "Alt+3"]
    assert dialog.height() <= 720
    for part in (dialog.reason, dialog.names, *dialog.choice.segments()):
        assert part.visibleRegion().boundingRect() == part.rect()
    stage.press(K.Key_3, Qt.KeyboardModifier.AltModifier)
    assert dialog.choice.segments()[2].isChecked() and stage.focus is dialog.reason
