"""The states in which several editors' work comes together: disputes, the shared folder, agreement."""

from pathlib import Path

from editor_app.desk import exporting, importing, merging, reviewing, settling, signing_in
from editor_app.desk.export_choice import Choice, Format
from editor_app.desk.workplace import Workplace, open_desk
from editor_app.domain.verdicts import Answer, Gates, Outcome, Verdict
from editor_app.ui.disputes_dialog import DisputesDialog
from editor_app.ui.editors_dialog import EditorsDialog
from editor_app.ui.merge_dialog import MergeDialog
from editor_app.ui.sharing_dialog import SharingDialog
from editor_app.ui.sheet_dialog import SheetDialog
from editor_app.ui.together_dialog import TogetherDialog
from tests.pictures import sample
from tests.pictures.stage import EDITOR, NOON, Stage, make_desk
from tests.pictures.states import Snap

_SHEET = """name,outcome,reason,note,shift
011_air-canada-chatbot-refund.txt,reject,no_harm_event,,late
nowhere.txt,accept,,,late
000_eu-japan-cooperation.txt,reject,,,late
"""


def together(stage: Stage, snap: Snap) -> None:
    """What is shown of two editors' work, on a copy of the desk of one of them."""
    folder = stage.folder / "together"
    make_desk(folder / "review.desk", sample.SAMPLE, fill=sample.decide_some)
    package = _of_another(folder)
    stage.open(folder / "review.desk")
    stage.remember_colours()
    desk = stage.session.desk
    if desk is None:
        raise RuntimeError("the desk of two editors did not open")
    stage.session.take_in(merging.run(desk, [package]).changes)
    stage.settle()
    _disputes(stage, snap, desk)
    stage.trigger("window.agreement")
    snap("agreement")
    stage.close_dialogs()
    stage.trigger("file.together")
    bringing = stage.dialog
    assert isinstance(bringing, TogetherDialog)
    bringing.take(stage.folder / "shared")
    stage.until(lambda: bringing.facts)
    bringing.place.setText("/media/desk/shared")
    snap("bring-together")
    stage.close_dialogs()
    sheet = stage.folder / "filled-in.csv"
    sheet.write_text(_SHEET, encoding="utf-8")
    stage.trigger("file.apply")
    applying = stage.dialog
    assert isinstance(applying, SheetDialog)
    applying.take(sheet)
    stage.until(lambda: applying.facts)
    snap("sheet")
    stage.close_dialogs()
    stage.trigger("file.share_out")
    sharing = stage.dialog
    assert isinstance(sharing, SharingDialog)
    sharing.seed.setText("k3f9")
    sharing.names.setText("Editor A, Editor B, Editor C")
    snap("share-out")
    sharing.kind.segment("second").click()
    snap("share-out-second")
    stage.close_dialogs()
    _twins(stage, snap, desk, _of_another(folder / "laptop", EDITOR))


def _twins(stage: Stage, snap: Snap, desk: Workplace, package: Path) -> None:
    """Show how one person at two computers is asked about, joined, and in dispute with nobody else."""
    stage.trigger("file.merge")
    dialog = stage.dialog
    assert isinstance(dialog, MergeDialog)
    dialog.add_packages([package])
    stage.until(lambda: dialog.questions)
    snap("merge-namesakes")
    stage.close_dialogs()
    stage.session.take_in(merging.run(desk, [package]).changes)
    stage.settle()
    stage.trigger("window.editors")
    editors = stage.dialog
    assert isinstance(editors, EditorsDialog)
    snap("editors")
    editors.join.click()
    stage.until(lambda: editors.hint)
    snap("editors-joined")
    stage.close_dialogs()
    three = max(settling.disputes(desk), key=lambda one: len(one.readings))
    stage.session.show(three.row.id)
    stage.settle()
    stage.trigger("decide.settle")
    snap("disputes-three")
    stage.close_dialogs()


def _of_another(folder: Path, who: str = "Editor B") -> Path:
    """Give the package of an editor who read the same wires and came to the same or to something else."""
    (folder / "other").mkdir(parents=True)
    settings = folder / "other" / "settings.toml"
    with open_desk(folder / "other" / "b.desk", clock=lambda: NOON, settings_file=settings) as desk:
        signing_in.sign_in(desk, who)
        importing.run(desk, sample.SAMPLE)
        of = sample.ids(desk)
        policy = Verdict(Outcome.REJECT, reasons=("policy_or_governance",), gates=Gates(Answer.NO))
        for name in ("000", "001", "005", "008"):
            reviewing.decide(desk, of[name], policy)
        for name in ("004", "006", "009"):
            reviewing.decide(desk, of[name], Verdict(Outcome.ACCEPT, gates=Gates(Answer.YES)))
        return exporting.run(desk, Choice(Format.PACKAGE, folder / "b.review.zip")).path


def _disputes(stage: Stage, snap: Snap, desk: Workplace) -> None:
    stage.session.show(settling.disputes(desk)[0].row.id)
    stage.settle()
    snap("disputed-wire")
    stage.trigger("decide.settle")
    snap("disputes")
    dialog = stage.dialog
    assert isinstance(dialog, DisputesDialog) and dialog.choice is not None
    dialog.names.click()
    dialog.choice.segments()[0].click()
    dialog.reason.setText("The court names the system and the harm.")
    snap("disputes-named")
    stage.close_dialogs()
