import re
import tomllib

import pytest

from dev import LOCK, ROOT

ENTRIES = re.split(r"\n(?=\S)", LOCK.read_text("utf-8").strip())


def entries(name):
    return [entry for entry in ENTRIES if entry.startswith(f"{name}==")]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.partition("==")[0])
def test_each_entry_is_pinned_by_version_and_digest(entry):
    assert re.match(r"[a-z0-9-]+==[\w.]+(?: ; [^\\]+)? \\\n", entry)
    assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry)


def test_no_index_is_named():
    assert "://" not in LOCK.read_text("utf-8")
    assert "index" not in re.sub(r"# via.*", "", LOCK.read_text("utf-8"))


def test_all_that_the_project_asks_for_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = {re.match(r"[\w.-]+", line).group().lower().replace("_", "-") for line in asked}
    assert {name for name in names if not entries(name)} == set()


@pytest.mark.parametrize("name", ["pyside6-essentials", "shiboken6"])
def test_python_3_11_gets_a_pyside_that_does_not_end_the_process(name):
    old = [entry for entry in entries(name) if "python_full_version < '3.12'" in entry]
    new = [entry for entry in entries(name) if "python_full_version >= '3.12'" in entry]
    assert len(old) == len(new) == 1
    assert len(entries(name)) == 2
    major, minor = re.match(rf"{name}==(\d+)\.(\d+)", old[0]).groups()
    assert (6, 8) <= (int(major), int(minor)) < (6, 12)
