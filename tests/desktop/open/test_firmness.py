"""How firm each decision is: as many futures of each row as by solving the drawn scenarios from their files."""

import pytest

import planner
from planner.desktop.open.firmness import PAUSE, STAGES
from planner.domain.scenario import Assumptions
from planner.files.writing import dump
from planner.tradeoffs.many_solves.robustness import Draw, Spread
from tests.desktop.driving import cell, settle, type_in


def column(window, title):
    return next(k for k, each in enumerate(window.pages.plan.table.columns) if each.title == title)


def shown(window):
    table, at = window.pages.plan.table, column(window, "Firm")
    return {table.request(row): table.text(row, at) for row in range(table.rowCount())}


def draw(window, qtbot, futures):
    firmness = window.pages.firmness
    firmness._timer.setInterval(1)
    qtbot.waitUntil(lambda: firmness.found is not None and firmness.found.asked >= futures, timeout=120_000)
    firmness._timer.setInterval(PAUSE)


def test_each_row_counts_the_futures_that_decide_alike_as_solved_from_their_files(window, qtbot, tmp_path):
    document = window.session.document
    assert set(shown(window).values()) == {""}, "nothing is known yet, and nothing is said"
    draw(window, qtbot, STAGES[0])
    scenario, plan, spread = document.scenario, document.plan, Spread.of(document.scenario)
    served = []
    for number in range(STAGES[0]):
        file = tmp_path / f"future-{number}.yaml"
        file.write_text(dump(Draw(0, number, spread).applied(scenario)), encoding="utf-8")
        served.append(planner.solve(planner.load(file)).decisions())
    for request, decision in plan.decisions().items():
        alike = sum((each[request] == "decline") is (decision == "decline") for each in served)
        assert shown(window)[request].split("/")[1] == str(STAGES[0])
        assert int(shown(window)[request].split("/")[0]) == pytest.approx(alike, abs=1), request


def test_an_edit_gives_the_futures_up_and_what_was_known_comes_back_with_the_scenario(window, qtbot):
    draw(window, qtbot, STAGES[0])
    before = shown(window)
    window.pages.requests.table.setData(cell(window, "assistant", "commitment"), "out")
    assert window.session.jobs.running("firmness") is None and set(shown(window).values()) == {""}
    settle(qtbot, window)
    assert set(shown(window).values()) == {""}
    window.run("undo") if "undo" in window.actions_by_name else window.session.document.undo_stack.undo()
    settle(qtbot, window)
    qtbot.waitUntil(lambda: shown(window) == before, timeout=30_000)


def test_what_is_assumed_is_set_where_the_scenario_is_and_decides_how_firm_it_is(window, qtbot):
    document, fields = window.session.document, window.pages.rules.assumptions.fields
    for name in ("value", "demand", "late"):
        type_in(fields["assumptions", name].editor, "0 %")
    settle(qtbot, window)
    assert document.scenario.assumptions == Assumptions(value=0, demand=0, late=0)
    draw(window, qtbot, STAGES[0])
    assert set(shown(window).values()) == {f"{STAGES[0]}/{STAGES[0]}"}, "where nothing may be otherwise all is firm"
