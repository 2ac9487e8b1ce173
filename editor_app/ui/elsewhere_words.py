"""The words for the same event elsewhere: what speaks for it, and what an editor says of it."""

from collections.abc import Iterable
from typing import Final

from editor_app.domain.likeness import NEARLY_THE_SAME
from editor_app.domain.same_event import Elsewhere
from editor_app.domain.sources import tally
from editor_app.domain.verdicts import OtherSource, Stance
from editor_app.i18n import gettext, ngettext
from editor_app.ui.wording import calendar_day, isolated, state_word

_HUNDRED: Final = 100


def stance_word(stance: Stance) -> str:
    """Give the word for what another document says to two independent sources."""
    return {
        Stance.FOR: gettext("For"),
        Stance.AGAINST: gettext("Against"),
        Stance.NOT_INDEPENDENT: gettext("Not independent"),
    }[stance]


def count_line(hits: int, held: Iterable[OtherSource]) -> str:
    """Say how many documents may be on the same event, and how many of them are held as sources."""
    said = gettext("On the same event: {count}").format(count=hits)
    kept = sum(tally(held).values())
    return gettext("{said} · {count} held").format(said=said, count=kept) if kept else said


def held_line(held: Iterable[OtherSource]) -> str:
    """Say how many other sources are held, by what they say: `2 other sources: 1 for, 1 not independent`."""
    counts = tally(held)
    total = sum(counts.values())
    parts = [f"{counts[stance]} {stance_word(stance).lower()}" for stance in Stance if counts.get(stance)]
    said = ngettext("{count} other source", "{count} other sources", total).format(count=total)
    return f"{said}: {', '.join(parts)}"


def place_line(hit: Elsewhere) -> str:
    """Say where a document comes from and where it stands."""
    row = hit.row
    date = calendar_day(row.date) if row.date else gettext("no date")
    return "  ·  ".join((isolated(row.source or gettext("document")), date, state_word(row.state)))


def reason_line(hit: Elsewhere) -> str:
    """Say why a document may be on the same event."""
    names = ", ".join(isolated(name) for name in hit.shared)
    said = [gettext("Both name {names}").format(names=names)] if names else []
    return "  ·  ".join([*([sameness_line(hit)] if is_reprint(hit) else []), *said])


def is_reprint(hit: Elsewhere) -> bool:
    """Tell whether the text is nearly the same, which makes it no second source."""
    return hit.sameness >= NEARLY_THE_SAME


def sameness_line(hit: Elsewhere) -> str:
    """Say how much of the text is the same; that all of it is, only where it is."""
    if hit.sameness == 1.0:
        return gettext("The same words")
    share = min(_HUNDRED - 1, round(hit.sameness * _HUNDRED))
    return gettext("Nearly the same words ({share} %)").format(share=share)
