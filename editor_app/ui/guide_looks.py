"""How the guide looks: face, size and spacing of its headings, paragraphs and lists."""

from typing import Final

from PySide6.QtGui import QFont, QTextBlock, QTextCharFormat, QTextCursor, QTextDocument

from editor_app.ui import text_styles
from editor_app.ui.theme import theme

_ABOVE_HEADING: Final = 26
_BELOW_HEADING: Final = 8
_PARAGRAPH_GAP: Final = 12
_ITEM_GAP: Final = 5


def dress_guide(document: QTextDocument) -> dict[str, int]:
    """Set the looks of every paragraph and give where each heading stands.

    Qt's own sizes of headings cannot be merged over: formats are set.
    """
    headings = {}
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            headings[block.text()] = block.position()
            _dress_heading(block)
        else:
            _dress_paragraph(block)
        block = block.next()
    return headings


def _dress_heading(block: QTextBlock) -> None:
    spacing = text_styles.block_format("doc_h3", _BELOW_HEADING)
    spacing.setTopMargin(_ABOVE_HEADING if block.position() else 0)
    spacing.setHeadingLevel(block.blockFormat().headingLevel())
    QTextCursor(block).setBlockFormat(spacing)
    for words, _before in _stretches(block):
        words.setCharFormat(_words("doc_h3"))


def _dress_paragraph(block: QTextBlock) -> None:
    gap = _ITEM_GAP if _is_item(block) and _is_item(block.next()) else _PARAGRAPH_GAP
    QTextCursor(block).mergeBlockFormat(text_styles.block_format("doc_body_compact", gap))
    for words, before in _stretches(block):
        words.setCharFormat(_words("doc_body_compact", before))


def _is_item(block: QTextBlock) -> bool:
    return block.blockFormat().objectIndex() >= 0


def _stretches(block: QTextBlock) -> list[tuple[QTextCursor, QTextCharFormat]]:
    """Give every stretch of a paragraph that has a format of its own, as a selection, with that format."""
    found = []
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        cursor = QTextCursor(block)
        cursor.setPosition(fragment.position())
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
        found.append((cursor, fragment.charFormat()))
        place += 1
    return found


def _words(style: str, before: QTextCharFormat | None = None) -> QTextCharFormat:
    """Give the format of words in a text style; what was bold takes the heaviest weight that is shipped."""
    font = text_styles.font(style)
    made = QTextCharFormat()
    if before is not None:
        font.setItalic(before.fontItalic())
        if before.fontWeight() > QFont.Weight.Normal:
            font.setWeight(QFont.Weight.DemiBold)
    made.setFont(font)
    made.setForeground(theme.colour("text"))
    return made
