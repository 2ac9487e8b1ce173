"""A whole session in a real window of X11: 24 documents, each decided by keys alone, to the summary."""

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
    for number, document in enumerate(wires):
        decide[number % 3](document)
    window.until(lambda: window.windows("Session summary"), "the summary opens by itself")
    window.press("Return")
    window.until(lambda: not window.windows("Session summary"), "Enter closes it")
    window.press("ctrl+shift+s")
    window.until(lambda: window.windows("Session summary"), "Ctrl+Shift+S opens it again")
    window.press("Escape")
    window.until(lambda: not window.windows("Session summary"), "Escape closes it")
    window.press("ctrl+q")
    assert window.wait_for_end() == 0
    assert session.outcomes() == session.expected
    figures = DeskFile(window.desk, EDITOR)("stats")
    assert figures["by_state"] == {"accepted": 6, "amended": 6, "rejected": 6, "context": 6}
    assert figures["by_reason"] == {"no_harm_event": 6} and figures["by_editor"] == {EDITOR: 24}


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
