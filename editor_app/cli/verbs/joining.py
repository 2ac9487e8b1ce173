"""`editors`: who worked in this desk, and which of them are one person."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from editor_app.cli.call import Call
from editor_app.cli.plain_text import one_line
from editor_app.desk import joining
from editor_app.desk.joining import Person
from editor_app.desk.workplace import Workplace
from editor_app.domain.persons import Namesakes
from editor_app.domain.problems import ExitStatus
from editor_app.i18n import gettext, ngettext


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `editors` takes."""
    one = parser.add_mutually_exclusive_group()
    said = gettext("say that these are one person; an id, or the four signs at its end or more")
    one.add_argument("--join", nargs="+", metavar="ID", help=said)
    said = gettext("take back what joined a person: each of their ids stands for itself again")
    one.add_argument("--part", metavar="ID", help=said)


def run(call: Call) -> ExitStatus:
    """List everybody, after joining some or taking a person apart where that is asked for."""
    if call.options.join:
        with call.writing() as desk:
            joining.join(desk, joining.find(desk, call.options.join))
            _tell(call, desk)
    elif call.options.part:
        with call.writing() as desk:
            joining.part(desk, joining.find(desk, [call.options.part])[0])
            _tell(call, desk)
    else:
        with call.reading() as desk:
            _tell(call, desk)
    return ExitStatus.DONE


def how_to_join(namesakes: Sequence[Namesakes]) -> Iterator[str]:
    """Ask of each name that several bear whether they are one person, and say how to answer."""
    said = gettext(
        "Several editors are called {name}. If they are one person: editor-app editors --join {ids}"
    )
    for one in namesakes:
        yield said.format(name=one_line(one.name), ids=" ".join(map(one_line, one.editors)))


def _tell(call: Call, desk: Workplace) -> None:
    call.output.give_many(map(_record, joining.persons(desk)), _lines)
    for line in how_to_join(joining.probable_twins(desk)):
        call.output.tell(line)


def _record(person: Person) -> dict[str, Any]:
    return {
        "id": person.id,
        "name": person.name,
        "editors": [{"id": editor.id, "name": editor.name} for editor in person.editors],
        "decisions": person.decisions,
    }


def _lines(person: Mapping[str, Any]) -> str:
    decisions = ngettext("{count} decision", "{count} decisions", person["decisions"])
    said = f"{one_line(person['name'])}: {decisions.format(count=person['decisions'])}"
    ids = (f"  {one_line(editor['id'])}  {one_line(editor['name'])}" for editor in person["editors"])
    return "\n".join([said, *ids])
