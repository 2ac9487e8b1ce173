"""The main job in pictures: python -m tests.pictures.tour FOLDER.

Imports the sample archive into a scratch desk, opens a wire, decides one, exports, and says what it saved.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from editor_app.domain.verdicts import Answer, Gates, Route
from editor_app.ui.export_dialog import ExportDialog
from editor_app.ui.import_dialog import ImportDialog
from editor_app.ui.import_dialog import Stage as ImportStage
from tests.pictures import sample
from tests.pictures.stage import EDITOR, Stage, go_apart, watched_faults

SIZE = (1440, 900)


class Tour:
    """Walks through the window and keeps a picture of each step."""

    def __init__(self, scratch: Path, target: Path) -> None:
        self._scratch, self._target = scratch, target
        self._stage = Stage(scratch / "stage", SIZE, "light")
        self._steps = 0

    def walk(self) -> None:
        """Do the main job, from the first start to the exported archive."""
        self._step("the window before a desk is open", "start")
        self._import()
        self._decide()
        self._export()
        self._stage.leave()

    def _import(self) -> None:
        stage = self._stage
        stage.open(self._scratch / "stage" / "sample.desk")
        stage.dialog.named.emit(EDITOR)
        stage.until(lambda: stage.session.desk.editor is not None)
        stage.trigger("file.import")
        dialog = stage.dialog
        assert isinstance(dialog, ImportDialog)
        dialog.source.field.setText(str(sample.SAMPLE))
        dialog.go_on()
        stage.until(lambda: dialog.stage is ImportStage.PLANNED)
        self._step("what the import would bring", "import")
        dialog.go_on()
        stage.until(lambda: dialog.stage is ImportStage.DONE)
        self._step("the sample archive is in", "imported")
        dialog.go_on()
        stage.settle()

    def _decide(self) -> None:
        stage, session = self._stage, self._stage.session
        of = sample.ids(session.desk)
        session.show(of["007"])
        stage.settle()
        self._step("a wire beside the reason it was filed under", "wire")
        session.answer(Gates(Answer.YES, Route.ARTEFACT, Answer.YES))
        stage.settle()
        stage.trigger("decide.accept")
        stage.until(lambda: not session.has_unsaved and not stage.background.is_busy)
        self._step("accepted; the next wire is there", "decided")

    def _export(self) -> None:
        stage = self._stage
        stage.trigger("file.export")
        dialog = stage.dialog
        assert isinstance(dialog, ExportDialog)
        place = self._target.resolve() / "sample.review.zip"
        place.unlink(missing_ok=True)
        dialog.form.place.setText(str(place))
        dialog.form.place.textEdited.emit(str(place))
        stage.until(lambda: dialog.is_ready)
        self._step("the export, before anything is written", "export")
        dialog.export()
        stage.until(place.exists)
        self._step("exported", "exported")
        print(f"exported {place}")

    def _step(self, words: str, name: str) -> None:
        self._steps += 1
        self._stage.settle()
        saved = self._stage.save(self._target / f"{self._steps}-{name}.png")
        print(f"{words}: {saved}", flush=True)


def main() -> int:
    """Take the tour, and fail where anything went wrong on the way."""
    faults = watched_faults()
    parser = argparse.ArgumentParser(prog="python -m tests.pictures.tour", description=__doc__)
    parser.add_argument("folder", type=Path)
    target = parser.parse_args().folder
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="review-desk-") as scratch:
        go_apart(Path(scratch))
        Tour(Path(scratch), target).walk()
    return len(faults) > 0


if __name__ == "__main__":
    sys.exit(main())
