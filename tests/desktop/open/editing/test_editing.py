"""Edits are pure: a scenario and what is asked give another scenario, or the reason why not."""

from pathlib import Path

import pytest

import planner
from planner.desktop.open.editing.fields import FieldEdit, apply, value_at
from planner.desktop.open.editing.going_along import went_along
from planner.desktop.open.editing.structure import added, duplicated, removed, renamed
from planner.domain.rule import Rule, Selection
from planner.errors import InputError
from planner.files.cells import cell_text, cell_value

BASELINE = Path(__file__).parents[4] / "scenarios" / "baseline.yaml"


@pytest.fixture(scope="module")
def baseline():
    return planner.load(BASELINE)


def edit(name, *steps, value):
    return FieldEdit("requests", name, steps, value)


def test_each_field_of_the_baseline_reads_back_as_it_is_shown(baseline):
    listed = {"window", "regions", "requires", "conflicts", "runs_on", "metrics", "people", "value_curve", "options"}
    for request in baseline.requests:
        for field, value in request.model_dump(exclude_defaults=True).items():
            if isinstance(value, str) and field == "notes":
                continue
            if field == "demand":
                for part, inner in value.items():
                    text = cell_text(inner, ("demand", part))
                    read = cell_value(text, ("demand", part), listed=True)
                    assert apply(baseline, [edit(request.id, "demand", part, value=read)]).scenario == baseline
            else:
                read = cell_value(cell_text(value, (field,)), (field,), listed=field in listed)
                assert apply(baseline, [edit(request.id, field, value=read)]).scenario == baseline


def test_an_edit_changes_one_field_and_shares_all_else(baseline):
    done = apply(baseline, [edit("query-rewriting", "minimum", value=0.25)])
    assert not done.rejected
    assert done.scenario.request_by_id["query-rewriting"].minimum == 0.25
    assert done.scenario.requests[0] is baseline.requests[0]


def test_what_does_not_fit_is_rejected_with_a_reason_and_the_rest_is_taken(baseline):
    wrong, right = edit("query-rewriting", "minimum", value=7), edit("ads-fraud", "minimum", value=0.4)
    done = apply(baseline, [wrong, right])
    assert [(e, fault.message) for e, fault in done.rejected] == [(wrong, "must be from 0 to 1, not 7")]
    assert done.scenario.request_by_id["ads-fraud"].minimum == 0.4


def test_a_name_that_does_not_exist_is_rejected_where_it_was_typed(baseline):
    wrong = edit("ads-fraud", "requires", value=["nobody"])
    done = apply(baseline, [wrong, edit("ads-fraud", "minimum", value=0.4)])
    assert [e for e, _ in done.rejected] == [wrong]
    assert "nobody" in done.rejected[0][1].message
    assert done.scenario.request_by_id["ads-fraud"].minimum == 0.4


def test_a_demand_is_of_the_kind_that_was_set_last(baseline):
    done = apply(baseline, [edit("ads-fraud", "demand", "gpu_hours", value=5000)])
    demand = done.scenario.request_by_id["ads-fraud"].demand
    assert (demand.gpu_hours, demand.gpus) == (5000, None)


def test_one_end_of_a_window_brings_the_other(baseline):
    done = apply(baseline, [edit("ads-fraud", "window", 0, value="2027-03")])
    assert value_at(done.scenario.request_by_id["ads-fraud"], ("window",)) == ("2027-03", "2027-06")
    cleared = apply(done.scenario, [edit("ads-fraud", "window", 0, value=None)])
    assert cleared.scenario.request_by_id["ads-fraud"].window is None


def test_renaming_a_request_renames_it_wherever_it_is_named(baseline):
    after = renamed(baseline, "requests", "feature-store", "profile-store")
    assert "profile-store" in after.request_by_id["assistant-memory"].requires
    assert any(e.funds == "profile-store" for e in after.expect)
    with pytest.raises(InputError, match="used already"):
        renamed(baseline, "requests", "feature-store", "ads-fraud")


def test_removing_a_request_leaves_no_reference_to_it(baseline):
    after = removed(baseline, "requests", {"feature-store"})
    assert "feature-store" not in str(after.model_dump(exclude={"catalogue"})["requests"])
    assert not any(e.funds == "feature-store" for e in after.expect)


def test_what_goes_with_a_deletion_is_said(baseline):
    after = removed(baseline, "requests", {"feature-store"})
    users = [r for r in baseline.requests if "feature-store" in r.requires]
    said = went_along(baseline, after)
    assert f"{len(users)} requests no longer require it" in said and "1 expectation is gone" in said
    role = baseline.people[0].role
    needing = [r for r in baseline.requests if any(role in each.people for each in (r, *r.options))]
    (said,) = went_along(baseline, removed(baseline, "people", {role}), several=True)
    assert said == f"{len(needing)} requests no longer need them"
    assert went_along(baseline, baseline) == []


def test_rules_that_go_with_a_pool_are_said(baseline):
    pool, other = (each.id for each in baseline.pools[:2])
    rules = [
        Rule(name="both", measure="gpu_hours", of=Selection(pool=(pool, other)), at_most=9.0),
        Rule(name="one", measure="gpu_hours", of=Selection(pool=pool), at_most=9.0),
    ]
    before = baseline.model_copy(update={"rules": tuple(rules), "expect": ()})
    assert went_along(before, removed(before, "pools", {pool})) == [
        "1 rule no longer speaks of it", "1 rule, which was about nothing else, is gone",
    ]  # fmt: skip


def test_copies_and_new_elements_get_names_of_their_own(baseline):
    after, made = duplicated(baseline, "requests", {"ads-fraud"})
    again, made_again = duplicated(after, "requests", {"ads-fraud"})
    assert (made, made_again) == (["ads-fraud-copy"], ["ads-fraud-copy-2"])
    grown, name = added(again, "pools")
    assert grown.pools[-1].id == name


def test_a_pool_is_counted_in_gpus_or_in_nodes_as_was_set_last():
    scenario = planner.parse(
        {
            "format": 1,
            "calendar": {"start": "2027-01", "periods": 2},
            "pools": [{"id": "p", "accelerator": "H100-SXM", "gpus": 96, "cost_per_gpu_hour": 2}],
        }
    )

    def edited(scenario, *steps_and_values):
        done = apply(scenario, [FieldEdit("pools", "p", (field,), value) for field, value in steps_and_values])
        assert done.rejected == ()
        return done.scenario.pools[0]

    refused = apply(scenario, [FieldEdit("pools", "p", ("nodes",), 12.0)])
    assert "gpus_per_node beside nodes" in refused.rejected[0][1].message
    pool = edited(scenario, ("gpus_per_node", 8.0), ("nodes", 20.0), ("cost_per_node_hour", 24.0))
    assert (pool.gpus, pool.nodes, pool.cost_per_gpu_hour) == (160, 20, 3)
    by_node = scenario.replacing(pool)
    assert (edited(by_node, ("gpus", 100.0)).nodes, edited(by_node, ("gpus", 100.0)).gpus) == (None, 100)
    assert edited(by_node, ("nodes", None)).gpus == 160
    assert edited(by_node, ("cost_per_gpu_hour", 1.0)).cost_per_node_hour is None
