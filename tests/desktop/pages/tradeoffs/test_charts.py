"""Charts in the window: they follow the plan, answer pointer and keys, and take work off the window's thread."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from matplotlib.text import Text
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton

import planner
from planner.charts.priority import priority
from planner.desktop.canvas.view import ChartView
from planner.desktop.open.document import Document
from planner.desktop.open.shown import Shown
from planner.desktop.pages.tradeoffs.page import TradeoffsPage
from planner.desktop.pages.tradeoffs.questions import questions
from planner.desktop.pages.tradeoffs.steps import Step, Steps
from planner.errors import InfeasibleError
from planner.tradeoffs.many_solves.frontier import axes
from tests.desktop.driving import choose_chart, forget_plan, shown, worked_out

OF_A_PLAN = ("priority", "allocation", "heat", "gantt", "bubbles", "fairness")
OF_MANY = [question.key for question in questions() if question.takes_solves]
POOL = {"id": "h100", "accelerator": "H100-SXM", "gpus": 100, "cost_per_gpu_hour": 2.0, "carbon_g_per_kwh": 300}
TEAM = {"team": "red", "product": "Search"}


def parsed(*asked, pools=(POOL,), **parts):
    requests = [
        {"id": name, "metrics": {"revenue": 5.0}, "demand": {"gpus": gpus}, **more} for name, gpus, more in asked
    ]
    calendar = {"start": "2027-01", "periods": 2}
    return planner.parse({"format": 1, "calendar": calendar, "pools": list(pools), "requests": requests, **parts})


ODD = {
    "nothing at all": lambda: parsed(pools=()),
    "no requests": parsed,
    "no pools": lambda: parsed(("a", 10, TEAM), pools=()),
    "no GPUs": lambda: parsed(("a", 10, TEAM), pools=({**POOL, "gpus": 0},)),
    "one request": lambda: parsed(("a", 10, TEAM)),
    "no team and no product": lambda: parsed(("a", 60, {}), ("b", 60, TEAM)),
    "divisible": lambda: parsed(("a", 80, TEAM), ("b", 80, TEAM)),
    "all funded": lambda: parsed(("a", 20, {"minimum": 1, **TEAM}), ("b", 20, {"minimum": 0.5, **TEAM})),
    "fair": lambda: parsed(("a", 80, TEAM), ("b", 80, {}), objective="fair"),
    "cheap": lambda: parsed(("a", 80, TEAM), objective={"cost": {"target_value": 40}}),
    "worthless": lambda: parsed(("a", 10, {"metrics": {}})),
}


def infeasible():
    return parsed(("a", 150, {"minimum": 1, "commitment": "must", **TEAM}), ("b", 10, TEAM))


def solved(scenario):
    document = Document(scenario)
    try:
        document.take_plan(planner.solve(scenario))
    except InfeasibleError as error:
        document.take_error(error)
    return document


@pytest.fixture
def small(workspace):
    return solved(planner.load(workspace / "baseline.yaml"))


@pytest.fixture
def page(qtbot, jobs, settings, small):
    found = TradeoffsPage(Shown(small), jobs, settings)
    qtbot.addWidget(found)
    found.resize(1000, 640)
    found.show()
    return found


@pytest.mark.parametrize("key", OF_A_PLAN)
def test_a_chart_of_the_plan_comes_by_itself(qtbot, page, key):
    choose_chart(page, key)
    assert shown(qtbot, page.view).title
    assert page.keep.save.isEnabled()


def test_the_window_does_not_draw_charts_itself(qtbot, jobs, small):
    view, threads = ChartView(jobs), []
    qtbot.addWidget(view)
    view.show()

    def draw(theme, size):
        threads.append(threading.current_thread())
        return priority(small.plan, theme, size)

    view.show_drawing(draw)
    assert shown(qtbot, view).title
    assert threads
    assert threading.main_thread() not in threads


def test_of_charts_asked_for_in_a_row_the_last_one_is_shown(qtbot, page):
    for key in ("priority", "heat", "fairness"):
        choose_chart(page, key)
    assert "team" in shown(qtbot, page.view).figure.axes[0].get_title() or page.view.chart.data.columns[0] == "team"


def test_the_mark_under_the_pointer_is_found_and_a_click_picks_its_request(qtbot, page, small):
    choose_chart(page, "priority")
    view = page.view
    mark = shown(qtbot, view).marks[0]
    place = view.place_of(mark)
    assert view.mark_at(place + QPointF(2, 0)).name == mark.name
    assert view.mark_at(place + QPointF(4000, 0)) is None
    with qtbot.waitSignal(page.chosen) as picked:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert picked.args == ["request", mark.name]
    assert mark.name in small.scenario.request_by_id


def test_arrow_keys_go_from_mark_to_mark_and_return_chooses(qtbot, page):
    choose_chart(page, "heat")
    view = page.view
    marks = shown(qtbot, view).marks
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    first = view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() != first
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.accessibleDescription() == first
    assert first in {mark.text for mark in marks}
    with qtbot.waitSignal(page.chosen) as picked:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert picked.args == ["pool", next(mark.name for mark in marks if mark.text == first)]


def test_a_question_is_worked_out_in_the_background_and_drawn(qtbot, page):
    choose_chart(page, "strategies")
    assert not page.keep.isVisible(), "nothing is there yet"
    worked_out(qtbot, page)
    assert "best plan" in {mark.name for mark in shown(qtbot, page.view).marks}


# -- points of a frontier --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("axis", "named"),
    [
        ("rules.Most for all.at_most", "Most for all, at most: "),
        ("rules.Part of red.at_least", "Part of red, at least: "),
        ("pools", "All GPUs: "),
        ("pools.h100.gpus", "GPUs of h100: "),
        ("people.engineer.fte", "Full-time engineers: "),
        ("cost", "Spending, at most: "),
        ("carbon", "Carbon, at most: "),
        ("energy", "Energy, at most: "),
        ("worst-off", "What every team gets: "),
    ],
)
def test_each_point_of_a_frontier_opens_as_a_variant_that_comes_to_its_value(qtbot, page, axis, named):
    rules = [
        {"name": "Most for all", "measure": "cost", "at_most": 200_000},
        {"name": "Part of red", "measure": "gpu_share", "of": {"team": "red"}, "at_least": 0.1},
    ]
    people = [{"role": "engineer", "fte": 2}]
    staff = {"people": {"engineer": 2}}
    document = solved(parsed(("a", 80, {**TEAM, **staff}), ("b", 80, staff), rules=rules, people=people))
    page.shown.show(document)
    choose_chart(page, "frontier")
    page.asking.subject.setCurrentIndex(page.asking.subject.findData(axis))
    worked_out(qtbot, page)
    points = page.answers.get(page.question, axis).found.points
    marks = shown(qtbot, page.view).marks
    assert len(marks) == sum(point.outcome.feasible for point in points) > 1
    for mark in marks:
        point = points[int(mark.name)]
        if point.current:
            page.view.picked.emit(mark)
            assert "as it is" in page.said.text()
            continue
        with qtbot.waitSignal(page.scenario_asked) as asked:
            page.view.picked.emit(mark)
        scenario, name = asked.args
        assert planner.solve(scenario).value == pytest.approx(point.outcome.points, rel=2e-3, abs=1e-6)
        assert name.startswith(named)
        assert "=" not in name


def test_the_app_offers_every_axis_of_the_command_lines_frontier(page):
    document = solved(parsed(("a", 80, TEAM), rules=[{"name": "Most", "measure": "cost", "at_most": 200_000}]))
    page.shown.show(document)
    choose_chart(page, "frontier")
    offered = {
        page.asking.subject.itemData(k): page.asking.subject.itemText(k) for k in range(page.asking.subject.count())
    }
    assert list(offered) == list(axes(document.scenario))
    assert offered["energy"] == "energy" and offered["rules.Most.at_most"] == "Most, at most"
    assert len(set(offered.values())) == len(offered)


def test_a_point_that_is_clicked_in_the_window_is_a_file_from_then_on(window, qtbot):
    page = window.pages.tradeoffs
    window.pages.setCurrentWidget(page)
    choose_chart(page, "frontier")
    page.asking.subject.setCurrentIndex(page.asking.subject.findData("pools"))
    worked_out(qtbot, page)
    mark = shown(qtbot, page.view).marks[0]
    qtbot.mouseClick(page.view, Qt.MouseButton.LeftButton, pos=page.view.place_of(mark).toPoint())
    document = window.session.document
    assert document.name == "All GPUs: 0.25 × all GPUs"
    assert planner.load(document.file) == document.scenario


def test_a_long_sentence_is_cut_to_a_name_and_kept_whole_as_a_note(window):
    sentence = "Raise Budget from 500,000 to 952,800, and " * 7 + "add 12 GPUs to h100."
    window.attempt.open_changed({"pools": {"h100": {"gpus": 90}}}, sentence)
    document = window.session.document
    assert document.name == "Raise Budget from 500,000 to 952,800, and Raise Budget from…"
    assert planner.load(document.file).notes == sentence


def test_an_answer_beside_a_what_if_says_that_it_is_without(qtbot, page, small):
    choose_chart(page, "strategies")
    worked_out(qtbot, page)
    small.try_out(planner.vary(small.scenario, {"pools": {"h100": {"gpus": 90}}}))
    page.shown.show(small)
    assert "without the what-if" in page.state.text()


# -- to whom an answer belongs ---------------------------------------------------------------------------------------


def test_an_answer_belongs_to_the_document_that_it_was_asked_of(qtbot, page, small):
    choose_chart(page, "strategies")
    worked_out(qtbot, page)
    page.shown.show(solved(parsed(("a", 10, TEAM))))
    assert "Work it out" in page.hint.text()
    assert page.hint.isVisible()
    page.shown.show(small)
    assert shown(qtbot, page.view).title


def test_another_document_ends_the_question_under_way(qtbot, page, jobs, small):
    choose_chart(page, "robustness")
    page.asking.run.click()
    assert page.answers.running
    assert page.asking.cancel.isVisible()
    page.shown.show(solved(parsed(("a", 10, TEAM))))
    assert not page.answers.running
    assert not page.asking.cancel.isVisible()
    page.shown.show(small)
    assert page.answers.get(page.question, "") is None


def test_an_edit_ends_the_question_under_way(page, small):
    choose_chart(page, "robustness")
    page.asking.run.click()
    small.replace(small.scenario.model_copy(update={"name": "Other"}), "rename")
    assert not page.answers.running
    assert page.asking.run.isEnabled()


def test_what_a_change_of_the_scenario_stopped_says_so_and_can_be_asked_again(qtbot, page, small):
    choose_chart(page, "strategies")
    page.asking.run.click()
    page.shown.show(solved(parsed(("a", 10, TEAM))))
    assert "Stopped" not in page.hint.text(), "of this document nothing was asked"
    page.shown.show(small)
    assert "Stopped when the scenario changed" in page.hint.text()
    assert page.asking.run.isVisible()
    worked_out(qtbot, page)
    small.replace(small.scenario.model_copy(update={"name": "Other"}), "rename")
    assert "Stopped" not in page.hint.text()
    assert shown(qtbot, page.view).title


def test_while_one_question_runs_the_page_says_which_and_another_can_be_asked_instead(qtbot, page):
    choose_chart(page, "robustness")
    page.asking.run.click()
    assert page.minimumSizeHint().width() < 520, "the window need not grow for it"
    assert not page.asking.run.isVisible()
    assert page.asking.under_way.isVisible()
    assert "How sure is each decision" in page.asking.under_way.text()
    choose_chart(page, "strategies")
    assert page.asking.run.isVisible()
    assert page.asking.run.isEnabled()
    assert "“How sure is each decision” then stops" in page.hint.text()
    worked_out(qtbot, page)
    assert "best plan" in {mark.name for mark in shown(qtbot, page.view).marks}
    choose_chart(page, "robustness")
    assert "Stopped" in page.hint.text()


def test_until_a_chart_is_drawn_anew_the_one_before_fits_the_place_that_there_is(qtbot, page):
    choose_chart(page, "priority")
    shown(qtbot, page.view)
    places = [page.view.place_of(mark) for mark in page.view.chart.marks]
    page.resize(700, 460)
    assert page.view.is_drawing
    for mark, before in zip(page.view.chart.marks, places, strict=True):
        place = page.view.place_of(mark)
        assert page.view.rect().contains(place.toPoint())
        assert place.x() < before.x()


def test_an_answer_of_an_earlier_state_says_so_on_the_page_and_in_the_chart(qtbot, page, small):
    choose_chart(page, "strategies")
    worked_out(qtbot, page)
    small.replace(small.scenario.model_copy(update={"name": "Other"}), "rename")
    assert "earlier state" in page.state.text()
    assert "earlier state" in written(shown(qtbot, page.view))


def written(chart):
    return " ".join(text.get_text() for text in chart.figure.findobj(Text)).replace("\n", " ")


# -- where there is no plan ------------------------------------------------------------------------------------------


def test_without_a_plan_the_page_says_what_to_do(qtbot, jobs, settings, small):
    page = TradeoffsPage(Shown(Document(small.scenario)), jobs, settings)
    qtbot.addWidget(page)
    page.show()
    assert "F5" in page.hint.text()
    assert not page.keep.isVisible()


def test_where_there_is_no_plan_each_chart_says_why_and_offers_repairs(qtbot, page):
    page.shown.show(solved(infeasible()))
    offered = set()
    for key in (*OF_A_PLAN, "binding", *OF_MANY):
        choose_chart(page, key)
        assert page.no_plan.isVisible(), key
        assert any("a is committed" in label.text() for label in page.no_plan.widget().findChildren(QLabel)), key
        assert not page.asking.run.isEnabled() or not page.asking.run.isVisible(), key
        with qtbot.waitSignal(page.changes_asked) as asked:
            page.no_plan.widget().findChildren(QPushButton)[0].click()
        offered.add(repr(asked.args[0]))
    assert offered == {repr(asked.args[0])}, "the same repair wherever one looks"
    assert planner.solve(planner.vary(infeasible(), asked.args[0])).value > 0


@pytest.mark.parametrize("key", OF_A_PLAN)
def test_a_chart_of_the_last_plan_of_an_infeasible_scenario_says_that_it_is_one(qtbot, page, small, key):
    scenario = infeasible()
    forget_plan(small, scenario)
    page.shown.show(small)
    choose_chart(page, key)
    assert "the last state that had one" in page.state.text()
    assert "a is committed" in page.state.text()
    assert "the last state that had one" in written(shown(qtbot, page.view))


@pytest.mark.parametrize("name", ODD)
def test_every_entry_of_the_list_is_answered_for_whatever_a_scenario_lacks(qtbot, page, name):
    page.shown.show(solved(ODD[name]()))
    for question in questions():
        choose_chart(page, question.key)
        for k in range(max(page.asking.subject.count() if question.subjects else 1, 1)):
            page.asking.subject.setCurrentIndex(k)
            if page.asking.run.isVisible() and page.asking.run.isEnabled():
                worked_out(qtbot, page)
            if page.view.isVisible():
                assert shown(qtbot, page.view).title
            else:
                assert page.binding.isVisible() or page.steps.isVisible() or page.hint.text()
                assert "fault of its own" not in page.hint.text()


# -- what is kept of a chart -----------------------------------------------------------------------------------------


def test_a_chart_goes_to_the_clipboard_and_to_a_file(qtbot, page, tmp_path, monkeypatch, settings):
    choose_chart(page, "heat")
    shown(qtbot, page.view)
    page.keep.copy.click()
    assert not QGuiApplication.clipboard().image().isNull()
    file = tmp_path / "chart.svg"
    monkeypatch.setattr("planner.desktop.canvas.keeping.QFileDialog.getSaveFileName", lambda *_: (str(file), ""))
    page.keep.save.click()
    assert file.read_bytes().startswith(b"<?xml")
    assert settings.export_folder == Path(tmp_path)


def test_a_chart_saved_without_an_ending_gets_that_of_its_kind_and_replaces_nothing_unasked(
    qtbot, page, tmp_path, monkeypatch
):
    choose_chart(page, "heat")
    shown(qtbot, page.view)
    monkeypatch.setattr(
        "planner.desktop.canvas.keeping.QFileDialog.getSaveFileName",
        lambda *_: (str(tmp_path / "q3"), "SVG (*.svg)"),
    )
    page.keep.save.click()
    assert (tmp_path / "q3.svg").read_bytes().startswith(b"<?xml")
    (tmp_path / "q3.svg").write_text("mine")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Cancel)
    page.keep.save.click()
    assert (tmp_path / "q3.svg").read_text() == "mine"


# -- tables ----------------------------------------------------------------------------------------------------------


def test_what_binds_is_a_table_with_figures_that_can_be_read_and_copied(page, small):
    choose_chart(page, "binding")
    limits, rows = page.binding, page.binding.table.rowCount()
    assert [limits.table.text(row, 0) for row in range(rows)] == small.plan.binding["name"].tolist()
    assert not any("e-" in limits.table.text(row, 3) for row in range(rows))
    assert not page.keep.isVisible()
    limits.selectRow(0)
    page.copy()
    titles, row = QGuiApplication.clipboard().text().splitlines()
    assert titles == "Limit\tPeriod\tUsed\tShadow price"
    assert "very small step" in limits.table.headerData(3, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "Why?" in page.said.text()
    assert row.split("\t")[0] == limits.table.text(0, 0)


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
    page.shown.show(solved(scenario))
    choose_chart(page, "list")
    worked_out(qtbot, page)
    assert [row.figures[0] for row in page.steps.table.rows] == ["60.00", "100.00"]
    (button,) = page.steps.findChildren(QPushButton)
    with qtbot.waitSignal(page.changes_asked) as asked:
        button.click()
    changes, name = asked.args
    assert (set(changes["requests"]), name) == ({"Y", "Z"}, "As in my list")
    assert planner.solve(planner.vary(scenario, changes)).value == pytest.approx(60.0)
    page.steps.setCurrentIndex(page.steps.table.index(0, 0))
    page.steps.setFocus()
    with qtbot.waitSignal(page.changes_asked) as asked:
        qtbot.keyClick(page.steps, Qt.Key.Key_Return)
    assert asked.args == [changes, name]
    qtbot.keyClick(page.steps, Qt.Key.Key_Tab)
    assert page.steps.focusWidget() is button
    page.steps.clearSelection()
    page.copy()
    assert [line.split("\t")[1] for line in QGuiApplication.clipboard().text().splitlines()[1:]] == ["60.00", "100.00"]


@pytest.mark.parametrize("key", ["list", "near"])
def test_each_plan_of_a_table_opens_as_a_variant_that_comes_to_what_the_row_says(qtbot, page, small, key):
    choose_chart(page, key)
    worked_out(qtbot, page)
    rows = page.answers.get(page.question, "").found.rows
    variants = [(row.variant, row.figures[0]) for row in rows if row.variant.changes is not None]
    assert variants
    for variant, figure in variants:
        plan = planner.solve(planner.vary(small.scenario, variant.changes))
        assert f"{plan.value:.2f}" == (variant.value or figure)
        assert key != "list" or bool(variant.value) == variant.name.startswith("At least")
    assert [button.text() for button in page.steps.findChildren(QPushButton)] == ["Open"] * len(variants)
    told = [page.steps.table.index(row, 0).data() for row, step in enumerate(rows) if step.variant.changes is not None]
    for said, (variant, _) in zip(told, variants, strict=True):
        assert (f"comes to {variant.value} points" in said) == bool(variant.value)


def test_a_long_step_takes_as_many_lines_as_it_needs(qtbot, page):
    page.shown.show(solved(all_or_nothing()))
    choose_chart(page, "list")
    worked_out(qtbot, page)
    page.resize(700, 500)
    page.steps.show_steps(
        Steps("", ("Value",), (Step("Take from the one, give to the other, and so on: " * 4, ("1",)),))
    )
    qtbot.waitUntil(lambda: page.steps.rowHeight(0) > 60)
    page.resize(1400, 500)
    qtbot.waitUntil(lambda: page.steps.rowHeight(0) < 60)


def test_plans_that_are_nearly_as_good_are_a_table(qtbot, page, small):
    choose_chart(page, "near")
    worked_out(qtbot, page)
    values = [float(step.figures[0]) for step in page.steps.table.rows]
    assert values[0] == pytest.approx(small.plan.value, abs=0.01)
    assert all(value >= 0.98 * values[0] - 0.01 for value in values)
    assert " of 5 requests " in page.said.text() or "was found" in page.said.text()


# -- what a mark stands for is chosen everywhere ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "kind"), [("heat", "pool"), ("ladder", "pool"), ("tornado", "rule"), ("tornado", "people")]
)
def test_a_clicked_mark_is_explained_and_selected_wherever_it_is(window, qtbot, key, kind):
    page = window.pages.tradeoffs
    window.pages.setCurrentWidget(page)
    choose_chart(page, key)
    if page.asking.run.isVisible():
        worked_out(qtbot, page)
    mark = next(mark for mark in shown(qtbot, page.view).marks if mark.kind == kind)
    page.view.picked.emit(mark)
    assert (window.panels.why.subject.kind, window.panels.why.subject.name) == (kind, mark.name)
    tables = {"pool": window.pages.inventory.pools, "people": window.pages.inventory.people}
    assert kind not in tables or tables[kind].view.current_name() == mark.name


def test_a_clicked_weight_leads_to_its_slider(window, qtbot):
    page = window.pages.tradeoffs
    window.pages.setCurrentWidget(page)
    choose_chart(page, "weights")
    worked_out(qtbot, page)
    mark = shown(qtbot, page.view).marks[0]
    page.view.picked.emit(mark)
    assert window.pages.currentWidget() is window.pages.rules
    assert window.focusWidget() is window.pages.rules.weights.rows[mark.name].weight
