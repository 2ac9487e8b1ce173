"""The same event elsewhere: found while the editor rests, read beside the wire, quoted as a source."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from editor_app.domain.standing import State
from editor_app.domain.verdicts import Answer, OtherSource, Stance
from tests.desk.sample import add, open_sample, wire_text
from tests.ui.review_stage import ALT, SHIFT, SMALL, Stage

K = Qt.Key
EVENT = "The tribunal held Air Canada liable to Jake Moffatt on 14 February 2024."
MORE = (
    " The judge wrote that a company answers for what stands on its pages, whether a person or a machine"
    " put it there, and that nobody needs to know which page of a house is right and which of them is wrong."
    " It was ordered to pay what the fare would have been less, with interest, and the fee for going to"
    " court, and was given a month to do it. No other customer came forward before the hearing was over."
)
WIRES = {
    "000.txt": wire_text("Airline must answer for its chatbot", EVENT + MORE),
    "001.txt": wire_text("Refund promised by a chatbot", f"So it was told: {EVENT}{MORE} The airline paid."),
    "002.txt": wire_text("Airline loses", "A chatbot of Air Canada misled Jake Moffatt, who sued and won."),
    "003.txt": wire_text("Another tribunal", "Judges of Air Board met in Ottawa on 3 March 2021."),
}


@pytest.fixture
def stage(qtbot, tmp_path):
    with open_sample(tmp_path / "a.desk") as desk:
        ids = add(desk, WIRES)
    made = Stage(qtbot, tmp_path, is_filled=False)
    made.ids = ids
    yield made
    made.close()


def look(stage):
    """Let the time go by after which an editor is taken to rest on the wire."""
    stage.window.finder.look()
    stage.settle()
    stage.qtbot.waitUntil(lambda: stage.window.finder.hits is not None)


@pytest.fixture
def panel(stage):
    look(stage)
    stage.window.document_pane.focus_text()
    stage.commands.trigger("wire.elsewhere")
    stage.settle()
    return stage.window.elsewhere


def read_first(stage, panel):
    stage.press(K.Key_Return)
    assert panel.is_reading
    return panel.reading


def select(text, words):
    cursor = text.document().find(words)
    assert not cursor.isNull()
    text.setTextCursor(cursor)


def shown_count(stage):
    button = stage.window.document_pane.toolbar._elsewhere
    return button.text() if button.isVisible() else ""


def sources(stage):
    return stage.session.working.sources


def test_resting_on_a_wire_finds_the_others_and_says_how_many(stage):
    stage.qtbot.waitUntil(lambda: stage.window.finder.hits is not None)

    assert shown_count(stage) == "On the same event: 2"
    assert "same_event_elsewhere" in stage.review("000.txt").flags


def test_a_wire_alone_with_its_event_shows_no_count_and_the_panel_says_so(stage):
    stage.show("003.txt")
    look(stage)
    stage.commands.trigger("wire.elsewhere")

    assert shown_count(stage) == ""
    assert "No other document" in stage.window.elsewhere.said


def test_what_was_found_goes_with_the_wire_it_was_found_for(stage):
    look(stage)
    stage.show("003.txt")
    look(stage)

    assert stage.window.finder.hits == ()
    assert shown_count(stage) == ""


def test_the_list_says_why_and_enter_opens_one_beside_the_wire(stage, panel):
    assert panel.names == ["Refund promised by a chatbot", "Airline loses"]
    assert "You decide" in panel.said

    reading = read_first(stage, panel)

    assert "Jake Moffatt" in reading.why and "14 February 2024" in reading.why
    assert "Nearly the same words" in reading.why
    assert EVENT in reading.own.toPlainText()
    assert "The airline paid." in reading.other.toPlainText()
    assert stage.focus is reading.other


def test_escape_goes_from_the_texts_to_the_list_and_back_to_the_wire(stage, panel):
    read_first(stage, panel)

    stage.press(K.Key_Escape)
    assert panel.isVisible() and not panel.is_reading
    stage.press(K.Key_Escape)

    assert not panel.isVisible()
    assert stage.focus is stage.window.document_pane.view


def test_f6_goes_round_both_texts_the_answers_and_the_checklist(stage, panel):
    reading = read_first(stage, panel)
    seen = []
    for _ in range(4):
        stage.press(K.Key_F6)
        seen.append(stage.focus)

    assert reading.strip.isAncestorOf(seen[0])
    assert stage.pane.isAncestorOf(seen[1])
    assert seen[2:] == [reading.own, reading.other]


def test_no_key_decides_while_the_panel_has_the_focus(stage, panel):
    for key in (K.Key_A, K.Key_R, K.Key_S, K.Key_Y, K.Key_J, K.Key_F):
        stage.press(key)
    read_first(stage, panel)
    for key in (K.Key_A, K.Key_E, K.Key_S, K.Key_J, K.Key_Space, K.Key_Backspace):
        stage.press(key)
    stage.press(K.Key_A, SHIFT)

    assert stage.is_untouched() and panel.isVisible()
    assert stage.session.position == 0


def test_a_passage_is_kept_once_the_editor_says_what_it_speaks_for(stage, panel):
    reading = read_first(stage, panel)
    select(reading.other, "The airline paid.")

    stage.press(K.Key_Q)
    assert sources(stage) == ()
    assert "independent" in reading.strip.hint
    stage.press(K.Key_Right)
    stage.press(K.Key_Space)

    (source,) = sources(stage)
    assert (source.document, source.stance) == (stage.ids["001.txt"], Stance.AGAINST)
    assert source.quote.exact == "The airline paid."
    text = stage.review("001.txt").document.text
    assert text[source.quote.start : source.quote.end] == "The airline paid."
    assert stage.focus is reading.other
    assert reading.strip.quotes.quotes == (source.quote,)

    select(reading.other, "Jake Moffatt")
    stage.press(K.Key_Q)
    assert [held.quote.exact for held in sources(stage)] == ["The airline paid.", "Jake Moffatt"]


def test_escape_lets_a_passage_be_that_was_not_answered(stage, panel):
    reading = read_first(stage, panel)
    select(reading.other, "The airline paid.")
    stage.press(K.Key_Q)
    stage.press(K.Key_Escape)

    assert sources(stage) == () and panel.is_reading
    assert stage.focus is reading.other


def test_a_passage_of_the_wire_is_quoted_for_its_criterion(stage, panel):
    reading = read_first(stage, panel)
    reading.own.setFocus()
    select(reading.own, "Jake Moffatt")
    stage.press(K.Key_Q)

    assert [quote.exact for quote in stage.session.working.quotes] == ["Jake Moffatt"]
    assert sources(stage) == ()


def test_criteria_are_answered_while_reading(stage, panel):
    read_first(stage, panel)
    stage.press(K.Key_1)
    stage.press(K.Key_2, ALT)

    assert stage.session.working.gates.verifiable is Answer.YES
    assert stage.session.working.gates.but_for is Answer.YES


def test_what_is_held_goes_with_the_decision_and_can_be_let_go(stage, panel):
    reading = read_first(stage, panel)
    other = stage.ids["001.txt"]
    reading.strip._stances.segment(Stance.NOT_INDEPENDENT.value).click()
    assert sources(stage) == (OtherSource(other, Stance.NOT_INDEPENDENT),)
    assert shown_count(stage) == "On the same event: 2 · 1 held"
    stage.commands.trigger("wire.elsewhere")

    stage.press(K.Key_S)

    assert stage.state("000.txt") is State.DEFERRED
    assert stage.verdict("000.txt").sources == (OtherSource(other, Stance.NOT_INDEPENDENT),)

    stage.show("000.txt")
    look(stage)
    stage.commands.trigger("wire.elsewhere")
    read_first(stage, panel)
    assert reading.strip.stance is Stance.NOT_INDEPENDENT
    reading.strip._stances.segment(Stance.NOT_INDEPENDENT.value).click()
    assert sources(stage) == ()


def test_what_is_held_is_kept_as_a_draft(stage, panel):
    reading = read_first(stage, panel)
    reading.strip._stances.segment(Stance.FOR.value).click()
    stage.session.flush()
    stage.settle()

    assert '"stance":"for"' in stage.review("000.txt").draft.payload
    stage.window.open_desk(stage.path)
    stage.qtbot.waitUntil(lambda: stage.session.view is not None)
    stage.show("000.txt")
    assert sources(stage) == (OtherSource(stage.ids["001.txt"], Stance.FOR),)


def test_what_differs_is_shown_word_by_word(stage, panel):
    reading = read_first(stage, panel)
    reading.toggle_difference()

    assert reading.is_comparing
    assert "The airline paid." in reading.difference.accessibleDescription()


def test_nearly_the_same_text_is_told_over_the_document_and_listed(stage):
    strip = stage.window.document_pane.alike
    stage.show("002.txt")
    assert not strip.isVisible()

    stage.show("000.txt")
    stage.qtbot.waitUntil(lambda: stage.session.view.nearly_same > 0)
    assert strip.isVisible() and strip.text == "1 other wire says nearly the same"
    stage.commands.trigger("find.nearly_same")
    stage.settle()

    names = [stage.session.row(place).name for place in range(len(stage.session.ids))]
    assert names == ["000.txt", "001.txt"]
    assert stage.commands.reason_off("find.nearly_same") is None


def test_a_decision_made_with_a_button_closes_the_panel(stage, panel):
    read_first(stage, panel)
    stage.commands.trigger("decide.skip")
    stage.settle()

    assert stage.state("000.txt") is State.DEFERRED
    assert not panel.isVisible()


def test_the_caret_stands_in_the_texts_of_the_panel(stage, panel):
    reading = read_first(stage, panel)
    stage.press(K.Key_F7)

    assert reading.other.is_caret_on and not stage.window.document_pane.view.is_caret_on
    reading.other.moveCursor(QTextCursor.MoveOperation.Start)
    stage.press(K.Key_Right, SHIFT)
    assert reading.other.textCursor().hasSelection()


def test_nothing_of_it_is_cut_in_a_small_window(qtbot, stage, panel):
    stage.window.resize(*SMALL)
    reading = read_first(stage, panel)

    assert panel.width() + stage.pane.width() <= SMALL[0]
    for segment in reading.strip._stances.segments():
        assert segment.width() >= segment.minimumSizeHint().width()
    assert reading.own.viewport().width() > 250
