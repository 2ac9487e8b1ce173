"""The window with a dialog over it, worked as a person does."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor_app.ui.dialog_window import DialogWindow
from tests.ui.review_stage import Stage


class DialogStage(Stage):
    """What the dialogs' tests need on top of the window."""

    @property
    def dialogs(self):
        shown = [one for one in QApplication.topLevelWidgets() if isinstance(one, DialogWindow)]
        return [one for one in shown if one.isVisible()]

    @property
    def dialog(self):
        assert len(self.dialogs) == 1, self.dialogs
        return self.dialogs[0]

    def open(self, command):
        """Do the command and give the dialog it opened, with the keyboard."""
        assert self.commands.trigger(command), self.commands.reason_off(command)
        self.qtbot.waitUntil(lambda: len(self.dialogs) == 1)
        return self.active()

    def active(self):
        dialog = self.dialog
        dialog.activateWindow()
        self.qtbot.waitUntil(dialog.isActiveWindow)
        self.settle()
        return dialog

    def until(self, reached):
        """Wait for what is on its way; the writer thread gets the time it needs."""
        self.qtbot.waitUntil(lambda: bool(self._waited() and reached()), timeout=30_000)

    def click(self, button):
        assert button.isVisible() and button.isEnabled()
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def close(self):
        for dialog in self.dialogs:
            dialog.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        super().close()

    def _waited(self):
        self.session.background.wait()
        QApplication.sendPostedEvents()
        return True


def button(dialog, word):
    """Give the button of a dialog whose word begins so."""
    from editor_app.ui.widgets.button import Button

    found = [one for one in dialog.findChildren(Button) if one.text().startswith(word) and one.isVisible()]
    assert len(found) == 1, (word, [one.text() for one in dialog.findChildren(Button)])
    return found[0]
