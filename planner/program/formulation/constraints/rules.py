"""Named limits and promises: one family for budgets, guarantees, caps, counts and carbon."""

from __future__ import annotations

import math
from collections.abc import Container

from planner.domain.rule import attribute_of
from planner.program.formulation.constraints.promises import kept
from planner.program.formulation.constraints.rows import Rows, at_least, at_most
from planner.program.formulation.measures import measured
from planner.program.formulation.selection import choose, each
from planner.program.formulation.unpayable import unpayable
from planner.program.formulation.variables import Terms, Variables, summed

NEAR_ONE = (1 / 64, 64.0)
"""Largest coefficient of a row that needs no other unit."""


def rules(v: Variables) -> Rows:
    """sum measure(selection) <= at_most,  >= at_least   for every enabled rule, and each period, team … that it names

    A promise of GPUs asks for no more than those it is made to: see ``promises``. A divisible request counts as funded,
    and with its attributes, for ``at_least`` only when it is served in full, for ``at_most`` as soon as it is served at
    all. What a limit makes ``unpayable`` has a row of its own: it stays at 0.
    """
    for rule in sorted(v.grid.scenario.rules, key=lambda rule: rule.name):
        if not rule.enabled:
            continue
        for name, selection in each(rule, v.grid):
            chosen = choose(selection, v.grid)
            terms, constant = measured(v, rule.measure, chosen)
            if rule.at_most is not None:
                never = unpayable(v, terms, rule.at_most - constant)
                terms = [(column, amount) for column, amount in terms if column not in never] if never else terms
                yield at_most((rule.name, name, "unpayable"), [(column, 1.0) for column in sorted(never)], 0.0)
            unit = _unit(terms)
            if rule.at_most is not None:
                yield at_most((rule.name, name, "at_most"), terms, rule.at_most - constant, unit)
            if (rule.name, name) in v.promises:
                yield from kept(v, v.promises[rule.name, name], unit)
            elif rule.at_least is not None:
                if rule.measure == "funded" or attribute_of(rule.measure) is not None:
                    counted = {column for column, _ in terms}
                    yield from _served_in_full(v, counted, rule.name)
                yield at_least((rule.name, name, "at_least"), terms, rule.at_least - constant, unit)


def _unit(terms: Terms) -> float:
    """What a row counts in: a power of two that brings its coefficients near 1, so that the solver's tolerance means
    the same in every row, and whole numbers that are small stay whole.
    """
    return unit_of(max((abs(coefficient) for _, coefficient in terms), default=1.0))


def unit_of(largest: float) -> float:
    """What a row counts in whose largest coefficient this is; 0: all that it counts is worth nothing any more."""
    return 1.0 if largest == 0 or NEAR_ONE[0] <= largest <= NEAR_ONE[1] else 2.0 ** round(math.log2(largest))


def _served_in_full(v: Variables, counted: Container[int], rule: str) -> Rows:
    """z <= share   for every way of any share whose z is counted"""
    for w in v.ways:
        if w.chosen in counted and w.chosen is not None and w.way.minimum == 0:
            hours = w.way.open_hours(v.grid.hours)
            total = sum(hours.values())
            share: Terms = [(w.total, 1.0)] if w.way.is_job else [(w.share[t], h / total) for t, h in hours.items()]
            # a share that is held from latest_start on is one column for several periods
            yield at_least((rule, w.label, "in full"), [*summed(share), (w.chosen, -1.0)], 0.0)
