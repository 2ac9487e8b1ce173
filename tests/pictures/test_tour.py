"""The tour does the main job from beginning to end, and says where its pictures are."""

import os
import subprocess
import sys
from pathlib import Path

from editor_app.desk.verifying import verify

ROOT = Path(__file__).resolve().parents[2]


def test_the_tour_imports_decides_exports_and_names_its_pictures(tmp_path):
    target = tmp_path / "tour"
    done = subprocess.run(
        [sys.executable, "-m", "tests.pictures.tour", str(target)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pictures = sorted(target.glob("*.png"))
    assert len(pictures) == 7
    assert all(str(picture) in done.stdout for picture in pictures)
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)
    assert verify(target / "sample.review.zip") == []
