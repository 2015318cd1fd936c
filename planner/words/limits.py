"""A limit that a plan reaches, in a sentence: the same in the plan, on the screen and in the app."""

from __future__ import annotations

from planner.domain.scenario import Scenario
from planner.words.measures import amount_words
from planner.words.names import counted, people_of, server, who

type Part = str
"""Where it is reached, as it goes on in the sentence: nothing, ``in 2027-02``, ``in every month``, ``for red``."""


def reached_sentence(
    scenario: Scenario, kind: str, name: str, amount: float | None = None, part: Part = "", *, is_lower: bool = False
) -> str:
    """``All 44 full-time ml-engineers are busy in 2027-04.``

    ``kind``: pool, on demand, people or rule. ``amount``: how much there is, in the limit's own unit; None: it is not
    the same everywhere. ``is_lower``: it is what a rule promises, and no upper limit.
    """
    where = f" {part}" if part else ""
    if kind == "rule":
        rule = scenario.rule_by_name[name]
        said = "is kept, and no more" if is_lower else "reaches its limit"
        limit = "" if amount is None else f": {amount_words(rule.measure, amount, scenario.currency)}"
        return f"{name} {said}{where}{limit}."
    if kind == "people":
        return f"{_all(f'full-time {who(name)}' if amount is None else people_of(name, amount))} busy{where}."
    pool = scenario.pool_by_id[name]
    noun = server(scenario, name)
    usable = "" if kind == "on demand" else "usable "
    them = f"{usable}{noun}s" if amount is None else counted(amount, f"{usable}{noun}")
    if kind == "on demand":
        return f"{_all(f'{them} that can be rented for {pool.title}')} rented{where}."
    return f"{_all(f'{them} of {pool.title}')} used{where}."


def _all(them: str) -> str:
    """``All 44 of them are``, ``The 1 of them is``"""
    return f"The {them} is" if them.startswith("1 ") else f"All {them} are"
