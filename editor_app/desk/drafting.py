"""What an editor has begun on a document: kept while they type, back after any crash."""

from editor_app.desk.workplace import Workplace
from editor_app.domain.drafts import Working
from editor_app.domain.lists import Draft
from editor_app.domain.problems import Problem


def keep(desk: Workplace, id: str, working: Working) -> None:
    """Keep what this editor has begun on a document; nothing begun leaves no draft."""
    editor = desk.writer()
    with desk.store.writing() as work:
        known = work.drafts.get(id, editor.id)
        if working.is_empty and known is None:
            return
        if working.is_empty:
            work.drafts.remove(id, editor.id)
        elif known is None or known.payload != working.payload():
            if not work.documents.known([id]):
                raise Problem("no_such_document", id=id)
            work.drafts.put(Draft(id, editor.id, desk.now(), working.payload()))
        else:
            return
        work.commit()


def begun(desk: Workplace, id: str) -> Working:
    """Give what this editor has begun on a document."""
    if desk.editor is None:
        return Working()
    with desk.store.reading() as work:
        draft = work.drafts.get(id, desk.editor.id)
    return Working() if draft is None else Working.read(draft.payload)


def discard(desk: Workplace, id: str) -> None:
    """Throw away what this editor has begun on a document."""
    keep(desk, id, Working())


def unfinished(desk: Workplace) -> list[Draft]:
    """Give the drafts of this editor, the newest first."""
    if desk.editor is None:
        return []
    with desk.store.reading() as work:
        mine = [draft for draft in work.drafts.all() if draft.editor == desk.editor.id]
    return sorted(mine, key=lambda draft: draft.at, reverse=True)
