"""Templates by keyboard: offered while amending, filled in, kept, brought in; the last amendment again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor_app.desk import templating
from editor_app.domain.standing import State
from editor_app.domain.templates import Template
from editor_app.ui.templates_dialog import TemplatesDialog
from tests.ui.dialog_stage import DialogStage, button
from tests.ui.review_stage import BULK, CONTROL

K = Qt.Key
COURT = Template("A court's finding", "On {date} a court found, as {source} says: {quote}.")
PLAIN = Template("No event", "No event is named.")


@pytest.fixture
def stage(qtbot, tmp_path):
    opened = DialogStage(qtbot, tmp_path)
    opened.take_time()
    for template in (COURT, PLAIN):
        templating.keep(opened.session.desk, template)
    yield opened
    opened.close()


def kept(stage):
    return templating.templates(stage.session.desk)


def picker(stage):
    stage.press(K.Key_T, CONTROL)
    return stage.popup


def text(stage):
    return stage.pane.amend_pane.text


def test_a_template_takes_the_place_of_a_text_nobody_has_touched(stage):
    stage.press(K.Key_E)
    assert picker(stage).names == (COURT.name, PLAIN.name)
    assert stage.popup.preview == "On 10 May 2026 a court found, as some-office says: {quote}."
    stage.press(K.Key_Return)
    assert stage.popup is None
    assert text(stage) == "On 10 May 2026 a court found, as some-office says: {quote}."
    assert stage.focus.hasFocus() and stage.is_untouched()
    stage.press(K.Key_Z, CONTROL)
    assert text(stage) == BULK


def test_in_a_text_of_ones_own_it_goes_to_the_caret(stage):
    stage.press(K.Key_E)
    stage.write(" Besides: ")
    picker(stage)
    stage.write("event")
    assert stage.popup.names == (PLAIN.name,)
    stage.press(K.Key_Return)
    assert text(stage) == f"{BULK} Besides: No event is named."


def test_arrows_walk_the_list_and_escape_leaves_everything(stage):
    stage.press(K.Key_E)
    picker(stage)
    stage.press(K.Key_Down)
    assert stage.popup.preview == PLAIN.text
    stage.write("are")
    assert stage.popup.names == ()
    stage.press(K.Key_Return)
    assert stage.popup is not None
    stage.press(K.Key_Escape)
    assert text(stage) == BULK
    assert stage.session.is_amending and stage.is_untouched()


def test_the_key_is_off_while_nothing_is_written(stage):
    assert not stage.commands.trigger("amend.template")
    assert stage.told[-1] == "Nothing is being written"


def test_a_field_that_is_still_open_is_told_of_and_saved_the_second_time(stage):
    stage.press(K.Key_E)
    picker(stage)
    stage.press(K.Key_Return)
    assert stage.pane.amend_pane.remark.text == "Still to fill in: {quote}"
    stage.press(K.Key_Return, CONTROL)
    assert stage.told[-1].startswith("Not filled in yet: {quote}.")
    assert stage.is_untouched()
    stage.press(K.Key_Return, CONTROL)
    assert stage.state("000.txt") is State.AMENDED


def test_the_text_being_written_can_be_kept_as_a_template(stage):
    stage.press(K.Key_E)
    stage.write(" More.")
    picker(stage)
    stage.click(button(stage.popup, "Keep this text"))
    stage.until(lambda: stage.dialogs)
    dialog = stage.active()
    assert dialog.text.toPlainText() == f"{BULK} More."
    assert dialog.name.hasFocus()
    stage.write("Mine")
    stage.press(K.Key_Return, CONTROL)
    stage.until(lambda: len(kept(stage)) == 3)
    assert Template("Mine", f"{BULK} More.") in kept(stage)
    stage.press(K.Key_Escape)
    assert stage.session.is_amending and text(stage) == f"{BULK} More."


def test_a_template_is_changed_renamed_deleted_and_put_back(stage):
    dialog = stage.open("file.templates")
    assert isinstance(dialog, TemplatesDialog)
    dialog.name.setText("Court")
    dialog.text.setPlainText("New words.")
    stage.click(button(dialog, "Save"))
    stage.until(lambda: Template("Court", "New words.") in kept(stage))
    assert dialog.hint == "Kept “Court”"
    stage.click(button(dialog, "Delete"))
    stage.until(lambda: kept(stage) == [PLAIN])
    assert dialog.hint == "Deleted “Court”"
    stage.click(button(dialog, "Put it back"))
    stage.until(lambda: Template("Court", "New words.") in kept(stage))


def test_an_unknown_field_is_refused_with_a_sentence_and_the_text_stays(stage):
    dialog = stage.open("file.templates")
    dialog.begin("By {author}.")
    dialog.name.setText("Wrong")
    stage.click(button(dialog, "Save"))
    stage.until(lambda: "{author}" in dialog.hint)
    assert dialog.hint.endswith(
        "is no field; there are {source}, {date}, {headline}, {quote}. Nothing was kept."
    )
    assert dialog.text.toPlainText() == "By {author}."
    assert len(kept(stage)) == 2


def test_words_that_are_not_saved_are_not_lost_by_looking_elsewhere_or_closing_once(stage):
    dialog = stage.open("file.templates")
    dialog.text.setPlainText("Half written")
    dialog.template_list.choose(PLAIN.name)
    assert dialog.text.toPlainText() == PLAIN.text
    dialog.template_list.choose(COURT.name)
    assert dialog.text.toPlainText() == "Half written"
    dialog.reject()
    assert dialog.isVisible() and dialog.hint.startswith("Not saved yet.")
    dialog.reject()
    assert not dialog.isVisible()


def test_templates_go_out_to_a_file_and_come_in_again(stage, tmp_path):
    dialog = stage.open("file.templates")
    file = tmp_path / "templates.toml"
    dialog.export_to(file)
    stage.until(file.exists)
    templating.remove(stage.session.desk, PLAIN.name)
    dialog.import_from(file)
    stage.until(lambda: dialog.hint == "1 template came in, 1 was here already")
    assert kept(stage) == [COURT, PLAIN]
    dialog.import_from(tmp_path / "missing.toml")
    stage.until(lambda: "cannot be read" in dialog.hint)


def test_an_earlier_amendment_becomes_a_template(stage):
    stage.press(K.Key_E)
    stage.write(" More.")
    stage.press(K.Key_Return, CONTROL)
    dialog = stage.open("file.templates")
    stage.until(lambda: dialog.earlier.count() == 2)
    dialog.template_list.choose("")
    assert dialog.earlier.isVisible()
    assert "A court finds a chatbot at fault" in dialog.earlier.itemText(1)
    dialog.earlier.setFocus()
    stage.press(K.Key_Down)
    assert dialog.text.toPlainText() == f"{BULK} More."


def test_the_last_amendment_is_proposed_after_a_restart_and_decides_nothing(stage):
    stage.press(K.Key_E)
    stage.write(" More.")
    stage.press(K.Key_Return, CONTROL)
    stage.session.open(stage.path)
    stage.until(lambda: stage.session.view is not None)
    stage.settle()
    stage.show("001.txt")
    stage.press(K.Key_Period)
    assert text(stage) == f"{BULK} More."
    assert stage.pane.amend_pane.change.diff.stretches
    assert stage.state("001.txt") is State.PENDING
    stage.press(K.Key_Escape)
    assert stage.review("001.txt").draft is None


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("004.txt", "This document has no rationale to amend; write one instead"),
        ("000.txt", "Your last amendment says what stands here already"),
    ],
)
def test_where_it_cannot_be_proposed_the_reason_is_told(stage, name, reason):
    stage.press(K.Key_E)
    stage.write(" More.")
    stage.press(K.Key_Return, CONTROL)
    stage.show(name)
    stage.press(K.Key_Period)
    assert stage.told[-1] == reason
    assert not stage.session.is_amending


def test_it_never_writes_over_a_draft_and_is_gone_once_undone(stage):
    stage.press(K.Key_E)
    stage.write(" More.")
    stage.press(K.Key_Return, CONTROL)
    stage.press(K.Key_E)
    stage.write(" Half.")
    stage.press(K.Key_Escape)
    stage.press(K.Key_Period)
    assert stage.told[-1].startswith("A draft waits here")
    stage.press(K.Key_U)
    stage.show("002.txt")
    stage.press(K.Key_Period)
    assert stage.told[-1] == "No amendment of yours stands in this desk"


def test_letters_typed_into_the_dialog_decide_nothing(stage):
    dialog = stage.open("file.templates")
    dialog.name.setFocus()
    QTest.keyClicks(dialog.name, "are12")
    QTest.keyClick(dialog.name, K.Key_Return)
    stage.settle()
    assert stage.is_untouched()
    assert dialog.isVisible()
