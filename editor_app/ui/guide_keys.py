"""The chapter of the guide about commands and keys, made from the table of commands."""

import re
from dataclasses import replace
from typing import Final

from editor_app.i18n import gettext
from editor_app.ui.command_table import GROUPS, Command, group_title
from editor_app.ui.commands import Commands
from editor_app.ui.guide_text import GuideText, Section
from editor_app.ui.keymap import spoken

_SIGNS: Final = re.compile(r"([!-/:-@\[-`{-~])")


def with_commands(guide: GuideText, commands: Commands) -> GuideText:
    """Give the guide with a last chapter that names every command, its keys and what it does."""
    title = gettext("Commands and keys")
    body = "\n\n".join([f"# {title}", _introduction(commands), *_groups(commands)])
    chapter = Section(title, 0)
    return replace(guide, body=f"{guide.body.rstrip()}\n\n{body}\n", sections=(*guide.sections, chapter))


def _introduction(commands: Commands) -> str:
    said = gettext(
        "This chapter is made from the desk's own table of commands and shows the keys that count now."
        " Letters, digits and signs work while nothing is being typed. Keys are changed in the settings."
        " {palette} finds a command by its name, {sheet} shows all keys on one sheet."
    )
    palette, sheet = (commands.keys_text(name) for name in ("window.palette", "help.keys"))
    return said.format(palette=_as_it_stands(palette), sheet=_as_it_stands(sheet))


def _groups(commands: Commands) -> list[str]:
    parts = []
    for group in GROUPS:
        members = [_line(commands, c) for c in commands.all() if c.group == group and commands.is_bound(c.id)]
        if members:
            parts += [f"## {group_title(group)}", "\n".join(members)]
    return parts


def _line(commands: Commands, command: Command) -> str:
    keys = dict.fromkeys(spoken(key) for key in commands.keymap.all_keys(command.id))
    shown = _as_it_stands(", ".join(keys)) if keys else gettext("no key")
    return f"- **{_as_it_stands(command.title)}** ({shown}): {_as_it_stands(command.help)}"


def _as_it_stands(text: str) -> str:
    """Spell a text so that no sign in it is taken for markdown."""
    return _SIGNS.sub(r"\\\1", text)
