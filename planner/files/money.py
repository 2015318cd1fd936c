"""Amounts of money in several currencies: ``1200 EUR`` or ``{EUR: 1200}`` wherever money stands.

They become numbers in the scenario's currency when a scenario is read, by its ``rates``; the domain knows one currency.
What has no rate stays as it is written, and is refused as no number.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from planner.domain.scenario import Scenario
from planner.errors import Path
from planner.files.places import Map, Seq
from planner.files.scalars import resolve

EACH = "*"
PRICED: tuple[tuple[str, ...], ...] = (
    ("pools", EACH, "cost_per_gpu_hour"),
    ("pools", EACH, "cost_per_node_hour"),
    ("pools", EACH, "on_demand", "cost_per_gpu_hour"),
    ("accelerators", EACH, "on_demand_per_hour"),
    ("requests", EACH, "cost"),
    ("requests", EACH, "options", EACH, "cost"),
)
"""Where money stands whatever else is said; besides, metrics, and limits on cost."""
MONEY = frozenset({path[-1] for path in PRICED} | {"at_most", "at_least"})
"""Fields that may say an amount in a currency: ``{EUR: 1200}``."""
_CODE = re.compile(r"[A-Z]{3}")
_AMOUNT = re.compile(
    r"(?P<code>[A-Z]{3})\s*(?P<after>[-+\d.][\w.+-]*)|(?P<before>[-+\d.][\w.+-]*?)\s*(?P<unit>[A-Z]{3})"
)

type Change = Callable[[Any, str], Any]
"""What becomes of a value, under its key."""


class Rates:
    """What one of each currency is worth in the scenario's own."""

    def __init__(self, own: str, rates: Mapping[Any, Any]) -> None:
        self.worth = {str(code): float(rate) for code, rate in rates.items() if _is_number(rate) and rate > 0}
        self.worth[own] = 1.0

    def converted(self, value: Any, into: str = "") -> Any:
        """An amount as a number, wherever it stands in steps or lists; into the scenario's currency, or another one.

        What is no amount in a currency with a rate stays as it is.
        """
        if (amount := self._amount(value)) is not None:
            number, code = amount
            return number if code == into else number * self.worth[code] / (self.worth[into] if into else 1.0)
        if isinstance(value, dict | list | tuple):
            return _mapped(value, lambda each, _: self.converted(each, into))
        return value

    def _amount(self, value: Any) -> tuple[float, str] | None:
        """A number and its currency."""
        if isinstance(value, str) and (found := _AMOUNT.fullmatch(value.strip())):
            code, number = found["code"] or found["unit"], resolve(found["after"] or found["before"])
        elif isinstance(value, dict) and len(value) == 1:
            ((code, number),) = value.items()
        else:
            return None
        return (number, code) if _is_number(number) and code in self.worth else None


def in_own_currency(data: dict[str, Any]) -> dict[str, Any]:
    """A scenario's data with every amount of money as a number in the scenario's currency; places are kept."""
    own, given = data.get("currency"), data.get("rates")
    rates = Rates(own if isinstance(own, str) else "USD", given if isinstance(given, dict) else {})
    for path in PRICED:
        data = _replaced(data, path, lambda value, _: rates.converted(value))
    units = _units(data)

    def metric(value: Any, name: str) -> Any:
        unit = units.get(name, "")
        return rates.converted(value, unit) if not unit or unit in rates.worth else value

    def limit(value: Any, _: str) -> Any:
        if not isinstance(value, dict) or value.get("measure") != "cost":
            return value
        return _replaced(_replaced(value, ("at_most",), price), ("at_least",), price)

    def price(value: Any, _: str) -> Any:
        return rates.converted(value)

    for path, change in (
        (("requests", EACH, "metrics", EACH), metric), (("rules", EACH), limit), (("expect", EACH), limit)
    ):  # fmt: skip
        data = _replaced(data, path, change)
    return data


def in_currency_of(scenario: Scenario, steps: Sequence[str | int], value: Any) -> Any:
    """What is typed for a price, a cost or a metric as a number in the currency that it counts in; else as it is."""
    rates = Rates(scenario.currency, scenario.rates)
    if steps and steps[-1] in {path[-1] for path in PRICED}:
        alone = value[0] if isinstance(value, list) and len(value) == 1 else value  # a word where a list may stand
        return after if (after := rates.converted(alone)) is not alone else value
    if steps[-2:-1] == ("metrics",):
        about = scenario.value.metrics.get(str(steps[-1]))
        unit = about.unit if about is not None else ""
        return rates.converted(value, unit) if not unit or unit in rates.worth else value
    return value


def rateless(value: Any, path: Path) -> str:
    """The currency of a mapping ``{CHF: 1200}`` that is still one where money stands: no rate is known of it."""
    is_money = bool(path) and (path[-1] in MONEY or path[-2:-1] == ("metrics",))
    codes = [str(code) for code in value] if is_money and isinstance(value, dict) else []
    return " and ".join(codes) if codes and all(map(_CODE.fullmatch, codes)) else ""


def _units(data: dict[str, Any]) -> dict[str, str]:
    """What the scenario says that metrics are counted in."""
    value = data.get("value")
    described = value.get("metrics") if isinstance(value, dict) else None
    if not isinstance(described, dict):
        return {}
    return {str(name): str(about.get("unit", "")) for name, about in described.items() if isinstance(about, dict)}


def _replaced(node: Any, path: tuple[str, ...], change: Change, key: str = "") -> Any:
    """The data with what stands at a path changed; where nothing does, the very same data."""
    if not path:
        return change(node, key)
    step, rest = path[0], path[1:]
    if step == EACH:
        return _mapped(node, lambda value, name: _replaced(value, rest, change, name))
    if not isinstance(node, dict) or step not in node:
        return node
    value = _replaced(node[step], rest, change, step)
    return node if value is node[step] else _with(node, {step: value})


def _mapped(node: Any, change: Change) -> Any:
    """A mapping or a list with each value changed; the same one where none is."""
    if isinstance(node, dict):
        fresh = {key: after for key, value in node.items() if (after := change(value, str(key))) is not value}
        return _with(node, fresh) if fresh else node
    if not isinstance(node, list | tuple):
        return node
    values = [change(value, "") for value in node]
    if all(after is value for after, value in zip(values, node, strict=True)):
        return node
    return Seq(values, node.places) if isinstance(node, Seq) else values


def _with(node: dict[str, Any], fresh: dict[str, Any]) -> dict[str, Any]:
    return Map({**node, **fresh}, node.places) if isinstance(node, Map) else {**node, **fresh}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
