"""The formats the window offers: those that are installed, and the PDF that it makes itself."""

from typing import Final

from editor_app.desk.export_choice import Format
from editor_app.formats.outgoing import kinds
from editor_app.formats.outgoing.kinds import ExportKind

_PDF_ENDING: Final = "-report.pdf"


def formats() -> tuple[str, ...]:
    """Give the names of all formats, in their order; the PDF follows the page it is made of."""
    names = [kind.name for kind in kinds.kinds()]
    names.insert(names.index(Format.HTML) + 1, Format.PDF.value)
    return tuple(names)


def kinds_by_name() -> dict[str, ExportKind]:
    """Give the formats that are installed by their names."""
    return {kind.name: kind for kind in kinds.kinds()}


def is_folder(form: str) -> bool:
    """Tell whether a format is a folder of files."""
    kind = kinds.find(form)
    return kind is not None and kind.is_folder


def ending(form: str) -> str:
    """Give what the name of an export in a format ends in."""
    return _PDF_ENDING if form == Format.PDF else kinds_by_name()[form].ending
