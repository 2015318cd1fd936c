"""What rules measure, and the amounts that limit it."""

from __future__ import annotations

from typing import NamedTuple

from planner.domain.rule import UNITS, Measure, attribute_of
from planner.languages.saying import say


class Noun(NamedTuple):
    """What a measure is called, by where that stands."""

    title: str
    """In the sentence of a rule: ``share of the GPU-hours of team research: at least 15 %``."""
    the: str
    """In a conflict: ``the part of the usable GPU-hours of team research is at least 15 %``."""
    expected: str
    """In an expectation: ``expected the share of GPU-hours of team research at least 15 % of the usable GPU·h``."""


MEASURES: dict[Measure, Noun] = {
    "cost": Noun("cost", "the cost", "cost"),
    "gpu_hours": Noun("GPU-hours", "the GPU-hours", "GPU-hours"),
    "gpu_share": Noun("share of the GPU-hours", "the part of the usable GPU-hours", "the share of GPU-hours"),
    "value": Noun("value", "the value captured", "value"),
    "funded": Noun("number funded", "the number funded", "funded"),
    "energy_kwh": Noun("energy", "the energy", "energy"),
    "carbon_kg": Noun("carbon", "the carbon", "carbon"),
    "power_kw": Noun("power", "the power", "power"),
}
SIDES = {"at_least": "at least", "at_most": "at most"}
"""The limits that a rule may have, lower first."""


def noun_of(measure: str) -> Noun:
    """What a measure is called; an attribute by its own name: ``legal reviews``."""
    if (attribute := attribute_of(measure)) is None:
        return MEASURES[measure]  # type: ignore[index]
    words = attribute.replace("_", " ")
    return Noun(words, f"the {words}", words)


def unit_of(measure: str, currency: str) -> str:
    """``GPU·h``, ``of the usable GPU·h``; of cost the currency, of an attribute what it is called."""
    if (attribute := attribute_of(measure)) is not None:
        return attribute.replace("_", " ")
    return UNITS[measure] or currency


def is_counted(measure: str) -> bool:
    """Whether it counts the requests that are served, or what they take once, and needs no unit in a sentence."""
    return measure == "funded" or attribute_of(measure) is not None


def limit_words(measure: str, amount: float) -> str:
    """A limit without its unit: ``3,500,000``, or ``15 %`` of a share."""
    if measure == "gpu_share":
        return f"{100 * amount:.4g} %"
    return f"{amount:,.0f}" if abs(amount) >= 1000 else f"{amount:,.4g}"


def amount_words(measure: str, amount: float, currency: str) -> str:
    """An amount with its unit: ``3,500,000 USD``, ``1 request``, ``15 % of the usable GPU-hours``."""
    said, unit = limit_words(measure, amount), UNITS_SAID.get(measure) or unit_of(measure, currency)
    unit = unit.removesuffix("s") if said == "1" and measure == "funded" else unit
    return say("{amount} {unit}", amount=said, unit=say(unit))


UNITS_SAID: dict[str, str] = {"gpu_hours": "GPU-hours", "gpu_share": "of the usable GPU-hours"}
"""Units that are said otherwise in a sentence than at the head of a table."""
