"""Every command of the table is in the menu, the palette, the guide, the sheet and the settings."""

import html
import re

import pytest
from PySide6.QtWidgets import QMenu

from editor_app.settings import KeyChoice
from editor_app.ui.command_palette import PALETTE, CommandPalette
from editor_app.ui.command_table import command_table
from editor_app.ui.guide_keys import with_commands
from editor_app.ui.guide_text import shipped_guide
from editor_app.ui.key_lines import key_columns
from editor_app.ui.key_rows import key_rows
from editor_app.ui.keymap import spoken
from editor_app.ui.palette_rows import typed
from tests.ui.review_stage import Stage

IDS = [command.id for command in command_table()]


@pytest.fixture
def stage(qtbot, tmp_path):
    made = Stage(qtbot, tmp_path)
    yield made
    made.close()


def test_every_command_does_something(stage):
    assert [name for name in IDS if not stage.commands.is_bound(name)] == []


def test_every_command_is_in_the_menu_with_its_key_and_says_what_it_does(stage):
    menu = QMenu()
    stage.commands.fill_menu(menu)
    shown = {action.text(): action.toolTip() for part in menu.actions() for action in part.menu().actions()}
    for command in stage.commands.all():
        keys = stage.commands.keys_text(command.id)
        text = f"{command.menu}\t{keys}" if keys else command.menu
        said = html.unescape(re.sub(r"<[^>]*>", "", shown[text]))
        assert said == (stage.commands.reason_off(command.id) or command.help)


def test_every_tooltip_names_the_command_and_its_key(stage):
    for command in stage.commands.all():
        keys = stage.commands.keys_text(command.id)
        assert stage.commands.tip(command.id).startswith(
            f"{command.title} ({keys})" if keys else command.title
        )


def test_the_palette_finds_every_command_by_its_name(stage):
    content = stage.window.findChild(CommandPalette)._content
    for command in stage.commands.all():
        found = [row.id for group in content.groups(typed(f">{command.title}"), [], 0) for row in group.rows]
        assert command.id == PALETTE or command.id in found, command.title


def test_guide_and_settings_name_every_command_and_the_sheet_all_that_have_a_key(stage):
    chapter = with_commands(shipped_guide(), stage.commands).body.replace("\\", "")
    rows = {row.command.id for row in key_rows(stage.commands.all(), KeyChoice())}
    lines = [line for column in key_columns(stage.commands) for group in column for line in group.lines]
    for command in stage.commands.all():
        assert f"**{command.title}**" in chapter and command.help in chapter
        assert command.id in rows
        keys = {spoken(key) for key in stage.commands.keymap.all_keys(command.id)}
        # The nine saved lists share one line, which tells the keys of all of them.
        assert not stage.commands.keys_text(command.id) or any(
            line.title == command.title or (keys and keys < set(line.all_keys)) for line in lines
        )
