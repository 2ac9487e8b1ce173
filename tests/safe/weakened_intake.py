"""The program without its guard against strangers' zips: `python -m tests.safe.weakened_intake names ...`."""

import sys

from editor_app.__main__ import main
from editor_app.formats import zip_source
from editor_app.formats.entry_names import EntryType, type_of


def _believe_names() -> None:
    """Take every member for a file of a good name."""
    zip_source._fault = lambda name, _info: None if type_of(name) is EntryType.TEXT else "not_a_text_type"


def _believe_sizes() -> None:
    """Read whatever comes out of a member."""
    zip_source._Budget.spend = lambda *_arguments: None


_WEAKENINGS = {"names": _believe_names, "sizes": _believe_sizes}

if __name__ == "__main__":
    _WEAKENINGS[sys.argv[1]]()
    raise SystemExit(main(sys.argv[2:]))
