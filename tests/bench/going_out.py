"""Bar 9: a package, against zipfile at level 6 over the same bytes; JSON Lines, against reading the rows."""

import os
import sqlite3
import zipfile
from collections.abc import Iterator
from pathlib import Path

from editor_app.desk import exporting, importing
from editor_app.desk.export_choice import Choice, Format
from editor_app.desk.signing_in import sign_in
from editor_app.desk.workplace import open_desk
from tests.bench.generated import folder
from tests.bench.pairs import Pair, paired


def run(place: Path, count: int) -> Iterator[Pair]:
    """Export a desk of `count` wires. The zip it is held against is packed out of memory."""
    with open_desk(place / "export.desk", settings_file=place / "settings.toml") as desk:
        sign_in(desk, "Bench")
        importing.run(desk, folder(place / f"export-{count}", count))

        def package() -> None:
            exporting.run(desk, Choice(Format.PACKAGE, place / "out.review.zip", force=True))

        package()
        with zipfile.ZipFile(place / "out.review.zip") as source:
            same = [(entry.filename, source.read(entry)) for entry in source.infolist()]

        def plain_zip() -> None:
            with (place / "plain.zip").open("wb") as file:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
                    for name, data in same:
                        target.writestr(name, data)
                file.flush()
                os.fsync(file.fileno())

        def lines() -> None:
            exporting.run(desk, Choice(Format.JSONL, place / "out.jsonl", force=True))

        def rows() -> None:
            with sqlite3.connect(place / "export.desk") as connection:
                connection.execute("SELECT * FROM documents").fetchall()

        def rows_and_texts() -> None:
            with sqlite3.connect(place / "export.desk") as connection:
                joined = "documents JOIN bodies ON bodies.document = documents.key"
                connection.execute(f"SELECT * FROM {joined}").fetchall()

        yield paired(
            f"package {count}", ("package", package), ("zipfile level 6", plain_zip), bar=0.5, rounds=3
        )
        yield paired(f"jsonl {count}", ("JSON Lines", lines), ("reading the rows", rows), bar=2.0, rounds=3)
        floor = ("reading rows and texts", rows_and_texts)
        yield paired(f"jsonl with the texts {count}", ("JSON Lines", lines), floor, rounds=3)
