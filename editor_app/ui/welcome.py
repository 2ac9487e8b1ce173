"""How a person begins: the pane of the first run, the sample archive, the desks used last, and their name."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from editor_app import paths
from editor_app.desk import importing, signing_in
from editor_app.desk.changes import Changes
from editor_app.desk.importing import ImportReport
from editor_app.domain.lists import Editor
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, sentence
from editor_app.ui.first_run_pane import FirstRunPane
from editor_app.ui.keymap import Place, spoken
from editor_app.ui.main_window import MainWindow
from editor_app.ui.message import Message
from editor_app.ui.name_dialog import NameDialog, NameFor
from editor_app.ui.settings_keeper import SettingsKeeper

_SAMPLE: Final = ("seeds", "launch-archive")


class Welcome(QObject):
    """Opens desks, fills the sample, and asks who reviews before the first decision.

    An editor who is named here sits at every desk of this session, whoever the settings name.
    """

    def __init__(self, window: MainWindow, keeper: SettingsKeeper, editor: str = "") -> None:
        super().__init__(window)
        self._editor = editor
        self._window, self._session, self._keeper = window, window.session, keeper
        self._then: Callable[[], None] | None = None
        self._name: NameDialog | None = None
        self.pane = FirstRunPane()
        for part, name in ((self.pane.importing, "file.import"), (self.pane.opening, "file.open")):
            window.commands.show_key(part, name)
        self._show_help_key()
        window.commands.keys_changed.connect(self._show_help_key)
        self.pane.sample_asked.connect(self.open_sample)
        self.pane.import_asked.connect(lambda: window.commands.trigger("file.import"))
        self.pane.open_asked.connect(lambda: window.commands.trigger("file.open"))
        self.pane.desk_asked.connect(lambda path: self.open(Path(path)))
        window.set_welcome(self.pane)
        self._session.opened.connect(self._on_opened)
        self._session.opening_failed.connect(self._on_opening_failed)
        self._session.closed.connect(self.refresh)
        self.refresh()

    def _show_help_key(self) -> None:
        """Show the key that opens the sheet here too, where nothing is reviewed yet."""
        keys = self._window.commands.keymap.keys("help.keys", Place.ANYWHERE)
        self.pane.help_key.set_keys(spoken(next(iter(keys), "")))

    def refresh(self) -> None:
        """Show the desks used last and the sample as they are now."""
        folder = paths.shipped(*_SAMPLE)
        count = sum(1 for file in folder.iterdir() if file.is_file()) if folder.is_dir() else 0
        self.pane.show_desks(self._keeper.settings.recent, count)
        if self.pane.isVisible():
            self.pane.focus_first()

    def open(self, path: Path, then: Callable[[], None] | None = None) -> None:
        """Open a desk, ask for a name where none is known, then do what is to be done next."""
        self._then = then
        self._window.open_desk(path)

    def open_sample(self) -> None:
        """Open the desk of the sample archive; the first time it is filled."""
        self.open(paths.data_folder() / "sample.desk", self._fill_sample)

    def choose_desk(self) -> None:
        """Let the person choose a desk file."""
        here = self._session.desk.path.parent if self._session.desk else paths.data_folder()
        kinds = f"{gettext('Desks')} (*.desk);;{gettext('All files')} (*)"
        chosen, _kind = QFileDialog.getOpenFileName(self._window, gettext("Open a desk"), str(here), kinds)
        if chosen:
            self.open(Path(chosen))

    def ask_name(self, purpose: NameFor) -> NameDialog | None:
        """Ask who reviews; None where no desk is open."""
        desk = self._session.desk
        if desk is None:
            return None
        known = list({one.id: one for one in (*signing_in.editors(desk), *desk.settings.editors)}.values())
        self._name = NameDialog(self._window, purpose, known, desk.editor)
        self._name.named.connect(lambda name: self._on_named(purpose, name))
        self._name.finished.connect(self._on_name_finished)
        self._name.present()
        return self._name

    def _on_opened(self) -> None:
        desk = self._session.desk
        if desk is not None and self._editor:
            job = self._session.background.submit(
                partial(signing_in.sign_in, stays=False), desk, self._editor
            )
            job.done.connect(self._on_signed_in)
            job.failed.connect(self._tell)
            self._go_on()
        elif desk is not None and desk.editor is None and desk.read_only is None:
            self.ask_name(NameFor.BEGINNING)
        else:
            self._go_on()

    def _on_opening_failed(self) -> None:
        self._then = None

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    def _on_named(self, purpose: NameFor, name: str) -> None:
        desk = self._session.desk
        if desk is None:
            return
        if purpose is NameFor.CORRECTING and desk.editor is not None:
            job = self._session.background.submit(signing_in.correct_name, desk, desk.editor.id, name)
        else:
            job = self._session.background.submit(signing_in.sign_in, desk, name)
        job.done.connect(self._on_signed_in)
        job.failed.connect(self._on_name_refused)

    def _on_signed_in(self, _answer: Editor | Changes) -> None:
        if self._name is not None:
            self._name.accept()
        self._session.take_in(Changes("renamed", editors=True))
        self._keeper.changed.emit(self._keeper.settings)

    def _on_name_refused(self, problem: Problem) -> None:
        if self._name is not None:
            self._name.refuse(problem)

    def _on_name_finished(self) -> None:
        if self._name is not None:
            self._name.deleteLater()
            self._name = None
        self._go_on()

    def _fill_sample(self) -> None:
        desk = self._session.desk
        if desk is not None and desk.read_only is None and not importing.imports(desk):
            job = self._session.background.submit(importing.run, desk, paths.shipped(*_SAMPLE))
            job.done.connect(self._on_sample_filled)
            job.failed.connect(self._tell)

    def _on_sample_filled(self, report: ImportReport) -> None:
        self._session.take_in(report.changes)
        self._window.document_pane.focus_text()

    def _tell(self, problem: Problem) -> None:
        self._session.told.emit(Message(sentence(problem.code, problem.fields), "alert-triangle"))
