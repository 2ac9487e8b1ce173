"""The other documents an editor holds beside one: each has a stance, and passages quoted from it."""

from collections import Counter
from collections.abc import Iterable, Mapping

from editor_app.domain.verdicts import OtherSource, Quote, Stance

Sources = tuple[OtherSource, ...]


def held(sources: Iterable[OtherSource], document: str) -> Sources:
    """Give what is held of one document: an entry for each quoted passage, or one without."""
    return tuple(source for source in sources if source.document == document)


def stance_of(sources: Iterable[OtherSource], document: str) -> Stance | None:
    """Give the stance of a document, None where it is not held."""
    return next((source.stance for source in held(sources, document)), None)


def with_stance(sources: Sources, document: str, stance: Stance | None) -> Sources:
    """Give a document a stance; None lets it go, with its passages."""
    mine = held(sources, document)
    others = tuple(source for source in sources if source.document != document)
    if stance is None:
        return others
    quotes = [source.quote for source in mine] or [None]
    return (*others, *(OtherSource(document, stance, quote) for quote in quotes))


def with_quote(sources: Sources, document: str, stance: Stance, quote: Quote) -> Sources:
    """Hold a document with this stance and one more passage of it."""
    quotes = [source.quote for source in held(sources, document) if source.quote is not None]
    others = tuple(source for source in sources if source.document != document)
    passages = quotes if quote in quotes else [*quotes, quote]
    return (*others, *(OtherSource(document, stance, passage) for passage in passages))


def without_quote(sources: Sources, document: str, quote: Quote) -> Sources:
    """Let a passage go; the document stays held."""
    stance = stance_of(sources, document)
    left = tuple(
        source for source in sources if source.document != document or source.quote not in (quote, None)
    )
    if stance is None or held(left, document):
        return left
    return (*left, OtherSource(document, stance))


def tally(sources: Iterable[OtherSource]) -> Mapping[Stance, int]:
    """Count the documents of each stance."""
    return Counter({source.document: source.stance for source in sources}.values())
