"""Insert the rows of a JSON Lines file with sqlite-utils and make them searchable; print the seconds."""

import json
import sys
import time
from pathlib import Path

import sqlite_utils

source, target = Path(sys.argv[1]), Path(sys.argv[2])
for left in (target, target.with_name(target.name + "-wal"), target.with_name(target.name + "-shm")):
    left.unlink(missing_ok=True)
start = time.perf_counter()
with source.open(encoding="utf-8") as lines:
    table = sqlite_utils.Database(target)["wires"]
    table.insert_all((json.loads(line) for line in lines), pk="id", batch_size=1000)
    table.enable_fts(["headline", "body", "rationale"])
print(time.perf_counter() - start)
