"""What fields can't know by themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.checks import faults
from planner.domain.request_checks import KnownRequests
from planner.domain.scenario import Scenario


def scenario(*requests, **more):
    base = {
        "calendar": {"start": "2027-01", "periods": 6},
        "accelerators": {"A": {"speed": 1, "memory_gb": 80, "peak_tflops": 100}, "B": {"memory_gb": 40}},
        "pools": [{"id": "p", "accelerator": "A", "gpus": 10, "region": "us"}],
        "people": [{"role": "ml", "fte": 3}],
        "requests": [{"id": "a", "team": "t", "metrics": {"m": 1}, "demand": {"gpus": 5}}, *requests],
    }
    return Scenario.read(base | more)


def said(s):
    return [("warning: " if fault.warning else "") + str(fault) for fault in faults(s)]


EDITS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.sampled_from(
            [
                {"minimum": 0.5},
                {"window": ("2027-03", "2027-02")},
                {"window": ("2027-02", "2027-03")},
                {"requires": ("b",)},
                {"requires": ("nobody",)},
                {"runs_on": ("B",)},
                {"runs_on": None},
                {"id": "b"},
                {"id": "c"},
                {"pools": ()},
                {"people": ()},
                {"calendar": {"start": "2027-01", "periods": 2}},
            ]
        ),
    ),
    max_size=6,
)


@given(EDITS)
def test_what_is_known_of_the_scenario_before_changes_no_fault(edits):
    found, known = scenario({"id": "b", "people": {"ml": 1}}, {"id": "d", "latest_start": "2027-02"}), KnownRequests()
    for at, change in [(0, {}), *edits]:
        if change.keys() & {"pools", "people", "calendar"}:
            found = Scenario.read(found.model_dump() | change)
        else:
            requests = list(found.requests)
            requests[at] = requests[at].model_copy(update=change)
            found = found.model_copy(update={"requests": tuple(requests)})
        assert faults(found, known=known) == faults(found)


def test_a_sound_scenario_has_no_faults():
    assert said(scenario()) == []


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        ({"requires": ["aa"]}, "request b: requires: there is no request 'aa'; did you mean 'a'?"),
        ({"conflicts": ["b"]}, "request b: conflicts must name other requests, not 'b' itself"),
        ({"requires": ["a"], "conflicts": ["a"]}, "request b: conflicts: 'a' is required, and can't be in conflict as well"),
        ({"people": {"mll": 1}}, "request b: people.mll: there is no role 'mll'; did you mean 'ml'?"),
        ({"runs_on": {"C": 1}}, "request b: runs_on.C: there is no accelerator 'C'; known: A, B"),
        ({"runs_on": []}, "request b: runs_on must name at least one accelerator, or be left out"),
        ({"value_curve": [[0.5, 0.4], [1, 1]]}, "request b: value_curve[2] must be concave: it rises by 1.2 a share here, after 0.8 before"),
        ({"value_curve": [[0.5, 0.4]]}, "request b: value_curve must end with all of the value for the full share, [1, 1], not with [0.5, 0.4]"),
        ({"value_curve": [[0.5, 1.2], [1, 1]]}, "request b: value_curve[2] must not fall: more of its GPUs never bring less"),
        ({"value_curve": [[0.5, 0.6], [0.5, 0.7], [1, 1]]}, "request b: value_curve[2] must have its shares in rising order, each above 0"),
        ({"window": ["2027-04", "2027-02"]}, "request b: window must begin before it ends: 2027-04 is after 2027-02"),
        ({"window": ["2027-04", "2027-13"]}, "request b: window[2] must be a date that exists, not 2027-13"),
        ({"window": ["2028-04", "2028-05"]}, "warning: request b: window lies outside of the calendar, so that it can't be served; the calendar covers 2027-01 to 2027-06"),
        ({"window": ["2026-04", "2027-02"]}, "warning: request b: window lies partly outside of the calendar; the calendar covers 2027-01 to 2027-06"),
        ({"window": ["2027-02", "2027-03"], "latest_start": "2027-05", "minimum": 1}, "request b: latest_start must be inside of the window, 2027-02 to 2027-03, not 2027-05"),
        ({"latest_start": "2027-05", "demand": {"gpus": 1}}, "warning: request b: latest_start has no effect without a minimum"),
        ({"latest_start": "2027-05", "demand": {"gpu_hours": 1}}, "warning: request b: latest_start has no effect on a job, only on a service"),
        ({"demand": {"gpus": [1, 2]}}, "request b: demand.gpus must have 6 numbers, one for each period, not 2"),
        ({"demand": {"gpus": {"2027-13": 2}}}, "request b: demand.gpus.2027-13 must be a date that exists, not 2027-13"),
        ({"demand": {"gpus": {"2027-01": 2, "2028-01": 3}}}, "warning: request b: demand.gpus.2028-01: the step 2028-01 is after the calendar, and has no effect"),
        ({"demand": {"gpus": {"2027-01": 2, "2027-01-01": 3}}}, "request b: demand.gpus.2027-01-01: the steps 2027-01 and 2027-01-01 begin on one day"),
        ({"demand": {"gpus": 0}}, "warning: request b: demand.gpus is 0 throughout; leave the demand out for a request that asks for no GPUs"),
        ({"demand": {"train": {"parameters": 1, "tokens": 1}}, "runs_on": ["B"]}, "request b: demand.train needs the peak of accelerator 'B': give accelerators: {B: {peak_tflops: …}}"),
        ({"demand": {"gpus": 1}, "memory_gb": 90, "runs_on": {"A": 1}}, "warning: request b: no pool can serve it: it needs 90 GB of memory, and those that it runs on have at most 80 GB; if it spreads over the GPUs of a node, write shards: true"),
        ({"demand": {"gpus": 1}, "runs_on": {"B": 1}}, "warning: request b: no pool can serve it: none has B"),
        ({"regions": ["uss"]}, "warning: request b: regions: no pool is in the region 'uss'; did you mean 'us'?"),
        ({"options": [{"id": "x"}, {"id": "x"}]}, "request b: options.x: the id is used 2 times; each option needs one of its own"),
    ],
)  # fmt: skip
def test_a_request_is_checked_against_the_rest(request_, message):
    assert said(scenario({"id": "b"} | request_)) == [message]


def test_a_circle_of_requirements_is_named_once():
    circle = [{"id": x, "requires": [y]} for x, y in ("bc", "cd", "db")]
    assert said(scenario(*circle)) == ["request b: requires goes round in a circle: b requires c requires d requires b"]


def test_a_chain_of_five_thousand_requirements_is_no_circle():
    chain = [{"id": str(k), "requires": [str(k + 1)]} for k in range(5000)] + [{"id": "5000"}]
    assert said(scenario(*chain)) == []


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ({"of": {"id": "b"}}, "rule R: of.id: there is no request 'b'; known: a"),
        ({"of": {"pool": ["p", "pp"]}}, "rule R: of.pool: there is no pool 'pp'; did you mean 'p'?"),
        ({"of": {"accelerator": "C"}}, "rule R: of.accelerator: there is no accelerator 'C'; known: A, B"),
        ({"of": {"accelerator": "B"}}, "warning: rule R: of.accelerator: no pool has the accelerator 'B'"),
        ({"of": {"team": "tt"}}, "warning: rule R: of.team: no request has the team 'tt'; did you mean 't'?"),
        ({"of": {"kind": "trainin"}}, "rule R: of.kind must be among inference, training, fine-tuning, research, not 'trainin'; did you mean 'training'?"),
        ({"of": {"kind": "research"}}, "warning: rule R: of.kind: no request is of the kind 'research'"),
        ({"of": {"period": "May"}}, "rule R: of.period must be a date such as 2027-01, 2027-01-18, 2027-Q1 or 2027-W03, not 'May'"),
        ({"of": {"period": "2028-01"}}, "warning: rule R: of.period: 2028-01 is outside of the calendar; it covers 2027-01 to 2027-06"),
        ({"measure": "funded", "of": {"pool": "p"}}, "rule R: of.pool must not be given: funded belongs to requests as a whole"),
        ({"measure": "funded", "each": "period"}, "rule R: each must not be period: funded belongs to requests as a whole"),
        ({"measure": "value", "of": {"region": "us"}}, "rule R: of.region must not be given: value belongs to requests as a whole"),
        ({"at_most": -1}, "rule R: at_most must be 0 or more, since cost is never below 0, not -1"),
        ({"measure": "gpu_share", "at_least": 1.5, "at_most": None}, "rule R: at_least must be a part from 0 to 1, not 1.5"),
    ],
)  # fmt: skip
def test_a_rule_is_checked_against_the_rest(rule, message):
    assert said(scenario(rules=[{"name": "R", "measure": "cost", "at_most": 1} | rule])) == [message]


def test_an_upper_limit_on_a_concave_value_is_refused():
    curved = {"id": "b", "value_curve": [[0.5, 0.8], [1, 1]]}
    rules = [{"name": "R", "measure": "value", "at_most": 50}]
    message = "rule R: at_most is not possible for value where requests have a value_curve (b)"
    assert said(scenario(curved, rules=rules)) == [message]


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"pools": [{"id": "p", "accelerator": "C", "gpus": 1}]}, "pool p: accelerator: there is no accelerator 'C'; known: A, B"),
        ({"people": [{"role": "ml", "fte": [1]}]}, "role ml: fte must have 6 numbers, one for each period, not 1"),
        ({"value": {"weights": {"n": 1}}}, "warning: value.weights.n: no request has the metric 'n'; known: m"),
        ({"value": {"weights": {"m": 0}}}, "warning: value.weights: all weights are 0, so that every request is worth nothing"),
        ({"entitlements": {"tt": 0.5}}, "entitlements.tt: no request has the team 'tt'; did you mean 't'?"),
        ({"expect": [{"funds": "b"}]}, "expect[1].funds: there is no request 'b'; known: a"),
        ({"objective": {"cost": {"target_value": 101}}}, "warning: objective.cost.target_value is above 100, what all requests are worth together; no plan reaches it"),
        ({"rules": [{"name": "R", "measure": "cost", "at_most": 1}] * 2}, "rule R: the name is used 2 times; each needs one of its own"),
        ({"people": [{"role": "ml", "fte": 1}] * 2}, "role ml: the role is used 2 times; each needs one of its own"),
    ],
)  # fmt: skip
def test_the_rest_is_checked_too(more, message):
    assert message in said(scenario(**more))


def test_entitlements_are_parts_of_one_whole():
    s = scenario({"id": "b", "team": "u"}, entitlements={"t": 0.5, "u": 0.6})
    assert said(s) == ["entitlements must add up to 1 at most, not 1.1"]


def test_an_accelerator_without_a_speed_is_suspicious_where_requests_rely_on_it():
    pools = [{"id": x, "accelerator": x, "gpus": 1} for x in "AB"]
    assert "warning: accelerator B has no speed" in said(scenario(pools=pools))[0]


def test_nobody_is_told_that_something_is_missing_which_could_only_not_be_read():
    s = scenario({"id": "b", "requires": ["c"], "people": {"x": 1}}, rules=[])
    assert faults(s, {"requests": frozenset({"c"}), "people": frozenset({"*"})}) == []


def test_an_upper_limit_on_value_by_period_is_refused() -> None:
    rule = {"name": "Cap", "measure": "value", "at_most": 5.0, "each": "period"}
    scenario = Scenario.read({"calendar": {"start": "2027-01", "periods": 2}, "rules": [rule]})
    assert [str(fault) for fault in faults(scenario) if not fault.warning] == [
        "rule Cap: at_most is not possible for value by period; use at_least, or leave the period out"
    ]


@pytest.mark.parametrize("window", [["2027-13-45", "2027-02"], ["2027-01", "2027-02-30"], ["9999-12", "2027-02"]])
def test_a_date_that_does_not_exist_is_named_and_stops_no_other_check(window):
    found = said(scenario({"id": "b", "window": window, "requires": ["a"]}))
    assert any("must be a date that exists" in each for each in found)
