"""The filters of a list in words, one for each chip, and the list without it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from editor_app.domain.documents import Kind
from editor_app.domain.lists import Criteria, ListName
from editor_app.i18n import gettext
from editor_app.ui.wording import isolated, state_word


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: what its chip says, and what is asked for without it."""

    text: str
    without: Criteria


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


def filters_of(criteria: Criteria, archive_name: Callable[[str], str]) -> list[Filter]:
    """Give the filters that narrow a list, in the order of their chips."""
    return [*_about_lists(criteria, archive_name), *_about_documents(criteria)]


def _about_lists(criteria: Criteria, archive_name: Callable[[str], str]) -> Iterator[Filter]:
    if criteria.list in (ListName.FLAGGED, ListName.DISPUTED):
        yield Filter(
            gettext("List: {name}").format(name=list_word(criteria.list).lower()),
            replace(criteria, list=ListName.ALL),
        )
    if criteria.search:
        yield Filter(
            gettext("Text: “{text}”").format(text=isolated(criteria.search)), replace(criteria, search="")
        )
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
    if criteria.has_rationale is not None:
        text = gettext("Has a rationale") if criteria.has_rationale else gettext("No rationale")
        yield Filter(text, replace(criteria, has_rationale=None))
    if criteria.has_draft:
        yield Filter(gettext("Has a draft"), replace(criteria, has_draft=None))
    if criteria.flagged:
        yield Filter(gettext("Flagged"), replace(criteria, flagged=None))
