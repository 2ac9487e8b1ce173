"""What this machine remembers of desks, outside of them: small tables in JSON, each written whole."""

import json
import logging
import os
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from editor_app import paths

_log = logging.getLogger(__name__)
_WRITING_TAKES_AT_MOST = 60  # seconds


def remembered(name: str) -> dict[str, Any]:
    """Give a table by its name; an empty one where there is none, or it cannot be read."""
    try:
        table = json.loads(_file(name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as fault:
        _log.warning("what was remembered as %s is not known: %s", name, type(fault).__name__)
        return {}
    return table if isinstance(table, dict) else {}


def keep_remembered(name: str, table: Mapping[str, object]) -> None:
    """Put a table in the place of the one before; where that cannot be written the old one stands."""
    target = _file(name)
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, part = tempfile.mkstemp(dir=target.parent, prefix=f".{name}-", suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(table, file, indent=0, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        Path(part).replace(target)
        _sweep(target.parent, name)
    except OSError as fault:
        _log.warning("%s could not be remembered: %s", name, fault.strerror)


def _file(name: str) -> Path:
    return paths.state_folder() / f"{name}.json"


def _sweep(folder: Path, name: str) -> None:
    """Remove what a process that was killed while it wrote left behind; nobody writes for a minute."""
    for left in folder.glob(f".{name}-*.part"):
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > _WRITING_TAKES_AT_MOST:
                left.unlink()
