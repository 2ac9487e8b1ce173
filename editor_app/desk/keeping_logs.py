"""What the program writes down while it works: ids and lengths, never a document's text."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from editor_app import paths

_LOGGER = "editor_app"
_LARGEST = 1_000_000
_OLDER_ONES = 3


def start_log() -> None:
    """Begin to write the log of this process; where its folder cannot be written, there is no log."""
    logger = logging.getLogger(_LOGGER)
    if logger.handlers:
        return
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        folder = made_log_folder()
        handler: logging.Handler = RotatingFileHandler(
            folder / "editor-app.log",
            maxBytes=_LARGEST,
            backupCount=_OLDER_ONES,
            encoding="utf-8",
            delay=True,
        )
    except OSError:
        # A log is a convenience: nothing a person asked for may fail for the want of one.
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(name)s %(message)s"))
    logger.addHandler(handler)


def made_log_folder() -> Path:
    """Give the folder of logs and crash reports, made where it is not there; OSError where it cannot be."""
    folder = paths.log_folder()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
