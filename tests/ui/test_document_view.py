import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage, QTextCursor, QTextDocument

from editor_app.domain.query_reading import read_query
from editor_app.domain.verdicts import Quote
from editor_app.formats.wire_text import read_document
from editor_app.ui import text_styles
from editor_app.ui.app import make_application
from editor_app.ui.document_view import DocumentView
from editor_app.ui.reader_text import LONGEST_PARAGRAPH
from editor_app.ui.safe_text import load_markdown
from editor_app.ui.theme import theme

WIRE = (
    "[court-docket] A 😀 headline\n"
    "The first 😀 paragraph names a harm [source].\n"
    "The second paragraph names nothing.\n"
    "Why this is an AI incident\nBatch (10 May 2026). Something.\n"
)


@pytest.fixture
def view(qtbot):
    make_application()
    theme.use("light")
    made = DocumentView()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    return made


def show(view, text, address=None, **more):
    document = read_document(text.encode())
    view.show_document(document, address, **more)
    return document


def select(view, words):
    found = view.document().find(words)
    assert not found.isNull()
    view.setTextCursor(found)


@pytest.mark.parametrize("words", ["names a harm", "😀 paragraph names", "headline", "nothing."])
def test_a_selection_is_quoted_as_it_is_stored(view, words):
    document = show(view, WIRE)
    select(view, words)
    quote = view.selected_quote(1)
    assert quote.exact == words
    assert document.text[quote.start : quote.end] == words
    assert document.text.startswith(quote.suffix, quote.end)
    assert document.text[: quote.start].endswith(quote.prefix)


def test_a_selection_across_paragraphs_is_one_passage(view):
    document = show(view, WIRE)
    first, last = view.document().find("a harm"), view.document().find("names nothing")
    cursor = QTextCursor(view.document())
    cursor.setPosition(first.selectionStart())
    cursor.setPosition(last.selectionEnd(), QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    quote = view.selected_quote(2)
    assert quote.exact == "a harm [source].\nThe second paragraph names nothing"
    assert document.text[quote.start : quote.end] == quote.exact and quote.gate == 2


def test_a_passage_in_markdown_is_found_in_the_stored_text(view):
    document = show(
        view, "# A *fine* title\n\nThe **court held** the provider [liable](https://example.org/x) in May.\n"
    )
    select(view, "court held the provider liable")
    quote = view.selected_quote(1)
    assert quote.exact == "court held** the provider [liable"
    assert document.text[quote.start : quote.end] == quote.exact


def test_our_own_words_cannot_be_quoted(view):
    show(view, WIRE)
    select(view, "End of wire")
    assert view.selected_quote(1) is None
    assert "is shown on the right" in view.toPlainText()


def test_quoted_passages_are_marked(view):
    document = show(view, WIRE)
    start = document.text.index("names a harm")
    view.set_quotes([Quote("names a harm", "", "", start, start + 12, 1)])
    marked = [selection.cursor.selectedText() for selection in view.extraSelections()]
    assert marked == ["names a harm"]


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ('"AI"', ["AI"]),
        ("AI", ["AI", "ai"]),
        ("AI court", ["AI", "court", "Court"]),
        ("cour", ["cour", "Cour"]),
        ('"the court" -drift', ["the court"]),
        ("cour* plain", ["cour", "Cour", "plain"]),
    ],
)
def test_what_was_searched_for_is_marked_and_no_part_of_a_word_is(view, typed, marked):
    show(view, "[press] An AI aids the court\nA plaintiff said it was fair. Courts wait.\n")
    view.mark_words(read_query(typed).marked_words())
    found = [selection.cursor.selectedText() for selection in view.extraSelections()]
    assert [one for one in found if one] == marked


def test_a_click_on_a_quoted_passage_names_it(view, qtbot):
    document = show(view, WIRE)
    start = document.text.index("names a harm")
    view.set_quotes([Quote("names a harm", "", "", start, start + 12, 1)])
    middle = QTextCursor(view.document())
    middle.setPosition(view.document().find("a harm").selectionStart())
    place = view.cursorRect(middle)
    with qtbot.waitSignal(view.quote_clicked) as clicked:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert clicked.args == [0]


def test_a_source_without_address_is_no_link_and_says_so(view):
    show(view, WIRE)
    characters = view.document().find("[source]").charFormat()
    assert not characters.isAnchor()
    assert "The archive gives no address for this source" in characters.toolTip()


def test_a_link_is_only_told_and_only_http(view, qtbot):
    show(view, WIRE, "https://example.org/a")
    assert view.document().find("[source]").charFormat().anchorHref() == "https://example.org/a"
    asked = []
    view.link_asked.connect(asked.append)
    for address in (
        "https://example.org/a",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.org",
    ):
        view.anchorClicked.emit(QUrl(address))
    assert asked == ["https://example.org/a"]


def test_nothing_named_in_a_text_is_opened(view):
    for kind in (
        QTextDocument.ResourceType.ImageResource.value,
        QTextDocument.ResourceType.StyleSheetResource.value,
    ):
        found = view.loadResource(kind, QUrl("file:///etc/passwd"))
        assert isinstance(found, QImage) and not found.isNull() and found.width() == 1


@pytest.mark.parametrize(
    "text",
    [
        '<img src="file:///etc/passwd"> &amp; <b>bold</b>',
        "# T\n\n<b>raw</b> ![x](file:///etc/passwd) **really**",
        "# T\n\n<script>alert(1)</script>\n\n**x**",
    ],
)
def test_markup_of_strangers_is_shown_as_it_stands(view, text):
    show(view, text)
    shown = view.toPlainText()
    for tag in ("<img", "<b>", "<script>"):
        assert (tag in shown) == (tag in text)


def test_hidden_characters_are_seen_and_the_stored_text_keeps_them(view):
    document = show(view, "[a] H\nabc \u202eevil\u202c def\n")
    assert "\u202e" not in view.toPlainText()
    select(view, "evil")
    quote = view.selected_quote(1)
    assert document.text[quote.start - 1] == "\u202e" and quote.exact == "evil"


def test_a_very_long_word_is_shown_in_pieces(view, qtbot):
    with qtbot.waitSignal(view.rest_changed) as told:
        show(view, "[a] H\n" + "x" * (5 * LONGEST_PARAGRAPH))
    assert told.args[0] == 4 * LONGEST_PARAGRAPH
    assert len(view.toPlainText()) < 2 * LONGEST_PARAGRAPH
    view.show_rest()
    assert len(view.toPlainText()) > 2 * LONGEST_PARAGRAPH


def test_the_place_is_kept_when_text_grows(view):
    show(
        view, "[a] H\n" + "\n".join(f"Paragraph number {n} with a few more words in it." for n in range(200))
    )
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    view.set_compact(True)
    assert abs(bar.value() / bar.maximum() - 0.5) < 0.05


def test_space_goes_a_page_down_and_back(view):
    show(view, "[a] H\n" + "\n".join(f"Paragraph number {n}." for n in range(200)))
    view.page(1)
    there = view.verticalScrollBar().value()
    assert 0 < there < view.viewport().height()
    view.page(-1)
    assert view.verticalScrollBar().value() == 0


def test_a_caret_selects_without_a_mouse(view, qtbot):
    show(view, WIRE)
    view.set_caret(True)
    assert view.is_caret_on
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.keyClick(
        view, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert view.selected_quote(1).exact == "The"
    view.set_caret(False)
    assert not view.is_caret_on


def test_the_stored_text_is_shown_whole(view):
    document = show(view, WIRE, source=True)
    assert view.toPlainText() == document.text.replace("\r\n", "\n")
    select(view, "Batch (10")
    assert view.selected_quote(1).exact == "Batch (10"


def test_colours_follow_the_theme(view):
    show(view, WIRE)
    light = view.document().find("[source]").charFormat().foreground().color().name()
    theme.use("dark")
    view.lay_out_again()
    dark = view.document().find("[source]").charFormat().foreground().color().name()
    theme.use("light")
    assert light != dark


def test_headings_of_markdown_take_our_sizes(view):
    show(view, "# Title of it\n\n## Second level\n\nBody **text** here.\n")
    title, second = view.document().find("Title"), view.document().find("Second")
    sizes = [found.charFormat().font().pixelSize() for found in (title, second)]
    assert sizes == [text_styles.font(name).pixelSize() for name in ("doc_title", "doc_h2")]
    assert title.block().blockFormat().headingLevel() == 1


def test_no_caret_stays_behind_when_it_is_taken_away(view):
    show(view, WIRE)
    view.setFocus()
    before = view.viewport().grab().toImage()
    view.set_caret(True)
    view.set_caret(False)
    assert view.viewport().grab().toImage() == before


def _tip_at(view, place):
    cursor = QTextCursor(view.document())
    cursor.setPosition(place + 1)
    return cursor.charFormat().toolTip()


def test_unseen_characters_side_by_side_are_named_together(view):
    show(view, "[a] H\nsafe\u202e\u200b.txt and \u00adno more\n" + "\u202e\u200b" * 9_000 + "\n")
    line = view.document().findBlockByNumber(1)
    assert line.text() == "safe\u2426\u2426.txt and \u2426no more"
    tips = [_tip_at(view, line.position() + place) for place in (3, 4, 5, 6, 15)]
    assert [("RIGHT-TO-LEFT OVERRIDE" in tip, "ZERO WIDTH SPACE" in tip, "SOFT" in tip) for tip in tips] == [
        (False, False, False),
        (True, True, False),
        (True, True, False),
        (False, False, False),
        (False, False, True),
    ]
    assert "and 17,992 more" in _tip_at(view, view.document().findBlockByNumber(2).position())


def _long_statement():
    parts = ["# A **long** statement"]
    for number in range(700):
        parts.append(
            f"## Point {number}\n\nThe provider *said* so, [see](https://example.org/{number}), twice."
        )
        parts.append(f"- first of {number}\n- second\n  - below it\n\n> quoted words {number}")
        parts.append(f"```\ncode {number}\n\nmore of it\n```\n\n| a | b |\n|---|---|\n| {number} | c |")
    return "\n\n".join(parts) + "\n"


def test_a_long_statement_in_markdown_is_laid_out_part_by_part_as_it_would_be_at_once(view):
    text = _long_statement()
    left = []
    view.rest_changed.connect(left.append)
    document = show(view, text)
    assert 0 < left[-1] < len(text)
    while left[-1]:
        view.show_rest()
    whole = QTextDocument()
    load_markdown(whole, text)
    assert view.toPlainText().startswith(whole.toPlainText().rstrip("\n"))
    blocks = [view.document().findBlockByNumber(number) for number in range(view.document().blockCount())]
    lists = [block.textList() is not None for block in blocks[: whole.blockCount()]]
    assert lists == [whole.findBlockByNumber(n).textList() is not None for n in range(whole.blockCount())]
    assert [block.text() for block in blocks if block.blockFormat().headingLevel() == 1] == [
        "A long statement"
    ]
    select(view, "quoted words 699")
    quote = view.selected_quote(1)
    assert (quote.exact, document.text[quote.start : quote.end]) == ("quoted words 699",) * 2


def test_a_part_of_markdown_never_ends_in_code(view):
    text = "# Title\n\nWords.\n\n```\n" + "line\n\n" * 900 + "```\n\nThe end.\n"
    left = []
    view.rest_changed.connect(left.append)
    show(view, text)
    assert view.toPlainText().strip() == "Title" and left[-1] == len(text) - len("# Title\n\n")


def test_a_passage_of_a_later_part_is_laid_out_when_it_is_asked_for(view):
    text = _long_statement()
    document = show(view, text)
    start = text.index("quoted words 600")
    assert "quoted words 600" not in view.toPlainText() and view.has_rest
    view.show_passage(Quote("quoted words 600", "", "", start, start + 16, 1))
    assert document.text[start : start + 16] == "quoted words 600"
    assert view.textCursor().block().text() == "quoted words 600"
    assert "quoted words 699" not in view.toPlainText() and view.has_rest
