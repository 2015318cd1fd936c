"""Editors read and write the text of a cell; real keys and mouse, and claims over any calendar, series and curve."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from planner.desktop.fields.cell_editors import make_editor
from planner.desktop.fields.editors import curve, series, ticks
from planner.desktop.fields.editors.bounds import Bounds, bounds_of
from planner.desktop.fields.editors.number import step_of
from planner.desktop.fields.editors.payments import Due
from planner.desktop.fields.editors.period import PeriodGrid
from planner.desktop.fields.editors.series_table import DRAWN, VALUES
from planner.desktop.fields.pool_columns import pool_columns
from planner.desktop.fields.request_columns import request_columns
from planner.desktop.fields.subject import Subject
from planner.desktop.look.popup import place
from planner.desktop.look.sparkline import thumbnail
from planner.desktop.open.document import Document
from planner.desktop.open.editing.fields import FieldEdit, apply
from planner.desktop.open.shown import Shown
from planner.desktop.pages.tables.page import TablePage
from planner.desktop.pages.tables.table import ElementTable
from planner.domain.base import LARGEST
from planner.domain.calendar import Calendar, falling
from planner.domain.inventory import Pool
from planner.domain.request import Request
from tests.desktop.driving import wheel

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
SHIFT, CONTROL, ALT = (
    Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip


@pytest.fixture
def shown(qtbot, document):
    """Makes a column's editor for one element, in a window of its own."""
    windows = []

    def make(collection, name, *steps, where=document):
        columns = {"requests": request_columns, "pools": pool_columns}[collection](where.scenario)
        column = next(c for c in columns if c.steps == steps)
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        box = QVBoxLayout(window)
        subject = Subject(where, collection, name)
        editor = make_editor(column, lambda: subject, window)
        box.addWidget(editor)
        window.resize(360, 80)
        appear(qtbot, window)
        editor.show_text(column.typed(column.value(subject.element)))
        editor.setFocus()
        return editor

    return make


@pytest.fixture
def page(qtbot, document, settings):
    page = TablePage("requests", request_columns, Shown(document), settings)
    qtbot.addWidget(page)
    page.resize(900, 400)
    appear(qtbot, page)
    return page


def appear(qtbot, window):
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()


def opened(editor):
    QTest.keyClick(editor, Key.Key_Down, ALT)
    return editor.popup.panel


def type_in(text, end=Key.Key_Return):
    """Type a text where the keyboard is; its first key may open an editor that takes the others."""
    for key in text:
        QTest.keyClicks(QApplication.focusWidget(), key)
    if end is not None:
        QTest.keyClick(QApplication.focusWidget(), end)
    QApplication.processEvents()


def type_over(editor, text):
    editor.selectAll()
    QTest.keyClicks(editor, text)


# Numbers


@pytest.mark.parametrize(
    ("steps", "begun", "keys", "text"),
    [
        (("demand", "max_gpus"), "160", [(Key.Key_Up, None)], "161"),
        (("demand", "max_gpus"), "160", [(Key.Key_Down, SHIFT)], "150"),
        (("demand", "max_gpus"), "1", [(Key.Key_Down, None)], "1"),
        (("minimum",), "50 %", [(Key.Key_Up, None), (Key.Key_Up, None)], "52 %"),
        (("minimum",), "95 %", [(Key.Key_Up, SHIFT)], "100 %"),
        (("minimum",), "", [(Key.Key_Up, None)], "1 %"),
        (("metrics", "revenue"), "14,000,000", [(Key.Key_Up, None)], "14100000"),
        (("memory_gb",), "40", [(Key.Key_Up, None)], "48"),
        (("memory_gb",), "much", [(Key.Key_Up, None)], "much"),
    ],
)
def test_arrow_keys_step_numbers_within_their_limits(shown, steps, begun, keys, text):
    editor = shown("requests", "search-answers", *steps)
    type_over(editor, begun) if begun else editor.clear()
    for key, modifier in keys:
        QTest.keyClick(editor, key, modifier or Qt.KeyboardModifier.NoModifier)
    assert editor.typed() == text


def test_the_wheel_steps_a_number_only_while_it_is_edited(shown):
    editor = shown("requests", "search-answers", "demand", "max_gpus")
    assert wheel(editor, 120) and wheel(editor, 60) and wheel(editor, 60)
    assert editor.typed() == "162"
    editor.clearFocus()
    assert not wheel(editor, 120)
    assert editor.typed() == "162"


def test_a_number_is_grouped_while_it_is_looked_at_and_plain_while_it_is_edited(shown):
    editor = shown("requests", "search-answers", "metrics", "revenue")
    assert editor.text() == "14000000"
    editor.clearFocus()
    assert (editor.text(), editor.typed(), editor.is_touched) == ("14,000,000", "14000000", False)


def test_what_a_grouped_number_hides_is_not_lost(shown):
    editor = shown("requests", "search-answers", "metrics", "market_share")
    editor.show_text("0.123456")
    editor.clearFocus()
    assert (editor.text(), editor.typed()) == ("0.1235", "0.123456")
    editor.setFocus()
    type_over(editor, "0.1235")
    assert editor.typed() == "0.1235"


def test_a_month_is_typed_as_the_app_writes_it(shown):
    editor = shown("requests", "search-answers", "latest_start")
    type_over(editor, "Feb 2027")
    editor.judge()
    assert editor.reason == ""
    assert opened(editor).grid.currentItem().text() == "Feb"


@pytest.mark.parametrize(
    ("steps", "text", "reason"),
    [
        (("minimum",), "101", "must be from 0 to 1, not 101"),
        (("demand", "max_gpus"), "0", "must be above 0, not 0"),
        (("requires",), "nobody", "there is no request 'nobody'"),
        (("window", 0), "2027-13", "must be a date that exists, not 2027-13"),
        (("demand", "gpus"), "2027-01: -4", "must be 0 or more, not -4"),
        (("value_curve",), "[[0.5, 0.2], [1, 1]]", "must be concave"),
        (("value_curve",), "50 % -> 20 %", "must be concave"),
    ],
)
def test_a_wrong_text_is_marked_while_it_is_typed_with_the_documents_own_reason(
    shown, qtbot, document, steps, text, reason
):
    editor = shown("requests", "search-answers", *steps)
    type_over(editor, text)
    qtbot.waitUntil(lambda: editor.reason.startswith(reason))
    column = next(c for c in request_columns(document.scenario) if c.steps == steps)
    done = apply(document.scenario, [FieldEdit("requests", "search-answers", steps, column.read(text))])
    assert editor.reason == done.rejected[0][1].message
    assert editor.accessibleDescription() == editor.reason
    QTest.keyClick(editor, Key.Key_Escape)
    assert (editor.reason, editor.is_touched) == ("", False)


def test_bounds_are_those_of_the_domain():
    assert bounds_of(Request, ("minimum",)) == Bounds(0.0, 1.0)
    assert bounds_of(Request, ("demand", "max_gpus")) == Bounds(0.0, is_above=True)
    assert bounds_of(Request, ("metrics", "revenue")) == Bounds(-LARGEST, LARGEST)
    assert bounds_of(Request, ("options", "full", "minimum")) == Bounds(0.0, 1.0)
    assert bounds_of(Request, ("runs_on", "L40S")) == Bounds(0.0, is_above=True)
    assert bounds_of(Pool, ("on_demand", "gpus")) == Bounds(0.0, LARGEST)
    assert bounds_of(Pool, ("availability",)) == Bounds(0.0, 1.0)


@given(st.floats(-1e15, 1e15))
def test_a_step_is_seen_in_the_number_and_at_most_a_hundredth_of_a_large_one(value):
    step = step_of(value, 1.0)
    assert value + step > value
    assert step == 1.0 or step <= abs(value) / 100 * (1 + 1e-12)


# Popups


@given(
    st.integers(-2000, 4000), st.integers(-2000, 4000), st.integers(1, 800), st.integers(1, 700), st.integers(10, 400)
)
def test_a_popup_that_fits_the_screen_is_on_it_and_off_its_field_where_there_is_room(x, y, width, height, wide):
    screen = QRect(0, 0, 1440, 900)
    anchor = QRect(x, y, wide, 27)
    popup = QRect(place(anchor, QSize(width, height), screen), QSize(width, height))
    assert screen.contains(popup)
    if screen.contains(anchor) and (y + 27 + 2 + height <= 900 or y - 2 - height >= 0):
        assert not popup.intersects(anchor)


def test_escape_in_a_popup_gives_up_and_a_click_outside_takes(shown, qtbot):
    editor = shown("requests", "search-answers", "window", 0)
    panel = opened(editor)
    QTest.keyClick(panel.grid, Key.Key_Right)
    assert editor.typed() == "2027-03"
    with qtbot.waitSignal(editor.given_up):
        QTest.keyClick(panel.grid, Key.Key_Escape)
    assert editor.typed() == "2027-02"
    panel = opened(editor)
    QTest.keyClick(panel.grid, Key.Key_Right)
    with qtbot.waitSignal(editor.taken) as taken:
        QTest.mousePress(editor.popup, LEFT, pos=QPoint(-200, -200))
    assert (editor.typed(), taken.args) == ("2027-03", [False])


def test_the_button_opens_what_alt_and_down_opens_and_has_a_name(shown):
    editor = shown("requests", "search-answers", "window", 0)
    QTest.mouseClick(editor.button, LEFT)
    assert editor.popup.isVisible()
    assert editor.popup.accessibleName() == "From" and editor.button.accessibleName()
    editor.popup.give_up()


# Choices


def test_a_choice_is_what_was_typed_and_never_more_of_it(shown):
    editor = shown("requests", "search-answers", "commitment")
    type_over(editor, "mu")
    assert editor.typed() == "mu"
    editor.judge()
    assert editor.reason
    type_over(editor, "MUST")
    assert editor.typed() == "must"
    editor.judge()
    assert not editor.reason


def test_what_fits_is_offered_and_taken_when_it_is_picked(shown):
    editor = shown("requests", "search-answers", "commitment")
    type_over(editor, "us")
    offered = editor.completer().popup()
    assert offered.isVisible()
    QTest.keyClick(offered, Key.Key_Down)
    QTest.keyClick(offered, Key.Key_Return)
    assert editor.typed() == "must"


def test_a_name_that_is_not_known_is_refused_with_the_nearest_one(page, document, qtbot, settings):
    pools = TablePage("pools", pool_columns, Shown(document), settings)
    qtbot.addWidget(pools)
    appear(qtbot, pools)
    pools.view.show_cell("h100-us", ("accelerator",))
    pools.view.setFocus()
    type_in("H100", end=None)
    QTest.keyClick(QApplication.activePopupWidget() or QApplication.focusWidget(), Key.Key_Return)
    QApplication.processEvents()
    (refused,) = document.draft.refused.values()
    assert refused.text == "H100"
    assert "H100-SXM" in refused.reason and "P100" not in refused.reason
    assert pools.view.hasFocus()


def test_keys_and_clicks_pick_from_the_list(shown, qtbot):
    editor = shown("requests", "search-answers", "commitment")
    panel = opened(editor)
    QTest.keyClick(panel.list, Key.Key_Down)
    with qtbot.waitSignal(editor.taken) as taken:
        QTest.keyClick(panel.list, Key.Key_Return)
    assert (editor.typed(), taken.args) == ("out", [True])
    panel = opened(editor)
    at = panel.list.visualItemRect(panel.list.item(0)).center()
    with qtbot.waitSignal(editor.taken):
        QTest.mouseClick(panel.list.viewport(), LEFT, pos=at)
    assert editor.typed() == "must"


def test_typing_in_the_open_list_goes_into_the_field(shown):
    editor = shown("requests", "search-answers", "team")
    panel = opened(editor)
    editor.selectAll()
    QTest.keyClicks(panel.list, "newco")
    assert editor.typed() == "newco"
    QTest.keyClick(panel.list, Key.Key_Return)
    assert editor.typed() == "newco" and editor.popup is None


def test_an_open_choice_can_be_left_out(shown):
    editor = shown("requests", "search-answers", "team")
    panel = opened(editor)
    QTest.keyClick(panel.list, Key.Key_Home)
    QTest.keyClick(panel.list, Key.Key_Return)
    assert editor.typed() == ""


# Periods


@pytest.mark.parametrize(
    ("calendar", "begun", "key", "text"),
    [
        (Calendar(start="2026-11", periods=15), "2026-12", Key.Key_Down, "2027-04"),
        (Calendar(start="2026-11", periods=15), "2027-02-20", Key.Key_Down, "2027-06"),
        (Calendar(start="2026-11", periods=15), "2026-11", Key.Key_Left, "2026-11"),
        (Calendar(start="2027-Q2", periods=9, unit="quarter"), "2027-Q4", Key.Key_Down, "2028-Q4"),
        (Calendar(start="2027-Q2", periods=9, unit="quarter"), "2027-Q4", Key.Key_Left, "2027-Q3"),
        (Calendar(start="2026-12-21", periods=60, unit="week"), "2026-W53", Key.Key_Down, "2027-01-04"),
    ],
)
def test_arrow_keys_go_through_the_periods(shown, baseline, calendar, begun, key, text):
    scenario = baseline.model_copy(update={"calendar": calendar, "pools": (), "requests": baseline.requests[:1]})
    editor = shown("requests", "search-answers", "window", 0, where=Document(scenario))
    type_over(editor, begun)
    panel = opened(editor)
    QTest.keyClick(panel.grid, key)
    assert panel.grid.currentItem().data(Qt.ItemDataRole.AccessibleTextRole) == text
    assert editor.typed() in (text, begun)
    editor.popup.give_up()


FIRST, LAST = date(1990, 1, 1), date(2100, 1, 1)


@given(st.sampled_from(["week", "month", "quarter"]), st.dates(FIRST, LAST), st.integers(1, 70))
def test_each_period_of_a_calendar_can_be_picked(qapp, unit, start, periods):
    calendar = Calendar(start=start.isoformat(), periods=periods, unit=unit)
    grid = PeriodGrid(calendar)
    said = []
    grid.edited.connect(said.append)
    for label in calendar.labels[:: max(periods // 7, 1)]:
        grid.show_text(label)
        grid.grid.itemClicked.emit(grid.grid.currentItem())
    assert said == list(calendar.labels[:: max(periods // 7, 1)])
    grid.deleteLater()


def test_a_date_outside_of_the_calendar_can_be_typed_while_the_periods_are_open(shown):
    editor = shown("requests", "search-answers", "window", 0)
    panel = opened(editor)
    editor.selectAll()
    QTest.keyClicks(panel.grid, "2029-05")
    assert editor.typed() == "2029-05"
    assert panel.grid.currentItem() is None
    QTest.keyClick(panel.grid, Key.Key_Return)
    assert editor.typed() == "2029-05" and editor.popup is None


# Several names


def rows(panel):
    return [panel.table.item(row, 0).text() for row in range(panel.table.rowCount())]


def test_ticks_keep_their_order_and_names_that_are_not_in_the_list(shown):
    editor = shown("requests", "search-answers", "regions")
    type_over(editor, "us-west, moon")
    panel = opened(editor)
    assert rows(panel)[:2] == ["us-west", "moon"]
    QTest.keyClicks(panel.filter, "eu")
    QTest.keyClick(panel.filter, Key.Key_Return)
    assert editor.typed() == "us-west, moon, eu-west"
    assert panel.filter.text() == ""
    QTest.keyClick(panel.filter, Key.Key_Space)
    assert editor.typed() == "moon, eu-west"
    QTest.keyClick(panel.filter, Key.Key_Return)
    assert editor.popup is None


def test_a_click_on_a_name_ticks_it_as_its_box_does(shown):
    editor = shown("requests", "search-answers", "regions")
    panel = opened(editor)
    place_of = panel.table.visualItemRect(panel.table.item(1, 0))
    for at in (place_of.center(), QPoint(place_of.left() + 12, place_of.center().y())):
        before = editor.typed()
        QTest.mouseClick(panel.table.viewport(), LEFT, pos=at)
        assert editor.typed() != before
    editor.popup.give_up()


def test_a_request_is_not_offered_as_its_own_requirement(shown):
    panel = opened(shown("requests", "search-answers", "requires"))
    assert "search-answers" not in rows(panel) and "embedding-refresh" in rows(panel)
    panel.window().give_up()


def test_the_entry_being_written_is_completed_and_those_before_it_stay(shown):
    editor = shown("requests", "search-answers", "requires")
    type_over(editor, "embedding-refresh, feature")
    editor._completion.activated.emit("feature-store")
    assert editor.typed() == "embedding-refresh, feature-store"


def test_ticked_accelerators_are_a_list_until_one_has_a_speed(shown, document):
    editor = shown("requests", "search-answers", "runs_on")
    type_over(editor, "H100-SXM, A100-80GB")
    panel = opened(editor)
    QTest.keyClicks(panel.filter, "L40S")
    QTest.keyClick(panel.filter, Key.Key_Return)
    assert editor.typed() == "H100-SXM, A100-80GB, L40S"
    panel.table.setFocus()
    panel.table.setCurrentCell(rows(panel).index("L40S"), 1)
    type_in("0.3")
    value = next(c for c in request_columns(document.scenario) if c.steps == ("runs_on",)).read(editor.typed())
    hardware = document.scenario.hardware
    assert list(value) == ["H100-SXM", "A100-80GB", "L40S"]
    assert (value["H100-SXM"], value["L40S"]) == (1, 0.3)
    ratio = hardware["A100-80GB"].speed_for("inference") / hardware["H100-SXM"].speed_for("inference")
    assert value["A100-80GB"] == pytest.approx(ratio, rel=1e-3)
    editor.popup.give_up()


NAMES = st.lists(st.sampled_from("abcdef"), unique=True, max_size=6)
SPEEDS = st.one_of(st.none(), st.floats(0.01, 9))


@given(NAMES, st.lists(SPEEDS, min_size=6, max_size=6), st.dictionaries(st.sampled_from("abcdef"), st.floats(0.1, 5)))
def test_what_is_ticked_becomes_what_the_file_can_hold(names, speeds, known):
    ticked = dict(zip(names, speeds, strict=False))
    data = ticks.written(ticked, known)
    read = ticks.ticks_of(data)
    assert list(read) == names
    given_speeds = {name: speed for name, speed in ticked.items() if speed is not None}
    if given_speeds:
        assert all(read[name] == speed for name, speed in given_speeds.items())
        assert all(speed > 0 for speed in read.values())
    else:
        assert set(read.values()) <= {None}
    assert ticks.written(read, known) == data


# Quantities over time


@st.composite
def calendars(draw):
    unit = draw(st.sampled_from(["week", "month", "quarter"]))
    start = draw(st.sampled_from(["2027-01", "2026-11-17", "2027-Q2", "2027-02", "2027-W03", "2025"]))
    return Calendar(start=start, periods=draw(st.integers(1, 30)), unit=unit)


AMOUNTS = st.one_of(st.integers(0, 5).map(float), st.floats(0, 1e9))


@st.composite
def series_and_calendar(draw):
    calendar = draw(calendars())
    dates = st.sampled_from([*calendar.labels, "2024-12", "2031-01", "2040"])
    found = draw(
        st.one_of(
            st.none(),
            AMOUNTS,
            st.lists(AMOUNTS, min_size=len(calendar), max_size=len(calendar)),
            st.dictionaries(dates, AMOUNTS, min_size=1, max_size=5),
        )
    )
    return found, calendar


@given(series_and_calendar(), st.data())
def test_any_series_is_written_back_to_a_text_that_says_the_same(baseline, pair, data):
    before, calendar = pair
    column = next(c for c in pool_columns(baseline) if c.steps == ("gpus",))
    entries = series.spread(column.read(column.typed(before)), calendar)
    assert before is None or entries == list(calendar.over(before))
    assert series.written(entries, before, calendar) == before
    for _ in range(data.draw(st.integers(0, 3))):
        first = data.draw(st.integers(0, len(calendar) - 1))
        last = data.draw(st.integers(first, len(calendar) - 1))
        entries[first : last + 1] = [data.draw(AMOUNTS)] * (last + 1 - first)
    text = column.typed(series.written(entries, before, calendar))
    read = column.read(text)
    if any(entry is not None for entry in entries):
        assert list(calendar.over(read)) == [entry or 0.0 for entry in entries]
    else:
        assert text == ""


@given(series_and_calendar())
def test_the_notation_is_the_shortest_that_says_the_same(pair):
    before, calendar = pair
    entries = [float(k // 4) + 1 for k in range(len(calendar))]
    found = series.written(entries, before, calendar)
    if found == before:
        return
    if len(set(entries)) == 1 and not (
        isinstance(before, dict) and any(calendar.first(d) >= len(calendar) for d in before)
    ):
        assert found == entries[0]
    elif isinstance(before, list):
        assert found == entries
    else:
        inside = {calendar.first(when): value for when, value in found.items() if calendar.first(when) < len(calendar)}
        assert len(inside) == len(set(entries))


def test_steps_behind_the_calendar_and_words_that_are_no_numbers_stay():
    calendar = Calendar(start="2027-01", periods=4)
    assert series.written([5.0, 5.0, 5.0, 5.0], {"2027-01": 1, "2029-01": 9}, calendar) == {"2027-01": 5, "2029-01": 9}
    assert series.spread({"2027-02": "many", "2027-04": 3}, calendar) == [0.0, "many", "many", 3]
    assert series.written([0.0, "many", 2, 2], None, calendar) == {"2027-02": "many", "2027-03": 2}
    assert series.spread({"soon": 3}, calendar) is None
    assert series.spread([1, 2], calendar) is None
    opening = {"2026-06-15": 7, "2027-03": 8}
    assert series.written([7, 7, 9, 9], opening, calendar) == {"2026-06-15": 7, "2027-03": 9}
    assert series.written([5, 7, 8, 8], opening, calendar) == {"2027-01": 5, "2027-02": 7, "2027-03": 8}


def cells(panel):
    return [panel.table.text(k) for k in range(panel.table.columnCount())]


def test_a_series_is_typed_period_by_period_with_tab(shown):
    editor = shown("pools", "h100-us", "gpus")
    panel = opened(editor)
    assert cells(panel) == ["256", "256", "256", "384", "384", "384"]
    type_in("100", Key.Key_Tab)
    type_in("200")
    assert cells(panel)[:3] == ["100", "200", "256"]
    assert editor.typed() == "2027-01: 100, 2027-02: 200, 2027-03: 256, 2027-04: 384"
    assert panel.table.here == 2
    QTest.keyClick(panel.table, Key.Key_Return)
    assert editor.popup is None and editor.is_touched


def test_the_same_from_here_on_and_fill_right(shown):
    editor = shown("pools", "h100-us", "gpus")
    panel = opened(editor)
    panel.table.go(3)
    QTest.mouseClick(panel.onwards, LEFT)
    panel.table.go(1)
    QTest.keyClick(panel.table, Key.Key_R, CONTROL)
    assert editor.typed() == "2027-01: 256, 2027-04: 384"
    panel.table.go(0)
    QTest.keyClick(panel.table, Key.Key_E, CONTROL)
    assert editor.typed() == "256"
    panel.table.go(2)
    type_in("300")
    panel.table.go(2)
    QTest.keyClick(panel.table, Key.Key_Right, SHIFT)
    QTest.mouseClick(panel.fill, LEFT)
    assert cells(panel) == ["256", "256", "300", "300", "256", "256"]
    editor.popup.give_up()
    assert editor.typed() == "2027-01: 256, 2027-04: 384"


@pytest.mark.parametrize("copied", ["10\t20\t30\t40\n", "10\n20\n30\n40\n"])
def test_a_row_or_column_copied_from_a_spreadsheet_fills_the_cells(shown, copied):
    editor = shown("pools", "h100-us", "gpus")
    panel = opened(editor)
    panel.table.go(2)
    QGuiApplication.clipboard().setText(copied)
    QTest.keyClick(panel.table, Key.Key_V, CONTROL)
    assert cells(panel) == ["256", "256", "10", "20", "30", "40"]
    QTest.keyClick(panel.table, Key.Key_Right, SHIFT)
    QTest.keyClick(panel.table, Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "10\t20\n"
    QTest.keyClick(panel.table, Key.Key_Delete)
    assert cells(panel)[2:] == ["", "", "30", "40"]
    editor.popup.give_up()


def test_a_value_that_cannot_be_is_marked_in_its_period_and_makes_the_text_wrong(shown, qtbot):
    editor = shown("pools", "h100-us", "gpus")
    panel = opened(editor)
    panel.table.go(3)
    type_in("-4")
    assert panel.table.item(VALUES, 3).toolTip() == "must be 0 or more, not -4"
    qtbot.waitUntil(lambda: editor.reason == "must be 0 or more, not -4")
    assert editor.popup.reason.isVisible() and editor.popup.reason.text() == editor.reason
    QTest.keyClick(panel.table, Key.Key_Return)
    assert editor.typed() == "2027-01: 256, 2027-04: -4, 2027-05: 384"
    assert cells(opened(editor))[3] == "-4"
    editor.popup.give_up()


def test_percentages_over_time_are_typed_as_percentages(shown):
    editor = shown("pools", "h100-us", "availability")
    panel = opened(editor)
    assert cells(panel)[0] == "93 %"
    panel.table.go(2)
    type_in("80 %")
    assert editor.typed() == "2027-01: 0.93, 2027-03: 0.8, 2027-04: 0.93"
    assert panel.table.item(DRAWN, 2).data(Qt.ItemDataRole.UserRole) == pytest.approx((0.93, 0.8))
    editor.popup.give_up()


def test_sixty_periods_are_scrolled_and_three_fill_the_width(shown, baseline):
    for periods in (3, 60):
        scenario = baseline.model_copy(update={"calendar": Calendar(start="2027-01", periods=periods), "requests": ()})
        editor = shown("pools", "h100-eu", "gpus", where=Document(scenario))
        panel = opened(editor)
        bar = panel.table.horizontalScrollBar()
        assert (bar.maximum() > 0) is (periods == 60)
        QTest.keyClick(panel.table, Key.Key_End)
        assert panel.table.here == periods - 1
        editor.popup.give_up()


def test_a_cell_draws_the_course_of_what_changes_and_nothing_else():
    calendar = Calendar(start="2027-01", periods=6)
    assert thumbnail({"2027-01": 256, "2027-04": 384}, calendar) is not None
    assert thumbnail((1.0, 2.0, 3.0, 3.0, 3.0, 3.0), calendar) is not None
    assert thumbnail({"2027-01": 256, "2028-04": 384}, calendar) is None
    assert thumbnail({"2027-01": 256}, calendar) is None
    assert thumbnail(256.0, calendar) is None
    assert thumbnail((1.0, 2.0), calendar) is None


# Value curves

UNIT = st.floats(-0.5, 1.5)


@given(st.data())
def test_a_curve_is_concave_and_taken_by_the_domain_after_any_drag(baseline, data):
    points = []
    for _ in range(data.draw(st.integers(1, 12))):
        at = (data.draw(UNIT), data.draw(UNIT))
        act = data.draw(st.sampled_from(["add", "add", "move", "move", "remove"]))
        if act == "add":
            points, _index = curve.added(points, at)
        elif points:
            index = data.draw(st.integers(0, len(points) - 1))
            points = curve.moved(points, index, at) if act == "move" else points[:index] + points[index + 1 :]
    assert curve.is_concave(points)
    assert curve.points_of(curve.written(points)) == points or not points
    edit = FieldEdit("requests", "ads-fraud", ("value_curve",), curve.written(points))
    done = apply(
        baseline.model_copy(update={"requests": tuple(r for r in baseline.requests if r.id == "ads-fraud")}), [edit]
    )
    assert not done.rejected


@given(UNIT, UNIT)
def test_a_point_goes_where_it_is_dragged_if_the_curve_allows_that(share, part):
    (found,) = curve.moved([(0.5, 0.8)], 0, (share, part))
    wanted_share = min(max(round(share, 2), 0.01), 0.99)
    assert found[0] == pytest.approx(wanted_share)
    assert found[1] == pytest.approx(min(max(part, wanted_share), 1.0), abs=0.0051)


def test_a_point_is_dragged_added_and_removed_with_the_mouse(shown):
    editor = shown("requests", "search-answers", "value_curve")
    plot = opened(editor).plot
    begin, end = (plot.place_of(point).toPoint() for point in ((0.5, 0.8), (0.3, 0.7)))
    QTest.mousePress(plot, LEFT, pos=begin)
    QTest.mouseMove(plot, end)
    QTest.mouseRelease(plot, LEFT, pos=end)
    (point,) = plot.points
    assert point == pytest.approx((0.3, 0.7), abs=0.02)
    QTest.mouseMove(plot, begin)
    assert plot.points == [point]
    QTest.mouseDClick(plot, LEFT, pos=plot.place_of((0.6, 0.95)).toPoint())
    assert len(plot.points) == 2
    shares = [share for share, _ in plot.points]
    assert shares == sorted(shares)
    QTest.mouseClick(plot, Qt.MouseButton.RightButton, pos=plot.place_of(plot.points[0]).toPoint())
    assert len(plot.points) == 1
    QTest.keyClick(plot, Key.Key_Delete)
    assert plot.points == [] and editor.typed() == ""
    QTest.keyClick(plot, Key.Key_Escape)
    assert editor.typed() == "50 % → 80 %"


def test_a_point_is_moved_with_keys_and_as_numbers(shown):
    editor = shown("requests", "search-answers", "value_curve")
    panel = opened(editor)
    QTest.keyClick(panel.plot, Key.Key_Up)
    QTest.keyClick(panel.plot, Key.Key_Left)
    assert editor.typed() == "49 % → 81 %"
    panel.table.setFocus()
    panel.table.setCurrentCell(1, 1)
    type_in("20")
    assert editor.typed() == "49 % → 49 %"
    QTest.mouseClick(panel.add, LEFT)
    assert len(panel.plot.points) == 2
    assert all(a[0] < b[0] for a, b in pairwise(panel.plot.points))
    QTest.mouseClick(panel.straighten, LEFT)
    assert editor.typed() == ""
    editor.popup.give_up()


# In a cell


def begin(page, name, *steps, key=Key.Key_F2):
    page.activateWindow()  # where a panel was open, the screen in memory has forgotten
    assert QTest.qWaitForWindowActive(page)
    page.view.show_cell(name, steps)
    QApplication.processEvents()
    page.view.scrollTo(page.view.currentIndex())
    page.view.setFocus()
    QTest.keyClick(page.view, key)
    return QApplication.focusWidget()


def test_a_period_chosen_in_a_cell_is_one_step_that_can_be_taken_back(page, document, qtbot):
    editor = begin(page, "search-answers", "window", 0)
    panel = opened(editor)
    QTest.keyClick(panel.grid, Key.Key_Right)
    QTest.keyClick(panel.grid, Key.Key_Return)
    qtbot.waitUntil(lambda: document.scenario.request_by_id["search-answers"].window == ("2027-03", "2027-06"))
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "From of Generated answers in search"
    assert page.view.currentIndex().row() == 1
    document.undo_stack.undo()
    assert document.scenario.request_by_id["search-answers"].window == ("2027-02", "2027-06")


def test_an_editor_stands_over_its_cell_and_in_the_table(page, document):
    table = page.table
    long = "[[0.1, 0.5], [0.5, 0.9], [1, 1]]"
    for steps, text in ((("name",), "x" * 80), (("value_curve",), long), (("notes",), "one\ntwo")):
        table.setData(table.index(table.row_of("ads-fraud"), table.column_of(steps)), text, Qt.ItemDataRole.EditRole)
        editor = begin(page, "ads-fraud", *steps)
        cell_rect = page.view.visualRect(page.view.currentIndex())
        assert editor.geometry().contains(cell_rect.intersected(page.view.viewport().rect()))
        assert page.view.viewport().rect().contains(editor.geometry())
        QTest.keyClick(editor, Key.Key_Escape)


def test_escape_in_a_series_leaves_the_cell_and_then_the_series_with_what_was_entered(page, document):
    editor = begin(page, "search-answers", "demand", "gpus")
    panel = opened(editor)
    panel.table.go(2)
    type_in("57")
    assert panel.table.here == 3
    for key in "99":
        QTest.keyClicks(QApplication.focusWidget(), key)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    assert editor.popup is not None and panel.table.text(3) == "120" and panel.table.text(2) == "57"
    QTest.keyClick(panel.table, Key.Key_Escape)
    QApplication.processEvents()
    demand = document.scenario.request_by_id["search-answers"].demand
    assert demand.gpus == {"2027-01": 120.0, "2027-03": 57.0, "2027-04": 120.0}
    assert document.undo_stack.count() == 1


def test_escape_in_a_series_in_which_nothing_was_entered_leaves_all_as_it_was(page, document):
    editor = begin(page, "search-answers", "demand", "gpus")
    panel = opened(editor)
    for key in "99":
        QTest.keyClicks(QApplication.focusWidget(), key)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Escape)
    QTest.keyClick(panel.table, Key.Key_Escape)
    QApplication.processEvents()
    assert document.undo_stack.count() == 0 and page.view.state() == page.view.State.NoState


def test_escape_leaves_the_cell_as_it_was(page, document):
    for panel_is_open in (True, False):
        editor = begin(page, "search-answers", "window", 0)
        if panel_is_open:
            panel = opened(editor)
            QTest.keyClick(panel.grid, Key.Key_Right)
            QTest.keyClick(panel.grid, Key.Key_Escape)
        else:
            type_over(editor, "2027-05")
            QTest.keyClick(editor, Key.Key_Escape)
        assert document.undo_stack.count() == 0
        assert page.view.state() == page.view.State.NoState


def test_a_double_click_opens_the_panel_and_a_key_the_line(page, qtbot):
    view = page.view
    view.show_cell("search-answers", ("window", 0))
    at = view.visualRect(view.currentIndex()).center()
    QTest.mouseClick(view.viewport(), LEFT, pos=at)
    QTest.mouseDClick(view.viewport(), LEFT, pos=at)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    QApplication.activePopupWidget().give_up()
    editor = begin(page, "search-answers", "window", 0, key=Key.Key_2)
    assert editor.typed() == "2"
    qtbot.wait(1)
    assert QApplication.activePopupWidget() is None
    QTest.keyClick(editor, Key.Key_Escape)


def test_a_wrong_text_stays_in_its_cell_and_is_marked_again_when_it_is_edited(page, document, qtbot):
    editor = begin(page, "search-answers", "minimum")
    type_over(editor, "seven")
    qtbot.waitUntil(lambda: "must be a number" in editor.reason)
    QTest.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: len(document.draft.refused) == 1)
    editor = begin(page, "search-answers", "minimum")
    assert editor.typed() == "seven" and "must be a number" in editor.reason
    QTest.keyClick(editor, Key.Key_Escape)


def test_notes_of_several_lines_are_kept(page, document, qtbot):
    editor = begin(page, "search-answers", "notes")
    type_over(editor, "one")
    QTest.keyClick(editor, Key.Key_Return, SHIFT)
    QTest.keyClicks(editor, "two")
    QTest.keyClick(editor, Key.Key_Return)
    qtbot.waitUntil(lambda: document.scenario.request_by_id["search-answers"].notes == "one\ntwo")


def test_only_a_series_that_changes_has_its_course_in_its_cell(document):
    table = ElementTable("pools", pool_columns, Shown(document))

    def drawn(name, *steps):
        index = table.index(table.row_of(name), table.column_of(steps))
        return index.data(Qt.ItemDataRole.DecorationRole)

    assert drawn("h100-us", "gpus") is not None
    assert drawn("h100-eu", "gpus") is None
    assert drawn("h100-us", "name") is None
    table.setData(table.index(table.row_of("h100-us"), table.column_of(("gpus",))), "many", Qt.ItemDataRole.EditRole)
    assert drawn("h100-us", "gpus") is None


# -- money by when it is due ---------------------------------------------------------------------------------------


@given(series_and_calendar(), st.data())
def test_payments_are_written_back_to_a_text_that_is_due_when_they_are(baseline, pair, data):
    before, calendar = pair
    column, first = next(c for c in request_columns(baseline) if c.steps == ("cost",)), len(calendar) // 2
    due = Due(first)
    entries = due.spread(before, calendar)
    assert due.written(entries, before, calendar) == before
    for _ in range(data.draw(st.integers(0, 3))):
        entries[data.draw(st.integers(0, len(calendar) - 1))] = data.draw(AMOUNTS)
    read = column.read(column.typed(due.written(entries, before, calendar)))
    found = falling(calendar, 0.0 if read is None else read, first)
    assert found == {t: amount for t, amount in enumerate(entries) if amount}


def test_payments_keep_their_dates_where_they_do_not_change():
    calendar, due = Calendar(start="2027-01", periods=4), Due(1)
    before = {"2027-01-05": 1, "2027-01-20": 2, "2027-03": 4, "2029-01": 9}
    assert due.spread(before, calendar) == [3, None, 4, None]
    after = {"2027-01-05": 1, "2027-01-20": 2, "2027-03": 5, "2027-04": 6, "2029-01": 9}
    assert due.written([3, None, 5, 6], before, calendar) == after
    assert due.written([7, None, None, None], before, calendar) == {"2027-01-05": 7, "2029-01": 9}
    assert due.written([None, 8, None, None], {"2027-03": 4}, calendar) == 8
    assert due.written([None] * 4, 8, calendar) is None


def test_payments_are_typed_where_they_are_due(shown, document):
    editor = shown("requests", document.scenario.requests[0].id, "cost")
    panel = opened(editor)
    panel.table.go(1)
    type_in("40000", Key.Key_Tab)
    panel.table.go(4)
    type_in("10000", Key.Key_Tab)
    assert editor.typed() == "2027-02: 40000, 2027-05: 10000"
    assert panel.mean.text() == "In all 50,000 USD"
    editor.popup.give_up()
