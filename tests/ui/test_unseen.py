"""Characters that cannot be seen, in the fields one writes in: marked, named, stepped to, never changed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor_app.desk import reviewing
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.ui.safe_text import PlainEdit
from editor_app.ui.unseen_line import UnseenLine
from editor_app.ui.utf16 import units_at, units_before
from tests.ui.review_stage import BULK, CONTROL, SHIFT, Stage

K = Qt.Key
HIDING = "The file\u202egpj.exe was opened\u200b here"


@pytest.fixture
def stage(qtbot, tmp_path):
    made = Stage(qtbot, tmp_path)
    made.take_time()
    yield made
    made.close()


def paste(stage, text):
    """Put a text in the place of what is written, as a person does."""
    QApplication.clipboard().setText(text)
    stage.press(K.Key_A, CONTROL)
    stage.press(K.Key_V, CONTROL)


def said(stage):
    """Give what the lines under fields say, without the signs that isolate a stranger's words."""
    lines = [line.text for line in stage.window.findChildren(UnseenLine) if line.isVisible()]
    return [line.replace("\u2068", "").replace("\u2069", "") for line in lines]


def test_a_rationale_with_unseen_characters_names_them_one_after_the_other(stage):
    stage.press(K.Key_E)
    assert said(stage) == []
    paste(stage, HIDING)
    assert said(stage) == [
        "Unseen character 1 of 2: U+202E RIGHT-TO-LEFT OVERRIDE, in “The file\u2426gpj.exe was open…”"
    ]
    stage.press(K.Key_F8)
    assert stage.focus.textCursor().selectedText() == "\u202e"
    stage.press(K.Key_F8)
    assert stage.focus.textCursor().selectedText() == "\u200b"
    assert said(stage) == [
        "Unseen character 2 of 2: U+200B ZERO WIDTH SPACE, in “…j.exe was opened\u2426 here”"
    ]
    stage.press(K.Key_F8)
    assert stage.focus.textCursor().selectedText() == "\u202e"
    stage.press(K.Key_Delete)
    assert stage.pane.amend_pane.text == HIDING.replace("\u202e", "")
    assert [line.partition(":")[0] for line in said(stage)] == ["1 unseen character"]
    stage.press(K.Key_F8)
    stage.press(K.Key_Delete)
    assert said(stage) == []
    stage.press(K.Key_F8)
    assert stage.told[-1] == "No unseen character in a field with the caret"


def test_they_are_marked_in_the_text_and_the_text_stays(stage):
    stage.press(K.Key_E)
    paste(stage, f"😀 {HIDING}")
    marked = stage.focus.document().firstBlock().layout().formats()
    assert [(one.start, one.length) for one in marked] == [(11, 1), (30, 1)]
    assert all(one.format.fontLetterSpacing() > 0 for one in marked)
    assert stage.pane.amend_pane.text == f"😀 {HIDING}"


def test_what_is_saved_is_what_was_put_in(stage):
    text = "Ten\u00a0o’clock\u202f: \u2028a\u00adword\u200d, \u202eturned\u202c.\nA second line."
    stage.press(K.Key_E)
    paste(stage, text)
    stage.press(K.Key_Return, SHIFT)
    stage.write("A third")
    stage.press(K.Key_Return, CONTROL)
    assert stage.verdict("000.txt").rationale == f"{text}\nA third"


def test_the_reason_for_a_change_is_looked_through_too(stage):
    stage.press(K.Key_E)
    stage.pane.amend_pane.why_field.setFocus()
    paste(stage, "In\u202ebox, be\U000e0041cause")
    assert len(said(stage)) == 1 and "1 of 2: U+202E" in said(stage)[0]
    for expected in ("\u202e", "\U000e0041", "\u202e"):
        stage.press(K.Key_F8)
        assert stage.focus.selectedText() == expected
    stage.press(K.Key_Delete)
    assert stage.pane.amend_pane.why == "Inbox, be\U000e0041cause"


def test_a_note_is_looked_through_too(stage):
    stage.press(K.Key_N)
    paste(stage, "soft\u00adly")
    assert said(stage) == ["1 unseen character: U+00AD SOFT HYPHEN, in “soft\u2426ly”"]
    stage.press(K.Key_F8)
    stage.press(K.Key_Delete)
    stage.press(K.Key_Return)
    assert stage.review("000.txt").standing.note == "softly"


def test_the_note_of_a_rejection_is_looked_through_in_its_panel(stage):
    stage.press(K.Key_R)
    stage.popup.note.setFocus()
    paste(stage, "no\u2066 harm")
    assert said(stage) == ["1 unseen character: U+2066 LEFT-TO-RIGHT ISOLATE, in “no\u2426 harm”"]
    QTest.keyClick(QApplication.focusWindow(), K.Key_F8)  # as the window system sends it
    assert stage.focus.selectedText() == "\u2066"
    stage.press(K.Key_Delete)
    assert stage.popup.note.text() == "no harm" and said(stage) == []
    assert stage.is_untouched()


def test_ordinary_writing_is_not_spoken_of(stage):
    stage.press(K.Key_E)
    paste(stage, "Naïve café, 10\u00a0%, 👩‍👩‍👧 ❤️, שלום, می‌خواهم.\n\tA tab.")
    assert said(stage) == []
    assert stage.focus.document().firstBlock().layout().formats() == []


def test_a_text_no_field_can_hold_is_not_pasted(stage):
    stage.press(K.Key_E)
    paste(stage, "x" * 1_000_000)
    assert stage.pane.amend_pane.text == BULK
    assert said(stage) == ["What was pasted has 1,000,000 characters, too many here. Nothing was put in."]
    stage.press(K.Key_End, CONTROL)
    stage.write("!")
    assert said(stage) == [] and stage.pane.amend_pane.text == f"{BULK}!"


def test_what_is_pasted_again_and_again_stops_where_the_field_would_stall(stage):
    stage.press(K.Key_N)
    paste(stage, "x" * 12_000)
    stage.press(K.Key_V, CONTROL)
    assert len(stage.focus.toPlainText()) == 12_000
    assert said(stage) == ["What was pasted has 12,000 characters, too many here. Nothing was put in."]
    paste(stage, "y" * 15_000)
    assert stage.focus.toPlainText() == "y" * 15_000 and said(stage) == []


def test_a_note_no_field_can_hold_stands_until_another_is_written(stage):
    long = "word " * 200_000
    stage.session.note(long.strip())
    stage.settle()
    stage.press(K.Key_N)
    assert isinstance(stage.focus, PlainEdit) and stage.focus.toPlainText() == ""
    assert "999,999 characters, too many to change here" in stage.focus.placeholderText()
    stage.press(K.Key_Return)
    assert stage.review("000.txt").standing.note == long.strip()
    stage.press(K.Key_N)
    stage.write("shorter")
    stage.press(K.Key_Return)
    assert stage.review("000.txt").standing.note == "shorter"


def test_a_reason_no_field_can_hold_stands_while_the_rationale_is_changed(stage):
    long = ("word " * 200_000).strip()
    amended = Verdict(Outcome.AMEND, rationale="Something else.", note=long)
    reviewing.decide(stage.session.desk, stage.ids["000.txt"], amended)
    stage.session.reload()
    stage.show("000.txt")
    stage.press(K.Key_E)
    field = stage.pane.amend_pane.why_field
    assert field.text() == "" and "999,999 characters, too many" in field.placeholderText()
    stage.write(" More.")
    stage.press(K.Key_Return, CONTROL)
    verdict = stage.verdict("000.txt")
    assert (verdict.rationale, verdict.note) == ("Something else. More.", long)


def test_places_are_counted_in_units_in_one_pass():
    text = "a😀b\u202ec"
    assert list(units_at(text, range(6))) == [units_before(text, place) for place in range(6)]
    assert list(units_at(text, (2, 2, 5))) == [3, 3, 6] and list(units_at("", ())) == []
