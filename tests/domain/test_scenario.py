"""What a scenario tells of itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import scenarios


@given(scenarios(), st.data())
def test_requests_come_with_all_that_they_need_and_with_nothing_else(scenario, data):
    names = sorted(scenario.request_by_id)
    asked = set(data.draw(st.lists(st.sampled_from(names))))
    found = scenario.with_required(asked)
    assert asked <= found
    for request in scenario.requests:
        needing = {q for q in found if request.id in scenario.request_by_id[q].requires}
        assert (request.id in found) == (request.id in asked or bool(needing))


@given(scenarios())
def test_a_copy_knows_its_own_rules_by_name(scenario):
    assert list(scenario.rule_by_name) == [rule.name for rule in scenario.rules]
    assert scenario.model_copy(update={"rules": ()}).rule_by_name == {}
