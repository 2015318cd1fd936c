"""Amounts with the digits that they are shown with, here and there alike."""

from __future__ import annotations

import math
from collections.abc import Mapping

from planner.domain.scenario import Scenario
from planner.domain.worth import factors_of, leading
from planner.languages.saying import say, sizes

DIGITS = 3
"""Significant digits of a figure in a sentence."""
DUST = 1e-6
"""A part below this is what the solver rounds."""
CUT = 1.0 - 1e-9
"""Scarcity index from which a request earns its GPUs: the cut line."""
LEAST_GAP = 0.001
"""What a gap is said to be within at the least [%]."""


def figure(number: float, digits: int = DIGITS) -> str:
    """A number with a few significant digits and thousands separators: ``1,230``, ``0.0421``."""
    if number == 0 or not math.isfinite(number):
        return "0" if number == 0 else say("no figure")
    places = digits - 1 - math.floor(math.log10(abs(number)))
    return f"{round(number, places):,.{max(places, 0)}f}"


def points_figure(points: float) -> str:
    """Points with three digits, small ones with fewer: ``75.0``, ``0.794``, ``0.066``, ``0.002``."""
    size = abs(points)
    return figure(points, DIGITS if size >= 0.1 or size == 0 else 2 if size >= 0.01 else 1)


def index_figure(index: float) -> str:
    """A finite scarcity index with two decimals; what is below the cut line never reads 1.00."""
    shown = min(index, 0.99) if index < CUT else index
    return f"{shown:.2f}" if shown < 99.995 else "> 99"


def trimmed(number: float, digits: int = DIGITS) -> str:
    """A figure without zeros at its end: ``44``, ``16.5``, ``0.25``."""
    text = figure(number, digits)
    return text.rstrip("0").rstrip(".") if "." in text else text


def count(number: float) -> str:
    """GPUs or people as one counts them: ``44``, ``43.5``, ``0.25``; from a thousand on without a part."""
    places = 0 if abs(number) >= 1000 else 1 if abs(number) >= 1 else 2
    text = f"{number:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def whole(number: float) -> str:
    """GPUs that a plan comes to, of which nobody counts a part: ``480``, ``31``; few of them as ``count`` says."""
    return f"{number:,.0f}" if abs(number) >= 10 else count(number)


def percent(share: float) -> str:
    """``40 %``; all and nothing are said only where they are so."""
    if share <= DUST or share >= 1 - DUST:
        return "0 %" if share <= DUST else "100 %"
    return say("under 1 %") if share < 0.01 else say("over 99 %") if share > 0.99 else f"{100 * share:.0f} %"


def within(part: float) -> str:
    """A gap, rounded up to what is of use: ``0.5 %``, ``0.001 %`` for all that is less, ``more than 1,000 %``."""
    amount = 100 * part
    if not amount < 1000:
        return say("more than 1,000 %")
    places = max(-math.floor(math.log10(amount)), 0) if amount > LEAST_GAP else 3
    rounded = math.ceil(amount * 10**places - DUST) / 10**places
    return f"{max(rounded, LEAST_GAP):,.{places}f} %"


def short(number: float, digits: int = 2) -> str:
    """``4.2 M``, ``850 k``"""
    shown = float(f"{number:.{digits}g}")  # 999,600 is 1.0 M, and not 1,000 k
    for size, letter in sizes():
        if abs(shown) >= size:
            return f"{figure(shown / size, digits)} {letter}"
    return figure(number, digits)


def signed(number: float) -> str:
    """``+1.23``, ``−45.0``, ``0``"""
    if number == 0:
        return "0"
    size = points_figure(abs(number)) if abs(number) < 1e5 else short(abs(number))
    return f"{'−' if number < 0 else '+'}{size}"


def narrow(amount: float, columns: int) -> str:
    """An amount in so many columns of a table: in full, in thousands, millions …, or by its power of ten."""
    for power, unit in enumerate(("", " k", " M", " G", " T")):
        if len(words := f"{amount / 1000**power:,.0f}{unit}") <= columns:
            return words
    return f"{amount:.{max(columns - 6, 0)}e}".replace("e+0", "e").replace("e+", "e")


def narrow_points(points: float) -> str:
    """Points in at most six columns of a table."""
    return narrow(points, 6) if abs(points) >= 999.995 else f"{points:.2f}"


def behind(scenario: Scenario, change: float, metrics: Mapping[str, float]) -> str:
    """A difference between two plans in the metric with the largest weight: ``about 4.2 M revenue``.

    ``change`` is in points, ``metrics`` is what is captured more of each. Where that metric goes the other way than the
    points: ``though 1.2 M more revenue``. Empty where points are that metric, or it is the same.
    """
    metric = leading(scenario)
    amount, unit, named = metrics.get(metric, 0.0), metric_unit(scenario, metric), brought_words(scenario, metric)
    if amount * change == 0 or (are_points(scenario) and metric in factors_of(scenario)):
        return ""
    if amount * change > 0:
        return say("about {amount} {metric}", amount=short(abs(amount)), metric=f"{unit}{named}")
    more = say("though {amount} {unit}more {metric}", amount=short(abs(amount)), unit=unit, metric=named)
    less = say("though {amount} {unit}less {metric}", amount=short(abs(amount)), unit=unit, metric=named)
    return more if amount > 0 else less


def metric_unit(scenario: Scenario, metric: str) -> str:
    """What a metric is counted in, as it stands before its name: ``USD ``; nothing where that is not said."""
    described = scenario.value.metrics.get(metric)
    return f"{described.unit} " if described and described.unit else ""


def brought_words(scenario: Scenario, metric: str) -> str:
    """What is brought of a metric: ``revenue``; where confidence discounts it, ``expected revenue``."""
    named = metric.replace("_", " ")
    return say("expected {metric}", metric=named) if scenario.value.is_expected else named


def are_points(scenario: Scenario) -> bool:
    """Whether only one metric counts, and a unit of it is said to be a point."""
    counted = [factor for factor in factors_of(scenario).values() if factor > 0]
    return counted == [1.0] and bool(scenario.yardstick or scenario.value.scale == "raw")
