"""What an editor has begun on a document and not yet decided."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from editor_app.domain.canonical import canonical_json
from editor_app.domain.details import NO_DETAILS, Details
from editor_app.domain.verdicts import Gates, OtherSource, Quote, Verdict, read_gates, read_sources


@dataclass(frozen=True, slots=True)
class Working:
    """The answers, quotes, other sources and half-written text of one editor on one document.

    `text` is the rationale being written (None while nobody amends), `why` the reason for the change,
    `note` the note being written, `what_it_is` what the document is said to be then, `question` one about
    the guide.
    """

    gates: Gates = Gates()
    quotes: tuple[Quote, ...] = ()
    sources: tuple[OtherSource, ...] = ()
    note: str = ""
    text: str | None = None
    why: str = ""
    what_it_is: str | None = None
    details: Details = NO_DETAILS
    question: str = ""

    @property
    def is_empty(self) -> bool:
        """True when nothing was begun."""
        return self == Working()

    def payload(self) -> str:
        """Give the draft as canonical JSON; what came later leaves no key while nothing was said."""
        details = self.details.payload()
        values = {
            "verifiable": self.gates.verifiable,
            "route": self.gates.route,
            "but_for": self.gates.but_for,
            "quotes": [quote.payload() for quote in self.quotes],
            "sources": [source.payload() for source in self.sources],
            "note": self.note,
            "text": self.text,
            "why": self.why,
            **({} if self.what_it_is is None else {"is": self.what_it_is}),
            **({} if details is None else {"details": details}),
            **({"question": self.question} if self.question else {}),
        }
        return canonical_json(values)

    @classmethod
    def read(cls, payload: str) -> Self:
        """Read a draft out of its canonical JSON."""
        values: Mapping[str, Any] = json.loads(payload)
        return cls(
            gates=read_gates(values),
            quotes=tuple(Quote.read(quote) for quote in values["quotes"]),
            sources=read_sources(values),
            note=values["note"],
            text=values["text"],
            why=values["why"],
            what_it_is=values.get("is"),
            details=Details.read(values.get("details")),
            question=values.get("question", ""),
        )

    @classmethod
    def of_verdict(cls, verdict: Verdict) -> Self:
        """Give what an editor would have had on the desk just before deciding so.

        The note of an amendment is the reason for the change.
        """
        started = cls(
            gates=verdict.gates,
            quotes=verdict.quotes,
            sources=verdict.sources,
            what_it_is=verdict.what_it_is,
            details=verdict.details,
        )
        if verdict.rationale is None:
            return replace(started, note=verdict.note or "")
        return replace(started, text=verdict.rationale, why=verdict.note or "")
