"""Options, demands and what can be rented, changed as plain data."""

from dataclasses import replace

from planner.desktop.open.editing.fields import FieldEdit, apply, value_at
from planner.desktop.open.editing.options import added, removed
from planner.domain.ways import ways


def changed(scenario, name, edit):
    done = apply(scenario, edit.of(name))
    assert not done.rejected
    return done.scenario


def test_an_option_is_found_and_set_by_its_id(baseline):
    steps = ("options", "distilled", "value")
    assert value_at(baseline.request_by_id["assistant-next"], steps) == 0.62
    assert value_at(baseline.request_by_id["assistant-next"], ("options", "none", "value")) is None
    for path in (steps, ("options", 1, "value")):
        done = apply(baseline, [FieldEdit("requests", "assistant-next", path, 0.5)])
        assert [o.value for o in done.scenario.request_by_id["assistant-next"].options] == [1.0, 0.5]
    gone = apply(baseline, [FieldEdit("requests", "assistant-next", ("options", "none", "value"), 0.5)])
    assert gone.scenario == baseline and "there is no none any more" in gone.rejected[0][1].message


def test_the_demand_of_an_option_is_of_one_kind_too(baseline):
    edit = FieldEdit("requests", "assistant-next", ("options", "full", "demand", "gpus"), 10)
    demand = apply(baseline, [edit]).scenario.request_by_id["assistant-next"].options[0].demand
    assert (demand.gpus, demand.train, demand.max_gpus) == (10, None, 384)
    cleared = replace(edit, steps=("options", "full", "demand", "train"), value=None)
    assert apply(baseline, [cleared]).scenario.request_by_id["assistant-next"].options[0].demand is None


def test_the_first_options_ask_for_what_the_request_did_and_without_them_it_is_as_before(baseline):
    for request in baseline.requests:
        if request.options:
            continue
        after = changed(baseline, request.id, added(request))
        grown = after.request_by_id[request.id]
        assert (grown.demand, grown.runs_on, grown.reference) == (None, None, None)
        (before,) = ways(request, baseline)
        for way in ways(grown, after):
            assert replace(way, request=request, option="") == before
        one = changed(after, request.id, removed(grown, "lite"))
        none = changed(one, request.id, removed(one.request_by_id[request.id], "full"))
        assert none == baseline


def test_what_can_be_rented_begins_with_a_usual_price_and_ends_with_its_number(baseline):
    price, gpus = ("on_demand", "cost_per_gpu_hour"), ("on_demand", "gpus")
    begun = apply(baseline, [FieldEdit("pools", "a100-us", gpus, 16)]).scenario
    usual = baseline.hardware["A100-80GB"].on_demand_per_hour
    assert value_at(begun.pool_by_id["a100-us"], price) == usual
    dear = apply(begun, [FieldEdit("pools", "a100-us", price, 9)]).scenario
    assert (value_at(dear.pool_by_id["a100-us"], price), value_at(dear.pool_by_id["a100-us"], gpus)) == (9, 16)
    assert apply(dear, [FieldEdit("pools", "a100-us", gpus, None)]).scenario == baseline
    priced = apply(baseline, [FieldEdit("pools", "a100-us", price, 3)]).scenario
    assert value_at(priced.pool_by_id["a100-us"], gpus) == 0
