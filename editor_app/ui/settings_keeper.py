"""Keeps what a person chooses: at once, in the settings file, whichever way it was chosen."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app import paths, settings
from editor_app.domain.problems import Problem
from editor_app.settings import Settings
from editor_app.ui import text_styles
from editor_app.ui.session import Session
from editor_app.ui.theme import theme

_KEEP_AFTER: Final = 400
_MOST_RECENT: Final = 5


class SettingsKeeper(QObject):
    """Reads and writes the settings, with a desk open or not; `failed` carries what stands against it.

    Colours and text size chosen by key or menu are kept too.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(self, session: Session, file: Callable[[], Path] = paths.settings_file) -> None:
        super().__init__(session)
        self._session, self._file = session, file
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_KEEP_AFTER)
        self._soon.timeout.connect(self._keep_looks)
        theme.changed.connect(self._soon.start)
        text_styles.zoom.changed.connect(self._on_zoom_changed)
        session.opened.connect(self._on_opened)

    @property
    def file(self) -> Path:
        """Where the settings lie."""
        return self._session.desk.settings_file if self._session.desk else self._file()

    @property
    def settings(self) -> Settings:
        """What is chosen now; what was never chosen, or cannot be read, is as it comes."""
        if self._session.desk is not None:
            return self._session.desk.settings
        try:
            return settings.load(self._file())
        except Problem as problem:
            self.failed.emit(problem)
            return Settings()

    def keep(self, chosen: Settings) -> None:
        """Write the settings and let everything follow them."""
        before = self.settings
        try:
            if self._session.desk is not None:
                self._session.desk.keep_settings(chosen)
            else:
                settings.save(chosen, self._file())
        except Problem as problem:
            self.failed.emit(problem)
            return
        if chosen.theme not in (before.theme, theme.choice):
            theme.use(chosen.theme)
        if chosen.text_size != before.text_size:
            text_styles.zoom.set_percent(chosen.text_size)
        self.changed.emit(chosen)

    def flush(self) -> None:
        """Write what was chosen last, without waiting."""
        if self._soon.isActive():
            self._soon.stop()
            self._keep_looks()

    def _on_zoom_changed(self) -> None:
        self._soon.start()

    def _keep_looks(self) -> None:
        now = self.settings
        chosen = replace(now, theme=theme.choice, text_size=text_styles.zoom.percent)
        if chosen != now:
            self.keep(chosen)

    def _on_opened(self) -> None:
        """Remember the desk as the one used last."""
        desk = self._session.desk
        if desk is None or (desk.read_only is not None and desk.read_only.code == "opened_backup"):
            return
        path, now = str(desk.path), self.settings
        recent = (path, *(other for other in now.recent if other != path))[:_MOST_RECENT]
        if recent != now.recent:
            self.keep(replace(now, recent=recent))
