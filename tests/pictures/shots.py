"""Makes a picture of every state of the window: python -m tests.pictures.shots [FOLDER] [--font FAMILY]."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from editor_app import paths
from editor_app.desk import exporting, signing_in
from editor_app.desk.export_choice import Choice, Format
from editor_app.desk.workplace import open_desk
from tests.pictures import sample, sitting
from tests.pictures.stage import NOON, Stage, go_apart, make_desk, watched_faults
from tests.pictures.states import every_state
from tests.pictures.together import together

SIZES = ((1440, 900), (1280, 720))
COLOURS = ("light", "dark")


def main() -> int:
    """Take the pictures, say where they are, and fail where anything went wrong on the way."""
    chosen, faults = _parse(), watched_faults()
    with tempfile.TemporaryDirectory(prefix="review-desk-") as scratch:
        go_apart(Path(scratch))
        for size in SIZES:
            for colours in COLOURS:
                take(Path(scratch), chosen.folder, size, colours, chosen.font)
    print(f"the pictures are in {chosen.folder}")
    return len(faults) > 0


class Camera:
    """Saves a picture of each state under its name."""

    def __init__(self, stage: Stage, target: Path) -> None:
        self._stage, self._target = stage, target
        self.count = 0

    def __call__(self, name: str) -> None:
        """Wait until everything is still, and take the picture."""
        self._stage.settle()
        self.now(name)

    def now(self, name: str) -> None:
        """Take the picture of what is there."""
        self._stage.save(self._target / f"{name}.png")
        self.count += 1


def take(scratch: Path, target: Path, size: tuple[int, int], colours: str, family: str) -> None:
    """Take the pictures of one size in one theme; each is named after its state."""
    for remembered in (paths.settings_file().parent, paths.state_folder()):
        shutil.rmtree(remembered, ignore_errors=True)  # the desks of the set before lay at the same places
    _set_the_stage(scratch / "stage")
    shutil.move(paths.settings_file(), scratch / "stage" / "settings.toml")
    stage = Stage(scratch / "stage", size, colours, family)
    camera = Camera(stage, target / f"{size[0]}x{size[1]}-{colours}")
    every_state(stage, camera)
    together(stage, camera)
    stage.leave()
    print(f"{size[0]}x{size[1]} {colours}: {camera.count} pictures", flush=True)


def _set_the_stage(folder: Path) -> None:
    """Make the desks the states need, and a package of another editor."""
    shutil.rmtree(folder, ignore_errors=True)
    archive = folder / "archive"
    shutil.copytree(sample.SAMPLE, archive)
    (archive / "090_cut-off.txt").write_bytes(b"A file that holds \x00 bytes")
    (archive / "091_old-encoding.txt").write_bytes("[caf\u00e9] A wire in an old encoding\n".encode("cp1252"))
    (archive / "092_scan.pdf").write_bytes(b"%PDF-1.7\n")
    make_desk(folder / "half" / "review.desk", sample.SAMPLE, fill=sample.decide_some)
    make_desk(folder / "done" / "review.desk", sample.SAMPLE, fill=sample.decide_all)
    sitting.make_desk(folder / "sitting" / "review.desk")
    with open_desk(folder / "done" / "review.desk", clock=lambda: NOON) as desk:
        signing_in.sign_in(desk, "Editor B", stays=False)
        exporting.run(desk, Choice(Format.PACKAGE, folder / "other.review.zip"))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.pictures.shots", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("pictures"))
    parser.add_argument("--font", default="", help="the family of the interface font")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
