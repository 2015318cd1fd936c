"""A promise of GPUs never asks for more than those it is made to could still use, over all its parts together."""

from __future__ import annotations

import random
from itertools import product
from typing import Any

import pytest

import planner
from planner.domain.scenario import Scenario

GPUS, PARTS, WEEK = 4, 3, 168.0
LABELS = ("2027-W01", "2027-W02", "2027-W03")
"""A small world in which all plans of whole GPUs can be looked at: three weeks of one pool, or one week of three."""


def world(seed: int) -> dict[str, Any]:
    """Three requests of two teams; team b is promised GPUs in each part, by period or by pool."""
    draw = random.Random(seed)
    by_pool = draw.random() < 0.4
    requests = []
    for name, team in (("a", "a"), ("b1", "b"), ("b2", "b")):
        request: dict[str, Any] = {
            "id": name, "team": team, "metrics": {"points": draw.randint(1, 9)}, "runs_on": {"A": 1.0},
            "demand": {"gpu_hours": draw.randint(1, 9) * WEEK},
        }  # fmt: skip
        if by_pool and draw.random() < 0.4:
            request["demand"] = {"gpus": draw.randint(1, 6)}
        elif draw.random() < 0.6 and not by_pool:
            request["demand"]["max_gpus"] = draw.randint(1, 3)
        if not by_pool and draw.random() < 0.5:
            request["decay"] = 0.2
        if not by_pool and draw.random() < 0.4:
            first = draw.randrange(PARTS)
            request["window"] = [LABELS[first], LABELS[draw.randrange(first, PARTS)]]
        requests.append(request)
    if draw.random() < 0.5:
        requests[1]["minimum"] = 1.0
    rule = {"name": "Quota", "measure": "gpu_hours", "of": {"team": "b"}, "each": "pool" if by_pool else "period"}
    pools = [{"id": f"p{k}", "accelerator": "A", "gpus": GPUS} for k in range(PARTS if by_pool else 1)]
    return {
        "accelerators": {"A": {"speed": 1.0, "watts": 100.0}},
        "calendar": {"start": "2027-01-04", "periods": 1 if by_pool else PARTS, "unit": "week"},
        "pools": pools, "requests": requests, "rules": [rule | {"at_least": draw.randint(1, GPUS) * WEEK}],
        "value": {"scale": "raw", "weights": {"points": 1}},
    }  # fmt: skip


def best_of_all(data: dict[str, Any]) -> float:
    """The best plan of whole GPUs that keeps the promise as the documentation has it, by trying all of them."""
    requests, promised = data["requests"], data["rules"][0]["at_least"] / WEEK
    by_period = data["rules"][0]["each"] == "period"
    asks = [r["demand"].get("gpus") or r["demand"]["gpu_hours"] / WEEK for r in requests]
    caps = [r["demand"].get("max_gpus", 99) for r in requests]
    whole = bool(requests[1].get("minimum"))
    open_in = [_window(request) for request in requests]
    able = [2] if whole and asks[1] > len(open_in[1]) * min(GPUS, caps[1]) else [1, 2]
    weeks = [w for w in product(range(GPUS + 1), repeat=3) if sum(w) <= GPUS]
    best = float("-inf")
    for plan in product(weeks, repeat=PARTS):
        total = [sum(part[r] for part in plan) for r in range(3)]
        if any(total[r] > asks[r] for r in range(3)) or (
            by_period
            and any(part[r] > (caps[r] if t in open_in[r] else 0) for t, part in enumerate(plan) for r in range(3))
        ):
            continue
        if whole and total[1] not in (0, asks[1]):
            continue
        wanted = [
            _could_use([r for r in able if t in open_in[r]], part, total, asks, caps) for t, part in enumerate(plan)
        ]
        if any(part[1] + part[2] < min(promised, most) for part, most in zip(plan, wanted, strict=True)):
            continue
        best = max(best, sum(_earned(r, asks[k], [part[k] for part in plan]) for k, r in enumerate(requests)))
    return best


def _window(request: dict[str, Any]) -> range:
    first, last = (LABELS.index(label) for label in request.get("window", (LABELS[0], LABELS[-1])))
    return range(first, last + 1)


def _could_use(able: list[int], part: tuple[int, ...], total: list[int], asks: list[float], caps: list[float]) -> float:
    """What those of team b that can be served at all could use in a part."""
    return sum(min(caps[r], asks[r] - (total[r] - part[r])) for r in able)


def _earned(request: dict[str, Any], ask: float, given: list[int]) -> float:
    points, fade = float(request["metrics"]["points"]), 1 - request.get("decay", 0.0)
    if request.get("minimum") and sum(given):
        return points * fade ** (max(t for t, each in enumerate(given) if each) - _window(request).start)
    return sum(points * fade ** (t - _window(request).start) * each / ask for t, each in enumerate(given))


def quotas() -> dict[str, Any]:
    """Two teams, each promised half of a pool in every month; what one of them asks for is less than a month's half."""
    requests = [
        {"id": "a1", "team": "a", "metrics": {"points": 30}, "demand": {"gpu_hours": 6480, "max_gpus": 3}},
        {"id": "b1", "team": "b", "metrics": {"points": 1}, "demand": {"gpu_hours": 700, "max_gpus": 1}},
    ]
    rules = [
        {"name": team, "measure": "gpu_share", "of": {"team": team}, "each": "period", "at_least": 0.5} for team in "ab"
    ]
    return {
        "calendar": {"start": "2027-01", "periods": 3}, "accelerators": {"A": {"speed": 1.0, "watts": 100.0}},
        "pools": [{"id": "p", "accelerator": "A", "gpus": 4}],
        "requests": [request | {"runs_on": {"A": 1.0}} for request in requests], "rules": rules,
        "value": {"scale": "raw", "weights": {"points": 1}},
    }  # fmt: skip


def test_a_job_asks_for_its_work_once_over_all_periods_that_it_is_promised() -> None:
    plan = planner.solve(Scenario.read(quotas()), gap=0.0)
    assert plan.value == pytest.approx(31)
    assert plan.certificate.violations == ()
    of_b = plan.promises[plan.promises["rule"] == "b"]
    assert sum(of_b["asked_gpu_hours"]) == pytest.approx(700)
    assert sum(of_b["given_gpu_hours"]) == pytest.approx(700)


def test_a_promise_by_period_holds_a_job_to_it_while_it_could_use_more() -> None:
    data = quotas()
    data["requests"][1] |= {"demand": {"gpu_hours": 5000}}
    plan = planner.solve(Scenario.read(data), gap=0.0)
    assert min(plan.promises["given_gpu_hours"] / plan.promises["promised_gpu_hours"]) == pytest.approx(1)


@pytest.mark.parametrize("each", [None, "period"])
def test_what_a_served_rival_rules_out_asks_for_nothing(each: str | None) -> None:
    """Whichever of two rivals in two teams is served, the promise to the other is kept by nothing."""
    data = quotas()
    data["requests"][0]["conflicts"] = ["b1"]
    for rule in data["rules"]:
        rule["each"] = each
    plan = planner.solve(Scenario.read(data), gap=0.0)
    assert plan.value == pytest.approx(30)
    assert plan.certificate.violations == ()
    assert set(plan.promises.set_index("rule")["asked_gpu_hours"]["b":"b"]) == {0.0}


@pytest.mark.parametrize("seed", range(12))
def test_no_plan_that_keeps_a_promise_is_left_out(seed: int) -> None:
    data = world(seed)
    plan = planner.solve(Scenario.read(data), gap=0.0)
    assert plan.value >= best_of_all(data) - 1e-6
    assert plan.certificate.violations == ()
