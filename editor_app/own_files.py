"""Small files of the program's own, such as the settings: written whole or not at all."""

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

_WRITING_TAKES_AT_MOST = 60  # seconds


def write_whole(target: Path, data: bytes) -> None:
    """Put a file in the place of the one before, on disk and readable by its owner alone; raises OSError.

    What a process that was killed while it wrote this file left behind goes too.
    """
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, part = tempfile.mkstemp(dir=target.parent, prefix=f".{target.stem}-", suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    Path(part).replace(target)
    for left in target.parent.glob(f".{target.stem}-*.part"):
        with suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > _WRITING_TAKES_AT_MOST:
                left.unlink()
