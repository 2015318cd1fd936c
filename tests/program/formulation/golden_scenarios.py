"""One small scenario for each family of constraints and each objective, as data."""

from __future__ import annotations

from typing import Any

from planner.domain.scenario import Scenario

HARDWARE = {"H": {"speed": 1.0, "watts": 700.0}, "A": {"speed": 0.5, "watts": 400.0}}


def scenario(**parts: Any) -> Scenario:
    """A scenario of two months and two pools, with parts replaced."""
    basis: dict[str, Any] = {
        "calendar": {"start": "2027-01", "periods": 2},
        "accelerators": HARDWARE,
        "value": {"scale": "raw", "weights": {"points": 1.0}},
        "pools": [{"id": "h", "accelerator": "H", "gpus": 100.0, "cost_per_gpu_hour": 2.0}],
    }
    return Scenario.read(basis | parts)


def request(name: str, points: float = 10.0, **parts: Any) -> dict[str, Any]:
    """A service of 40 H, with parts replaced."""
    basis: dict[str, Any] = {"id": name, "metrics": {"points": points}, "demand": {"gpus": 40.0}, "runs_on": {"H": 1.0}}
    return basis | parts


BOTH = [
    {
        "id": "h",
        "accelerator": "H",
        "gpus": 100.0,
        "availability": 0.9,
        "on_demand": {"gpus": 8.0, "cost_per_gpu_hour": 5.0},
    },
    {"id": "a", "accelerator": "A", "gpus": [200.0, 150.0], "cost_per_gpu_hour": 1.0, "paid": "always"},
]
ANYWHERE = {"H": 1.0, "A": 0.5}
JOB = {"gpu_hours": 7300.0}

FAMILIES: dict[str, Scenario] = {
    "service": scenario(pools=BOTH, requests=[request("s", runs_on=ANYWHERE, demand={"gpus": [40.0, 60.0]})]),
    "job": scenario(pools=BOTH, requests=[request("j", runs_on=ANYWHERE, demand=JOB)]),
    "pool_capacity": scenario(pools=BOTH, requests=[request("s"), request("j", demand=JOB, runs_on=ANYWHERE)]),
    "pool_capacity_within": scenario(
        requests=[
            request("due", demand=JOB, window=["2027-01", "2027-01-10"]),
            request("late", demand=JOB, window=["2027-01-05", "2027-02"]),
            request("open"),
        ]
    ),
    "parallelism": scenario(pools=BOTH, requests=[request("j", demand=JOB | {"max_gpus": 16.0}, runs_on=ANYWHERE)]),
    "minimum": scenario(requests=[request("s", minimum=0.5), request("j", demand=JOB, minimum=0.25)]),
    "launch": scenario(
        calendar={"start": "2027-01", "periods": 4}, requests=[request("s", minimum=1.0, latest_start="2027-03")]
    ),
    "completion": scenario(
        calendar={"start": "2027-01", "periods": 3}, requests=[request("j", demand=JOB, minimum=1.0, decay=0.1)]
    ),
    "one_option": scenario(
        requests=[request("r", options=[{"id": "full"}, {"id": "half", "demand": {"gpus": 20.0}, "value": 0.7}])]
    ),
    "value_curve": scenario(
        requests=[
            request("s", value_curve=[[0.5, 0.8], [1.0, 1.0]]),
            request("j", demand=JOB, value_curve=[[0.25, 0.6], [1.0, 1.0]]),
        ]
    ),
    "segment_width": scenario(
        requests=[
            request("s", value_curve=[[0.5, 0.8], [1.0, 1.0]]),
            request("j", demand=JOB, value_curve=[[0.25, 0.6], [1.0, 1.0]]),
        ]
    ),
    "requires": scenario(
        requests=[
            request("service", requires=["job", "whole", "base"]),
            request("job", demand=JOB, requires=["whole"]),
            request("whole", demand=JOB, minimum=1.0),
            request("base", demand=None),
        ]
    ),
    "earliest": scenario(
        pools=BOTH,
        requests=[
            request("long", demand={"gpu_hours": 90_000.0}, window=["2027-01-11", "2027-02"]),
            request("next", demand=JOB | {"max_gpus": 240.0}, runs_on=ANYWHERE, minimum=1.0, requires=["long"]),
            request("last", demand=JOB, window=["2027-01", "2027-02-14"], requires=["next"]),
        ],
    ),
    "requires_within": scenario(
        requests=[
            request("service", requires=["job", "whole"], minimum=0.5, value_curve=[[0.5, 0.8], [1.0, 1.0]]),
            request("early", requires=["job"], window=["2027-01-16", "2027-02-14"]),
            request("job", demand={"gpu_hours": 40_000.0}),
            request("whole", demand=JOB, minimum=1.0),
        ]
    ),
    "requires_choice": scenario(requests=[request("r", minimum=0.5, requires=["q"]), request("q", minimum=1.0)]),
    "conflicts": scenario(requests=[request("r", conflicts=["q"]), request("q", minimum=1.0)]),
    "commitment": scenario(
        requests=[
            request("all", commitment="must"),
            request("some", commitment="must", minimum=0.5, latest_start="2027-02"),
            request("none", commitment="out"),
        ]
    ),
    "hopeless": scenario(requests=[request("large", demand={"gpus": 120.0}, minimum=0.9), request("open")]),
    "people": scenario(
        people=[{"role": "engineer", "fte": [4.0, 5.0]}],
        requests=[
            request("s", people={"engineer": 3.0}, window=["2027-02", "2027-02"]),
            request("j", demand=JOB, people={"engineer": 2.0}),
        ],
    ),
    "rules": scenario(
        pools=[*BOTH[:1], BOTH[1] | {"carbon_g_per_kwh": 300.0}],
        requests=[
            request("s", team="red", runs_on=ANYWHERE),
            request("j", team="blue", demand=JOB, cost=500.0, runs_on=ANYWHERE),
        ],
        rules=[
            {"name": "Budget", "measure": "cost", "at_most": 300_000.0, "each": "period"},
            {"name": "Red's bill", "measure": "cost", "of": {"team": "red"}, "at_most": 90_000.0},
            {"name": "Blue protected", "measure": "gpu_share", "of": {"team": "blue"}, "at_least": 0.5},
            {"name": "Hours on H", "measure": "gpu_hours", "of": {"accelerator": "H"}, "at_most": 60_000.0},
            {"name": "One of two", "measure": "funded", "at_least": 1.0, "at_most": 1.0},
            {"name": "Worth it", "measure": "value", "of": {"period": "2027-02"}, "at_least": 2.0},
            {"name": "Energy", "measure": "energy_kwh", "of": {"pool": "h"}, "at_most": 50_000.0},
            {"name": "Carbon", "measure": "carbon_kg", "at_most": 9_000.0},
            {"name": "Quota", "measure": "gpu_share", "of": {"team": "blue"}, "at_least": 0.1, "each": "period"},
            {"name": "Off", "measure": "cost", "at_most": 0.0, "enabled": False},
        ],
    ),
    "left_out": scenario(
        requests=[request("j", demand={"gpu_hours": 30_000.0, "max_gpus": 30.0})],
        rules=[{"name": "Quota", "measure": "gpu_hours", "at_least": 20_000.0, "each": "period"}],
    ),
    "ruled_out": scenario(
        requests=[request("a", team="red", conflicts=["b", "c"]), request("b"), request("c", minimum=0.5)],
        rules=[{"name": "Promise", "measure": "gpu_hours", "of": {"team": "red"}, "at_least": 9e4}],
    ),
}

OBJECTIVES: dict[str, Scenario] = {
    "objective_value": scenario(
        requests=[
            request("s", decay=0.1),
            request("curved", value_curve=[[0.5, 0.8], [1.0, 1.0]]),
            request("j", demand=JOB, decay=0.1),
            request("whole", demand=JOB, minimum=1.0, decay=0.1),
            request("ways", options=[{"id": "full"}, {"id": "half", "value": 0.7}]),
        ]
    ),
    "objective_cost": scenario(
        objective={"cost": {"target_value": 15.0}}, requests=[request("a"), request("b", cost=9.0)]
    ),
    "objective_fair": scenario(objective="fair", requests=[request("a", team="red"), request("b", team="blue")]),
}
