"""The rows of a backlog as requests, as a scenario file holds them; what can't be read is listed, and kept in notes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, NamedTuple

from planner.domain.calendar import span
from planner.domain.ids import slug
from planner.files.doubts import is_total
from planner.files.sheets import Row
from planner.files.worksheet import letters
from planner.importing.backlog.cells import Unreadable, meaning, text_of
from planner.importing.backlog.columns import Table
from planner.importing.backlog.dates import Span
from planner.importing.backlog.demand import Demanded, whole
from planner.importing.backlog.headings import ALONE, IGNORE, METRIC
from planner.importing.backlog.mapping import Mapped, Mapping
from planner.importing.backlog.scales import DONE, said
from planner.words.names import counted

LONGEST_ID = 200
MOST_NOTES = 20_000
"""Letters of a request's notes that are kept; a history of comments may be longer [letters]."""
PLAIN = (
    "name",
    "product",
    "team",
    "owner",
    "because",
    "kind",
    "effort",
    "cost",
    "memory_gb",
    "minimum",
    "confidence",
    "regions",
)
WSJF = ("wsjf.value", "wsjf.urgency", "wsjf.risk")


class Unread(NamedTuple):
    """A cell that can't be read in its field."""

    cell: str
    """As a spreadsheet calls it: ``B7``."""
    heading: str
    text: str
    why: str


@dataclass
class UnknownCard:
    """A card that requests name, and that nobody knows."""

    name: str
    """In small letters."""
    candidates: tuple[str, ...]
    cells: int = 0
    """How many name it."""


class Window(NamedTuple):
    """When a request is wanted; an end that no cell gives is empty."""

    first: str
    last: str


@dataclass
class Requests:
    """What some tables ask for."""

    found: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Requests by id, without those; windows apart."""
    windows: dict[str, Window] = field(default_factory=dict)
    unread: list[Unread] = field(default_factory=list)
    unknown: dict[str, UnknownCard] = field(default_factory=dict)
    """Cards that nobody knows, by their names."""
    doubts: list[str] = field(default_factory=list)
    """What was done that a reader may not expect, a sentence each."""
    units: dict[str, str] = field(default_factory=dict)
    """Currency of metrics that are money."""
    currencies: set[str] = field(default_factory=set)
    """Of costs."""


def read_rows(table: Table, mapping: Mapping, into: Requests) -> None:
    """Read the rows of one table, after those that were read before."""
    reader = _Rows(table, mapping, into)
    for row in table.rows:
        reader.read(row)
    reader.finish()


class _Rows:
    def __init__(self, table: Table, mapping: Mapping, into: Requests) -> None:
        self._table, self._mapping, self._into = table, mapping, into
        self._references: dict[str, str] = {}
        """Ids by what other rows call a request: its key, its name."""
        self._committed: Counter[str] = Counter()
        self._counts = dict.fromkeys(("nameless", "done", "both", "held"), 0)
        into.doubts += map(str, table.doubts)
        if table.above:
            into.doubts.append(
                f"{table.label}: row {table.header.number} has the headings; those above are no requests"
            )
        for column in mapping.columns:
            if column.field.startswith(METRIC) and column.currency:
                into.units[column.field.removeprefix(METRIC)] = column.currency
            if column.field == "cost" and column.currency:
                into.currencies.add(column.currency)

    def read(self, row: Row) -> None:
        read, notes = self._cells(row)
        key, name = read.pop("id", ""), read.get("name", "")
        if is_total(str(name or key)):
            self._into.doubts.append(
                f"{self._table.label}:{row.number}: '{name or key}' is a row of sums, and no request"
            )
            return
        if not (key or name):
            self._counts["nameless"] += 1
            cells = ", ".join(text_of(cell)[:30] for cell in row.cells.values())
            self._into.doubts.append(f"{self._table.label}:{row.number}: has neither a name nor a key: {cells}")
            return
        made = self._free(_id(key) or slug(name) or _id(name), row.number)
        for called in (key, name):
            if called:
                self._references.setdefault(called.casefold(), made)
        self._window(made, read)
        self._into.found[made] = self._request(read, notes)

    def finish(self) -> None:
        """Names of other requests as their ids, and what happened often said once."""
        for request in self._into.found.values():
            self._link(request)
        if self._committed:
            must, still_open, out = (self._committed[each] for each in ("must", "open", "out"))
            said_so = f"must is {must:,} (forced in), open {still_open:,} (Should and Could), out {out:,} (Won't)"
            self._into.doubts.append(f"{self._table.label}: commitments: {said_so}.")
        told = {
            "done": "done or given up by their status: committed out",
            "both": "with GPUs and GPU-hours: read as work, with at most so many GPUs at once",
            "held": "with GPUs for a time and no date: read as GPU-hours of work, with at most so many GPUs at once",
        }
        for what, words in told.items():
            if count := self._counts[what]:
                self._into.doubts.append(f"{self._table.label}: {counted(count, 'request')} {words}.")

    def _cells(self, row: Row) -> tuple[dict[str, Any], list[str]]:
        """What the cells of a row say, by field; and its notes."""
        read: dict[str, Any] = {}
        notes: list[str] = []
        for mapped in self._mapping.columns:
            cell = row.cells.get(mapped.index)
            if cell is None or mapped.field == IGNORE:
                continue
            try:
                found = meaning(cell, mapped)
            except Unreadable as why:
                self._into.unread.append(Unread(_name(mapped, row), mapped.heading, text_of(cell)[:80], str(why)))
                notes.append(f"{mapped.heading}: {text_of(cell)} (not read: {why})")
                if why.card:
                    self._into.unknown.setdefault(why.card, UnknownCard(why.card, why.candidates)).cells += 1
                continue
            if found is not None:
                self._keep(mapped, found, read, notes)
        return read, notes

    def _keep(self, mapped: Mapped, found: Any, read: dict[str, Any], notes: list[str]) -> None:
        match mapped.field:
            case "notes" if "notes" not in read:
                read["notes"] = found
            case "notes" | "note" | "priority" | "ease" | "wsjf.size":
                notes.append(f"{mapped.heading}: {text_of(found)}")
            case "status":
                read["done"] = read.get("done", False) or said(found) in DONE
                notes.append(f"{mapped.heading}: {found}")
            case name if name in read:
                if isinstance(found, tuple) and not isinstance(found, Demanded | Span):
                    read[name] = tuple(dict.fromkeys((*read[name], *found)))
                elif found != read[name]:
                    notes.append(f"{mapped.heading}: {text_of(found)}")
            case name:
                read[name] = found

    def _request(self, read: dict[str, Any], notes: list[str]) -> dict[str, Any]:
        request: dict[str, Any] = {name: read[name] for name in PLAIN if name in read}
        commitment = "out" if read.get("done") else read.get("commitment", "open")
        self._counts["done"] += bool(read.get("done"))
        if "commitment" in read:
            self._committed[read["commitment"]] += 1
        if commitment != "open":
            request["commitment"] = commitment
        request |= self._scored(read)
        if metrics := self._metrics(read):
            request["metrics"] = metrics
        request |= self._demand(read)
        for name in ("requires", "conflicts"):
            if name in read:
                request[name] = list(read[name])
        if "regions" in request:
            request["regions"] = list(request["regions"])
        for name, value in read.items():
            _put_own(request, name, value)
        text = "\n".join(filter(None, [read.get("notes", ""), *notes]))
        if text:
            request["notes"] = text if len(text) <= MOST_NOTES else f"{text[:MOST_NOTES]}…"
        return request

    def _scored(self, read: dict[str, Any]) -> dict[str, Any]:
        return {name: read[name] for name in ("reach", "impact") if name in read}

    def _metrics(self, read: dict[str, Any]) -> dict[str, float]:
        found = {name.removeprefix(METRIC): value for name, value in read.items() if name.startswith(METRIC)}
        if "reach" in read and "impact" in read:
            found["reach_impact"] = whole(read["reach"] * read["impact"])
        if parts := [read[name] for name in WSJF if name in read]:
            found["cost_of_delay"] = whole(sum(parts))
        return found

    def _demand(self, read: dict[str, Any]) -> dict[str, Any]:
        """Demand and accelerators, from all columns that speak of them."""
        asked: list[Demanded] = [read[name] for name in ("demand", "demand.gpus", "demand.gpu_hours") if name in read]
        if not asked:
            return {"runs_on": list(read["runs_on"])} if "runs_on" in read else {}
        gpus = next((each.gpus for each in asked if each.gpus is not None), None)
        work = next((each.gpu_hours for each in asked if each.gpu_hours is not None), None)
        most = next((each.max_gpus for each in asked if each.max_gpus is not None), None)
        if work is not None and gpus is not None:
            self._counts["both"] += 1
            gpus, most = None, gpus
        elif gpus is not None and "duration" in read and not _has_first(read):
            self._counts["held"] += 1
            work, gpus, most = gpus * read["duration"], None, gpus
        elif most is not None:
            self._counts["held"] += 1
        named = [each.accelerator for each in asked if each.accelerator]
        cards = [*dict.fromkeys([*named, *read.get("runs_on", ())])]
        demand = Demanded(gpus, work, most).as_demand()
        return {"demand": demand} | ({"runs_on": cards} if cards else {})

    def _window(self, made: str, read: dict[str, Any]) -> None:
        spans = [read[name] for name in ("window", "demand", "demand.gpus", "demand.gpu_hours") if name in read]
        windows = [each if isinstance(each, Span) else each.window for each in spans]
        whole_span = next((each for each in windows if each), None)
        first = read["window.from"].first if "window.from" in read else whole_span.first if whole_span else ""
        last = read["window.to"].last if "window.to" in read else whole_span.last if whole_span else ""
        if first and not last and "duration" in read:
            last = _after(first, read["duration"])
        if first and last and span(first)[0] >= span(last)[1]:
            label, why = self._table.label, f"begins {first} and ends {last}"
            self._into.doubts.append(f"{label}: request {made}: {why}: it can run at any time until that is mended")
            return
        if first or last:
            self._into.windows[made] = Window(first, last)

    def _free(self, wanted: str, row: int) -> str:
        """An id that no other request has."""
        taken, number, found = self._into.found, 2, wanted
        while found in taken:
            found, number = f"{wanted[: LONGEST_ID - 8]}-{number}", number + 1
        if found != wanted:
            self._into.doubts.append(
                f"{self._table.label}:{row}: '{wanted}' is there already: this one is called {found}"
            )
        return found

    def _link(self, request: dict[str, Any]) -> None:
        for name in ("requires", "conflicts"):
            wanted = request.pop(name, [])
            ids = [self._references.get(each.casefold(), each if each in self._into.found else "") for each in wanted]
            if known := [each for each in dict.fromkeys(ids) if each]:
                request[name] = known
            if unknown := [each for each, made in zip(wanted, ids, strict=True) if not made]:
                line = f"{name} what is not in the file: {'; '.join(unknown)}"
                request["notes"] = "\n".join(filter(None, [request.get("notes", ""), line]))


def _has_first(read: dict[str, Any]) -> bool:
    return "window.from" in read or "window" in read


def _after(first: str, hours: float) -> str:
    """The last day of what begins on a date and takes so long."""
    begin = span(first)[0]
    return (begin + timedelta(hours=max(hours, 24.0)) - timedelta(days=1)).isoformat()


def _put_own(request: dict[str, Any], name: str, value: Any) -> None:
    """A column that tables of requests have themselves, in its place: ``people.ml-engineer``."""
    is_dotted = "." in name and not name.startswith((METRIC, "demand.gpu", "window.", "wsjf."))
    if is_dotted or name in ALONE:
        *parts, last = name.split(".")
        at = request
        for part in parts:
            at = at.setdefault(part, {})
        at[last] = list(value) if isinstance(value, tuple) else value


def _name(mapped: Mapped, row: Row) -> str:
    return f"{letters(mapped.index)}{row.number}"


def _id(text: str) -> str:
    return " ".join(text.split())[:LONGEST_ID].strip()
