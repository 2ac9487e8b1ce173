"""Strangers' texts on a page for others: what could not be seen is a mark, and no sign is markup."""

import html

from editor_app.domain.visible_marks import with_marks


def plain(text: object) -> str:
    """Give a text on one line, its blanks joined and its unseen characters shown as marks."""
    return with_marks(" ".join(str(text).split()))


def escaped(text: object) -> str:
    """Give a text for HTML, between tags or in a quoted attribute: the only way any text gets there."""
    return html.escape(with_marks(str(text)), quote=True)
