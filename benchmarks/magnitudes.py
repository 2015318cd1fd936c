"""Scenarios some of whose figures are a thousand to a billion times too large or too small.

    python benchmarks/magnitudes.py [SCENARIOS] [SEED]

Prints how they ended, with and without a warning that says which figures can't be told apart; a plan that is refused
without one, and one that breaks a limit, is reported.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from typing import Any

from generate import ROOT

sys.path.insert(0, str(ROOT))

import planner
from planner.domain.magnitudes import magnitude_faults
from planner.domain.scope import Scope
from planner.errors import PlannerError, UnsoundError
from tests.truth.generator import scenario

FACTORS = (-6, -3, 3, 6, 9, 12)
"""Powers of ten."""
CHANGED = 0.08
"""Part of all figures that is changed."""
KEPT = ("periods", "format", "availability", "minimum", "decay", "gap", "value", 0, 1)
"""What has a scale of its own, and points of curves."""


def exaggerated(data: Any, dice: random.Random) -> None:
    """Change some figures of a scenario's data in place."""
    for key, value in list(data.items()) if isinstance(data, dict) else list(enumerate(data)):
        if isinstance(value, dict | list):
            exaggerated(value, dice)
        elif isinstance(value, int | float) and key not in KEPT and dice.random() < CHANGED:
            data[key] = value * 10.0 ** dice.choice(FACTORS)


def outcome(seed: int) -> tuple[str, bool]:
    """How one scenario ended, and whether it was said that figures can't be told apart."""
    data = scenario(seed)
    for part in ("pools", "requests", "rules"):
        exaggerated(data.get(part, []), random.Random(seed))
    try:
        given = planner.parse(data)
    except PlannerError:
        return "bad input", True
    is_warned = any(magnitude_faults(Scope(given, {})))
    try:
        plan = planner.solve(given)
    except PlannerError as error:
        if isinstance(error, UnsoundError) and not is_warned:
            print(f"seed {seed}: {error}")
        return type(error).__name__, is_warned
    if plan.certificate.violations:
        print(f"seed {seed}: {plan.certificate.violations}")
    return plan.certificate.status, is_warned


def main() -> None:
    count, first = (int(given) for given in (*sys.argv[1:3], *("300", "0")[len(sys.argv) - 1 :]))
    for (ended, is_warned), times in sorted(Counter(outcome(seed) for seed in range(first, first + count)).items()):
        print(f"{times:5}  {ended}{', warned' if is_warned else ''}")


if __name__ == "__main__":
    main()
