"""The templates of a desk."""

from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from editor_app.domain.templates import Template
from editor_app.store.facts import sealed
from editor_app.store.tables import TEMPLATES


class Templates:
    """Rationales written beforehand, each under a name of its own."""

    def __init__(self, connection: Connection) -> None:
        """Work within a transaction."""
        self._connection = connection

    def all(self) -> list[Template]:
        """Give all templates by their names, case aside."""
        rows = self._connection.execute(select(TEMPLATES.c.name, TEMPLATES.c.text))
        return sorted((Template(*row) for row in rows), key=lambda kept: (kept.name.casefold(), kept.name))

    def get(self, name: str) -> Template | None:
        """Give the template of a name, or None."""
        statement = select(TEMPLATES.c.name, TEMPLATES.c.text).where(TEMPLATES.c.name == name)
        row = self._connection.execute(statement).first()
        return None if row is None else Template(*row)

    def add(self, template: Template) -> None:
        """Keep a template under a name that is free."""
        self._connection.execute(insert(TEMPLATES), _row(template))

    def replace(self, name: str, template: Template) -> None:
        """Keep a template in the place of the one of that name."""
        self._connection.execute(update(TEMPLATES).where(TEMPLATES.c.name == name).values(_row(template)))

    def remove(self, name: str) -> None:
        """Throw the template of a name away."""
        self._connection.execute(delete(TEMPLATES).where(TEMPLATES.c.name == name))


def _row(template: Template) -> dict[str, Any]:
    return sealed(TEMPLATES, {"name": template.name, "text": template.text})
