import ast
import subprocess
import sys
import tomllib

from tests.architecture.tree import FUNCTIONS, PACKAGE, ROOT, Module, findings, imported

# Where imports may wait until they are needed: what the first paint and --help can do without.
DOORS = ("__main__.py", "cli/", "desk/workplace.py", "store/migrate.py")


def imports_inside_functions(module):
    for function in module.nodes(*FUNCTIONS):
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield node.lineno, f"import of {', '.join(imported(node))} inside {function.name}"


def test_imports_go_down_the_layers():
    lint = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as main; main()"]
    done = subprocess.run([*lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_folder_of_the_program_has_its_layer():
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]
    contract = next(one for one in tools["importlinter"]["contracts"] if one["type"] == "layers")
    named = {name.strip() for line in contract["layers"] for name in line.split("|")}
    there = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or list(path.glob("*.py"))}
    assert contract["exhaustive"]
    assert named == there - {"__init__"}


def test_imports_wait_at_the_four_doors_only():
    assert findings(imports_inside_functions, allowed=DOORS) == ""


def test_an_import_inside_a_function_is_found():
    module = Module("x.py", "def late():\n    if True:\n        from os import path\n")
    assert list(imports_inside_functions(module)) == [(3, "import of os.path inside late")]
