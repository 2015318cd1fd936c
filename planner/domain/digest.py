"""A fingerprint of what was solved."""

from __future__ import annotations

import hashlib
import json

from planner.domain.scenario import Scenario


def digest(scenario: Scenario) -> str:
    """SHA-256 of a scenario, defaults filled in, that does not depend on the order in which it is written."""
    data = scenario.model_dump(mode="json")
    for name, key in (("pools", "id"), ("requests", "id"), ("rules", "name"), ("people", "role")):
        data[name] = sorted(data[name], key=lambda item: str(item[key]))
    used = {pool.accelerator for pool in scenario.pools}
    data["hardware"] = {n: a.model_dump(mode="json") for n, a in sorted(scenario.hardware.items()) if n in used}
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
