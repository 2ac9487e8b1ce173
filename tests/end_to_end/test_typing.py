"""Letters are text wherever text is written, and a key that is held is pressed once."""

import pytest

from editor_app.settings import Settings
from tests.end_to_end.desk_file import events_in

# The name of each text field of the window, and the way to it: keys, or a name to reach by Tab.
FIELDS = {
    "search": (["/"], "Search wires"),
    "find in the wire": (["Ctrl+F"], "Find in this wire"),
    "go to number": (["G"], "Go to number"),
    "note": (["N"], "Note"),
    "note against a No": (["1", "1", "2", "A"], "Note"),
    "rationale": (["E"], "Rationale"),
    "why it was changed": (["E"], "Why you changed it"),
    "reason": (["R"], "Find a reason"),
    "note of a rejection": (["R"], "Note"),
    "note of another reason": (["R", "9"], "Note"),
    "duplicated wire": (["R", "6"], "The wire it duplicates"),
    "reason for a severity": (["Ctrl+D"], "Reason for the severity"),
    "deviation": (["Ctrl+D"], "Ledger text"),
    "template wanted": (["E", "Ctrl+T"], "Find a template"),
    "name of a template": (["E", "Ctrl+T", "Templates...", "Space"], "Name of the template"),
    "text of a template": (["E", "Ctrl+T", "Templates...", "Space"], "Text of the template"),
    "filter of the keys": (["?"], "Filter keys"),
    "search in the guide": (["Ctrl+G", "/"], "Search the guide"),
    "place of an export": (["Ctrl+Shift+E"], "Save to"),
    "place of an import": (["Ctrl+Shift+I"], "Folder or file"),
    "colours": (["Ctrl+,"], "Colours: As the system"),
    "name of another editor": (["Ctrl+,", "Switch editor...", "Space"], "Name"),
    "name spelled right": (["Ctrl+,", "Correct name...", "Space"], "Name"),
}
NO_LETTERS = ("go to number", "colours")


@pytest.fixture
def eager(sit_down, sample_desk):
    """A window in which A alone decides, answered or not."""
    keyboard = sit_down(sample_desk)
    desk = keyboard.session.desk
    desk.keep_settings(Settings(editor=desk.editor.id, editors=(desk.editor,), accept_needs_answers=False))
    return keyboard


def record(keyboard):
    return [event for event in events_in(keyboard.session.desk.path) if event[0] != "named"]


@pytest.mark.parametrize(
    ("keys", "outcome"), [("A", "accept"), ("Shift+A", "accept"), ("S", "defer"), ("Y", "context")]
)
def test_a_key_held_for_two_seconds_decides_once(eager, keys, outcome):
    eager.hold(keys)
    assert [payload["outcome"] for _, _, payload in record(eager)] == [outcome]
    assert eager.name == "001"


def test_a_reason_held_for_two_seconds_rejects_once(eager):
    eager.press("R")
    eager.hold("1")
    assert [payload["outcome"] for _, _, payload in record(eager)] == ["reject"]
    assert eager.name == "001" and eager.session.working.is_empty


def test_undo_held_for_two_seconds_takes_one_back(eager):
    eager.press("A", "A", "A")
    eager.hold("U")
    assert [kind for kind, _, _ in record(eager)] == ["decided"] * 3 + ["taken_back"]


def test_the_letters_of_are_do_decide_outside_a_field(eager):
    eager.write("a")
    assert [payload["outcome"] for _, _, payload in record(eager)] == ["accept"]
    eager.write("re")
    assert eager.window.rationale_pane.panels.opened is not None


@pytest.mark.parametrize("field", FIELDS)
def test_typing_are_decides_nothing(eager, field):
    keys, name = FIELDS[field]
    for key in keys:
        if key.endswith("..."):
            eager.tab_to(key)
        else:
            eager.press(key)
    eager.tab_to(name)
    where = eager.focus
    before, shown = _text(where), eager.name
    eager.write("are")
    assert eager.focus is where and eager.name == shown
    assert record(eager) == []
    if field not in NO_LETTERS:
        assert _text(where).count("are") == before.count("are") + 1
    eager.press("Esc", "Esc")
    assert record(eager) == []


def test_typing_are_as_the_first_name_decides_nothing(sit_down, sample_archive):
    keyboard = sit_down()
    keyboard.press("Enter")
    keyboard.until(lambda: keyboard.focus_name == "Name")
    keyboard.write("are")
    assert keyboard.focus.text() == "are"
    assert events_in(keyboard.session.desk.path) == []


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_typing_are_as_the_name_of_an_archive_decides_nothing(eager):
    eager.tab_to("Archive: launch-archive")
    eager.press("Space", "Up", "Up", "Enter")
    assert eager.dialog.title == "Archives in this desk"
    eager.press("Down")
    eager.tab_to("Name of the archive")
    eager.write("are")
    assert "are" in eager.focus.text()
    assert record(eager) == []


def test_typing_are_as_the_name_of_an_import_decides_nothing(eager, tmp_path):
    (tmp_path / "more.txt").write_bytes(b"[office] One more\nWords.\n")
    eager.press("Ctrl+Shift+I")
    eager.write(str(tmp_path / "more.txt"))
    eager.press("Enter")
    eager.until(lambda: eager.says("Import 1 wire"))
    eager.tab_to("Archive")
    eager.write("are")
    assert "are" in eager.focus.text()
    assert record(eager) == []


def _text(widget):
    return widget.toPlainText() if hasattr(widget, "toPlainText") else widget.text()
