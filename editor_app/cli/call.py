"""One call of the program: what was asked, where the answer goes, and the desk it is about."""

import argparse
import os
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from editor_app import paths, settings
from editor_app.cli.output import Output
from editor_app.desk.backing_up import back_up_if_due, copy_to
from editor_app.desk.signing_in import clean_name, sign_in, sit_to_read
from editor_app.desk.trying_out import passing_place
from editor_app.desk.watch import Watch
from editor_app.desk.workplace import Access, Workplace, open_desk, take_back_cut_off
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, sentence


@dataclass(frozen=True, slots=True)
class Call:
    """What a verb is given."""

    options: argparse.Namespace
    output: Output

    @property
    def desk_path(self) -> Path:
        """Where the desk lies: --desk, else EDITOR_APP_DESK, else the platform's folder for data."""
        return Path(self.options.desk) if self.options.desk else paths.default_desk()

    @property
    def editor_name(self) -> str | None:
        """Who decides: --editor, else EDITOR_APP_EDITOR, else None, and the settings say."""
        given: str | None = self.options.editor
        return given if given is not None else os.environ.get("EDITOR_APP_EDITOR") or None

    def reading(self) -> Workplace:
        """Open the desk to read, as the editor who was named; somebody else may write to it meanwhile.

        Where an import was cut off, nobody sees half of it: it is taken back first, unless it still runs.
        Where decisions are missing that is said, so that nobody hands on less than there was unawares.
        """
        desk = self._open_whole()
        self._tell_alarm(desk)
        return desk

    def _open_whole(self) -> Workplace:
        desk = open_desk(self.desk_path, access=Access.READ, create=False)
        with desk.store.reading() as work:
            is_whole = not work.imports.unfinished()
        if not is_whole:
            desk.close()
            desk = open_desk(self.desk_path, access=Access.EITHER, create=False)
        if self.editor_name is not None:
            sit_to_read(desk, self.editor_name)
        return desk

    def writing(
        self, *, before_making: Callable[[], object] | None = None, going_on_from: Collection[str] = ()
    ) -> Workplace:
        """Open the desk to write, as an editor; refused before anything is touched where nobody is named.

        With `before_making` a desk that is missing is made, once that has found nothing to refuse. Imports
        that were cut off are taken back, but those `going_on_from` the places the call imports again.
        """
        name = self.editor_name
        if name is None and settings.load(paths.settings_file()).current_editor is None:
            raise Problem("editor_needed")
        if name is not None:
            clean_name(name)
        if before_making is not None and not self.desk_path.expanduser().exists():
            before_making()
        is_made = before_making is not None
        desk = open_desk(self.desk_path, access=Access.WRITE, create=is_made, keep_cut_off=True)
        try:
            take_back_cut_off(desk, going_on_from)
            if name is not None:
                sign_in(desk, name, stays=False)
            self._keep_safe(desk)
        except BaseException:
            desk.close()
            raise
        return desk

    def mending(self) -> Workplace:
        """Open the desk to write what is derived; nobody has to be named for that."""
        return open_desk(self.desk_path, access=Access.WRITE, create=False)

    def _keep_safe(self, desk: Workplace) -> None:
        """Make a copy where it is time for one, and say what is amiss; nothing else is held up by it."""
        if desk.warning is not None:
            self.output.tell(sentence(desk.warning.code, desk.warning.fields))
        self._tell_alarm(desk)
        if desk.alarm is not None:
            return
        try:
            back_up_if_due(desk)
        except Problem as problem:
            cause = sentence(problem.code, problem.fields)
            self.output.tell(gettext("The desk was not backed up: {cause}").format(cause=cause))

    def _tell_alarm(self, desk: Workplace) -> None:
        if desk.alarm is not None:
            self.output.tell(sentence(desk.alarm.code, desk.alarm.fields))

    def _only_reading(self) -> Workplace:
        return open_desk(self.desk_path, access=Access.READ, create=False)

    @contextmanager
    def trying(self) -> Iterator[Workplace]:
        """Open the desk to read, for a dry run; where there is none yet, an empty one that is soon gone."""
        if self.desk_path.exists():
            with self._only_reading() as desk:
                yield desk
            return
        with passing_place() as place, open_desk(place) as desk:
            yield desk

    @contextmanager
    def trying_out(self, watch: Watch) -> Iterator[Workplace]:
        """Open a copy of the desk that may be written to and is gone afterwards; the desk is only read.

        So a dry run does not need the place of whoever writes there.
        """
        with passing_place() as place:
            if self.desk_path.exists():
                with self._only_reading() as desk:
                    copy_to(desk, place, watch)
            with open_desk(place) as copy:
                yield copy
