"""A first look at a desk, quick enough to be painted while everything else is still being loaded.

Nothing of SQLAlchemy is imported, and next to nothing of the program.
"""

from pathlib import Path
from typing import Final

from editor_app.store.first_page import FirstLine, FirstPage, FirstText, first_page

__all__ = ["PLACE_OF", "FirstLine", "FirstPage", "FirstText", "first_look"]

PLACE_OF: Final = "place:{editor}"  # the fact under which a desk remembers where an editor was


def first_look(path: Path, editor: str) -> FirstPage | None:
    """Give the first page of a desk with the document the editor (by id) left it at, else the first one.

    None where the desk must be opened properly first, which will tell why.
    """
    return first_page(path.expanduser().absolute(), PLACE_OF.format(editor=editor) if editor else "")
