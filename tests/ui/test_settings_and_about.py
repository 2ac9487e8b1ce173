"""Settings that count at once, the sheet of keys, and every licence to read."""

import tomllib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrinter

from editor_app import paths
from editor_app.ui import licences, text_styles
from editor_app.ui.key_lines import key_columns
from editor_app.ui.key_printing import keys_document, print_keys
from editor_app.ui.licences import components
from editor_app.ui.places import shown_path
from editor_app.ui.safe_text import ElidedLabel, SafeBrowser
from editor_app.ui.settings_dialog import WORDS
from editor_app.ui.theme import theme
from editor_app.ui.two_line_list import TwoLineList
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.check_box import CheckBox
from editor_app.ui.widgets.segmented import Segmented
from tests.ui.dialog_stage import DialogStage, button
from tests.ui.review_stage import CONTROL, SHIFT

K = Qt.Key


@pytest.fixture
def stage(qtbot, tmp_path):
    made = DialogStage(qtbot, tmp_path)
    yield made
    text_styles.zoom.set_percent(100)
    theme.use("light")
    made.close()


def _kept():
    return tomllib.loads(paths.settings_file().read_text(encoding="utf-8"))


def test_colours_and_size_count_at_once_and_are_kept(stage):
    dialog = stage.open("window.settings")
    colours = next(row for row in dialog.findChildren(Segmented) if row.accessibleName() == "Colours")
    stage.click(colours.segment("dark"))
    assert theme.is_dark and _kept()["theme"] == "dark"
    names = {one.accessibleName(): one for one in dialog.findChildren(Button)}
    stage.click(names["Larger text"])
    assert text_styles.zoom.percent == 110 and _kept()["text_size"] == 110


def test_colours_and_size_chosen_by_key_are_kept_too(stage):
    stage.window.document_pane.focus_text()
    stage.press(K.Key_L, CONTROL | SHIFT)
    stage.press(K.Key_Equal, CONTROL)
    stage.qtbot.waitUntil(lambda: _kept()["theme"] == "dark" and _kept()["text_size"] == 110)


def test_accepting_with_open_criteria_is_a_setting(stage):
    dialog = stage.open("window.settings")
    stage.click(dialog.findChild(CheckBox))
    assert _kept()["accept_needs_answers"] is False
    assert stage.session.desk.settings.accept_needs_answers is False


def test_it_names_where_desk_settings_and_logs_lie(stage):
    dialog = stage.open("window.settings")
    shown = {label.whole_text for label in dialog.findChildren(ElidedLabel)}
    wanted = (stage.path, paths.settings_file(), paths.log_folder())
    assert {shown_path(place) for place in wanted} <= shown


def test_another_editor_takes_the_seat(stage):
    dialog = stage.open("window.settings")
    stage.click(button(dialog, "Switch editor"))
    names = stage.active()
    names.field.setText("Berta Example")
    stage.press(K.Key_Return)
    stage.until(lambda: stage.session.desk.editor.name == "Berta Example")
    assert _kept()["editor"] == stage.session.desk.editor.id
    assert stage.window.status_line._editor.text() == "Berta Example"


def test_a_name_is_corrected_and_the_editor_stays(stage):
    before = stage.session.desk.editor
    stage.click(button(stage.open("window.settings"), "Correct name"))
    names = stage.active()
    assert names.field.text() == before.name
    names.field.setText("Ada B. Example")
    stage.press(K.Key_Return)
    stage.until(lambda: stage.session.desk.editor.name == "Ada B. Example")
    assert stage.session.desk.editor.id == before.id


def test_the_sheet_shows_every_bound_command_that_has_a_key(stage):
    dialog = stage.open("help.keys")
    commands = stage.commands
    wanted = {c.title for c in commands.all() if commands.is_bound(c.id) and commands.keys_text(c.id)}
    saved = {f"Saved list {number}" for number in range(1, 10)}
    assert set(dialog.shown_titles) == wanted - saved | {"Reject with reason 1 to 9", "Saved list 1 to 9"}
    assert {"Accept", "Reject", "Import an archive", "Keyboard shortcuts"} <= wanted


def test_the_sheet_is_filtered_as_one_types(stage):
    dialog = stage.open("help.keys")
    stage.press(K.Key_F, CONTROL)
    stage.write("undo")
    assert "Undo" in dialog.shown_titles and "Accept" not in dialog.shown_titles
    stage.write("xyz")
    assert dialog.shown_titles == []
    assert stage.is_untouched()


def test_the_sheet_prints(stage, tmp_path):
    columns = key_columns(stage.commands)
    text = keys_document(columns, "Mnemonic").toPlainText()
    assert "Accept" in text and "Ctrl+Shift+E" in text
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "keys.pdf"))
    print_keys(printer, columns, "Mnemonic")
    assert (tmp_path / "keys.pdf").read_bytes().startswith(b"%PDF")
    assert isinstance(keys_document(columns, "Mnemonic"), QTextDocument)


def test_every_component_is_listed_with_a_text_to_read(stage):
    dialog = stage.open("window.about")
    listed, text = dialog.findChild(TwoLineList), dialog.findChild(SafeBrowser)
    names = [one.name for one in components()]
    assert listed.count() == len(names) + 1
    for name in names:
        listed.choose(name)
        assert len(text.toPlainText()) > 100, name


def test_qts_own_licence_can_be_read(stage):
    dialog = stage.open("window.about")
    dialog.findChild(TwoLineList).choose("Qt for Python")
    stage.settle()
    parts = [part for part in dialog.findChildren(Segmented) if part.isVisible()]
    stage.click(next(s for s in parts[0].segments() if "LGPL" in s.text()))
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in dialog.findChild(SafeBrowser).toPlainText()


def test_words_of_ones_own_are_begun_with_a_copy_and_chosen(stage, tmp_path):
    dialog = stage.open("window.settings")
    dialog.show_page(WORDS)
    page = dialog.words
    assert "Version v1" in page.facts and "Comes with the program" in page.facts
    own = tmp_path / "ours.toml"
    page.copy_to(own)
    assert "Written to" in page.said
    own.write_text(own.read_text("utf-8").replace('version = "v1"', 'version = "ours 1"', 1), "utf-8")
    page.use(own)
    assert _kept()["vocabulary"] == str(own)
    assert "Version ours 1" in page.facts and own.name in page.facts and page.said == ""
    stage.click(button(dialog, "Use the program's words"))
    assert "vocabulary" not in _kept() and "Comes with the program" in page.facts


@pytest.mark.parametrize("content", [b"version = 1\n", b"no toml", b"\xff", None])
def test_words_that_cannot_be_worked_with_change_nothing(stage, tmp_path, content):
    dialog = stage.open("window.settings")
    dialog.show_page(WORDS)
    place = tmp_path / "ours.toml"
    if content is not None:
        place.write_bytes(content)
    dialog.words.use(place)
    assert "ours.toml" in dialog.words.said and "The words stay as they are." in dialog.words.said
    assert "vocabulary" not in _kept() and "Version v1" in dialog.words.facts


def test_what_an_extra_brings_is_listed_where_it_is_installed(monkeypatch):
    assert {"XlsxWriter", "cryptography"} <= {component.name for component in components()}
    asked = licences.metadata.version

    def without_extras(package):
        if package in {"xlsxwriter", "cryptography", "cffi", "pycparser"}:
            raise licences.metadata.PackageNotFoundError(package)
        return asked(package)

    monkeypatch.setattr(licences.metadata, "version", without_extras)
    left = {component.name for component in components()}
    assert "SQLModel" in left
    assert not {"XlsxWriter", "cryptography", "cffi", "pycparser"} & left
