"""The whole window on a small desk, worked by keys as a person does."""

from itertools import count

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor_app.domain.standing import State
from editor_app.ui.app import make_application, make_window
from editor_app.ui.theme import theme
from tests.desk.sample import add, open_sample, wire_text

PASSAGE = "the court found the answers misleading"
BULK = (
    "Source signal originates from a real AI provider, regulator, or model-comparison probe; the harm or "
    "behavioural change described would not have occurred without the AI system being deployed in the role "
    "described. Editor reviewing the archive may amend the rationale per-wire."
)
WIRES = {
    "000.txt": wire_text("A court finds a chatbot at fault", f"In May {PASSAGE}.", BULK),
    "001.txt": wire_text("Two countries sign an agreement", rationale=BULK),
    "002.txt": wire_text("A regulator fines a provider", rationale=BULK),
    "003.txt": wire_text("A laboratory publishes a benchmark", rationale="An own rationale."),
    "004.txt": b"# A comment on the agreement\n\nNothing is proposed here.\n",
}
LARGE, SMALL = (1440, 900), (1280, 720)
SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


class Stage:
    """A window with a desk open in it, and what a person does there."""

    def __init__(self, qtbot, folder, size=LARGE, *, is_filled=True, name="Ada Example"):
        self.qtbot = qtbot
        make_application()
        theme.use("light")
        path = folder / "a.desk"
        self.ids = _filled(path, WIRES, name) if is_filled else {}
        self.window = make_window()
        self.session, self.commands = self.window.session, self.window.commands
        self.told = []
        self.session.told.connect(lambda message: self.told.append(message.text))
        self.commands.refused.connect(lambda _name, reason: self.told.append(reason))
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.path = path
        self.window.open_desk(path)
        qtbot.waitUntil(lambda: self.session.view is not None)
        self.settle()

    @property
    def pane(self):
        return self.window.rationale_pane

    @property
    def read(self):
        return self.pane.read_mode

    @property
    def headline(self):
        return self.session.view.row.headline if self.session.view else None

    @property
    def focus(self):
        return QApplication.focusWidget()

    @property
    def popup(self):
        return self.pane.panels.opened

    def take_time(self):
        """Let a second go by between decisions, as a person does: sooner, a key counts as bouncing."""
        self.session._bounce._clock = count().__next__

    def settle(self):
        """Let everything that is on its way arrive, and the document be painted."""
        self.session.background.wait()
        QApplication.sendPostedEvents()
        QApplication.processEvents()
        self.session.background.wait()
        self.qtbot.waitUntil(lambda: self.session.view is None or not self.session.is_loading)
        QApplication.processEvents()

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self.focus or self.window, key, modifiers)
        self.settle()

    def hold(self, key, times=60):
        """Send a key press and the repeats a held key sends."""
        target = self.focus or self.window
        for number in range(times):
            QTest.simulateEvent(
                target, True, key, Qt.KeyboardModifier.NoModifier, chr(key).lower(), number > 0
            )
        self.settle()

    def write(self, text):
        assert self.focus is not None
        QTest.keyClicks(self.focus, text)
        self.settle()

    def show(self, name):
        self.session.show(self.ids[name])
        self.settle()

    def review(self, name):
        """Give what the desk holds of a document now."""
        return self.session.door.view(self.ids[name])

    def state(self, name):
        return self.review(name).row.state

    def verdict(self, name):
        return self.review(name).standing.verdict

    def is_untouched(self):
        return all(self.state(name) in (State.PENDING, State.NONE) for name in self.ids)

    def close(self):
        """Close the window and let go of all of it: the next one would restyle it again and again.

        A test that fails while something is not saved must not wait for an answer to the question that asks.
        """
        self.window._may_lose_a_decision = lambda: True
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def _filled(path, texts, name):
    with open_sample(path, name=name) as desk:
        return add(desk, texts)
