"""The folders of a person are those every program of the platform uses; without the library on Linux."""

import sys
from pathlib import Path

import platformdirs
import pytest

from editor_app import paths

PLACES = {
    "XDG_DATA_HOME": (paths.data_folder, platformdirs.user_data_dir),
    "XDG_CONFIG_HOME": (lambda: paths.settings_file().parent, platformdirs.user_config_dir),
    "XDG_STATE_HOME": (paths.state_folder, platformdirs.user_state_dir),
}


@pytest.mark.parametrize("variable", PLACES)
@pytest.mark.parametrize("named", [None, "", "/somewhere/else"])
def test_a_folder_is_where_the_library_has_it(monkeypatch, variable, named):
    ours, theirs = PLACES[variable]
    monkeypatch.delenv(variable, raising=False)
    if named is not None:
        monkeypatch.setenv(variable, named)
    assert ours() == Path(theirs("editor-app", appauthor=False))


def test_logs_lie_where_the_library_has_them():
    assert paths.log_folder() == Path(platformdirs.user_log_dir("editor-app", appauthor=False))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the rule of the free desktops")
def test_a_variable_that_names_no_place_is_passed_over(monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", "not/absolute")
    assert paths.state_folder() == Path.home() / ".local" / "state" / "editor-app"
