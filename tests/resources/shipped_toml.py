"""Reads shipped data as the program finds it."""

import tomllib
from typing import Any

from editor_app import paths


def read_toml(*parts: str) -> dict[str, Any]:
    """Read a TOML file below resources/."""
    return tomllib.loads(paths.shipped("resources", *parts).read_text(encoding="utf-8"))
