"""Tables: what a plan is made of, and the frames that are made of them."""

import pickle

import pytest

import planner

SCENARIO = {
    "format": 1,
    "calendar": {"start": "2027-01", "periods": 2},
    "accelerators": {"A": {"speed": 1}},
    "pools": [{"id": "p", "accelerator": "A", "gpus": 10}],
    "requests": [
        {"id": "best", "metrics": {"m": 60}, "demand": {"gpus": 6}},
        {"id": "next", "metrics": {"m": 30}, "demand": {"gpus": 8}},
    ],
}
NAMES = ("requests", "allocation", "served", "pools", "people", "kpis", "binding", "promises")


@pytest.fixture(scope="module")
def plan():
    return planner.solve(planner.parse(SCENARIO))


@pytest.mark.parametrize("name", NAMES)
def test_a_frame_says_what_its_table_does(plan, name):
    table, frame = getattr(plan.tables, name), getattr(plan, name)
    assert list(frame.columns) == list(table.columns) and len(frame) == len(table)
    assert repr(frame.to_dict("list")) == repr(table.columns)


@pytest.mark.parametrize("name", NAMES)
def test_a_frame_is_made_once(plan, name):
    assert getattr(plan, name) is getattr(plan, name)


def test_a_plan_survives_the_way_between_processes(plan):
    assert len(plan.requests) == 2
    sent = pickle.dumps(plan)
    assert b"pandas" not in sent
    assert pickle.loads(sent).requests.equals(plan.requests)
