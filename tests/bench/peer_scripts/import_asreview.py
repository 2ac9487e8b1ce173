"""Import a CSV of titles and abstracts into a project of ASReview; print the seconds."""

import sys
import tempfile
import time
from pathlib import Path

import asreview

with tempfile.TemporaryDirectory() as folder:
    start = time.perf_counter()
    project = asreview.Project.create(Path(folder, "wires.asreview"), project_id="wires")
    project.add_dataset(sys.argv[1])
    print(time.perf_counter() - start)
