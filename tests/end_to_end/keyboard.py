"""The program's own window, worked by keys alone: they go to whatever has the keyboard, as a person's do."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from editor_app import paths, settings
from editor_app.ui.app import dress, make_application, make_window
from editor_app.ui.dialog_window import DialogWindow

_PATIENCE = 20_000
_BETWEEN_KEYS = 1.0
_MOST_STOPS = 80


class Clock:
    """The session's clock: it goes on when somebody presses a key, and not by itself."""

    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


class Keyboard:
    """A person without a mouse before the window, which is put together and shown as the program does it."""

    def __init__(self, qtbot, clock, desk=None, editor=""):
        self.qtbot, self.clock = qtbot, clock
        make_application()
        dress(settings.load(paths.settings_file()))
        self.window = make_window(editor)
        self.session = self.window.session
        self.told = []
        self.session.told.connect(lambda message: self.told.append(message.text))
        self.window.commands.refused.connect(lambda _name, reason: self.told.append(reason))
        self.window.resize(1440, 900)
        self.window.show()
        self.window.activateWindow()
        self.until(self.window.isActiveWindow)
        if desk is not None:
            self.window.open_desk(desk)
            self.until(lambda: self.session.door is not None)
        self.settle()

    # What a person does

    def press(self, *keys):
        """Press keys one after the other, each spelled as the sheet of keys spells it."""
        for key in keys:
            self.clock.now += _BETWEEN_KEYS
            pressed = QKeySequence(key)[0]
            QTest.keyClick(self.target, pressed.key(), pressed.keyboardModifiers())
            self.settle()

    def write(self, text):
        """Type a text, letter by letter, wherever the keyboard goes meanwhile."""
        for letter in text:
            QTest.keyClick(self.target, letter)
        self.settle()

    def hold(self, key, seconds=2.0, repeats=40):
        """Hold a key down: one press and the repeats a keyboard sends meanwhile."""
        pressed = QKeySequence(key)[0]
        text = chr(pressed.key()).lower()
        for number in range(1 + repeats):
            target, modifiers = self.target, pressed.keyboardModifiers()
            QTest.simulateEvent(target, True, pressed.key(), modifiers, text, number > 0)
            self.clock.now += seconds / repeats
            self.settle()
        QTest.keyRelease(self.target, pressed.key(), pressed.keyboardModifiers())
        self.settle()

    def tab_to(self, *names):
        """Go on with Tab until something of one of these names has the keyboard."""
        for _stop in range(_MOST_STOPS):
            if self.focus_name in names:
                return
            self.press("Tab")
        raise AssertionError(f"Tab never comes to {names}, it stands at {self.focus_name!r}")

    def close(self):
        """Close the window as Ctrl+Q does, and let go of it."""
        self.window.close()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    # What a person sees

    @property
    def target(self):
        """Whatever a key goes to now."""
        return QApplication.activePopupWidget() or self.focus or self.window

    @property
    def focus(self):
        """The widget that has the keyboard."""
        return QApplication.focusWidget()

    @property
    def focus_name(self):
        """What a screen reader calls it."""
        focus = self.focus
        if isinstance(focus, QAbstractButton):
            return focus.accessibleName() or focus.text()
        return focus.accessibleName() if isinstance(focus, QWidget) else ""

    @property
    def dialog(self):
        """The dialog on top, None while there is none."""
        modal = QApplication.activeModalWidget()
        return modal if isinstance(modal, DialogWindow) else None

    @property
    def name(self):
        """The first three letters of the name of the document on screen, None for none."""
        view = self.session.view
        return view.row.name[:3] if view else None

    @property
    def passages(self):
        """What is marked in the text on screen."""
        return [mark.cursor.selectedText() for mark in self.window.document_pane.view.extraSelections()]

    def says(self, words):
        """Tell whether words stand somewhere in the window, or in a dialog over it."""
        shown = [part for top in QApplication.topLevelWidgets() for part in top.findChildren(QWidget)]
        texts = (part.text() for part in shown if callable(getattr(part, "text", None)) and part.isVisible())
        return any(words in text for text in texts)

    # Waiting

    def settle(self):
        """Let what is on its way arrive, and the document be painted."""
        for _round in range(2):
            self.session.background.wait()
            QCoreApplication.sendPostedEvents()
            QApplication.processEvents()
        self.until(lambda: self.session.view is None or not self.session.is_loading)

    def until(self, reached):
        """Wait for something to come about."""
        self.qtbot.waitUntil(reached, timeout=_PATIENCE)
