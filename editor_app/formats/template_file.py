"""Templates as files: a TOML file of many, or a text file of one that is named as the file."""

import tomllib
from collections.abc import Sequence
from pathlib import Path

import tomli_w

from editor_app.domain.problems import Problem
from editor_app.domain.templates import Template
from editor_app.formats import atomic

_LARGEST = 2 * 1024 * 1024


def read_templates(path: Path) -> list[Template]:
    """Read the templates of a file, in its order.

    A TOML file has a table `[[templates]]` with `name` and `text` for each; any other file is the text of one
    template. Problems: template_file_unreadable, template_file_unfit.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as fault:
        cause = fault.strerror or str(fault)
        raise Problem("template_file_unreadable", path=str(path), cause=cause) from fault
    if len(data) > _LARGEST:
        raise Problem("template_file_unfit", path=str(path), cause="larger than 2 MB")
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        is_table = path.suffix.casefold() == ".toml"
        return _read_table(text) if is_table else [Template(path.stem, text.strip())]
    except (ValueError, RecursionError) as fault:
        raise Problem("template_file_unfit", path=str(path), cause=str(fault)) from fault


def write_templates(path: Path, templates: Sequence[Template], *, force: bool) -> None:
    """Write templates as a TOML file, whole or not at all; `force` replaces what stands there."""
    rows = [{"name": template.name, "text": template.text} for template in templates]
    data = tomli_w.dumps({"templates": rows}, multiline_strings=True).encode("utf-8")
    atomic.write_file(path, lambda file: file.write(data), force=force)


def _read_table(text: str) -> list[Template]:
    rows = tomllib.loads(text).get("templates")
    if not isinstance(rows, list) or not rows:
        raise ValueError("no table [[templates]] in it")
    found = []
    for number, row in enumerate(rows, start=1):
        given = row if isinstance(row, dict) else {}
        name, written = given.get("name"), given.get("text")
        if not isinstance(name, str) or not isinstance(written, str):
            raise ValueError(f"template {number} has no name or no text")  # noqa: TRY004 - as above
        found.append(Template(name.strip(), written.strip()))
    return found
