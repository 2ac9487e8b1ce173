"""Calling the program: in this process, or as one of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from editor_app.cli.main import main


@dataclass(frozen=True)
class Answer:
    """What a call came to."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON value on stdout."""
        return json.loads(self.out)


class Program:
    """The program with a desk and an editor of its own."""

    def __init__(self, desk, capsys, editor="Ada Example"):
        self.desk = desk
        self.editor = editor
        self._capsys = capsys

    def __call__(self, *arguments, editor=None):
        """Call it in this process."""
        named = ["--editor", editor or self.editor] if editor or self.editor else []
        self._capsys.readouterr()
        status = main(["--desk", str(self.desk), *named, *map(str, arguments)])
        out, err = self._capsys.readouterr()
        return Answer(status, out, err)

    def json(self, *arguments, **options):
        """Call it for JSON, and give the value."""
        return self(*arguments, "--json", **options).json


def run_process(*arguments, env=None, **options):
    """Call the program as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "editor_app", *map(str, arguments)],
        capture_output=True,
        check=False,
        env={**os.environ, **(env or {})},
        timeout=600,
        **options,
    )
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
