"""Whether a request is served is known before the best plan is: both say the same."""

from __future__ import annotations

from pathlib import Path

import pytest

import planner
from planner.program.again.sweeping import Sweeping
from planner.tradeoffs.one_scenario.changes import Changes, asking_times, more_gpus, more_people, ruled_out, worth_times
from planner.tradeoffs.one_scenario.serving import decided
from planner.tradeoffs.one_scenario.study import Study

BASELINE = Path(__file__).parents[3] / "scenarios" / "baseline.yaml"


@pytest.fixture(scope="module")
def study() -> Study:
    return Study(planner.load(BASELINE))


def changes_for(study: Study, request: str) -> list[Changes]:
    asked, scenario = study.request(request), study.scenario
    other = next(r for r in scenario.requests if r.id != request and study.base.funds(r.id))
    pool, role = scenario.pools[0].id, scenario.people[0].role
    return [
        {},
        more_gpus(scenario, pool, 40.0),
        more_gpus(scenario, pool, -40.0),
        more_people(scenario, role, 4.0),
        ruled_out(other),
        *(asking_times(asked, factor) for factor in (0.2, 0.7, 3.0)),
        *(worth_times(asked, factor) for factor in (0.1, 1.5, 20.0)),
    ]


def test_a_decision_known_early_is_that_of_the_best_plan(study: Study) -> None:
    early, best = study.standing, Sweeping(0.0, settle=False)
    requests = sorted(study.plan.decisions())[::7]
    said = 0
    for request in requests:
        for changes in changes_for(study, request):
            scenario = study.varied(changes)
            if (known := early.serves(scenario, request)) is not None:
                said += 1
                assert known == best.solve(scenario).funds(request), (request, changes)
    assert said > 0.5 * 11 * len(requests)


def test_nothing_is_decided_early_without_a_plan_to_start_from(study: Study) -> None:
    assert Sweeping(0.0).serves(study.scenario, study.scenario.requests[0].id) is None


def test_where_no_plan_is_left_nothing_is_decided_early(study: Study) -> None:
    everyone = study.scenario.requests
    scenario = study.varied({"requests": {r.id: {"commitment": "must", "minimum": 1} for r in everyone}})
    assert study.standing.serves(scenario, everyone[0].id) is None
    assert decided(study, scenario, everyone[0].id) is None
