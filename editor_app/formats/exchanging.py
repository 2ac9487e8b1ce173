"""Two names that change places at once, where the system can do that: no moment has neither in its place."""

import ctypes
import errno
import os
import sys
from pathlib import Path

_HERE, _SWAP = -100, 2
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}


def exchange(one: Path, other: Path) -> bool:
    """Let two files or folders take each other's names; False, and nothing done, where that cannot be.

    Both lie on one file system. Raises OSError where it could be done but was refused.
    """
    names = os.fsencode(one), os.fsencode(other)
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform.startswith("linux"):
            answer = library.renameat2(_HERE, names[0], _HERE, names[1], _SWAP)
        elif sys.platform == "darwin":
            answer = library.renamex_np(*names, _SWAP)
        else:
            return False
    except (AttributeError, OSError, TypeError):
        return False
    number = ctypes.get_errno()
    if answer == 0:
        return True
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(other))
