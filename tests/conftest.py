"""What every test gets: places of its own, a screen in memory, no rubbish collection while Qt dispatches."""

import gc
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
XDG_PLACES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME")
WINDOWS_PLACES = ("APPDATA", "LOCALAPPDATA", "USERPROFILE")

# Machines are shared, so no example is too slow; in CI the same examples come each time.
settings.register_profile(
    "desk",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("desk")

_of_this_run = tempfile.TemporaryDirectory(prefix="editor-app-tests-")


def pytest_configure():
    """Move this process off the user's desk before anything of Qt or of the program is loaded."""
    for name in [name for name in os.environ if name.startswith(("EDITOR_APP_", "LC_"))]:
        if name not in ("EDITOR_APP_REAL_ARCHIVE", "EDITOR_APP_NINJS_SCHEMA"):
            del os.environ[name]
    os.environ.pop("LANGUAGE", None)
    os.environ["LANG"] = "C.UTF-8"
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # Qt reads these once: what it caches, and its socket folder, are the run's and not a test's.
    for name in ("XDG_CACHE_HOME", "XDG_RUNTIME_DIR", *XDG_PLACES):
        os.environ[name] = str(_folder(Path(_of_this_run.name), name))


def pytest_unconfigure():
    """Leave nothing behind."""
    _of_this_run.cleanup()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Collect cycles after a test with Qt and not in it: a collection inside Qt's dispatch can crash."""
    if not {"qapp", "qtbot"} & set(getattr(item, "fixturenames", ())):
        return (yield)
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.enable()


@pytest.fixture(autouse=True)
def _own_places(tmp_path_factory, monkeypatch):
    """Give each test a home, settings, data and state of its own, and the umask it began with back."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    for name in (*XDG_PLACES, *WINDOWS_PLACES):
        monkeypatch.setenv(name, str(_folder(home, name)))
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture
def sample_archive():
    """The archive that ships with the program."""
    return ROOT / "seeds" / "launch-archive"


@pytest.fixture
def real_archive():
    """A folder of real documents, where this machine has one."""
    named = os.environ.get("EDITOR_APP_REAL_ARCHIVE")
    if not named:
        pytest.skip("EDITOR_APP_REAL_ARCHIVE names no folder of real documents")
    folder = Path(named)
    assert folder.is_dir(), f"EDITOR_APP_REAL_ARCHIVE is {folder}, which is no folder"
    return folder


def _folder(parent, name):
    folder = parent / name.lower()
    folder.mkdir(mode=0o700)
    return folder
