"""The project's files speak of the project: of no machine it was written on and of no work left over."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT

SKIPPED_SUFFIXES = {".png", ".ttf", ".otf", ".woff2", ".ico", ".icns", ".zip", ".mo", ".lock"}
ELSEWHERE = {
    "a place on somebody's machine": r"(?<![\w.])/(?:home|Users|root|work)/\w+",
    "work left over": r"\b(?:TODO|FIXME|XXX|HACK)\b",
    "an unfinished merge": r"^(?:<{7}|>{7}) ",
    "a word about how the text was made": r"(?i)\bsub-?agents?\b|\bas an AI (?:language )?model\b",
}
NEIGHBOUR = re.compile(r"\bshared[/]seeds\b")


def files():
    """List the files of the checkout that hold text, but for this one, which names what it looks for."""
    # A checkout may belong to somebody else than who tests it.
    git = ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"]
    listed = subprocess.run(git, cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / name for name in listed.decode("utf-8").split("\0") if name]
    text = [path for path in paths if path.suffix not in SKIPPED_SUFFIXES and path.is_file()]
    return [path for path in text if path != Path(__file__)]


def found(pattern, text):
    return [match.group() for match in re.finditer(pattern, text, re.MULTILINE)]


@pytest.mark.parametrize("what", ELSEWHERE)
def test_no_file_carries(what):
    pattern = ELSEWHERE[what]
    carrying = {
        path.relative_to(ROOT).as_posix(): words
        for path in files()
        if (words := found(pattern, path.read_text("utf-8", errors="replace")))
    }
    assert carrying == {}


def test_only_ci_knows_the_neighbouring_folder():
    knowing = [path for path in files() if NEIGHBOUR.search(path.read_text("utf-8", errors="replace"))]
    assert [path.relative_to(ROOT).as_posix() for path in knowing] == [".ci/run"]


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a place on somebody's machine", "see /home/someone/notes"),
        ("work left over", "# TODO finish"),
        ("an unfinished merge", "<" * 7 + " HEAD"),
        ("a word about how the text was made", "written by a Sub-Agent"),
    ],
)
def test_the_patterns_find_what_they_are_for(what, text):
    assert found(ELSEWHERE[what], text)
