"""The first minutes: what can be opened, the sample archive, and the name every decision carries."""

import tomllib

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from editor_app import paths, settings
from editor_app.domain.standing import State
from editor_app.settings import Settings
from editor_app.ui.action_card import ActionCard
from editor_app.ui.app import make_application, make_window
from editor_app.ui.dialogs import DialogCommands
from editor_app.ui.theme import theme
from tests.desk.sample import open_sample
from tests.ui.dialog_stage import DialogStage

K = Qt.Key


class FirstRun(DialogStage):
    """A window that opens without a desk."""

    def __init__(self, qtbot, folder, editor=""):
        self.qtbot, self.told, self.path = qtbot, [], folder / "a.desk"
        make_application()
        theme.use("light")
        self.window = make_window(editor)
        self.session, self.commands = self.window.session, self.window.commands
        self.session.told.connect(lambda message: self.told.append(message.text))
        self.window.resize(1440, 900)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def welcome(self):
        return self.window.findChild(DialogCommands).welcome

    @property
    def cards(self):
        shown = [card for card in self.welcome.pane.findChildren(ActionCard) if card.isVisible()]
        return sorted(shown, key=lambda card: card.y())


@pytest.fixture
def first_run(qtbot, tmp_path):
    made = FirstRun(qtbot, tmp_path)
    yield made
    made.close()


def test_it_offers_the_sample_an_import_and_a_desk(first_run):
    titles = [card.text() for card in first_run.cards]
    assert titles == ["Open sample archive", "Import an archive...", "Open a desk..."]
    assert first_run.cards[0].detail.startswith("24 documents")


def test_the_arrow_keys_go_from_card_to_card(first_run):
    first_run.welcome.pane.focus_first()
    first_run.press(K.Key_Down)
    assert first_run.focus is first_run.cards[1]
    first_run.press(K.Key_Up)
    first_run.press(K.Key_Up)
    assert first_run.focus is first_run.cards[2]


def test_the_key_it_names_opens_the_sheet_of_keys(first_run):
    first_run.welcome.pane.focus_first()
    assert first_run.welcome.pane.help_key._keys == "F1"
    first_run.press(K.Key_F1)
    first_run.until(lambda: first_run.dialogs)
    assert first_run.active().title == "Keyboard shortcuts"


def test_enter_opens_the_sample_and_asks_for_a_name_that_is_kept(first_run):
    first_run.welcome.pane.focus_first()
    first_run.press(K.Key_Return)
    first_run.until(lambda: first_run.dialogs)
    assert first_run.active().title == "Who is reviewing?"
    first_run.write("Ada Example")
    first_run.press(K.Key_Return)
    first_run.until(lambda: first_run.session.counts.total == 24)
    assert not first_run.dialogs
    kept = tomllib.loads(paths.settings_file().read_text(encoding="utf-8"))
    assert [row["name"] for row in kept["editors"]] == ["Ada Example"]
    assert first_run.window.status_line._editor.text() == "Ada Example"


def test_the_sample_is_filled_once(first_run):
    settings.save(Settings().with_editor(settings.new_editor("Ada Example", 1)), paths.settings_file())
    for _ in range(2):
        first_run.welcome.open_sample()
        first_run.until(lambda: first_run.session.counts.total == 24)
        first_run.session.close()
        first_run.settle()


def test_a_name_that_cannot_be_read_is_refused_and_asked_for_again(first_run):
    first_run.welcome.open(first_run.path)
    first_run.until(lambda: first_run.dialogs)
    dialog = first_run.active()
    dialog.field.setText("\u202e\u200b")
    first_run.press(K.Key_Return)
    first_run.until(lambda: dialog.field.property("wrong"))
    assert dialog.isVisible() and first_run.session.desk.editor is None


def test_without_a_name_one_reads_and_decides_nothing(first_run, tmp_path):
    with open_sample(first_run.path, name="Somebody Else") as desk:
        from tests.desk.sample import add, wire_text

        ids = add(desk, {"000.txt": wire_text("A headline", rationale="It did.")})
    paths.settings_file().unlink()
    first_run.welcome.open(first_run.path)
    first_run.until(lambda: first_run.dialogs)
    first_run.active()
    first_run.press(K.Key_Escape)
    first_run.until(lambda: first_run.session.view is not None)
    first_run.commands.trigger("decide.accept_open")
    first_run.settle()
    assert first_run.session.door.view(ids["000.txt"]).row.state is State.PENDING


def test_the_desk_used_last_comes_first_the_next_time(first_run, qtbot, tmp_path):
    settings.save(Settings().with_editor(settings.new_editor("Ada Example", 1)), paths.settings_file())
    first_run.welcome.open(first_run.path)
    first_run.until(lambda: first_run.session.desk is not None)
    first_run.session.close()
    first_run.settle()
    assert first_run.cards[0].text() == "Continue a"
    first_run.path.unlink()
    first_run.welcome.refresh()
    first_run.settle()
    assert first_run.cards[0].text() == "Open sample archive"


def test_importing_without_a_desk_opens_the_usual_one_first(first_run):
    settings.save(Settings().with_editor(settings.new_editor("Ada Example", 1)), paths.settings_file())
    first_run.commands.trigger("file.import")
    first_run.until(lambda: first_run.dialogs)
    assert first_run.dialog.title == "Import an archive"
    assert first_run.session.desk.path == paths.default_desk()


def test_the_editor_of_the_command_line_sits_here_for_this_session_alone(qtbot, tmp_path):
    settings.save(Settings().with_editor(settings.new_editor("Ada Example", 1)), paths.settings_file())
    stage = FirstRun(qtbot, tmp_path, editor="Berta Example")
    stage.welcome.open(stage.path)
    stage.until(lambda: stage.session.desk and stage.session.desk.editor.name == "Berta Example")
    assert settings.load(paths.settings_file()).current_editor.name == "Ada Example"
    stage.close()


def test_the_guide_opens_where_no_desk_is_open(first_run):
    first_run.commands.trigger("window.guide")
    first_run.settle()
    guide = first_run.window.findChild(DialogCommands).guide
    assert guide.isVisible() and guide.isAncestorOf(QApplication.focusWidget())
