"""The words of agreement: figures with their intervals, what each says, and why one cannot be given."""

from collections.abc import Callable, Iterable

from editor_app.desk.agreeing import Agreement, Between, WithBulk, WithOneself
from editor_app.domain.agreement import Figure, Undefined
from editor_app.formats.page import Entry, Page, Section
from editor_app.i18n import gettext, ngettext
from editor_app.ui.wording import isolated

Line = tuple[str, str]
MOST_SHOWN = 12


def percent(figure: Figure) -> str:
    """Say a share with its interval: 83 % (74 to 90)."""
    if figure.value is None:
        return undefined(figure)
    value, low, high = (round(100 * (part or 0.0)) for part in (figure.value, figure.low, figure.high))
    return gettext("{value} % ({low} to {high})").format(value=value, low=low, high=high)


def coefficient(figure: Figure) -> str:
    """Say kappa or alpha with its interval: 0.64 (0.51 to 0.77)."""
    if figure.value is None:
        return undefined(figure)
    if figure.low is None or figure.high is None:
        return _without_interval(figure).format(value=f"{figure.value:.2f}")
    said = gettext("{value} ({low} to {high})")
    return said.format(value=f"{figure.value:.2f}", low=f"{figure.low:.2f}", high=f"{figure.high:.2f}")


def _without_interval(figure: Figure) -> str:
    if figure.why is Undefined.NO_SPREAD:
        return gettext("{value} (the answers do not vary enough for an interval)")
    return gettext("{value} (one wire carries it, so no interval can be given)")


def undefined(figure: Figure) -> str:
    """Say why there is no figure."""
    sentences = {
        Undefined.NOTHING_READ: gettext("undefined: no wire was read twice"),
        Undefined.ONE_ANSWER: gettext(
            "undefined: only one answer was ever given, chance would agree as well"
        ),
    }
    return sentences[figure.why] if figure.why is not None else ""


def between_lines(one: Between) -> list[Line]:
    """Give the figures of two editors, or of all of them together."""
    wires = ngettext("{count} wire", "{count} wires", one.wires).format(count=f"{one.wires:,}")
    lines = [
        (gettext("Read by both") if one.second else gettext("Read by several"), wires),
        (gettext("Same outcome"), percent(one.percent)),
    ]
    if one.kappa is not None:
        lines.append((gettext("Cohen's kappa"), coefficient(one.kappa)))
    return [*lines, (gettext("Krippendorff's alpha"), coefficient(one.alpha))]


def between_title(one: Between) -> str:
    """Name the two editors for the screen, or say that it is all of them."""
    return _title(one, isolated)


def _title(one: Between, shown: Callable[[str], str]) -> str:
    if not one.second:
        return gettext("All editors together")
    return gettext("{first} and {second}").format(first=shown(one.first), second=shown(one.second))


def bulk_line(one: WithBulk) -> Line:
    """Give one source or batch: how much of it was confirmed as it stood, and how much qualifies at all."""
    said = gettext("{count} decided · accepted {confirmed} · accepted or amended {qualifying}")
    name = one.name or gettext("without a source")
    return name, said.format(
        count=f"{one.decided:,}", confirmed=percent(one.confirmed), qualifying=percent(one.qualifying)
    )


def oneself_lines(one: WithOneself) -> list[Line]:
    """Give the figures of an editor who read earlier decisions again."""
    wires = ngettext("{count} wire", "{count} wires", one.wires).format(count=f"{one.wires:,}")
    return [
        (gettext("Read again"), wires),
        (gettext("Same outcome"), percent(one.percent)),
        (gettext("Cohen's kappa"), coefficient(one.kappa)),
    ]


def methods() -> str:
    """Say how the figures are made."""
    return gettext(
        "A reading is an editor's last outcome on a wire, given without knowing anybody else's; what was put"
        " off or taken back is none. Intervals are of 95 %: Wilson's for shares, Fleiss, Cohen and Everitt's"
        " for kappa, the jackknife over wires for alpha. The bulk classification says the same of every"
        " wire, so kappa with it is undefined."
    )


def nothing_yet() -> str:
    """Say that nobody has read what another had read."""
    return gettext("No wire was read by two editors who did not know of each other's decision.")


def page(found: Agreement, desk: str) -> Page:
    """Give all figures as a page."""
    sections = [
        Section(gettext("Editors with each other"), lead=_lead(found), entries=tuple(_between(found))),
        _bulk_section(gettext("With the bulk classification, by source"), found.sources),
        _bulk_section(gettext("With the bulk classification, by batch"), found.batches),
        Section(
            gettext("With one's own earlier decisions"),
            lead="" if found.oneself else gettext("Nobody read earlier decisions again."),
            entries=tuple(Entry(one.editor, said=_joined(oneself_lines(one))) for one in found.oneself),
        ),
    ]
    title = gettext("Agreement in {desk}").format(desk=desk)
    return Page(title=title, facts=(), sections=tuple(sections), foot=methods())


def _lead(found: Agreement) -> str:
    return "" if found.pairs else nothing_yet()


def _between(found: Agreement) -> Iterable[Entry]:
    everybody = [found.everybody] if found.everybody and len(found.pairs) > 1 else []
    for one in (*everybody, *found.pairs):
        yield Entry(_title(one, str), said=_joined(between_lines(one)))


def _bulk_section(title: str, rows: Iterable[WithBulk]) -> Section:
    entries = tuple(Entry(name, said=(said,)) for name, said in map(bulk_line, rows))
    return Section(title, "" if entries else gettext("Nothing is decided yet."), entries)


def _joined(lines: Iterable[Line]) -> tuple[str, ...]:
    return tuple(f"{name}: {value}" for name, value in lines)
