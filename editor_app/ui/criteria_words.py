"""The filters of a list in words, one for each chip, and the list without it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from editor_app.domain.documents import Kind
from editor_app.domain.lists import Criteria, ListName
from editor_app.domain.query import YES, YES_OR_NO, Field, Term
from editor_app.domain.vocabulary import Vocabulary
from editor_app.i18n import gettext
from editor_app.ui.field_words import answer_word, field_word, list_word, value_word
from editor_app.ui.wording import isolated, state_word


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: what its chip says, and what is asked for without it."""

    text: str
    without: Criteria


def filters_of(
    criteria: Criteria, archive_name: Callable[[str], str], vocabulary: Vocabulary | None = None
) -> list[Filter]:
    """Give the filters that narrow a list, in the order of their chips."""
    return [
        *_about_lists(criteria),
        *_about_words(criteria),
        *_about_terms(criteria, vocabulary),
        *_about_places(criteria, archive_name),
        *_about_documents(criteria),
    ]


def _about_lists(criteria: Criteria) -> Iterator[Filter]:
    if criteria.list in (ListName.FLAGGED, ListName.DISPUTED):
        yield Filter(
            gettext("List: {name}").format(name=list_word(criteria.list).lower()),
            replace(criteria, list=ListName.ALL),
        )


def _about_words(criteria: Criteria) -> Iterator[Filter]:
    """Give one filter for all plain words, one for each phrase, and one for each that must not be found."""
    query = criteria.query
    plain = [word for word in query.words if not word.is_negated and not word.is_phrase]
    if plain:
        rest = replace(query, words=tuple(word for word in query.words if word not in plain))
        text = isolated(" ".join(word.written() for word in plain))
        yield Filter(gettext("Text: “{text}”").format(text=text), replace(criteria, search=str(rest)))
    for word in query.words:
        if word not in plain:
            words = gettext("Without “{text}”") if word.is_negated else gettext("Text: “{text}”")
            without = replace(criteria, search=str(query.without(word)))
            yield Filter(words.format(text=isolated(word.text)), without)


def _about_terms(criteria: Criteria, vocabulary: Vocabulary | None) -> Iterator[Filter]:
    for term in criteria.query.terms:
        for value in term.values:
            rest = criteria.query.replaced(term, term.without(value))
            yield Filter(_term_words(term, value, vocabulary), replace(criteria, search=str(rest)))


def _term_words(term: Term, value: str, vocabulary: Vocabulary | None) -> str:
    if term.field in YES_OR_NO:
        return answer_word(term.field, is_yes=(value == YES) != term.is_negated)
    shown = value_word(term.field, value, vocabulary)
    words = gettext("{field}: {value}").format(field=field_word(term.field), value=isolated(shown))
    return gettext("Not {filter}").format(filter=words[:1].lower() + words[1:]) if term.is_negated else words


def _about_places(criteria: Criteria, archive_name: Callable[[str], str]) -> Iterator[Filter]:
    for state in sorted(criteria.states):
        text = gettext("Status: {state}").format(state=state_word(state).lower())
        yield Filter(text, replace(criteria, states=criteria.states - {state}))
    if criteria.archive is not None:
        text = gettext("Archive: {name}").format(name=isolated(archive_name(criteria.archive)))
        yield Filter(text, replace(criteria, archive=None))


def _about_documents(criteria: Criteria) -> Iterator[Filter]:
    if criteria.source is not None:
        yield Filter(
            gettext("Source: {source}").format(source=isolated(criteria.source)),
            replace(criteria, source=None),
        )
    if criteria.kind is not None:
        words = {Kind.WIRE: gettext("Wires only"), Kind.DOCUMENT: gettext("Documents only")}
        yield Filter(words[criteria.kind], replace(criteria, kind=None))
    if criteria.same_rationale is not None:
        yield Filter(gettext("Same rationale"), replace(criteria, same_rationale=None))
    if criteria.nearly_same is not None:
        yield Filter(gettext("Nearly the same text"), replace(criteria, nearly_same=None))
    if criteria.has_rationale is not None:
        text = answer_word(Field.RATIONALE, is_yes=criteria.has_rationale)
        yield Filter(text, replace(criteria, has_rationale=None))
    if criteria.has_draft is not None:
        yield Filter(answer_word(Field.DRAFT, is_yes=criteria.has_draft), replace(criteria, has_draft=None))
    if criteria.flagged is not None:
        yield Filter(answer_word(Field.FLAGGED, is_yes=criteria.flagged), replace(criteria, flagged=None))
