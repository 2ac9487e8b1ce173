"""A whole session in a real window of X11: 24 documents, decided by keys alone, to the summary."""

from itertools import cycle

from tests.end_to_end.desk_file import DeskFile, documents_in
from tests.end_to_end.real_window import EDITOR

NEW_WORDS = " The record of the case names the system and the harm."


def test_twenty_four_documents_by_keys_alone_to_the_summary(window):
    documents = documents_in(window.desk)
    assert len(documents) == 24
    window.until(lambda: window.windows("Review Desk"), "a window")
    window.until(lambda: window.knows(EDITOR), "the desk is open, somebody sits at it")
    session = Session(window)
    unproposed = [(number, id) for number, (id, state) in enumerate(documents, start=1) if state == "none"]
    for number, document in unproposed:
        session.go_to(number)
        session.keep_as_context(document)
    session.go_to(1)
    wires = [id for id, state in documents if state != "none"]
    decide = (session.accept, session.amend, session.reject)
    for number, document in enumerate(wires[:12]):
        decide[number % 3](document)
    session.reject_together(wires[12:])
    window.until(lambda: window.windows("Session summary"), "the summary opens by itself")
    window.press("Return")
    window.until(lambda: not window.windows("Session summary"), "Enter closes it")
    window.press("u")
    window.until(lambda: session.pending() == set(wires[12:]), "one U takes the act on many back")
    window.press("shift+u")
    window.until(lambda: not session.pending(), "Shift+U does it again")
    window.press("ctrl+shift+s")
    window.until(lambda: window.windows("Session summary"), "Ctrl+Shift+S opens it again")
    window.press("Escape")
    window.until(lambda: not window.windows("Session summary"), "Escape closes it")
    window.press("ctrl+q")
    assert window.wait_for_end() == 0
    assert session.outcomes() == session.expected
    figures = DeskFile(window.desk, EDITOR)("stats")
    assert figures["by_state"] == {"accepted": 4, "amended": 4, "rejected": 10, "context": 6}
    assert figures["by_reason"] == {"no_harm_event": 10} and figures["by_editor"] == {EDITOR: 24}


class Session:
    """The keys of each decision; none is pressed before its document has shown that it takes keys."""

    def __init__(self, window):
        self._window = window
        self.expected = []

    def go_to(self, number):
        self._window.press("g")
        self._window.write(str(number))
        self._window.press("Return")

    def keep_as_context(self, document):
        self._answer(document, "yes")
        self._window.press("y")
        self._wait_for(document, "context")

    def accept(self, document):
        self._answer(document, "yes")
        self._window.press("2", "3", "a")
        self._wait_for(document, "accept")

    def amend(self, document):
        self._answer(document, "yes")
        self._window.press("e")
        self._window.write(NEW_WORDS)
        self._window.press("ctrl+Return")
        self._wait_for(document, "amend")

    def reject(self, document):
        self._answer(document, "no")
        self._window.press("r", "1")
        self._wait_for(document, "reject")

    def reject_together(self, documents):
        """Search for what is to do, mark all of it, read the sample, and reject it as one act."""
        self._window.press("slash")
        self._window.write("state:pending")
        self._window.press("Return", "Return")
        for command in ("mark all of the list", "reject marked wires"):
            self._window.press("ctrl+k")
            self._window.write(command)
            self._window.press("Return")
        title = f"Reject {len(documents)} wires"
        self._window.until(lambda: self._window.windows(title), "the act says what it would do")
        self._window.press("1")
        steps = cycle(["alt+Down"] * 4 + ["alt+Up"] * 4)

        def is_done():
            self._window.press(next(steps), "ctrl+Return")  # rejects once the whole sample was on screen
            return not self._window.windows(title)

        self._window.until(is_done, "Ctrl+Enter rejects them all")
        self.expected += [(document, "reject") for document in documents]
        self._window.until(lambda: self.outcomes() == self.expected, "they are decided as one act")

    def pending(self):
        """Give the documents that are to do, as the desk's file has it."""
        return {id for id, state in documents_in(self._window.desk) if state == "pending"}

    def outcomes(self):
        return [(document, payload["outcome"]) for _, document, payload in self._window.events("decided")]

    def _answer(self, document, answer):
        """Go round the answers of criterion 1 until the draft of this very document says so."""

        def is_answered():
            return self._window.drafts().get(document, {}).get("verifiable") == answer

        self._window.press_until("1", is_answered, f"criterion 1 of {document[:8]} is answered {answer}")

    def _wait_for(self, document, outcome):
        self.expected.append((document, outcome))
        self._window.until(lambda: self.outcomes() == self.expected, f"{document[:8]} is decided: {outcome}")
