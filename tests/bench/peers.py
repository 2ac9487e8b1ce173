"""Peers: other programs that do the same, each in an environment of its own that is made once and kept."""

import hashlib
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterable
from pathlib import Path

import dev

_SCRIPTS = Path(__file__).with_name("peer_scripts")
_QUIET = ("install", "-qq", "--no-input", "--disable-pip-version-check")


def peer_python(*requirements: str) -> Path:
    """Give a Python that has these packages; the first time it is made, which loads them."""
    name = hashlib.sha256(repr((requirements, sys.version)).encode()).hexdigest()[:12]
    place = dev.scratch_folder().parent / "peers" / f"{requirements[0].partition('==')[0]}-{name}"
    python = place / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (place / "whole").exists():
        venv.create(place, clear=True, symlinks=os.name != "nt", with_pip=False)
        with tempfile.TemporaryDirectory() as folder:
            pip = dev.fetch_pip(Path(folder)) / "pip"
            subprocess.run([python, pip, *_QUIET, *requirements], check=True)
        (place / "whole").touch()
    return python


def peer(python: Path, script: str, *arguments: object) -> Callable[[], float]:
    """Give what runs a script of `peer_scripts` there; it prints the seconds it took as its last line."""

    def act() -> float:
        return float(said_by(python, script, *arguments)[-1])

    return act


def said_by(python: Path, script: str, *arguments: object) -> list[str]:
    """Run a script of `peer_scripts` and give the lines it prints."""
    command: Iterable[str] = [str(python), str(_SCRIPTS / script), *map(str, arguments)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.strip().split("\n")
