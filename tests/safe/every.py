"""Every harness, in the order of its id."""

from importlib import import_module

from tests.safe.harness import Harness

_MODULES: tuple[str, ...] = (
    "killed",
    "power_cut",
    "failing_disk",
    "exports_killed",
    "backups",
    "bit_flips",
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
