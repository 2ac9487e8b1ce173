"""Ctrl+C while the program is still being loaded ends it without a trace of itself."""

import os
import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT

_INTERRUPTED_WHILE_LOADING = """
import os, signal, sys, time
import editor_app.__main__ as program

def load(given):
    os.kill(os.getpid(), signal.SIGINT)
    while True:
        time.sleep(0.01)

program._paint_first = load
sys.exit(program.main(sys.argv[1:]))
"""


@pytest.mark.parametrize("arguments", [[], ["list"]], ids=["window", "verb"])
def test_nothing_is_said_and_the_status_is_the_one_of_the_contract(arguments):
    done = subprocess.run(
        [sys.executable, "-c", _INTERRUPTED_WHILE_LOADING, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
