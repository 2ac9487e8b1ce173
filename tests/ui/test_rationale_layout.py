"""The right-hand side fits its place: both fonts, both sizes, large text, and every state it can show."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from editor_app.domain.canonical import canonical_json
from editor_app.domain.standing import Standing, State
from editor_app.domain.verdicts import Outcome, Quote, Verdict
from editor_app.ui import text_styles
from editor_app.ui.growing_text import GrowingText
from editor_app.ui.quote_list import PassageButton
from editor_app.ui.theme import theme
from editor_app.ui.widgets.focus_frame import FocusFrame
from tests.ui.review_stage import LARGE, PASSAGE, SHIFT, SMALL, Stage

K = Qt.Key
FAMILIES = ("DejaVu Sans", "Inter")
QUOTE = Quote(PASSAGE, "In May ", ".", 30, 30 + len(PASSAGE))


@pytest.fixture
def stage_of(qtbot, tmp_path):
    """Give a way to open the window in a size and a font; both are put back."""
    opened = []
    usual = QFont(QApplication.font())

    def made(size, family=None):
        if family is not None:
            if family not in QFontDatabase.families():
                pytest.skip(f"{family} is not installed here")
            font = QFont(family)
            font.setPixelSize(13)
            QApplication.setFont(font)
        opened.append(Stage(qtbot, tmp_path, size))
        return opened[-1]

    yield made
    for stage in opened:
        stage.close()
    QApplication.setFont(usual)
    text_styles.zoom.set_percent(100)


def fits_across(area):
    return area.widget().minimumSizeHint().width() <= area.viewport().width()


def is_not_scrolled(area):
    return area.widget().height() <= area.viewport().height()


@pytest.mark.parametrize("family", FAMILIES)
def test_a_small_window_shows_checklist_and_decision_without_scrolling(stage_of, family):
    stage = stage_of(SMALL, family)
    area = stage.read.scroll_area
    for key in (K.Key_F, K.Key_1, K.Key_1):
        stage.press(key)
        assert fits_across(area) and is_not_scrolled(area)
    stage.show("001.txt")
    stage.session.quote(QUOTE)
    for key in (K.Key_1, K.Key_3, K.Key_2, K.Key_2, K.Key_1, K.Key_1):
        stage.press(key)
        assert fits_across(area) and is_not_scrolled(area)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_text_seen_for_the_first_time_fits_with_every_answer_given(stage_of, family):
    stage = stage_of(SMALL, family)
    area = stage.read.scroll_area
    assert not stage.read.card.is_cut
    for key in (K.Key_1, K.Key_3, K.Key_3, K.Key_3, K.Key_2, K.Key_2):
        stage.press(key)
        assert fits_across(area) and is_not_scrolled(area)


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_every_button_is_whole(stage_of, family, size):
    stage = stage_of(size, family)
    area = stage.read.decision
    tops = {button.y() for button in area.buttons.values()}
    assert len(tops) == 1
    for button in area.buttons.values():
        assert button.width() >= button.minimumSizeHint().width()
        assert button.height() >= 44
    assert area.minimumSizeHint().width() <= stage.pane.width()
    stage.press(K.Key_E)
    pane = stage.pane.amend_pane
    assert pane.content.minimumSizeHint().width() <= pane.content.parentWidget().width()


def test_narrow_panes_put_the_buttons_into_two_rows(stage_of):
    area = stage_of(LARGE).read.decision
    for width, rows in ((300, 2), (416, 1)):
        area.resize(width, area.heightForWidth(width))
        area.layout().activate()
        assert len({button.y() for button in area.buttons.values()}) == rows
    assert area.minimumSizeHint().width() < 300


def test_large_text_asks_for_a_wide_pane_and_scrolls_down_only(stage_of):
    stage = stage_of(LARGE)
    text_styles.zoom.set_percent(200)
    stage.settle()
    assert stage.pane.wanted_width == 560
    assert fits_across(stage.read.scroll_area)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_draft_over_a_long_rationale_leaves_both_gates_in_sight(stage_of, family):
    stage = stage_of(SMALL, family)
    stage.press(K.Key_E)
    stage.write(" More.")
    stage.press(K.Key_Escape)
    assert stage.read.draft.isVisible() and stage.read.card.is_cut
    assert is_not_scrolled(stage.read.scroll_area)
    stage.show("001.txt")
    stage.show("000.txt")
    assert stage.read.draft.isVisible() and is_not_scrolled(stage.read.scroll_area)
    stage.press(K.Key_W)
    assert not stage.read.card.is_cut


def test_a_short_rationale_is_never_cut(stage_of):
    stage = stage_of(SMALL)
    stage.show("003.txt")
    stage.press(K.Key_E)
    stage.write(" More.")
    stage.press(K.Key_Escape)
    assert stage.read.draft.isVisible() and not stage.read.card.is_cut
    stage.press(K.Key_W)
    assert stage.told[-1] == "The whole rationale is shown"


def test_small_windows_cut_a_text_only_once_it_was_seen(stage_of):
    stage = stage_of(SMALL)
    assert not stage.read.card.is_cut
    stage.press(K.Key_J)
    assert stage.read.card.is_cut
    stage.press(K.Key_W)
    assert not stage.read.card.is_cut
    stage.show("003.txt")
    assert not stage.read.card.is_cut
    stage.show("000.txt")
    assert not stage.read.card.is_cut


def test_large_windows_show_the_whole_text_with_test_line_and_batch(stage_of):
    stage = stage_of(LARGE)
    stage.press(K.Key_J)
    card = stage.read.card
    assert card.text.startswith("Launch-archive bulk classification (10 May 2026). Source signal")
    assert card.text.endswith('Counterfactual "but-for" test per the Editor\'s Guide.')
    assert card.same_text == "Same text on 2 other wires"
    stage.show("003.txt")
    assert card.same_text == ""


def test_d_lists_the_wires_with_the_same_text(stage_of):
    stage = stage_of(LARGE)
    stage.press(K.Key_D)
    assert len(stage.session.ids) == 3
    stage.show("003.txt")
    stage.press(K.Key_D)
    assert stage.told[-1] == "This rationale stands on no other wire"


def test_quoted_passages_are_listed_gone_to_and_let_go(stage_of):
    stage = stage_of(LARGE)
    stage.session.quote(QUOTE)
    stage.settle()
    asked = []
    stage.pane.passage_asked.connect(asked.append)
    quotes = stage.read.checklist.rows[0].quotes
    assert quotes.quotes == (QUOTE,)
    quotes.findChild(PassageButton).click()
    assert asked == [QUOTE]
    quotes.findChild(QAbstractButton, "drop").click()
    stage.settle()
    assert stage.session.working.quotes == () and quotes.quotes == ()


def test_h_opens_the_history_in_the_pane_or_as_a_panel(stage_of):
    stage = stage_of(LARGE)
    assert stage.read.section.summary.startswith("1 entry · imported")
    stage.press(K.Key_F)
    stage.press(K.Key_H)
    assert stage.read.section.is_open
    assert _bottom(stage.read.section) <= _bottom(stage.read.scroll_area.viewport())
    assert [line.sentence for line in stage.read.history][-1] == "Flagged, by \u2068Ada Example\u2069"
    stage.press(K.Key_H)
    assert not stage.read.section.is_open
    stage.window.resize(*SMALL)
    stage.settle()
    stage.press(K.Key_H)
    assert stage.popup is not None and not stage.read.section.isVisible()
    stage.press(K.Key_Escape)
    assert stage.popup is None


def test_an_amendment_can_be_compared_with_what_was_proposed(stage_of):
    stage = stage_of(LARGE)
    stage.press(K.Key_E)
    stage.write(" More.")
    stage.press(K.Key_S, Qt.KeyboardModifier.ControlModifier)
    stage.read.card.compare_asked.emit()
    stage.settle()
    assert "Added:" in stage.popup.change.diff.accessibleDescription()


def test_a_document_without_a_rationale_has_a_card_of_its_own(stage_of):
    stage = stage_of(LARGE)
    stage.show("004.txt")
    assert stage.read.card.is_missing and stage.read.card.same_text == ""
    stage.read.card.write_asked.emit()
    stage.settle()
    assert stage.session.is_amending


def test_a_dispute_shows_both_verdicts_but_not_whose_and_none_as_decided(stage_of):
    stage = stage_of(LARGE)
    stage.press(K.Key_A, SHIFT)
    view = stage.review("000.txt")
    accepted = view.standing.verdicts[0]
    rejection = Verdict(Outcome.REJECT, reasons=("spam",)).payload()
    rejected = replace(accepted, id="other", editor="elsewhere", payload=canonical_json(rejection))
    disputed = replace(
        view, row=replace(view.row, state=State.DISPUTED), standing=Standing((accepted, rejected))
    )
    stage.read.show_view(disputed, cut=False, writable=True)
    banner = stage.read.banner
    assert banner.accessibleName() == "Two editors decided differently"
    described = banner.accessibleDescription()
    assert "Ada Example" not in described and "Accepted" in described and ": spam" in described
    assert not any("Ada Example" in line.sentence for line in stage.read.history)
    assert not any(button.is_solid for button in stage.read.decision.buttons.values())


def test_a_changed_text_names_the_verdict_the_old_one_was_given(stage_of):
    stage = stage_of(LARGE)
    stage.press(K.Key_A, SHIFT)
    view = stage.review("000.txt")
    changed = replace(
        view,
        row=replace(view.row, state=State.CHANGED),
        standing=Standing(),
        earlier=view.standing,
    )
    stage.read.show_view(changed, cut=False, writable=True)
    assert stage.read.banner.accessibleName() == "The text changed since it was reviewed"
    assert "Accepted" in stage.read.banner.accessibleDescription()


def test_a_change_of_colours_leaves_no_old_one(stage_of):
    stage = stage_of(LARGE)
    stage.press(K.Key_R)
    stage.press(K.Key_Escape)
    stage.press(K.Key_E)
    stage.write(" More.")
    stage.pane.amend_pane.change.compare()
    theme.use("dark")
    stage.settle()
    shown = stage.pane.amend_pane.change.diff.colours
    assert theme.colour("add_bg").name() in shown
    theme.use("light")
    stage.settle()
    assert theme.colour("add_bg").name() in stage.pane.amend_pane.change.diff.colours


def test_names_for_screen_readers(stage_of):
    stage = stage_of(LARGE)
    rows = stage.read.checklist.rows
    assert [row.segment_names for row in rows] == [
        [f"Criterion {number}: {word}" for word in ("Yes", "No", "Unclear")] for number in (1, 2)
    ]
    buttons = stage.read.decision.buttons
    assert [button.accessibleName() for button in buttons.values()] == ["Accept", "Amend", "Reject"]
    assert buttons[Outcome.REJECT].accessibleDescription() == "Key R"


def test_the_history_comes_into_sight_below_a_full_checklist(stage_of):
    stage = stage_of(LARGE)
    for key in (K.Key_1, K.Key_2, K.Key_F, K.Key_F, K.Key_F, K.Key_F):
        stage.press(key)
    stage.press(K.Key_H)
    assert _bottom(stage.read.section) <= _bottom(stage.read.scroll_area.viewport())


def test_the_rationale_shows_a_ring_when_tab_comes_to_it_and_no_other(stage_of):
    stage = stage_of(LARGE)
    ring = next(one for one in stage.read.card.findChildren(FocusFrame) if one.parentWidget().isVisible())
    stage.window.document_pane.focus_text()
    assert not ring.isVisible()
    stage.press(K.Key_Tab)
    assert stage.read.card.isAncestorOf(stage.focus) and ring.isVisible()
    stage.press(K.Key_Tab)
    assert not ring.isVisible()


def test_the_ring_is_there_again_after_a_popup(stage_of):
    stage = stage_of(LARGE)
    stage.window.queue_pane.table.setFocus()
    stage.window.document_pane.focus_text()
    ring = stage.window.document_pane.view.findChild(FocusFrame)
    assert ring.isVisible()
    stage.press(K.Key_R)
    assert not ring.isVisible()
    stage.press(K.Key_Escape)
    assert stage.focus is stage.window.document_pane.view and ring.isVisible()


def test_large_text_shows_the_rationale_whole_in_a_pane_that_was_made_narrow(stage_of):
    stage = stage_of(LARGE)
    stage.window._own_widths = (288, 430)
    stage.window._arrange()
    stage.settle()
    assert stage.pane.width() == 430
    text_styles.zoom.set_percent(200)
    stage.settle()
    assert stage.pane.width() == 560
    text = stage.read.card.findChild(GrowingText)
    assert text.height() >= text.heightForWidth(text.width())
    text_styles.zoom.set_percent(100)
    stage.settle()
    assert stage.pane.width() == 430


def test_what_is_written_keeps_its_size_in_other_colours(stage_of):
    stage = stage_of(LARGE)
    stage.press(K.Key_E)
    text_styles.zoom.set_percent(200)
    large = stage.focus.document().defaultFont().pixelSize()
    for _ in range(2):
        stage.commands.trigger("window.theme")
        stage.settle()
        assert stage.focus.document().defaultFont().pixelSize() == large
    text_styles.zoom.set_percent(100)


@pytest.mark.parametrize("family", FAMILIES)
def test_an_answer_stays_under_the_pointer_that_gave_it(stage_of, family):
    stage = stage_of(LARGE, family)
    segment = stage.read.checklist.rows[0]._answers.segment("yes")
    before = _bottom(segment)
    QTest.mouseClick(segment, Qt.MouseButton.LeftButton)
    stage.settle()
    assert stage.read.checklist.rows[0].says_route_is_open
    assert _bottom(segment) == before


def _bottom(widget):
    return widget.mapToGlobal(widget.rect().bottomLeft()).y()
