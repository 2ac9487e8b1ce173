"""What a fresh process loads: other tests of the same run have loaded everything long ago."""

import os
import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT

QT = {"PySide6", "shiboken6"}
DATABASE = {"sqlmodel", "sqlalchemy", "alembic"}
LOAD_ALL = """
import importlib, pkgutil, sys
for name in sys.argv[1:]:
    package = importlib.import_module(name)
    for module in pkgutil.walk_packages(package.__path__, name + "."):
        importlib.import_module(module.name)
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""


def fresh(*arguments):
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def loaded_by(*arguments):
    done = fresh("-X", "importtime", "-m", "editor_app", *arguments)
    said = "\n".join(line for line in done.stderr.split("\n") if not line.startswith("import time:"))
    assert done.returncode == 0, said
    names = (line.rpartition("|")[2].strip() for line in done.stderr.split("\n") if "|" in line)
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("package", ["editor_app.cli", "editor_app.desk"])
def test_every_module_of_it_loads_without_qt(package):
    done = fresh("-c", LOAD_ALL, package)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "editor_app" in loaded
    assert loaded & QT == set()


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_a_question_to_the_command_loads_neither_qt_nor_database(option):
    loaded = loaded_by(option)
    assert "editor_app" in loaded
    assert loaded & (QT | DATABASE) == set()


def test_a_verb_of_the_command_loads_no_qt(tmp_path, sample_archive):
    desk = tmp_path / "new.desk"
    loaded = loaded_by("--desk", str(desk), "import", str(sample_archive), "--dry-run")
    assert "sqlite3" in loaded
    assert loaded & QT == set()


# PySide6 6.12 on Python 3.11 loses a reference at each emit and ends the process after about 570.
EMIT_OFTEN = """
import sys
from PySide6.QtCore import QObject, Signal
class Source(QObject):
    heard = Signal(bool, object)
source = Source()
source.heard.connect(lambda flag, nothing: None)
before = [sys.getrefcount(value) for value in (True, False, None)]
for _ in range(2000):
    source.heard.emit(True, None)
    source.heard.emit(False, None)
    source.blockSignals(False)
after = [sys.getrefcount(value) for value in (True, False, None)]
print(max(b - a for b, a in zip(before, after)))
"""


def test_this_pyside_keeps_its_references():
    done = fresh("-c", EMIT_OFTEN)
    assert done.returncode == 0, f"PySide6 ended the process: {done.stderr}"
    assert int(done.stdout) <= 50
