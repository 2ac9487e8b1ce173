"""Whether a text is written in Markdown, and a line of it without its marks."""

import re
from collections.abc import Iterable

from editor_app.domain.documents import Markup
from editor_app.formats.text_lines import Line, first_line, lines_of

_LONGEST_TITLE = 1_000
_FEW_SIGNS = 16

# Each pattern comes with a character and a string it cannot do without, which are quickly looked for.
_CONSTRUCTS = (
    ("#", "# ", re.compile(r"(?:^|\n) {0,3}#{1,6}[ \t]{1,20}\S")),
    ("#", "#\t", re.compile(r"(?:^|\n) {0,3}#{1,6}[ \t]{1,20}\S")),
    ("*", "**", re.compile(r"\*\*[^\s*][^*\n]{0,300}\*\*")),
    ("_", "__", re.compile(r"(?<!\w)__[^\s_][^_\n]{0,300}__(?!\w)")),
    ("]", "](", re.compile(r"\]\([^\s()]{1,2000}\)")),
    ("`", "```", re.compile(r"(?:^|\n) {0,3}```")),
    ("~", "~~~", re.compile(r"(?:^|\n) {0,3}~~~")),
    ("|", "---", re.compile(r"(?:^|\n) {0,3}\|?[ :]{0,3}-{3,100}:? ?\|")),
    ("=", "\n===", re.compile(r"\n={3,100}[ \t]{0,20}(?:$|[\n\0])")),
    ("\\", "\\", re.compile(r"\\[*_#`~>|\[\]]")),
)
_FENCES = ("```", "~~~")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_EMPHASIS = re.compile(r"(?<![\w*_])([*_`])(?=\S)([^*_`]+)(?<=\S)\1(?![\w*_])")
_STRONG = re.compile(r"\*\*(?=\S)([^*]+)\*\*")
_STRONG_TOO = re.compile(r"(?<!\w)__(?=\S)([^_]+)__(?!\w)")

_ANY_MARK = re.compile(r"[#*_`\[\\]")

# While marks are taken off, an escaped mark is a control character, which no text holds.
_MARKS = "*_`#[]()!\\"
_HIDDEN = str.maketrans(_MARKS, "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f")
_SHOWN = {hidden: mark for mark, hidden in _HIDDEN.items()}


def markup_of(plain: str) -> Markup:
    """Tell whether a text with plain line ends holds any construct of Markdown that others do not hold.

    Lists and quotes are not asked for: a dash or a number at the start of a line is as common in plain text.
    """
    for sign, needle, pattern in _CONSTRUCTS:
        if sign in plain and _holds(plain, sign, needle) and pattern.search(plain):
            return Markup.MARKDOWN
    return Markup.PLAIN


def _holds(plain: str, sign: str, needle: str) -> bool:
    """Tell whether a text holds a needle; where its first sign is rare, its places are looked at one by one.

    Python finds one sign many times faster than two.
    """
    if not needle.startswith(sign):
        return needle in plain
    place = -1
    for _ in range(_FEW_SIGNS):
        place = plain.find(sign, place + 1)
        if place == -1:
            return False
        if plain.startswith(needle, place):
            return True
    return needle in plain


def title_of(plain: str) -> str:
    """Give the first heading of a text with plain line ends, else its first line, without markup."""
    heading = _first_heading(lines_of(plain)) if "#" in plain else None
    first = first_line(plain) if heading is None else None
    return without_markup(heading or (first.text if first else ""))


def without_markup(line: str) -> str:
    """Give a line as a reader sees it: heading marks, emphasis and link addresses off, escapes undone.

    No more than 1,000 characters of it are kept.
    """
    text = line.strip()[:_LONGEST_TITLE]
    if _ANY_MARK.search(text) is None:
        return text.strip()
    text = _without_heading_marks(text)
    text = _ESCAPED.sub(lambda found: found[1].translate(_HIDDEN), text)
    text = _LINK.sub(r"\1", text)
    text = _STRONG_TOO.sub(r"\1", _EMPHASIS.sub(r"\2", text))
    text = _STRONG.sub(r"\1", text)
    return text.replace("**", "").strip().translate(_SHOWN)


def _without_heading_marks(text: str) -> str:
    heading = _HEADING.match(text)
    if heading is None:
        return text
    title = text[heading.end() :]
    before = title.rstrip("#")
    return before.rstrip() if before[-1:] in (" ", "\t") else title


def _first_heading(lines: Iterable[Line]) -> str | None:
    fence = None
    for line in lines:
        start = line.text.lstrip(" ")[:3]
        if start in _FENCES and fence in (None, start):
            fence = start if fence is None else None
        elif fence is None and "#" in line.text[:4] and _is_heading(line.text):
            return line.text
    return None


def _is_heading(line: str) -> bool:
    found = _HEADING.match(line)
    return found is not None and bool(line[found.end() :].strip())
