"""The list of what is wrong: where each problem is, and where a click on it leads."""

import pytest

from planner.desktop.open.editing.rules import aimed
from planner.errors import InfeasibleError
from tests.desktop.driving import settle


@pytest.fixture
def too_much(window, qtbot):
    """A window whose scenario is to capture more value than there is."""
    document = window.session.document
    document.replace(aimed(document.scenario, "cost", 1000.0), "")
    settle(qtbot, window)
    assert isinstance(document.error, InfeasibleError)
    return window


def test_a_value_that_can_not_be_captured_leads_to_its_field(too_much, qtbot):
    list_, rules = too_much.panels.problems, too_much.pages.rules
    at = next(row for row, problem in enumerate(list_.shown) if problem.path[:1] == ("objective",))
    assert list_.topLevelItem(at).text(1) == "Value to capture"
    with qtbot.waitActive(too_much):
        too_much.activateWindow()
    list_.itemClicked.emit(list_.topLevelItem(at), 0)
    assert too_much.pages.currentWidget() is rules
    qtbot.waitUntil(rules.aims.target.hasFocus)
