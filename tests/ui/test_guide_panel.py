"""The guide over the document: it says what it is, opens at a criterion, and lets no key through."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest

from editor_app.domain.verdicts import Answer, Gates
from editor_app.settings import KeyChoice
from editor_app.ui.guide_panel import GuidePanel
from editor_app.ui.guide_text import shipped_guide
from editor_app.ui.keymap import spoken
from editor_app.ui.own_keys import keymap_of
from editor_app.ui.safe_text import PlainLabel, SafeBrowser
from tests.ui.dialog_stage import DialogStage
from tests.ui.review_stage import CONTROL

K = Qt.Key


@pytest.fixture
def stage(qtbot, tmp_path):
    made = DialogStage(qtbot, tmp_path)
    yield made
    made.close()


@pytest.fixture
def guide(stage):
    stage.window.document_pane.focus_text()
    stage.press(K.Key_G, CONTROL)
    return next(panel for panel in stage.window.findChildren(GuidePanel) if panel.isVisible())


def test_it_says_version_date_and_that_it_is_a_summary(guide):
    shown = [label.text() for label in guide.findChildren(PlainLabel)]
    assert "Editor's Guide v1, effective 1 May 2026" in shown
    assert "A summary written for this desk" in shown


def test_it_opens_at_the_criterion_that_is_open(stage, guide):
    assert guide.section == "Gate 1: verifiable"
    stage.press(K.Key_Escape)
    stage.session.answer(Gates(verifiable=Answer.NO))
    stage.press(K.Key_G, CONTROL)
    assert guide.section == "Gate 2: but for"


def test_escape_closes_it_and_gives_the_focus_back(stage, guide):
    assert guide.isAncestorOf(stage.focus)
    stage.press(K.Key_Escape)
    assert not guide.isVisible()
    assert stage.focus is stage.window.document_pane.view


def test_no_letter_decides_on_the_wire_it_covers(stage, guide):
    for key in (K.Key_A, K.Key_R, K.Key_1, K.Key_J, K.Key_S):
        stage.press(key)
    assert stage.is_untouched()
    assert stage.session.position == 0 and guide.isVisible()


def test_the_search_counts_and_goes_from_hit_to_hit(stage, guide):
    stage.press(K.Key_F, CONTROL)
    stage.write("harm")
    first, count = guide.found.split(" of ")
    assert first == "1" and int(count) > 1
    stage.press(K.Key_Return)
    assert guide.found == f"2 of {count}"
    assert stage.is_untouched() and guide.isVisible()
    stage.write("zzz")
    assert guide.found == "Nothing found"


def test_the_contents_go_to_their_section(stage, guide):
    contents = guide._contents
    contents.setFocus()
    contents.setCurrentRow(contents.count() - 1)
    stage.settle()
    bar = guide._text.verticalScrollBar()
    assert bar.value() > 0
    QTest.keyClick(contents, K.Key_Home)
    assert guide.section == shipped_guide().sections[0].title


def test_headings_and_bold_words_take_weights_that_are_shipped(guide):
    block = guide._text.document().begin()
    weights, headings = set(), 0
    while block.isValid():
        headings += block.blockFormat().headingLevel() == 1
        place = block.begin()
        while not place.atEnd():
            weights.add(place.fragment().charFormat().fontWeight())
            place += 1
        block = block.next()
    assert headings == len(shipped_guide().sections) + 1
    assert weights == {QFont.Weight.Normal, QFont.Weight.DemiBold}


def test_its_last_chapter_names_every_command_with_the_keys_that_count_now(stage, guide):
    text = guide._text.document().toPlainText()
    chapter = text[text.rindex("Commands and keys") :]
    for command in stage.commands.all():
        if stage.commands.is_bound(command.id):
            keys = [spoken(key) for key in stage.commands.keymap.all_keys(command.id)]
            shown = ", ".join(dict.fromkeys(keys)) or "no key"
            assert f"{command.title} ({shown}): {command.help}" in chapter


def test_the_chapter_of_keys_follows_them(stage, guide):
    guide.open_section("Commands and keys")
    stage.commands.use(keymap_of(KeyChoice("prodigy")))
    text = guide._text.document().toPlainText()
    assert "Reject (X, Ctrl+Shift+R):" in text and "Reject (R" not in text
    assert guide.section == "Commands and keys"


def test_keys_are_found_by_the_search_of_the_guide(stage, guide):
    stage.press(K.Key_F, CONTROL)
    stage.write("keep as context (")
    assert guide.found == "1 of 1"


def test_its_scroll_bar_stands_at_the_far_edge_of_a_wide_page(stage, guide):
    stage.window.resize(2200, 900)
    stage.settle()
    bar = guide.findChild(SafeBrowser).verticalScrollBar()
    assert bar.isVisible() and guide.width() > 1200
    assert bar.mapTo(guide, bar.rect().topRight()).x() >= guide.width() - 2
    assert guide.findChild(SafeBrowser).viewport().width() < 800
