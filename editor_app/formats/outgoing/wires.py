"""Wires written back: one text file each, in a folder for each outcome."""

from pathlib import Path
from typing import ClassVar

from editor_app.domain.problems import Remark
from editor_app.formats import atomic
from editor_app.formats.earlier_export import is_wires_folder
from editor_app.formats.file_names import file_name
from editor_app.formats.outgoing.items import Batch, Sent
from editor_app.formats.outgoing.kinds import ExportKind
from editor_app.formats.wires_folder import WiresFolder


class Wires(ExportKind):
    """A folder of text files, with a manifest of them."""

    name: ClassVar[str] = "wires"
    title: ClassVar[str] = "Text files"
    about: ClassVar[str] = "One text file per wire; only the rationale of amended wires differs."
    ending: ClassVar[str] = "-reviewed"
    order: ClassVar[int] = 20
    is_folder: ClassVar[bool] = True

    def write(self, target: Path, batch: Batch, *, force: bool, as_folder: bool) -> Sent:
        """Write each wire, then the manifest."""
        del as_folder
        notices: list[Remark] = []
        sent: list[Sent] = []

        def fill(folder: Path) -> None:
            wires = WiresFolder(folder)
            written = 0
            for item in batch.items():
                row, document = item.view.row, item.view.document
                wires.add(file_name(row.name, row.id), item.wire.data, item.record)
                written += 1
                notices.extend(
                    Remark(row.name, code, {"encoding": document.encoding}) for code in item.wire.notices
                )
            sent.append(Sent(written, wires.close(), tuple(notices)))

        atomic.write_folder(target, fill, force=force)
        return sent[0]

    def is_own(self, folder: Path) -> bool:
        """Tell whether a folder holds such wires and nothing else."""
        return is_wires_folder(folder)
