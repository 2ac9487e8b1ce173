"""A list of headlines, as an export format of editor-app."""

from pathlib import Path
from typing import ClassVar

from editor_app.domain.lists import View
from editor_app.formats.outgoing.items import Outgoing
from editor_app.formats.outgoing.kinds import LineKind


class Headlines(LineKind):
    """One line a wire: its state and its headline; a document without a source is left out."""

    name: ClassVar[str] = "headlines"
    title: ClassVar[str] = "Headlines"
    about: ClassVar[str] = "One line per wire: its state and its headline."
    ending: ClassVar[str] = "-headlines.txt"
    order: ClassVar[int] = 200

    def leaves_out(self, view: View) -> str | None:
        """Leave out what names no source."""
        return None if view.row.source else "no_wire"

    def line(self, item: Outgoing, target: Path) -> bytes:
        """Give state and headline."""
        return f"{item.record['state']}: {item.record['headline']}\n".encode()
