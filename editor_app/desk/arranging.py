"""The archives of a desk and what they are called."""

from editor_app.desk.changes import NOTHING, Changes
from editor_app.desk.recording import Entry, Recorder
from editor_app.desk.workplace import Workplace
from editor_app.domain.events import ARCHIVE_RENAMED
from editor_app.domain.lists import Archive
from editor_app.domain.problems import Problem

_LONGEST_NAME = 200


def archives(desk: Workplace) -> list[Archive]:
    """Give the archives of the desk, by the name they are shown with."""
    with desk.store.reading() as work:
        return sorted(work.archives.all(), key=lambda archive: (archive.name.casefold(), archive.key))


def find(desk: Workplace, name: str) -> Archive:
    """Give the archive of a name or key; a Problem where there is none."""
    with desk.store.reading() as work:
        found = work.archives.find(name) if name.isprintable() else None
    if found is None:
        raise Problem("no_such_archive", archive=name)
    return found


def rename(desk: Workplace, key: str, name: str) -> Changes:
    """Give an archive another name; its key, and with it every package, stays the same."""
    editor = desk.writer()
    wanted = clean_name(name)
    with desk.store.writing() as work:
        named = {archive.key: archive.name for archive in work.archives.all()}
        if key not in named:
            raise Problem("no_such_archive", archive=key)
        if named[key] == wanted:
            return NOTHING
        recorder = Recorder(desk, work, editor)
        recorder.append(Entry(ARCHIVE_RENAMED, {"archive": key, "name": wanted}))
        work.archives.rename(key, wanted)
        work.commit()
    return Changes("renamed", events=tuple(event.id for event in recorder.events), archives=True)


def clean_name(name: str) -> str:
    """Give an archive's name without needless blanks; a Problem for one nobody could read."""
    cleaned = " ".join(name.split())
    if not cleaned or not cleaned.isprintable() or len(cleaned) > _LONGEST_NAME:
        raise Problem("archive_name_unusable", longest=_LONGEST_NAME)
    return cleaned
