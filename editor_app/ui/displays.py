"""What is said where no window can be shown."""

from editor_app.i18n import gettext
from editor_app.ui.screens import NO_DISPLAY, missing


def what_is_missing() -> str | None:
    """Say in one sentence why no window can be shown here; None where one can."""
    found = missing()
    if found is None:
        return None
    if found == NO_DISPLAY:
        return gettext(
            "There is no display here, so the window cannot open; the command line works without one."
        )
    if ":" in found:
        said = gettext("The display {display} does not answer, so the window cannot open.")
        return said.format(display=found)
    said = gettext("The library {library} is missing, so the window cannot open (Debian: libxcb-cursor0).")
    return said.format(library=found)
