"""The ways in which requests can be served, as scenarios are changed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planner.domain.ways import ways
from tests.strategies import scenarios


@given(scenarios(), st.integers(0, 5))
def test_a_changed_request_has_new_ways_and_the_others_keep_theirs(scenario, which):
    known = scenario.ways
    changed = scenario.requests[which % len(scenario.requests)]
    copy = changed.model_copy(update={"people": {"engineer": 9.0}, "decay": 0.5})
    after = scenario.model_copy(update={"requests": tuple(copy if r is changed else r for r in scenario.requests)})
    assert after.ways[copy.id] == ways(copy, after) != known[copy.id]
    assert all(after.ways[r.id] is known[r.id] for r in scenario.requests if r is not changed)


@given(scenarios(), st.sampled_from(("pools", "calendar", "accelerators")))
def test_other_places_make_other_ways(scenario, what):
    changes = {
        "pools": scenario.pools[1:],
        "calendar": scenario.calendar.model_copy(update={"start": "2026-12"}),
        "accelerators": {
            name: device.model_copy(update={"speed": 0.7}) for name, device in scenario.accelerators.items()
        },
    }
    scenario.ways  # noqa: B018  known before the change
    after = scenario.model_copy(update={what: changes[what]})
    assert after.ways == {r.id: ways(r, after) for r in after.requests}
    again = after.model_copy(update={"name": "Again"})
    assert all(again.ways[r.id] is after.ways[r.id] for r in after.requests)


@given(scenarios())
def test_copies_of_copies_know_the_ways_of_the_first(scenario):
    known = scenario.ways
    after = scenario.model_copy(update={"name": "Once"}).model_copy(update={"name": "Twice"})
    assert all(after.ways[r.id] is known[r.id] for r in scenario.requests)
    assert after == scenario.model_copy(update={"name": "Twice"})
