"""What no plan could ever serve is said to be so, with the line and the field that say it."""

from __future__ import annotations

from typing import Any

import pytest

from planner.domain.checks import faults
from planner.domain.impossible import impossible
from planner.domain.scenario import Scenario


def scenario(*requests: dict[str, Any], **parts: Any) -> Scenario:
    """Six months, 20 A of which 90 % are usable, 10 more to rent, and half as fast B; two engineers."""
    basis: dict[str, Any] = {
        "format": 1, "calendar": {"start": "2027-01", "periods": 6},
        "accelerators": {"A": {"speed": 1.0, "memory_gb": 80.0}, "B": {"speed": 0.5}},
        "pools": [
            {"id": "a", "accelerator": "A", "gpus": 20, "availability": 0.9,
             "on_demand": {"gpus": 10, "cost_per_gpu_hour": 1.0}},
            {"id": "b", "accelerator": "B", "gpus": {"2027-01": 0, "2027-03": 40}},
        ],
        "people": [{"role": "ml", "fte": [2, 2, 2, 2, 2, 1]}],
        "requests": requests,
        "value": {"scale": "raw"},
    }  # fmt: skip
    return Scenario.read(basis | parts)


ON_A, ON_BOTH = {"A": 1.0}, {"A": 1.0, "B": 0.5}


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({"demand": {"gpus": 29}, "runs_on": ON_A, "minimum": 1},
         "request r: minimum is out of reach: it asks for at least 29 A in 2027-06, and all that it could hold do the work of 28"),
        ({"demand": {"gpus": 49}, "runs_on": ON_BOTH, "minimum": 1},
         "request r: minimum is out of reach: it asks for at least 49 A in 2027-06, and all that it could hold do the work of 48"),
        ({"demand": {"gpus": 29}, "runs_on": ON_BOTH, "minimum": 1, "latest_start": "2027-02"},
         "request r: minimum is out of reach: it asks for at least 29 A in 2027-02, and all that it could hold do the work of 28"),
        ({"demand": {"gpus": 20, "max_gpus": 8}, "runs_on": ON_A, "minimum": 0.5},
         "request r: minimum is out of reach: it asks for at least 10 A in 2027-06, and all that it could hold do the work of 8"),
        ({"demand": {"gpu_hours": 9000, "max_gpus": 4}, "runs_on": ON_A, "minimum": 1, "window": ["2027-01", "2027-03"]},
         "request r: minimum is out of reach: at least 9,000 A-hours have to be done, and 8,640 fit into its window with 4 GPUs"),
        ({"demand": {"gpus": 4}, "runs_on": {"B": 1.0}, "window": ["2027-01", "2027-02"]},
         "request r: can't be served: the pools that fit it have no usable GPUs in 2027-01 to 2027-02"),
        ({"people": {"ml": 4}, "minimum": 0.5},
         "request r: minimum is out of reach: it takes at least 2 full-time ml in 2027-06, of only 1"),
        ({"options": [{"id": "x", "demand": {"gpus": 90}, "minimum": 1}, {"id": "y", "demand": {"gpus": 80}, "minimum": 1}],
          "runs_on": ON_A},
         "request r: options.x.minimum is out of reach: it asks for at least 90 A in 2027-06, and all that it could hold do the work of 28"),
    ],
)  # fmt: skip
def test_what_no_plan_could_serve_is_a_warning_where_it_stands(request_: dict[str, Any], said: str) -> None:
    found = faults(scenario({"id": "r"} | request_))
    assert [(str(fault), fault.warning) for fault in found] == [(said, True)]


@pytest.mark.parametrize(
    "request_",
    [
        {"demand": {"gpus": 28}, "runs_on": ON_A, "minimum": 1},
        {"demand": {"gpus": 48}, "runs_on": ON_BOTH, "minimum": 1},
        {"demand": {"gpus": 500}, "runs_on": ON_A},
        {"demand": {"gpu_hours": 8640, "max_gpus": 4}, "runs_on": ON_A, "minimum": 1, "window": ["2027-01", "2027-03"]},
        {"people": {"ml": 2}, "minimum": 0.5},
        {"people": {"ml": 50}},
        {"options": [{"id": "x", "demand": {"gpus": 90}, "minimum": 1}, {"id": "y", "demand": {"gpus": 8}}], "runs_on": ON_A},
        {"demand": {"gpus": 90}, "runs_on": ON_A, "minimum": 1, "commitment": "out"},
    ],
)  # fmt: skip
def test_what_could_be_served_alone_is_none(request_: dict[str, Any]) -> None:
    assert faults(scenario({"id": "r"} | request_)) == []


def test_what_requires_something_impossible_is_so_itself() -> None:
    far = {"id": "far", "demand": {"gpus": 90}, "runs_on": ON_A, "minimum": 1}
    found = impossible(scenario(far, {"id": "on-it", "requires": ["far"]}, {"id": "on-that", "requires": ["on-it"]}))
    assert {name: why.kind for name, why in found.items()} == {
        "far": "gpus",
        "on-it": "requires",
        "on-that": "requires",
    }


@pytest.mark.parametrize(
    ("required", "possible"),
    [
        ({"window": ["2027-04", "2027-05"], "demand": {"gpu_hours": 9}}, False),
        ({"window": ["2027-03", "2027-05"], "demand": {"gpu_hours": 9}}, True),
        ({"window": ["2027-01", "2027-01"], "demand": {"gpu_hours": 9}}, True),
        ({"window": ["2027-01", "2027-01"], "demand": {"gpus": 1}}, False),
        ({"window": ["2027-01", "2027-02"], "demand": {"gpus": 1}}, True),
    ],
)
def test_what_requires_something_that_comes_too_late_is_impossible(required: dict[str, Any], possible: bool) -> None:
    asking = {"id": "r", "demand": {"gpus": 1}, "runs_on": ON_A, "window": ["2027-02", "2027-03"], "requires": ["q"]}
    found = impossible(scenario({"id": "q", "runs_on": ON_A} | required, asking))
    assert ("r" not in found) is possible
