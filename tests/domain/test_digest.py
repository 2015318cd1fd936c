"""The fingerprint of a scenario: of all that it says, in whatever order it says it."""

from __future__ import annotations

import hashlib
import json

from hypothesis import given

from planner.domain.digest import digest
from tests.strategies import scenarios


@given(scenarios())
def test_it_is_that_of_the_whole_scenario_as_sorted_json(scenario):
    data = scenario.model_dump(
        mode="json", exclude={"yardstick", "rates", "assumptions"}
    )  # none is stated, and rates are notation
    for name, key in (("pools", "id"), ("requests", "id"), ("rules", "name"), ("people", "role")):
        data[name] = sorted(data[name], key=lambda noun: noun[key])
    data["hardware"] = {
        name: device.model_dump(mode="json")
        for name, device in scenario.hardware.items()
        if name in {pool.accelerator for pool in scenario.pools}
    }
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert digest(scenario) == hashlib.sha256(text.encode()).hexdigest()


@given(scenarios())
def test_the_order_of_requests_and_pools_says_nothing(scenario):
    update = {"requests": scenario.requests[::-1], "pools": scenario.pools[::-1], "rules": scenario.rules[::-1]}
    assert digest(scenario.model_copy(update=update)) == digest(scenario)


@given(scenarios())
def test_one_changed_figure_is_another_scenario(scenario):
    before = digest(scenario)
    first, *rest = scenario.requests
    changed = first.model_copy(update={"cost": 123_456.0})
    assert digest(scenario.model_copy(update={"requests": (changed, *rest)})) != before
    assert digest(scenario) == before
