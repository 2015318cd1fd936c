"""Charts in the window: they follow the plan, answer the pointer, and take questions off the window's thread."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

import planner
from planner.desktop.charts.page import TradeoffsPage
from planner.desktop.compare.page import ComparePage
from planner.desktop.document import Document
from planner.desktop.jobs import Jobs

OF_A_PLAN = ("priority", "allocation", "heat", "gantt", "bubbles", "fairness")


@pytest.fixture
def jobs(qapp):
    found = Jobs()
    yield found
    found.stop()


@pytest.fixture
def small(workspace):
    scenario = planner.load(workspace / "baseline.yaml")
    document = Document(scenario)
    document.take_plan(planner.solve(scenario))
    return document


@pytest.fixture
def page(qtbot, jobs, settings, small):
    found = TradeoffsPage(jobs, settings)
    qtbot.addWidget(found)
    found.resize(1000, 640)
    found.show()
    found.show_document(small)
    return found


def choose(page, key):
    for row in range(page.list.count()):
        if page.list.item(row).data(Qt.ItemDataRole.UserRole) == key:
            page.list.setCurrentRow(row)


@pytest.mark.parametrize("key", OF_A_PLAN)
def test_a_chart_of_the_plan_is_there_at_once(page, key):
    choose(page, key)
    assert page.view.chart.title
    assert page.save.isEnabled()


def test_the_mark_under_the_pointer_is_found_and_a_click_picks_its_request(qtbot, page, small):
    choose(page, "priority")
    view = page.view
    mark = view.chart.marks[0]
    view.chart.figure.canvas.draw()
    x, y = view.chart.figure.axes[mark.axes].transData.transform((mark.x, mark.y))
    assert view.mark_at(x + 2, y).name == mark.name
    assert view.mark_at(x + 4000, y) is None
    with qtbot.waitSignal(page.chosen) as picked:
        view._click(SimpleNamespace(x=x, y=y))
    assert picked.args == [mark.name]
    assert mark.name in small.scenario.request_by_id


def test_a_question_is_worked_out_in_the_background_and_drawn(qtbot, page):
    choose(page, "strategies")
    assert not page.save.isEnabled(), "nothing is there yet"
    page.run.click()
    qtbot.waitUntil(
        lambda: page.view is not None and page.view.chart is not None and page.save.isEnabled(), timeout=30_000
    )
    assert "optimum" in {mark.name for mark in page.view.chart.marks}


def test_a_frontier_has_a_subject_and_its_points_ask_for_variants(qtbot, page):
    choose(page, "frontier")
    assert page.subject.count() > 3
    page.run.click()
    qtbot.waitUntil(lambda: page.save.isEnabled(), timeout=60_000)
    mark = next((m for m in page.view.chart.marks if "=" in m.name), None)
    if mark is not None:
        with qtbot.waitSignal(page.variant_asked) as asked:
            page.view.picked.emit(mark.name)
        assert asked.args[0] == tuple(mark.name.split())


def test_an_answer_of_an_earlier_state_says_so(qtbot, page, small):
    choose(page, "strategies")
    page.run.click()
    qtbot.waitUntil(lambda: page.save.isEnabled(), timeout=30_000)
    other = small.scenario.model_copy(update={"name": "Other"})
    small.replace(other, "rename")
    page.show_document(small)
    assert "earlier state" in page.said.text()


def test_without_a_plan_the_page_says_what_to_do(qtbot, jobs, settings, small):
    page = TradeoffsPage(jobs, settings)
    qtbot.addWidget(page)
    page.show()
    page.show_document(Document(small.scenario))
    assert "F5" in page.hint.text()
    assert not page.save.isEnabled()


def test_a_chart_goes_to_the_clipboard_and_to_a_file(page, tmp_path, monkeypatch):
    choose(page, "heat")
    page.copy.click()
    assert not QGuiApplication.clipboard().image().isNull()
    file = tmp_path / "chart.svg"
    monkeypatch.setattr("planner.desktop.charts.page.QFileDialog.getSaveFileName", lambda *_: (str(file), ""))
    page.save.click()
    assert file.read_bytes().startswith(b"<?xml")
    assert page._settings.export_folder == Path(tmp_path)


def test_what_binds_is_a_table_with_prices_at_the_right(page, small):
    choose(page, "binding")
    names = [page.binding.topLevelItem(k).text(0) for k in range(page.binding.topLevelItemCount())]
    assert names == small.plan.binding["name"].tolist()
    assert not page.save.isEnabled()


def all_or_nothing():
    asked = [
        {"id": name, "metrics": {"points": points}, "demand": {"gpus": gpus}, "minimum": 1}
        for name, points, gpus in (("X", 60, 55), ("Y", 50, 50), ("Z", 50, 50))
    ]
    pools = [{"id": "h100", "accelerator": "H100-SXM", "gpus": 100}]
    calendar = {"start": "2027-01", "periods": 1}
    return planner.parse(
        {"format": 1, "calendar": calendar, "pools": pools, "requests": asked, "value": {"scale": "raw"}}
    )


def test_the_way_from_a_list_to_the_best_plan_is_a_table_whose_rows_open_as_variants(qtbot, page):
    scenario = all_or_nothing()
    document = Document(scenario)
    document.take_plan(planner.solve(scenario))
    page.show_document(document)
    choose(page, "list")
    page.run.click()
    qtbot.waitUntil(lambda: page.steps.isVisible(), timeout=60_000)
    rows = [page.steps.topLevelItem(row) for row in range(page.steps.topLevelItemCount())]
    assert [row.text(1) for row in rows] == ["60.00", "100.00"]
    (button,) = page.steps.findChildren(QPushButton)
    with qtbot.waitSignal(page.changes_asked) as asked:
        button.click()
    changes, name = asked.args
    assert (set(changes["requests"]), name) == ({"Y", "Z"}, "As in my list")
    assert planner.solve(planner.vary(scenario, changes)).value == pytest.approx(60.0)


def test_plans_that_are_nearly_as_good_are_a_table(qtbot, page, small):
    choose(page, "near")
    page.run.click()
    qtbot.waitUntil(lambda: page.steps.isVisible(), timeout=60_000)
    assert float(page.steps.topLevelItem(0).text(1)) == pytest.approx(small.plan.value, abs=0.01)
    values = [float(page.steps.topLevelItem(row).text(1)) for row in range(page.steps.topLevelItemCount())]
    assert all(value >= 0.98 * values[0] - 0.01 for value in values)
    assert page.said.text().startswith("Of 5 requests ")


def test_ticked_scenarios_have_charts_at_once_and_causes_when_asked(qtbot, jobs, workspace):
    page = ComparePage(jobs)
    qtbot.addWidget(page)
    page.resize(1000, 640)
    page.show()
    assert "Tick two" in page.hint.text()
    page.show_documents([solved(workspace, name) for name in ("baseline", "late-delivery")])
    assert page.charts["kpis"].view.chart.marks
    page.tabs.setCurrentWidget(page.charts["waterfall"])
    assert page.charts["waterfall"].view is None
    page.charts["waterfall"].run.click()
    qtbot.waitUntil(lambda: "regret_matrix" in page.compared.found, timeout=60_000)
    titles = set()
    for tab in range(page.tabs.count()):
        page.tabs.setCurrentIndex(tab)
        titles |= {chart.view.chart.title for chart in page.charts.values() if chart.isVisible()}
    assert len(titles) == 4


def solved(workspace, name):
    scenario = planner.load(workspace / f"{name}.yaml")
    document = Document(scenario)
    document.take_plan(planner.solve(scenario))
    return document
