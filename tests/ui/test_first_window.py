"""The first page is painted before the rest is loaded, where the window will be, and gives way to it."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from editor_app import __main__ as program
from editor_app.ui.app import make_application
from editor_app.ui.first_window import first_window
from editor_app.ui.start import paint_first
from editor_app.ui.theme import theme
from tests.desk.sample import WIRES, add, open_sample
from tests.ui.review_stage import Stage


@pytest.fixture
def desk(tmp_path):
    path = tmp_path / "a.desk"
    with open_sample(path) as opened:
        add(opened, WIRES)
    return path


def test_it_is_painted_with_the_first_wire(qtbot, desk):
    make_application()
    window = paint_first(desk)
    qtbot.addWidget(window)
    assert window.view.is_painted
    assert window.view._page.text.headline == "A court finds a chatbot at fault"
    assert window.view._text.toPlainText().startswith("A court finds a chatbot at fault\nThe body")


def test_what_hides_in_a_text_is_shown_as_marks(qtbot, tmp_path):
    path = tmp_path / "a.desk"
    with open_sample(path) as opened:
        add(opened, {"0.txt": "[office] Turn\u202eed <b>round</b>\nThe body.\n".encode()})
    make_application()
    window = first_window(path)
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: window.view.is_painted)
    assert window.view._text.toPlainText().startswith("Turn\u2426ed <b>round</b>\n")


@pytest.mark.parametrize("content", [None, b"", b"no desk"])
def test_where_there_is_nothing_to_show_nothing_is_shown(qapp, tmp_path, content):
    place = tmp_path / "a.desk"
    if content is not None:
        place.write_bytes(content)
    assert paint_first(place) is None


def test_the_window_is_covered_until_its_desk_is_open(qtbot, tmp_path):
    stage = Stage(qtbot, tmp_path)
    cover = QWidget()
    stage.window.cover(cover)
    assert cover.isVisible() and cover.size() == stage.window.size()
    stage.session.open(stage.path)
    qtbot.waitUntil(lambda: stage.session.view is not None)
    assert cover.isHidden()
    stage.close()


def test_it_goes_away_where_opening_takes_long(qtbot, tmp_path):
    stage = Stage(qtbot, tmp_path)
    cover = QWidget()
    stage.window.cover(cover)
    qtbot.waitUntil(cover.isHidden, timeout=60_000)
    stage.close()


@pytest.mark.parametrize(
    ("given", "options"),
    [
        ([], {}),
        (["--desk", "a.desk"], {"--desk": "a.desk"}),
        (["--desk=a.desk", "--editor", "Ada"], {"--desk": "a.desk", "--editor": "Ada"}),
        (["--desk", "a.desk", "list"], None),
        (["list"], None),
        (["--help"], None),
        (["--desk"], None),
        (["--desk", "--json"], None),
    ],
)
def test_only_a_call_for_the_window_paints_first(given, options):
    assert program._options(given) == options


def test_it_looks_as_the_window_looked_when_it_was_closed(qtbot, tmp_path):
    stage = Stage(qtbot, tmp_path)
    stage.session.step(1)
    stage.settle()
    theme.use("dark")
    stage.close()
    theme.use("light")
    window = first_window(stage.path)
    qtbot.addWidget(window)
    assert window.windowTitle() == "Review Desk"
    assert window.view._page.text.headline == "Two countries sign an agreement"
    assert window.view.palette().window().color().name() == "#141311"


def test_a_text_from_right_to_left_begins_at_the_right(qtbot, tmp_path):
    path = tmp_path / "a.desk"
    with open_sample(path) as opened:
        add(opened, {"0.txt": "[office] \u05e9\u05dc\u05d5\u05dd\nThe body.\n".encode()})
    make_application()
    window = first_window(path)
    qtbot.addWidget(window)
    qtbot.waitUntil(lambda: window.view.is_painted)
    assert window.view._text.firstBlock().textDirection() == Qt.LayoutDirection.RightToLeft


LOADED = """
import sys
from pathlib import Path
from editor_app.ui.start import paint_first
assert paint_first(Path(sys.argv[1])).view.is_painted
kits = {"sqlalchemy", "sqlmodel", "alembic", "pydantic", "dataclasses", "tomllib", "platformdirs", "socket"}
has_enumerations = "Qt" in vars(sys.modules["PySide6.QtCore"])
print(sorted(kits & {name.split(".")[0] for name in sys.modules}), has_enumerations)
"""


def test_it_is_painted_before_the_database_toolkit_is_loaded(desk):
    done = subprocess.run([sys.executable, "-c", LOADED, desk], capture_output=True, text=True, check=True)
    assert done.stdout == "[] False\n"
