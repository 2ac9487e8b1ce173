"""Binds the commands that open dialogs and panels; the window makes one of these."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from editor_app.domain.lists import Editor
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, sentence
from editor_app.settings import KeyChoice, Settings
from editor_app.ui.about_dialog import AboutDialog
from editor_app.ui.agreement_commands import AgreementCommands
from editor_app.ui.archive_dialogs import ArchiveDialogs
from editor_app.ui.backup_commands import BackupCommands
from editor_app.ui.bulk_commands import BulkCommands
from editor_app.ui.command_palette import PALETTE, CommandPalette
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.disputes_commands import DisputesCommands
from editor_app.ui.guide_keys import with_commands
from editor_app.ui.guide_panel import GuidePanel
from editor_app.ui.guide_text import shipped_guide
from editor_app.ui.hand_over_commands import HandOverCommands
from editor_app.ui.keyboard_layout import writes_latin_letters
from editor_app.ui.main_window import MainWindow
from editor_app.ui.message import Message
from editor_app.ui.name_dialog import NameFor
from editor_app.ui.own_keys import keymap_of
from editor_app.ui.places import places
from editor_app.ui.reports_dialog import ReportsDialog
from editor_app.ui.rereading_queue import RereadingQueue
from editor_app.ui.saved_lists_commands import SavedListsCommands
from editor_app.ui.settings_dialog import KEYBOARD, SettingsDialog
from editor_app.ui.settings_keeper import SettingsKeeper
from editor_app.ui.sharing_commands import SharingCommands
from editor_app.ui.shortcuts_dialog import ShortcutsDialog
from editor_app.ui.summary_commands import SummaryCommands
from editor_app.ui.templates_dialog import TemplatesDialog
from editor_app.ui.welcome import Welcome


class DialogCommands(QObject):
    """Gives the window its dialogs and panels, and binds the commands that open them."""

    def __init__(self, window: MainWindow, editor: str = "") -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self.keeper = SettingsKeeper(window.session)
        self.welcome = Welcome(window, self.keeper, editor)
        self.archives = ArchiveDialogs(window, self.welcome)
        self.backups = BackupCommands(window, self.keeper)
        self.summaries = SummaryCommands(window)
        self.hand_overs = HandOverCommands(window, self.archives)
        self.disputes = DisputesCommands(window)
        self.sharing = SharingCommands(window)
        self.agreement = AgreementCommands(window, self.archives)
        self.saved_lists = SavedListsCommands(window)
        self.rereading = RereadingQueue(window.session)
        self._guides: dict[str, GuidePanel] = {}
        self._settings: SettingsDialog | None = None
        self.palette = CommandPalette(window, window.session, window.commands)
        self.palette.section_asked.connect(self._open_section)
        self.palette.list_asked.connect(window.leave_search)
        self._keys = KeyChoice()
        self.bulk = BulkCommands(window)
        self.keeper.failed.connect(self._on_settings_failed)
        self.keeper.changed.connect(self._on_settings_changed)
        self._session.opened.connect(self._on_opened)
        self._bind()
        self._use_keys(self.keeper.settings.keys)

    def _bind(self) -> None:
        bind = self._window.commands.bind
        self.archives.bind()
        self.backups.bind()
        self.summaries.bind()
        self.hand_overs.bind()
        self.disputes.bind()
        self.agreement.bind()
        self.sharing.bind()
        self.saved_lists.bind(self._window.commands)
        bind("file.open", self.welcome.choose_desk)
        bind("window.settings", self.show_settings)
        bind("window.keyboard", self.show_keyboard)
        bind("window.about", self.show_about)
        bind("window.guide", self.toggle_guide)
        bind("help.keys", self.show_keys)
        bind("help.reports", self.show_reports)
        bind("file.templates", self.show_templates, self._why_no_templates)
        panels = self._window.rationale_pane.panels
        panels.managing_asked.connect(self.show_templates)
        panels.keeping_asked.connect(lambda: self.show_templates(self._window.rationale_pane.amend_pane.text))
        bind(PALETTE, self.palette.toggle)
        self._window.commands.refresh()

    def show_about(self) -> None:
        """Show version and licences."""
        self._present(AboutDialog(self._window))

    def show_keys(self) -> None:
        """Show the sheet of keys."""
        self._present(ShortcutsDialog(self._window, self._window.commands))

    def show_reports(self) -> None:
        """Show the crash reports."""
        self._present(ReportsDialog(self._window))

    def show_keyboard(self) -> None:
        """Show the page of the settings that changes keys."""
        self.show_settings()
        if self._settings is not None:
            self._settings.show_page(KEYBOARD)

    def show_templates(self, text: str = "") -> None:
        """Show the templates of the desk, a new one begun with `text` where there is some."""
        desk = self._session.desk
        if desk is not None:
            self._present(TemplatesDialog(self._window, desk, self._session.background, text))

    def _why_no_templates(self) -> str | None:
        return gettext("No desk is open") if self._session.desk is None else None

    def show_settings(self) -> None:
        """Show the settings."""
        desk = self._session.desk
        where = places(desk.path if desk else None, self.keeper.file)
        shown, commands = self._shown_settings(), self._window.commands
        dialog = SettingsDialog(self._window, shown, where, commands, self.keeper.file)
        dialog.chosen.connect(self.keeper.keep)
        dialog.switch_asked.connect(lambda: self._leave_for_name(NameFor.SWITCHING))
        dialog.correct_asked.connect(lambda: self._leave_for_name(NameFor.CORRECTING))
        dialog.set_naming(desk is not None and desk.read_only is None)
        dialog.finished.connect(self._on_settings_closed)
        self._settings = dialog
        self._present(dialog)

    @property
    def guide(self) -> GuidePanel:
        """The guide: over the document, or over the whole page while no desk is open."""
        hosts = {
            "document": self._window.document_pane,
            "welcome": self.welcome.pane,
            "opening": self._window.opening,
        }
        place = next((name for name, host in hosts.items() if host.isVisible()), "document")
        if place not in self._guides:
            self._guides[place] = self._make_guide(hosts[place])
        return self._guides[place]

    def _make_guide(self, host: QWidget) -> GuidePanel:
        commands = self._window.commands
        panel = GuidePanel(host, lambda: with_commands(shipped_guide(), commands))
        commands.keys_changed.connect(panel.refill)
        return panel

    def toggle_guide(self) -> None:
        """Open the guide at the criterion that is open, or close it."""
        if self.guide.isVisible():
            self.guide.dismiss()
        else:
            self.guide.open_at(self._open_gate())

    def _open_section(self, title: str) -> None:
        self.guide.open_section(title)

    def _open_gate(self) -> int:
        gates = self._session.working.gates
        if self._session.view is None:
            return 0
        if gates.verifiable is None:
            return 1
        return 2 if gates.but_for is None else 0

    def _present(self, dialog: DialogWindow) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.present()

    def _shown_settings(self) -> Settings:
        """Give the settings as they count here: somebody may sit at this desk for this session alone."""
        chosen, desk = self.keeper.settings, self._session.desk
        here: Editor | None = desk.editor if desk else chosen.current_editor
        return chosen if here is None or here == chosen.current_editor else chosen.with_editor(here)

    def _leave_for_name(self, purpose: NameFor) -> None:
        if self._settings is not None:
            self._settings.accept()
        self.welcome.ask_name(purpose)

    def _on_opened(self) -> None:
        chosen = self.keeper.settings.keys
        self._use_keys(chosen)
        if not chosen.profile and not writes_latin_letters():
            said = gettext("Your keyboard writes no Latin letters. Digits can decide instead.")
            self._session.told.emit(Message(said, "keyboard", "window.keyboard"))

    def _use_keys(self, chosen: KeyChoice) -> None:
        """Work with the keys a person chose, from now on."""
        if chosen != self._keys:
            self._keys = chosen
            self._window.commands.use(keymap_of(chosen))

    def _on_settings_changed(self, chosen: Settings) -> None:
        self._use_keys(chosen.keys)
        self._window.commands.refresh()
        self._window.status_line.show_all()
        self.rereading.look()
        if self._settings is not None:
            self._settings.show_settings(chosen)

    def _on_settings_closed(self) -> None:
        self._settings = None

    def _on_settings_failed(self, problem: Problem) -> None:
        self._session.told.emit(Message(sentence(problem.code, problem.fields), "alert-triangle"))
