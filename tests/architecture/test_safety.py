import ast

import pytest

from tests.architecture.tree import FUNCTIONS, Module, dotted, findings, imported

# Qt guesses rich text out of plain strings in these, and opens the files that a rich text names.
GUESSING_CLASSES = {
    "QErrorMessage",
    "QInputDialog",
    "QLabel",
    "QMessageBox",
    "QProgressDialog",
    "QTextBrowser",
    "QTextEdit",
    "QToolTip",
    "QWhatsThis",
}
GUESSING_CALLS = {
    "appendHtml",
    "insertHtml",
    "insertMarkdown",
    "openUrl",
    "setHtml",
    "setMarkdown",
    "setOpenExternalLinks",
    "setToolTip",
    "setWhatsThis",
}
# Each runs text as a program, or writes where an archive says.
RUNNING_NAMES = {"eval", "exec", "compile", "__import__"}
RUNNING_CALLS = {"os.system", "os.popen", "shutil.unpack_archive"}
RUNNING_METHODS = {"extractall"}
RUNNING_MODULES = {"pickle", "marshal", "shelve", "dill", "cloudpickle"}
# The desk is offline.
NETWORK_MODULES = (
    "urllib.request", "http.client", "http.server", "ftplib", "smtplib", "socketserver", "PySide6.QtNetwork",
)  # fmt: skip
PRAGMA_DOORS = ("store/engine.py", "store/migrate.py", "store/migrations/")


def rich_text(module):
    """Find where one is made, derived from or handed on; asking whether a widget is one does no harm."""
    harmless = {id(node) for part in harmless_parts(module) for node in ast.walk(part)}
    for node in module.nodes(ast.Name, ast.Attribute):
        name = node.attr if isinstance(node, ast.Attribute) else node.id
        if name in GUESSING_CLASSES and id(node) not in harmless:
            yield node.lineno, name
    for node in module.nodes(ast.Attribute):
        if node.attr in GUESSING_CALLS:
            yield node.lineno, node.attr


def harmless_parts(module):
    for node in module.nodes(ast.Call):
        if dotted(node.func) == "isinstance":
            yield node.args[1]
    for node in module.nodes(ast.Attribute):
        if node.attr == "ExtraSelection":
            yield node.value
    for node in module.nodes(ast.arg, ast.AnnAssign, *FUNCTIONS):
        annotation = node.returns if isinstance(node, FUNCTIONS) else node.annotation
        if annotation:
            yield annotation


def foreign_programs(module):
    for node in module.nodes(ast.Call):
        name = dotted(node.func)
        if name in RUNNING_NAMES | RUNNING_CALLS or name.rpartition(".")[2] in RUNNING_METHODS:
            yield node.lineno, name
        if any(word.arg == "shell" for word in node.keywords):
            yield node.lineno, "shell"
    for node in module.nodes(ast.Import, ast.ImportFrom):
        for name in imported(node):
            if name.partition(".")[0] in RUNNING_MODULES:
                yield node.lineno, name


def network(module):
    for node in module.nodes(ast.Import, ast.ImportFrom):
        for name in imported(node):
            if f"{name}.".startswith(tuple(f"{module}." for module in NETWORK_MODULES)):
                yield node.lineno, name


def cut_at_odd_characters(module):
    """str.splitlines cuts one line into seven at FS, GS, NEL, LS and their like."""
    for node in module.nodes(ast.Attribute):
        if node.attr == "splitlines":
            yield node.lineno, "splitlines"


def pragmas(module):
    described = {
        id(node.body[0].value)
        for node in module.nodes(ast.Module, ast.ClassDef, *FUNCTIONS)
        if node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in module.nodes(ast.Constant):
        words = node.value.split() if isinstance(node.value, str) and id(node) not in described else []
        if words and words[0].upper() == "PRAGMA":
            yield node.lineno, "PRAGMA"


def test_rich_text_has_one_door():
    assert findings(rich_text, allowed=["ui/safe_text.py"]) == ""


def test_nothing_runs_text_or_unpacks_blindly():
    assert findings(foreign_programs) == ""


def test_nothing_goes_online():
    assert findings(network) == ""


def test_text_is_cut_at_line_ends_only():
    assert findings(cut_at_odd_characters) == ""


def test_one_place_sets_pragmas():
    assert findings(pragmas, allowed=PRAGMA_DOORS) == ""


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (rich_text, "label = QLabel(headline)"),
        (rich_text, "class Headline(QLabel): ..."),
        (rich_text, "QMessageBox.question(self, title, headline)"),
        (rich_text, "make = QLabel"),
        (rich_text, "from PySide6 import QtWidgets\nbox = QtWidgets.QMessageBox()"),
        (rich_text, "widget.setToolTip(headline)"),
        (rich_text, "QDesktopServices.openUrl(url)"),
        (foreign_programs, "import pickle"),
        (foreign_programs, "from marshal import loads"),
        (foreign_programs, "eval(text)"),
        (foreign_programs, "subprocess.run(text, shell=True)"),
        (foreign_programs, "archive.extractall(folder)"),
        (foreign_programs, "os.system(text)"),
        (network, "import urllib.request"),
        (network, "from urllib.request import urlopen"),
        (network, "from PySide6 import QtNetwork"),
        (cut_at_odd_characters, "text.splitlines()"),
        (pragmas, "connection.execute('pragma foreign_keys = ON')"),
        (pragmas, "f'PRAGMA {name}'"),
    ],
)
def test_the_rules_find_what_they_are_for(rule, text):
    assert len(list(rule(Module("x.py", text)))) == 1


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (rich_text, "from editor_app.ui.safe_text import PlainLabel"),
        (rich_text, "isinstance(widget, QLabel | QTextEdit)"),
        (rich_text, "def paint(view: QTextEdit) -> QLabel: ...\nmark = QTextEdit.ExtraSelection()"),
        (foreign_programs, "dialog.exec()\nre.compile(pattern)"),
        (network, "from urllib.parse import urlsplit"),
        (pragmas, '"""PRAGMA words in a description."""'),
    ],
)
def test_the_rules_leave_the_rest_alone(rule, text):
    assert list(rule(Module("x.py", text))) == []
