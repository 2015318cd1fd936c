"""One plain sentence of reason for each request."""

from __future__ import annotations

import math

from planner.domain.plan import DECIDED
from planner.domain.request import Option, Request
from planner.domain.rule import REQUEST_DIMENSIONS
from planner.domain.ways import Way, reference_of
from planner.program.formulation.assembly import Program
from planner.program.formulation.selection import choose
from planner.program.formulation.variables import WayColumns
from planner.program.optimum.prices import Opportunity
from planner.program.reading.frames import Reader, decision
from planner.program.reading.served import Served
from planner.words.amounts import percent
from planner.words.names import listed, some
from planner.words.periods import spoken_window

MOST = 3
"""Requests that a reason names."""


def reasons(program: Program, reader: Reader) -> dict[str, str]:
    """Why each request is decided as it is, by request id."""
    why = Reasons(program, reader)
    return {request.id: why.sentence(request) for request in program.grid.requests}


class Reasons:
    """What bears on each request, looked up once."""

    def __init__(self, program: Program, reader: Reader) -> None:
        self._program, self._reader, self._grid = program, reader, program.grid
        self._decided = {request: decision(served) for request, served in reader.served.items()}
        self._rivals: dict[str, set[str]] = {r.id: set(r.conflicts) for r in self._grid.requests}
        self._titles = {r.id: r.title for r in self._grid.requests}
        self._enabled: dict[str, list[str]] = {}
        for request in self._grid.requests:
            for other in request.conflicts:
                self._rivals[other].add(request.id)
            for required in request.requires:
                if self._decided[request.id] != "decline":
                    self._enabled.setdefault(required, []).append(request.id)
        self._protectors = self._promises()

    def _promises(self) -> dict[str, str]:
        """The first promise that speaks of each request, by name."""
        found: dict[str, str] = {}
        for rule in sorted(self._grid.scenario.rules, key=lambda rule: rule.name):
            if rule.enabled and rule.at_least is not None and rule.of.among(REQUEST_DIMENSIONS):
                for request in choose(rule.of, self._grid).requests:
                    found.setdefault(request, rule.name)
        return found

    def sentence(self, request: Request) -> str:
        """One plain sentence for one request."""
        served = self._reader.served[request.id]
        w, best = self._reader.opportunities[request.id]
        match self._decided[request.id]:
            case "decline":
                return "Declined: " + self._declined(request, w, best)
            case "trim":
                return f"Trimmed to {percent(served.share)}: " + self._trimmed(request, served, best)
            case "defer":
                start = self._grid.labels[min(served.shares)]
                return f"Deferred to {start}: {_compared(best)} {self._until(served)}".rstrip() + "."
            case _:
                return "Funded: " + self._funded(request, served, best)

    def _funded(self, request: Request, served: Served, best: Opportunity) -> str:
        by = f" as {served.way.way.option}" if served.way and served.way.way.option else ""
        if request.commitment == "must":
            return f"committed{by}" + (f", although {_compared(best)}." if best.index < 1 else ".")
        if self._grid.worth[request.id] <= 0:
            enabled = [self._titles[q] for q in self._enabled.get(request.id, [])]
            return f"worth nothing by itself, it enables {listed(some(enabled, MOST)) or 'nothing'}."
        if math.isinf(best.index):
            return f"nothing that it needs is scarce{by}."
        if best.index >= 1:
            return f"{_compared(best)}{by}."
        if request.id in self._protectors:
            return f"{self._protectors[request.id]} holds room for it, although {_compared(best)}{by}."
        return f"{_compared(best)} at the going prices, yet whole requests fit together best with it{by}."

    def _declined(self, request: Request, w: WayColumns | None, best: Opportunity) -> str:
        if request.commitment == "out":
            return "ruled out by its commitment."
        if w is None:
            return "its window lies outside the calendar."
        if math.isinf(best.cost):
            return _unservable(w.way)
        rival = next((q for q in sorted(self._rivals[request.id]) if self._decided[q] != "decline"), None)
        if rival is not None:
            return f"it conflicts with {self._titles[rival]}, which is {DECIDED[self._decided[rival]]}."
        missing = [q for q in request.requires if self._decided[q] == "decline"]
        if missing:
            named = listed(some([self._titles[q] for q in missing], MOST))
            return f"it requires {named}, which {'is' if len(missing) == 1 else 'are'} declined."
        if self._grid.worth[request.id] <= 0:
            return "it is worth nothing by itself, and nothing funded requires it."
        if best.value <= 1e-9 * self._grid.worth[request.id]:
            return "by the time that it could be served it would earn nothing."
        return self._outbid(w, best)

    def _outbid(self, w: WayColumns, best: Opportunity) -> str:
        need = _need(self._program, w.way)
        if abs(best.index - 1) < 0.005:
            return f"needs {need}; it earns just what that costs, and does not fit whole beside the others."
        if best.index < 1:
            return f"needs {need}, where the cheapest way costs {_times(1 / best.index)} what this request earns."
        if math.isinf(best.index):
            return f"needs {need}; nothing there has a price, but no room is left beside what is funded whole."
        return (
            f"needs {need}; it earns {_times(best.index)} what that costs, "
            "but whole requests fit together better without it."
        )

    def _trimmed(self, request: Request, served: Served, best: Opportunity) -> str:
        if request.commitment == "must":
            return "committed to that share; the rest earns less than its GPUs elsewhere."
        assert served.way is not None
        if request.value_curve and best.index >= 1:
            return "its first GPUs bring most of its value; the rest earn more elsewhere."
        return f"{_compared(best)}, so it takes what is left of {_need(self._program, served.way.way)}."

    def _until(self, served: Served) -> str:
        if served.way is None:
            return ""
        return f"and is served in full from then to {self._grid.labels[served.way.way.last]}"


def _compared(best: Opportunity) -> str:
    if math.isnan(best.index) or math.isinf(best.index):
        return "nothing that it needs is scarce"
    return f"it earns {_times(best.index)} what its cheapest way costs"


def _times(ratio: float) -> str:
    """``1.4 ×``, with two digits that carry something."""
    if not math.isfinite(ratio) or ratio > 100:
        return "more than 100 ×"
    return f"{ratio:.2f} ×" if abs(ratio - 1) < 0.1 else f"{ratio:.2g} ×" if ratio < 10 else f"{ratio:.0f} ×"


def _need(program: Program, way: Way) -> str:
    """``96 H100-SXM in Mar–Jun 2027``"""
    calendar, name = program.grid.scenario.calendar, reference_of(way.request, _option(way))
    window = spoken_window(calendar, way.first, way.last)
    if way.gpus is None:
        return f"{_figure(way.gpu_hours)} {name}-hours in {window}"
    gpus = sorted({way.gpus[t] for t in way.periods})
    if not any(gpus):
        return f"no GPUs in {window}" if not way.people else f"people in {window}"
    many = _figure(gpus[0]) if len(gpus) == 1 else f"{_figure(gpus[0])} to {_figure(gpus[-1])}"
    return f"{many} {name} in {window}"


def _figure(number: float) -> str:
    return f"{number:,.0f}" if number >= 10 or number == int(number) else f"{number:.2g}"


def _option(way: Way) -> Option | None:
    return next((o for o in way.request.options if o.id == way.option), None)


def _unservable(way: Way) -> str:
    if not way.speeds:
        return "no pool has an accelerator, memory and region that fit it."
    return "its window and parallelism leave too little time to do it all."
