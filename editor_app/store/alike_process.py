"""Started as a process of its own by `alike_apart`: compares the texts of a desk, and ends with its input.

python -m editor_app.store.alike_process DESK FILE REPLICA
"""

import contextlib
import os
import sys
from pathlib import Path
from threading import Thread
from typing import Final

from editor_app import paths
from editor_app.store.alike import Alike
from editor_app.store.alike_index import AlikeIndex
from editor_app.store.connections import Connections
from editor_app.store.engine import Mode

_BEHIND: Final = 10


def main(desk: str, file: str, replica: str) -> None:
    """Compare what is new, behind everything else this machine has to do."""
    paths.go_private()
    if hasattr(os, "nice"):
        os.nice(_BEHIND)
    Thread(target=_end_with_the_input, daemon=True).start()
    with (
        contextlib.closing(Connections(Path(desk), Mode.READ)) as connections,
        contextlib.closing(AlikeIndex(Path(file), replica, is_read_only=False)) as index,
    ):
        Alike(connections.reading, index).catch_up()


def _end_with_the_input() -> None:
    """Whoever started this has gone, or wants no more of it; what is half done is not kept."""
    sys.stdin.read()
    os._exit(1)


if __name__ == "__main__":
    main(*sys.argv[1:])
