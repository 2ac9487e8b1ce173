"""The words of the summary: its figures, what each chart shows, and all of it as text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from editor_app.desk.summing_up import Column, Range, Summary
from editor_app.domain.columns import Unit, following
from editor_app.domain.verdicts import Outcome
from editor_app.domain.vocabulary import Vocabulary
from editor_app.i18n import gettext, ngettext
from editor_app.ui.wording import calendar_day, duration, isolated, reason_label, reasons_phrase

_UNKNOWN = "\u2013"
TOKENS: Mapping[Outcome, str] = {
    Outcome.ACCEPT: "accept",
    Outcome.AMEND: "amend",
    Outcome.REJECT: "reject",
    Outcome.CONTEXT: "text3",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the figures on top: what it is, its value, the unit of it, and a line that explains it."""

    name: str
    value: str
    unit: str
    line: str


def range_word(chosen: Range) -> str:
    """Give the word for a range."""
    words = {
        Range.SESSION: gettext("This session"),
        Range.TODAY: gettext("Today"),
        Range.ALL: gettext("All"),
    }
    return words[chosen]


def outcome_key(outcome: Outcome) -> str:
    """Give the word of an outcome for a legend."""
    words = {
        Outcome.ACCEPT: gettext("Accepted"),
        Outcome.AMEND: gettext("Amended"),
        Outcome.REJECT: gettext("Rejected"),
        Outcome.CONTEXT: gettext("Context"),
    }
    return words[outcome]


def span_line(summary: Summary, editor: str) -> str:
    """Say when the range began and ended, and whose it is."""
    who = gettext("everybody") if summary.range is Range.ALL else isolated(editor)
    return " · ".join(part for part in (_span(summary), who) if part)


def figures(summary: Summary, vocabulary: Vocabulary, *, with_pace: bool) -> tuple[Figure, ...]:
    """Give the four figures on top."""
    return (
        Figure(gettext("Decided"), f"{summary.decided:,}", _wires(summary.decided), _outcomes(summary)),
        _pace(summary, with_pace=with_pace),
        _rejected(summary, vocabulary),
        _left(summary, with_pace=with_pace),
    )


def columns_title(unit: Unit) -> str:
    """Name the chart of decisions over time."""
    titles = {
        Unit.HOUR: gettext("Decisions per hour"),
        Unit.DAY: gettext("Decisions per day"),
        Unit.WEEK: gettext("Decisions per week"),
        Unit.MONTH: gettext("Decisions per month"),
        Unit.YEAR: gettext("Decisions per year"),
    }
    return titles[unit]


def column_label(start: datetime, unit: Unit) -> str:
    """Give what stands under a column."""
    day = calendar_day(f"{start:%Y-%m-%d}").split(" ")
    labels = {Unit.HOUR: f"{start:%H:%M}", Unit.MONTH: day[1], Unit.YEAR: str(start.year)}
    return labels.get(unit, " ".join(day[:2]))


def columns_line(summary: Summary, *, with_pace: bool) -> str:
    """Say when most was decided, and on how many days in a row anything was."""
    if not summary.columns:
        return ""
    busiest = max(summary.columns, key=lambda column: column.total)
    said = _when(busiest, summary.unit, gettext("Most decisions {when}"))
    days = ngettext("{count} day in a row", "{count} days in a row", summary.days)
    return f"{said} · {days.format(count=summary.days)}" if with_pace and summary.days > 1 else said


def reasons_line(summary: Summary) -> str:
    """Say how many wires were rejected."""
    count = summary.outcomes.get(Outcome.REJECT, 0)
    words = ngettext("{count} rejection", "{count} rejections", count).format(count=f"{count:,}")
    ranges = {Range.SESSION: gettext("this session"), Range.TODAY: gettext("today")}
    return f"{words} {ranges.get(summary.range, gettext('in all'))}"


def left_line(summary: Summary) -> str:
    """Say what the dashed line is."""
    if not summary.counts.to_do:
        return gettext("Everything is decided")
    if summary.left.end is None:
        return gettext("An estimate follows after ten decisions")
    return gettext("Dashed: estimate from the last 200 decisions, by days of work")


def left_word(summary: Summary) -> str:
    """Say how many are left, beside the end of the line."""
    return gettext("{count} left").format(count=f"{summary.counts.to_do:,}")


def left_ends(summary: Summary) -> tuple[str, str, str]:
    """Give the words under the line of what is left: its beginning, now, and the estimated end."""
    points, end = summary.left.points, summary.left.end
    first, now = points[0][0], points[-1][0]
    is_one_day = first.date() == now.date()
    start = f"{first:%H:%M}" if is_one_day else _day(first, now)
    here = gettext("now") if is_one_day else gettext("today")
    return start, here, "" if end is None else gettext("est. {day}").format(day=_day(end, now))


def columns_text(summary: Summary) -> str:
    """Say the figures of the chart of decisions over time."""
    return "; ".join(
        gettext("{label}: {total} ({parts})").format(
            label=column_label(column.start, summary.unit),
            total=f"{column.total:,}",
            parts=", ".join(f"{count:,} {outcome_key(outcome).lower()}" for outcome, count in _parts(column)),
        )
        if column.total
        else gettext("{label}: none").format(label=column_label(column.start, summary.unit))
        for column in summary.columns
    )


def reasons_text(summary: Summary, vocabulary: Vocabulary) -> str:
    """Say the figures of the chart of reasons."""
    return "; ".join(f"{reason_label(reason, vocabulary)}: {count:,}" for reason, count in summary.reasons)


def left_text(summary: Summary) -> str:
    """Say the figures of the line of what is left."""
    points = summary.left.points
    if not points:
        return left_word(summary)
    said = gettext("From {before} on {start} to {count} now").format(
        before=f"{points[0][1]:,}",
        start=f"{calendar_day(f'{points[0][0]:%Y-%m-%d}')}",
        count=f"{points[-1][1]:,}",
    )
    end = summary.left.end
    if end is None:
        return said
    day = calendar_day(f"{end:%Y-%m-%d}")
    return f"{said}; {gettext('none about {day}').format(day=day)}"


def waiting(flags: int, drafts: int) -> str:
    """Say what is still open beside the wires that are left, "" for nothing."""
    parts = []
    if flags:
        words = ngettext("{count} flagged wire", "{count} flagged wires", flags)
        parts.append(words.format(count=f"{flags:,}"))
    if drafts:
        words = ngettext("{count} unfinished draft", "{count} unfinished drafts", drafts)
        parts.append(words.format(count=f"{drafts:,}"))
    if not parts:
        return ""
    verb = gettext("are waiting") if flags + drafts > 1 else gettext("is waiting")
    return f"{gettext(' and ').join(parts)} {verb}."


def whole_text(summary: Summary, editor: str, vocabulary: Vocabulary, *, with_pace: bool) -> str:
    """Give the whole summary as text, charts included."""
    lines = [gettext("Session summary"), span_line(summary, editor), ""]
    for figure in figures(summary, vocabulary, with_pace=with_pace):
        explained = f" ({figure.line})" if figure.line else ""
        lines.append(f"{figure.name}: {figure.value} {figure.unit}".rstrip() + explained)
    lines.append(columns_line(summary, with_pace=with_pace))
    parts: Sequence[tuple[str, Callable[[], str]]] = (
        (columns_title(summary.unit), lambda: columns_text(summary)),
        (gettext("Why wires were rejected"), lambda: reasons_text(summary, vocabulary)),
        (gettext("Wires left in the archive"), lambda: left_text(summary)),
    )
    for title, text in parts:
        lines += ["", title, *(text() or gettext("none")).split("; ")]
    open_ends = waiting(summary.counts.flagged, summary.counts.drafts)
    return "\n".join([*lines, *(["", open_ends] if open_ends else [])]) + "\n"


def _span(summary: Summary) -> str:
    first, last = summary.first, summary.last
    if first is None or last is None:
        return ""
    start = calendar_day(f"{first:%Y-%m-%d}")
    if summary.range is Range.ALL:
        end = calendar_day(f"{last:%Y-%m-%d}")
        return start if start == end else gettext("{first} to {last}").format(first=start, last=end)
    if first.date() == last.date():
        times = {"day": start, "first": f"{first:%H:%M}", "last": f"{last:%H:%M}"}
        return gettext("{day}, {first} to {last}").format(**times)
    end = f"{calendar_day(f'{last:%Y-%m-%d}')}, {last:%H:%M}"
    return gettext("{first} to {last}").format(first=f"{start}, {first:%H:%M}", last=end)


def _wires(count: int) -> str:
    return ngettext("wire", "wires", count)


def _outcomes(summary: Summary) -> str:
    counts = {outcome: summary.outcomes.get(outcome, 0) for outcome in TOKENS}
    shown = [(outcome, count) for outcome, count in counts.items() if count or outcome is not Outcome.CONTEXT]
    return ", ".join(f"{count:,} {outcome_key(outcome).lower()}" for outcome, count in shown)


def _pace(summary: Summary, *, with_pace: bool) -> Figure:
    name = gettext("Pace")
    if not with_pace:
        return Figure(name, _UNKNOWN, "", gettext("not shown, as the settings say"))
    if summary.per_hour is None:
        return Figure(name, _UNKNOWN, "", gettext("told from the tenth decision on"))
    middle = gettext("median {seconds} s per wire").format(seconds=summary.median_seconds)
    row = gettext("{count} in a row").format(count=f"{summary.in_a_row:,}")
    line = f"{middle} · {row}" if summary.in_a_row > 1 else middle
    return Figure(name, f"{summary.per_hour:,}", gettext("per hour"), line)


def _rejected(summary: Summary, vocabulary: Vocabulary) -> Figure:
    rejected, decided = summary.outcomes.get(Outcome.REJECT, 0), summary.decided
    share = f"{round(100 * rejected / decided)}%" if decided else _UNKNOWN
    line = ""
    if summary.reasons:
        reason, count = summary.reasons[0]
        words = {"count": f"{count:,}", "all": f"{rejected:,}"}
        line = gettext("{count} of {all}: {reason}").format(
            **words, reason=reasons_phrase([reason], vocabulary)
        )
    return Figure(gettext("Rejected"), share, gettext("of decisions") if decided else "", line)


def _left(summary: Summary, *, with_pace: bool) -> Figure:
    counts = summary.counts
    if not counts.to_do:
        line = gettext("Everything is decided")
    elif with_pace and summary.minutes_left is not None:
        line = gettext("about {time} at this pace").format(time=duration(summary.minutes_left))
    else:
        line = gettext("of {total}").format(total=f"{counts.to_do + counts.done:,}")
    return Figure(gettext("Left"), f"{counts.to_do:,}", _wires(counts.to_do), line)


def _parts(column: Column) -> list[tuple[Outcome, int]]:
    return [(outcome, column.outcomes[outcome]) for outcome in TOKENS if column.outcomes.get(outcome)]


def _when(column: Column, unit: Unit, words: str) -> str:
    if unit is Unit.HOUR:
        times = {"first": f"{column.start:%H:%M}", "last": f"{following(column.start, unit):%H:%M}"}
        return words.format(when=gettext("between {first} and {last}").format(**times))
    label = calendar_day(f"{column.start:%Y-%m-%d}") if unit is Unit.DAY else column_label(column.start, unit)
    if unit is Unit.WEEK:
        return words.format(when=gettext("in the week of {day}").format(day=label))
    place = gettext("on {day}") if unit is Unit.DAY else gettext("in {day}")
    return words.format(when=place.format(day=label))


def _day(moment: datetime, now: datetime) -> str:
    day = calendar_day(f"{moment:%Y-%m-%d}")
    return day.removesuffix(f" {moment.year}") if moment.year == now.year else day
