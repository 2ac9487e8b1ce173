"""How often Python looks for garbage while very many objects are made that are none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_YOUNG: Final = 50_000


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let the collector run seldom, in all threads: an import makes no cycles, and was held up a sixth."""
    before = gc.get_threshold()
    gc.set_threshold(max(_YOUNG, before[0]), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
