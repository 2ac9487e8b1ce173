"""What the window tells in passing: a toast, said to screen readers as well."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A line for a toast. `command` is the id of the command its button does, "" for none.

    `spoken` is what a screen reader says where that should be more than `text`; with `is_quiet` nothing is
    shown and it is only said. One that `is_of_the_list` says where the wire on screen stands in the list.
    """

    text: str
    icon: str = "info-circle"
    command: str = ""
    spoken: str = ""
    is_quiet: bool = False
    is_of_the_list: bool = False
