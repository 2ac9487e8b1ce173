"""The templates of the desk: written, renamed, thrown away, brought in from a file and written to one."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QBoxLayout, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from editor_app.desk import repeating, templating
from editor_app.desk.repeating import Amendment
from editor_app.desk.templating import Imported
from editor_app.desk.workplace import Workplace
from editor_app.domain.problems import Problem
from editor_app.domain.templates import FIELDS, Template
from editor_app.i18n import gettext, ngettext, sentence
from editor_app.ui import text_styles
from editor_app.ui.background import Background
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.places import shown_path
from editor_app.ui.safe_text import PlainEdit, PlainLabel
from editor_app.ui.two_line_list import Item, TwoLineList
from editor_app.ui.unseen_line import UnseenLine
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.drop_down import DropDown
from editor_app.ui.widgets.flow import Flow
from editor_app.ui.widgets.frames import column, row
from editor_app.ui.wording import isolated

_LIST_WIDTH: Final = 240
_HEIGHT: Final = 300
_NEW: Final = ""
_EARLIER: Final = 10


class TemplatesDialog(DialogWindow):
    """A list of templates, and beside it the name and the text of the one chosen."""

    def __init__(
        self, parent: QWidget | None, desk: Workplace, background: Background, text: str = ""
    ) -> None:
        super().__init__(parent, gettext("Rationale templates"), "template", 860)
        self._desk, self._background = desk, background
        self._templates: dict[str, Template] = {}
        self._removed: Template | None = None
        self._edits: dict[str, Template] = {}
        self._shown_name: str | None = None
        self._was_warned = False
        self._build()
        self.reload()
        if text:
            self.begin(text)
        elif not self._templates:
            self.begin("")

    @property
    def template_list(self) -> TwoLineList:
        """The templates; the first line begins a new one."""
        return self._list

    @property
    def name(self) -> QLineEdit:
        """The name of the template."""
        return self._name

    @property
    def text(self) -> PlainEdit:
        """Its text."""
        return self._text

    @property
    def earlier(self) -> DropDown:
        """What a new template can begin with."""
        return self._earlier

    def reload(self, chosen: str = "") -> None:
        """Read the templates anew."""
        self._stash()
        self._templates = {kept.name: kept for kept in templating.templates(self._desk)}
        items = [Item(kept.name, kept.name, " ".join(kept.text.split())) for kept in self._templates.values()]
        new = Item(_NEW, gettext("New template"), gettext("A name and a text"), icon="plus")
        first = next(iter(self._templates), _NEW)
        self._shown_name = None
        self._list.show_items([new, *items], chosen or first)
        self._show_chosen()

    def begin(self, text: str) -> None:
        """Begin a new template with a text."""
        self._list.choose(_NEW)
        self._show_chosen()
        self._text.setPlainText(text)
        self._name.setFocus()

    def reject(self) -> None:
        """Close; what is not saved is told of once first."""
        self._stash()
        if self._edits and not self._was_warned and self._is_writable:
            self._was_warned = True
            self.set_hint(gettext("Not saved yet. Save it, or close once more to leave it."), "amend")
            return
        super().reject()

    def import_from(self, path: Path) -> None:
        """Bring in the templates of a file."""
        self._do(templating.import_file, self._on_imported, path)

    def export_to(self, path: Path) -> None:
        """Write the templates to a file."""
        done = gettext("Written to {place}").format(place=shown_path(path))
        job = self._background.submit(partial(templating.export_file, self._desk, path, force=True))
        job.done.connect(lambda _count: self.set_hint(done))
        job.failed.connect(self._tell)

    # How it is put together

    def _build(self) -> None:
        self._list = TwoLineList(gettext("Templates"))
        self._list.setFixedWidth(text_styles.px(_LIST_WIDTH))
        self._list.setMinimumHeight(_HEIGHT)
        self._list.currentRowChanged.connect(self._show_chosen)
        halves = row(spacing=20)
        halves.addWidget(self._list)
        halves.addLayout(self._build_text(), 1)
        self.body.addLayout(halves, 1)
        self.add_cross()
        self.set_hint("")
        self._build_foot()

    def _build_text(self) -> QVBoxLayout:
        whole = column(spacing=6)
        self._name = QLineEdit()
        self._name.setAccessibleName(gettext("Name of the template"))
        self._name.textChanged.connect(self._refresh)
        self._text = PlainEdit()
        self._text.setAccessibleName(gettext("Text of the template"))
        self._text.setMinimumHeight(140)
        self._text.textChanged.connect(self._refresh)
        whole.addWidget(self._build_earlier())
        whole.addWidget(PlainLabel(gettext("Name"), "meta_strong"))
        whole.addWidget(self._name)
        whole.addWidget(PlainLabel(gettext("Text"), "meta_strong"))
        whole.addWidget(self._text, 1)
        whole.addWidget(UnseenLine(self._text))
        whole.addLayout(self._build_fields())
        return whole

    def _build_earlier(self) -> QWidget:
        """Offer what a new template can begin with: nothing, or an amendment of one's own."""
        self._earlier_part = QWidget()
        line = row(self._earlier_part, (0, 0, 0, 6), 10)
        label = PlainLabel(gettext("Begin with"), "meta_strong")
        self._earlier = DropDown()
        self._earlier.setAccessibleName(gettext("Begin with an earlier amendment"))
        self._earlier.addItem(gettext("An empty text"), "")
        self._earlier.activated.connect(lambda _place: self.begin(self._earlier.currentData() or ""))
        label.setBuddy(self._earlier)
        line.addWidget(label)
        line.addWidget(self._earlier, 1)
        job = self._background.submit(repeating.last_amendments, self._desk, _EARLIER)
        job.done.connect(self._offer_earlier)
        return self._earlier_part

    def _build_fields(self) -> QBoxLayout:
        fields = column(spacing=4)
        explained = gettext("Fields are filled in from the wire when the template is inserted:")
        fields.addWidget(PlainLabel(explained, "meta", "text2", wraps=True))
        flow = Flow(gap=6)
        for name in FIELDS:
            written = f"{{{name}}}"
            button = Button(written, "outlined")
            button.setAccessibleName(gettext("Insert the field {field}").format(field=written))
            button.clicked.connect(lambda _on=False, field=written: self._insert(field))
            flow.add(button)
        fields.addWidget(flow)
        return fields

    def _build_foot(self) -> None:
        bring = self.add_button(gettext("Import..."))
        bring.clicked.connect(self._on_import_clicked)
        self._export = self.add_button(gettext("Export..."))
        self._export.clicked.connect(self._on_export_clicked)
        self._remove = self.add_button(gettext("Delete"))
        self._remove.clicked.connect(self._on_remove_clicked)
        close = self.add_button(gettext("Close"), "outlined", "Esc")
        close.clicked.connect(self.reject)
        self._save = self.add_button(gettext("Save"), "primary", "Ctrl+Enter")
        self._save.clicked.connect(self._on_save_clicked)
        self._is_writable = self._desk.read_only is None
        bring.setEnabled(self._is_writable)

    # What happens

    @property
    def _chosen(self) -> Template | None:
        item = self._list.chosen
        return None if item is None else self._templates.get(item.id)

    def _show_chosen(self) -> None:
        """Show the template chosen, with what was changed in it and not saved."""
        item = self._list.chosen
        if item is None or item.id == self._shown_name:
            return
        self._stash()
        self._shown_name = item.id
        shown = self._edits.get(item.id) or self._chosen or Template("", "")
        self._name.setText(shown.name)
        self._text.setPlainText(shown.text)
        self._refresh()

    def _stash(self) -> None:
        """Keep what is written and not saved, while another template is looked at."""
        if self._shown_name is None:
            return
        written = Template(self._name.text(), self._text.toPlainText())
        if written == (self._templates.get(self._shown_name) or Template("", "")):
            self._edits.pop(self._shown_name, None)
        else:
            self._edits[self._shown_name] = written

    def _refresh(self) -> None:
        self._was_warned = False
        kept = self._chosen
        self._earlier_part.setVisible(kept is None and self._earlier.count() > 1)
        written = Template(self._name.text().strip(), self._text.toPlainText().strip())
        is_new_text = written.name != "" and written.text != "" and written != kept
        self._save.setEnabled(is_new_text and self._is_writable)
        can_put_back = self._removed is not None and kept is None
        self._remove.setEnabled(self._is_writable and (kept is not None or can_put_back))
        self._remove.setText(gettext("Put it back") if can_put_back else gettext("Delete"))
        self._export.setEnabled(bool(self._templates))

    def _insert(self, field: str) -> None:
        self._text.textCursor().insertText(field)
        self._text.setFocus()

    def _offer_earlier(self, found: Sequence[Amendment]) -> None:
        for amendment in found:
            words = gettext("My amendment of “{headline}”").format(headline=isolated(amendment.headline))
            self._earlier.addItem(words, amendment.text)
        self._refresh()

    def _on_save_clicked(self) -> None:
        kept = self._chosen
        written = Template(self._name.text(), self._text.toPlainText())
        self._do(templating.keep, self._on_kept, written, None if kept is None else kept.name)

    def _on_remove_clicked(self) -> None:
        kept, removed = self._chosen, self._removed
        if kept is not None:
            self._do(templating.remove, self._on_removed, kept.name)
        elif removed is not None:
            self._do(templating.keep, self._on_kept, removed)

    def _on_kept(self, kept: Template) -> None:
        self._removed = None
        self._forget_edit()
        self.reload(kept.name)
        self.set_hint(gettext("Kept “{name}”").format(name=kept.name))

    def _forget_edit(self) -> None:
        """Let go of what was written in the template on screen; it is saved, or gone."""
        if self._shown_name is not None:
            self._edits.pop(self._shown_name, None)
        self._shown_name = None

    def _on_removed(self, removed: Template) -> None:
        self._removed = removed
        self._forget_edit()
        self.reload(_NEW)
        self._list.choose(_NEW)
        self.set_hint(gettext("Deleted “{name}”").format(name=removed.name))

    def _on_imported(self, imported: Imported) -> None:
        self.reload(next(iter(imported.added), ""))
        count = len(imported.added)
        words = ngettext("{count} template came in", "{count} templates came in", count).format(count=count)
        known = imported.unchanged
        same = ngettext("{count} was here already", "{count} were here already", known).format(count=known)
        self.set_hint(f"{words}, {same}" if known else words)

    def _on_import_clicked(self) -> None:
        title = gettext("Templates to bring in")
        kinds = gettext("Templates (*.toml *.txt *.md);;All files (*)")
        chosen, _kind = QFileDialog.getOpenFileName(self, title, str(Path.home()), kinds)
        if chosen:
            self.import_from(Path(chosen))

    def _on_export_clicked(self) -> None:
        place = str(Path.home() / "templates.toml")
        chosen, _kind = QFileDialog.getSaveFileName(self, gettext("Write the templates to"), place)
        if chosen:
            self.export_to(Path(chosen))

    def _do(self, act: Callable[..., Any], then: Callable[[Any], None], *given: object) -> None:
        job = self._background.submit(act, self._desk, *given)
        job.done.connect(then)
        job.failed.connect(self._tell)

    def _tell(self, problem: Problem) -> None:
        self.set_hint(sentence(problem.code, problem.fields), "reject")
