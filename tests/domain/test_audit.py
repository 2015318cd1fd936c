"""The audit passes a plan that is right, and catches each kind of fault in one that is not."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from planner.domain.audit import TOLERANCE, audit, largest
from planner.domain.checks import faults
from planner.domain.scenario import Scenario
from tests.domain.audited_plan import FEB, JAN, POOLS, Frames, scenario

type Spoil = Callable[[Frames], object]


def families(of: Scenario, plan: Frames) -> set[str]:
    return {violation.family for violation in audit(of, *plan.frames())}


def test_a_plan_worked_out_by_hand_passes() -> None:
    assert [fault for fault in faults(scenario()) if not fault.warning] == []
    assert audit(scenario(), *Frames().frames()) == ()
    assert largest(scenario(), *Frames().frames()) < 1e-12


SPOILED: dict[str, tuple[str, Spoil]] = {
    "an hour that a row has not": ("units", lambda p: p.give("chat", "h", JAN, gpus=49.0)),
    "work that its hours do not do": ("units", lambda p: p.give("train", "a", FEB, work_gpu_hours=20_000.0)),
    "hours that are no number": ("record", lambda p: p.give("chat", "h", JAN, gpu_hours=math.nan)),
    "a share that is no number": ("record", lambda p: p.serve("chat", JAN, share=math.nan)),
    "a value that is no number": ("record", lambda p: p.decide("chat", captured_points=math.inf)),
    "a pool that is not there": ("record", lambda p: p.give("chat", "h", JAN, pool="z")),
    "a request that is not there": ("record", lambda p: p.serve("chat", JAN, request="z")),
    "an option that is not there": ("record", lambda p: p.give("pick", "a", JAN, option="z")),
    "a period that is not there": ("record", lambda p: p.serve("chat", JAN, period="2027-03")),
    "a request without a row": ("record", lambda p: p.requests.pop()),
    "a request with two rows": ("record", lambda p: p.requests.append(p.requests[0])),
    "another option than is served": ("option", lambda p: p.decide("pick", option="big")),
    "another share than is served": ("share", lambda p: p.decide("late", share=1.0)),
    "a period served twice": ("share", lambda p: p.served.append(p.served[-2])),
    "more than all of a service": ("share", lambda p: p.serve("platform", JAN, share=1.01)),
    "more hours than the pool has": ("capacity", lambda p: p.give("chat", "h", JAN, gpu_hours=50_000.0)),
    "own hours under the rented ones": ("capacity", lambda p: p.add("chat", JAN, 0.0, 17.2)),
    "more rented than is offered": ("on demand", lambda p: p.give("train", "h", JAN, on_demand_gpu_hours=6_000.0)),
    "fewer than no hours": ("negative", lambda p: p.give("half", "a", JAN, gpu_hours=-1.0)),
    "more rented than given": ("negative", lambda p: p.give("whole", "h", JAN, on_demand_gpu_hours=2_001.0)),
    "less than no share": ("negative", lambda p: p.serve("platform", JAN, share=-0.5)),
    "work without a share": ("demand", lambda p: p.serve("train", JAN, share=0.4)),
    "a share without work": ("demand", lambda p: p.give("chat", "h", FEB, work_gpu_hours=0.0, gpu_hours=0.0)),
    "a pool that can't serve it": ("pool", lambda p: p.give("late", "h", FEB, pool="a")),
    "more GPUs at once than it can use": ("parallelism", lambda p: p.give("train", "h", JAN, gpu_hours=22_400.0)),
    "a period outside of its window": ("window", lambda p: p.add("half", FEB, 0.4, 8.0, "a")),
    "less than a service's minimum": ("minimum", lambda p: p.serve("chat", FEB, share=0.4)),
    "less than a job's minimum": ("minimum", lambda p: p.serve("whole", JAN, share=0.1)),
    "a sliver of a service that is all or nothing": ("minimum", lambda p: p.add("late", JAN, 1e-6, 1e-5)),
    "a sliver beneath the audit's own tolerance": ("minimum", lambda p: p.add("late", JAN, 1e-9, 1e-8)),
    "a launch taken back": ("minimum", lambda p: p.drop("chat", FEB)),
    "a launch after the latest": ("latest start", lambda p: p.drop("chat", JAN)),
    "another share after the latest start": ("latest start", lambda p: p.serve("chat", FEB, share=0.9)),
    "two options at once": ("options", lambda p: p.add("pick", JAN, 0.1, 3.0, "a", "big")),
    "more than what it requires": ("requires", lambda p: p.serve("chat", FEB, share=0.8)),
    "a part of what must be complete": ("requires", lambda p: p.serve("whole", FEB, share=0.6)),
    "a rival beside its rival": ("conflicts", lambda p: p.add("rival", JAN, 1.0, 4.0)),
    "what is out": ("commitment", lambda p: p.add("never", JAN, 1.0, 4.0)),
    "nothing of what must be": ("commitment", lambda p: p.drop("platform", JAN, FEB)),
    "a must that begins late": ("commitment", lambda p: p.serve("platform", JAN, share=0.9)),
    "a part of what must be": ("commitment", lambda p: p.serve("platform", FEB, share=0.9)),
    "value that is not earned": ("value", lambda p: p.decide("train", captured_points=15.0)),
    "value of a straight curve": ("value", lambda p: p.decide("half", captured_points=2.0)),
    "value of a completion before its time": ("value", lambda p: p.decide("whole", captured_points=12.0)),
    "value of the other option": ("value", lambda p: p.decide("pick", captured_points=8.0)),
    "a worth that it has not": ("value", lambda p: p.decide("never", value_points=7.0)),
    "rented hours at the own price": ("money", lambda p: p.give("train", "h", JAN, cost_usd=40_000.0)),
    "a one-off cost forgotten": ("money", lambda p: p.decide("late", cost_usd=13_440.0)),
    "an option's cost forgotten": ("money", lambda p: p.decide("pick", cost_usd=16_992.0)),
    "power that it did not draw": ("power", lambda p: p.decide("chat", peak_power_kw=0.0)),
    "energy that it did not use": ("energy", lambda p: p.decide("chat", energy_kwh=0.0)),
    "carbon that it did not cause": ("carbon", lambda p: p.decide("after", carbon_kg=0.0)),
    "hours that it was not given": ("hours", lambda p: p.decide("half", given_gpu_hours=14_880.0)),
    "work that was not done": ("hours", lambda p: p.decide("half", work_gpu_hours=14_880.0)),
    "a trim called fund": ("decision", lambda p: p.decide("train", decision="fund")),
    "a defer called trim": ("decision", lambda p: p.decide("late", decision="trim")),
    "a fund called defer": ("decision", lambda p: p.decide("chat", decision="defer")),
    "a decline called trim": ("decision", lambda p: p.decide("rival", decision="trim")),
}  # fmt: skip


@pytest.mark.parametrize("what", SPOILED)
def test_each_fault_is_caught_under_its_name(what: str) -> None:
    family, spoil = SPOILED[what]
    plan = Frames()
    spoil(plan)
    assert family in families(scenario(), plan)


SMALLER: dict[str, tuple[str, Scenario]] = {
    "fewer people": ("people", scenario(people=[{"role": "engineer", "fte": [3.7, 4.0]}])),
    "fewer own GPUs": ("capacity", scenario(pools=[POOLS[0] | {"availability": 0.7}, POOLS[1]])),
    "fewer to rent": ("on demand", scenario(pools=[POOLS[0] | {"on_demand": {"gpus": 6.0, "cost_per_gpu_hour": 5.0}},
                                                   POOLS[1]])),
    "less at once": ("parallelism", scenario({"train": {"demand": {"gpu_hours": 40_000.0, "max_gpus": 26.0}}})),
    "another region": ("pool", scenario({"half": {"regions": ["us"]}})),
    "a later window": ("window", scenario({"train": {"window": [FEB, FEB]}})),
    "an earlier window": ("window", scenario({"late": {"window": [JAN, JAN], "latest_start": JAN}})),
    "a higher minimum": ("minimum", scenario({"train": {"minimum": 0.8}})),
    "a minimum of half": ("minimum", scenario({"half": {"minimum": 0.5}})),
    "an earlier launch": ("latest start", scenario({"late": {"latest_start": JAN}})),
    "a requirement not yet met": ("requires", scenario({"after": {"requires": ["late", "train"]}})),
    "a requirement declined": ("requires", scenario({"half": {"requires": ["rival"]}})),
    "a requirement complete too late": ("requires", scenario({"chat": {"requires": ["whole"]}})),
    "a conflict said by either": ("conflicts", scenario({"train": {"conflicts": ["half"]}})),
    "a must declined": ("commitment", scenario({"rival": {"commitment": "must", "conflicts": []}})),
    "a must in part": ("commitment", scenario({"train": {"commitment": "must"}})),
    "an out served": ("commitment", scenario({"half": {"commitment": "out"}})),
    "a faster decay": ("value", scenario({"train": {"decay": 0.2}})),
    "another worth": ("value", scenario({"after": {"metrics": {"points": 3.1}}})),
}  # fmt: skip


@pytest.mark.parametrize("what", SMALLER)
def test_a_plan_for_another_scenario_is_caught(what: str) -> None:
    family, other = SMALLER[what]
    assert family in families(other, Frames())


def test_all_or_nothing_work_serves_nobody_before_it_is_complete() -> None:
    plan = Frames()
    plan.serve("half", JAN, share=0.05)  # less than the third of the whole that is done by then
    assert "requires" in families(scenario({"half": {"requires": ["whole"]}}), plan)
    assert "requires" not in families(scenario({"half": {"requires": ["train"]}}), plan)


def test_work_serves_nobody_before_it_can_be_done() -> None:
    plan = Frames()
    plan.serve("half", JAN, share=0.11)  # 20,000 hours at 30 GPUs leave 0.104 of January
    assert "requires" in families(scenario({"half": {"requires": ["train"]}}), plan)


MEASURED: list[tuple[str, dict[str, Any], float]] = [
    ("cost", {}, 267_828.0),  # 141,600 + 75,000 + 14,440 + 17,492 + 5,952 + 12,000 + 1,344
    ("cost", {"team": "red"}, 156_040.0),
    ("cost", {"id": ["late", "pick"]}, 31_932.0),
    ("cost", {"pool": "a"}, 42_944.0),  # 20,000 + 8,928 + 8,064 + 5,952, and no one-off costs
    ("cost", {"period": JAN}, 149_780.0),  # 74,400 + 55,000 + 8,928 + 5,952 + 4,000 + both one-off costs
    ("cost", {"period": FEB, "team": "blue"}, 28_064.0),
    ("gpu_hours", {}, 147_136.0),
    ("gpu_hours", {"kind": "training", "accelerator": "H"}, 20_000.0),
    ("gpu_hours", {"product": "App", "period": FEB}, 33_600.0),
    ("gpu_share", {"team": "red", "region": "us"}, 77_520.0 / (90 * 1416)),
    ("gpu_share", {"pool": "h", "period": JAN}, 59_200.0 / (90 * 744)),  # rented hours count above the line only
    ("value", {}, 14.5 + 40 + 10 * 336 / 1080 + 4 + 3.2 + 10.8 - 1 + 3),
    ("value", {"id": "train", "period": FEB}, 4.5),
    ("value", {"id": "whole", "period": FEB}, 10.8),
    ("value", {"id": "whole", "period": JAN}, 0.0),  # a third of its work is done, and nothing earned
    ("value", {"id": "chat", "period": FEB}, 40 * 672 / 1416),
    ("energy_kwh", {"team": "blue"}, 24_796.8),
    ("energy_kwh", {"accelerator": "A", "period": FEB}, 11_225.6),  # 28,064 · 0.4
    ("carbon_kg", {}, 10_419.2),
    ("carbon_kg", {"pool": "a"}, 0.0),
]


@pytest.mark.parametrize(("measure", "of", "amount"), MEASURED, ids=lambda part: str(part))
def test_a_rule_holds_up_to_its_limit_and_not_beyond(measure: str, of: dict[str, Any], amount: float) -> None:
    size = max(abs(amount), 0.01 if measure == "gpu_share" else 1.0)

    def broken(**limit: float) -> bool:
        return families(scenario(rules=[{"name": "Rule", "measure": measure, "of": of} | limit]), Frames()) == {"rule"}

    assert not broken(at_most=amount)
    assert amount == 0.0 or broken(at_most=amount - 3e-6 * size)
    if measure not in ("gpu_hours", "gpu_share"):  # promises of GPUs are cut to what is asked: see below
        assert not broken(at_least=amount)
        assert broken(at_least=amount + 3e-6 * size)


@pytest.mark.parametrize(
    ("of", "limit", "broken"),
    [
        ({"team": "red"}, {"at_most": 2.0}, False),
        ({"team": "red"}, {"at_most": 1.0}, True),
        ({}, {"at_most": 7.0}, True),
        ({}, {"at_most": 8.0}, False),
        ({"id": ["after", "whole"]}, {"at_least": 2.0}, False),
        ({"id": ["after", "half"]}, {"at_least": 2.0}, True),  # half is divisible, and served in part
        ({"id": ["after", "late"]}, {"at_least": 2.0}, False),  # late has its minimum, from February on
        ({"id": ["after", "half"]}, {"at_most": 1.0}, True),
        ({"id": ["rival", "never"]}, {"at_least": 1.0}, True),
    ],
)
def test_a_part_counts_as_funded_for_an_upper_limit_only(of: dict[str, Any], limit: Any, broken: bool) -> None:
    counted = scenario(rules=[{"name": "Count", "measure": "funded", "of": of} | limit])
    assert ("rule" in families(counted, Frames())) is broken


@pytest.mark.parametrize(
    ("measure", "of", "at_least", "broken"),
    [
        # train was given 40,000 of the 40,000 hours that it asks for where it runs on H; half, 5,952 of 14,880
        ("gpu_hours", {"id": "train"}, 1e6, False),
        ("gpu_hours", {"id": "train", "pool": "h"}, 1e6, True),
        ("gpu_hours", {"id": "half"}, 5_952.0, False),
        ("gpu_hours", {"id": "half"}, 5_953.0, True),
        ("gpu_hours", {"id": "chat"}, 1e6, False),
        ("gpu_hours", {"id": "chat", "pool": "a"}, 1e6, False),  # it can't run there, and asks for nothing
        ("gpu_hours", {"id": "pick"}, 1e6, False),  # the smaller of its options is all that it asks for
        ("gpu_hours", {"id": "never"}, 1e6, False),  # what is out asks for nothing
        ("gpu_hours", {"id": "half", "period": FEB}, 1e6, False),  # its window is January
        ("gpu_hours", {"id": ["chat", "rival"]}, 73_000.0, False),  # of two rivals only the smaller one asks
        ("gpu_share", {"id": "chat", "pool": "h"}, 0.5, False),
        ("gpu_share", {"id": "chat", "pool": "h"}, 1.0, False),
        ("gpu_share", {"id": "half", "pool": "a"}, 0.05, False),
        ("gpu_share", {"id": "half", "pool": "a"}, 0.5, True),
    ],
)
def test_a_promise_asks_for_no_more_than_its_requests_do(
    measure: str, of: dict[str, Any], at_least: float, broken: bool
) -> None:
    promised = scenario(rules=[{"name": "Promise", "measure": measure, "of": of, "at_least": at_least}])
    assert families(promised, Frames()) == ({"rule"} if broken else set())


@pytest.mark.parametrize(
    ("request_", "parts", "pool"),
    [
        ("half", {"demand": {"gpus": 20.0, "max_gpus": 8.0}}, "a"),  # it can hold 8 at once, and was given them
        ("train", {"demand": {"gpu_hours": 40_000.0, "max_gpus": 10.0}}, "h"),  # at most 14,160 in all
        ("pick", {"runs_on": {"A": 1.0, "H": 0.5}}, "a"),
        ("pick", {"runs_on": {"A": 1.0, "H": 0.5}}, None),  # where it runs on both, it asks for the faster one's hours
    ],
)
def test_a_promise_counts_hours_on_the_fastest_and_no_more_than_can_be_held(
    request_: str, parts: dict[str, Any], pool: str | None
) -> None:
    rule = {"name": "Promise", "measure": "gpu_hours", "of": {"id": request_, "pool": pool}, "at_least": 1e6}
    assert "rule" not in families(scenario({request_: parts}, rules=[rule]), Frames())


def test_rented_hours_take_nothing_of_the_own_ones() -> None:
    used = 37_200.0 + 15_000.0 + 2_000.0
    just = scenario(pools=[POOLS[0] | {"gpus": [used / 744, 100.0], "availability": 1.0}, POOLS[1]])
    assert audit(just, *Frames().frames()) == ()


@pytest.mark.parametrize(
    ("each", "measure", "of", "at_most", "named"),
    [
        ("period", "cost", {}, 120_000.0, ["2027-01"]),
        ("team", "cost", {}, 93_000.0, ["red"]),
        ("product", "gpu_hours", {}, 75_000.0, [""]),
        ("kind", "energy_kwh", {}, 20_000.0, ["inference"]),
        ("pool", "gpu_hours", {"period": FEB}, 30_000.0, ["h"]),
        ("region", "carbon_kg", {}, 100.0, ["us"]),
        ("accelerator", "gpu_hours", {}, 50_000.0, ["H"]),
        ("id", "value", {"team": ["red", "blue"]}, 14.5, ["chat"]),
        ("team", "cost", {"team": ["blue", "green"]}, 93_000.0, []),
        (None, "power_kw", {"pool": "h"}, 38.0, ["2027-01"]),  # 59,200 / 744 · 0.5 = 39.8, and in February 33.5
        ("period", "power_kw", {"pool": "h"}, 33.0, ["2027-01", "2027-02"]),
        ("pool", "power_kw", {}, 33.0, ["h in 2027-01", "h in 2027-02"]),
    ],
)
def test_a_rule_for_each_is_one_for_each_name(
    each: str | None, measure: str, of: dict[str, Any], at_most: float, named: list[str]
) -> None:
    rule = {"name": "Rule", "measure": measure, "of": of, "each": each, "at_most": at_most}
    found = audit(scenario(rules=[rule]), *Frames().frames())
    assert [(v.family, v.where) for v in found] == [("rule", f"Rule for {n}" if n else "Rule") for n in named]


def test_what_is_paid_always_costs_the_scenario_all_its_hours_and_a_team_what_it_uses() -> None:
    always = [POOLS[0], POOLS[1] | {"paid": "always"}]
    standing = 40 * 744.0 + 60 * 672.0

    def broken(of: dict[str, Any], at_most: float) -> bool:
        rule = {"name": "Budget", "measure": "cost", "of": of, "at_most": at_most}
        return bool(audit(scenario(pools=always, rules=[rule]), *Frames().frames()))

    whole = 267_828.0 - 42_944.0 + standing
    assert (broken({}, whole), broken({}, whole - 1)) == (False, True)
    assert (broken({"pool": "a"}, standing), broken({"pool": "a"}, standing - 1)) == (False, True)
    assert (broken({"id": "half"}, 5_952.0), broken({"id": "half"}, 5_951.0)) == (False, True)


def test_a_rule_that_is_off_limits_nothing() -> None:
    off = scenario(rules=[{"name": "Off", "measure": "cost", "at_most": 0.0, "enabled": False}])
    assert audit(off, *Frames().frames()) == ()


@pytest.mark.parametrize(("wanted", "caught"), [(77.0, False), (78.0, True), (77.6111, False), (77.6112, True)])
def test_a_plan_for_a_target_must_reach_it(wanted: float, caught: bool) -> None:
    captured = 14.5 + 40 + 10 * 336 / 1080 + 4 + 3.2 + 10.8 - 1 + 3  # 77.61111
    cheapest = scenario(objective={"cost": {"target_value": wanted}})
    assert ("target" in families(cheapest, Frames())) is caught is (wanted > captured)


@pytest.mark.parametrize("word", ["fund", "trim"])
def test_a_share_within_the_tolerance_of_all_may_be_called_full_or_not(word: str) -> None:
    plan = Frames()
    plan.serve("platform", JAN, share=1 - 5e-7)
    plan.decide("platform", decision=word, share=1 - 5e-7 * 744 / 1416)
    assert "decision" not in families(scenario(), plan)
    plan.serve("platform", JAN, share=1 - 5e-6)
    assert ("decision" in families(scenario(), plan)) is (word == "fund")


def test_a_rule_for_each_counts_only_what_it_selects_besides() -> None:
    rule = {"name": "Rule", "measure": "gpu_hours", "of": {"team": "blue"}, "each": "product", "at_most": 1.0}
    found = audit(scenario(rules=[rule]), *Frames().frames())
    assert [v.where for v in found] == ["Rule"]  # what has no product; the App is another team's
    assert found[0].amount == pytest.approx(40_000 + 16_992 - 1)


def test_an_excess_within_the_tolerance_is_told_and_passed() -> None:
    rule = {"name": "Budget", "measure": "cost", "at_most": 267_828.0 / (1 + TOLERANCE / 2)}
    frames = Frames().frames()
    assert audit(scenario(rules=[rule]), *frames) == ()
    assert largest(scenario(rules=[rule]), *frames) == pytest.approx(TOLERANCE / 2, rel=1e-6)
