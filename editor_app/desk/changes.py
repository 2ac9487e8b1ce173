"""What an operation changed, so that a view can tell whether it is touched."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """The answer of every mutation.

    `documents` are the SHA-256 ids whose standing may differ now; `everything` is set where they are too
    many to name (an import, a merge). `act` names what was done for a toast or a line of output: decided,
    flagged, noted, tagged, undone, redone, drafted, imported, merged, renamed, joined, list_saved; "" for
    nothing.
    `events` are the ids of the events written.
    """

    act: str = ""
    documents: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    everything: bool = False
    archives: bool = False
    editors: bool = False
    lists: bool = False

    def __bool__(self) -> bool:
        """Tell whether anything was changed at all."""
        return bool(self.act)

    def touches(self, document: str) -> bool:
        """Tell whether a document may stand differently now."""
        return self.everything or document in self.documents


NOTHING = Changes()
