"""`stats`: figures of the desk."""

import argparse
from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.cli.call import Call
from editor_app.cli.plain_text import one_line
from editor_app.desk import counting
from editor_app.domain.problems import ExitStatus


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `stats` takes: nothing of its own."""


def run(call: Call) -> ExitStatus:
    """Print the figures."""
    with call.reading() as desk:
        record = counting.stats(desk)
    call.output.give(record, _lines(record))
    return ExitStatus.DONE


def _lines(record: Mapping[str, Any]) -> Iterator[str]:
    for name, value in record.items():
        if isinstance(value, dict):
            yield f"{name}:"
            yield from (f"  {one_line(key)}: {number}" for key, number in value.items())
        elif value is not None:
            yield f"{name}: {value}"
