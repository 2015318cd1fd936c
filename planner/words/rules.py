"""A rule in words, beside others with which it can't hold."""

from __future__ import annotations

from planner.domain.rule import Rule, attribute_of
from planner.domain.scenario import Scenario
from planner.languages.saying import say
from planner.words.measures import SIDES, is_counted, limit_words, noun_of, unit_of
from planner.words.selections import NOUNS, selection_words


def rule_words(rule: Rule, scenario: Scenario) -> str:
    """``Budget: the cost of everything is at most 3,500,000 USD``"""
    has_unit = rule.measure not in ("gpu_share", "gpu_hours") and not is_counted(rule.measure)
    unit = f" {unit_of(rule.measure, scenario.currency)}" if has_unit else ""
    limits = [
        f"{say(word)} {limit_words(rule.measure, amount)}{unit}"
        for side, word in SIDES.items()
        if (amount := getattr(rule, side)) is not None
    ]
    each = say(NOUNS[rule.each]) if rule.each else ""
    part = say(" in each {noun}" if rule.each == "period" else " for each {noun}", noun=each) if each else ""
    of = selection_words(rule.of, scenario) or say("everything")
    what = say("{measure} of {selection}{part}", measure=say(noun_of(rule.measure).the), selection=of, part=part)
    is_many = rule.measure == "gpu_hours" or attribute_of(rule.measure) is not None
    text = "{rule}: {what} are {limits}" if is_many else "{rule}: {what} is {limits}"
    return say(text, rule=rule.name, what=what, limits=say(" and ").join(limits))
