"""Lines that come in any order and are given in order, however many there are; most of them wait in files."""

import heapq
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Final, Self

_IN_MEMORY: Final = 16 << 20


class SortedLines:
    """Takes lines and gives them in the order of their bytes.

    It is left as a context: what waits in files, in the folder `scratch`, is gone then.
    """

    def __init__(self, scratch: Path) -> None:
        self._scratch = scratch
        self._waiting: list[bytes] = []
        self._aside: list[IO[bytes]] = []
        self._stack = ExitStack()
        self._octets = 0
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self._stack.close()

    def add(self, line: bytes) -> None:
        """Take a line, which has its line end and no other."""
        self._waiting.append(line)
        self.count += 1
        self._octets += len(line)
        if self._octets >= _IN_MEMORY:
            self._set_aside()

    def __iter__(self) -> Iterator[bytes]:
        """Give all lines that were taken, once each time they are asked for."""
        self._waiting.sort()
        for file in self._aside:
            file.seek(0)
        return heapq.merge(*self._aside, self._waiting)

    def _set_aside(self) -> None:
        self._waiting.sort()
        file = self._stack.enter_context(tempfile.TemporaryFile(dir=self._scratch))  # noqa: SIM115 - closed on leaving
        file.writelines(self._waiting)
        self._aside.append(file)
        self._waiting.clear()
        self._octets = 0
