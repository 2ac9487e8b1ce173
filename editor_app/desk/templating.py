"""Templates of a desk: rationales written beforehand, filled in for a wire, brought in and written out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from editor_app.desk.workplace import Workplace
from editor_app.domain.lists import View
from editor_app.domain.problems import Problem
from editor_app.domain.rules import refuse_unusable
from editor_app.domain.templates import FIELDS, Template
from editor_app.formats.template_file import read_templates, write_templates
from editor_app.formats.writing_back import spelt_date

if TYPE_CHECKING:
    from editor_app.store.work import Work

_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Imported:
    """What came in out of a file: the names of new templates, and how many stood here word for word."""

    added: tuple[str, ...]
    unchanged: int


def templates(desk: Workplace) -> list[Template]:
    """Give the templates of the desk by their names."""
    with desk.store.reading() as work:
        return work.templates.all()


def keep(desk: Workplace, template: Template, instead_of: str | None = None) -> Template:
    """Keep a new template, or one in the place of another, perhaps under another name; give it as kept.

    Problems: template_without_name, template_name_too_long, template_without_text, template_unknown_field,
    template_name_taken, no_such_template.
    """
    desk.refuse_read_only()
    settled = _settled(template)
    with desk.store.writing() as work:
        if settled.name != instead_of and work.templates.get(settled.name) is not None:
            raise Problem("template_name_taken", name=settled.name)
        if instead_of is None:
            work.templates.add(settled)
        elif work.templates.get(instead_of) is None:
            raise Problem("no_such_template", name=instead_of)
        else:
            work.templates.replace(instead_of, settled)
        work.commit()
    return settled


def remove(desk: Workplace, name: str) -> Template:
    """Throw a template away, and give it, so that it can be put back."""
    desk.refuse_read_only()
    with desk.store.writing() as work:
        found = work.templates.get(name)
        if found is None:
            raise Problem("no_such_template", name=name)
        work.templates.remove(name)
        work.commit()
    return found


def import_file(desk: Workplace, path: Path) -> Imported:
    """Bring in the templates of a file, all or none; one whose name is taken gets a number behind it."""
    desk.refuse_read_only()
    found = [_settled(template) for template in read_templates(path)]
    with desk.store.writing() as work:
        known = {kept.text for kept in work.templates.all()}
        new = [template for template in found if template.text not in known]
        added = tuple(_add(work, template) for template in dict.fromkeys(new))
        if added:
            work.commit()
    return Imported(added, len(found) - len(added))


def export_file(desk: Workplace, path: Path, *, force: bool = False) -> int:
    """Write the templates of the desk to a file; give how many there are."""
    found = templates(desk)
    write_templates(path, found, force=force)
    return len(found)


def values_for(view: View, passage: str) -> dict[str, str | None]:
    """Give what the fields of a template stand for on a document; `passage` is what is quoted from it."""
    said = " ".join(passage.split())
    values = (view.document.source, _day(view), view.document.headline, f"“{said}”" if said else None)
    return dict(zip(FIELDS, values, strict=True))


def _day(view: View) -> str | None:
    day = view.row.date or view.document.batch_date
    try:
        return spelt_date(date.fromisoformat(day)) if day else None
    except ValueError:
        return day


def _settled(template: Template) -> Template:
    name = " ".join(template.name.split())
    text = template.text.strip()
    refuse_unusable(name, text)
    if not name:
        raise Problem("template_without_name")
    if len(name) > _LONGEST_NAME:
        raise Problem("template_name_too_long", longest=_LONGEST_NAME)
    if not text:
        raise Problem("template_without_text", name=name)
    unknown = Template(name, text).unknown_field
    if unknown is not None:
        known = ", ".join(f"{{{field}}}" for field in FIELDS)
        raise Problem("template_unknown_field", name=name, field=f"{{{unknown}}}", fields=known)
    return Template(name, text)


def _add(work: "Work", template: Template) -> str:
    name = _free(template.name, (kept.name for kept in work.templates.all()))
    work.templates.add(Template(name, template.text))
    return name


def _free(name: str, taken: Iterable[str]) -> str:
    known = set(taken)
    number, wanted = 1, name
    while wanted in known:
        number += 1
        wanted = f"{name} ({number})"
    return wanted
