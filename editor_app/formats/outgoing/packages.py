"""The review package as an export: everything, in one file or as a plain folder."""

from pathlib import Path
from typing import ClassVar

from editor_app.formats.earlier_export import is_package_folder
from editor_app.formats.outgoing.items import Batch, Sent
from editor_app.formats.outgoing.kinds import ExportKind
from editor_app.formats.package.writing import write_folder, write_zip


class Package(ExportKind):
    """Documents, the record, wires written back, tables and a report, in a bag."""

    name: ClassVar[str] = "package"
    title: ClassVar[str] = "Package"
    about: ClassVar[str] = "Documents, decisions and the whole record in one file. For another desk."
    ending: ClassVar[str] = ".review.zip"
    order: ClassVar[int] = 10

    def write(self, target: Path, batch: Batch, *, force: bool, as_folder: bool) -> Sent:
        """Write the bag."""
        content = batch.content()
        write = write_folder if as_folder else write_zip
        digest = write(target, content, force=force)
        return Sent(content.chosen, digest)

    def is_own(self, folder: Path) -> bool:
        """Tell whether a folder is such a bag."""
        return is_package_folder(folder)
