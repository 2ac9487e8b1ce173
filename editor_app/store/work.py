"""A transaction at the desk: everything done in it is seen together or not at all."""

from collections.abc import Callable

from sqlalchemy import Connection

from editor_app.store.acts import Acts
from editor_app.store.alike import Alike
from editor_app.store.amendments import Amendments
from editor_app.store.archives import Archives
from editor_app.store.checking import Checking
from editor_app.store.decided import Decided
from editor_app.store.documents import Documents
from editor_app.store.drafts import Drafts
from editor_app.store.events import Events
from editor_app.store.figures import Figures
from editor_app.store.imports import Imports
from editor_app.store.lists import Lists
from editor_app.store.meta import Meta
from editor_app.store.newcomers import Newcomers
from editor_app.store.package_lines import PackageLines
from editor_app.store.placements import Placements
from editor_app.store.record_lines import Flags, RecordLines, Unlinked
from editor_app.store.saved_lists import SavedLists
from editor_app.store.search import Search
from editor_app.store.standings import Standings
from editor_app.store.templates import Templates


class Work:
    """What is read and written in one transaction, table by table.

    Leaving it means rolling back, unless `commit` was called.
    """

    def __init__(
        self, connection: Connection, search: Search, alike: Alike, refuse_replaced: Callable[[], None]
    ) -> None:
        """Work on a connection whose transaction is open."""
        self._connection = connection
        self._refuse_replaced = refuse_replaced
        self.search = search
        self.alike = alike
        self.documents = Documents(connection)
        self.newcomers = Newcomers(connection)
        self.placements = Placements(connection)
        self.archives = Archives(connection)
        self.imports = Imports(connection)
        self.events = Events(connection)
        self.acts = Acts(connection)
        self.standings = Standings(connection)
        self.drafts = Drafts(connection)
        self.templates = Templates(connection)
        self.amendments = Amendments(connection)
        self.lists = Lists(connection, search, alike)
        self.figures = Figures(connection)
        self.saved_lists = SavedLists(connection)
        self.decided = Decided(connection)
        self.meta = Meta(connection)
        self.checking = Checking(connection)

    def record_lines(self, named: Flags, unlinked: Unlinked) -> RecordLines:
        """Give what makes records of undecided documents; `named` and `unlinked` find their flags."""
        return RecordLines(self._connection, named, unlinked)

    def package_lines(self, spelt: Callable[[str], str]) -> PackageLines:
        """Give what makes the lines of a package; `spelt` gives JSON text in its canonical form."""
        return PackageLines(self._connection, spelt)

    def commit(self) -> None:
        """Make everything durable; when this returns, it is on disk, in the file that bears the desk's name.

        A file that was replaced underneath takes commits and loses them, so that is looked at before and
        after (`desk_replaced`).
        """
        self._refuse_replaced()
        self._connection.commit()
        self._refuse_replaced()
