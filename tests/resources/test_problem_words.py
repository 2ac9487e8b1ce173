"""Every problem and remark has its sentence, and no more than one."""

import ast
import tomllib
from collections import Counter

from editor_app import paths
from tests.architecture.tree import modules

# Which argument of each is its code.
PLACE = {"Problem": 0, "Remark": 1, "Notice": 1}


def tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(paths.shipped("resources", "words", "problems.toml").read_text(encoding="utf-8"))


def codes() -> set[str]:
    """Find the codes that are written out where a problem or remark is made."""
    found = set()
    for module in modules():
        for call in module.nodes(ast.Call):
            place = PLACE.get(call.func.id, -1) if isinstance(call.func, ast.Name) else -1
            code = call.args[place] if 0 <= place < len(call.args) else None
            if isinstance(code, ast.Constant):
                found.add(code.value)
    return found


def test_every_code_has_a_sentence() -> None:
    assert len(codes()) > 50
    assert codes() - {code for table in tables().values() for code in table} == set()


def test_no_code_has_two() -> None:
    counted = Counter(code for table in tables().values() for code in table)
    assert [code for code, count in counted.items() if count > 1] == []
