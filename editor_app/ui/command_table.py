"""Every command of the window: what menus, tooltips, the sheet of keys and the settings page say of it."""

from dataclasses import dataclass
from typing import Final

from editor_app.i18n import gettext

DECIDE, CHECKLIST, WIRE, MARKED, MOVE, FIND, AMEND, WINDOW, FILE = (
    "decide", "checklist", "wire", "marked", "move", "find", "amend", "window", "file",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Command:
    """One act of the window. `repeats` is True for movement alone: a held key does it again and again.

    `title` says it in the imperative and short, `help` in one sentence; `menu` is the menu's text, with the
    letter to press after its `&`.
    """

    id: str
    group: str
    title: str
    help: str
    menu: str
    icon: str = ""
    repeats: bool = False


def group_title(group: str) -> str:
    """Give the heading under which a group stands in the menu and on the sheet of keys."""
    titles = {
        DECIDE: gettext("Decide"),
        CHECKLIST: gettext("Checklist"),
        WIRE: gettext("This wire"),
        MARKED: gettext("Marked wires"),
        MOVE: gettext("Move"),
        FIND: gettext("Find"),
        AMEND: gettext("While amending"),
        WINDOW: gettext("Window"),
        FILE: gettext("Archive"),
    }
    return titles[group]


GROUPS: Final = (DECIDE, CHECKLIST, WIRE, MARKED, MOVE, FIND, AMEND, WINDOW, FILE)


def command_table() -> tuple[Command, ...]:
    """Give all commands, in the order menus and sheets show them."""
    return (
        *_deciding(),
        *_checking(),
        *_about_the_wire(),
        *_on_marked(),
        *_moving(),
        *_finding(),
        *_amending(),
        *_window(),
        *_file(),
    )


def _deciding() -> tuple[Command, ...]:
    _ = gettext
    return (
        Command("decide.accept", DECIDE, _("Accept"), _("The wire qualifies and its rationale stands as it is."), _("&Accept"), "check"),
        Command("decide.accept_open", DECIDE, _("Accept with a criterion open"), _("Accept before both criteria are answered; the record says so."), _("Accept with a criterion o&pen"), "check"),
        Command("decide.amend", DECIDE, _("Amend"), _("The wire qualifies, but the rationale has to change: write the new one."), _("A&mend..."), "pencil"),
        Command("decide.reject", DECIDE, _("Reject"), _("The wire does not qualify: choose the reason."), _("&Reject..."), "x"),
        Command("decide.skip", DECIDE, _("Skip for later"), _("Put the wire off; it stays among those to do."), _("&Skip for later"), "player-skip-forward"),
        Command("decide.context", DECIDE, _("Keep as context"), _("No incident of its own, but worth keeping beside others."), _("Keep as conte&xt"), "bookmark"),
        Command("decide.reopen", DECIDE, _("Reopen"), _("Set a decided wire back to do; the old decision stays in the record."), _("Re&open"), "refresh"),
        Command("decide.settle", DECIDE, _("Settle disputes"), _("See both readings of each wire in dispute side by side, and take one of them, for a reason."), _("Settle &disputes..."), "arrows-exchange"),
        Command("decide.undo", DECIDE, _("Undo"), _("Take back your last act in this desk, also after a restart."), _("&Undo"), "arrow-back-up"),
        Command("decide.redo", DECIDE, _("Redo"), _("Do again what was undone last."), _("R&edo"), "arrow-forward-up"),
    )  # fmt: skip


def _checking() -> tuple[Command, ...]:
    _ = gettext
    return (
        Command("check.first", CHECKLIST, _("Criterion 1: yes, no, unclear"), _("Go round the answers of criterion 1: yes, no, unclear, open."), _("Criterion &1")),
        Command("check.second", CHECKLIST, _("Criterion 2: yes, no, unclear"), _("Go round the answers of criterion 2: yes, no, unclear, open."), _("Criterion &2")),
        Command("check.route", CHECKLIST, _("Route of criterion 1"), _("Say how the event is established, once criterion 1 is yes."), _("&Route of criterion 1")),
        Command("check.quote", CHECKLIST, _("Quote the selected passage"), _("Keep the passage selected in the wire as evidence."), _("&Quote selection"), "quote"),
        Command("check.details", CHECKLIST, _("Details"), _("Open the questions behind criterion 2, category, severity and the other details; all optional."), _("&Details"), "list-check"),
    )  # fmt: skip


def _about_the_wire() -> tuple[Command, ...]:
    _ = gettext
    return (
        Command("wire.flag", WIRE, _("Flag or unflag"), _("Mark the wire for a second look; a flag decides nothing."), _("&Flag"), "flag"),
        Command("wire.note", WIRE, _("Write a note"), _("Write a note that goes with the wire and its decision."), _("&Note"), "note"),
        Command("wire.ask_guide", WIRE, _("Ask about the guide"), _("Write down what the guide leaves open here; the hand-over report lists such questions."), _("&Ask about the guide"), "help-circle"),
        Command("wire.tag_source", WIRE, _("List under another source"), _("List the wire under another source than its own; its text stays as it came."), _("List under another so&urce..."), "tag"),
        Command("wire.history", WIRE, _("History"), _("Show what was done with this wire, by whom and when."), _("&History"), "history"),
        Command("wire.elsewhere", WIRE, _("The same event elsewhere"), _("List other documents on the same event, read one beside the wire, quote it as a source."), _("The same &event elsewhere"), "files"),
        Command("wire.repeat_amendment", WIRE, _("Repeat my last amendment"), _("Open your last amendment here as a proposal, with its changes shown."), _("Repeat my &last amendment"), "copy"),
        Command("wire.whole_rationale", WIRE, _("Show the whole rationale"), _("Show all of a rationale that is cut short in a small window."), _("&Whole rationale"), "eye"),
        Command("read.page_down", WIRE, _("Next page of the text"), _("Go one page down in the text of the wire."), _("Page &down"), repeats=True),
        Command("read.page_up", WIRE, _("Back a page"), _("Go one page up in the text of the wire."), _("Page &up"), repeats=True),
        Command("read.caret", WIRE, _("Select by keyboard in the text"), _("Put a caret into the text, so that passages can be selected with Shift and the arrow keys."), _("&Caret in the text"), "text-size"),
        Command("read.source", WIRE, _("View source text"), _("Show the document's text as it was stored, unformatted."), _("View &source text"), "source-code"),
    )  # fmt: skip


def _on_marked() -> tuple[Command, ...]:
    _ = gettext
    return (
        Command("mark.toggle", MARKED, _("Mark this wire"), _("Mark the wire for an act on many, or take its mark away, and go on by a line."), _("&Mark this wire"), "square-check"),
        Command("mark.extend_down", MARKED, _("Mark down the list"), _("Mark this line and the next one."), _("Mark &down the list"), repeats=True),
        Command("mark.extend_up", MARKED, _("Mark up the list"), _("Mark this line and the one before."), _("Mark &up the list"), repeats=True),
        Command("mark.all", MARKED, _("Mark all of the list"), _("Mark every wire of the list, those off screen included."), _("Mark a&ll of the list"), "square-check"),
        Command("mark.clear", MARKED, _("Clear marks"), _("Take all marks away; nothing else changes."), _("&Clear marks"), "x"),
        Command("bulk.accept", MARKED, _("Accept marked wires"), _("Accept all marked wires at once: both criteria answered for all of them, and a note."), _("&Accept marked..."), "check"),
        Command("bulk.reject", MARKED, _("Reject marked wires"), _("Reject all marked wires at once, for the same reasons."), _("&Reject marked..."), "x"),
        Command("bulk.skip", MARKED, _("Skip marked wires"), _("Put all marked wires off; they stay among those to do."), _("&Skip marked..."), "player-skip-forward"),
        Command("bulk.context", MARKED, _("Keep marked wires as context"), _("Keep all marked wires as context, at once."), _("&Keep marked as context..."), "bookmark"),
        Command("bulk.flag", MARKED, _("Flag marked wires"), _("Put a flag on all marked wires."), _("&Flag marked..."), "flag"),
        Command("bulk.unflag", MARKED, _("Take flags off marked wires"), _("Take the flags off all marked wires."), _("Take flags &off marked..."), "flag-off"),
        Command("bulk.tag_source", MARKED, _("List marked wires under another source"), _("List all marked wires under another source; their texts stay as they came."), _("List marked under another sourc&e..."), "tag"),
    )  # fmt: skip


def _moving() -> tuple[Command, ...]:
    _ = gettext
    return (
        Command("move.next", MOVE, _("Next wire"), _("Go to the next wire of the list."), _("&Next wire"), "arrow-down", repeats=True),
        Command("move.previous", MOVE, _("Previous wire"), _("Go to the wire before this one."), _("&Previous wire"), "arrow-up", repeats=True),
        Command("move.next_undecided", MOVE, _("Next undecided wire"), _("Go to the next wire that still wants a decision."), _("Next &undecided wire"), repeats=True),
        Command("move.previous_undecided", MOVE, _("Previous undecided wire"), _("Go back to the nearest wire that still wants a decision."), _("Previous undec&ided wire"), repeats=True),
        Command("move.down", MOVE, _("Down the list"), _("Go one line down in the list."), _("&Down the list"), repeats=True),
        Command("move.up", MOVE, _("Up the list"), _("Go one line up in the list."), _("Up the lis&t"), repeats=True),
        Command("move.first", MOVE, _("First of the list"), _("Go to the first wire of the list."), _("&First of the list")),
        Command("move.last", MOVE, _("Last of the list"), _("Go to the last wire of the list."), _("&Last of the list")),
        Command("move.go_to", MOVE, _("Go to number"), _("Go to a wire by its number in the list."), _("&Go to number...")),
    )  # fmt: skip


def _finding() -> tuple[Command, ...]:
    _ = gettext
    return (
        Command("find.archive", FIND, _("Search wires"), _("Search headline, text and rationale of all wires."), _("&Search wires"), "search"),
        Command("find.in_wire", FIND, _("Find in this wire"), _("Find words in the wire on screen."), _("&Find in this wire"), "search"),
        Command("find.next_hit", FIND, _("Next hit"), _("Go to the next place where the words stand."), _("&Next hit"), repeats=True),
        Command("find.previous_hit", FIND, _("Previous hit"), _("Go to the place before."), _("&Previous hit"), repeats=True),
        Command("find.same_rationale", FIND, _("Wires with the same rationale"), _("List the wires on which this very rationale stands."), _("Same &rationale"), "copy"),
        Command("find.nearly_same", FIND, _("Wires with nearly the same text"), _("List the wires whose text is the same as this one's, or nearly so."), _("Nearly the same &text"), "files"),
        Command("find.filter", FIND, _("Filter the queue"), _("Narrow the list by status, source, rationale, editor, flag or draft."), _("Fi&lter..."), "adjustments-horizontal"),
        Command("find.sort", FIND, _("Sort the list"), _("Sort by archive order, source, date, headline or relevance."), _("S&ort..."), "arrows-sort"),
        Command("find.saved_lists", FIND, _("Saved lists"), _("Show a list you saved, or keep the one on screen under a name and a key."), _("Sa&ved lists..."), "bookmark"),
        Command("find.switch_list", FIND, _("Switch list"), _("Go round the lists: to do, done, all, flagged, disputed."), _("Switch l&ist"), "list-check"),
        Command("find.clear_filters", FIND, _("Clear filters"), _("Show the whole list again."), _("&Clear filters"), "filter"),
        *(_saved_list(number) for number in range(1, 10)),
    )  # fmt: skip


def _saved_list(number: int) -> Command:
    title = gettext("Saved list {number}").format(number=number)
    explained = gettext("Show the saved list that has the key number {number}.").format(number=number)
    return Command(
        f"find.saved_{number}", FIND, title, explained, title.replace(str(number), f"&{number}"), "bookmark"
    )


def _amending() -> tuple[Command, ...]:
    _ = gettext
    return (
        Command("amend.save_next", AMEND, _("Save amendment, next wire"), _("Record the new rationale and go to the next undecided wire."), _("&Save amendment, next wire"), "check"),
        Command("amend.save", AMEND, _("Save amendment, stay"), _("Record the new rationale and stay on this wire."), _("Save amendment, sta&y"), "device-floppy"),
        Command("amend.leave", AMEND, _("Keep draft, go back"), _("Leave the text; what was written stays as a draft."), _("&Keep draft, go back")),
        Command("amend.insert_quote", AMEND, _("Insert quote"), _("Put the last quoted passage into the rationale at the caret."), _("Insert &quote"), "quote"),
        Command("amend.next_unseen", AMEND, _("Next unseen character"), _("Select the next character of the field that cannot be seen, such as one that turns words around; Delete takes it out."), _("Next u&nseen character"), "eye"),
        Command("amend.template", AMEND, _("Insert a template"), _("Choose a rationale written beforehand; its fields are filled in from the wire."), _("Insert a &template..."), "template"),
    )  # fmt: skip


def _window() -> tuple[Command, ...]:
    _ = gettext
    return (
        Command("window.guide", WINDOW, _("Guide"), _("Open the summary of the Editor's Guide beside the wire."), _("&Guide"), "book"),
        Command("window.summary", WINDOW, _("Summary"), _("See what this session came to: decisions, pace, reasons, and what is left."), _("S&ummary"), "chart-bar"),
        Command("window.agreement", WINDOW, _("Agreement"), _("See how far editors agree with each other, with the bulk classification, and with themselves."), _("A&greement"), "users"),
        Command("window.editors", WINDOW, _("Editors of this desk"), _("See who worked in this desk, and join those who are one person at two computers."), _("&Editors..."), "user"),
        Command("help.keys", WINDOW, _("Keyboard shortcuts"), _("Show every key of the window."), _("&Keyboard shortcuts"), "keyboard"),
        Command("window.palette", WINDOW, _("Commands"), _("Find a command, a wire or a section of the guide, and go there."), _("&Commands..."), "command"),
        Command("window.menu", WINDOW, _("Menu"), _("Open the menu of all commands."), _("&Menu"), "menu-2"),
        Command("window.queue", WINDOW, _("Hide or show the queue"), _("Give the document the room of the queue, or take it back."), _("Hide or show the &queue"), "layout-sidebar"),
        Command("window.theme", WINDOW, _("Light or dark"), _("Change between light and dark colours."), _("&Light or dark"), "moon"),
        Command("window.larger", WINDOW, _("Larger text"), _("Make document and rationale larger, up to 200 per cent."), _("Lar&ger text"), "text-size", repeats=True),
        Command("window.smaller", WINDOW, _("Smaller text"), _("Make document and rationale smaller, down to 80 per cent."), _("&Smaller text"), repeats=True),
        Command("window.usual_size", WINDOW, _("Usual text size"), _("Show document and rationale at 100 per cent."), _("&Usual text size")),
        Command("window.next_pane", WINDOW, _("Next pane"), _("Move the focus from pane to pane."), _("&Next pane")),
        Command("window.previous_pane", WINDOW, _("Previous pane"), _("Move the focus to the pane before."), _("&Previous pane")),
        Command("window.settings", WINDOW, _("Settings"), _("Your name, colours, text size, and where the data lies."), _("Se&ttings..."), "settings"),
        Command("window.keyboard", WINDOW, _("Change keys"), _("Choose a profile of keys, give commands other keys, switch single letters off."), _("Change &keys..."), "keyboard"),
        Command("help.reports", WINDOW, _("Crash reports"), _("Read what the program wrote down where it went wrong, before you send it to anybody."), _("Crash &reports..."), "alert-triangle"),
        Command("window.about", WINDOW, _("About Review Desk"), _("Version and licences."), _("&About Review Desk"), "info-circle"),
    )  # fmt: skip


def _file() -> tuple[Command, ...]:
    _ = gettext
    return (
        Command("file.import", FILE, _("Import an archive"), _("Bring in a folder, a file, a .zip, JSON Lines or CSV; nothing is changed in it."), _("&Import..."), "file-import"),
        Command("file.stop_import", FILE, _("Cancel the import"), _("Stop the import that goes on beside the review, and take back what it brought in."), _("Cancel the impo&rt"), "x"),
        Command("file.export", FILE, _("Export"), _("Write the reviewed archive to a new place."), _("&Export..."), "file-export"),
        Command("file.hand_over", FILE, _("Hand over"), _("Write a report for whoever goes on: what changed, and what is open."), _("&Hand over..."), "file-text"),
        Command("file.show_folder", FILE, _("Show folder"), _("Open the folder of the last export."), _("Show &folder"), "folder-open"),
        Command("file.merge", FILE, _("Merge packages"), _("Take in the wires and decisions of other desks."), _("&Merge packages..."), "git-merge"),
        Command("file.together", FILE, _("Bring together"), _("Take in what others added to a shared folder, and add your own work to it."), _("&Bring together..."), "arrows-exchange"),
        Command("file.apply", FILE, _("Decisions from a sheet"), _("Take decisions out of a CSV or JSON Lines file somebody filled in, after a look at what fits."), _("&Decisions from a sheet..."), "list-check"),
        Command("file.share_out", FILE, _("Share out wires"), _("Split the archive among editors, draw wires for a second, blind reading, or read your own again."), _("Share out &wires..."), "users"),
        Command("file.archives", FILE, _("Archives in this desk"), _("Switch between archives, rename one, take an import back."), _("&Archives..."), "archive"),
        Command("file.templates", FILE, _("Rationale templates"), _("Write, rename, delete, import and export the templates of this desk."), _("Rationale &templates..."), "template"),
        Command("file.backups", FILE, _("Backups"), _("See the backups of this desk, look into one, go back to one."), _("&Backups..."), "history"),
        Command("file.back_up", FILE, _("Back up now"), _("Copy this desk to where its backups are kept."), _("Back &up now"), "device-floppy"),
        Command("file.leave_backup", FILE, _("Back to the desk"), _("Leave the backup you look into and open your desk again."), _("Bac&k to the desk"), "arrow-back-up"),
        Command("file.open", FILE, _("Open a desk"), _("Open another desk file."), _("&Open a desk..."), "folder-open"),
        Command("file.save_again", FILE, _("Save again"), _("Try again to save what could not be saved."), _("&Save again"), "device-floppy"),
        Command("file.quit", FILE, _("Quit"), _("Close the window; drafts are kept."), _("&Quit")),
    )  # fmt: skip
