"""Solving while the scenario is edited: a plan at once, and behind it the one that a single solve finds."""

import gc
import sys
from dataclasses import replace

import pytest

import planner
from planner.desktop.open.document import Document
from planner.desktop.open.jobs import Jobs
from planner.desktop.open.live import LANE, Live
from planner.desktop.window.status import state_text
from planner.domain.scenario import Scenario
from planner.errors import StoppedError
from planner.program.again.while_editing import Editing
from tests.desktop.driving import settle

FRAMES = ("requests", "allocation", "served", "pools", "people", "kpis", "binding", "promises")


@pytest.fixture
def live(jobs):
    return Live(jobs)


def scenario(minimum: float | None = None, gpus: float = 60.0) -> Scenario:
    """Two services on two pools, of which one is dearer: many plans have the same value, and one is the cheapest."""
    pools = [
        {"id": f"{name}-pool", "accelerator": "H", "gpus": gpus, "cost_per_gpu_hour": cost}
        for name, cost in (("a", 5.0), ("b", 1.0))
    ]
    requests = [
        {"id": name, "metrics": {"points": points}, "demand": {"gpus": 30.0}, "runs_on": {"H": 1.0}, "minimum": minimum}
        for name, points in (("one", 10.0), ("two", 8.0))
    ]
    return Scenario.read(
        {
            "calendar": {"start": "2027-01", "periods": 3},
            "accelerators": {"H": {"speed": 1.0}},
            "value": {"scale": "raw", "weights": {"points": 1.0}},
            "pools": pools,
            "requests": requests,
        }
    )


def edited(before: Scenario, points: float) -> Scenario:
    first, *rest = before.requests
    return before.model_copy(update={"requests": (first.model_copy(update={"metrics": {"points": points}}), *rest)})


def watched(live: Live, qtbot, before: Scenario) -> tuple[Document, list]:
    """A document with its plan, ready for edits, and every plan that is shown from then on."""
    document = Document(before)
    live.watch(document)
    quiet(live, qtbot)
    shown = []
    document.planned.connect(lambda: shown.append(document.plan))
    return document, shown


def quiet(live: Live, qtbot) -> None:
    def nothing_runs():
        assert not live.is_running and live._jobs.running("ready") is None

    qtbot.waitUntil(nothing_runs, timeout=10_000)


def same(a, b) -> bool:
    return all(getattr(a, name).equals(getattr(b, name)) for name in FRAMES)


@pytest.mark.parametrize("minimum", [None, 1.0])
def test_the_plan_that_stays_is_the_one_that_a_single_solve_finds(live, qtbot, minimum):
    """Without anything that has to be whole as well, where the plan at once is proved and yet not the cheapest."""
    document, shown = watched(live, qtbot, scenario(minimum))
    for points in (12.0, 9.0, 20.0):
        document.replace(edited(document.scenario, points), "Edit")
        quiet(live, qtbot)
        assert document.plan is shown[-1] and not document.is_stale
        assert same(document.plan, planner.solve(document.scenario))
    assert len(shown) == 6  # one at once, and the best one, for each edit


def test_a_solve_does_not_begin_before_the_window_can_draw_the_edit(live, jobs, qtbot):
    document, _ = watched(live, qtbot, scenario())
    document.replace(edited(document.scenario, 12.0), "Edit")
    assert live.is_running and jobs.running(LANE) is None


def test_a_search_that_is_cut_short_does_not_take_a_better_plan_away(live, qtbot, monkeypatch):
    document, shown = watched(live, qtbot, scenario(1.0, gpus=15.05))  # one fits, and a crumb of the other
    searched = []

    def cut_short(self, scenario, gap, control=None):
        searched.append(scenario)
        plan = planner.solve(scenario)
        return replace(plan, certificate=replace(plan.certificate, status="interrupted", gap=0.5))

    monkeypatch.setattr(Editing, "best", cut_short)
    document.replace(edited(document.scenario, 12.0), "Edit")
    quiet(live, qtbot)
    assert document.plan is shown[0] and 1e-4 < document.plan.certificate.gap < 0.01
    assert searched == [document.scenario]
    live.ask()
    quiet(live, qtbot)
    assert len(searched) == 1, "what went as far as it was let is not searched again"


def test_an_undo_has_its_best_plan_at_once(live, qtbot):
    document, shown = watched(live, qtbot, scenario(1.0))
    before = document.plan
    document.replace(edited(document.scenario, 12.0), "Edit")
    quiet(live, qtbot)
    document.undo_stack.undo()
    assert document.plan is before and shown[-1] is before and not live.is_running


def solves(monkeypatch):
    """Every scenario that a solve begins with from now on."""
    begun = []
    for name in ("near", "best"):
        solve = getattr(Editing, name)
        monkeypatch.setattr(Editing, name, lambda self, s, *a, solve=solve: (begun.append(s), solve(self, s, *a))[1])
    return begun


def test_a_renamed_scenario_is_not_solved_again_and_its_plan_bears_the_new_name(live, qtbot, monkeypatch):
    document, shown = watched(live, qtbot, scenario(1.0))
    before, begun = document.plan, solves(monkeypatch)
    first, *rest = document.scenario.requests
    renamed = (first.model_copy(update={"name": "First of all", "notes": "As the board wishes."}), *rest)
    document.replace(document.scenario.model_copy(update={"name": "For the board", "requests": renamed}), "Rename")
    assert not document.is_stale and not live.is_running and not begun
    assert document.plan is shown[-1] is not before
    assert document.plan.scenario.name == "For the board"
    assert same(document.plan, planner.solve(document.scenario))
    assert document.plan.certificate == planner.solve(document.scenario).certificate


def test_a_plan_in_haste_is_carried_over_to_a_new_name_and_the_best_one_follows(live, qtbot, monkeypatch):
    document, shown = watched(live, qtbot, scenario(None))
    document.replace(edited(document.scenario, 12.0), "Edit")
    qtbot.waitUntil(lambda: not document.is_stale, timeout=10_000)
    begun = solves(monkeypatch)
    document.replace(document.scenario.model_copy(update={"name": "For the board"}), "Rename")
    assert not document.is_stale and len(shown) == 2
    quiet(live, qtbot)
    assert begun == [document.scenario]
    assert same(document.plan, planner.solve(document.scenario))


def test_jobs_leave_the_interpreter_as_they_found_it(qapp):
    before = sys.getswitchinterval(), gc.get_threshold()
    jobs = Jobs()
    assert sys.getswitchinterval() < before[0] and gc.get_threshold()[0] > before[1][0]
    jobs.stop()
    assert (sys.getswitchinterval(), gc.get_threshold()) == before


def test_a_solve_that_is_stopped_before_any_plan_speaks_of_none(qapp):
    document = Document(scenario())
    document.take_error(StoppedError("Stopped before any plan was found."))
    assert state_text(document).startswith("Stopped before a plan was found")


def test_a_scenario_is_solved_in_front_or_behind_and_never_both(window, qtbot, workspace):
    begun = []
    start = window.session.jobs.start
    window.session.jobs.start = lambda job, priority=0: (begun.append(job.lane), start(job, priority))[1]
    window.open_workspace(workspace)
    assert "others" not in begun, "what is about to be opened is not solved behind"
    qtbot.waitUntil(lambda: window.session.jobs.running("others") is not None, timeout=10_000)
    window.session.open(workspace / "late-delivery.yaml")
    assert window.session.jobs.running("others") is None
    settle(qtbot, window)
    del window.session.jobs.start
