"""A key that is shown follows the table: nothing in the window keeps the key of the moment it was made."""

import ast

import pytest

from tests.architecture.tree import Module, dotted, findings


def frozen_keys(module):
    """Find where a widget is made with the key a command has just then; `Commands.show_key` follows it."""
    for call in module.nodes(ast.Call):
        is_class = dotted(call.func).rpartition(".")[2][:1].isupper()
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        if is_class and any(asks_for_a_key(value) for value in given):
            yield call.lineno, "keeps a key that can change"


def asks_for_a_key(value):
    asked = (node for node in ast.walk(value) if isinstance(node, ast.Call))
    return any(dotted(call.func).endswith("commands.keys_text") for call in asked)


def test_every_key_that_is_shown_can_change():
    assert findings(frozen_keys) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Button("Undo", keys=self._commands.keys_text("decide.undo"))', ["keeps a key that can change"]),
        ('KeyCaps(commands.keys_text("decide.undo"))', ["keeps a key that can change"]),
        ('commands.show_key(button, "decide.undo")', []),
        ('tip(commands.keys_text("decide.undo"))', []),
    ],
)
def test_the_rule_finds_what_it_is_for(text, expected):
    assert [words for _, words in frozen_keys(Module("ui/x.py", text))] == expected
