"""JSON Lines and CSV: one record a document."""

from pathlib import Path
from typing import ClassVar

from editor_app.formats import atomic
from editor_app.formats.outgoing.items import Batch, Outgoing, Sent
from editor_app.formats.outgoing.kinds import LineKind
from editor_app.formats.tables import csv_head, csv_line, json_line


class JsonLines(LineKind):
    """A record a line, each valid under `record.schema.json`."""

    name: ClassVar[str] = "jsonl"
    title: ClassVar[str] = "JSON Lines"
    about: ClassVar[str] = "One record per wire, each on a line of its own. For programs."
    ending: ClassVar[str] = "-reviewed.jsonl"
    order: ClassVar[int] = 30

    def line(self, item: Outgoing, target: Path) -> bytes:
        """Give the record of a document as canonical JSON."""
        del target
        return json_line(item.record)

    def write(self, target: Path, batch: Batch, *, force: bool, as_folder: bool) -> Sent:
        """Write the lines as they are given, many at once."""
        del as_folder
        written = 0

        def fill(file: atomic.CountingWriter) -> None:
            nonlocal written
            for count, lines in batch.lines():
                file.write(lines)
                written += count

        digest = atomic.write_file(target, fill, force=force)
        return Sent(written, digest)


class Csv(LineKind):
    """A row a document, every field quoted, none readable as a formula."""

    name: ClassVar[str] = "csv"
    title: ClassVar[str] = "CSV"
    about: ClassVar[str] = "One row per wire. For a spreadsheet."
    ending: ClassVar[str] = "-reviewed.csv"
    order: ClassVar[int] = 40

    def head(self, target: Path) -> bytes:
        """Give the names of the columns."""
        del target
        return csv_head()

    def line(self, item: Outgoing, target: Path) -> bytes:
        """Give the row of a document."""
        del target
        return csv_line(item.record)
