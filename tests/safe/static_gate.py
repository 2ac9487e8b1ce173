"""R10: no line of the program opens a door that safe classes and one factory were made to close."""

import ast
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.architecture import test_safety as gate
from tests.architecture.tree import Module, modules
from tests.safe.harness import Harness, Weakened
from tests.safe.report import Report

# What is looked for, and where alone it may stand.
RULES: dict[str, tuple[Callable, tuple[str, ...]]] = {
    "bare_rich_text_doors": (gate.rich_text, ("ui/safe_text.py",)),
    "text_run_as_a_program": (gate.foreign_programs, ()),
    "network_modules": (gate.network, ()),
    "lines_cut_at_odd_characters": (gate.cut_at_odd_characters, ()),
    "pragmas_elsewhere": (gate.pragmas, gate.PRAGMA_DOORS),
}


def run(count: int, folder: Path, report: Report) -> str:
    """Look through every module of the program with every rule."""
    return _looked_through(modules(), report)


def _looked_through(looked_at: Iterable[Module], report: Report) -> str:
    looked_at = tuple(looked_at)
    for number, (name, (rule, allowed)) in enumerate(RULES.items()):
        found = [
            f"editor_app/{module.place}:{line}: {words}"
            for module in looked_at
            if not module.place.startswith(allowed)
            for line, words in rule(module)
        ]
        for where in found:
            report.breach(f"{name}: {where}")
        report.add(number, **{name: len(found)})
    return f"{len(looked_at)} modules, {report.figures(*RULES)}"


def _weak(count: int, folder: Path, report: Report) -> str:
    """Look through a program in which Qt's own label stands for the safe one."""
    return _looked_through((_with_bare_labels(module) for module in modules()), report)


def _with_bare_labels(module: Module) -> Module:
    class Bare(ast.NodeTransformer):
        def visit_Name(self, node: ast.Name) -> ast.Name:
            return ast.copy_location(ast.Name("QLabel", node.ctx), node) if node.id == "PlainLabel" else node

    return Module(module.place, ast.unparse(Bare().visit(ast.parse(module.text))))


HARNESS = Harness(
    id="R10",
    name="gate",
    title="Static gate: no bare door in the program's own code",
    count=1,
    quick=1,
    run=run,
    weakened=(Weakened("label class replaced", _weak, 1),),
)
