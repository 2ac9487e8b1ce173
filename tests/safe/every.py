"""Every harness, in the order of its id."""

from collections.abc import Iterable
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

# Those a quick run is longest busy with: they are begun first, so that no core waits for one at the end.
_LONGEST = ("R8", "R1", "R12", "R9", "R11", "R3", "R14", "R13")


def longest_first(harnesses: Iterable[Harness]) -> list[Harness]:
    """Put harnesses into the order in which they are best begun."""
    return sorted(harnesses, key=lambda one: _LONGEST.index(one.id) if one.id in _LONGEST else len(_LONGEST))


def every() -> list[Harness]:
    """Load the harnesses; each lives in a module of its own, as `HARNESS`."""
    return [import_module(f"tests.safe.{module}").HARNESS for module in _MODULES]
