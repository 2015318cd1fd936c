"""Tables are views of the document: what is typed there is a step of the document."""

import re

import pytest
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QToolButton

import planner
from planner.desktop.fields.option_columns import option_columns
from planner.desktop.fields.people_columns import accelerator_columns, people_columns
from planner.desktop.fields.pool_columns import pool_columns
from planner.desktop.fields.request_columns import request_columns
from planner.desktop.open.document import Document
from planner.desktop.open.editing.collections import key_of, name_of
from planner.desktop.open.editing.fields import Applied, FieldEdit, apply
from planner.desktop.open.editing.structure import added, removed, renamed
from planner.desktop.open.shown import Shown
from planner.desktop.pages.tables.page import TablePage
from planner.desktop.pages.tables.table import ElementTable
from planner.desktop.pages.tables.view import on_screen
from planner.domain.inventory import Accelerator, Role
from planner.errors import InputError
from planner.files.writing import data_of

EDIT = Qt.ItemDataRole.EditRole
COLUMNS = {
    "requests": request_columns,
    "pools": pool_columns,
    "people": people_columns,
    "accelerators": accelerator_columns,
}
OWN = {
    "NPU": Accelerator(speed=0.6, watts=350.0),
    "NPU-pro": Accelerator(speed=1.2),
    "H100-SXM": Accelerator(watts=650.0),
}


@pytest.fixture
def equipped(qapp, baseline):
    """The sample with a second role and hardware of its own."""
    people = (*baseline.people, Role(role="designer", fte=3.0))
    return Document(baseline.model_copy(update={"people": people, "accelerators": OWN}))


@pytest.fixture(params=list(COLUMNS))
def table(request, equipped):
    return ElementTable(request.param, COLUMNS[request.param], Shown(equipped))


def cell(table, name, *steps):
    return table.index(table.row_of(name), table.column_of(steps))


@pytest.fixture
def requests(document):
    return ElementTable("requests", request_columns, Shown(document))


@pytest.fixture
def page(qtbot, document, settings):
    page = TablePage("requests", request_columns, Shown(document), settings, filters=("team",))
    qtbot.addWidget(page)
    page.show()
    return page


def appear(qtbot, page):
    page.resize(900, 400)
    with qtbot.waitActive(page):
        page.activateWindow()


def select(view, first, last):
    """Select from one (name, steps) to another."""
    at = [view.filtered.mapFromSource(cell(view.table, name, *steps)) for name, *steps in (first, last)]
    view.setCurrentIndex(at[0])
    view.selectionModel().select(QItemSelection(*at), QItemSelectionModel.SelectionFlag.ClearAndSelect)


def test_a_table_behaves_as_qt_wants_it_through_every_change(table, equipped, qtmodeltester):
    qtmodeltester.check(table)
    tester = QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Fatal)
    name = name_of(table.element(1))
    equipped.replace(removed(equipped.scenario, table.collection, {name}), "Delete")
    assert table.row_of(name) == -1
    equipped.undo_stack.undo()
    assert table.row_of(name) == 1
    table.setData(table.index(1, table.column_of((key_of(table.collection),))), "another")
    assert name_of(table.element(1)) == "another"
    scenario, made = added(equipped.scenario, table.collection)
    equipped.replace(scenario, "New row")
    assert table.row_of(made) == table.rowCount() - 1
    tester.deleteLater()


def test_people_and_hardware_are_edited_and_what_names_them_goes_along(equipped):
    people = ElementTable("people", people_columns, Shown(equipped))
    people.setData(cell(people, "ml-engineer", "role"), "researcher", EDIT)
    assert equipped.scenario.people[0].role == "researcher"
    assert all("ml-engineer" not in request.people for request in equipped.scenario.requests)
    assert any("researcher" in request.people for request in equipped.scenario.requests)
    hardware = ElementTable("accelerators", accelerator_columns, Shown(equipped))
    hardware.setData(cell(hardware, "NPU", "memory_gb"), "64", EDIT)
    assert equipped.scenario.accelerators["NPU"].memory_gb == 64
    assert planner.parse(data_of(equipped.scenario)) == equipped.scenario


def test_what_a_cell_shows_can_be_typed_into_it(table, equipped):
    for row in range(table.rowCount()):
        for k, column in enumerate(table.columns):
            index = table.index(row, k)
            if (
                column.editable
                and not column.spoken
                and (column.number or column.listed)
                and column.value(table.element(row)) is not None
            ):
                assert column.read(index.data()) == column.read(index.data(EDIT)), column.title


def test_options_and_worked_out_demands_are_shown_in_words_and_copied_as_they_are_typed(requests, document, baseline):
    shown = {}
    for request in baseline.requests:
        for steps in (("options",), ("demand", "train"), ("demand", "serve")):
            index = cell(requests, request.id, *steps)
            if index.data():
                shown.setdefault(steps, []).append(index.data())
                assert not {"=", "(", "{", "["} & set(index.data())
                column = requests.columns[index.column()]
                read = [FieldEdit("requests", request.id, steps, column.read(index.data(EDIT)))]
                assert apply(baseline, read) == Applied(baseline)
    assert len(shown) == 3
    assert all(re.match(r"[1-9] options?: \w", text) for text in shown[("options",)])


def test_an_accelerator_shows_what_the_catalogue_says_and_writes_only_its_own(equipped, baseline):
    hardware = ElementTable("accelerators", accelerator_columns, Shown(equipped))
    peak = cell(hardware, "H100-SXM", "peak_tflops")
    assert float(peak.data().replace(",", "")) == baseline.hardware["H100-SXM"].peak_tflops
    assert peak.data(EDIT) == ""
    hardware.setData(cell(hardware, "H100-SXM", "watts"), "600", EDIT)
    assert equipped.scenario.accelerators["H100-SXM"].model_dump(exclude_unset=True) == {"watts": 600}
    assert equipped.scenario.hardware["H100-SXM"].peak_tflops == baseline.hardware["H100-SXM"].peak_tflops


def test_hardware_that_a_pool_needs_is_not_taken_away(equipped):
    pool = equipped.scenario.pools[0].model_copy(update={"accelerator": "NPU"})
    there = equipped.scenario.model_copy(update={"pools": (pool, *equipped.scenario.pools[1:])})
    with pytest.raises(InputError, match="NPU"):
        removed(there, "accelerators", {"NPU"})
    renamed_there = renamed(there, "accelerators", "NPU", "NPU-2")
    assert renamed_there.pools[0].accelerator == "NPU-2"


def test_typing_a_value_is_one_step_that_is_named_and_taken_back(requests, document):
    index = cell(requests, "ads-fraud", "minimum")
    before = index.data()
    assert requests.setData(index, "40 %", EDIT)
    assert document.scenario.request_by_id["ads-fraud"].minimum == 0.4
    assert document.undo_stack.undoText() == "Minimum of Click fraud detection"
    document.undo_stack.undo()
    assert index.data() == before


def test_a_bad_value_stays_as_it_was_typed_with_its_reason_and_the_scenario_stays_valid(requests, document, baseline):
    index = cell(requests, "ads-fraud", "minimum")
    requests.setData(index, "seven", EDIT)
    assert index.data() == "seven"
    assert "must be a number" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data(Qt.ItemDataRole.BackgroundRole) is not None
    assert document.scenario == baseline
    requests.setData(index, "0.7", EDIT)
    assert not document.draft.refused
    assert index.data() == "70 %"
    document.undo_stack.undo()
    assert index.data() == "seven"


def test_a_renamed_element_takes_what_is_typed_into_its_cells_along(requests, document):
    requests.setData(cell(requests, "ads-fraud", "minimum"), "seven", EDIT)
    requests.setData(cell(requests, "ads-fraud", "id"), "click-fraud", EDIT)
    assert cell(requests, "click-fraud", "minimum").data() == "seven"
    requests.setData(cell(requests, "click-fraud", "id"), "ads-ranking", EDIT)
    assert cell(requests, "click-fraud", "id").data() == "ads-ranking"
    assert "click-fraud" in document.scenario.request_by_id


def test_what_a_variant_changes_is_bold_and_its_hint_says_what_the_parent_has(variant):
    pools = ElementTable("pools", pool_columns, Shown(variant))
    changed, same = cell(pools, "h100-us", "gpus"), cell(pools, "a100-us", "gpus")
    assert changed.data(Qt.ItemDataRole.FontRole).bold()
    assert same.data(Qt.ItemDataRole.FontRole) is None
    assert changed.data(Qt.ItemDataRole.ToolTipRole) == "In the parent scenario: 2027-01: 256, 2027-04: 384"


def test_taking_the_parents_value_makes_the_cell_as_it_is_there(qtbot, variant, settings, baseline):
    page = TablePage("pools", pool_columns, Shown(variant), settings)
    qtbot.addWidget(page)
    select(page.view, ("h100-us", "gpus"), ("h100-us", "gpus"))
    page.cells.take_parent()
    assert variant.scenario.pool_by_id["h100-us"].gpus == baseline.pool_by_id["h100-us"].gpus


def test_numbers_stand_at_the_right_and_headers_name_their_units(requests):
    work = requests.column_of(("demand", "gpu_hours"))
    horizontal = Qt.Orientation.Horizontal
    assert requests.headerData(work, horizontal) == "Work [GPU·h]"
    assert requests.headerData(work, horizontal, Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert cell(requests, "api-batch", "demand", "gpu_hours").data() == "260,000"


def test_copied_cells_paste_back_as_they_were(page, document, baseline):
    select(page.view, ("ads-fraud", "minimum"), ("feature-store", "regions"))
    page.cells.copy()
    planned = page.cells.planned_paste(QGuiApplication.clipboard().text())
    assert planned.is_clean
    assert planned.prepared.draft.scenario == baseline


def test_a_paste_keeps_what_does_not_fit_and_says_why(page, document):
    select(page.view, ("ads-fraud", "minimum"), ("ads-fraud", "minimum"))
    name = page.cells.names()[0]
    planned = page.cells.planned_paste("0.5\t2027-02\nmuch\t2027-13\n")
    assert planned.prepared.accepted == 2
    assert [entry.text for entry, _ in planned.prepared.rejected] == ["much", "2027-13"]
    assert all(reason for _, reason in planned.prepared.rejected)
    assert planned.prepared.draft.scenario.request_by_id[name].minimum == 0.5
    assert len(planned.prepared.draft.refused) == 2


def test_a_paste_below_the_last_row_makes_new_rows(page, document):
    last = page.table.element(page.table.rowCount() - 1).id
    select(page.view, (last, "name"), (last, "id"))
    planned = page.cells.planned_paste(f"As before\t{last}\nBrand new\tbrand-new\n")
    assert planned.rows_added == 1
    assert planned.prepared.draft.scenario.requests[-1].id == "brand-new"
    assert planned.prepared.draft.scenario.requests[-1].name == "Brand new"


def test_filling_down_repeats_the_top_row(page, document):
    names = [page.table.element(row).id for row in range(3)]
    page.table.setData(cell(page.table, names[0], "team"), "alpha", EDIT)
    select(page.view, (names[0], "team"), (names[2], "team"))
    page.cells.fill_down()
    assert {document.scenario.request_by_id[name].team for name in names} == {"alpha"}
    assert document.undo_stack.undoText() == "Fill down"


def test_one_text_goes_into_all_selected_cells(page, document):
    names = [page.table.element(row).id for row in range(3)]
    select(page.view, (names[0], "confidence"), (names[2], "confidence"))
    page.cells.fill("0.25")
    assert {document.scenario.request_by_id[name].confidence for name in names} == {0.25}


def test_cells_picked_one_by_one_are_all_that_is_changed(page, document, baseline):
    names = [page.table.element(row).id for row in range(3)]
    select(page.view, (names[0], "confidence"), (names[0], "confidence"))
    apart = page.view.filtered.mapFromSource(cell(page.table, names[2], "minimum"))
    page.view.selectionModel().select(apart, QItemSelectionModel.SelectionFlag.Select)
    page.cells.copy()
    assert [len(line.split("\t")) for line in QGuiApplication.clipboard().text().splitlines()] == [2, 2]
    page.cells.fill("0.25")
    after = document.scenario.request_by_id
    assert (after[names[0]].confidence, after[names[2]].minimum) == (0.25, 0.25)
    for name, field in (
        (names[0], "minimum"),
        (names[1], "confidence"),
        (names[1], "minimum"),
        (names[2], "confidence"),
    ):
        assert getattr(after[name], field) == getattr(baseline.request_by_id[name], field)


def test_clearing_a_row_leaves_what_it_is_called_by(page, document):
    select(page.view, ("ads-fraud", "name"), ("ads-fraud", "minimum"))
    page.cells.clear()
    assert document.scenario.request_by_id["ads-fraud"].minimum is None
    assert not document.draft.refused


def test_a_filter_whose_value_is_gone_shows_every_row(page, document):
    page.bar.boxes["team"].setCurrentText("trust")
    document.replace(
        removed(
            document.scenario,
            "requests",
            page.cells.names() or [page.view.name_at(row) for row in range(page.view.filtered.rowCount())],
        ),
        "Delete",
    )
    assert page.bar.boxes["team"].currentIndex() == 0
    assert page.view.filtered.rowCount() == page.table.rowCount()


def test_the_filter_finds_words_in_any_cell_and_a_team(page, qtbot):
    qtbot.keyClicks(page.bar.search, "fraud click")
    assert page.view.filtered.rowCount() == 1
    page.bar.search.clear()
    page.bar.boxes["team"].setCurrentText("trust")
    assert page.view.filtered.rowCount() == 2
    assert page.bar.counted.text().startswith("2 of ")


def test_sorting_by_numbers_sorts_numbers(page):
    column = page.table.column_of(("metrics", "revenue"))
    page.view.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    largest = max(page.document.scenario.requests, key=lambda r: r.metrics.get("revenue", 0))
    assert page.view.filtered.index(0, 0).data() == largest.name


def test_keys_edit_and_delete_as_in_a_spreadsheet(page, document, qtbot):
    select(page.view, ("ads-fraud", "product"), ("ads-fraud", "product"))
    qtbot.keyClick(page.view, Qt.Key.Key_F2)
    editor = page.view.viewport().findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, "Click farms")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: document.scenario.request_by_id["ads-fraud"].product == "Click farms")
    select(page.view, ("ads-fraud", "minimum"), ("ads-fraud", "minimum"))
    qtbot.keyClick(page.view, Qt.Key.Key_Delete)
    assert document.scenario.request_by_id["ads-fraud"].minimum is None


def test_an_edit_draws_its_own_row_and_what_comes_from_the_plan_and_nothing_else(requests, document):
    told = []
    requests.dataChanged.connect(
        lambda first, last: told.append((first.row(), last.row(), first.column(), last.column()))
    )
    row, columns = requests.row_of("ads-fraud"), len(requests.columns) - 1
    requests.setData(cell(requests, "ads-fraud", "minimum"), "40 %", EDIT)
    planned = [k for k, column in enumerate(requests.columns) if column.plan]
    assert told == [(row, row, 0, columns), (0, requests.rowCount() - 1, planned[0], planned[-1])]
    told.clear()
    requests.setData(cell(requests, "ads-fraud", "minimum"), "seven", EDIT)
    assert (row, row, 0, columns) in told, "a text that is refused is drawn, too"
    told.clear()
    document.undo_stack.undo()
    assert (row, row, 0, columns) in told


def test_the_first_column_stays_while_the_others_move(qtbot, page):
    page.resize(600, 400)
    view, frozen = page.view, page.view.frozen
    qtbot.waitUntil(lambda: frozen.isVisible() and frozen.width() == view.columnWidth(0))
    view.show_cell("ads-fraud", ("minimum",))
    assert view.horizontalScrollBar().value() > 0
    shown = view.visualRect(view.currentIndex())
    assert shown.left() >= frozen.room, "the cell is not covered"
    assert view.viewport().rect().contains(shown.center())
    assert frozen.verticalScrollBar().value() == view.verticalScrollBar().value()
    before = view.horizontalScrollBar().value()
    view.show_cell("ads-ranking")
    assert view.horizontalScrollBar().value() == before, "what is always seen needs no scrolling"


def test_the_first_column_is_edited_where_it_is_seen(qtbot, page, document):
    view = page.view
    view.show_cell("ads-fraud", ("minimum",))
    view.show_cell("ads-fraud")
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_F2)
    editor = view.frozen.findChild(QLineEdit)
    assert editor.isVisible()
    editor.selectAll()
    qtbot.keyClicks(editor, "Fraud")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: document.scenario.request_by_id["ads-fraud"].name == "Fraud")


def type_at_once(text):
    """Type where the keyboard is, key by key, as fast as the window takes them."""
    for key in text:
        QTest.keyClicks(QApplication.focusWidget(), key)
        QApplication.processEvents()


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)
    QApplication.processEvents()


def names_shown(page, count):
    return [page.view.filtered.index(row, 0).data(EDIT) for row in range(count)]


def test_an_index_that_is_none_is_copied_as_an_empty_cell(page, document, baseline):
    worthless = baseline.requests[0].model_copy(update={"metrics": {}})
    document.replace(baseline.model_copy(update={"requests": (worthless, *baseline.requests[1:])}), "Worth nothing")
    document.take_plan(planner.solve(document.scenario))
    assert cell(page.table, worthless.id, "plan", "scarcity_index").data() == "–"
    page.view.show_cell(worthless.id, ("plan", "scarcity_index"))
    page.cells.copy()
    assert QGuiApplication.clipboard().text() == '""\n'


def test_names_are_typed_one_below_the_other(qtbot, page, document):
    appear(qtbot, page)
    page.view.setCurrentIndex(page.view.filtered.index(0, 0))
    page.view.setFocus()
    for name in ("First", "Second", "Third"):
        type_at_once(name)
        press(Qt.Key.Key_Return)
        assert QApplication.focusWidget() is page.view
    assert page.view.currentIndex().row() == 3
    assert names_shown(page, 3) == ["First", "Second", "Third"]
    assert document.undo_stack.count() == 3


@pytest.mark.parametrize(
    ("key", "modifier", "row", "column"),
    [
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, 1, 0),
        (Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier, 1, 1),
        (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier, 0, -1),
    ],
)
def test_a_key_ends_the_edit_of_a_name_as_that_of_any_other_cell(qtbot, page, document, key, modifier, row, column):
    appear(qtbot, page)
    before = names_shown(page, 2)
    page.view.setCurrentIndex(page.view.filtered.index(1, 0))
    page.view.setFocus()
    type_at_once("Typed")
    press(key, modifier)
    shown = on_screen(page.view)
    here = page.view.currentIndex()
    assert (here.row(), here.column()) == (row, shown[column])
    assert page.view.isAncestorOf(QApplication.focusWidget()) or QApplication.focusWidget() is page.view
    assert names_shown(page, 2) == [before[0], before[1] if key == Qt.Key.Key_Escape else "Typed"]


def test_tab_types_a_row_from_one_cell_that_can_be_edited_to_the_next(qtbot, page, document):
    appear(qtbot, page)
    page.view.show_cell(document.scenario.requests[-1].id)
    page.add()
    for text in ("Chat", "96", "1000000", "2027-02"):
        type_at_once(text)
        press(Qt.Key.Key_Tab)
    chat = document.scenario.request_by_id["chat"]
    assert (chat.name, chat.demand.gpus, chat.metrics["revenue"], chat.window[0]) == ("Chat", 96, 1e6, "2027-02")
    for _ in range(3):
        press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    type_at_once("64")
    press(Qt.Key.Key_Return)
    assert document.scenario.request_by_id["chat"].demand.gpus == 64


def test_tab_goes_on_in_the_next_row_and_back(qtbot, page, document):
    appear(qtbot, page)
    view, last = page.view, on_screen(page.view)[-1]
    view.setCurrentIndex(view.filtered.index(0, last))
    view.edit(view.currentIndex())
    press(Qt.Key.Key_Tab)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (1, 0)
    type_at_once("Typed")
    press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert (view.currentIndex().row(), view.currentIndex().column()) == (0, last)
    assert names_shown(page, 2)[1] == "Typed"


def test_a_name_that_is_left_by_a_click_does_not_take_the_keyboard_back(qtbot, page, document):
    appear(qtbot, page)
    page.view.setCurrentIndex(page.view.filtered.index(1, 0))
    page.view.setFocus()
    type_at_once("Typed")
    qtbot.mouseClick(page.bar.search, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert page.bar.search.hasFocus()
    assert names_shown(page, 2)[1] == "Typed"


def test_a_click_on_the_first_columns_head_sorts_the_table(qtbot, page):
    head = page.view.frozen.horizontalHeader()
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=head.rect().center())
    names = [page.view.filtered.index(row, 0).data() for row in range(page.view.filtered.rowCount())]
    assert names in (sorted(names), sorted(names, reverse=True))
    assert page.view.horizontalHeader().sortIndicatorSection() == 0


def test_columns_come_back_as_they_were_left_whatever_metrics_another_scenario_has(
    qtbot, document, settings, workspace
):
    page = TablePage("requests", request_columns, Shown(document), settings)
    qtbot.addWidget(page)
    header = page.view.horizontalHeader()
    column = {each.key: k for k, each in enumerate(page.table.columns)}
    header.moveSection(header.visualIndex(column["minimum"]), 1)
    page.view.setColumnWidth(column["team"], 222)
    page.column_actions(page)[column["kind"]].toggle()
    other = Document(planner.load(workspace / "baseline.yaml"))
    page.table.shown.show(other)
    page.remember()
    page.table.shown.show(document)
    again = TablePage("requests", request_columns, Shown(document), settings)
    qtbot.addWidget(again)
    for each in (page, again):
        head = each.view.horizontalHeader()
        assert head.visualIndex(column["minimum"]) == 1
        assert head.visualIndex(column["name"]) == 0
        assert each.view.columnWidth(column["team"]) == 222
        assert each.view.isColumnHidden(column["kind"])
        assert not each.view.isColumnHidden(column["regions"])
        assert each.view.isColumnHidden(column["notes"])


def test_columns_are_ticked_one_after_the_other_and_brought_back(qtbot, page):
    appear(qtbot, page)
    qtbot.mouseClick(page.findChild(QToolButton, "columns"), Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    first, second, reset = (
        next(a for a in menu.actions() if a.text() == text) for text in ("Id", "Options", "Reset columns")
    )
    for action in (first, second):
        qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
        assert menu.isVisible()
    ids, options = (page.table.column_of((field,)) for field in ("id", "options"))
    assert page.view.isColumnHidden(ids) and not page.view.isColumnHidden(options)
    menu.setActiveAction(first)
    qtbot.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible() and not page.view.isColumnHidden(ids)
    header = page.view.horizontalHeader()
    header.moveSection(header.visualIndex(ids), 5)
    page.view.setColumnWidth(ids, 333)
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(reset).center())
    assert not menu.isVisible()
    assert page.view.isColumnHidden(options)
    assert (header.visualIndex(ids), header.sectionSize(ids)) == (ids, page.table.columns[ids].width)


def test_costs_name_their_currency_and_curves_are_told_in_words(requests, document):
    heading = requests.headerData(requests.column_of(("cost",)), Qt.Orientation.Horizontal)
    assert heading == f"Cost [{document.scenario.currency}]"
    cost = next(column for column in option_columns(document.scenario) if column.steps == ("cost",))
    assert cost.unit == document.scenario.currency
    assert cell(requests, "search-answers", "value_curve").data() == "50 % → 80 %"


def test_a_request_without_a_name_shows_its_id_and_keeps_the_field_empty(requests, document):
    index = cell(requests, "ads-fraud", "name")
    requests.setData(index, "", EDIT)
    assert document.scenario.request_by_id["ads-fraud"].name == ""
    assert (index.data(), index.data(EDIT)) == ("ads-fraud", "")


def test_the_first_column_is_as_high_as_the_rows_beside_it_at_every_size(qtbot, page):
    appear(qtbot, page)
    view, frozen = page.view, page.view.frozen
    for width, height in ((900, 395), (900, 400), (4000, 405), (700, 390)):  # with a bar below the rows, and without
        page.resize(width, height)
        assert frozen.height() == view.viewport().height() + view.horizontalHeader().height()
        assert frozen.verticalScrollBar().maximum() == view.verticalScrollBar().maximum()
    page.bar.astray.say(["3 rows no longer match"])
    qtbot.waitUntil(lambda: page.bar.astray.isVisible() and page.bar.astray.height() > 20)
    assert frozen.height() == view.viewport().height() + view.horizontalHeader().height()


@pytest.mark.parametrize("collection", ["requests", "pools"])
def test_a_cell_is_drawn_from_one_look_as_qt_draws_it_from_many(qtbot, variant, settings, collection):
    page = TablePage(collection, COLUMNS[collection], Shown(variant), settings)
    qtbot.addWidget(page)
    name = name_of(page.table.element(0))
    for steps, text in (("notes", "one\ntwo"), ("minimum" if collection == "requests" else "availability", "much")):
        page.table.setData(cell(page.table, name, steps), text, EDIT)
    looks = set()
    for row in range(page.table.rowCount()):
        for column in range(len(page.table.columns)):
            index, ours, theirs = page.view.filtered.index(row, column), QStyleOptionViewItem(), QStyleOptionViewItem()
            page.view.itemDelegate().initStyleOption(ours, index)
            QStyledItemDelegate.initStyleOption(page.view.itemDelegate(), theirs, index)
            assert look(ours, is_plain=not theirs.text) == look(theirs, is_plain=not theirs.text)
            looks.add((ours.font.bold(), ours.backgroundBrush.style(), ours.icon.isNull()))
    assert {bold for bold, _, _ in looks} == {True, False}
    assert len({ground for _, ground, _ in looks}) == 2


def look(option, is_plain):
    ink = option.palette.color(option.palette.ColorRole.Text).name()
    return (
        option.text, option.displayAlignment, option.font, ink, option.backgroundBrush, option.icon.isNull(),
        None if option.icon.isNull() else option.decorationSize, None if is_plain else option.features,
    )  # fmt: skip
