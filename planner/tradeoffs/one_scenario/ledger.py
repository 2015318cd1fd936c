"""What a request displaces: the plan with it forced in, or out, against the plan."""

from __future__ import annotations

from dataclasses import dataclass, field

from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.study import Moved, Study, gained, moved

ROUNDS = 30
"""Newton steps of a break-even; a convex, piecewise linear function needs a handful."""
HUGE = 4096.0
"""A request that is not served when it is worth so many times its value is not served at any."""
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
    """Force a declined request in, a trimmed one in whole, a funded one out, and see who moves."""
    asked = study.request(request)
    forced = "out" if study.base.decision(request) in ("fund", "defer") else "in"
    whole = study.base.decision(request) == "trim"
    edit = study.resolver.out(request) if forced == "out" else study.resolver.into(request, whole)
    if forced == "out" and asked.commitment == "must":
        result = study.what_if(study.resolver.open(request), edit, settle=True)
    else:
        result = study.what_if(edit, settle=True)
    if not result.feasible:
        return Ledger(request, forced, False, Interval.nothing(), ())
    others = [r for r in study.scenario.requests if r.id != request]
    how = "in whole" if whole else forced
    rows = moved(study.base, result, others)
    return Ledger(request, how, True, study.difference(result), rows, gained(study, result))


@dataclass(frozen=True)
class BreakEven:
    """The value at which a request is just funded: above it the best plan has it, below it does not."""

    request: str
    value: float
    """What it is worth now [points]."""
    at: float | None
    """The break-even [points]; None where it can't be funded at any value, 0 or less where it always is."""
    exact: bool

    @property
    def factor(self) -> float | None:
        """Break-even ÷ value: 1.3 says that it would have to be worth 30 % more."""
        return None if self.at is None or self.value == 0 else self.at / self.value


def break_even(study: Study, request: str) -> BreakEven:
    """The least factor k on a request's value at which the best plan serves it, times the value.

    best(k), the best plan when the request is worth k times its value, is convex and piecewise linear, and equals the
    best plan without it up to the break-even: Newton's method from the right ends there exactly after a few re-solves.
    For a request that is served whole this is (best without it) − (best of all others with it in).
    """
    asked, resolver = study.request(request), study.resolver
    worth = resolver.grid.worth[request]
    freed = resolver.open(request)
    without = study.without(request)
    if not without.feasible or worth <= 0 or asked.commitment == "out":
        return BreakEven(request, worth, None, True)
    factor, exact = _serving(study, request, without.objective), without.exact
    if factor is None:
        return BreakEven(request, worth, None, exact)
    for _ in range(ROUNDS):
        found = study.what_if(freed, resolver.value_of(request, factor))
        exact = exact and found.exact
        gap, captured = found.objective - without.objective, found.served[request].captured
        if gap <= ROUNDING * study.scale or captured <= 0:
            break
        # a re-solve reads shares at the scenario's own value: what is captured for each unit of the factor
        factor -= gap / captured
    return BreakEven(request, worth, max(factor, 0.0) * worth, exact)


def _serving(study: Study, request: str, without: float) -> float | None:
    """A factor at which the request is served and the plan is better for it; None where none is large enough."""
    freed = study.resolver.open(request)
    for factor in (1.0, HUGE):
        found = study.what_if(freed, study.resolver.value_of(request, factor))
        if found.funds(request) and found.objective > without + ROUNDING * study.scale:
            return factor
    return None
