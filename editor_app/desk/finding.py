"""Finding a document by the name it came in under."""

from typing import TYPE_CHECKING

from editor_app.desk.workplace import Workplace

if TYPE_CHECKING:
    from editor_app.store.work import Work


def find_named(desk: Workplace, archive: str, name: str) -> str | None:
    """Give the document listed under a name in an archive (by its shown name or key), None where none is."""
    with desk.store.reading() as work:
        found = work.archives.find(archive)
        if found is None:
            return None
        wanted = (found.key, name)
        return next((one for one in work.documents.named(name) if wanted in _places(work, one)), None)


def _places(work: "Work", document: str) -> set[tuple[str, str]]:
    return {(place.archive, place.name) for place in work.placements.of(document)}
