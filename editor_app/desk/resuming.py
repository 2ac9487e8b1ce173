"""Going on where one was: a bookmark for each editor, kept with the desk."""

from editor_app.desk.looking_first import PLACE_OF
from editor_app.desk.workplace import Workplace
from editor_app.domain.bookmarks import Bookmark


def bookmark(desk: Workplace) -> Bookmark | None:
    """Give where this editor was when they left the desk; None where nobody knows."""
    if desk.editor is None:
        return None
    with desk.store.reading() as work:
        kept = work.meta.get(_name(desk.editor.id))
    return None if kept is None else Bookmark.read(kept)


def keep(desk: Workplace, place: Bookmark) -> None:
    """Keep where this editor is."""
    editor = desk.writer()
    with desk.store.writing() as work:
        if work.meta.get(_name(editor.id)) != place.payload():
            work.meta.put(_name(editor.id), place.payload())
            work.commit()


def _name(editor: str) -> str:
    return PLACE_OF.format(editor=editor)
