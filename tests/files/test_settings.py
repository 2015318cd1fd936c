"""``--set``: one value, by the id or the name of what it belongs to; and a whole element, there or new."""

from __future__ import annotations

import pytest

import planner
from planner.errors import InputError

TEXT = """\
format: 1
calendar: {start: 2027-01, periods: 2}
accelerators: {A: {speed: 1}}
pools: [{id: p, name: Old hall, accelerator: A, gpus: 10}]
people: [{role: ml-engineer, fte: 4}]
requests:
  - {id: a, name: Answers in search, metrics: {m: 60}, demand: {gpus: 6}}
  - {id: b, name: v1.5, metrics: {m: 40}, demand: {gpus: 5}, options: [{id: full}, {id: small, name: Small one, value: 0.5}]}
  - {id: c, name: Twin, metrics: {m: 1}}
  - {id: d, name: twin, metrics: {m: 1}}
rules: [{name: Budget, measure: cost, at_most: 100}]
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "s.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("by_name", "by_id"),
    [
        ("requests.Answers in search.minimum=1", "requests.a.minimum=1"),
        ("requests.answers in SEARCH.minimum=1", "requests.a.minimum=1"),
        ("requests.v1.5.minimum=1", "requests.b.minimum=1"),
        ("requests.v1.5.demand.gpus=7", "requests.b.demand.gpus=7"),
        ("pools.old hall.gpus=20", "pools.p.gpus=20"),
        ("people.ML-Engineer.fte=5", "people.ml-engineer.fte=5"),
        ("rules.budget.at_most=50", "rules.Budget.at_most=50"),
        ("requests.Twin.minimum=1", "requests.c.minimum=1"),
    ],
)
def test_a_name_sets_what_its_id_sets(file, by_name, by_id):
    assert planner.load(file, [by_name]) == planner.load(file, [by_id])
    assert planner.load(file, [by_name]) != planner.load(file)


def test_a_name_that_could_be_two_sets_nothing(file):
    with pytest.raises(InputError, match="'TWIN' could be several of 'requests': c, d"):
        planner.load(file, ["requests.TWIN.minimum=1"])


def test_a_part_of_a_name_sets_nothing(file):
    with pytest.raises(InputError, match="'requests' has no 'Answers in'; did you mean"):
        planner.load(file, ["requests.Answers in.minimum=1"])


def test_a_request_is_added_as_if_it_stood_in_the_file(file):
    added = planner.load(file, ["requests.new={name: New idea, metrics: {m: 30}, demand: {gpus: 2}}"])
    file.write_text(
        TEXT.replace("rules:", "  - {id: new, name: New idea, metrics: {m: 30}, demand: {gpus: 2}}\nrules:")
    )
    assert added.requests == planner.load(file).requests


def test_one_that_is_added_makes_no_other_worth_less(file):
    before = planner.solve(planner.load(file))
    after = planner.solve(planner.load(file, ["requests.new={metrics: {m: 30}, demand: {gpus: 2}}"]))
    for each in "abcd":
        assert after.row(each)["value_points"] == before.row(each)["value_points"]


@pytest.mark.parametrize(
    ("setting", "found"),
    [
        ("pools.q={accelerator: A, gpus: 5}", lambda s: s.pool_by_id["q"].gpus == 5),
        ("rules.Cap={measure: gpu_hours, at_most: 10}", lambda s: s.rule_by_name["Cap"].at_most == 10),
        ("people.analyst={fte: 2}", lambda s: s.role_by_id["analyst"].fte == 2),
        ("requests.b.options.tiny={value: 0.1}", lambda s: len(s.request_by_id["b"].options) == 3),
        ("requests.a={metrics: {m: 5}}", lambda s: s.request_by_id["a"].demand is None and len(s.requests) == 4),
    ],
)
def test_a_whole_element_is_added_or_replaced(file, setting, found):
    assert found(planner.load(file, [setting]))


def test_lists_that_are_not_there_begin_with_what_is_added(tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text("format: 1\ncalendar: {start: 2027-01, periods: 2}\n")
    assert planner.load(file, ["requests.new={metrics: {m: 1}}"]).request_by_id["new"].metrics == {"m": 1}


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        (
            "requests.new={metrics: {m: 1}, demand: {gpuz: 5}}",
            "request new: demand.gpuz: unknown key 'gpuz'; did you mean 'gpus'?",
        ),
        (
            "requests.zzz.minimum=1",
            "'requests' has no 'zzz'; known: a, b, c, d; to add one, give all of it: requests.zzz={…}",
        ),
        ("requests.zzz=5", "'requests' has no 'zzz'"),
        ("pools.q={gpus: 5}", "pool q: 'accelerator' is missing"),
    ],
)
def test_what_is_wrong_with_it_is_said_in_its_place(file, setting, message):
    with pytest.raises(InputError) as error:
        planner.load(file, [setting])
    assert message in str(error.value)
    assert str(error.value).startswith(f"--set {setting}")
