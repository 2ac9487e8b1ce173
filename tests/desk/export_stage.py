"""A reviewed desk to export, and the example format put where an installer would put it."""

import tomllib
from pathlib import Path

from editor_app.desk import exporting, reviewing
from editor_app.desk.export_choice import Choice, Format
from editor_app.domain.verdicts import Answer, Gates, Outcome, Route, Verdict
from editor_app.formats import registry
from tests.desk.sample import add, wire_text

YES = Gates(Answer.YES, Route.ARTEFACT, Answer.YES)
NEW = "A court found <the answers> misleading | and fined the provider."
NASTY = wire_text("=cmd|' /C calc'!A0", body="@SUM(1+1)*cmd <script>alert(1)</script>\n+1", rationale="-2+3")
EXAMPLE = Path(__file__).parents[1] / "example_format"


def review(desk, ids):
    """Accept one wire, amend one, reject one, and add one that a spreadsheet would like to run."""
    ids = ids | add(desk, {"004.txt": NASTY})
    reviewing.decide(desk, ids["000.txt"], Verdict(Outcome.ACCEPT, gates=YES))
    reviewing.decide(desk, ids["001.txt"], Verdict(Outcome.AMEND, rationale=NEW))
    rejected = Verdict(
        Outcome.REJECT, reasons=("no_harm_event", "policy_or_governance"), note='=HYPERLINK("http://x","y")'
    )
    reviewing.decide(desk, ids["002.txt"], rejected)
    return ids


def export(desk, target, form=Format.PACKAGE, **options):
    """Write one export."""
    return exporting.run(desk, Choice(form, target, **options))


def install_example(folder, monkeypatch):
    """Lay the example package where Python looks for installed ones, as an installer does."""
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    about = folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    )
    entries = project["entry-points"][registry.GROUP].items()
    lines = "".join(f"{name} = {value}\n" for name, value in entries)
    (about / "entry_points.txt").write_text(f"[{registry.GROUP}]\n{lines}")
    monkeypatch.syspath_prepend(str(EXAMPLE))
    monkeypatch.syspath_prepend(str(folder))
    forget_formats()


def forget_formats():
    """Let the program look again for what is installed."""
    registry.load.cache_clear()
    registry.names.cache_clear()
    registry.broken.cache_clear()
