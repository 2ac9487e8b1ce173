"""The words for what a search can ask about: fields, their values, lists and orders."""

from editor_app.domain.lists import Criteria, ListName, Order
from editor_app.domain.query import SECOND, Field
from editor_app.domain.standing import State
from editor_app.domain.verdicts import Outcome
from editor_app.domain.vocabulary import Term, Vocabulary
from editor_app.i18n import gettext
from editor_app.ui.wording import outcome_word, state_word

_SHORT_ID = 8


def list_word(name: ListName) -> str:
    """Give the word for a list."""
    words = {
        ListName.TO_DO: gettext("To do"),
        ListName.DONE: gettext("Done"),
        ListName.ALL: gettext("All"),
        ListName.FLAGGED: gettext("Flagged"),
        ListName.DISPUTED: gettext("Disputed"),
    }
    return words[name]


def nothing_in(name: ListName) -> str:
    """Say that a list is empty that nothing else narrows."""
    words = {
        ListName.TO_DO: gettext("Nothing is left to do"),
        ListName.DONE: gettext("Nothing is decided yet"),
        ListName.ALL: gettext("This archive has no wires."),
        ListName.FLAGGED: gettext("No wire is flagged"),
        ListName.DISPUTED: gettext("No wire is in dispute"),
    }
    return words[name]


def field_word(asked: Field) -> str:
    """Give the word for a field that takes more than yes and no."""
    words = {
        Field.STATE: gettext("Status"),
        Field.LIST: gettext("List"),
        Field.KIND: gettext("Kind"),
        Field.SOURCE: gettext("Source"),
        Field.ARCHIVE: gettext("Archive"),
        Field.NAME: gettext("Name"),
        Field.REASON: gettext("Reason"),
        Field.IS: gettext("What it is"),
        Field.OUTCOME: gettext("Decision"),
        Field.EDITOR: gettext("Decided by"),
        Field.BATCH: gettext("Batch"),
        Field.DATE: gettext("Date"),
        Field.SAME: gettext("Same rationale as"),
        Field.PART: gettext("Part"),
        Field.READING: gettext("Reading"),
    }
    return words[asked]


def field_hint(asked: Field) -> str:
    """Give an example of what a field takes, in the words of the search."""
    hints = {
        Field.STATE: "pending,deferred",
        Field.LIST: "to_do",
        Field.KIND: "wire",
        Field.SOURCE: "eu-ai-office",
        Field.ARCHIVE: gettext("its name"),
        Field.NAME: gettext("part of the file's name"),
        Field.REASON: "duplicate",
        Field.IS: "near_miss",
        Field.OUTCOME: "amend",
        Field.EDITOR: gettext("their name"),
        Field.BATCH: "2026-05-10",
        Field.DATE: ">=2026-05-01",
        Field.SAME: gettext("the first 8 digits of an id"),
        Field.PART: "2/5@k3f9",
        Field.READING: "second",
    }
    return hints.get(asked, gettext("yes or no"))


def answer_word(asked: Field, *, is_yes: bool) -> str:
    """Give the words for a field that takes yes and no."""
    words = {
        Field.FLAGGED: (gettext("Flagged"), gettext("Not flagged")),
        Field.NOTE: (gettext("Has a note"), gettext("No note")),
        Field.DRAFT: (gettext("Has a draft"), gettext("No draft")),
        Field.RATIONALE: (gettext("Has a rationale"), gettext("No rationale")),
        Field.REVISED: (gettext("Revised"), gettext("Not revised")),
    }
    yes, no = words[asked]
    return yes if is_yes else no


def value_word(asked: Field, value: str, vocabulary: Vocabulary | None) -> str:
    """Give the word the window has for a value; where it has none, the value itself."""
    if asked is Field.STATE:
        return state_word(State(value)).lower()
    if asked is Field.LIST:
        return list_word(ListName(value)).lower()
    if asked is Field.OUTCOME:
        return outcome_word(Outcome(value)).lower()
    if asked is Field.SAME:
        return value[:_SHORT_ID]
    if asked is Field.READING:
        return gettext("second, blind") if value == SECOND else gettext("again, blind")
    term: Term | None = None
    if vocabulary is not None and asked is Field.REASON:
        term = vocabulary.reason(value)
    elif vocabulary is not None and asked is Field.IS:
        term = vocabulary.kind(value)
    return value if term is None else term.label


def order_word(order: Order, *, is_reversed: bool) -> str:
    """Give the words for what a list is sorted by, and from which end."""
    words = {
        Order.ARCHIVE: (gettext("Archive order"), gettext("Archive order, last first")),
        Order.SOURCE: (gettext("Source, A to Z"), gettext("Source, Z to A")),
        Order.DATE: (gettext("Date, oldest first"), gettext("Date, newest first")),
        Order.HEADLINE: (gettext("Headline, A to Z"), gettext("Headline, Z to A")),
        Order.RELEVANCE: (gettext("Relevance"), gettext("Relevance")),
    }
    forwards, backwards = words[order]
    return backwards if is_reversed else forwards


def short_order_word(order: Order, *, is_reversed: bool) -> str:
    """Give the same in as few letters as the foot of the list has room for."""
    words = {
        Order.ARCHIVE: (gettext("Archive order"), gettext("Last first")),
        Order.SOURCE: (gettext("Source A-Z"), gettext("Source Z-A")),
        Order.DATE: (gettext("Oldest first"), gettext("Newest first")),
        Order.HEADLINE: (gettext("Headline A-Z"), gettext("Headline Z-A")),
        Order.RELEVANCE: (gettext("Relevance"), gettext("Relevance")),
    }
    forwards, backwards = words[order]
    return backwards if is_reversed else forwards


def real_order(criteria: Criteria) -> tuple[Order, bool]:
    """Give what a list is sorted by and whether from its end: without words to find there is no relevance."""
    if criteria.order is Order.RELEVANCE and not criteria.query.found_words():
        return Order.ARCHIVE, False
    return criteria.order, criteria.is_reversed
