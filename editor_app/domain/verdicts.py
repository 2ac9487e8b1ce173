"""What an editor says of a document: the answers to the two gates, the evidence, the outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

from editor_app.domain.details import NO_DETAILS, Details


class Outcome(StrEnum):
    """The six things an editor can do with a document."""

    ACCEPT = "accept"
    AMEND = "amend"
    REJECT = "reject"
    DEFER = "defer"
    CONTEXT = "context"
    REOPEN = "reopen"


class Answer(StrEnum):
    """An answer to a gate; a gate nobody has answered is None."""

    YES = "yes"
    NO = "no"
    UNCLEAR = "unclear"


class Route(StrEnum):
    """How the event of gate 1 is established."""

    REPRODUCED = "reproduced"
    TWO_SOURCES = "two_sources"
    ARTEFACT = "artefact"


class Stance(StrEnum):
    """What another document says to the question whether two independent sources establish the event."""

    FOR = "for"
    AGAINST = "against"
    NOT_INDEPENDENT = "not_independent"


@dataclass(frozen=True, slots=True)
class Gates:
    """The answers to the two gates as they stand; nothing is answered beforehand."""

    verifiable: Answer | None = None
    route: Route | None = None
    but_for: Answer | None = None

    @property
    def are_open(self) -> bool:
        """True while either gate has no answer."""
        return self.verifiable is None or self.but_for is None

    @property
    def any_no(self) -> bool:
        """True when an answer speaks against an incident."""
        return Answer.NO in (self.verifiable, self.but_for)

    @property
    def both_yes(self) -> bool:
        """True when both answers speak for an incident."""
        return self.verifiable == self.but_for == Answer.YES

    @property
    def route_is_open(self) -> bool:
        """True when gate 1 is answered yes and no route was named."""
        return self.verifiable == Answer.YES and self.route is None


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage quoted as evidence for a gate (W3C Web Annotation: text quote and position selectors).

    `start` and `end` count characters of the document's decoded text. `gate` is 1 or 2.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int
    gate: int = 1

    def payload(self) -> dict[str, Any]:
        """Give the quote as it stands in an event."""
        return {
            "exact": self.exact,
            "prefix": self.prefix,
            "suffix": self.suffix,
            "start": self.start,
            "end": self.end,
            "gate": self.gate,
        }

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> Self:
        """Read a quote out of an event."""
        return cls(**{name: payload[name] for name in ("exact", "prefix", "suffix", "start", "end", "gate")})


@dataclass(frozen=True, slots=True)
class OtherSource:
    """Another document of the archive held beside this one as a second source, and what it says.

    `document` is its SHA-256; `quote` a passage of *its* text, None where nothing of it was quoted.
    """

    document: str
    stance: Stance
    quote: Quote | None = None

    def payload(self) -> dict[str, Any]:
        """Give the source as it stands in an event."""
        quote = None if self.quote is None else self.quote.payload()
        return {"document": self.document, "stance": self.stance.value, "quote": quote}

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> Self:
        """Read a source out of an event."""
        quote = payload.get("quote")
        return cls(
            payload["document"], Stance(payload["stance"]), None if quote is None else Quote.read(quote)
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision with everything said with it. `what_it_is` is the key `is` of the contract."""

    outcome: Outcome
    rationale: str | None = None
    reasons: tuple[str, ...] = ()
    what_it_is: str | None = None
    gates: Gates = Gates()
    quotes: tuple[Quote, ...] = ()
    sources: tuple[OtherSource, ...] = ()
    note: str | None = None
    duplicate_of: str | None = None
    details: Details = NO_DETAILS

    def payload(self) -> dict[str, Any]:
        """Give the verdict as it stands in an event; accept with gates open says so, no details no key."""
        details = self.details.payload()
        return {
            "outcome": self.outcome.value,
            "rationale": self.rationale,
            "reasons": list(self.reasons),
            "is": self.what_it_is,
            "verifiable": _value(self.gates.verifiable),
            "route": _value(self.gates.route),
            "but_for": _value(self.gates.but_for),
            "gates_open": self.gates.are_open,
            "quotes": [quote.payload() for quote in self.quotes],
            "sources": [source.payload() for source in self.sources],
            "note": self.note,
            "duplicate_of": self.duplicate_of,
            **({} if details is None else {"details": details}),
        }

    @classmethod
    def read(cls, payload: Mapping[str, Any]) -> Self:
        """Read a verdict out of an event's payload; keys it does not know are left to the event."""
        return cls(
            outcome=Outcome(payload["outcome"]),
            rationale=payload.get("rationale"),
            reasons=tuple(payload.get("reasons") or ()),
            what_it_is=payload.get("is"),
            gates=read_gates(payload),
            quotes=tuple(Quote.read(quote) for quote in payload.get("quotes") or ()),
            sources=read_sources(payload),
            note=payload.get("note"),
            duplicate_of=payload.get("duplicate_of"),
            details=Details.read(payload.get("details")),
        )


def read_gates(payload: Mapping[str, Any]) -> Gates:
    """Read the answers to the gates out of a payload's keys `verifiable`, `route`, `but_for`."""
    verifiable, route, but_for = (payload.get(name) for name in ("verifiable", "route", "but_for"))
    return Gates(
        verifiable=Answer(verifiable) if verifiable else None,
        route=Route(route) if route else None,
        but_for=Answer(but_for) if but_for else None,
    )


def read_sources(payload: Mapping[str, Any]) -> tuple[OtherSource, ...]:
    """Read the other sources out of a payload's key `sources`, which older ones do not have."""
    return tuple(OtherSource.read(source) for source in payload.get("sources") or ())


def _value(item: StrEnum | None) -> str | None:
    return None if item is None else item.value
