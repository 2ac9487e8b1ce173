"""Exporting in the window: what it holds, a wire as it will be, what to check, and nothing overwritten."""

import json
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor_app.desk import importing, reviewing, signing
from editor_app.desk.export_choice import Format
from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.verdicts import Gates, Outcome, Verdict
from editor_app.formats.outgoing import kinds, workbook
from editor_app.formats.package import signature
from editor_app.formats.package.signature import shown_fingerprint
from editor_app.ui.export_formats import ending
from editor_app.ui.export_places import free_place, with_ending
from editor_app.ui.export_wording import size_words
from editor_app.ui.safe_text import PlainLabel
from editor_app.ui.widgets.drop_down import DropDown
from tests.ui.dialog_stage import DialogStage, button
from tests.ui.review_stage import CONTROL

K = Qt.Key
NEW = "A court found the answers misleading and the provider changed them."


@pytest.fixture
def stage(qtbot, tmp_path):
    made = DialogStage(qtbot, tmp_path)
    desk = made.session.desk
    reviewing.decide(desk, made.ids["000.txt"], Verdict(Outcome.AMEND, rationale=NEW))
    other = Verdict(Outcome.REJECT, reasons=("other",), note="See the desk's log.")
    reviewing.decide(desk, made.ids["001.txt"], other)
    reviewing.decide(desk, made.ids["003.txt"], Verdict(Outcome.ACCEPT, gates=Gates()))
    made.session.reload()
    made.settle()
    yield made
    made.close()


def _opened(stage, form=Format.PACKAGE):
    dialog = stage.open("file.export")
    if form is not Format.PACKAGE:
        _choose(stage, dialog.form.formats, form.value)
    stage.until(lambda: dialog.is_ready)
    return dialog


def _choose(stage, field, data):
    """Go down or up in a closed list by keys, as a person does."""
    wanted = field.findData(data) if data is not None else field.count() - 1
    field.setFocus()
    while field.currentIndex() != wanted:
        stage.press(K.Key_Down if field.currentIndex() < wanted else K.Key_Up)
    stage.settle()


def _save_to(stage, dialog, place):
    dialog.form.place.setFocus()
    dialog.form.place.selectAll()
    stage.write(str(place))
    stage.settle()


def _words(dialog):
    return [label.text() for label in dialog.findChildren(PlainLabel) if label.isVisible()]


def test_a_package_holds_everything_and_text_files_what_was_reviewed(stage):
    dialog = _opened(stage)
    assert button(dialog, "Export 5 wires")
    _choose(stage, dialog.form.formats, "wires")
    stage.until(lambda: dialog.is_ready)
    assert button(dialog, "Export 3 wires")
    assert dialog.hint.startswith("3 files, about ")
    assert "a new folder is made" in dialog.hint


def test_what_is_ticked_by_hand_stays_ticked(stage):
    dialog = _opened(stage, Format.WIRES)
    stage.click(dialog.form.tick("rejected"))
    _choose(stage, dialog.form.formats, "jsonl")
    stage.until(lambda: dialog.is_ready)
    assert button(dialog, "Export 2 wires")


def test_the_preview_marks_what_an_amendment_changes(stage):
    stage.show("000.txt")
    dialog = _opened(stage, Format.WIRES)
    assert NEW in dialog.preview.text
    assert "the harm or behavioural change described" in dialog.preview.text
    marked = {
        fragment.charFormat().fontStrikeOut() for block in _blocks(dialog) for fragment in _fragments(block)
    }
    assert marked == {True, False}


def _blocks(dialog):
    block = dialog.preview._text.document().begin()
    while block.isValid():
        yield block
        block = block.next()


def _fragments(block):
    place = block.begin()
    while not place.atEnd():
        yield place.fragment()
        place += 1


def test_a_check_leads_to_the_wires_it_is_about_one_after_the_other(stage):
    stage.show("001.txt")
    dialog = _opened(stage)
    assert "2 wires were decided with a criterion open" in _words(dialog)
    assert "2 wires are not reviewed yet" not in _words(dialog)  # one of the two has nothing proposed
    assert "1 wire is not reviewed yet" in _words(dialog)
    shows = [one for one in dialog.findChildren(type(button(dialog, "Export"))) if one.text() == "Show"]
    stage.click(next(one for one in shows if "criterion open" in one.accessibleName()))
    assert NEW in dialog.preview.text
    stage.click(next(one for one in shows if "criterion open" in one.accessibleName()))
    assert "An own rationale." in dialog.preview.text
    stage.click(button(dialog, "Go to wire"))
    assert not stage.dialogs and stage.headline == "A laboratory publishes a benchmark"


def test_ctrl_enter_exports_and_the_toast_says_so(stage, tmp_path):
    dialog = _opened(stage, Format.JSONL)
    _save_to(stage, dialog, tmp_path / "out.jsonl")
    stage.until(lambda: dialog.is_ready)
    stage.press(K.Key_Return, CONTROL)
    stage.until(lambda: not stage.dialogs)
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert sorted(json.loads(line)["state"] for line in lines) == ["accepted", "amended", "rejected"]
    assert stage.told[-1] == "Exported 3 wires"
    assert stage.commands.reason_off("file.show_folder") is None


def test_what_is_there_already_is_never_overwritten(stage, tmp_path):
    (tmp_path / "out.csv").write_text("mine")
    dialog = _opened(stage, Format.CSV)
    _save_to(stage, dialog, tmp_path / "out.csv")
    stage.until(lambda: any("already there" in words for words in _words(dialog)))
    assert not dialog.is_ready
    _save_to(stage, dialog, tmp_path / "nowhere" / "out.csv")
    stage.until(lambda: any("does not exist" in words for words in _words(dialog)))
    assert not dialog.is_ready
    assert (tmp_path / "out.csv").read_text() == "mine"


def test_with_nothing_ticked_there_is_nothing_to_export(stage):
    dialog = _opened(stage, Format.WIRES)
    for part in ("accepted", "amended", "rejected"):
        stage.click(dialog.form.tick(part))
    stage.until(lambda: dialog.hint == "Choose what to include.")
    assert not dialog.is_ready and dialog.preview.text == "Nothing is included."


def test_a_cancelled_export_leaves_nothing_behind(stage, tmp_path):
    dialog = _opened(stage)
    target = tmp_path / "out" / "a.review.zip"
    target.parent.mkdir()
    _save_to(stage, dialog, target)
    stage.until(lambda: dialog.is_ready)
    gate = threading.Event()
    stage.session.background.submit(gate.wait)
    dialog.export()
    QTest.keyClick(dialog, K.Key_Escape)
    gate.set()
    stage.until(lambda: dialog.hint == "Export cancelled. Nothing was written.")
    assert dialog.isVisible() and list(target.parent.iterdir()) == []


def test_places_are_free_and_fit_the_format(tmp_path):
    first = free_place(tmp_path, "Launch archive/2026", Format.PACKAGE)
    assert first == tmp_path / "Launch-archive-2026.review.zip"
    first.touch()
    second = free_place(tmp_path, "Launch archive/2026", Format.PACKAGE)
    assert second.name == "Launch-archive-2026-2.review.zip"
    assert with_ending(first, Format.PACKAGE, Format.CSV).name == "Launch-archive-2026-reviewed.csv"
    own = tmp_path / "mine"
    assert with_ending(own, Format.PACKAGE, Format.CSV) == own


@pytest.mark.parametrize(
    ("octets", "words"),
    [(0, "0 B"), (999, "999 B"), (55_100, "55 KB"), (1_250_000, "1.2 MB")],
)
def test_sizes_are_said_as_file_windows_say_them(octets, words):
    assert size_words(octets) == words


def test_one_archive_of_several_is_chosen_from_a_list_that_shows_its_chevron(stage, tmp_path):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "900.txt").write_bytes(b"[desk] Another headline\nA text.\n")
    importing.run(stage.session.desk, tmp_path / "other")
    stage.session.reload()
    dialog = _opened(stage)
    archives = dialog.form.scopes
    assert isinstance(archives, DropDown) and archives.isVisible()
    assert archives.findText("other") > 0


def test_the_list_on_screen_can_be_exported_alone(stage, tmp_path):
    stage.session.set_criteria(Criteria(list=ListName.DONE, search="laboratory"))
    stage.settle()
    dialog = _opened(stage, Format.JSONL)
    _choose(stage, dialog.form.scopes, None)
    assert dialog.form.scopes.currentText() == "The list on screen: Done, Text: “\u2068laboratory\u2069”"
    stage.until(lambda: dialog.is_ready)
    assert button(dialog, "Export 1 wire")
    _save_to(stage, dialog, tmp_path / "out.jsonl")
    stage.until(lambda: dialog.is_ready)
    stage.press(K.Key_Return, CONTROL)
    stage.until(lambda: not stage.dialogs)
    (record,) = map(json.loads, (tmp_path / "out.jsonl").read_text(encoding="utf-8").split("\n")[:-1])
    assert record["headline"] == "A laboratory publishes a benchmark"


def test_every_format_is_offered_with_a_word_and_a_sentence(stage):
    dialog = _opened(stage)
    names = [dialog.form.formats.itemData(place) for place in range(dialog.form.formats.count())]
    assert names == [form.value for form in Format]
    for name in names:
        _choose(stage, dialog.form.formats, name)
        assert any(len(words) > 30 and words.endswith(".") for words in _words(dialog))
        assert dialog.form.place.text().endswith(ending(name))


def test_what_a_format_leaves_out_is_told_and_shown_with_its_reason(stage):
    dialog = _opened(stage, Format.AIID)
    stage.click(dialog.form.tick("rejected"))
    stage.until(lambda: dialog.is_ready)
    assert button(dialog, "Export 2 wires")
    stage.settle()
    assert [words for words in _words(dialog) if "left out" in words] == [
        "1 wire has no place in this format and is left out"
    ]
    shows = [one for one in dialog.findChildren(type(button(dialog, "Export"))) if one.text() == "Show"]
    stage.click(next(one for one in shows if "left out" in one.accessibleName()))
    assert "not yet, held to be an incident" in dialog.preview.text


def test_the_report_is_made_as_a_pdf(stage, tmp_path):
    dialog = _opened(stage, Format.PDF)
    _save_to(stage, dialog, tmp_path / "report.pdf")
    stage.until(lambda: dialog.is_ready)
    stage.press(K.Key_Return, CONTROL)
    stage.until(lambda: not stage.dialogs)
    data = (tmp_path / "report.pdf").read_bytes()
    assert data.startswith(b"%PDF-") and data.rstrip().endswith(b"%%EOF") and data.count(b"/Type /Page\n")
    assert stage.told[-1] == "Exported 3 wires"
    assert [path.name for path in tmp_path.glob("*.p*")] == ["report.pdf"]


def test_a_format_whose_library_is_missing_says_what_to_install(stage, monkeypatch):
    monkeypatch.setattr(workbook, "xlsxwriter", None)
    dialog = stage.open("file.export")
    stage.until(lambda: dialog.is_ready)
    _choose(stage, dialog.form.formats, "xlsx")
    stage.until(lambda: "xlsxwriter" in dialog.hint)
    assert not dialog.is_ready


def test_a_package_is_signed_with_a_key_that_is_shown(stage, tmp_path):
    dialog = _opened(stage)
    assert "A key is made the first time. It stays on this computer." in _words(dialog)
    stage.click(dialog.form.sign)
    _save_to(stage, dialog, tmp_path / "out.review.zip")
    stage.until(lambda: dialog.is_ready)
    stage.press(K.Key_Return, CONTROL)
    stage.until(lambda: not stage.dialogs)
    settings = stage.session.desk.settings_file
    fingerprint = signing.own_fingerprint(settings)
    assert signing.signers([tmp_path / "out.review.zip"], settings)[0].is_own
    again = _opened(stage)
    assert f"Key of this computer: {shown_fingerprint(fingerprint)}" in _words(again)
    _choose(stage, again.form.formats, "csv")
    assert not again.form.sign.isVisible() and not again.form.choice.is_signed


def test_without_the_library_the_tick_for_a_signature_says_why_it_is_off(stage, monkeypatch):
    monkeypatch.setattr(signature, "IS_THERE", False)
    dialog = _opened(stage)
    assert not dialog.form.sign.isEnabled()
    assert any("cryptography" in words for words in _words(dialog))


def test_a_format_that_cannot_be_loaded_is_told_of(stage, monkeypatch):
    assert stage.open("file.export").form.broken_words == ""
    stage.press(K.Key_Escape)
    stage.until(lambda: not stage.dialogs)
    monkeypatch.setattr(kinds, "broken", lambda: (("verse", "ModuleNotFoundError: No module named 'verse'"),))
    said = stage.open("file.export").form.broken_words
    assert "verse" in said and "cannot be loaded: " in said and "No module named" in said
