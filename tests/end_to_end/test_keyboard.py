"""The main job with no mouse, in the program's own window: what a key does is read in the desk's record."""

import pytest
from PySide6.QtWidgets import QApplication

from editor_app.desk.verifying import verify
from editor_app.domain.lists import ListName
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Answer, Route
from tests.end_to_end.desk_file import events_in, ids_of

NEW_WORDS = " An operator confirmed it in court."


@pytest.fixture
def keyboard(sit_down, sample_desk):
    return sit_down(sample_desk)


@pytest.fixture
def ids(sample_archive):
    return ids_of(sample_archive)


def outcomes(path):
    """Give (document, outcome) of every decision in a desk's record."""
    return [(document, payload["outcome"]) for _, document, payload in events_in(path, "decided")]


def test_the_first_run_asks_for_a_name_and_opens_the_sample(sit_down, ids):
    keyboard = sit_down()
    assert keyboard.says("Open an archive to start reviewing")
    assert keyboard.focus_name == "Open sample archive"
    keyboard.press("Enter")
    keyboard.until(lambda: keyboard.dialog is not None)
    assert keyboard.dialog.title == "Who is reviewing?"
    keyboard.write("Ada Example")
    keyboard.press("Enter")
    keyboard.until(lambda: keyboard.name == "000")
    assert keyboard.dialog is None and keyboard.focus_name == "Document"
    assert (len(keyboard.session.ids), keyboard.session.counts.to_do) == (24, 18)
    keyboard.press("R", "1")
    assert outcomes(keyboard.session.desk.path) == [(ids["000"], "reject")]
    assert keyboard.session.desk.editor.name == "Ada Example"
    assert keyboard.says("1 of 18 reviewed")


def test_space_reads_and_no_paging_key_decides(keyboard, sample_desk):
    keyboard.window.resize(1000, 600)
    keyboard.settle()
    bar = keyboard.window.document_pane.view.verticalScrollBar()
    assert bar.maximum() > 0
    keyboard.press("Space")
    assert bar.value() > 0
    keyboard.press("Shift+Space")
    assert bar.value() == 0
    keyboard.press("PgDown")
    assert bar.value() > 0
    keyboard.press("PgUp", "Down", "Up", "End", "Home", "Return", "Enter", "Backspace", "Del")
    assert keyboard.name == "000"
    assert events_in(sample_desk, "decided") == []


def test_answers_then_a_accepts_and_the_next_wire_is_there(keyboard, sample_desk, ids):
    keyboard.press("1", "2", "3", "3")
    gates = keyboard.session.working.gates
    assert (gates.verifiable, gates.but_for, gates.route) == (Answer.YES, Answer.YES, Route.TWO_SOURCES)
    keyboard.press("A")
    assert keyboard.name == "001"
    assert "Accepted " in keyboard.told[-1] and "Brussels and Tokyo" in keyboard.told[-1]
    assert outcomes(sample_desk) == [(ids["000"], "accept")]


def test_e_type_and_control_enter_amend(keyboard, sample_desk, ids):
    before = keyboard.session.view.document.rationale
    keyboard.press("E")
    assert keyboard.focus_name == "Rationale"
    keyboard.write(NEW_WORDS)
    assert keyboard.window.rationale_pane.amend_pane.change.isVisible()
    keyboard.tab_to("Why you changed it")
    keyboard.write("The ruling says so")
    keyboard.press("Ctrl+Enter")
    assert keyboard.name == "001"
    [(_, document, payload)] = events_in(sample_desk, "decided")
    assert (document, payload["outcome"]) == (ids["000"], "amend")
    assert (payload["rationale"], payload["note"]) == (before + NEW_WORDS, "The ruling says so")


def test_escape_leaves_the_text_and_keeps_the_draft(keyboard, sample_desk):
    keyboard.press("E")
    keyboard.write(NEW_WORDS)
    keyboard.press("Esc", "J", "K", "E")
    assert keyboard.focus.toPlainText().endswith(NEW_WORDS)
    keyboard.press("Esc")
    assert keyboard.name == "000" and outcomes(sample_desk) == []


def test_reject_undo_redo(keyboard, sample_desk, ids):
    keyboard.press("1", "1", "R", "1")
    assert keyboard.name == "001"
    keyboard.press("U")
    assert keyboard.name == "000" and keyboard.session.view.row.state is State.PENDING
    assert keyboard.session.working.gates.verifiable is Answer.NO
    keyboard.press("Shift+U")
    assert keyboard.session.view.row.state is State.REJECTED
    keyboard.press("Ctrl+Z")
    assert keyboard.session.view.row.state is State.PENDING
    kinds = [kind for kind, _, _ in events_in(sample_desk, "decided", "taken_back")]
    assert kinds == ["decided", "taken_back", "taken_back", "taken_back"]
    keyboard.press("Y")
    assert outcomes(sample_desk) == [(ids["000"], "reject"), (ids["000"], "context")]


def test_reject_by_typing_with_two_reasons_a_note_and_a_duplicate(keyboard, sample_desk, ids):
    keyboard.press("R")
    keyboard.write("marketing")
    keyboard.press("Shift+Enter")
    keyboard.write("policy")
    keyboard.press("Shift+Enter", "Tab")
    assert keyboard.focus_name == "Note"
    keyboard.write("Read twice")
    keyboard.press("Enter")
    assert keyboard.name == "001"
    keyboard.press("R", "9")
    keyboard.press("Enter")
    assert len(outcomes(sample_desk)) == 1
    keyboard.write("None of them fits")
    keyboard.press("Enter")
    assert keyboard.name == "004"
    keyboard.press("R", "6")
    assert keyboard.focus_name == "The wire it duplicates"
    keyboard.write("refund")
    picker = keyboard.window.rationale_pane.panels.opened.picker
    keyboard.until(lambda: picker.found == (ids["011"],))
    keyboard.press("Enter")
    assert keyboard.name == "005"
    payloads = [payload for _, _, payload in events_in(sample_desk, "decided")]
    assert [one["reasons"] for one in payloads] == [
        ["product_or_marketing", "policy_or_governance"],
        ["other"],
        ["duplicate"],
    ]
    assert [one["note"] for one in payloads[:2]] == ["Read twice", "None of them fits"]
    assert payloads[2]["duplicate_of"] == ids["011"]


def test_flag_note_skip_and_the_same_rationale(keyboard, sample_desk, ids):
    keyboard.press("F", "N")
    keyboard.write("ask the ministry, twice")
    keyboard.press("Enter", "S")
    assert keyboard.name == "001"
    found = [(kind, payload) for kind, document, payload in events_in(sample_desk) if document == ids["000"]]
    assert found[0] == ("flagged", {"on": True})
    assert found[1] == ("noted", {"text": "ask the ministry, twice"})
    assert found[2][1]["outcome"] == "defer"
    keyboard.press("K", "D")
    assert len(keyboard.session.ids) == 14
    keyboard.press("C")
    assert len(keyboard.session.ids) == 24
    keyboard.press("C")
    assert keyboard.told[-1] == "Nothing is filtered"


def test_search_goes_to_the_list_and_return_decides_nothing(keyboard, sample_desk):
    keyboard.press("/")
    keyboard.write("chatbot")
    keyboard.press("Return")
    keyboard.until(lambda: 0 < len(keyboard.session.ids) < 24)
    assert keyboard.focus_name == "Queue"
    keyboard.press("Return", "Enter", "/", "Return")
    assert events_in(sample_desk, "decided") == []
    keyboard.press("/", "Esc")
    assert len(keyboard.session.ids) == 24


def test_walking_the_list(keyboard):
    keyboard.press("J", "J")
    assert keyboard.name == "002"
    keyboard.press("Shift+J")
    assert keyboard.name == "004"
    keyboard.press("K", "Shift+K")
    assert keyboard.name == "001"
    keyboard.press("G")
    keyboard.write("7")
    keyboard.press("Enter")
    assert keyboard.name == "006"
    keyboard.tab_to("Queue")
    keyboard.press("End")
    assert keyboard.name == "023"
    keyboard.press("Down")
    assert keyboard.told[-1] == "This is the last wire of the list"
    keyboard.press("Home", "Alt+Down")
    assert keyboard.name == "001"
    keyboard.press("Up", "K")
    assert keyboard.told[-1] == "This is the first wire of the list"


def test_the_lists_and_the_panes(keyboard):
    keyboard.press("R", "1", "L", "L", "L", "L")
    assert (keyboard.session.criteria.list, keyboard.name) == (ListName.DONE, "000")
    keyboard.press("C")
    stops = []
    for _pane in range(5):
        keyboard.press("F6")
        stops.append(keyboard.focus_name)
    assert {"Document", "Queue", "Menu"} <= set(stops) and len(set(stops)) == 5
    keyboard.press("Shift+F6")
    assert keyboard.focus_name == stops[-2]
    keyboard.press("Ctrl+B")
    assert not keyboard.window.queue_pane.isVisible()
    keyboard.press("Ctrl+B")
    assert keyboard.window.queue_pane.isVisible()


def test_a_passage_is_quoted_with_the_caret(keyboard, sample_desk):
    keyboard.press("F7", "Ctrl+Home", "Down", *["Ctrl+Shift+Right"] * 3, "Q")
    [quote] = keyboard.session.working.quotes
    assert quote.exact and quote.gate == 1
    assert quote.exact in keyboard.session.view.document.text
    assert keyboard.passages == [quote.exact]
    keyboard.press("F7", "1", "2", "A")
    [(_, _, payload)] = events_in(sample_desk, "decided")
    assert [one["exact"] for one in payload["quotes"]] == [quote.exact]


def test_find_in_the_wire(keyboard, sample_desk):
    keyboard.press("Ctrl+F")
    keyboard.write("Japan")
    assert len(keyboard.passages) > 1
    first = keyboard.window.document_pane.view.textCursor().position()
    keyboard.press("Return", "F3")
    assert keyboard.window.document_pane.view.textCursor().position() > first
    keyboard.press("Esc")
    assert keyboard.focus_name == "Document" and keyboard.passages == []
    assert events_in(sample_desk, "decided") == []


def test_everything_is_there_again_and_undo_goes_on(sit_down, sample_desk):
    keyboard = sit_down(sample_desk)
    keyboard.press("R", "1", "F", "1", "E")
    keyboard.write(" Half of")
    keyboard.press("Ctrl+Q")
    assert not keyboard.window.isVisible()
    again = sit_down(sample_desk)
    assert again.name == "001"
    assert again.session.is_flagged
    assert again.session.working.gates.verifiable is Answer.YES
    assert again.session.is_amending and again.focus.toPlainText().endswith(" Half of")
    again.press("Esc", "U")
    assert not again.session.is_flagged
    again.press("U")
    assert again.name == "000" and again.session.view.row.state is State.PENDING
    again.press("U")
    assert "nothing to undo" in again.told[-1]


@pytest.mark.parametrize(("steps", "name"), [(0, "out.review.zip"), (1, "out")])
def test_export_by_keys(keyboard, tmp_path, ids, steps, name):
    keyboard.press("R", "1", "Ctrl+Shift+E")
    keyboard.until(lambda: keyboard.dialog is not None)
    keyboard.press(*["Down"] * steps)
    keyboard.tab_to("Save to")
    keyboard.press("Ctrl+A")
    keyboard.write(str(tmp_path / name))
    keyboard.until(lambda: keyboard.dialog.is_ready)
    keyboard.press("Ctrl+Enter")
    keyboard.until(lambda: keyboard.dialog is None)
    keyboard.until(lambda: keyboard.told[-1].startswith("Exported "))
    if steps == 0:
        assert verify(tmp_path / name) == []
    else:
        assert [file.name[:3] for file in (tmp_path / name / "rejected").iterdir()] == ["000"]


def test_import_by_keys(keyboard, tmp_path):
    wire = tmp_path / "more" / "a.txt"
    wire.parent.mkdir()
    wire.write_bytes(b"[office] One more\nWords.\nWhy this is an AI incident\nA reason of its own.\n")
    keyboard.press("Ctrl+Shift+I")
    assert keyboard.focus_name == "Folder or file"
    keyboard.write(str(wire.parent))
    keyboard.press("Enter")
    keyboard.until(lambda: keyboard.says("Import 1 wire"))
    keyboard.press("Enter")
    keyboard.until(lambda: keyboard.says("Start reviewing"))
    keyboard.press("Enter")
    assert keyboard.session.view.row.headline == "One more"
    assert keyboard.focus_name == "Document"


def test_settings_by_keys(keyboard, sample_desk):
    keyboard.press("Ctrl+,")
    keyboard.tab_to("Accept only when both criteria are answered")
    keyboard.press("Space", "Esc")
    assert keyboard.dialog is None and not keyboard.session.desk.settings.accept_needs_answers
    keyboard.press("A")
    assert len(outcomes(sample_desk)) == 1
    keyboard.press("Ctrl+,")
    keyboard.tab_to("Switch editor...")
    keyboard.press("Space")
    keyboard.until(lambda: keyboard.focus_name == "Name")
    keyboard.write("Grace Example")
    keyboard.press("Enter")
    keyboard.until(lambda: keyboard.session.desk.editor.name == "Grace Example")
    assert keyboard.says("Grace Example")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_guide_sheet_and_menu(keyboard, sample_desk):
    keyboard.press("Ctrl+G")
    assert keyboard.says("Editor's Guide")
    keyboard.press("A", "R", "E", "1", "/")
    keyboard.write("are")
    keyboard.press("Esc")
    assert keyboard.focus_name == "Document"
    keyboard.press("?")
    assert keyboard.dialog.title == "Keyboard shortcuts"
    keyboard.write("undo")
    assert "Undo" in keyboard.dialog.shown_titles and "Flag or unflag" not in keyboard.dialog.shown_titles
    keyboard.press("Esc", "F1")
    assert keyboard.dialog is not None
    keyboard.press("Esc", "F10")
    assert QApplication.activePopupWidget() is not None
    keyboard.press("Esc")
    assert outcomes(sample_desk) == []
    assert keyboard.session.working.is_empty
