"""What a scenario can't say, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from planner.domain.base import Date
from planner.errors import Path

_DATE = re.compile(r"\d{4}(-(\d{2}(-\d{2})?|Q[1-4]|W\d{2}))?")
_OVER_TIME: Mapping[str, str] = {
    "train": "write the work as it is in all, or a request for each part, of which the later requires the earlier",
    "gpu_hours": "write the work in all, or a request for each part, of which the later requires the earlier",
    "cost_per_node_hour": "write a pool for each price, whose nodes begin and end with it",
    "gpus_per_node": "write a pool for each kind of node",
    "cost_per_gpu_hour": "write a pool for each price, whose gpus begin and end with it",
    "max_gpus": "write the most of all periods",
    "metrics": "write what it brings in all, and with decay what waiting costs",
    "at_most": "write a rule for each part, with of: {period: [2027-01, 2027-02]}",
    "at_least": "write a rule for each part, with of: {period: [2027-01, 2027-02]}",
}
"""By field, or by the mapping that it stands in, where only one number can stand for all of the time."""
_UNKNOWN: Mapping[str, str] = {
    "currency": "prices are in the scenario's currency; write another one with the amount: 2.10 EUR",
    "nodes": "only pools are counted in nodes: write gpus, 8 for a node of 8",
    "node_size": "a pool says how many GPUs a node has as gpus_per_node",
    "gpus_per_node": "only pools have nodes: GPUs are asked for one by one, and shared out in any number",
    "hours": "periods have all of their hours: for a part of the day, write that part of the GPUs",
    "time_of_day": "periods have all of their hours: for a part of the day, write that part of the GPUs",
    "fiscal_year": "periods go by the calendar: let it start with the first month of the fiscal year",
    "repeat": "write a request for each time, of which the later requires the earlier",
    "every": "write a request for each time, of which the later requires the earlier",
}
"""By key, where people look for a key that there is not."""
_DATES = (
    (re.compile(r"FY.*|.*\b[QH][1-4]\b.*", re.IGNORECASE), "quarters are the calendar year's; write months for others"),
    (re.compile(r"[^\W\d_]{3,9}\.?[-. ]\d{2,4}"), "write year and month in figures: 2027-03"),
    (re.compile(r"\d{5}(\.\d+)?"), "so spreadsheets count days; let the cell show a date"),
    (re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d.*"), "a day is the shortest time that can be named"),
    (re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{4}[./]\d{1,2}([./]\d{1,2})?"), "write year, month, day"),
)  # fmt: skip
_MONEY = re.compile(r"([-+]?[\d.,_]+\s*)?([A-Z]{3}|[$€£¥₹])(\s*[-+]?[\d.,_]+)?")


def is_date(text: str) -> bool:
    """Whether a text has the form of a date."""
    return _DATE.fullmatch(text) is not None


def over_time(value: Any, path: Path) -> str:
    """What follows ``must be a number, not a mapping`` where the mapping is one of dates, or a list of numbers."""
    dated = isinstance(value, dict) and bool(value) and all(is_date(str(key)) for key in value)
    listed = isinstance(value, list | tuple) and bool(value) and all(isinstance(each, int | float) for each in value)
    if not (dated or listed):
        return ""
    named = (_OVER_TIME[step] for step in map(str, reversed(path[-2:])) if step in _OVER_TIME)
    advice = next(named, "write the one that holds for most of it")
    return f"; it can't change over time; {advice}"


def unknown_key(key: str) -> str:
    """What follows ``unknown key 'currency'``."""
    return f"; {_UNKNOWN[key.casefold()]}" if key.casefold() in _UNKNOWN else ""


def no_date(wanted: Any, value: Any) -> str:
    """What follows ``must be a date such as 2027-01`` where it is one, said otherwise."""
    if wanted != Date or not isinstance(value, str) or len(value) > 40:
        return ""
    return next((f"; {advice}" for form, advice in _DATES if form.fullmatch(value.strip())), "")


def money(value: Any) -> str:
    """What follows ``must be a number, not the text '2.10 EUR'``."""
    found = isinstance(value, str) and len(value) < 40 and _MONEY.fullmatch(value.strip())
    return "; an amount in another currency than the scenario's needs its rate: rates: {EUR: 1.08}" if found else ""
