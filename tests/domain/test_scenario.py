"""What a scenario tells of itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planner.domain.rule import Rule
from planner.domain.scenario import KEYS
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


@given(scenarios(), st.data())
def test_elements_are_replaced_where_they_stand_and_all_else_stays(scenario, data):
    others = [
        *(r.model_copy(update={"name": "other"}) for r in scenario.requests),
        *(p.model_copy(update={"name": "other"}) for p in scenario.pools),
        *(rule.model_copy(update={"notes": "other"}) for rule in scenario.rules),
    ]
    wanted = data.draw(st.lists(st.sampled_from(others), unique_by=id) if others else st.just([]))
    after = scenario.replacing(*wanted)
    for old, new in [
        *zip(scenario.requests, after.requests, strict=True),
        *zip(scenario.pools, after.pools, strict=True),
        *zip(scenario.rules, after.rules, strict=True),
    ]:
        assert new is next((each for each in wanted if type(each) is type(old) and named(each) == named(old)), old)
    assert after.model_copy(update=dict.fromkeys(KEYS, ())) == scenario.model_copy(update=dict.fromkeys(KEYS, ()))


def named(element):
    return element.name if isinstance(element, Rule) else element.id
