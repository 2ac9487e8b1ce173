"""Whether the files a connection writes to are still the ones that bear the desk's name."""

from pathlib import Path

from editor_app.domain.problems import Problem

_Identity = tuple[int, int] | None


class Witness:
    """Remembers the desk file and its log, and tells when something else has taken their names."""

    def __init__(self, desk: Path) -> None:
        """Remember the desk file; call it as soon as the file is open."""
        self._desk = desk
        self._log = desk.with_name(desk.name + "-wal")
        self._known = _identity(desk)
        self._known_log: _Identity = None

    def refuse_replaced(self) -> None:
        """Raise a Problem where a commit would go into a file nobody will find (`desk_replaced`)."""
        log = _identity(self._log)
        self._known_log = self._known_log or log
        if _identity(self._desk) != self._known or log != self._known_log:
            raise Problem("desk_replaced", path=str(self._desk))


def _identity(path: Path) -> _Identity:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_dev, found.st_ino
