"""The program's own code as syntax trees, for the rules that are told from its text."""

import ast
import functools
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = ROOT / "editor_app"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Module:
    """One module: its place below editor_app, with forward slashes, and what stands in it."""

    place: str
    text: str

    @functools.cached_property
    def tree(self):
        """Give the module parsed."""
        return ast.parse(self.text, self.place)

    def nodes(self, *kinds):
        """Walk over every node of these kinds."""
        return (node for node in ast.walk(self.tree) if isinstance(node, kinds))


@functools.cache
def modules():
    """Read every module of the program."""
    files = sorted(PACKAGE.rglob("*.py"))
    return tuple(Module(file.relative_to(PACKAGE).as_posix(), file.read_text("utf-8")) for file in files)


def findings(rule, *, allowed=()):
    """Apply a rule, which gives lines and words of one module, to all but those below the allowed places."""
    return "\n".join(
        f"editor_app/{module.place}:{line}: {words}"
        for module in modules()
        if not module.place.startswith(tuple(allowed))
        for line, words in rule(module)
    )


def length(node):
    """Count the lines of a function or class, its decorators aside."""
    return node.end_lineno - node.lineno + 1


def dotted(node):
    """Write a name or an attribute of names as it stands: `os.system`."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "?"


def imported(node):
    """Name what an import statement brings in, each with the module it comes from."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names]
