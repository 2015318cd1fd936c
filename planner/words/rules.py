"""A rule in words, beside others with which it can't hold."""

from __future__ import annotations

from planner.domain.rule import Rule
from planner.domain.scenario import Scenario
from planner.words.measures import MEASURES, SIDES, limit_words, unit_of
from planner.words.selections import NOUNS, selection_words


def rule_words(rule: Rule, scenario: Scenario) -> str:
    """``Budget: the cost of everything is at most 3,500,000 USD``"""
    unit = (
        "" if rule.measure in ("gpu_share", "funded", "gpu_hours") else f" {unit_of(rule.measure, scenario.currency)}"
    )
    limits = [
        f"{word} {limit_words(rule.measure, amount)}{unit}"
        for side, word in SIDES.items()
        if (amount := getattr(rule, side)) is not None
    ]
    part = f" {'in' if rule.each == 'period' else 'for'} each {NOUNS[rule.each]}" if rule.each else ""
    what = f"{MEASURES[rule.measure].the} of {selection_words(rule.of, scenario) or 'everything'}{part}"
    verb = "are" if rule.measure == "gpu_hours" else "is"
    return f"{rule.name}: {what} {verb} {' and '.join(limits)}"
