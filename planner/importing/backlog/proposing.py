"""Backlogs as changes to a scenario, old or new: said first, done later."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Mapping as Mappings
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from planner.domain.calendar import span
from planner.domain.scenario import Scenario
from planner.errors import Fault, InputError
from planner.files.amending import amended
from planner.files.sheets import Sheet
from planner.files.writing import data_of
from planner.importing.backlog.columns import Table, table_of
from planner.importing.backlog.deciding import Answers, Question, decided
from planner.importing.backlog.mapping import Mapping
from planner.importing.backlog.own_tables import as_named, is_own, merged
from planner.importing.backlog.reading import Requests, Window, read_rows
from planner.importing.backlog.recognising import recognise
from planner.importing.backlog.turning import turned
from planner.importing.backlog.updating import Update, plain, updated
from planner.words.names import counted

MOST_MONTHS, MONTHS = 60, 12
"""Months that a new scenario covers at most, whatever its dates say; and where there are none."""
NO_POOLS = "It has no pools yet: add what there is to share out, and it can be solved."
MADE = {
    "reach_impact": "Reach × impact, as RICE has them; confidence and effort stand in fields of their own.",
    "cost_of_delay": "Business value, time criticality and risk reduction together, as WSJF has them.",
}
"""What metrics are that columns together make."""


@dataclass(frozen=True)
class Source:
    """One table, and how its columns are read."""

    table: Table
    mapping: Mapping
    questions: tuple[Question, ...] = ()
    own: Sheet | None = None
    """The table, where it is one as scenarios have them, in which nothing is left to be recognised."""

    @property
    def faults(self) -> list[Fault]:
        return [each.as_fault(self.table.label, self.table.header.number) for each in self.questions]


@dataclass
class Proposal:
    """What an import would make of a scenario."""

    sources: list[Source]
    requests: Requests
    update: Update
    changes: dict[str, Any]
    """As the ``changes`` of a variant."""
    said: list[str] = field(default_factory=list)
    """What was taken for granted, a sentence each."""
    fresh: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What the files ask for, as the next import compares it."""
    after: Scenario | None = None
    """The scenario as it would be."""


def understood(sheet: Sheet, label: str, corrections: Mappings[str, str], answers: Answers) -> Source:
    """A table with its columns recognised. Raises InputError for a table without rows, and for wrong corrections."""
    table = table_of(sheet, label)
    if not corrections and is_own(sheet, table):
        return Source(table, as_named(table), own=sheet)
    mapping, questions = decided(recognise(table, corrections), table, answers)
    return Source(table, mapping, tuple(questions))


def proposed(
    scenario: Scenario,
    sources: Sequence[Source],
    before: Mappings[str, dict[str, Any]],
    *,
    is_new: bool,
    overwrite: bool = False,
    own: Mappings[str, Any] | None = None,
) -> Proposal:
    """What some tables would make of a scenario; ``before`` is what was imported into it last, ``own`` are accelerators
    that the user describes.

    Raises InputError where columns leave something open, and where the scenario could not be so.
    """
    if faults := [fault for source in sources for fault in source.faults]:
        raise InputError(faults)
    requests = Requests()
    _read_own([source for source in sources if source.own is not None], requests)
    own_requests = frozenset(requests.found)
    for source in sources:
        if source.own is None:
            read_rows(source.table, source.mapping, requests)
    found = Proposal([*sources], requests, Update(), {})
    if is_new:
        _begin(found)
    else:
        found.said += turned(requests, scenario, own_requests)
    ends = _ends(found, scenario)
    for name, window in requests.windows.items():
        requests.found[name]["window"] = _closed(window, ends)
    found.fresh = {name: plain(each) for name, each in requests.found.items()}
    here = {each["id"]: each for each in data_of(scenario).get("requests", ())}
    found.update = updated(here, before, found.fresh, overwrite=overwrite)
    if found.update.changes:
        found.changes["requests"] = found.update.changes
    _describe(found, scenario, is_new)
    used = {card for each in found.fresh.values() for card in each.get("runs_on", ())}
    if described := {name: figures for name, figures in (own or {}).items() if name in used}:
        found.changes["accelerators"] = described
    found.after = amended(scenario, found.changes)
    return found


def _read_own(sources: Sequence[Source], into: Requests) -> None:
    """Tables as scenarios have them, merged. Raises InputError where they clash."""
    together = merged([(source.table.label, source.own) for source in sources if source.own is not None])
    into.doubts += together.doubts
    for name, request in together.found.items():
        if window := request.pop("window", None):
            into.windows[name] = Window(*window)
        into.found[name] = request


def _begin(found: Proposal) -> None:
    """Calendar and currency of a new scenario."""
    windows = found.requests.windows.values()
    start, months, why = _months(windows)
    found.changes["calendar"] = {"start": start.isoformat()[:7], "periods": months, "unit": "month"}
    found.said.append(f"The calendar has {counted(months, 'month')} from {start.isoformat()[:7]} on: {why}.")
    if len(found.requests.currencies) == 1:
        (currency,) = found.requests.currencies
        found.changes["currency"] = currency
        found.said.append(f"The currency is {currency}, as its costs are in.")


def _months(windows: Collection[Window]) -> tuple[date, int, str]:
    """The first month of a calendar for some windows, and how many it has."""
    firsts = [span(each.first)[0].replace(day=1) for each in windows if each.first]
    lasts = [span(each.last)[1] for each in windows if each.last]
    today = date.today().replace(day=1)
    if not firsts and not lasts:
        return today, MONTHS, "no date is given, so it begins this month"
    if not firsts:
        firsts = [min(today, *(span(each.last)[0].replace(day=1) for each in windows if each.last))]
    start, end = min(firsts), max(lasts) if lasts else _later(max(firsts), MONTHS)
    if (months := _apart(start, end)) <= MOST_MONTHS:
        return start, max(months, 1), "so the dates go"
    # a date far off may be a slip, or mean some day: most of them count
    start = max(sorted(set(firsts)), key=lambda first: sum(0 <= _apart(first, each) < MOST_MONTHS for each in firsts))
    return (
        start,
        MOST_MONTHS,
        f"the dates go from {min(firsts)} to {end}, and it covers the {MOST_MONTHS} where most are",
    )


def _apart(start: date, end: date) -> int:
    """Months from a first of a month until a day."""
    return (end.year - start.year) * 12 + end.month - start.month + (end.day > 1)


def _later(start: date, months: int) -> date:
    month = start.month - 1 + months
    return date(min(start.year + month // 12, date.max.year), month % 12 + 1, 1)


def _ends(found: Proposal, scenario: Scenario) -> tuple[str, str]:
    """The first and the last date of the calendar that requests come into."""
    calendar = scenario.calendar.model_validate(found.changes.get("calendar", scenario.calendar.model_dump()))
    return calendar.window


def _closed(window: Window, ends: tuple[str, str]) -> list[str]:
    """A window with both of its ends: where one is not given, the calendar's."""
    first, last = window.first or ends[0], window.last or ends[1]
    if span(first)[0] >= span(last)[1]:  # due before the calendar begins, or wanted after it ends
        first, last = (first, first) if window.first else (last, last)
    return [first, last]


def _describe(found: Proposal, scenario: Scenario, is_new: bool) -> None:
    """Metrics with their units and weights, and what requests lack."""
    metrics = [*dict.fromkeys(name for each in found.fresh.values() for name in each.get("metrics", ()))]
    value: dict[str, Any] = {}
    units = {name: {"unit": unit} for name, unit in found.requests.units.items() if name in metrics}
    units |= {name: {"notes": notes} for name, notes in MADE.items() if name in metrics}
    fresh = {name: unit for name, unit in units.items() if name not in scenario.value.metrics}
    if fresh:
        value["metrics"] = fresh
    if is_new and metrics:
        value["weights"] = dict.fromkeys(metrics, 1)
        if len(metrics) > 1:
            found.said.append(f"All metrics weigh the same: {', '.join(metrics)}. Change value.weights to what holds.")
    unweighted = [name for name in metrics if scenario.value.weights and name not in scenario.value.weights]
    if not is_new and unweighted:
        found.said.append(
            f"Without a weight, and so worth nothing until value.weights has them: {', '.join(unweighted)}."
        )
    if value:
        found.changes["value"] = value
    _lacks(found, metrics)
    if is_new:
        found.said.append(NO_POOLS)


def _lacks(found: Proposal, metrics: list[str]) -> None:
    total = len(found.fresh)
    worthless = sum(not each.get("metrics") for each in found.fresh.values())
    if not metrics and total:
        found.said.append(
            "No column says what a request is worth, so none is worth anything: --map 'COLUMN=metric:NAME'."
        )
    elif worthless:
        found.said.append(f"{worthless:,} of {total:,} requests have no metric, and are worth nothing by themselves.")
    idle = sum("demand" not in each for each in found.fresh.values())
    if idle:
        found.said.append(f"{idle:,} of {total:,} requests ask for no GPUs: nothing that can be read says how many.")
    open_card = sum("demand" in each and "runs_on" not in each for each in found.fresh.values())
    if open_card:
        found.said.append(
            f"{open_card:,} of {total:,} requests name no accelerator: their GPUs count as H100-SXM, and any other may"
            " serve them at its speed in the catalogue."
        )
