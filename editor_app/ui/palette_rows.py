"""What the palette lists: rows under headings, for what was typed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from editor_app.domain.lists import ListRow
from editor_app.i18n import gettext, ngettext
from editor_app.ui.command_table import Command, group_title
from editor_app.ui.commands import Commands
from editor_app.ui.guide_text import Section
from editor_app.ui.key_rules import SAVING, VERDICTS
from editor_app.ui.palette_matching import Span, likeness, match, spans_of
from editor_app.ui.queue_delegate import glyph_of
from editor_app.ui.session import Session
from editor_app.ui.wording import short_day, state_word

MOST_ROWS: Final = 10
MOST_WIRES: Final = 3
_MOST_SECTIONS: Final = 2
_MOST_RECENT: Final = 4
_HEADLINE_LENGTH: Final = 200
_NOT_OFFERED_FIRST: Final = VERDICTS | SAVING | {"decide.skip"}


class RowKind(StrEnum):
    """What Enter does on a row: run a command, show a wire, open the guide, narrow to a source, search."""

    COMMAND = "command"
    WIRE = "wire"
    NUMBER = "number"
    SECTION = "section"
    SOURCE = "source"
    SEARCH = "search"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class PaletteRow:
    """One row. `id` is the command, document, section or source; `off` says why it cannot be done now."""

    kind: RowKind
    id: str
    title: str
    spans: tuple[Span, ...] = ()
    detail: str = ""
    keys: str = ""
    icon: str = ""
    tone: str = "text2"
    off: str = ""


@dataclass(frozen=True, slots=True)
class PaletteGroup:
    """Rows under a heading; `found` counts those that did not find room as well."""

    title: str
    rows: tuple[PaletteRow, ...]
    found: int


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, cut into the sign it begins with (`>`, `#`, `@`, or "") and the rest."""

    sign: str
    rest: str

    @property
    def asks_for_wires(self) -> bool:
        """True where wires are searched: at two letters, so that one letter does not search a whole desk."""
        return not self.sign and len(self.rest) > 1


def typed(text: str) -> Typed:
    """Read what was typed."""
    stripped = text.strip()
    sign = stripped[:1] if stripped[:1] in (">", "#", "@") else ""
    return Typed(sign, stripped[len(sign) :].strip())


class PaletteContent:
    """Gathers the rows for what was typed from commands, wires, guide and lists."""

    def __init__(self, commands: Commands, session: Session, sections: Sequence[Section], own: str) -> None:
        """Offer everything but the command `own`, which opens the palette."""
        self.commands, self.session = commands, session
        self.sections, self.without = sections, own
        self.recent: list[str] = []

    def remember(self, name: str) -> None:
        """Keep a command in mind as one of those used last.

        Movement is not kept, nor what decides: Enter in a palette that has just been opened never decides.
        """
        if name not in _NOT_OFFERED_FIRST | {self.without} and not self.commands.command(name).repeats:
            self.recent = [name, *(other for other in self.recent if other != name)][: 2 * _MOST_RECENT]

    def groups(self, wanted: Typed, wires: Sequence[ListRow], wires_found: int) -> list[PaletteGroup]:
        """Give the groups for what was typed; `wires` are what the search came to so far."""
        if wanted.sign == "#":
            return _filled([self._number(wanted.rest)])
        if wanted.sign == "@":
            return _filled([self._sources(wanted.rest)])
        if not wanted.rest:
            return _filled(self._suggested(only_all=wanted.sign == ">"))
        commands = self._commands(wanted.rest)
        if wanted.sign == ">":
            return _filled([_cut(commands, MOST_ROWS)]) or [self._nothing(wanted)]
        found = _cut(self._wires(wanted.rest, wires, wires_found), MOST_WIRES)
        guide = _cut(self._guide(wanted.rest), _MOST_SECTIONS)
        room = MOST_ROWS - len(found.rows) - len(guide.rows)
        return _filled([_cut(commands, room), found, guide]) or [self._nothing(wanted)]

    def _commands(self, wanted: str) -> PaletteGroup:
        """Give the commands that fit, the best first; those that are only like it where none fits."""
        found = [(match(wanted, c.title, self._also(c)), c) for c in self._bound()]
        if not any(fit for fit, _command in found):
            found = [(likeness(wanted, c.title), c) for c in self._bound()]
        ranked = sorted(
            ((fit, command) for fit, command in found if fit is not None),
            key=lambda one: one[0].score - (1 if self.commands.reason_off(one[1].id) else 0),
            reverse=True,
        )
        rows = tuple(self._row(command, fit.spans) for fit, command in ranked)
        return PaletteGroup(gettext("Commands"), rows, len(rows))

    def _also(self, command: Command) -> tuple[str, ...]:
        return command.help, group_title(command.group), self.commands.keys_text(command.id)

    def _suggested(self, *, only_all: bool) -> list[PaletteGroup]:
        if only_all:
            rows = tuple(self._row(command) for command in self._bound())
            return [PaletteGroup(gettext("Commands"), rows[:MOST_ROWS], len(rows))]
        bound = {command.id: command for command in self._bound()}
        recent = [bound[name] for name in self.recent if name in bound][:_MOST_RECENT]
        useful = [
            bound[name]
            for name in self._useful()
            if name in bound and bound[name] not in recent and self.commands.reason_off(name) is None
        ]
        useful = useful[: MOST_ROWS - len(recent)]
        return [
            PaletteGroup(gettext("Used last"), tuple(map(self._row, recent)), len(recent)),
            PaletteGroup(gettext("Useful here"), tuple(map(self._row, useful)), len(useful)),
        ]

    def _useful(self) -> tuple[str, ...]:
        if self.session.door is None:
            return (
                "file.import",
                "file.open",
                "window.guide",
                "help.keys",
                "window.settings",
                "window.about",
            )
        if self.session.is_amending:
            return ("amend.insert_quote", "amend.save_next", "amend.save", "amend.leave", "window.guide")
        return (
            "file.save_again", "find.clear_filters", "find.archive", "find.same_rationale",
            "move.next_undecided", "wire.flag", "decide.accept", "decide.amend", "decide.reject",
            "decide.skip", "wire.note", "move.go_to", "window.guide", "file.export", "help.keys",
        )  # fmt: skip

    def _row(self, command: Command, spans: tuple[Span, ...] = ()) -> PaletteRow:
        off = self.commands.reason_off(command.id) or ""
        keys = self.commands.keys_text(command.id)
        icon = command.icon or "command"
        return PaletteRow(RowKind.COMMAND, command.id, command.title, spans, off, keys, icon, off=off)

    def _wires(self, wanted: str, wires: Sequence[ListRow], found: int) -> PaletteGroup:
        rows = tuple(_wire(row, wanted) for row in wires)
        return PaletteGroup(gettext("Wires"), rows, found)

    def _guide(self, wanted: str) -> PaletteGroup:
        ranked: list[tuple[float, PaletteRow]] = []
        for number, section in enumerate(self.sections, 1):
            found = match(wanted, section.title, (section.text,))
            if found is not None and (found.spans or wanted.casefold() in section.text.casefold()):
                place = gettext("section {number}").format(number=number)
                row = PaletteRow(
                    RowKind.SECTION, section.title, section.title, found.spans, place, icon="book"
                )
                ranked.append((-found.score, row))
        ranked.sort(key=lambda one: one[0])
        return PaletteGroup(gettext("Editor's Guide"), tuple(row for _score, row in ranked), len(ranked))

    def _number(self, wanted: str) -> PaletteGroup:
        total = len(self.session.ids)
        title = gettext("Go to number")
        number = int(wanted) if re.fullmatch(r"[0-9]{1,9}", wanted) else 0
        row = self.session.row(number - 1) if 1 <= number <= total else None
        if row is None:
            said = gettext("Type a number, 1 to {total}").format(total=f"{total:,}")
            nothing = said if total else gettext("The list is empty")
            return PaletteGroup(title, (PaletteRow(RowKind.NOTHING, "", nothing, icon="search"),), 0)
        glyph, tone = glyph_of(row, is_current=False)
        found = PaletteRow(
            RowKind.NUMBER, str(number), _cut_short(row.headline), (), f"{number:,}", icon=glyph, tone=tone
        )
        return PaletteGroup(title, (found,), 1)

    def _sources(self, wanted: str) -> PaletteGroup:
        title = gettext("Sources")
        rows = [
            PaletteRow(
                RowKind.SOURCE,
                source,
                source,
                spans_of([wanted.casefold()], source) if wanted else (),
                ngettext("{count} wire", "{count} wires", count).format(count=f"{count:,}"),
                icon="filter",
            )
            for source, count in self.session.sources()
            if wanted.casefold() in source.casefold()
        ]
        if not rows:
            nothing = gettext("No source of that name")
            rows = [PaletteRow(RowKind.NOTHING, "", nothing, icon="search")]
        return PaletteGroup(title, tuple(rows[:MOST_ROWS]), len(rows))

    def _nothing(self, wanted: Typed) -> PaletteGroup:
        """Offer to search for what fits nothing."""
        if self.session.door is None or wanted.sign:
            row = PaletteRow(RowKind.NOTHING, "", gettext("Nothing matches."), icon="search")
        else:
            said = gettext("Nothing matches. Search wire text for “{words}”").format(words=wanted.rest)
            row = PaletteRow(RowKind.SEARCH, wanted.rest, said, icon="search")
        return PaletteGroup("", (row,), 0)

    def _bound(self) -> Iterable[Command]:
        is_there = self.commands.is_bound
        return (c for c in self.commands.all() if is_there(c.id) and c.id != self.without)


def _wire(row: ListRow, wanted: str) -> PaletteRow:
    glyph, tone = glyph_of(row, is_current=False)
    date = short_day(row.date or row.batch_date or "") if row.date or row.batch_date else ""
    detail = ", ".join(part for part in (state_word(row.state).lower(), date) if part)
    headline = _cut_short(row.headline)
    spans = spans_of(wanted.casefold().split(), headline)
    return PaletteRow(RowKind.WIRE, row.id, headline, spans, detail, icon=glyph, tone=tone)


def _cut_short(headline: str) -> str:
    return " ".join(headline.split())[:_HEADLINE_LENGTH]


def _cut(group: PaletteGroup, most: int) -> PaletteGroup:
    return PaletteGroup(group.title, group.rows[:most], group.found)


def _filled(groups: Iterable[PaletteGroup]) -> list[PaletteGroup]:
    return [group for group in groups if group.rows]
