"""What a scenario expects of its plan, and by how much the plan misses it."""

from __future__ import annotations

import math

from planner.domain.measured import measure
from planner.domain.plan import Plan
from planner.domain.rule import Expectation
from planner.words.measures import SIDES, noun_of, unit_of
from planner.words.selections import selection_words

TOLERANCE = 1e-6
"""Part of a figure that it may miss its limit by: the solver's rounding."""


def failures(plan: Plan) -> tuple[str, ...]:
    """One sentence for each expectation that does not hold, with by how much; empty where all hold."""
    found = (failure(plan, expectation) for expectation in plan.scenario.expect)
    return tuple(sentence for sentence in found if sentence)


def failure(plan: Plan, expected: Expectation) -> str:
    """By how much one expectation fails; empty where it holds."""
    if expected.funds is not None or expected.declines is not None:
        return _decided(plan, expected.funds or expected.declines or "", funded=expected.funds is not None)
    return _measured(plan, expected)


def _decided(plan: Plan, request: str, funded: bool) -> str:
    row, title = plan.row(request), plan.scenario.request_by_id[request].title
    if (row["decision"] != "decline") is funded:
        return ""
    if not funded:
        return f"expected {title} to be declined, but the plan {row['decision']}s it"
    index = float(row["scarcity_index"])
    far = f" at a scarcity index of {index:.3g}" if math.isfinite(index) else ""
    return f"expected {title} to be funded, but the plan declines it{far}"


def _measured(plan: Plan, expected: Expectation) -> str:
    assert expected.measure is not None
    amount = measure(plan, expected.measure, expected.of)
    least = measure(plan, expected.measure, expected.of, is_least=True)
    unit = unit_of(expected.measure, plan.scenario.currency)
    slack = TOLERANCE * max(abs(amount), 1.0)
    if expected.at_least is not None and least < expected.at_least - slack:
        wanted, limit, amount = SIDES["at_least"], expected.at_least, least
    elif expected.at_most is not None and amount > expected.at_most + slack:
        wanted, limit = SIDES["at_most"], expected.at_most
    else:
        return ""
    of = selection_words(expected.of, plan.scenario)
    what = noun_of(expected.measure).expected + (f" of {of}" if of else "")
    size, sign = (100.0, " %") if expected.measure == "gpu_share" else (1.0, "")
    by = size * abs(amount - limit)
    has, off = (f"{_digits(number, by)}{sign}" for number in (size * amount, by))
    return f"expected {what} {wanted} {_digits(size * limit)}{sign} {unit}, but the plan has {has}: off by {off}"


def _digits(number: float, by: float = 0.0) -> str:
    """A figure with as many decimals as it takes to see three digits of what it is off ``by``; 0: all it has."""
    places = max(2 - math.floor(math.log10(by)), 0) if by else 6
    text = f"{number:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
