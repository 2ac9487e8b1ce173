"""The fuzzer's own process, where it is installed: `python -m tests.safe.fuzzing FOLDER ... CORPUS`."""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["editor_app"]):
    from tests.safe import parsed

_FOLDER = Path(sys.argv.pop(1))
# Those that write files are slow; hypothesis has them.
_QUICK = (
    parsed.a_document,
    parsed.an_amended_wire,
    parsed.json_text,
    parsed.lines_of_a_package,
    parsed.a_search,
)


def put(data: bytes) -> None:
    """Put the fuzzer's bytes before every quick parser."""
    for parser in _QUICK:
        parser(data, _FOLDER)


atheris.Setup(sys.argv, put)
atheris.Fuzz()
