"""A served model whose users, or other figures, change over time."""

from __future__ import annotations

from typing import Any

import pytest

import planner
from planner.desktop.fields.spoken import serving_text
from planner.domain.digest import digest
from planner.errors import InputError
from planner.files import dump, parse, read, vary
from planner.files.reading import adjust
from planner.files.writing import dump_variant
from planner.files.yaml_tree import read_yaml
from planner.tradeoffs.one_scenario.changes import asking_times, moved_in_time

FIGURES = {"users": 2e6, "queries_per_user_day": 4, "tokens_per_query": 900, "tokens_per_second_per_gpu": 2400}
HELD = 2e6 * 4 * 900 / 86_400 * 2 / (2400 * 0.6)
"""GPUs that these come to."""


def scenario(serve: dict[str, Any], **request: Any) -> planner.Scenario:
    asking = {"id": "a", "metrics": {"m": 1}, "demand": {"serve": FIGURES | serve}}
    return parse(
        {
            "format": 1,
            "calendar": {"start": "2027-01", "periods": 4, "unit": "month"},
            "pools": [{"id": "p", "accelerator": "H100-SXM", "gpus": 900}],
            "requests": [asking | request],
        }
    )


def asked(of: planner.Scenario) -> list[float]:
    """GPUs asked for in each period, as parts of what the constant figures come to."""
    return [gpus / HELD for gpus in of.ways_of(of.requests[0])[0].gpus or ()]


@pytest.mark.parametrize(
    ("serve", "parts"),
    [
        ({}, [1, 1, 1, 1]),
        ({"users": [2e6, 3e6, 4e6, 0]}, [1, 1.5, 2, 0]),
        ({"users": {"2027-02": 2e6, "2027-04": 3e6}}, [0, 1, 1, 1.5]),
        ({"users": {"2026-11": 1e6, "2027-02-15": 2e6}}, [0.5, 0.75, 1, 1]),
        ({"tokens_per_query": {"2027-02": 450, "2027-03": 900}}, [0.5, 0.5, 1, 1]),
        ({"tokens_per_second_per_gpu": {"2027-03": 4800}}, [0.5, 0.5, 0.5, 0.5]),
        ({"users": {"2027-01": 2e6, "2027-03": 4e6}, "utilisation": [0.6, 0.3, 0.6, 0.3]}, [1, 2, 2, 4]),
        ({"peak_to_average": {"2027-Q1": 2, "2027-12": 9}}, [1, 1, 1, 1]),
    ],
)
def test_demand_follows_its_figures_over_time(serve, parts):
    assert asked(scenario(serve)) == pytest.approx(parts)


def test_a_plan_of_users_is_the_plan_of_the_gpus_that_they_come_to():
    grown = scenario({"users": {"2027-01": 2e6, "2027-03": 3e6}}, window=["2027-01-10", "2027-03"])
    plain = scenario({}, window=["2027-01-10", "2027-03"], demand={"gpus": {"2027-01": HELD, "2027-03": 1.5 * HELD}})
    one, other = planner.solve(grown), planner.solve(plain)
    assert one.kpi("gpu_hours_used") == pytest.approx(other.kpi("gpu_hours_used"))
    assert one.certificate.violations == ()


@pytest.mark.parametrize(
    ("serve", "said"),
    [
        ({"users": [1, 2]}, "must have 4 numbers, one for each period, not 2"),
        ({"users": {"2027-13": 1}}, "must be a date that exists"),
        ({"utilisation": {"2027-01": 1.2}}, "must be above 0 to 1, not 1.2"),
        ({"tokens_per_second_per_gpu": [1, 2, 0, 1]}, "must be above 0, not 0"),
    ],
)
def test_figures_that_make_no_sense_are_refused(serve, said):
    with pytest.raises(InputError) as caught:
        scenario(serve)
    assert said in str(caught.value)


def test_nobody_who_uses_it_is_doubted(tmp_path):
    (tmp_path / "s.yaml").write_text(dump(scenario({})).replace("users: 2000000", "users: 0"))
    assert any("is 0 throughout" in str(fault) for fault in read(tmp_path / "s.yaml").warnings)


def test_steps_are_saved_replaced_whole_and_set_from_outside():
    steps = {"2027-01": 2e6, "2027-04": 3e6}
    one = scenario({"users": steps})
    assert digest(parse(read_yaml(dump(one)))) == digest(one)
    other = vary(one, {"requests": {"a": {"demand": {"serve": {"users": {"2027-02": 1e6}}}}}})
    assert asked(other) == pytest.approx([0, 0.5, 0.5, 0.5])
    variant = dump_variant(one, other, "base.yaml")
    assert "2027-02: 1000000" in variant and "2027-01" not in variant
    assert asked(adjust(one, ["requests.a.demand.serve.users={2027-03: 4e6}"])) == pytest.approx([0, 0, 2, 2])


def test_a_table_has_a_column_for_each_step(tmp_path):
    (tmp_path / "s.yaml").write_text("calendar: {start: 2027-01, periods: 4}\npools: []\nrequests: r.csv\n")
    rest = "demand.serve.queries_per_user_day,demand.serve.tokens_per_query,demand.serve.tokens_per_second_per_gpu"
    (tmp_path / "r.csv").write_text(
        f"id,demand.serve.users.2027-01,demand.serve.users.2027-03,{rest}\na,2e6,4e6,4,900,2400\n"
    )
    assert asked(planner.load(tmp_path / "s.yaml")) == pytest.approx([1, 1, 2, 2])


def test_what_ifs_scale_its_users_and_move_its_growth_along():
    one = scenario({"users": {"2027-01": 2e6, "2027-02": 4e6}, "utilisation": {"2027-02": 0.6}},
                   window=["2027-01", "2027-03"])  # fmt: skip
    request = one.requests[0]
    assert asked(vary(one, asking_times(request, 0.5))) == pytest.approx([0.5, 1, 1, 0])
    later = moved_in_time(one, request, 1)
    assert later is not None and asked(vary(one, later)) == pytest.approx([0, 1, 2, 2])


def test_the_app_says_where_users_begin_and_end():
    request = scenario({"users": {"2027-04": 3e6, "2027-01": 2e6}}).requests[0]
    assert request.demand is not None and request.demand.serve is not None
    assert serving_text(request.demand.serve).startswith("2 M to 3 M people, 4 queries")
