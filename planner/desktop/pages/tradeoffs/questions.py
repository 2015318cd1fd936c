"""What the Trade-offs tab can show: charts of the plan at once, and questions that take many solves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from planner.charts.catalogue import IN_READING_ORDER, KINDS, draw
from planner.desktop.look.words import tr
from planner.domain.scenario import Scenario
from planner.tradeoffs.many_solves.frontier import axes, parts


@dataclass(frozen=True)
class Question:
    """One entry of the list."""

    key: str
    group: str
    """The heading under which it stands."""
    title: str
    """What it answers."""
    hint: str
    """How, and by which words it is known elsewhere."""
    takes_solves: bool = False
    """Whether it is worked out when it is asked; else the plan is enough."""
    subjects: Callable[[Scenario], list[tuple[str, str]]] | None = None
    """(key, title) of what it can be asked of; None: of the whole scenario."""
    needs: tuple[str, ...] = ()
    """What a scenario must have for it."""

    @property
    def is_drawn(self) -> bool:
        """Whether the answer is a chart; else it is a table, of what binds or of plans."""
        return self.key in KINDS

    def drawing(self, found: Any, note: str = "") -> Callable[[Any, Any], Any]:
        """What draws an answer in a theme and a size, with a line above it."""
        return partial(draw, self.key, found if isinstance(found, tuple) else (found,), note)

    def lacks(self, scenario: Scenario) -> str:
        """What a scenario lacks for the question, and what to do; empty: nothing."""
        checks = (_LACKING[need] for need in self.needs)
        return next((tr(text) for is_there, text in checks if not is_there(scenario)), "")


GROUPS = ("Who gets what", "What limits it", "How good and how sure it is")
"""Headings of the list, in reading order."""


def questions() -> list[Question]:
    """All entries, in reading order; those of a group stand together."""
    from_list = tr("The swaps that lead from a list by contribution per GPU to the best plan")
    near = tr("Alternatives that give up 2 % at most, and fund others")
    priced = tr(
        "Every limit that is reached, with its shadow price: worth at the margin, for a very small step. "
        "Why? tells what a real step is worth"
    )
    gets, limits, sure = GROUPS
    short = "heat"
    return [
        *(_chart(key, gets) for key in IN_READING_ORDER if key != short),
        Question("binding", limits, tr("What binds"), priced),
        _chart(short, limits),
        _chart("ladder", limits, takes_solves=True, subjects=_pools, needs=("requests", "pools")),
        _chart("frontier", limits, takes_solves=True, subjects=_axes, needs=("requests",)),
        *(_chart(key, sure, takes_solves=True, needs=_needed(key)) for key in ("strategies", "robustness", "tornado")),
        _chart("weights", sure, takes_solves=True, needs=_needed("weights")),
        Question("list", sure, tr("From a simple list to the plan"), from_list, True, needs=_needed("list")),
        Question("near", sure, tr("Plans that are nearly as good"), near, True, needs=_needed("near")),
    ]


def _chart(key: str, group: str, **more: Any) -> Question:
    """A question that the chart of its name answers."""
    return Question(key, group, tr(KINDS[key].title), tr(KINDS[key].hint), **more)


def _needed(key: str) -> tuple[str, ...]:
    return ("requests", "value") if key in ("weights", "list") else ("requests",)


_LACKING: dict[str, tuple[Callable[[Scenario], bool], str]] = {
    "requests": (
        lambda scenario: bool(scenario.requests),
        "Nobody asks for anything yet: add a request, and ask again.",
    ),
    "pools": (
        lambda scenario: bool(scenario.pools),
        "There are no GPUs yet: add a pool to the inventory, and ask again.",
    ),
    "value": (
        lambda scenario: scenario.objective == "value",
        "This can be told only where the plan is after the most value, see Rules and weights.",
    ),
}
"""What a scenario may lack: whether it is there, and what to say where it is not."""


def _axes(scenario: Scenario) -> list[tuple[str, str]]:
    """Limits that a frontier can run along."""
    return [(axis, _along(scenario, axis)) for axis in axes(scenario)]


def _along(scenario: Scenario, axis: str) -> str:
    kind, name, field = parts(axis)
    match kind:
        case "rules":
            return tr("{rule}, {side}", rule=name, side=field.replace("_", " "))
        case "people":
            return tr("people: {role}", role=name)
        case "pools" if name:
            return tr("GPUs of {pool}", pool=scenario.pool_by_id[name].title)
    return tr(_WHOLE[axis])


_WHOLE = {
    "pools": "all GPUs",
    "cost": "spending",
    "carbon": "carbon",
    "energy": "energy",
    "power": "power",
    "worst-off": "what every team gets",
}
"""Axes of the whole scenario in words."""


def _pools(scenario: Scenario) -> list[tuple[str, str]]:
    return [(pool.id, pool.title) for pool in scenario.pools]
