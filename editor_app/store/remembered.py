"""What this machine remembers of desks, outside of them: small tables in JSON, each written whole."""

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from editor_app import paths
from editor_app.own_files import write_whole

_log = logging.getLogger(__name__)


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
    try:
        write_whole(_file(name), json.dumps(table, indent=0, sort_keys=True).encode("utf-8"))
    except OSError as fault:
        _log.warning("%s could not be remembered: %s", name, fault.strerror)


def _file(name: str) -> Path:
    return paths.state_folder() / f"{name}.json"
