"""What differs between scenarios, in words, and made one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import planner
from planner.domain.scenario import Scenario
from planner.tradeoffs.several_scenarios.differences import apply, differences, frame
from tests.strategies import scenarios

SAMPLES = sorted((Path(__file__).resolve().parents[3] / "scenarios").glob("*.yaml"))
BASE = {
    "calendar": {"start": "2027-01", "periods": 6},
    "accelerators": {"A": {"speed": 1.0}},
    "pools": [{"id": "h100-us", "accelerator": "A", "gpus": {"2027-01": 256, "2027-04": 384}}],
    "requests": [
        {"id": "a", "metrics": {"m": 10}, "demand": {"gpus": 5}},
        {"id": "b", "metrics": {"m": 20}, "demand": {"gpus": 5}},
    ],
    "rules": [{"name": "Budget", "measure": "cost", "at_most": 100.0}],
}


def scenario(**parts: object) -> Scenario:
    return Scenario.read(BASE | parts)


def sentences(first: Scenario, second: Scenario) -> list[str]:
    return [row.sentence for change in differences(first, second) for row in change.rows]


def test_a_slipped_delivery_reads_as_one_sentence() -> None:
    late = scenario(pools=[BASE["pools"][0] | {"gpus": 256}])
    assert sentences(scenario(), late) == ["pool h100-us: GPUs from 2027-04: 384 → 256"]
    slip = scenario(pools=[BASE["pools"][0] | {"gpus": {"2027-01": 256, "2027-06": 384}}])
    assert sentences(scenario(), slip) == ["pool h100-us: GPUs from 2027-04 to 2027-05: 384 → 256"]


def test_an_object_is_called_as_people_call_it_and_a_change_of_several_fields_says_them() -> None:
    named, more = ({**BASE["pools"][0], "name": "H100 in Ohio", **fields} for fields in (
        {}, {"gpus": 300, "availability": 0.9, "cost_per_gpu_hour": 3.0, "carbon_g_per_kwh": 10.0}))  # fmt: skip
    (change,) = differences(scenario(pools=[named]), scenario(pools=[more]))
    assert change.title.startswith("pool H100 in Ohio: GPUs ")
    assert change.title.count("→") == 2 and change.title.endswith(" others")
    assert change.title.count("H100 in Ohio") == 1


def test_each_field_says_what_it_was_and_is() -> None:
    requests = [
        {"id": "a", "metrics": {"m": 10, "n": 3}, "demand": {"gpus": 5}, "commitment": "must", "minimum": 0.5},
        {"id": "b", "metrics": {"m": 20}, "demand": {"gpu_hours": 5000}},
    ]
    second = scenario(requests=requests, rules=[BASE["rules"][0] | {"enabled": False}], objective="fair")
    assert sentences(scenario(), second) == [
        "request a: commitment: open → must",
        "request a: metrics, n: not given → 3",
        "request a: minimum: not given → 0.5",
        "request b: demand, GPUs: 5 → not given",
        "request b: demand, GPU-hours: not given → 5,000",
        "points are parts of other sums: m 30 → m 30, n 3",
        "objective: value → fair",
        "rule Budget: on → off",
    ]


def test_what_is_only_on_one_side_is_added_or_removed() -> None:
    second = scenario(requests=[BASE["requests"][0], BASE["requests"][1] | {"id": "c"}])
    assert sentences(scenario(), second) == ["request b: removed", "request c: added"]


def test_the_same_gpus_written_otherwise_change_nothing_that_matters() -> None:
    second = scenario(pools=[BASE["pools"][0] | {"gpus": (256, 256, 256, 384, 384, 384)}], name="Other", notes="n")
    changes = differences(scenario(), second)
    assert [change.idle for change in changes] == [True, True, True]
    assert apply(scenario(), changes) == second


def test_order_counts_as_a_change_that_no_optimum_depends_on() -> None:
    second = scenario(requests=BASE["requests"][::-1])
    (change,) = differences(scenario(), second)
    assert change.idle
    assert apply(scenario(), [change]) == second
    assert apply(scenario(), []) == scenario()


def test_a_switch_of_an_accelerator_back_to_the_catalogue_is_seen() -> None:
    """Both have no memory of their own; only one leaves it to the catalogue."""
    first = scenario(accelerators={"A": {"speed": 1.0, "memory_gb": None}})
    (change,) = differences(first, scenario())
    assert not change.idle
    assert apply(first, [change]).accelerators["A"].model_fields_set == {"speed"}


@settings(max_examples=60)
@given(scenarios(), scenarios(), st.data())
def test_all_changes_together_give_the_other_scenario(first: Scenario, second: Scenario, data: st.DataObject) -> None:
    changes = differences(first, second)
    made = apply(first, changes)
    assert made == second
    assert differences(made, second) == ()
    shuffled = apply(first, data.draw(st.permutations(changes)))
    assert {r.id: r for r in shuffled.requests} == {r.id: r for r in second.requests}


@settings(max_examples=60)
@given(scenarios(), st.permutations(range(6)), st.sets(st.integers(0, 5)))
def test_lists_come_out_in_the_other_order(first: Scenario, order: list[int], dropped: set[int]) -> None:
    requests = [first.requests[k] for k in order if k < len(first.requests) and k not in dropped]
    second = first.model_copy(update={"requests": tuple(requests)})
    assert apply(first, differences(first, second)) == second
    assert apply(second, differences(second, first)) == first


@given(scenarios())
def test_a_scenario_does_not_differ_from_itself(one: Scenario) -> None:
    assert differences(one, one.model_copy(deep=True)) == ()


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_the_samples_are_their_base_and_their_changes(file: Path) -> None:
    first, second = planner.load(SAMPLES[1]), planner.load(file)
    changes = differences(first, second)
    assert apply(first, changes) == second
    assert len(frame(changes)) == sum(len(change.rows) for change in changes)
    assert all("\n" not in row.sentence for change in changes for row in change.rows)
