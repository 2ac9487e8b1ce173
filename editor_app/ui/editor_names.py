"""The names of the editors whose ids stand in the record."""

from editor_app.desk.changes import Changes
from editor_app.domain.problems import Problem
from editor_app.i18n import gettext
from editor_app.ui.session import Session

_SHORT_ID = 8


class EditorNames:
    """Gives the name of an editor by id; read once, and anew when the desk learns of another."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._names: dict[str, str] = {}
        session.opened.connect(self._read)
        session.changed.connect(self._on_changed)
        self._read()

    def name_of(self, editor: str) -> str:
        """Give a name; an editor the desk has no name for shows the beginning of the id."""
        sitting = self._session.door.editor if self._session.door is not None else None
        if sitting is not None and sitting.id == editor:
            return sitting.name
        if editor not in self._names:
            self._read()
        return self._names.get(editor) or gettext("editor {id}").format(id=editor[:_SHORT_ID])

    def _read(self) -> None:
        door = self._session.door
        if door is None:
            return
        try:
            self._names = {editor.id: editor.name for editor in door.editors()}
        except Problem:
            self._names = {}  # the history still reads, by ids; the desk's own trouble is told elsewhere

    def _on_changed(self, changes: Changes) -> None:
        if changes.editors or changes.everything:
            self._read()
