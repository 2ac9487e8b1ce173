"""Every harness, in the order of its id."""

from importlib import import_module

from tests.safe.harness import Harness

_MODULES: tuple[str, ...] = (
    "append_only",
    "hostile_archives",
    "screens",
    "static_gate",
    "parsers",
    "state_machine",
    "offline",
    "versions",
    "traces",
)


def every() -> list[Harness]:
    """Load the harnesses; each lives in a module of its own, as `HARNESS`."""
    return [import_module(f"tests.safe.{module}").HARNESS for module in _MODULES]
