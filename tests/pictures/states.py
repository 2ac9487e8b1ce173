"""Every state of the window and its dialogs, each with the way into it."""

import shutil
from datetime import timedelta
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor_app import paths
from editor_app.desk import backing_up, saving_lists, templating
from editor_app.desk import reporting_crashes as crashes
from editor_app.desk.backing_up import Occasion
from editor_app.desk.summing_up import Range
from editor_app.desk.watch import Progress
from editor_app.desk.workplace import open_desk
from editor_app.domain.details import Details
from editor_app.domain.lists import Criteria, ListName, Order
from editor_app.domain.problems import Problem
from editor_app.domain.sources import with_stance
from editor_app.domain.templates import Template
from editor_app.domain.verdicts import Answer, Gates, Route
from editor_app.domain.verdicts import Stance as SourceStance
from editor_app.ui.backups_dialog import BackupsDialog
from editor_app.ui.bulk_dialog import BulkDialog
from editor_app.ui.export_dialog import ExportDialog
from editor_app.ui.import_dialog import ImportDialog
from editor_app.ui.import_dialog import Stage as ImportStage
from editor_app.ui.merge_dialog import MergeDialog
from editor_app.ui.name_dialog import NameFor
from editor_app.ui.popover import Popover
from editor_app.ui.settings_dialog import WORDS, SettingsDialog
from tests.pictures import sample, sitting
from tests.pictures.stage import NOON, Stage


class Snap(Protocol):
    """Takes a picture of a state: once everything is still, or of what is there just now."""

    def __call__(self, name: str) -> None: ...

    def now(self, name: str) -> None: ...


def before_a_desk(stage: Stage, snap: Snap) -> None:
    """The states in which no desk is open."""
    stage.dialogs.welcome.refresh()
    stage.dialogs.welcome.pane.focus_first()
    snap("first-run")
    stage.trigger("window.guide")
    snap("first-run-guide")
    stage.trigger("window.guide")
    _opening(stage, snap)
    _desk_problems(stage, snap)


def _opening(stage: Stage, snap: Snap) -> None:
    opening = stage.window.opening
    stage.window._pages.setCurrentWidget(opening)
    opening.begin(stage.folder / "large.desk")
    opening.stop()
    opening._pages.setCurrentIndex(1)
    snap("opening")
    opening._pages.setCurrentIndex(2)
    snap("opening-long")
    opening._pages.setCurrentIndex(3)


def _desk_problems(stage: Stage, snap: Snap) -> None:
    path = stage.folder / "review.desk"
    fields = {"path": "~/review.desk", "schema": 9, "known": 1, "cause": "database disk image is malformed"}
    for code in ("desk_newer", "desk_damaged", "desk_foreign", "desk_locked"):
        holder = {"holder": "Editor B", "since": "13:51"}
        stage.window.opening.trouble_card.tell(Problem(code, **fields, **holder), path)
        snap(code.replace("_", "-"))


def beginning(stage: Stage, snap: Snap) -> None:
    """The first minutes: a name, an empty desk, an import from the choice to the end."""
    stage.open(stage.folder / "empty" / "review.desk")
    snap("name-first")
    stage.dialog.field.setText("Editor A")
    stage.dialog.named.emit("Editor A")
    stage.until(lambda: stage.session.desk.editor is not None)
    snap("empty-desk")
    stage.trigger("file.import")
    snap("import-choose")
    dialog = stage.dialog
    assert isinstance(dialog, ImportDialog)
    dialog.source.field.setText(str(stage.folder / "archive"))
    with stage.held():
        dialog.go_on()
        dialog.progress.show_progress(Progress("looking", 342, None))
        stage.paint()
        snap.now("import-looking")
    stage.until(lambda: dialog.stage is ImportStage.PLANNED)
    snap("import-plan")
    with stage.held():
        dialog.go_on()
        _show_progress(dialog)
        stage.paint()
        snap.now("import-running")
    stage.until(lambda: dialog.stage is ImportStage.DONE)
    snap("import-done")
    dialog.go_on()
    stage.settle()


def importing_meanwhile(stage: Stage, snap: Snap) -> None:
    """An import beside the review: while it runs, and when it is done with something to look at."""
    strip = stage.window.activity
    strip.begin("Importing spring-archive")
    seconds = [0.0]
    strip._clock = lambda: seconds[0]
    strip.show_progress(Progress("importing", 0, 12_480))
    seconds[0] = 14.0
    strip.show_progress(Progress("importing", 4_342, 12_480, "wires/0343.txt"))
    stage.paint()
    snap.now("import-meanwhile")
    strip.end("12,480 wires of spring-archive are in, 3 files to look at", has_list=True)
    stage.paint()
    snap.now("import-meanwhile-done")
    strip.hide()


def _show_progress(dialog: ImportDialog) -> None:
    """Show an import of which two thirds are done after some seconds."""
    seconds = [0.0]
    dialog.progress._clock = lambda: seconds[0]
    dialog.progress.show_progress(Progress("importing", 0, 480))
    seconds[0] = 14.0
    dialog.progress.show_progress(Progress("importing", 342, 480, "wires/0343.txt"))


def reviewing(stage: Stage, snap: Snap) -> None:
    """A wire, the answers, the three decisions, and what comes after."""
    session = stage.session
    of = sample.ids(session.desk)
    for name in ("003", "007", "008"):
        session.show(of[name])
        stage.settle()
        snap({"003": "markdown-no-rationale", "007": "wire", "008": "article-no-rationale"}[name])
    session.show(of["007"])
    stage.settle()
    session.answer(Gates(Answer.YES, Route.ARTEFACT, Answer.YES))
    stage.settle()
    snap("both-met")
    session.answer(Gates(Answer.NO))
    stage.settle()
    snap("criterion-not-met")
    for command, name in (
        ("decide.reject", "reject"),
        ("decide.amend", "amend"),
        ("wire.note", "note"),
        ("find.filter", "filters"),
        ("move.go_to", "go-to-number"),
        ("find.in_wire", "find-in-wire"),
        ("read.source", "source-text"),
        ("read.caret", "caret-mode"),
    ):
        stage.trigger(command)
        snap(name)
        _leave(stage, command)
    decided = {"000": "rejected", "001": "amended", "004": "accepted", "017": "draft-found"}
    for number, name in decided.items():
        session.show(of[number])
        stage.settle()
        snap(name)
    session.show(of["001"])
    stage.trigger("wire.history")
    snap("history")
    _leave(stage, "wire.history")


def _leave(stage: Stage, command: str) -> None:
    """Leave what a command opened."""
    if command in ("read.source", "read.caret", "wire.history"):
        stage.trigger(command)
    elif command == "decide.amend":
        stage.session.leave_amendment()
        stage.session.discard_amendment()
    elif command in ("wire.note", "find.in_wire", "move.go_to", "find.filter"):
        stage.escape()
    for popover in stage.window.findChildren(Popover):
        popover.dismiss()
    stage.window.document_pane.focus_text()
    stage.settle()


def details(stage: Stage, snap: Snap) -> None:
    """What can be said of a wire beyond the gates, and what the desk noticed about it."""
    session, read = stage.session, stage.window.rationale_pane.read_mode
    session.show(sample.ids(session.desk)["007"])
    stage.settle()
    stage.trigger("check.details")
    answers = (("B1", "yes"), ("B2", "actual"), ("B4", "unclear"), ("B7", "yes"), ("B9", "no"))
    session.describe(Details(answers, "hallucination", "reported", "minor", harm_types=("rights",)))
    snap("details")
    read.details.open_at("severity_reason")
    snap("details-fields")
    read.details.open_at("ledger_text")
    snap("details-deviation")
    read.details.close_again()
    snap("details-closed")
    read.flags.explain(read.card)
    snap("noticed")
    read.flags.popup.dismiss()
    session.describe(Details())


def templates(stage: Stage, snap: Snap) -> None:
    """Templates while amending, and where they are seen to."""
    desk = stage.session.desk
    stage.session.show(sample.ids(desk)["007"])
    stage.trigger("file.templates")
    snap("templates-none")
    stage.close_dialogs()
    court = "On {date} a court found, as {source} reports: {quote}. Without the answer there is no loss."
    templating.keep(desk, Template("A court's finding", court))
    templating.keep(desk, Template("Agreement only", "No event is named; an agreement only."))
    stage.trigger("decide.amend")
    stage.trigger("amend.template")
    snap("template-picker")
    stage.escape()
    stage.window.rationale_pane.amend_pane.put_in(court, stage.session.view.document.rationale)
    stage.until(lambda: stage.window.rationale_pane.amend_pane.change.figures)
    snap("amend-open-fields")
    _leave(stage, "decide.amend")
    stage.trigger("file.templates")
    snap("templates")
    stage.close_dialogs()


def same_event(stage: Stage, snap: Snap) -> None:
    """The same event elsewhere: the list, one beside the wire, the question that a quoted passage asks."""
    stage.session.show(sample.ids(stage.session.desk)["000"])
    stage.window.finder.look()
    stage.until(lambda: stage.window.finder.hits is not None)
    stage.trigger("wire.elsewhere")
    snap("elsewhere")
    panel = stage.window.elsewhere
    panel.read_chosen()
    other = panel.reading.other
    other.setTextCursor(other.document().find("Europe brings its"))
    stage.trigger("check.quote")
    snap("elsewhere-quoting")
    stage.session.hold(with_stance((), panel.reading.shown.row.id, SourceStance.NOT_INDEPENDENT))
    panel.reading.toggle_difference()
    snap("elsewhere-difference")
    stage.session.hold(())
    panel.dismiss()
    stage.settle()


def deciding(stage: Stage, snap: Snap) -> None:
    """The toast after a decision, and after its undoing."""
    session = stage.session
    session.show(sample.ids(session.desk)["016"])
    stage.settle()
    session.answer(Gates(Answer.NO))
    stage.trigger("decide.skip")
    stage.until(lambda: not session.has_unsaved)
    snap("toast")
    stage.trigger("decide.undo")
    snap("toast-undone")
    stage.close_dialogs()


def many_at_once(stage: Stage, snap: Snap) -> None:
    """Marked wires, what each act on them asks, an act on its way, and the toast with its undo."""
    stage.session.show_position(2)
    for _ in range(3):
        stage.trigger("mark.toggle")
    snap("marked")
    stage.trigger("mark.all")
    stage.close_dialogs()
    for act in ("reject", "accept", "skip", "tag_source"):
        stage.trigger(f"bulk.{act}")
        snap(f"together-{act.replace('_', '-')}")
        stage.dialog.reject()
    stage.trigger("bulk.flag")
    dialog = stage.dialog
    assert isinstance(dialog, BulkDialog)
    stage.until(lambda: dialog.plan is not None)
    with stage.held():
        dialog.go.click()
        dialog._on_progressed(Progress("deciding", 9, 24))
        stage.paint()
        snap.now("together-running")
    stage.until(lambda: not dialog.isVisible())
    snap("together-done")
    stage.trigger("decide.undo")
    stage.trigger("mark.clear")
    stage.close_dialogs()
    stage.trigger("wire.tag_source")
    snap("source-tag")
    stage.close_dialogs()


def lists(stage: Stage, snap: Snap) -> None:
    """The lists of the queue, searched, filtered, empty and at their end."""
    session = stage.session
    for criteria, name in (
        (Criteria(list=ListName.TO_DO), "list-to-do"),
        (Criteria(list=ListName.DONE), "list-done"),
        (Criteria(list=ListName.FLAGGED), "list-flagged"),
        (Criteria(search="chatbot"), "search"),
        (Criteria(list=ListName.FLAGGED, source="court-docket", search="drift"), "no-match"),
    ):
        session.set_criteria(criteria)
        stage.until(lambda criteria=criteria: session.criteria == criteria)
        snap(name)
    session.set_criteria(Criteria())
    stage.settle()


def finding(stage: Stage, snap: Snap) -> None:
    """Searching in the language of the search, sorting, and the saved lists."""
    field, session = stage.window.top_bar.search, stage.session
    for typed, name in (
        ("drift state:", "search-values"),
        ("", "search-fields"),
        ("sorce:court", "search-wrong"),
    ):
        stage.trigger("find.archive")
        field.clear()
        QTest.keyClicks(field, typed)
        stage.settle()
        if not typed:
            QTest.keyClick(field, Qt.Key.Key_Down)
        stage.until(field.panel.isVisible)
        snap(name)
        stage.escape()
        stage.escape()
    query = 'state:pending,deferred -source:court-docket "the system" -drift date:>=2026-01'
    session.set_criteria(Criteria(search=query, order=Order.DATE, is_reversed=True))
    snap("search-chips")
    stage.trigger("find.filter")
    snap("search-filter")
    stage.escape()
    stage.trigger("find.sort")
    snap("search-order")
    stage.escape()
    stage.trigger("find.saved_lists")
    snap("saved-lists-none")
    stage.dialog.close()
    for number, (title, kept) in enumerate(
        (("Waiting", "state:deferred,disputed"), ("Agreements", "agreement"))
    ):
        saving_lists.save(
            session.desk, title, Criteria(list=ListName.TO_DO if number else ListName.ALL, search=kept)
        )
    stage.trigger("find.saved_lists")
    snap("saved-lists")
    stage.dialog.close()
    session.set_criteria(Criteria())
    stage.settle()


def trouble(stage: Stage, snap: Snap) -> None:
    """What stands in the way: a document that cannot be read, a disk that is full."""
    session = stage.session
    session.showing_failed.emit(Problem("desk_io", path="~/review.desk", cause="Input/output error"))
    snap("document-unreadable")
    session.show(sample.ids(session.desk)["007"])
    _full_disk(stage, snap)


def _full_disk(stage: Stage, snap: Snap) -> None:
    door = stage.session.door
    assert door is not None
    decide = door.decide

    def full(*_: object) -> None:
        raise Problem("disk_full", path="~/review.desk")

    stage.until(lambda: not stage.session.is_loading)  # before it is painted nothing can be decided
    door.decide = full  # type: ignore[method-assign, assignment]
    stage.trigger("decide.skip")
    stage.until(lambda: stage.session.has_unsaved)
    snap("not-saved")
    door.decide = decide  # type: ignore[method-assign]
    stage.trigger("decide.undo")
    stage.close_dialogs()


def dialogs(stage: Stage, snap: Snap) -> None:
    """Every dialog over a desk that is half reviewed."""
    for command, name in (
        ("help.keys", "keys"),
        ("window.settings", "settings"),
        ("window.about", "about"),
        ("file.archives", "archives"),
    ):
        stage.trigger(command)
        snap(name)
        stage.close_dialogs()
    stage.trigger("window.settings")
    settings = stage.dialog
    assert isinstance(settings, SettingsDialog)
    settings.show_page(WORDS)
    snap("settings-words")
    stage.close_dialogs()
    stage.dialogs.welcome.ask_name(NameFor.SWITCHING)
    snap("name-switch")
    stage.close_dialogs()
    stage.dialogs.welcome.ask_name(NameFor.CORRECTING)
    snap("name-correct")
    stage.close_dialogs()
    stage.trigger("window.guide")
    snap("guide")
    stage.trigger("window.guide")
    _crashes(stage, snap)
    _backups(stage, snap)
    _export(stage, snap)
    _merge(stage, snap)


def _crashes(stage: Stage, snap: Snap) -> None:
    """What is said of a fault of the program, now and the next time, and the reports."""
    notice = stage.window.crash_notice
    notice.tell_now(may_have_written=False, is_reported=True)
    snap("crash-now")
    notice.hide()
    stage.trigger("help.reports")
    snap("crash-reports-none")
    stage.close_dialogs()
    for kind, days in ((ValueError, 1), (KeyError, 0)):
        try:
            _stumble(kind)
        except kind as fault:
            at = NOON - timedelta(days=days)
            crashes.keep_report(crashes.report_of(fault, at), at)
    notice.now.hide()
    notice.tell_earlier(crashes.crash_reports())
    snap("crash-earlier")
    notice.earlier.hide()
    notice.hide()
    stage.trigger("help.reports")
    snap("crash-reports")
    QTest.keyClick(stage.dialog.list, Qt.Key.Key_Delete)
    snap("crash-reports-delete")
    stage.close_dialogs()
    for report in crashes.crash_reports():
        crashes.remove_report(report)


def _stumble(kind: type[Exception]) -> None:
    raise kind("words of a wire, which a report does not hold")


def _backups(stage: Stage, snap: Snap) -> None:
    """The backups of the desk, the question before one is restored, and a look into one."""
    desk, home = stage.session.desk, stage.session.desk.path
    for occasion in (Occasion.DUE, Occasion.IMPORT, Occasion.ASKED, Occasion.TOGETHER):
        made = backing_up.back_up(desk, occasion)
    stage.trigger("file.backups")
    dialog = stage.dialog
    assert isinstance(dialog, BackupsDialog)
    snap("backups")
    dialog._on_restore_clicked()
    snap("backups-restore")
    dialog.reject()
    stage.close_dialogs()
    fields = {"path": "~/review.desk", "had": 340, "has": 120, "at": "2026-11-20T16:40:00.000Z"}
    stage.window.banners.show_missing(Problem("decisions_missing", **fields))
    snap("decisions-missing")
    stage.window.banners.show_missing(None)
    holder = {"who": "Editor B", "host": "desk-2", "since": "13:51"}
    stage.session.desk.warning = Problem("desk_open_elsewhere", path="~/review.desk", **holder)
    stage.window.banners._show_shared()
    snap("desk-open-elsewhere")
    stage.session.desk.warning = None
    stage.window.banners._show_shared()
    stage.dialogs.backups.look_into(made.path)
    stage.until(lambda: stage.session.is_read_only and stage.session.view is not None)
    snap("backup-looked-into")
    stage.open(home)
    stage.until(lambda: not stage.session.is_read_only and stage.session.view is not None)
    shutil.rmtree(made.path.parent)


def _export(stage: Stage, snap: Snap) -> None:
    stage.session.show(sample.ids(stage.session.desk)["001"])
    stage.settle()
    for form in ("package", "wires", "jsonl", "csv", "xlsx", "ninjs", "aiid", "ledger", "html", "pdf"):
        stage.trigger("file.export")
        dialog = stage.dialog
        assert isinstance(dialog, ExportDialog)
        if form != "package":
            dialog.form.formats.setCurrentIndex(dialog.form.formats.findData(form))
        stage.until(lambda dialog=dialog: dialog.is_ready)
        snap(f"export-{form}")
        stage.close_dialogs()
    everything = stage.session.criteria
    stage.session.set_criteria(Criteria(list=ListName.DONE))
    stage.trigger("file.export")
    dialog = stage.dialog
    assert isinstance(dialog, ExportDialog)
    dialog.form.scopes.setCurrentIndex(dialog.form.scopes.count() - 1)
    stage.until(lambda: dialog.is_ready)
    snap("export-list")
    stage.close_dialogs()
    stage.session.set_criteria(everything)


def _merge(stage: Stage, snap: Snap) -> None:
    stage.trigger("file.merge")
    dialog = stage.dialog
    assert isinstance(dialog, MergeDialog)
    snap("merge-choose")
    dialog.add_packages([stage.folder / "other.review.zip"])
    stage.until(lambda: dialog.facts)
    snap("merge-plan")
    stage.close_dialogs()


def palette(stage: Stage, snap: Snap) -> None:
    """What the palette finds, and what it says where nothing is found or a command is off."""
    stage.trigger("window.palette")
    snap("palette")
    field = stage.dialogs.palette.field
    for words, name in (
        ("rej", "reject"),
        ("save", "off"),
        ("#5", "number"),
        ("@reg", "source"),
        ("zyx wvu", "nothing"),
    ):
        field.setText(words)
        stage.dialogs.palette._wires._search()
        snap(f"palette-{name}")
    stage.dialogs.palette.dismiss()


def summing_up(stage: Stage, snap: Snap) -> None:
    """The summary: before the first decision, of a long session, of everything."""
    stage.session._began = "2026-11-21T12:00:01.000Z"
    stage.trigger("window.summary")
    snap("summary-empty")
    stage.close_dialogs()
    stage.open(stage.folder / "sitting" / "review.desk")
    stage.session._began = sitting.BEGAN
    with stage.held():
        stage.window.commands.trigger("window.summary")
        stage.paint()
        snap.now("summary-loading")
    for chosen in Range:
        stage.dialog.range_chosen.emit(chosen)
        snap(f"summary-{chosen.value}")
    stage.close_dialogs()
    stage.trigger("wire.ask_guide")
    snap("question")
    stage.session.ask("Does a near miss in a test count as a near-harm event?")
    stage.escape()
    snap("question-kept")
    stage.session.remarked.emit("Ten wires in a row were accepted faster than they can be read.")
    snap("read-too-fast")
    stage.session.remarked.emit("")
    stage.trigger("file.hand_over")
    snap("hand-over")
    stage.close_dialogs()


def keyboard(stage: Stage, snap: Snap) -> None:
    """The page that changes keys, a key that is taken, and the chapter of the guide."""
    stage.trigger("window.keyboard")
    snap("keyboard")
    dialog = stage.dialog
    assert isinstance(dialog, SettingsDialog)
    dialog.keyboard.filter.setText("flag")
    dialog.keyboard.editor.begin()
    QTest.keyClick(dialog.keyboard.editor.field, Qt.Key.Key_A)
    snap("keyboard-clash")
    stage.close_dialogs()
    stage.trigger("window.guide")
    stage.dialogs.guide.open_section("Commands and keys")
    snap("guide-keys")
    stage.dialogs.guide.dismiss()


def at_the_end(stage: Stage, snap: Snap) -> None:
    """A desk on which everything is decided."""
    stage.open(stage.folder / "done" / "review.desk")
    stage.session.step_undecided(1)
    stage.session._put_on_screen(None, stage.session.position, at_end=True)
    snap("end-of-list")


def read_only(stage: Stage, snap: Snap) -> None:
    """A desk that somebody else is writing to."""
    path = stage.folder / "half" / "review.desk"
    with open_desk(path, clock=lambda: NOON):
        stage.close_dialogs()
        stage.open(path)
        snap("read-only")
        stage.session.close()


def every_state(stage: Stage, snap: Snap) -> None:
    """Bring the window into every state, one after the other."""
    before_a_desk(stage, snap)
    beginning(stage, snap)
    stage.session.close()
    shutil.copy(stage.folder / "settings.toml", paths.settings_file())
    stage.open(stage.folder / "half" / "review.desk")
    stage.remember_colours()
    parts = (
        reviewing,
        details,
        templates,
        same_event,
        importing_meanwhile,
        lists,
        finding,
        deciding,
        many_at_once,
        trouble,
        dialogs,
        palette,
        summing_up,
        keyboard,
        at_the_end,
        read_only,
    )
    for part in parts:
        part(stage, snap)
