import ast

import pytest
from PySide6 import QtCore, QtGui, QtWidgets

from tests.architecture.tree import FUNCTIONS, Module, findings, length, modules

LONGEST_MODULE, LONGEST_FUNCTION = 400, 60
# A longer one needs a reason, not an apology: place or place:name, and the reason.
LONGER_FOR_A_REASON: dict[str, str] = {}
# What overrides a method of Qt's is described by Qt.
QT_CLASSES = [
    QtCore.QAbstractTableModel, QtWidgets.QCheckBox, QtGui.QSyntaxHighlighter, QtWidgets.QApplication,
    QtWidgets.QDialog, QtWidgets.QLayout, QtWidgets.QMainWindow, QtWidgets.QPlainTextEdit,
    QtWidgets.QStyledItemDelegate, QtWidgets.QTableView, QtWidgets.QTextBrowser,
]  # fmt: skip
CALLED_BY_QT = {name for kind in QT_CLASSES for name in dir(kind)}
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "base", "misc"}


def too_long(module):
    lines = len(module.text.split("\n")) - 1
    if lines > LONGEST_MODULE:
        yield 1, f"{module.place} has {lines} lines"
    for function in module.nodes(*FUNCTIONS):
        if length(function) > LONGEST_FUNCTION:
            yield function.lineno, f"{module.place}:{function.name} has {length(function)} lines"


def empty_names(module):
    parts = module.place.removesuffix(".py").replace("/", "_").split("_")
    if EMPTY_NAMES & set(parts):
        yield 1, "a name that says nothing of the user's matter"


def undocumented(module):
    if not ast.get_docstring(module.tree):
        yield 1, "the module says nothing of itself"
    called = CALLED_BY_QT if module.place.startswith("ui/") else set()
    yield from undocumented_below(module.tree.body, set())
    for node in module.nodes(ast.ClassDef):
        if not node.name.startswith("_"):
            yield from undocumented_below(node.body, called)


def undocumented_below(nodes, known):
    for node in nodes:
        public = isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_")
        if public and node.name not in known and not ast.get_docstring(node):
            yield node.lineno, f"{node.name} says nothing of itself"


def test_what_is_long_has_a_reason_and_each_reason_is_needed():
    long = {words.partition(" has ")[0]: words for module in modules() for _, words in too_long(module)}
    assert {place: words for place, words in long.items() if place not in LONGER_FOR_A_REASON} == {}
    assert set(LONGER_FOR_A_REASON) == set(long)


def test_names_are_of_the_trade():
    assert findings(empty_names) == ""


def test_every_public_name_is_described():
    assert findings(undocumented) == ""


@pytest.mark.parametrize(
    ("rule", "place", "text", "expected"),
    [
        (too_long, "x.py", "x = 1\n" * 401, ["x.py has 401 lines"]),
        (too_long, "x.py", "def f():\n" + "    x = 1\n" * 60, ["x.py:f has 61 lines"]),
        (too_long, "x.py", "def f():\n" + "    x = 1\n" * 59, []),
        (empty_names, "store/row_utils.py", "", ["a name that says nothing of the user's matter"]),
        (empty_names, "ui/database.py", "", []),
        (undocumented, "x.py", '"""X."""\nclass A:\n    def _b(self): ...\n', ["A says nothing of itself"]),
        (undocumented, "x.py", "'X'\nclass A:\n 'A'\n def b(self): ...\n", ["b says nothing of itself"]),
        (undocumented, "ui/x.py", '"""X."""\nclass A:\n    "A."\n    def paintEvent(self): ...\n', []),
        (undocumented, "x.py", '"""X."""\nclass _A:\n    def b(self): ...\ndef _c(): ...\n', []),
        (undocumented, "x.py", "", ["the module says nothing of itself"]),
    ],
)
def test_the_rules_find_what_they_are_for(rule, place, text, expected):
    assert [words for _, words in rule(Module(place, text))] == expected
