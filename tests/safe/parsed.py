"""Every parser of the program, each put before any bytes: it refuses them by name, or holds its promise.

Nothing of the tests' own tools is loaded, so that a fuzzer in an environment of its own can use it.
"""

from collections.abc import Callable
from pathlib import Path

from editor_app.domain.documents import Document
from editor_app.domain.problems import Problem, Remark
from editor_app.domain.query_reading import read_query
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.formats import strict_json
from editor_app.formats.caps import Caps
from editor_app.formats.decision_sheet import open_sheet
from editor_app.formats.decoding import decode, encode_document
from editor_app.formats.package.lines import BadLine, read_document_line, read_event_line
from editor_app.formats.package.reading import open_package
from editor_app.formats.sources import Incoming, open_source
from editor_app.formats.template_file import read_templates
from editor_app.formats.wire_text import read_document
from editor_app.formats.writing_back import write_back

_SMALL = Caps(document=100_000, packed=1_000_000, unpacked=2_000_000, entries=1_000)
_AT = "2026-11-21T09:00:00.000Z"


def a_document(data: bytes, _folder: Path) -> None:
    """A document that is read can be written again, byte for byte, and its parts lie within it."""
    try:
        document = read_document(data)
    except Problem as problem:
        if problem.code != "not_text":
            raise
        return
    assert encode_document(document.text, document.encoding) == data, "other bytes came back"
    assert decode(data).text == document.text
    spans = document.spans
    for span in (spans.header, spans.body, spans.heading, spans.section, spans.statement, spans.test):
        assert span is None or 0 <= span.start <= span.end <= len(document.text), span


def an_amended_wire(data: bytes, _folder: Path) -> None:
    """What stands before the heading of an amended wire is the original's, and our own output can be read."""
    try:
        document = read_document(data)
    except Problem:
        return
    written = write_back(data, document, Verdict(Outcome.AMEND, rationale="Another rationale."), _AT)
    read_document(written.data)
    if document.spans.heading is not None and "written_as_utf8" not in written.notices:
        before = document.text[: document.spans.heading.start]
        assert written.data.startswith(encode_document(before, document.encoding)), "the beginning changed"


def json_text(data: bytes, _folder: Path) -> None:
    """JSON is taken as JSON itself allows, or refused with a word for the reason."""
    value = json_of(data.decode("utf-8", "replace"))
    pending = [value]
    while pending:
        item = pending.pop()
        assert not isinstance(item, float) or abs(item) < float("inf"), "a number that is none came through"
        pending.extend(item if isinstance(item, list) else item.values() if isinstance(item, dict) else ())


def lines_of_a_package(data: bytes, _folder: Path) -> None:
    """A line of a package is what its table holds, or it is refused."""
    for read in (read_event_line, read_document_line):
        try:
            read(data)
        except BadLine:
            continue


def archives(data: bytes, folder: Path) -> None:
    """Whatever it is called, an archive gives documents and remarks, or is refused as a whole."""
    for ending in ("txt", "jsonl", "csv", "zip"):
        path = folder / f"example.{ending}"
        path.write_bytes(data)
        try:
            items = list(open_source(path, _SMALL).items())
        except Problem:
            continue
        assert all(isinstance(item, Incoming | Remark) for item in items)


def other_files(data: bytes, folder: Path) -> None:
    """Packages, sheets of decisions and files of templates are read or refused."""
    path = folder / "example.zip"
    path.write_bytes(data)
    sheet, templates = folder / "sheet.csv", folder / "templates.toml"
    sheet.write_bytes(data)
    templates.write_bytes(data)
    for read in (
        lambda: _check(path),
        lambda: list(open_sheet(sheet).rows()),
        lambda: read_templates(templates),
    ):
        try:
            read()
        except (Problem, BadLine):
            continue


def a_search(data: bytes, _folder: Path) -> None:
    """Whatever is typed is a search, or is told with the place that cannot be read."""
    try:
        read_query(data.decode("utf-8", "replace")[:500])
    except Problem:
        return


def _check(path: Path) -> None:
    with open_package(path) as package:
        package.check()


def document_of(whole: str) -> Document | None:
    """Read a text as a document, None where it is none."""
    try:
        return read_document(whole.encode("utf-8", "replace"))
    except Problem:
        return None


def json_of(whole: str) -> object:
    """Read JSON, None where it is refused."""
    try:
        return strict_json.parse(whole)
    except strict_json.BadJson:
        return None


PARSERS: tuple[Callable[[bytes, Path], None], ...] = (
    a_document,
    an_amended_wire,
    json_text,
    lines_of_a_package,
    archives,
    other_files,
    a_search,
)
