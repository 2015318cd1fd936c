"""Rows by group, with totals of those that pass the filter, and views that are kept under a name."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from planner.domain.plan import DECISIONS
from tests.desktop.test_story import press


@pytest.fixture
def page(window):
    window.pages.setCurrentWidget(window.pages.requests)
    return window.pages.requests


def lines(page):
    view = page.grouping.view
    return [
        dict(zip(*(view.texts([row])[0], view.texts([row])[1][0]), strict=True)) for row in range(len(view.table.rows))
    ]


def amount(text):
    return float(text.replace(",", ""))


@pytest.mark.parametrize("by", ["team", "product", "decision"])
def test_groups_add_up_to_what_the_plan_says_and_follow_the_filter(page, window, by):
    page.grouping.by.choose(by)
    assert page.grouping.view.isVisible()
    plan = window.session.document.plan.requests
    keys = {row["id"]: row["decision"] for row in plan.to_dict("records")}
    keys = keys if by == "decision" else {r.id: getattr(r, by) for r in window.session.document.scenario.requests}
    total, *groups = lines(page)
    assert amount(total["Value [points]"]) == pytest.approx(plan["value_points"].sum(), abs=0.01)
    assert amount(total["Captured [points]"]) == pytest.approx(plan["captured_points"].sum(), abs=0.01)
    assert [int(total[d].replace("–", "0")) for d in DECISIONS] == [(plan["decision"] == d).sum() for d in DECISIONS]
    for line in groups:
        name = next(iter(line.values())).removeprefix("▸ ")
        of = plan[plan["id"].map(keys) == name]
        assert int(line["Requests"]) == len(of)
        assert amount(line["Captured [points]"]) == pytest.approx(of["captured_points"].sum(), abs=0.01)
    assert sum(int(line["Requests"]) for line in groups) == len(plan)
    page.bar.search.setText(window.session.document.scenario.requests[0].title)
    total, *groups = lines(page)
    assert total["Requests"] == "1" and len(groups) == 1


def test_a_group_opens_by_key_and_its_requests_are_explained(page, window, qtbot):
    page.grouping.by.choose("team")
    page.take_focus()
    view = page.grouping.view
    assert QApplication.focusWidget() is view
    before = len(view.table.rows)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Right)
    opened = len(view.table.rows) - before
    assert opened == view.table.rows[1].count >= 1
    press(Qt.Key.Key_Down)
    assert window.panels.why.subject.name == view.table.rows[2].request
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Left)
    assert len(view.table.rows) == before


def test_a_view_that_was_kept_is_taken_up_again_in_the_next_run(page, window):
    page.bar.search.setText("a")
    team = window.session.document.scenario.requests[0].team
    page.bar.boxes["team"].choose(team)
    page.view.setColumnHidden(3, True)
    page.view.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    page.grouping.by.choose("decision")
    page.views.keep("For Monday")
    shown = page.view.filtered.rowCount()
    page.grouping.end()
    page.bar.clear()
    page.reset_columns()
    page.views.fill()
    (action,) = [each for each in page.views.menu().actions() if each.text() == "For Monday"]
    action.trigger()
    assert page.bar.search.text() == "a" and page.bar.boxes["team"].value == team
    assert page.grouping.by.value == "decision" and page.grouping.view.isVisible()
    assert page.view.isColumnHidden(3) and page.view.horizontalHeader().sortIndicatorSection() == 0
    assert shown == page.view.filtered.rowCount()
    assert [view.name for view in type(window.settings)(window.settings.store).views("requests")] == ["For Monday"]
    page.views.remove("For Monday")
    assert not window.settings.views("requests")


def test_a_new_row_ends_the_grouping_as_it_is_to_be_typed(page):
    page.grouping.by.choose("team")
    page.add()
    assert page.view.isVisible() and page.view.isAncestorOf(QApplication.focusWidget())
