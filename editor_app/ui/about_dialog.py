"""About Review Desk: its version, what it is made of, and every licence to read."""

from typing import Final

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor_app.i18n import gettext
from editor_app.ui import text_styles
from editor_app.ui.dialog_window import DialogWindow
from editor_app.ui.icons import window_icon
from editor_app.ui.licences import Component, application, components
from editor_app.ui.safe_text import PlainLabel, SafeBrowser, open_link
from editor_app.ui.two_line_list import Item, TwoLineList
from editor_app.ui.widgets.button import Button
from editor_app.ui.widgets.frames import Card, column, row
from editor_app.ui.widgets.segmented import Choice, Segmented

_MARK: Final = 44
_LIST_WIDTH: Final = 260
_TEXT_HEIGHT: Final = 360


class AboutDialog(DialogWindow):
    """Lists the program and everything it uses; the licence of the chosen one stands beside the list."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent, gettext("About Review Desk"), "info-circle", 960)
        self._components = {component.name: component for component in (application(), *components())}
        self._texts: Segmented | None = None
        self._list = TwoLineList(gettext("Software and licences"))
        self._name = PlainLabel("", "strong", wraps=True)
        self._facts = PlainLabel("", "meta", "text2", wraps=True)
        self._home = Button(kind="link", icon="external-link")
        self._home.clicked.connect(self._on_home_clicked)
        self._text = SafeBrowser()
        self._switch = column()
        self.body.addLayout(self._build_program())
        self.body.addLayout(self._build_licences(), 1)
        self.add_cross()
        close = self.add_button(gettext("Close"), "outlined", "Esc")
        close.clicked.connect(self.reject)
        self.set_hint(gettext("Works offline. Nothing leaves this computer."))
        self._fill_list()

    def _build_program(self) -> QVBoxLayout:
        program = self._components["Review Desk"]
        mark = PlainLabel()
        mark.setPixmap(window_icon().pixmap(_MARK, _MARK))
        words = column(spacing=2)
        title = gettext("{name} {version}").format(name=program.name, version=program.version)
        words.addWidget(PlainLabel(title, "small_dialog_title", selectable=True))
        words.addWidget(PlainLabel(_purpose(), "body", "text2", wraps=True))
        line = row(spacing=14)
        line.addWidget(mark)
        line.addLayout(words, 1)
        whole = column(spacing=0)
        whole.addLayout(line)
        return whole

    def _build_licences(self) -> QVBoxLayout:
        self._list.setFixedWidth(text_styles.px(_LIST_WIDTH))
        self._list.setMinimumHeight(_TEXT_HEIGHT)
        self._list.currentRowChanged.connect(self._on_component_chosen)
        self._text.setFont(_licence_font())
        self._text.document().setDocumentMargin(10)
        self._text.setAccessibleName(gettext("Text of the licence"))
        frame = Card()
        column(frame, (2, 2, 2, 2)).addWidget(self._text)
        facts = row(spacing=8)
        facts.addWidget(self._facts, 1)
        facts.addWidget(self._home)
        beside = column(spacing=6)
        beside.addWidget(self._name)
        beside.addLayout(facts)
        beside.addLayout(self._switch)
        beside.addWidget(frame, 1)
        both = row(spacing=16)
        both.addWidget(self._list)
        both.addLayout(beside, 1)
        whole = column()
        whole.addLayout(both, 1)
        return whole

    def _fill_list(self) -> None:
        items = [
            Item(one.name, one.name, one.used_for or gettext("This program"), one.version)
            for one in self._components.values()
        ]
        self._list.show_items(items)
        self._list.setFocus()

    def _on_component_chosen(self) -> None:
        if self._list.chosen is None:
            return
        component = self._components[self._list.chosen.id]
        self._name.setText(component.name)
        self._facts.setText(_facts(component))
        self._home.setVisible(bool(component.home))
        self._home.setText(component.home.removeprefix("https://").rstrip("/"))
        self._home.setAccessibleName(gettext("Open the home page of {name}").format(name=component.name))
        self._offer_texts(component)
        self._show_text(component.texts[0].title)

    def _offer_texts(self, component: Component) -> None:
        """Put a switch above the text where a component has more than one."""
        if self._texts is not None:
            self._switch.removeWidget(self._texts)
            self._texts.hide()
            self._texts.deleteLater()
            self._texts = None
        if len(component.texts) > 1:
            titles = [text.title for text in component.texts]
            self._texts = Segmented([Choice(title, title) for title in titles])
            self._texts.set_name(gettext("Which text"))
            self._texts.set_chosen(titles[0])
            self._texts.chosen.connect(self._show_text)
            self._switch.addWidget(self._texts)

    def _show_text(self, title: str) -> None:
        if self._list.chosen is None:
            return
        texts = self._components[self._list.chosen.id].texts
        self._text.setPlainText(next(text for text in texts if text.title == title).read())

    def _on_home_clicked(self) -> None:
        if self._list.chosen is not None:
            open_link(self, self._components[self._list.chosen.id].home)


def _licence_font() -> QFont:
    """Give a font in which a licence's lines of 80 characters stay whole."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    font.setPixelSize(text_styles.px(12))
    return font


def _purpose() -> str:
    return gettext(
        "An offline desk for archives of wires that were classified in bulk. It is free software under the"
        " MIT licence, and uses the software below. Qt is used under the LGPL, version 3."
    )


def _facts(component: Component) -> str:
    version = gettext("Version {version}").format(version=component.version) if component.version else ""
    return " · ".join(part for part in (version, component.licence) if part)
