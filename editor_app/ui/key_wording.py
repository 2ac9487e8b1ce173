"""What is said of keys: where they work, and what stands against one."""

from editor_app.i18n import gettext
from editor_app.ui.command_table import AMEND, FILE, WINDOW, Command
from editor_app.ui.key_rules import Fault, Objection
from editor_app.ui.keymap import Place, spoken


def place_name(place: Place) -> str:
    """Say where keys of a place work."""
    names = {
        Place.REVIEW: gettext("Reviewing"),
        Place.DOCUMENT: gettext("In the text"),
        Place.LIST: gettext("In the queue"),
        Place.EDITING: gettext("While writing"),
        Place.ANYWHERE: gettext("Everywhere"),
    }
    return names[place]


def usual_place(command: Command) -> Place:
    """Give the place where a command that has no key would get one."""
    if command.group == AMEND:
        return Place.EDITING
    return Place.ANYWHERE if command.group in (WINDOW, FILE) else Place.REVIEW


def objection_sentence(objection: Objection, title: str) -> str:
    """Say what stands against a key; `title` is that of the command in its way."""
    sentences = {
        Fault.CLASH: gettext("{key} is taken: “{title}” ({place})."),
        Fault.PREFIX: gettext("{key} and a key of “{title}” begin alike, so one could never be reached."),
        Fault.RESERVED: gettext("{key} belongs to the system, or to every text."),
        Fault.WIDGETS_OWN: gettext("Buttons and lists need {key} for themselves."),
        Fault.TYPES: gettext("{key} writes or edits where a text is being written."),
        Fault.DECIDES: gettext("{key} moves or presses what has the focus; it must never decide."),
        Fault.MANY: gettext("{key} is one press, and an act on many wires takes more: hold Ctrl or Alt."),
    }
    place = place_name(objection.other_place or objection.place).lower()
    return sentences[objection.fault].format(key=spoken(objection.key), title=title, place=place)
