"""A scenario that is built in Python is looked at as the file that says the same."""

import json
import pickle

import pytest

import planner
from planner.domain.calendar import Calendar
from planner.domain.inventory import Pool
from planner.domain.request import Demand, Request
from planner.errors import InputError

MONTHS = {"start": "2027-01", "periods": 2}
POOL = {"id": "h100", "accelerator": "H100-SXM", "gpus": 8}
REQUEST = {"id": "a", "metrics": {"revenue": 1.0}, "demand": {"gpus": 4}}


def built(**parts):
    return planner.Scenario(**{"calendar": MONTHS, "pools": [POOL], "requests": [REQUEST]} | parts)


def read(**parts):
    return planner.parse({"calendar": MONTHS, "pools": [POOL], "requests": [REQUEST]} | parts)


def test_what_is_built_is_what_is_read():
    assert built() == read()
    assert planner.solve(built()).value == planner.solve(read()).value == 100


def test_nouns_do_as_well_as_data():
    calendar, pool = Calendar(start="2027-01", periods=2), Pool(id="h100", accelerator="H100-SXM", gpus=8)
    request = Request(id="a", metrics={"revenue": 1.0}, demand=Demand(gpus=4))
    assert planner.Scenario(calendar=calendar, pools=(pool,), requests=(request,)) == read()


@pytest.mark.parametrize(
    "parts",
    [
        {"requests": [REQUEST, REQUEST]},
        {"requests": [REQUEST | {"requires": ["nobody"]}]},
        {"requests": [REQUEST | {"window": ["2027-02", "2027-01"]}]},
        {"pools": [POOL | {"accelerator": "H10000"}]},
        {"pools": [POOL | {"gpus": -1}, POOL | {"id": "other", "gpus": [1, 2, 3]}]},
        {"entitlements": {"nobody": 0.5}},
        {"calendar": {"start": "2027-13", "periods": 2}},
        {"colour": "blue"},
    ],
)
def test_every_fault_of_what_is_built_is_told_as_of_a_file(parts):
    with pytest.raises(InputError) as read_so:
        read(**parts)
    with pytest.raises(InputError) as built_so:
        built(**parts)
    assert built_so.value.faults == read_so.value.faults


@pytest.mark.parametrize(
    "way_in", [planner.Scenario.model_validate, lambda parts: planner.Scenario.model_validate_json(json.dumps(parts))]
)
def test_pydantics_own_ways_in_are_looked_at_as_well(way_in):
    assert way_in({"calendar": MONTHS, "pools": [POOL], "requests": [REQUEST]}) == read()
    with pytest.raises(InputError, match="nobody"):
        way_in({"calendar": MONTHS, "pools": [POOL], "requests": [REQUEST | {"requires": ["nobody"]}]})


def test_faults_of_nouns_are_told_by_their_names():
    request = Request(id="a", requires=("nobody",))
    with pytest.raises(InputError, match=r"request a: requires.*nobody"):
        planner.Scenario(calendar=Calendar(start="2027-01", periods=2), requests=(request,))


def test_what_was_checked_is_copied_as_it_is():
    scenario = built()
    assert pickle.loads(pickle.dumps(scenario)) == scenario
    assert scenario.model_copy(update={"name": "Other"}).catalogue is scenario.catalogue
