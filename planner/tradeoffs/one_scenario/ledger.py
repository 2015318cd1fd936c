"""What a request displaces: the plan with it forced in, or out, against the plan."""

from __future__ import annotations

from dataclasses import dataclass, field

from planner.domain.request import Request
from planner.program.again.what_if import Result
from planner.program.reading.rounding import tidy
from planner.tradeoffs.one_scenario.changes import committed, opened, ruled_out, together, worth_times
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.room import has_promises
from planner.tradeoffs.one_scenario.study import Moved, Study, gained, marked, moved

ROUNDS = 30
"""Newton steps of a break-even; a convex, piecewise linear function needs a handful."""
HUGE = 4096.0
"""A request that is not served when it is worth so many times its value is not served at any."""
LEAST = 1e-3
"""A request that is served at this part of its value counts as served at any."""
DOWN = (0.5, 0.25, 0.1, 0.01, LEAST)
"""Parts of its value at which a request that is served is tried."""
FINE = 0.01
"""How finely a break-even is located where it can't be worked out."""
ROUNDING = 1e-9
"""Part of the objective that is the solver's rounding."""


@dataclass(frozen=True)
class Ledger:
    """Forced in (or out): who loses or gains what, and the net value."""

    request: str
    forced: str
    """``in``, ``in whole`` or ``out``."""
    feasible: bool
    """Whether there is a plan with it forced so."""
    net: Interval
    """What the objective changes by [points]; negative: a loss."""
    rows: tuple[Moved, ...]
    """All others that move, the largest loss first."""
    metrics: dict[str, float] = field(default_factory=dict)
    """What is captured more of each metric; below 0: less."""


def ledger(study: Study, request: str) -> Ledger:
    """Commit to a declined request, to a trimmed one in whole, rule a funded one out, and see who moves."""
    return study.answered.once(study, ("ledger", request), lambda: _ledger(study, request))


def _ledger(study: Study, request: str) -> Ledger:
    asked, decision = study.request(request), study.base.decision(request)
    match decision:
        case "fund" | "defer":
            forced, changes = "out", ruled_out(asked)
            result = study.what_if(changes, settle=True)
        case "trim":
            forced, changes = "in whole", committed(asked, whole=True)
            result = study.what_if(changes, settle=True)
        case _:
            forced, changes = "in", committed(asked)
            result = forced_in(study, request)
    if not result.feasible:
        return Ledger(request, forced, False, Interval.nothing(), ())
    others = [r for r in study.scenario.requests if r.id != request]
    rows = moved(study.base, result, others)
    return Ledger(request, forced, True, study.difference(result, changes), rows, gained(study, result))


def forced_in(study: Study, request: str) -> Result:
    """The best plan of those that serve a request, at its minimum at least, or in full without one."""
    changes = committed(study.request(request))
    return study.answered.once(study, ("forced in", request), lambda: study.what_if(changes, settle=True))


@dataclass(frozen=True)
class BreakEven:
    """The value at which a request is just funded: above it the best plan has it, below it does not."""

    request: str
    value: float
    """What it is worth now [points]."""
    at: float | None
    """The break-even [points]; None where there is none, 0 where it is served whatever it is worth."""
    exact: bool
    indispensable: bool = False
    """No plan keeps all commitments without it: so it is served whatever it is worth."""
    proved: bool = True
    """Whether all that it rests on was searched to its end."""

    @property
    def factor(self) -> float | None:
        """Break-even ÷ value: 1.3 says that it would have to be worth 30 % more."""
        return None if self.at is None or self.value == 0 else self.at / self.value


@marked
def break_even(study: Study, request: str) -> BreakEven:
    """The least factor k on a request's metrics at which the best plan serves it, times the value."""
    asked = study.request(request)
    value = study.resolver.grid.worth[request]
    without = study.without(request)
    if not without.feasible:
        return BreakEven(request, value, 0.0, True, indispensable=True)
    if value <= 0 or asked.commitment == "out":
        return BreakEven(request, value, None, True)
    # what is promised is served also where it is worth nothing, and promised no more where it is ruled out
    worthless = _worth(study, asked, 0.0) if has_promises(study.scenario) else without
    found = _by_newton(study, asked, worthless) if study.is_plain_value else _by_halves(study, asked)
    factor, exact = found
    return BreakEven(
        request, value, None if factor is None else tidy(max(factor, 0.0) * value), exact and worthless.exact
    )


def _worth(study: Study, request: Request, factor: float) -> Result:
    """The best plan where nobody is committed to the request, and it brings so many times its metrics."""
    return study.what_if(together(opened(request), worth_times(request, factor)))


def _by_newton(study: Study, request: Request, worthless: Result) -> tuple[float | None, bool]:
    """The break-even's factor, and whether it is exact.

    best(k), the best plan when the request is worth k times its value, is convex and piecewise linear, and up to the
    break-even no better than where it is worth nothing: Newton's method from the right ends there exactly after a few
    re-solves. For a request that is served whole this is (best without it) − (best of all others with it in).
    """
    exact, factor = True, 1.0
    found = _worth(study, request, factor)
    if not _is_better(study, request, found, worthless):
        factor = HUGE
        found = _worth(study, request, factor)
        if not _is_better(study, request, found, worthless):
            return None, found.exact
    for _ in range(ROUNDS):
        exact = exact and found.exact
        gap, captured = found.objective - worthless.objective, found.served[request.id].captured
        if gap <= ROUNDING * study.scale or captured <= 0:
            break
        factor -= gap / (captured / factor)
        if factor <= ROUNDING:
            return 0.0, exact
        found = _worth(study, request, factor)
    return factor, exact


def _is_better(study: Study, request: Request, found: Result, other: Result) -> bool:
    return found.feasible and found.funds(request.id) and found.objective > other.objective + ROUNDING * study.scale


def _by_halves(study: Study, request: Request) -> tuple[float | None, bool]:
    """A factor at which the request is served and just below which it is not, to a hundredth; where one is found.

    Where money is saved, or the worst-off team comes first, the best plan need not be convex in what one request is
    worth: this is the nearest break-even, on the way up where it is declined now, and down where it is served.
    """

    def serves(factor: float) -> bool:
        found = _worth(study, request, factor)
        return found.feasible and found.funds(request.id)

    low, high = 0.0, 1.0
    while not serves(high):
        low, high = high, 2.0 * high
        if high > HUGE:
            return None, False
    if high == 1.0:
        low = next((step for step in DOWN if not serves(step)), 0.0)
        high = min((step for step in (1.0, *DOWN) if step > low), default=1.0)
        if low == 0.0 and serves(LEAST):
            return 0.0, False
    while high - low > FINE * high:
        middle = (low + high) / 2
        low, high = (low, middle) if serves(middle) else (middle, high)
    return high, False
