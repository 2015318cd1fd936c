"""The Compare tab: what is ticked side by side, what is not solved marked, causes of any two told when asked."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox, QStyleOptionViewItem

import planner
from planner.charts import theme as charts
from planner.desktop.look.numbers import compact, compact_difference
from planner.desktop.look.theme import DARK, LIGHT, use
from planner.desktop.open.document import Document
from planner.desktop.pages.compare.differences import Row
from planner.desktop.pages.compare.page import ComparePage
from planner.desktop.pages.compare.tables import Column
from planner.errors import InfeasibleError
from tests.desktop.driving import forget_plan, settle, shown


@pytest.fixture
def documents(workspace):
    found = []
    for name in ("baseline", "late-delivery"):
        scenario = planner.load(workspace / f"{name}.yaml")
        found.append(Document(scenario, parent=found[0].scenario if found else None))
        found[-1].take_plan(planner.solve(scenario))
    fewer = planner.vary(found[0].scenario, {"pools": {"h100": {"gpus": 90}}})
    found.append(Document(fewer.model_copy(update={"name": "Fewer GPUs"})))
    found[-1].take_plan(planner.solve(found[-1].scenario))
    return found


@pytest.fixture
def page(qtbot, jobs, settings):
    found = ComparePage(jobs, settings)
    qtbot.addWidget(found)
    found.resize(1000, 640)
    found.show()
    return found


def impossible(document):
    changes = {"pools": {"h100": {"gpus": 1}}, "requests": {r.id: {"commitment": "must"} for r in _whole(document)}}
    return planner.vary(document.scenario, changes)


def _whole(document):
    return [request for request in document.scenario.requests if request.minimum]


def asked(qtbot, page, kind):
    chart = page.charts[kind]
    page.tabs.setCurrentWidget(chart)
    chart.run.click()
    qtbot.waitUntil(lambda: page.compared.answer(kind) is not None, timeout=60_000)
    return shown(qtbot, chart.view)


def heads(table):
    return table.texts([])[0]


def test_ticked_scenarios_have_charts_at_once_and_causes_when_asked(qtbot, page, documents):
    assert "Tick two" in page.hint.text()
    page.show_documents(documents[:2])
    titles = {shown(qtbot, page.charts["kpis"].view).title}
    assert page.charts["kpis"].view.chart.marks
    page.tabs.setCurrentIndex(2)
    titles.add(shown(qtbot, page.charts["moves"].view).title)
    page.tabs.setCurrentWidget(page.charts["attribution"])
    assert page.charts["attribution"].view.chart is None
    titles |= {asked(qtbot, page, "attribution").title, asked(qtbot, page, "regret").title}
    assert len(titles) == 4


def test_another_tick_takes_the_causes_of_the_former_ones_off_the_screen(qtbot, page, documents):
    page.show_documents(documents[:2])
    asked(qtbot, page, "attribution")
    chart = page.charts["attribution"]
    page.show_documents(documents)
    chart.view.redraw()
    qtbot.waitUntil(lambda: not chart.view.is_drawing)
    assert chart.view.chart is None
    assert "Work it out" in chart.hint.text()
    page.resize(900, 600)
    qtbot.waitUntil(lambda: not chart.view.is_drawing)
    assert chart.view.chart is None


def test_causes_are_told_of_any_two_of_those_ticked(qtbot, page, documents):
    page.show_documents(documents)
    asked(qtbot, page, "attribution")
    pair = page.charts["attribution"].pair
    pair.second.setCurrentIndex(2)
    pair.second.activated.emit(2)
    chart = asked(qtbot, page, "attribution")
    labels = [tick.get_text() for tick in chart.figure.axes[0].get_yticklabels()]
    assert (labels[0], labels[-1]) == (documents[0].name, "Fewer GPUs")
    pair.swap.click()
    assert (pair.first.currentText(), pair.second.currentText()) == ("Fewer GPUs", documents[0].name)
    pair.swap.click()
    pair.second.setCurrentIndex(1)
    pair.second.activated.emit(1)
    assert page.compared.answer("attribution") is not None, "what was worked out is still known"


def test_a_scenario_without_a_plan_has_a_column_that_says_so(page, documents):
    open_one = Document(documents[1].scenario)
    page.show_documents([documents[0], open_one, documents[2]])
    assert heads(page.figures)[2].endswith(" not solved yet")
    assert page.figures.table.text(0, 2) == "–"
    assert page.figures.table.text(0, 3) != "–"
    assert open_one.name in page.state.text()


def test_the_last_plan_of_an_infeasible_scenario_is_marked_in_every_table_and_chart(qtbot, page, documents):
    forget_plan(documents[1], impossible(documents[1]))
    page.show_documents(documents)
    for table in (page.figures, page.input, page.moved):
        assert heads(table)[2].endswith(" infeasible: plan of the last valid state")
        assert heads(table)[1] == documents[0].name
    said = " ".join(text.get_text() for text in shown(qtbot, page.charts["kpis"].view).figure.texts).replace("\n", " ")
    assert "the last state that had one" in said


def test_an_edit_marks_the_column_at_once(qtbot, page, documents):
    page.show_documents(documents[:2])
    scenario = documents[1].scenario.model_copy(update={"notes": "other"})
    documents[1].replace(scenario, "edit")
    qtbot.waitUntil(lambda: heads(page.figures)[2].endswith("plan of an earlier state"))
    documents[1].take_plan(planner.solve(scenario))
    page.show_documents(documents[:2])
    assert heads(page.figures)[2] == documents[1].name


def test_selected_rows_are_copied_under_their_titles(page, documents):
    page.show_documents(documents[:2])
    page.figures.selectRow(1)
    page.copy()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines[0] == ["Figure", documents[0].name, documents[1].name]
    assert [line[0] for line in lines[1:]] == ["Funded"]
    page.tabs.setCurrentWidget(page.input)
    page.copy()
    assert len(QGuiApplication.clipboard().text().splitlines()) == page.input.table.rowCount() + 1


def test_a_compared_chart_is_copied_and_saved(qtbot, page, documents, tmp_path, monkeypatch):
    page.show_documents(documents[:2])
    keep = page.charts["kpis"].keep
    shown(qtbot, page.charts["kpis"].view)
    keep.copy.click()
    assert not QGuiApplication.clipboard().image().isNull()
    file = tmp_path / "figures.pdf"
    monkeypatch.setattr("planner.desktop.canvas.keeping.QFileDialog.getSaveFileName", lambda *_: (str(file), ""))
    keep.save.click()
    assert file.read_bytes().startswith(b"%PDF")


def test_a_reason_takes_as_many_lines_as_it_needs(page, documents):
    page.show_documents(documents)
    page.tabs.setCurrentIndex(2)
    page.resize(640, 500)
    reason = "It gives way to others that earn its GPUs more. " * 5
    page.moved.show_rows([Column(title) for title in "abcde"], [Row("x", ("X", "fund", "fund", "decline", reason))])
    assert page.moved.rowHeight(0) > 60


def test_another_workspace_takes_the_tables_of_the_one_before_away(window, qtbot, samples):
    for item in window.panels.tree.items.values():
        item.setCheckState(0, Qt.CheckState.Checked)
    compare = window.pages.compare
    window.pages.setCurrentWidget(compare)
    assert compare.tabs.isVisible()
    window.open_workspace(samples)
    assert not compare.tabs.isVisible()
    assert "Tick two" in compare.hint.text()
    settle(qtbot, window)


def test_a_scenario_that_is_thrown_away_is_not_compared_any_more(window, qtbot):
    for item in window.panels.tree.items.values():
        item.setCheckState(0, Qt.CheckState.Checked)
    compare, workspace = window.pages.compare, window.session.workspace
    window.pages.setCurrentWidget(compare)
    gone = next(file for file in workspace.documents if file.stem == "late-delivery")
    gone.unlink()
    workspace.scan()
    assert "Tick two" in compare.hint.text()
    qtbot.waitUntil(lambda: compare.hint.isVisible())
    window.run("new_variant")
    settle(qtbot, window)
    for item in window.panels.tree.items.values():
        item.setCheckState(0, Qt.CheckState.Checked)
    assert compare.tabs.isVisible()


def test_an_infeasible_scenario_is_told_apart_from_one_that_is_not_solved(page, documents):
    with pytest.raises(InfeasibleError) as found:
        planner.solve(impossible(documents[1]))
    without = Document(impossible(documents[1]))
    without.take_error(found.value)
    page.show_documents([documents[0], without])
    assert heads(page.figures)[2].endswith(" infeasible: no plan")


def test_the_chart_of_who_moves_has_the_rows_of_its_table_and_counts_both_kinds(qtbot, page, documents):
    first = documents[0].scenario
    trimmed = planner.vary(first, {"pools": {"h100": {"gpus": 100}}}).model_copy(update={"name": "Trimmed"})
    documents.append(Document(trimmed))
    documents[-1].take_plan(planner.solve(trimmed))
    page.show_documents(documents)
    page.tabs.setCurrentIndex(2)
    chart = shown(qtbot, page.charts["moves"].view)
    names = [row.name for row in page.moved.table.rows]
    assert list(dict.fromkeys(mark.name for mark in chart.marks)) == names
    assert chart.title.startswith(f"{len(names)} of {len(first.requests)} requests move")
    plans = [document.plan.requests.set_index("id") for document in documents]
    share = sum(len({plan.loc[name, "decision"] for plan in plans}) == 1 for name in names)
    said = chart.title.partition(": ")[2]
    assert [int(word) for word in said.split() if word.isdigit()] == [n for n in (len(names) - share, share) if n]


def test_going_through_one_side_of_a_pair_leaves_the_other_side_as_it_is(qtbot, page, documents):
    page.show_documents(documents)
    page.tabs.setCurrentWidget(page.charts["attribution"])
    pair = page.charts["attribution"].pair
    qtbot.keyClick(pair.first, Qt.Key.Key_Down)
    assert (pair.first.currentIndex(), pair.second.currentIndex()) == (2, 1)
    qtbot.keyClick(pair.second, Qt.Key.Key_Up)
    qtbot.keyClick(pair.second, Qt.Key.Key_Down)
    assert (pair.first.currentIndex(), pair.second.currentIndex()) == (2, 1)


def test_a_difference_is_that_of_the_figures_shown_and_has_their_digits(page, documents):
    page.show_documents(documents)
    for row in range(page.figures.table.rowCount() - 1):
        texts = [page.figures.table.text(row, c) for c in (1, 3)]
        if "(" not in texts[1]:
            assert texts[0] == texts[1]
            continue
        before, (after, said) = texts[0], texts[1].rstrip(")").split("  (")
        numbers = [float(text.strip("−+").split()[0].replace(",", "")) for text in (before, after, said)]
        signed = numbers[2] if said[0] == "+" else -numbers[2]
        assert numbers[1] - numbers[0] == pytest.approx(signed, abs=1e-6), texts
    assert page.figures.table.text(2, 3).endswith("points)")


@pytest.mark.parametrize(
    ("value", "other", "difference"),
    [
        (764.0, 720.653, "43.3"),
        (716.0, 720.677, "-4.7"),
        (589.8, 720.7, "-130.9"),
        (6.5e6, 5.4e6, "1.1 M"),
        (0, 0, "0"),
    ],
)
def test_a_compact_difference_has_no_more_digits_than_what_it_is_between(value, other, difference):
    assert compact(compact_difference(value, other)) == difference


def test_no_figure_of_many_scenarios_is_cut_and_their_names_stay_in_sight(page, documents):
    page.show_documents([*documents, *documents])
    page.resize(560, 400)
    table = page.figures
    for column in range(1, table.table.columnCount()):
        for row in range(table.table.rowCount() - 1):
            lines = table.table.text(row, column).split("  ")
            widest = max(table.fontMetrics().horizontalAdvance(line) for line in lines)
            assert table.columnWidth(column) >= widest + 6
            assert table.rowHeight(row) >= table.sizeHintForRow(row)
        assert table.columnWidth(column) >= table.horizontalHeader().sectionSizeHint(column)
    table.scrollTo(table.model().index(0, table.table.columnCount() - 1))
    assert table.horizontalScrollBar().value() > 0
    assert table.frozen.isVisible() and table.frozen.geometry().left() <= 1
    assert [table.frozen.rowHeight(row) for row in range(6)] == [table.rowHeight(row) for row in range(6)]


def test_a_long_name_that_stays_in_sight_takes_lines_as_the_cells_beside_it_do(page, documents):
    page.show_documents(documents)
    for table in (page.figures, page.input, page.moved):
        for view in (table, table.frozen):
            option = QStyleOptionViewItem()
            view.itemDelegate().initStyleOption(option, table.table.index(0, 0))
            assert option.features & QStyleOptionViewItem.ViewItemFeature.WrapText


def test_a_chart_of_many_scenarios_is_scrolled_and_not_made_smaller(qtbot, page, documents):
    page.resize(560, 400)
    page.show_documents([*documents, *documents])
    chart = page.charts["kpis"]
    shown(qtbot, chart.view)
    assert chart.view.height() >= 15 * 3 * len(page.compared.names) > chart.height()


def test_reasons_are_read_whole_and_rows_keep_apart(page, documents):
    page.show_documents(documents)
    page.tabs.setCurrentIndex(2)
    table, last = page.moved, page.moved.table.columnCount() - 1
    for width in (640, 1400):
        page.resize(width, 500)
        for row in range(table.table.rowCount()):
            room = QRect(0, 0, table.columnWidth(last) - 8, 10_000)
            text = table.table.text(row, last)
            needed = table.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, text).height()
            assert table.rowHeight(row) >= needed + 6


def test_a_scenario_thrown_away_in_the_window_leaves_the_tables(window, qtbot, monkeypatch):
    tree, compare = window.panels.tree, window.pages.compare
    window.run("new_variant")
    settle(qtbot, window)
    for item in tree.items.values():
        item.setCheckState(0, Qt.CheckState.Checked)
    window.pages.setCurrentWidget(compare)
    assert compare.figures.table.columnCount() == 4
    trash = SimpleNamespace(moveToTrash=lambda: True)
    monkeypatch.setattr("planner.desktop.open.workspace.folder.QFile", lambda name: trash)
    gone = next(item for file, item in tree.items.items() if file.stem == "late-delivery")
    name = window.session.workspace.documents[next(f for f, i in tree.items.items() if i is gone)].name
    tree.setCurrentItem(gone)
    window.run("discard")
    assert compare.figures.table.columnCount() == 3
    for table in (compare.figures, compare.input, compare.moved):
        assert name not in heads(table)
    settle(qtbot, window)


def test_saving_a_ticked_scenario_leaves_the_tables_with_what_is_saved(window, qtbot, monkeypatch):
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Save)
    compare = window.pages.compare
    for item in window.panels.tree.items.values():
        item.setCheckState(0, Qt.CheckState.Checked)
    window.pages.setCurrentWidget(compare)
    document = window.session.document
    document.replace(document.scenario.model_copy(update={"name": "Renamed"}), "edit")
    settle(qtbot, window)
    window.run("save")
    settle(qtbot, window)
    qtbot.waitUntil(lambda: "Renamed" in heads(compare.figures))
    assert "Renamed" in heads(compare.input) and "Renamed" in heads(compare.moved)


def test_decisions_follow_the_theme_while_they_are_looked_at(window, qtbot):
    compare = window.pages.compare
    for item in window.panels.tree.items.values():
        item.setCheckState(0, Qt.CheckState.Checked)
    window.pages.setCurrentWidget(compare)
    compare.tabs.setCurrentIndex(2)
    for theme in (DARK, LIGHT):
        use(QApplication.instance(), theme)
        window.redraw()
        cell = compare.moved.table.index(0, 1)
        ink = cell.data(Qt.ItemDataRole.ForegroundRole).color().name()
        assert ink == theme.decision(cell.data().partition(" ")[0])


def test_the_chart_is_drawn_anew_in_another_theme(window, qtbot):
    for item in window.panels.tree.items.values():
        item.setCheckState(0, Qt.CheckState.Checked)
    page = window.pages.compare
    window.pages.setCurrentWidget(page)
    (view,) = [chart.view for chart in page.charts.values() if chart.isVisible()]
    try:
        for theme, ground in ((DARK, charts.DARK.ground), (LIGHT, charts.LIGHT.ground)):
            use(QApplication.instance(), theme)
            window.redraw()
            shown(qtbot, view)
            assert view.grab().toImage().pixelColor(3, 3).name() == ground
    finally:
        use(QApplication.instance(), LIGHT)
