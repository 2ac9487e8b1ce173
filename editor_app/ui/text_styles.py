"""The text styles of the window, as factors of the system's own font size."""

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QTextBlockFormat
from PySide6.QtWidgets import QApplication

from editor_app import paths

_SMALLEST_BASE: Final = 13.0
_READING_FAMILIES: Final = (
    "Source Serif 4", "Charter", "Iowan Old Style", "Georgia", "Noto Serif", "DejaVu Serif",
    "Noto Serif CJK JP", "Hiragino Mincho ProN", "Yu Mincho", "Noto Serif CJK SC",
)  # fmt: skip
_SMALLEST_ZOOM, _LARGEST_ZOOM, _ZOOM_STEP = 80, 200, 10


@dataclass(frozen=True, slots=True)
class Style:
    """A text style: its size at a system font of 13 px, weight, face, whether the reader's zoom counts."""

    px: float
    weight: QFont.Weight = QFont.Weight.Normal
    face: str = "interface"
    is_zoomed: bool = False
    line_height: int = 100


_MEDIUM, _STRONG = QFont.Weight.Medium, QFont.Weight.DemiBold
STYLES: Final = {
    "doc_title": Style(30, _STRONG, "reading", True, 94),
    "doc_title_compact": Style(24, _STRONG, "reading", True, 94),
    "doc_body": Style(17, face="reading", is_zoomed=True, line_height=114),
    "doc_body_compact": Style(16, face="reading", is_zoomed=True, line_height=114),
    "doc_h2": Style(28, _STRONG, "reading", True, 94),
    "doc_h3": Style(20, _STRONG, "reading", True, 100),
    "doc_source": Style(13.5, face="monospace", is_zoomed=True, line_height=118),
    "source_mark": Style(13, is_zoomed=True),
    "welcome_title": Style(26, _STRONG, "reading"),
    "lead": Style(16, line_height=125),
    "pane_title": Style(15, _STRONG),
    "dialog_title": Style(18, _STRONG),
    "small_dialog_title": Style(16, _STRONG),
    "body": Style(13, line_height=122),
    "body_medium": Style(13, _MEDIUM),
    "rationale": Style(13, is_zoomed=True, line_height=124),
    "editor": Style(14, is_zoomed=True, line_height=124),
    "strong": Style(13, _STRONG),
    "decision": Style(14, _STRONG),
    "row": Style(14),
    "row_strong": Style(14, _STRONG),
    "palette_field": Style(16),
    "meta": Style(12),
    "meta_medium": Style(12, _MEDIUM),
    "meta_strong": Style(12, _STRONG),
    "keycap": Style(11, _STRONG),
    "figure": Style(28, _STRONG),
}


class Zoom(QObject):
    """The reader's text size in per cent; it multiplies document and rationale text."""

    changed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._percent = 100

    @property
    def percent(self) -> int:
        """The size now, 80 to 200."""
        return self._percent

    def set_percent(self, percent: int) -> None:
        """Choose a size; what lies outside 80 to 200 is brought inside."""
        wanted = min(max(percent, _SMALLEST_ZOOM), _LARGEST_ZOOM)
        if wanted != self._percent:
            self._percent = wanted
            self.changed.emit(wanted)

    def larger(self) -> None:
        """Go one step up."""
        self.set_percent(self._percent + _ZOOM_STEP)

    def smaller(self) -> None:
        """Go one step down."""
        self.set_percent(self._percent - _ZOOM_STEP)


zoom: Final = Zoom()
_spelled: Final[list[tuple[QFont, str]]] = []


def base_px() -> float:
    """Give the size that counts as 13 px: the system font's, and never less than 13."""
    return max(_SMALLEST_BASE, float(QFontInfo(QApplication.font()).pixelSize()))


def px(factor_px: float) -> int:
    """Give a size meant for a system font of 13 px in the pixels of this system's font."""
    return round(factor_px / _SMALLEST_BASE * base_px())


def font(name: str) -> QFont:
    """Give the font of a text style."""
    return QFont(_measured(name, zoom.percent, _system_font())[0])


def metrics(name: str) -> QFontMetricsF:
    """Give the measures of a text style."""
    return _measured(name, zoom.percent, _system_font())[1]


def _system_font() -> str:
    """Give the key of the system's font; spelling it takes longer than to see that it is still the same."""
    now = QApplication.font()
    if not _spelled or _spelled[0][0] != now:
        _spelled[:] = [(now, now.key())]
    return _spelled[0][1]


@lru_cache(maxsize=256)
def _measured(name: str, percent: int, _system_font: str) -> tuple[QFont, QFontMetricsF]:
    """Make a font and measure it once for each size of text and each font of the system."""
    style = STYLES[name]
    made = _face(style.face)
    made.setPixelSize(max(1, px(style.px * (percent / 100 if style.is_zoomed else 1.0))))
    made.setWeight(style.weight)
    return made, QFontMetricsF(made)


def block_format(name: str, space_after: float = 0.0) -> QTextBlockFormat:
    """Give the paragraph format of a text style: its line height, in per cent of the font's own."""
    made = QTextBlockFormat()
    made.setLineHeight(STYLES[name].line_height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    made.setBottomMargin(space_after)
    return made


@cache
def load_fonts() -> list[str]:
    """Load the shipped reading font and give the families it brought; none where the files are missing."""
    folder = paths.shipped("resources", "fonts", "source-serif-4")
    numbers = [QFontDatabase.addApplicationFont(str(file)) for file in sorted(folder.glob("*.ttf"))]
    return [
        family
        for number in numbers
        if number >= 0
        for family in QFontDatabase.applicationFontFamilies(number)
    ]


def _face(name: str) -> QFont:
    if name == "monospace":
        return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    made = QFont(QApplication.font())
    if name == "reading":
        made.setFamilies(list(_READING_FAMILIES))
        made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
