"""What a scenario can't say is said to be so, with what to write instead."""

import pytest

from planner.errors import InputError
from planner.files import parse

BASE = {"calendar": {"start": "2027-01", "periods": 3}, "people": [{"role": "eng", "fte": 9}]}
POOL = {"id": "p", "accelerator": "H100-SXM", "gpus": 8}
STEPS = {"2027-01": 3, "2027-02": 1}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            {"requests": [{"id": "a", "metrics": {"m": STEPS}}]},
            "it can't change over time; write what it brings in all",
        ),
        ({"requests": [{"id": "a", "demand": {"gpu_hours": [1, 2, 3]}}]}, "it can't change over time; write the work"),
        ({"pools": [POOL | {"cost_per_gpu_hour": STEPS}]}, "write a pool for each price"),
        (
            {"pools": [POOL | {"currency": "EUR"}]},
            "unknown key 'currency'; prices are in the scenario's currency",
        ),
        (
            {"pools": [POOL | {"cost_per_gpu_hour": "2.10 EUR"}]},
            "an amount in another currency than the scenario's needs its rate",
        ),
        ({"requests": [{"id": "a", "demand": {"nodes": 4}}]}, "unknown key 'nodes'; only pools are counted in nodes"),
        ({"pools": [POOL | {"cost_per_node_hour": STEPS}]}, "whose nodes begin and end with it"),
        ({"calendar": {"start": "FY27-Q1", "periods": 3}}, "quarters are the calendar year's; write months for others"),
        ({"requests": [{"id": "a", "window": ["2027-01-10 08:00", "2027-02"]}]}, "a day is the shortest time"),
        (
            {"requests": [{"id": "a", "window": ["46447", "2027-02"]}]},
            "so spreadsheets count days; let the cell show a date",
        ),
        ({"requests": [{"id": "a", "window": ["Mar-27", "2027-04"]}]}, "write year and month in figures: 2027-03"),
        ({"requests": [{"id": "a", "window": ["01.02.2027", "2027-02"]}]}, "write year, month, day"),
    ],
)
def test_it_says_what_to_write_instead(data, said):
    with pytest.raises(InputError) as caught:
        parse(BASE | data)
    assert any(said in str(fault) for fault in caught.value.faults)


def test_a_mapping_that_is_none_of_dates_is_told_nothing_of_time():
    with pytest.raises(InputError) as caught:
        parse(BASE | {"requests": [{"id": "a", "cost": {"once": 3}}]})
    assert "over time" not in str(caught.value)
