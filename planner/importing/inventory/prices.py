"""What clouds ask for an hour of a GPU: a table of offers, or a tree from card to place to price."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Any

from planner.errors import Fault, InputError
from planner.files.sheets import Sheet, listed
from planner.importing.inventory.columns import Layout, laid_out
from planner.importing.inventory.headings import columns_of, header_of, in_gb, number_of, unmerged

HEADINGS = {
    "card": ("gpu type", "gpu model", "gpu name", "gpu", "accelerator", "accelerator name", "card", "model"),
    "gpus": ("gpus", "gpu count", "accelerator count", "num gpus", "number of gpus", "gpus per instance"),
    "memory": ("gpu memory", "gpu mem", "vram"),
    "price": (
        *("per gpu", "per gpu hour", "price per gpu hour", "price per gpu", "cost per gpu hour", "usd per gpu hour"),
        *("gpu hour price", "gpu hour", "on demand per gpu hour"),
    ),
    "instance_price": (
        *("on demand", "on demand price", "on demand usd", "price per hour", "hourly price", "price", "hourly"),
        "cost per hour",
    ),
    "spot": ("spot", "is spot", "preemptible"),
    "region": ("region", "location", "zone", "availability zone"),
    "provider": ("cloud", "provider", "vendor", "company"),
}
"""What people call each column, the plainest first."""
FIELDS = {
    "card": "GPU model",
    "gpus": "GPUs of the instance",
    "memory": "memory of a GPU",
    "price": "price of a GPU-hour",
    "instance_price": "price of the instance's hour",
    "spot": "whether it is a spot price",
    "region": "region",
    "provider": "provider",
}
"""The same in words."""
_CURRENCIES = {"$": "USD", "usd": "USD", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP", "¥": "JPY", "cny": "CNY"}
_ON_DEMAND = re.compile(r"on.?demand|^price|per.?hour|hourly", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Offer:
    """What one hour of one device costs on demand."""

    names: tuple[str, ...]
    """What the list calls the card, the most trusted name first."""
    price: float
    """Of one device [currency per GPU·h]."""
    place: str = ""
    """Region, or who offers it where the list knows no regions."""
    memory_gb: float | None = None

    def at_rate(self, rate: float) -> Offer:
        """The same in another currency, of which one of its own is worth ``rate``."""
        return self if rate == 1.0 else replace(self, price=self.price * rate)


@dataclass(slots=True)
class Prices:
    """What a price list says."""

    offers: list[Offer] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)
    currency: str = ""
    """As a code; empty where the list does not say it."""
    layout: Layout | None = None
    """Its columns, where it is a table."""


def is_price_list(sheet: Sheet) -> bool:
    """Whether a table has cards and what an hour of them costs."""
    at = columns_of(sheet.rows[header_of(sheet.rows, HEADINGS)], HEADINGS)
    return "card" in at and bool(at.keys() & {"price", "instance_price"})


def price_layout(sheet: Sheet, told: Mapping[str, str]) -> Layout:
    """What the columns of a price list are. Raises InputError where one is told to be what none can be."""
    return laid_out(sheet, HEADINGS, told)


def listed_prices(sheet: Sheet, label: str, told: Mapping[str, str] | None = None) -> Prices:
    """The offers of a table: the price of one GPU, or of an instance by its GPUs. Rows without either are said.

    ``told``: what columns are, by their headings. Raises InputError where there is no column of cards, or of prices.
    """
    layout = price_layout(sheet, told or {})
    first, at = layout.first, layout.at
    header, rows = sheet.rows[first], sheet.rows[first + 1 :]
    if "card" not in at or not at.keys() & {"price", "instance_price"}:
        lacks = "the GPU's model" if "card" not in at else "its price"
        named = listed([column.heading for column in layout.columns])
        raise InputError([Fault(f"has no column of {lacks}; it has {named}", (), label)])
    headings = {name: header.cells[index] for name, index in at.items()}
    figures = ("price", "instance_price", "gpus")
    doubts = [*unmerged(sheet, first, {at[name] for name in figures if name in at}, label)]
    found = Prices(currency=_currency([headings.get(name, "") for name in figures[:2]]), layout=layout)
    found.doubts += doubts
    unpriced: list[int] = []
    for row in rows:
        cells = {name: row.cells.get(index, "") for name, index in at.items()}
        price = _price(cells)
        if price is None:
            unpriced.append(row.number)
        elif str(cells["card"]).strip() and not _is_spot(cells):
            found.offers.append(_offer(cells, headings, price))
        found.currency = found.currency or _currency([cells.get(name, "") for name in figures[:2]])
    if unpriced:
        message = f"rows without a price of one GPU are left out: {listed([str(row) for row in unpriced])}"
        found.doubts.append(Fault(message, (), label, unpriced[0], warning=True))
    return found


def is_price_tree(data: Any) -> bool:
    """Whether a tree leads from card to place to prices."""
    return isinstance(data, Mapping) and next(_leaves(data), None) is not None


def tree_prices(data: Mapping[str, Any], label: str) -> Prices:
    """The offers of a tree; what has no price on demand is said."""
    found = Prices()
    for card, place, said in _places(data):
        key = next((key for key in said if _ON_DEMAND.search(str(key))), None)
        price = number_of(said[key]) if key is not None else None
        if price is None:
            found.doubts.append(Fault(f"{card} in {place} has no price on demand", (), label, warning=True))
        else:
            found.offers.append(Offer((card,), price, place))
            found.currency = found.currency or _currency([str(key)])
    return found


def by_place(offers: list[tuple[str, Offer]]) -> dict[tuple[str, str], float]:
    """The median price of each accelerator in each place, and of the accelerator in all places under ``""``."""
    prices = defaultdict[tuple[str, str], list[float]](list)
    for accelerator, offer in offers:
        for place in {offer.place, ""}:
            prices[accelerator, place].append(offer.price)
    return {key: float(f"{median(each):.6g}") for key, each in prices.items()}


def _price(cells: Mapping[str, Any]) -> float | None:
    each = number_of(cells.get("price", ""))
    if each is not None:
        return each
    whole, gpus = number_of(cells.get("instance_price", "")), number_of(cells.get("gpus", 1))
    return whole / gpus if whole is not None and gpus else None


def _offer(cells: Mapping[str, Any], headings: Mapping[str, Any], price: float) -> Offer:
    card = str(cells["card"]).strip()
    memory = in_gb(cells.get("memory", ""), headings.get("memory", ""))
    names = (f"{card} {memory:.0f}GB", card) if memory else (card,)
    place = str(cells.get("region") or cells.get("provider") or "").strip()
    return Offer(names, price, place)


def _is_spot(cells: Mapping[str, Any]) -> bool:
    """Whether a row is a price of what can be taken away; a column of spot prices says nothing of its rows."""
    return str(cells.get("spot", "")).casefold() in ("true", "yes", "spot", "preemptible")


def _currency(texts: list[Any]) -> str:
    said = " ".join(map(str, texts)).casefold()
    return next((code for sign, code in _CURRENCIES.items() if sign in said), "")


def _leaves(data: Mapping[str, Any]) -> Iterator[str]:
    yield from (str(key) for _, _, said in _places(data) for key in said if _ON_DEMAND.search(str(key)))


def _places(data: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    for card, places in data.items():
        for place, said in places.items() if isinstance(places, Mapping) else ():
            if isinstance(said, Mapping):
                yield str(card), str(place), said
