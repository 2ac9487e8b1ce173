"""Who sits at the desk: editors by name, each with an id that their events carry."""

from dataclasses import replace

from editor_app.desk.changes import NOTHING, Changes
from editor_app.desk.recording import Entry, Recorder
from editor_app.desk.workplace import Workplace
from editor_app.domain.events import NAMED
from editor_app.domain.lists import Editor
from editor_app.domain.problems import Problem
from editor_app.settings import new_editor

_LONGEST_NAME = 200


def sign_in(desk: Workplace, name: str, *, stays: bool = True) -> Editor:
    """Seat the editor of this name at the desk.

    Looked for among the editors of the settings, then those of the desk; a name nobody bears makes a new one.
    The settings learn of them. Who stays is whom later sessions start with, and their name is written into
    the desk at once; the name of somebody who does not is written with the first thing they do.
    """
    wanted = clean_name(name)
    found = desk.settings.named(wanted) or _known_to_desk(desk, wanted)
    editor = found or new_editor(wanted, desk.milliseconds())
    _remember(desk, editor, stays=stays)
    desk.seat(editor)
    if stays and desk.read_only is None:
        _name(desk, editor)
    return editor


def sit_to_read(desk: Workplace, name: str) -> None:
    """Seat the editor of this name where nothing is to be written; a name nobody bears is somebody new.

    Neither the settings nor the desk learn of them.
    """
    wanted = " ".join(name.split())
    if wanted:
        found = desk.settings.named(wanted) or _known_to_desk(desk, wanted)
        desk.seat(found or new_editor(wanted, desk.milliseconds()))


def correct_name(desk: Workplace, editor_id: str, name: str) -> Changes:
    """Give an editor another name; what they decided stays theirs, since events carry the id."""
    writer = desk.writer()
    corrected = Editor(editor_id, clean_name(name))
    written = _name(desk, corrected, by=writer)
    if any(known.id == editor_id for known in desk.settings.editors):
        _remember(desk, corrected, stays=desk.settings.editor == editor_id)
    if writer.id == editor_id:
        desk.seat(corrected)
    return written


def editors(desk: Workplace) -> list[Editor]:
    """Give everybody this desk knows, by name."""
    with desk.store.reading() as work:
        names = work.events.named_editors()
    known = [Editor(*pair) for pair in names.items()]
    return sorted(known, key=lambda editor: (editor.name.casefold(), editor.id))


def clean_name(name: str) -> str:
    """Give a name as it is kept; Problem editor_name_unusable or editor_name_too_long."""
    cleaned = " ".join(name.split())
    if not cleaned or not cleaned.isprintable():
        raise Problem("editor_name_unusable")
    if len(cleaned) > _LONGEST_NAME:
        raise Problem("editor_name_too_long", longest=_LONGEST_NAME)
    return cleaned


def _known_to_desk(desk: Workplace, name: str) -> Editor | None:
    wanted = name.casefold()
    return next((editor for editor in editors(desk) if editor.name.casefold() == wanted), None)


def _remember(desk: Workplace, editor: Editor, *, stays: bool) -> None:
    chosen = desk.settings.with_editor(editor)
    if not stays:
        chosen = replace(chosen, editor=desk.settings.editor)
    if chosen.editor != desk.settings.editor or set(chosen.editors) != set(desk.settings.editors):
        desk.keep_settings(chosen)


def _name(desk: Workplace, editor: Editor, by: Editor | None = None) -> Changes:
    """Write down an editor's name where the desk does not know it so."""
    with desk.store.reading() as work:
        is_known = work.events.named_editors().get(editor.id) == editor.name
    if is_known:
        return NOTHING
    with desk.store.writing() as work:
        recorder = Recorder(desk, work, by or editor)
        recorder.append(Entry(NAMED, {"editor": editor.id, "name": editor.name}))
        work.commit()
    return Changes("renamed", events=tuple(event.id for event in recorder.events), editors=True)
