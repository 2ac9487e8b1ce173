"""Where things lie on this computer, as a person is told of it."""

from pathlib import Path

from editor_app import paths
from editor_app.i18n import gettext


def shown_path(path: Path) -> str:
    """Give a place as a person writes it: with a tilde for their home."""
    home = Path.home()
    return str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else str(path)


def places(desk: Path | None, settings: Path) -> dict[str, Path]:
    """Give what the settings page names: the desk that is open (else the folder of desks), settings, logs."""
    where = {gettext("Desks"): paths.data_folder()} if desk is None else {gettext("Desk"): desk}
    return where | {gettext("Settings"): settings, gettext("Logs"): paths.log_folder()}
