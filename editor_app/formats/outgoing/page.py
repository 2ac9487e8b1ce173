"""The report as an export: one HTML file that opens anywhere and prints well."""

from pathlib import Path
from typing import ClassVar

from editor_app.formats import atomic
from editor_app.formats.outgoing.items import Batch, Outgoing, Sent, Shown
from editor_app.formats.outgoing.kinds import ExportKind
from editor_app.formats.report import Report, said_of


class Html(ExportKind):
    """The report on the review: counts, every change with its reason, what is open, what was left out."""

    name: ClassVar[str] = "html"
    title: ClassVar[str] = "Report (HTML)"
    about: ClassVar[str] = "A report to read and print: counts, every change and its reason. One web page."
    ending: ClassVar[str] = "-report.html"
    order: ClassVar[int] = 90

    def preview(self, item: Outgoing, target: Path) -> Shown | None:
        """Give what the report says of a document, as text."""
        return Shown(target.name, "".join(f"{name}: {text}\n" for name, text in said_of(item.record)))

    def write(self, target: Path, batch: Batch, *, force: bool, as_folder: bool) -> Sent:
        """Write the report."""
        del as_folder
        counted: list[int] = []
        digest = atomic.write_file(
            target, lambda file: counted.append(write_report(file.write, batch)), force=force
        )
        return Sent(counted[0], digest)


def write_report(write: "atomic.Write", batch: Batch, most: int | None = None) -> int:
    """Write the report on a batch through `write`; give how many documents it is about.

    `most` bounds the characters of one text, for a reader that long texts overwhelm.
    """
    written = 0
    with Report(write, most=most) as report:
        for item in batch.items():
            report.take(item.record)
            written += 1
        report.close(not_chosen=batch.not_chosen, left_out=batch.left_out)
    return written
