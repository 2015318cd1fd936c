"""Why?: requests, pools, people and rules, at once from the plan and then from re-solves."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar, QPushButton

import planner
from planner.desktop.look.theme import DARK, LIGHT, use
from planner.desktop.open.editing.structure import removed
from planner.desktop.panels.why.cards import Subject, card
from planner.desktop.window.panels import LEAST
from tests.desktop.driving import cell, settle

EDIT = Qt.ItemDataRole.EditRole


def texts(panel):
    return [label.text() for label in panel.widget().findChildren(QLabel)]


def explained(qtbot, window):
    """Wait until nothing more comes; everything that is said."""
    panel = window.panels.why
    qtbot.waitUntil(lambda: panel.is_complete, timeout=30_000)
    return texts(panel)


def test_it_says_the_reason_at_once_and_more_as_it_is_solved(window, qtbot):
    window.choose.request("notebooks")
    assert window.session.document.plan.row("notebooks")["reason"] in texts(window.panels.why)
    said = explained(qtbot, window)
    assert any(" would have it served" in sentence for sentence in said)
    assert said.index("What would get it funded") < said.index("What it displaces") < said.index("Prices")


def test_what_is_still_worked_out_has_its_place_from_the_beginning(window, qtbot):
    headings = ("What would get it funded", "What it displaces")
    window.choose.request("notebooks")
    before = texts(window.panels.why)
    assert [said for said in before if said in headings] == [*headings]
    assert before.count("This is being worked out …") == 2
    after = explained(qtbot, window)
    assert [said for said in after if said in headings] == [*headings]
    assert "This is being worked out …" not in after


def test_a_pool_says_who_uses_it_at_once_and_what_more_of_it_is_worth_after_re_solves(window, qtbot):
    window.pages.setCurrentWidget(window.pages.inventory)
    window.pages.inventory.pools.view.show_cell("h100")
    at_once = texts(window.panels.why)
    assert "h100" in at_once
    assert any(said.startswith("What is used goes to ") for said in at_once)
    said = explained(qtbot, window)
    assert "What more and less is worth" in said and "If a delivery slips" in said
    assert any(sentence.startswith("8 GPUs more in h100 would bring ") for sentence in said)


@pytest.mark.parametrize(("kind", "name"), [("rule", "Budget"), ("people", "ml-engineer")])
def test_rules_and_people_are_explained_too(window, qtbot, kind, name):
    window.panels.why.ask(Subject(kind, name))
    assert name in texts(window.panels.why)
    assert len(explained(qtbot, window)) > 3


def test_a_row_of_what_binds_is_explained(window):
    page = window.pages.tradeoffs
    page.binding.show_plan(window.session.document.plan)
    names = set()
    for row in range(page.binding.table.rowCount()):
        page.binding.setCurrentIndex(page.binding.table.index(row, 0))
        names.add(window.panels.why.subject)
    assert names == {
        Subject("pool" if kind == "on demand" else kind, name)
        for kind, name in window.session.document.plan.binding[["kind", "name"]].itertuples(index=False)
    }


def test_a_new_plan_is_explained_anew_and_what_is_gone_is_not(window, qtbot):
    window.choose.request("notebooks")
    before = texts(window.panels.why)
    window.pages.requests.table.setData(cell(window, "notebooks", "commitment"), "out", EDIT)
    settle(qtbot, window)
    assert texts(window.panels.why) != before
    document = window.session.document
    document.replace(removed(document.scenario, "requests", {"notebooks"}), "gone")
    settle(qtbot, window)
    assert window.panels.why.subject != Subject("request", "notebooks")
    assert not any("notebooks" in said for said in texts(window.panels.why))


def test_colours_follow_the_theme_without_another_solve(window, qtbot, qapp):
    window.choose.request("notebooks")
    explained(qtbot, window)
    before = window.panels.why.lines
    decision = window.session.document.plan.row("notebooks")["decision"]
    try:
        use(qapp, DARK)
        window.redraw()
        sheets = [label.styleSheet() for label in window.panels.why.widget().findChildren(QLabel)]
        assert any(DARK.decision(decision) in sheet for sheet in sheets)
        assert window.panels.why.lines == before
    finally:
        use(qapp, LIGHT)


def test_a_cheapest_way_to_be_served_opens_as_a_variant_that_serves_it(window, qtbot, workspace):
    file = workspace / "baseline.yaml"
    file.write_text(file.read_text().replace("gpus: {2027-01: 96, 2027-04: 160}", "gpus: 60"), encoding="utf-8")
    window.session.look_at_disk()
    settle(qtbot, window)
    declined = [r for r, d in window.session.document.plan.decisions().items() if d == "decline"]
    assert declined, "the story needs a request that is declined"
    window.choose.request(declined[0])
    explained(qtbot, window)
    button = next(b for b in window.panels.why.widget().findChildren(QPushButton))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, window)
    assert window.session.document.extends == file
    assert window.session.document.plan.decisions()[declined[0]] != "decline"
    assert planner.load(window.session.document.file) == window.session.document.scenario


def test_an_edit_ends_the_solves_of_an_explanation_and_the_new_plan_begins_them_again(window, qtbot):
    jobs, panel = window.session.jobs, window.panels.why
    window.choose.request("notebooks")
    qtbot.waitUntil(lambda: jobs.running("why") is not None, timeout=10_000)
    window.pages.requests.table.setData(cell(window, "notebooks", "commitment"), "out", EDIT)
    assert jobs.running("why") is None
    assert not panel.is_complete
    settle(qtbot, window)
    said = explained(qtbot, window)
    assert "Declined" in said
    assert "What it displaces" in said


def test_trying_something_out_ends_them_too(window, qtbot):
    jobs, document = window.session.jobs, window.session.document
    window.choose.request("notebooks")
    qtbot.waitUntil(lambda: jobs.running("why") is not None, timeout=10_000)
    document.try_out(planner.vary(document.scenario, {"requests": {"notebooks": {"commitment": "out"}}}))
    assert jobs.running("why") is None


def test_of_an_infeasible_scenario_it_says_that_the_plan_is_an_earlier_one_and_works_on_nothing(window, qtbot):
    window.choose.request("notebooks")
    document = window.session.document
    musts = {r.id: {"commitment": "must"} for r in document.scenario.requests if r.minimum}
    document.replace(planner.vary(document.scenario, {"pools": {"h100": {"gpus": 1}}, "requests": musts}), "no plan")
    qtbot.waitUntil(lambda: document.error is not None, timeout=30_000)
    assert any("the last state that had one" in said for said in texts(window.panels.why))
    assert not window.panels.why.widget().findChildren(QProgressBar)


@pytest.mark.parametrize("size", [(1100, 700), (1440, 900)])
def test_nothing_is_cut_off_at_the_side(window, qtbot, size):
    window.resize(*size)
    for subject in (Subject("request", "notebooks"), Subject("pool", "h100"), Subject("rule", "Budget")):
        window.panels.why.ask(subject)
        explained(qtbot, window)
        QApplication.processEvents()
        panel = window.panels.why
        assert panel.widget().width() <= panel.viewport().width()
        assert panel.widget().minimumSizeHint().width() <= LEAST - panel.verticalScrollBar().sizeHint().width()


def test_a_pool_without_gpus_has_no_room_to_spare_and_binds_nothing(baseline):
    empty = baseline.pools[0].model_copy(update={"gpus": 0.0})
    plan = planner.solve(baseline.model_copy(update={"pools": (empty, *baseline.pools[1:])}))
    head = card(plan, Subject("pool", empty.id))
    assert ("pool", empty.id) not in set(zip(plan.binding["kind"], plan.binding["name"], strict=True))
    assert (head.state, head.colour) == ("No GPUs in it", "quiet")


def test_a_request_that_no_pool_fits_has_no_endless_cost(baseline):
    nowhere = baseline.requests[0].model_copy(update={"regions": ("the moon",)})
    plan = planner.solve(baseline.model_copy(update={"requests": (nowhere, *baseline.requests[1:])}))
    assert dict(card(plan, Subject("request", nowhere.id)).figures)["Opportunity cost"] == "no pool fits it"
