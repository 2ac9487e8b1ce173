"""What the window shows when there is nothing to show, when it cannot write, and when something fails."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from editor_app.desk.workplace import open_desk
from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.problems import Problem
from editor_app.domain.standing import State
from editor_app.ui import text_styles
from editor_app.ui.app import make_application, make_window
from editor_app.ui.safe_text import ElidedLabel
from editor_app.ui.theme import theme
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.chip import Chip
from tests.ui.review_stage import CONTROL, LARGE, SMALL, Stage

K = Qt.Key


@pytest.fixture
def stage(qtbot, tmp_path):
    made = Stage(qtbot, tmp_path)
    yield made
    made.close()


def test_filtered_to_nothing_says_by_what_and_how_to_go_back(stage):
    stage.session.set_criteria(
        Criteria(search="zeppelin", source="nowhere", states=frozenset({State.REJECTED}))
    )
    stage.settle()
    card = stage.window.queue_pane.nothing_card
    assert card.isVisible() and card.title == "No wires match"
    plain = card.text.replace("\u2068", "").replace("\u2069", "")
    assert plain == "List: all. Text: “zeppelin”. Status: rejected. Source: nowhere."
    assert len(stage.window.queue_pane.chips.texts()) == 3
    card.findChild(Button).click()
    stage.settle()
    assert stage.session.criteria == Criteria() and stage.session.view is not None
    assert not stage.window.queue_pane.chips.isVisible()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (ListName.DONE, "Nothing is decided yet"),
        (ListName.FLAGGED, "No wire is flagged"),
        (ListName.DISPUTED, "No wire is in dispute"),
    ],
)
def test_a_list_that_is_empty_by_itself_says_so(stage, name, said):
    stage.session.set_criteria(Criteria(list=name))
    stage.settle()
    card = stage.window.queue_pane.nothing_card
    assert card.isVisible() and (card.title, card.text) == (said, "")


def test_a_desk_that_opens_is_counted_before_it_is_listed(stage):
    """The bars never say that a desk is empty while its long list is still on its way."""
    said = []
    session, window = stage.session, stage.window
    session.opened.connect(lambda: said.append([label.text() for label in window.findChildren(ElidedLabel)]))
    session.opened.connect(lambda: said.append([label.text() for label in window.findChildren(QLabel)]))
    window.open_desk(session.desk.path)
    stage.settle()
    words = {text for texts in said for text in texts}
    total = session.counts.total
    assert total and f"{total} wires" in words and "0 wires" not in words
    assert any(text.endswith("reviewed") for text in words) and "0 of 0 reviewed" not in words


def test_a_chip_takes_its_filter_off(stage):
    stage.session.set_criteria(Criteria(search="agreement", flagged=True))
    stage.settle()
    chips = stage.window.queue_pane.chips
    next(chip for chip in chips.findChildren(Chip) if chip.text() == "Flagged").click()
    stage.settle()
    assert stage.session.criteria == Criteria(search="agreement")


def test_the_end_of_the_list_tells_what_is_open(stage):
    stage.take_time()
    for _ in range(4):
        stage.press(K.Key_S)
    card = stage.window.document_pane.end_card
    assert stage.session.is_at_end and card.isVisible()
    assert card.title == "You have reached the end"
    assert "4 are still to do." in card.text
    stage.press(K.Key_K)
    assert stage.headline == "A laboratory publishes a benchmark"


@pytest.mark.parametrize("size", [LARGE, (960, 600)], ids=["large", "least"])
def test_an_empty_desk_offers_an_import(qtbot, tmp_path, size):
    make_application()
    theme.use("light")
    window = make_window()
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.open_desk(tmp_path / "empty.desk")
    qtbot.waitUntil(lambda: window.session.door is not None)
    card = window.queue_pane.empty_card
    assert card.isVisibleTo(window) and card.title == "This archive has no wires."
    assert window.session.view is None
    assert card.isAncestorOf(window.focusWidget())
    window.session.close()
    window.session.background.close()


def test_a_second_window_reads_and_is_told_who_writes(qtbot, tmp_path, stage):
    window = make_window()
    qtbot.addWidget(window)
    window.show()
    window.open_desk(stage.session.door.path)
    qtbot.waitUntil(lambda: window.session.door is not None)
    QApplication.processEvents()
    assert window.session.is_read_only
    assert window.banners.read_only.isVisible()
    assert not any(button.isEnabled() for button in window.rationale_pane.read_mode.decision.buttons.values())
    assert window.session.view is not None
    window.close()
    window.session.background.close()


@pytest.mark.parametrize("content", [b"", b"no database at all, only words" * 40])
def test_a_file_that_is_no_desk_is_told_and_left_alone(qtbot, tmp_path, content):
    make_application()
    theme.use("light")
    window = make_window()
    qtbot.addWidget(window)
    window.show()
    path = tmp_path / "other.desk"
    path.write_bytes(content)
    window.open_desk(path)
    with qtbot.waitSignal(window.session.opening_failed):
        pass
    card = window.opening.trouble_card
    assert card.isVisible() and "no desk" in card.title
    assert path.read_bytes() == content
    window.session.background.close()


def test_a_full_disk_is_a_banner_and_saving_again_takes_it_away(stage):
    door = stage.session.door
    real = door.decide

    def full(*_):
        raise Problem("disk_full", path="the disk")

    door.decide = full
    stage.press(K.Key_S)
    banner = stage.window.banners.not_saved
    assert banner.isVisible() and "kept in memory; make room" in banner.accessibleDescription()
    assert stage.session.position == 0 and stage.is_untouched()
    stage.press(K.Key_J)
    assert stage.session.position == 0
    assert stage.window.status_line._saved.text() == "Not saved"  # though a draft was kept meanwhile
    door.decide = real
    stage.press(K.Key_S, CONTROL)
    assert not stage.window.banners.not_saved.isVisible()
    assert stage.state("000.txt") is State.DEFERRED


def test_nothing_is_said_to_be_saved_while_a_decision_waits(stage, qtbot):
    door, let_go = stage.session.door, Event()
    real = door.decide

    def waiting(*given):
        let_go.wait(20)
        return real(*given)

    door.decide = waiting
    line = stage.window.status_line._saved
    try:
        QTest.keyClick(stage.window, K.Key_S)
        qtbot.waitUntil(lambda: line.text() == "Saving...")
    finally:
        let_go.set()
    stage.settle()
    assert line.text().startswith("Saved ") and stage.state("000.txt") is State.DEFERRED


def test_saving_again_comes_before_the_note_that_is_being_written(stage):
    door = stage.session.door
    real = door.decide

    def full(*_):
        raise Problem("disk_full", path="the disk")

    door.decide = full
    stage.press(K.Key_S)
    stage.press(K.Key_N)
    stage.write("Waiting for the record.")
    door.decide = real
    stage.press(K.Key_S, CONTROL)
    assert stage.state("000.txt") is State.DEFERRED and not stage.window.banners.not_saved.isVisible()
    assert stage.pane.notes.is_open and stage.review("000.txt").standing.note is None
    stage.press(K.Key_S, CONTROL)
    assert stage.review("000.txt").standing.note == "Waiting for the record."


def test_a_document_that_cannot_be_read_says_so(stage):
    door = stage.session.door
    real = door.view

    def broken(_name):
        raise Problem("desk_damaged", path="x")

    stage.session._shelf.clear()
    door.view = broken
    stage.press(K.Key_J)
    card = stage.window.document_pane.trouble_card
    assert card.isVisible() and "Nothing was changed." in card.text
    door.view = real
    card.findChild(Button).click()
    stage.settle()
    assert stage.session.view is not None


def test_the_first_document_is_painted_and_undo_brings_it_back(stage):
    stage.press(K.Key_1)
    stage.press(K.Key_S)
    assert stage.window.toast.isVisible() and stage.window.toast.text.startswith("Skipped for later")
    stage.window.toast._button.click()
    stage.settle()
    assert stage.session.position == 0 and stage.session.working.gates.verifiable == "yes"
    assert stage.window.toast.text == "Undone. The wire is to do again."


@pytest.mark.parametrize(
    "leave_the_place",
    [
        pytest.param(lambda stage: stage.press(K.Key_L), id="another list"),
        pytest.param(
            lambda stage: stage.session.set_criteria(Criteria(states=frozenset({State.PENDING}))),
            id="a filter",
        ),
        pytest.param(lambda stage: stage.session.set_criteria(Criteria(search="benchmark")), id="a search"),
        pytest.param(lambda stage: stage.press(K.Key_K), id="another wire"),
    ],
)
def test_what_is_said_of_a_place_in_the_list_goes_with_it(stage, leave_the_place):
    stage.show("002.txt")
    stage.press(K.Key_J, Qt.KeyboardModifier.ShiftModifier)
    stage.press(K.Key_J, Qt.KeyboardModifier.ShiftModifier)
    assert stage.window.toast.isVisible()
    assert stage.window.toast.text == "No undecided wire further on"
    stage.show("002.txt")
    stage.press(K.Key_J)
    stage.press(K.Key_J)
    stage.press(K.Key_J)
    assert stage.window.toast.isVisible()
    assert stage.window.toast.text == "This is the last wire of the list"
    leave_the_place(stage)
    stage.settle()
    assert not stage.window.toast.isVisible()


def test_what_is_said_of_a_decision_stays_when_the_list_changes(stage):
    stage.press(K.Key_S)
    stage.press(K.Key_L)
    assert stage.window.toast.isVisible() and stage.window.toast.text.startswith("Skipped for later")


def test_closing_keeps_what_was_begun(qtbot, tmp_path):
    made = Stage(qtbot, tmp_path)
    path = made.session.door.path
    made.press(K.Key_2)
    made.close()
    with open_desk(path) as desk, desk.store.reading() as work:
        assert len(work.drafts.all()) == 1


def test_light_and_dark_leave_nothing_behind(stage):
    light = theme.colour("surface").rgb()
    stage.press(K.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert theme.is_dark
    image = stage.window.grab().toImage()
    points = [(x, y) for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)]
    left_over = sum(image.pixel(x, y) == light for x, y in points)
    theme.use("light")
    assert left_over / len(points) < 0.002


@pytest.mark.parametrize("family", ["DejaVu Sans", "Inter"])
@pytest.mark.parametrize("size", [LARGE, SMALL, (960, 600)], ids=["large", "small", "least"])
def test_nothing_is_clipped(qtbot, tmp_path, family, size):
    application = make_application()
    before = QFont(application.font())
    font = QFont(family)
    font.setPixelSize(13)
    application.setFont(font)
    made = Stage(qtbot, tmp_path, size=size)
    clipped = [*_short_labels(made.window), *_short_buttons(made.window)]
    made.close()
    application.setFont(before)
    assert clipped == []


def _short_labels(window):
    for label in window.findChildren(QLabel):
        is_fixed = label.isVisible() and not label.wordWrap() and not isinstance(label, ElidedLabel)
        if is_fixed and label.width() < label.fontMetrics().horizontalAdvance(label.text()):
            yield label.text()


def _short_buttons(window):
    for button in window.findChildren(Button):
        if button.isVisible() and button.width() < button.sizeHint().width():
            yield button.text() or button.accessibleName()


def test_small_windows_follow_the_compact_rules(qtbot, tmp_path):
    made = Stage(qtbot, tmp_path, size=SMALL)
    assert made.window.is_compact
    assert made.window.queue_pane.width() == 248 and made.window.rationale_pane.width() == 408
    made.window.resize(*LARGE)
    made.settle()
    assert not made.window.is_compact
    assert made.window.queue_pane.width() == 288 and made.window.rationale_pane.width() == 456
    made.window.resize(1000, 700)
    made.settle()
    assert made.window.triage.is_drawer and not made.window.queue_pane.isVisible()
    made.press(K.Key_B, CONTROL)
    assert made.window.queue_pane.isVisible()
    made.close()


def test_a_queue_that_becomes_a_drawer_gives_the_keyboard_to_the_text(stage):
    stage.window.queue_pane.table.setFocus()
    stage.window.resize(1000, 700)
    stage.settle()
    assert stage.window.queue_pane.isHidden() and stage.focus is stage.window.document_pane.view


def test_the_amend_pane_gets_its_room(stage):
    stage.press(K.Key_E)
    assert stage.window.rationale_pane.width() == 560
    stage.press(K.Key_Escape)
    assert stage.window.rationale_pane.width() == 456


def test_larger_text_is_larger_and_never_out_of_bounds(stage):
    for _ in range(30):
        stage.press(K.Key_Equal, CONTROL)
    assert text_styles.zoom.percent == 200
    for _ in range(30):
        stage.press(K.Key_Minus, CONTROL)
    assert text_styles.zoom.percent == 80
    stage.press(K.Key_0, CONTROL)
    assert text_styles.zoom.percent == 100


def test_lines_of_the_list_speak(stage):
    model = stage.window.queue_pane.table.model()
    said = model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert (
        said.startswith("To do.") and "A court finds a chatbot at fault." in said and said.endswith("1 of 5.")
    )
    stage.press(K.Key_S)
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole).startswith("Skipped.")


def test_icon_buttons_have_names(stage):
    nameless = [
        b for b in stage.window.findChildren(Button) if b.isVisible() and not (b.text() or b.accessibleName())
    ]
    assert nameless == []
    small = [
        b.accessibleName()
        for b in stage.window.findChildren(Button)
        if b.isVisible() and min(b.width(), b.height()) < 24
    ]
    assert small == []


def test_the_filter_panel_narrows_at_once(stage):
    stage.window.queue_pane._open_filter()
    panel = stage.window.queue_pane._popover
    panel._states[State.NONE].click()
    stage.settle()
    assert stage.session.criteria == Criteria(search="state:none")
    assert len(stage.session.ids) == 1
    stage.press(K.Key_Escape)
    assert not panel.isVisible()
