"""One act on many documents: what is done to all of them alike, and the sample that is read first."""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any, Final, TypeAlias

from editor_app.domain.canonical import text_digest
from editor_app.domain.events import DECIDED, FLAGGED, TAGGED
from editor_app.domain.problems import Problem
from editor_app.domain.rules import refuse_unsound_source, refuse_unsound_together
from editor_app.domain.verdicts import Outcome, Verdict
from editor_app.domain.vocabulary import Vocabulary

SAMPLE: Final = 5
# Putting off says nothing of a document; these do, so what they are said of wants to be read.
_JUDGING = frozenset({Outcome.ACCEPT, Outcome.REJECT, Outcome.CONTEXT})


@dataclass(frozen=True, slots=True)
class Flag:
    """Putting a flag on, or taking it off."""

    on: bool


@dataclass(frozen=True, slots=True)
class Tag:
    """Listing under another source; None lists each document under its own again."""

    source: str | None


Common: TypeAlias = Verdict | Flag | Tag


def kind_of(act: Common) -> str:
    """Give the kind of the events an act writes."""
    return {Verdict: DECIDED, Flag: FLAGGED, Tag: TAGGED}[type(act)]


def payload_of(act: Common) -> dict[str, Any]:
    """Give what stands in each event of an act."""
    if isinstance(act, Verdict):
        return act.payload()
    return {"on": act.on} if isinstance(act, Flag) else {"source": act.source}


def is_judging(act: Common) -> bool:
    """Tell whether an act says of documents what they are."""
    return isinstance(act, Verdict) and act.outcome in _JUDGING


def refuse_unsound_act(act: Common, vocabulary: Vocabulary) -> None:
    """Raise the Problem that speaks against doing this to many documents; say nothing when none does."""
    if isinstance(act, Verdict):
        refuse_unsound_together(act, vocabulary)
    elif isinstance(act, Tag):
        refuse_unsound_source(act.source)


def refuse_unread(sample: Iterable[str], read: Iterable[str]) -> None:
    """Raise Problem `sample_unread` while a document of the sample was not on screen."""
    left = set(sample).difference(read)
    if left:
        raise Problem("sample_unread", count=len(left))


def drawn(ids: Iterable[str], seed: int, count: int = SAMPLE) -> tuple[str, ...]:
    """Draw a few ids: the same ones for the same seed, whatever order they come in."""
    return tuple(nsmallest(count, ids, key=lambda id: text_digest(f"{seed}:{id}")))
