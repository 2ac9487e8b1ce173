"""Words of strangers in labels, buttons, chips, tooltips and fields: shown as they are, and not too long."""

import pytest
from PySide6.QtCore import Qt

from editor_app.domain.visible_marks import MARK
from editor_app.ui.growing_text import GrowingText, Run
from editor_app.ui.reader_text import is_too_long_to_write, parts_of
from editor_app.ui.safe_text import ElidedLabel, PlainLabel, plain_tip
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.chip import Chip
from editor_app.ui.wording import isolated
from tests.desk.sample import add, open_sample, wire_text
from tests.ui.review_stage import Stage

HIDDEN = "a\u202eb\u200bc"
SHOWN = f"a{MARK}b{MARK}c"


@pytest.mark.parametrize("make", [PlainLabel, Button, lambda text: Chip(text, "plain")])
def test_what_cannot_be_seen_is_a_mark(qtbot, make):
    widget = make(HIDDEN)
    qtbot.addWidget(widget)
    assert widget.text() == SHOWN


def test_a_label_keeps_what_isolates_a_strangers_words(qtbot):
    label = PlainLabel(f"Name: {isolated(HIDDEN)}")
    qtbot.addWidget(label)
    assert label.text() == f"Name: \u2068{SHOWN}\u2069"


def test_a_strangers_words_cannot_end_their_own_isolation():
    assert isolated("a\u2069b") == f"\u2068a{MARK}b\u2069"


@pytest.mark.parametrize("make", [Button, lambda text: Chip(text, "plain", removable=True)])
def test_an_ampersand_of_a_stranger_is_no_key(qtbot, make):
    widget = make("&Accept everything")
    qtbot.addWidget(widget)
    assert widget.shortcut().isEmpty()


def test_a_word_of_a_megabyte_is_cut_in_labels_and_tooltips(qtbot):
    label = ElidedLabel("x" * 1_000_000)
    qtbot.addWidget(label)
    assert label.whole_text == "x" * 1_000_000
    assert len(label.text()) < 3_000 and len(label.toolTip()) < 3_000
    assert len(plain_tip("x" * 1_000_000)) < 3_000


def test_a_rationale_without_end_says_where_its_rest_is(qtbot):
    text = GrowingText()
    qtbot.addWidget(text)
    text.show_paragraphs([[Run("word " * 5_000)], [Run("another")]])
    assert "the rest stands in the source text" in text.toPlainText()
    assert len(text.toPlainText()) < 6_000


def test_a_rationale_of_very_many_lines_says_so_too(qtbot):
    text = GrowingText()
    qtbot.addWidget(text)
    text.show_paragraphs([[Run("x\n" * 2_000)]])
    assert "the rest stands in the source text" in text.toPlainText()
    assert text.document().blockCount() <= 251
    text.show_paragraphs([[Run("x\n" * 100)], [Run("y")]])
    assert text.toPlainText() == "x\n" * 100 + "\ny"


def test_no_height_is_measured_at_no_width(qtbot):
    text = GrowingText()
    qtbot.addWidget(text)
    text.show_paragraphs([[Run("x" * 4_000)]])
    assert text.heightForWidth(0) == text.heightForWidth(2) == text.heightForWidth(100)
    assert text.heightForWidth(100) > 2 * text.heightForWidth(400)


def test_very_many_lines_come_in_parts():
    from editor_app.formats.wire_text import read_document

    parts = list(parts_of(read_document(b"x\n" * 10_000)))
    assert len(parts) == 10
    assert parts[0].left > 0 and parts[-1].left == 0


def test_what_no_field_can_hold():
    assert is_too_long_to_write("x" * 20_001)
    assert is_too_long_to_write("x\n" * 300_000)
    assert not is_too_long_to_write("words\n" * 8_000)


def test_a_rationale_no_field_can_hold_is_written_anew(qtbot, tmp_path):
    with open_sample(tmp_path / "a.desk") as desk:
        add(desk, {"000.txt": wire_text("A wire", rationale="x" * 30_000)})
    stage = Stage(qtbot, tmp_path, is_filled=False)
    try:
        stage.press(Qt.Key.Key_E)
        assert stage.session.is_amending
        assert stage.pane.amend_pane.text == ""
        assert any("too many to change here" in said for said in stage.told)
        stage.commands.trigger("amend.leave")
        stage.settle()
        assert stage.session.door.view(stage.session.view.row.id).document.rationale == "x" * 30_000
    finally:
        stage.close()
