"""The states of a document, by themselves: what is painted first needs no more of where it stands."""

from enum import StrEnum


class State(StrEnum):
    """The states a list shows; see the contract of formats."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    AMENDED = "amended"
    REJECTED = "rejected"
    DEFERRED = "deferred"
    CONTEXT = "context"
    NONE = "none"
    DISPUTED = "disputed"
    CHANGED = "changed"


DECIDED_STATES = frozenset({State.ACCEPTED, State.AMENDED, State.REJECTED, State.CONTEXT})
TO_DO_STATES = frozenset({State.PENDING, State.DEFERRED, State.DISPUTED, State.CHANGED})
