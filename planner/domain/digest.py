"""A fingerprint of what was solved."""

from __future__ import annotations

import hashlib

from planner.domain.base import canonical
from planner.domain.scenario import KEYS, Scenario
from planner.domain.worth import inherited


def digest(scenario: Scenario) -> str:
    """SHA-256 of a scenario, defaults filled in, that does not depend on the order in which it is written."""
    data = scenario.model_dump(mode="json", exclude={*KEYS, "yardstick", "rates", "assumptions"})
    if yardstick := scenario.yardstick or inherited(scenario):
        data["yardstick"] = yardstick
    used = {pool.accelerator for pool in scenario.pools}
    data["hardware"] = {n: a.model_dump(mode="json") for n, a in sorted(scenario.hardware.items()) if n in used}
    parts = {name: canonical(part) for name, part in data.items()}
    for name, key in KEYS.items():  # they have an order in the file, and none in meaning
        nouns = sorted(getattr(scenario, name), key=lambda noun: str(getattr(noun, key)))
        parts[name] = f"[{','.join(noun.canonical for noun in nouns)}]"
    text = ",".join(f'"{name}":{part}' for name, part in sorted(parts.items()))
    return hashlib.sha256(f"{{{text}}}".encode()).hexdigest()
