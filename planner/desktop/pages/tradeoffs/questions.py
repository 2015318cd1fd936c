"""What the Trade-offs tab can show: charts of the plan at once, and questions that take many solves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Any

from planner.desktop.look.words import tr
from planner.domain.scenario import Scenario
from planner.tradeoffs.many_solves.frontier import axes, parts


@dataclass(frozen=True)
class Question:
    """One entry of the list."""

    key: str
    title: str
    hint: str
    takes_solves: bool = False
    """Whether it is worked out when it is asked; else the plan is enough."""
    draw: Callable[[Any, Any, Any], Any] | None = None
    """(answer, theme, size) -> Chart; None: the answer is a table, of what binds or of plans."""
    subjects: Callable[[Scenario], list[tuple[str, str]]] | None = None
    """(key, title) of what it can be asked of; None: of the whole scenario."""
    needs: tuple[str, ...] = ()
    """What a scenario must have for it."""

    def drawing(self, found: Any, note: str = "") -> Callable[[Any, Any], Any]:
        """What draws an answer, with a line above it."""
        assert self.draw is not None
        return partial(_noted, self.draw, found, note)

    def lacks(self, scenario: Scenario) -> str:
        """What a scenario lacks for the question, and what to do; empty: nothing."""
        checks = (_LACKING[need] for need in self.needs)
        return next((tr(text) for is_there, text in checks if not is_there(scenario)), "")


def questions() -> list[Question]:
    """All entries, in reading order."""
    plans = [
        ("priority", tr("Priority"), tr("Value against opportunity cost, with the cut line")),
        ("allocation", tr("Allocation over time"), tr("Who has which GPUs when")),
        ("heat", tr("Where it is tight"), tr("Utilisation and price by pool and period")),
        ("gantt", tr("Grants over time"), tr("When each request is served")),
        ("bubbles", tr("Value for money"), tr("What each request captures and costs")),
        ("fairness", tr("Teams"), tr("What every team asked for and got")),
    ]
    many = [
        ("tornado", tr("What it hangs on"), tr("Each input 10 % smaller and larger")),
        ("weights", tr("Weights"), tr("How far each weight may move")),
        ("robustness", tr("How firm it stands"), tr("Many futures: which decisions hold")),
        ("strategies", tr("Simple ways"), tr("The best plan against lists")),
    ]
    tables = [
        ("list", tr("From your list"), tr("The swaps from a list by value per GPU to the best plan")),
        ("near", tr("Nearly as good"), tr("Plans that give up 2 % at most, and fund others")),
    ]
    priced = tr(
        "Every limit that is reached, with its shadow price: worth at the margin, for a very small step. "
        "Why? tells what a real step is worth"
    )
    limit, climb = tr("The most value for every level of a limit"), tr("What more and more GPUs of a pool bring")
    return [
        *(Question(key, title, hint, draw=_drawn(key)) for key, title, hint in plans),
        Question("binding", tr("What binds"), priced),
        Question("frontier", tr("Frontier"), limit, True, _drawn("frontier"), _axes, ("requests",)),
        Question("ladder", tr("Capacity ladder"), climb, True, _draw_ladder, _pools, ("requests", "pools")),
        *(Question(key, title, hint, True, _drawn(key), needs=_needed(key)) for key, title, hint in many),
        *(Question(key, title, hint, True, needs=_needed(key)) for key, title, hint in tables),
    ]


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


def _noted(draw: Callable[[Any, Any, Any], Any], found: Any, note: str, theme: Any, size: Any) -> Any:
    from planner.charts.sheet import noted

    return noted(draw(found, theme, size), note, theme)


def _drawn(name: str) -> Callable[[Any, Any, Any], Any]:
    def draw(answer: Any, theme: Any, size: Any) -> Any:
        return getattr(import_module(f"planner.charts.{name}"), name)(answer, theme, size)

    return draw


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
    "worst-off": "what every team gets",
}
"""Axes of the whole scenario in words."""


def _pools(scenario: Scenario) -> list[tuple[str, str]]:
    return [(pool.id, pool.title) for pool in scenario.pools]


def _draw_ladder(answer: Any, theme: Any, size: Any) -> Any:
    from planner.charts.ladder import ladder

    return ladder(answer[0], answer[1], theme, size)
