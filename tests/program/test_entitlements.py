"""What teams are entitled to: the most that each could capture alone with its part of every pool."""

from __future__ import annotations

from typing import Any

import pytest

import planner
from planner.errors import StoppedError
from planner.files import parse
from planner.program.again.while_editing import Editing
from planner.program.formulation.assembly import Program
from planner.program.formulation.grid import Grid
from planner.program.optimum.alone import teams_of
from planner.program.optimum.entitlement import Entitled, entitlements
from planner.program.solving import effort_of
from tests.truth.generator import scenario as random_scenario

COPIES = 4


def of_many_teams(seed: int) -> planner.Scenario:
    """A random scenario whose requests are there several times, each copy of each as a team of its own."""
    data, requests = random_scenario(seed), list[dict[str, Any]]()
    for copy in range(COPIES):
        renamed = {r["id"]: f"{r['id']}-{copy}" for r in data["requests"]}
        for k, request in enumerate(data["requests"]):
            others = {
                key: [renamed[other] for other in request[key]] for key in ("requires", "conflicts") if key in request
            }
            requests.append(
                request | others | {"id": renamed[request["id"]], "team": f"team {copy}{k // 2 if copy else k}"}
            )
    return parse(data | {"requests": requests, "objective": "fair", "entitlements": {}, "rules": []})


def found_together(scenario: planner.Scenario, **how: Any) -> dict[str, float]:
    return entitlements(Program(Grid(scenario)), effort_of(scenario, gap=0.0), **how)


@pytest.mark.parametrize("seed", range(40))
def test_many_teams_are_entitled_to_what_each_of_them_captures_alone(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planner.program.optimum.entitlement.FEW", 0)
    scenario = of_many_teams(seed)
    alone = {each.team: each.in_place_of(scenario) for each in teams_of(scenario)}
    wanted = {team: planner.solve(each, gap=0.0).value for team, each in alone.items()}
    assert found_together(scenario) == pytest.approx({t: v for t, v in wanted.items() if v > 1e-9}, rel=1e-7)


@pytest.mark.parametrize("teams", [1, 30])
def test_an_edit_leaves_what_other_teams_are_entitled_to(teams: int) -> None:
    requests = [a_request(k, f"team {k % teams}", 10 + k) for k in range(60)]
    scenario, known = a_fair_scenario(requests), Entitled()
    before = found_together(scenario, known=known)
    assert (len(before), known.solved) == (teams, teams)
    assert found_together(scenario, known=known) == before and known.solved == teams
    edited = a_fair_scenario([a_request(0, "team 0", 5), *requests[1:]])
    assert found_together(edited, known=known) == found_together(edited)
    assert known.solved == teams + 1
    larger = a_fair_scenario(requests, gpus=400)
    assert found_together(larger, known=known) == found_together(larger)
    assert known.solved == 2 * teams + 1


@pytest.mark.parametrize("teams", [3, 30])
def test_a_cancel_is_heard_before_all_teams_are_solved(teams: int) -> None:
    scenario = a_fair_scenario([a_request(k, f"team {k % teams}", 10 + k) for k in range(60)])
    control = planner.Control()
    control.cancel()
    with pytest.raises(StoppedError):
        planner.solve(scenario, control=control)


@pytest.mark.parametrize("seed", [0, 1, 3, 4, 5])
def test_a_fair_plan_that_follows_edits_is_the_one_of_a_fresh_solve(seed: int) -> None:
    scenario, editing = of_many_teams(seed), Editing()
    for k in range(3):
        request = scenario.requests[k]
        scenario = scenario.replacing(request.model_copy(update={"metrics": {"m": 50.0}}))
        fresh = planner.solve(scenario, gap=0.0)
        assert editing.best(scenario, 0.0).certificate.objective == pytest.approx(fresh.certificate.objective, rel=1e-9)


def a_request(k: int, team: str, points: float) -> dict[str, Any]:
    return {"id": f"r{k}", "team": team, "metrics": {"m": points}, "demand": {"gpus": 8}, "minimum": 0.25 * (k % 3)}


def a_fair_scenario(requests: list[dict[str, Any]], gpus: float = 200) -> planner.Scenario:
    return parse(
        {
            "format": 1,
            "calendar": {"start": "2027-01", "periods": 2},
            "pools": [{"id": "p", "accelerator": "H100-SXM", "gpus": gpus}],
            "requests": requests,
            "value": {"scale": "raw", "weights": {"m": 1}},
            "objective": "fair",
            "solver": {"gap": 0},
        }
    )
