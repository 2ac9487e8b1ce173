"""Why nothing can be written to the desk on screen, in words that do not repeat where it lies."""

from pathlib import Path

from editor_app.domain.problems import Problem
from editor_app.i18n import gettext, sentence


def why_read_only(problem: Problem) -> str:
    """Say it whole, for the banner: the window shows which desk it is, so its file's name is enough."""
    path = problem.fields.get("path")
    shorter = {"path": Path(str(path)).name} if path else {}
    return sentence(problem.code, {**problem.fields, **shorter})


def why_off(problem: Problem) -> str:
    """Say it short, for what is off because of it."""
    if problem.code == "desk_locked":
        said = gettext("Read only: {holder} is working in this desk")
        return said.format(holder=problem.fields.get("holder", "?"))
    return gettext("Read only: nothing can be written to this desk")
