"""What a request needs, as people write it: ``96x H100``, ``180k GPU-hours``, ``64 A100 80GB for 6 weeks``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from planner.domain.cards import recognised
from planner.domain.inventory import Accelerator
from planner.files.card_names import card_names
from planner.files.catalogue import catalogue
from planner.importing.backlog.amounts import SIZES, amount_of, looks_numeric
from planner.importing.backlog.dates import Span, found_in

HOURS = {
    "h": 1.0,
    "hour": 1.0,
    "hr": 1.0,
    "day": 24.0,
    "week": 168.0,
    "month": 730.0,
    "quarter": 2190.0,
    "year": 8760.0,
    "stunde": 1.0,
    "tag": 24.0,
    "woche": 168.0,
    "monat": 730.0,
    "quartal": 2190.0,
    "jahr": 8760.0,
}
"""Hours of what a time is given in; of a month the mean over a year [h]."""
LONGEST = 200
_SIZE = "|".join(sorted(SIZES, key=len, reverse=True))
_COUNT = rf"(?P<count>\d[\d.,'’_]*(?: \d{{3}}(?!\d))*(?:\s?(?:{_SIZE})\b)?)"
_LASTING = re.compile(
    r"(?:\bfor\b|\bover\b|\bfür\b|\büber\b|,|×|\bx\b)?\s*(\d+(?:[.,]\d+)?)\s*-?"
    r"(hour|hr|day|week|month|quarter|year|stunde|tag|woche|monat|quartal|jahr)(?:s|e|n)?$"
)
_NODES = re.compile(
    r"^(\d+)\s*(?:nodes?|servers?|hosts?|machines?)\s*(?:of|with|x|×|à|a)\s*"
    r"|^(\d+)\s*[x×]\s*(?=\d+\s*[x×]|\d+ +(?!gi?b)[a-z])"
)
_WORK = re.compile(
    rf"{_COUNT}\s*(?P<card>[\w .+-]*?)[\s·*-]*(?:hours?|hrs?|h|std|stunden)\b\.?\s*(?:(?:on|of|at)\b|@)?\s*(?P<on>.*)"
)
_HELD = re.compile(rf"{_COUNT}\s*(?:[x×*]\s*)?(?P<card>.*)")
_TURNED = re.compile(rf"(?P<card>[^\d\s].*?)\s*[x×*:]\s*{_COUNT}")
_UNSAID = re.compile(
    r"\b(?:gpus?|cards?|accelerators?|devices?|units|instances?|pieces|pcs|nvidia gpus?|on|of|the|24/7)\b"
)


type Cards = tuple[tuple[str, str], ...]
"""Names of cards in small letters, each with the accelerator that it is."""


class Demanded(NamedTuple):
    """What a text asks for."""

    gpus: float | None = None
    """GPUs held [GPU]."""
    gpu_hours: float | None = None
    """Work [GPU·h]."""
    max_gpus: float | None = None
    """GPUs at once, where the text gives them beside a time [GPU]."""
    accelerator: str = ""
    window: Span | None = None

    def as_demand(self) -> dict[str, Any]:
        """As a scenario's ``demand`` holds it."""
        found = {"gpus": self.gpus, "gpu_hours": self.gpu_hours, "max_gpus": self.max_gpus}
        return {name: whole(figure) for name, figure in found.items() if figure is not None}


class Unclear(NamedTuple):
    """Why a text is no demand."""

    why: str
    is_near: bool = False
    """Whether it speaks of cards, only not clearly enough."""
    card: str = ""
    """The card that nobody knows, where that is all that is in the way."""
    candidates: tuple[str, ...] = ()
    """What it may be."""


def whole(figure: float) -> float:
    """A number without a part as a whole one."""
    return int(figure) if figure == int(figure) else figure


def demand_of(text: str, decimal: str = "", cards: Cards = ()) -> Demanded | Unclear:
    """What a text asks for; ``cards`` are accelerators by names that nobody else knows, or that are several's."""
    if len(text) > LONGEST:
        return Unclear("is too long for a demand")
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    window, rest = found_in(plain)
    lasting, hours = _LASTING.search(rest), None
    if lasting:
        hours = float(lasting[1].replace(",", ".")) * HOURS[lasting[2]]
        rest = rest[: lasting.start()].strip()
    found = _asked(rest.strip(" .,;("), decimal, cards)
    if isinstance(found, Unclear) or found.gpu_hours is not None:
        return found if isinstance(found, Unclear) else found._replace(window=window)
    if hours is not None and found.gpus is not None and window is None:
        return found._replace(gpus=None, gpu_hours=found.gpus * hours, max_gpus=found.gpus)
    return found._replace(window=window)


def is_demand(text: Any) -> bool:
    """Whether a text says GPUs, or their hours, with a word for them."""
    if not isinstance(text, str) or looks_numeric(text):
        return False
    return any(not isinstance(found, Unclear) or found.is_near for found in (demand_of(text, each) for each in ".,"))


def counts_in(text: Any) -> str:
    """The number that a demand begins with: what a column's decimal sign is seen by."""
    found = _HELD.match(str(text).casefold()) if isinstance(text, str) else None
    return found["count"].strip() if found else ""


@lru_cache(maxsize=4096)
def card_of(name: str, cards: Cards = ()) -> str | tuple[str, ...]:
    """The accelerator that a name means, or the names of those that it may mean."""
    if (named := dict(cards).get(name)) is not None:
        return named
    hardware: Mapping[str, Accelerator] = catalogue()
    found = recognised(name, card_names(), hardware)
    if found.accelerator:
        return found.sliced.name_of(found.accelerator) if found.sliced else found.accelerator
    if name.endswith("s") and name[:-1]:
        return card_of(name[:-1], cards)
    return found.candidates


def unknown_card(name: str, candidates: tuple[str, ...]) -> str:
    """Why a card is none, and how to say which it is."""
    either = f"; it may be {' or '.join(candidates)}: --accelerator '{name}={candidates[0]}'" if candidates else ""
    return f"no accelerator is known as '{name}'{either}"


def _asked(text: str, decimal: str, cards: Cards) -> Demanded | Unclear:
    nodes = _NODES.match(text)
    times, text = (float(nodes[1] or nodes[2]), text[nodes.end() :]) if nodes else (1.0, text)
    if (work := _WORK.fullmatch(text)) is not None:
        return _with_card(work["count"], f"{work['card']} {work['on']}", decimal, times, cards, worked=True)
    held = _HELD.fullmatch(text) or _TURNED.fullmatch(text)
    if held is None:
        return Unclear("says no number of GPUs or GPU-hours")
    return _with_card(held["count"], held["card"], decimal, times, cards, worked=False)


def _with_card(count: str, card: str, decimal: str, times: float, cards: Cards, worked: bool) -> Demanded | Unclear:
    amount = amount_of(count.strip(), decimal)
    if amount is None:
        return Unclear(f"'{count.strip()}' could be read in two ways, or is no number")
    if not amount.number > 0:
        return Unclear("asks for nothing")
    name = _UNSAID.sub(" ", card).strip(" -·,;.()@")
    accelerator = card_of(name, cards) if name else ""
    if not isinstance(accelerator, str):
        return Unclear(unknown_card(name, accelerator), bool(accelerator), name, accelerator)
    figure = amount.number * times
    if worked:
        return Demanded(gpu_hours=figure, accelerator=accelerator)
    return Demanded(gpus=figure, accelerator=accelerator)
