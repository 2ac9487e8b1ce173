"""A row of choices by keyboard: where one always stands the arrows choose, else they only move."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from editor_app.ui.widgets.segmented import Choice, Segmented


@pytest.mark.parametrize(("optional", "chosen"), [(False, ["b"]), (True, [])])
def test_arrows_choose_only_where_one_choice_always_stands(qtbot, optional, chosen):
    host = QWidget()
    qtbot.addWidget(host)
    row = Segmented([Choice("a", "First"), Choice("b", "Second")], optional=optional, parent=host)
    row.set_chosen("" if optional else "a")
    host.resize(400, 100)
    host.show()
    heard = []
    row.chosen.connect(heard.append)
    host.activateWindow()
    row.segments()[0].setFocus()
    qtbot.waitUntil(row.segments()[0].hasFocus)
    QTest.keyClick(row.segments()[0], Qt.Key.Key_Right)
    assert host.focusWidget() is row.segments()[1]
    assert heard == chosen
    assert row.chosen_id == ("" if optional else "b")


@pytest.mark.parametrize(("chosen", "stop"), [("b", 1), ("", 0)])
def test_tab_comes_to_the_chosen_segment_alone(qtbot, chosen, stop):
    host = QWidget()
    qtbot.addWidget(host)
    row = Segmented([Choice("a", "First"), Choice("b", "Second")], optional=True, parent=host)
    row.set_chosen("a")
    row.set_chosen(chosen)
    tabbed = [bool(segment.focusPolicy() & Qt.FocusPolicy.TabFocus) for segment in row.segments()]
    assert tabbed == [place == stop for place in range(2)]
