"""From your list to the best list: what contribution per GPU gives, and the swaps that lead to the best plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from planner.errors import PlannerError
from planner.program.again.swaps import Swaps
from planner.program.again.what_if import Result
from planner.program.optimum.optimise import ONE_OF_FEW
from planner.program.reading.served import read_served
from planner.program.solving import effort_of
from planner.tradeoffs.one_scenario.interval import Interval
from planner.tradeoffs.one_scenario.rankings import by_contribution
from planner.tradeoffs.one_scenario.replica import Given, all_given
from planner.tradeoffs.one_scenario.study import Study, gained

GAP = 1e-6
"""To which each step is proved."""


@dataclass(frozen=True)
class Swap:
    """One step: who gives way, who comes in, and what that brings. No request moves twice in a chain."""

    less: tuple[str, ...]
    """Requests that are served less than in the list, or not at all, from this step on."""
    more: tuple[str, ...]
    """Requests that are served more."""
    value: float
    """Of the plan after the step [points]."""
    gain: float
    """What the step brings [points]: the difference of two plans, and so exact."""
    given: dict[str, Given]
    """What each request has that is served after the step."""
    least: bool | None = True
    """Whether it is proved that no smaller swap brings a thousandth of the value; False: it could not be split further
    with the effort allowed; None: it is several steps that belong together."""


@dataclass(frozen=True)
class Chain:
    """The list's plan, the swaps, and the best plan."""

    order: tuple[str, ...]
    """The list: requests by contribution per GPU, highest first, as among the simple strategies."""
    start: float
    """What the list captures [points]."""
    end: float
    """What the best plan captures, or the best one found [points]."""
    bound: float
    """No plan captures more [points]."""
    swaps: tuple[Swap, ...]
    given: dict[str, Given]
    """What each request has that the list serves."""
    metrics: dict[str, float]
    """What the best plan captures more of each metric."""

    @property
    def proved(self) -> bool:
        """Whether no plan is better than the one at the end."""
        return Interval.of(self.end, self.bound).exact()


def listed(study: Study) -> Result:
    """The plan that the list gives within the same limits, promises and requirements as the best one."""
    return study.resolver.fill(by_contribution(study.resolver.grid))


def chain(study: Study, work: float = ONE_OF_FEW) -> Chain:
    """The fewest swaps at a time that each make the plan better, from the list's plan to the best.

    ``work``: how far small swaps are looked for (see ``Effort``); where it is done, the rest moves at once.
    Raises PlannerError where the objective is not value: a list says nothing of what is cheapest, or fairest.
    """
    if study.scenario.objective != "value":
        raise PlannerError("A list by contribution per GPU can be compared only where the objective is value.")
    first, best = listed(study), study.base
    swaps = tuple(_swaps(study, first, best, work))
    return Chain(
        by_contribution(study.resolver.grid),
        first.points,
        best.points,
        max(best.bound, best.points),
        swaps,
        all_given(first.served, study.resolver.grid.hours),
        {metric: -amount for metric, amount in gained(study, first).items()},
    )


def _swaps(study: Study, first: Result, best: Result, work: float) -> Iterator[Swap]:
    if first.values is None or best.values is None or not study.matters(study.difference(first, {})):
        return
    effort, program = effort_of(study.scenario, GAP, work=work), study.resolver.program
    swaps = Swaps(program, first.values, best.values, effort, study.control)
    _, *steps = swaps.steps()
    reached, waiting = first.points, None
    for step in steps:
        shares = {r: best.served[r].share - first.served[r].share for r in step.requests}
        swap = Swap(
            less=tuple(sorted(r for r, change in shares.items() if change < 0)),
            more=tuple(sorted(r for r, change in shares.items() if change > 0)),
            value=step.objective,
            gain=step.objective - reached,
            given=all_given(read_served(program.variables, step.values), program.grid.hours),
            least=step.least,
        )
        reached = step.objective
        if waiting is not None and swap.less:
            yield waiting
            waiting = None
        waiting = swap if waiting is None else _joined(waiting, swap)
    if waiting is not None:
        yield waiting


def _joined(swap: Swap, after: Swap) -> Swap:
    """A step that takes from nobody uses what the one before it has freed: they are one swap."""
    more = tuple(sorted((*swap.more, *after.more)))
    least = None if swap.least is not False and after.least else False
    return Swap(swap.less, more, after.value, swap.gain + after.gain, after.given, least)
