"""Calls of the real program, each in a process and in places of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.safe.running import ROOT

_PLACES = ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")


@dataclass(frozen=True)
class Answer:
    """What a call said: its exit status, its JSON and its words on stderr."""

    status: int
    record: object
    told: str

    @property
    def code(self) -> str:
        """The code of the problem it ended with, "" where it did not."""
        record = self.record if isinstance(self.record, dict) else {}
        return record.get("error", {}).get("code", "")


def own_places(own: Path) -> dict[str, str]:
    """Give an environment in which the program finds places of its own below a folder."""
    for name in _PLACES:
        (own / name.lower()).mkdir(parents=True, exist_ok=True, mode=0o700)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EDITOR_APP_")}
    return {**kept, **{name: str(own / name.lower()) for name in _PLACES}}


def called(own: Path, desk: Path, *arguments: str | Path, before: Sequence[str] = ()) -> Answer:
    """Call a verb of the program on a desk, behind the command `before`, and read its answer."""
    command = [*before, sys.executable, "-m", "editor_app", "--desk", desk, "--editor", "A Tester", "--json"]
    done = subprocess.run(
        [*map(str, command), *map(str, arguments)],
        cwd=ROOT,
        env=own_places(own),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=300,
    )
    try:
        record = json.loads(done.stdout)
    except ValueError:
        record = done.stdout.decode(errors="replace")
    return Answer(done.returncode, record, done.stderr.decode(errors="replace"))
