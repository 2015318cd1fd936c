"""Rules as sentences."""

import pytest

from planner.desktop.fields.sentences import parts
from planner.desktop.open.editing.limits import narrowed
from planner.domain.rule import Rule


def test_requests_and_pools_are_called_by_their_names(baseline):
    rule = Rule(name="x", measure="cost", at_most=1, of={"id": baseline.requests[0].id, "pool": baseline.pools[0].id})
    said = " ".join(part.text for part in parts(rule, baseline))
    assert baseline.requests[0].title in said and baseline.pools[0].title in said
    assert baseline.requests[0].id not in said


@pytest.mark.parametrize("limit", [1e-6, 0.26])
def test_a_small_limit_is_not_shown_as_nothing(baseline, limit):
    rule = Rule(name="x", measure="cost", at_most=limit)
    (said,) = (part.text for part in parts(rule, baseline) if part.key == "at_most")
    assert said.startswith(f"{limit:.2g}".replace("e-0", "e-"))


def test_many_names_are_counted(baseline):
    scenario = narrowed(baseline, "Budget", "id", [request.id for request in baseline.requests[:9]])
    said = " ".join(part.text for part in parts(scenario.rule_by_name["Budget"], scenario))
    assert "or 6 more" in said
