"""A desk that is open: its file, its words, who sits at it, and what time it is."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from editor_app import settings
from editor_app.desk.seen_elsewhere import SeenElsewhere
from editor_app.domain.ids import uuid7
from editor_app.domain.lists import Editor
from editor_app.domain.problems import Problem
from editor_app.domain.vocabulary import Vocabulary
from editor_app.settings import Settings
from editor_app.store.last_exit import held, keep_exit, last_exit
from editor_app.store.shared_places import sharing_of

if TYPE_CHECKING:
    from editor_app.store.opening import Store

_log = logging.getLogger(__name__)
Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Give the time now, in UTC."""
    return datetime.now(UTC)


def as_written(moment: datetime) -> str:
    """Give a moment as an event carries it: in UTC, ISO 8601 with milliseconds and Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Workplace:
    """What every use case is given first.

    `read_only` is the Problem that stands against writing, None at a desk that can be written to. `alarm` is
    the Problem that less is in the desk than when it was last closed here, until somebody lets that be.
    `warning` is the Problem that other machines may write to the desk, None where there is no sign of it.
    `editor` is who sits at the desk, None before anybody gave a name. `named` are the ids of editors whose
    name is known to stand in the desk. `seen_elsewhere` is what was found of the same event elsewhere.
    """

    def __init__(
        self,
        path: Path,
        store: "Store",
        vocabulary: Vocabulary,
        *,
        settings_file: Path,
        clock: Clock = system_clock,
        read_only: Problem | None = None,
    ) -> None:
        """Sit down at an open store, as the editor the settings name."""
        self.path = path
        self.store = store
        self.vocabulary = vocabulary
        self.read_only = read_only
        self.alarm = self._missing()
        self.warning = None if read_only is not None else self._shared()
        self.settings_file = settings_file
        self.settings: Settings = settings.load(settings_file)
        self.editor: Editor | None = None
        if self.settings.current_editor is not None:
            self.seat(self.settings.current_editor)
        self.named: set[str] = set()
        self.seen_elsewhere = SeenElsewhere()
        self._clock = clock

    def __enter__(self) -> Self:
        """Use the desk in a with statement."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the desk, whatever happened."""
        self.close()

    def close(self) -> None:
        """Close the desk file and let others write to it."""
        try:
            if self.read_only is None and self.alarm is None:
                self._keep_exit()
        finally:
            self.store.close()

    def let_be(self) -> None:
        """Take it that less is in the desk than there was: it counts from here on."""
        self.alarm = None
        self._keep_exit()

    def seat(self, editor: Editor) -> None:
        """Let an editor sit at the desk; whoever finds it locked is told their name."""
        self.editor = editor
        self.store.hold_as(editor.name)

    def now(self) -> str:
        """Give the time in UTC as an event carries it: ISO 8601 with milliseconds and Z."""
        return as_written(self._clock())

    def new_id(self) -> str:
        """Make an id for something that happens now."""
        return uuid7(self.milliseconds())

    def milliseconds(self) -> int:
        """Give the time in milliseconds since 1970, UTC."""
        return int(self._clock().timestamp() * 1000)

    def _missing(self) -> Problem | None:
        """Give the Problem that decisions are missing which were here when the desk was last closed."""
        before = last_exit(self.path)
        if before is None:
            return None
        with self.store.reading() as work:
            if work.events.last_key() >= before.events:
                return None
            decisions = work.events.decisions_after(0)
        return Problem(
            "decisions_missing", path=str(self.path), had=before.decisions, has=decisions, at=before.at
        )

    def _shared(self) -> Problem | None:
        """Give the Problem that two machines may write to this desk at once."""
        left = self.store.left_elsewhere
        if left is not None:
            who = left.get("who") or left["host"]
            since = left.get("started", "?")
            return Problem(
                "desk_open_elsewhere", path=str(self.path), host=left["host"], who=who, since=since
            )
        sharing = sharing_of(self.path)
        return None if sharing is None else Problem(sharing.value, path=str(self.path))

    def _keep_exit(self) -> None:
        try:
            with self.store.reading() as work:
                now = held(work, last_exit(self.path), self.now())
        except Problem as problem:
            _log.warning("what the desk holds cannot be told: %s", problem.code)
        else:
            keep_exit(self.path, now)

    def writer(self) -> Editor:
        """Give who is about to write; a Problem where the desk is read-only or nobody gave a name."""
        self.refuse_read_only()
        if self.editor is None:
            raise Problem("editor_needed")
        return self.editor

    def refuse_read_only(self) -> None:
        """Raise the Problem that stands against writing to this desk, if one does."""
        if self.read_only is not None:
            raise self.read_only

    def keep_settings(self, chosen: Settings) -> None:
        """Write new settings to their file and use them from now on; who sits at the desk stays."""
        settings.save(chosen, self.settings_file)
        self.settings = chosen
