"""What the command line says: one JSON value or lines on stdout, messages on stderr."""

import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from editor_app.cli.plain_text import one_line
from editor_app.domain.problems import Problem, Remark
from editor_app.i18n import gettext, sentence

_PROGRAM = "editor-app"


class Output:
    """Prints for a person, or with `as_json` for a program; stdout then holds one JSON value and no more."""

    def __init__(self, *, as_json: bool) -> None:
        """Print to the streams of this process as they are now."""
        self.as_json = as_json
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="backslashreplace")

    def give(self, record: Mapping[str, Any], lines: Iterable[str] = ()) -> None:
        """Print the answer of a verb."""
        if self.as_json:
            self._write(_spelled(record) + "\n")
        else:
            for line in lines:
                self._write(line + "\n")

    def give_many(self, records: Iterable[dict[str, Any]], line: Callable[[dict[str, Any]], str]) -> None:
        """Print many records as they come: a JSON array, or one line each."""
        before = "[\n"
        for record in records:
            self._write(f"{before}{_spelled(record)}" if self.as_json else line(record) + "\n")
            before = ",\n"
        if self.as_json:
            self._write("[]\n" if before == "[\n" else "\n]\n")

    def tell(self, message: str) -> None:
        """Say something on stderr."""
        sys.stderr.write(f"{message}\n")

    def tell_remarks(self, title: str, remarks: Iterable[Mapping[str, str]]) -> None:
        """Say on stderr what a list of problems or notices holds, where a person reads."""
        for number, remark in enumerate(remarks):
            if self.as_json:
                return
            if number == 0:
                self.tell(title)
            self.tell(f"  {one_line(remark['name'])}: {one_line(remark['message'])}")

    def fail(self, code: str, message: str) -> None:
        """Say why nothing came of it: as JSON on stdout, or as a sentence on stderr."""
        if self.as_json:
            self._write(_spelled({"error": {"code": code, "message": message}}) + "\n")
        else:
            self.tell(f"{_PROGRAM}: {one_line(message)}")

    def fail_with(self, problem: Problem) -> None:
        """Say what a Problem is about."""
        self.fail(problem.code, sentence(problem.code, problem.fields))

    @staticmethod
    def _write(text: str) -> None:
        sys.stdout.write(text)


def listed_remarks(remarks: Iterable[Remark]) -> list[dict[str, str]]:
    """Give remarks as the contract spells them: name, code, message."""
    return [{"name": remark.name, "code": remark.code, "message": _message(remark)} for remark in remarks]


def _message(remark: Remark) -> str:
    said = sentence(remark.code, {"name": remark.name, **remark.fields})
    line = remark.fields.get("line")
    if line is None or remark.name == f"line {line}" or _names_its_line(remark):
        return said
    return gettext("Line {line}: {said}").format(line=line, said=said)


def _names_its_line(remark: Remark) -> bool:
    """Tell whether the sentence says by itself which line it is about: it is another one without."""
    return sentence(remark.code, remark.fields) != sentence(remark.code, {**remark.fields, "line": ""})


def _spelled(value: object) -> str:
    """Spell JSON in ASCII, so that it is the same JSON whatever a terminal or a pipe takes."""
    return json.dumps(value, ensure_ascii=True)
