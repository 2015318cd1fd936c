"""Names in a sentence: how it begins and goes on, several side by side, and how many others there are."""

from __future__ import annotations

from collections.abc import Sequence

from planner.domain.scenario import Scenario
from planner.languages.saying import say
from planner.words.amounts import count, figure

FIELDS = {
    "gpus": "GPUs",
    "gpu_hours": "GPU-hours",
    "max_gpus": "GPUs at the most",
    "fte": "people",
    "cost_per_gpu_hour": "price",
    "cost_per_node_hour": "price per node",
    "gpus_per_node": "GPUs per node",
    "at_most": "upper limit",
    "at_least": "promise",
    "enabled": "on or off",
}
"""Fields that have a name of their own in words."""


def started(text: str) -> str:
    """As a sentence begins: its first letter a capital, all others as they are."""
    return text[:1].upper() + text[1:]


def going_on(text: str) -> str:
    """A title as it goes on in a sentence: its first letter small, but for ``GPUs`` and the like."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def listed(parts: Sequence[str], joint: str = "and") -> str:
    """``A``, ``A and B``, ``A, B and C``; nothing for none."""
    if len(parts) < 2:
        return "".join(parts)
    together = {"and": "{first} and {last}", "or": "{first} or {last}"}[joint]
    return say(together, first=say(", ").join(parts[:-1]), last=parts[-1])


def some(names: Sequence[str], most: int) -> list[str]:
    """The names, or, where they are more than so many, the first of them and ``3 others``."""
    return [*names] if len(names) <= most else [*names[: most - 1], say("{count} others", count=len(names) - most + 1)]


def team_words(team: str) -> str:
    """A team by its name; what requests without one are called beside teams."""
    return team or say("requests without a team")


def plural(noun: str, number: float) -> str:
    """``point``, ``points``"""
    return say(noun if figure(abs(number)) in ("1", "1.00") else f"{noun}s")


def counted(number: float, noun: str) -> str:
    """``1 GPU``, ``1,024 GPUs``: so many whole ones."""
    return say("{count} {noun}", count=f"{number:,.0f}", noun=say(noun if round(number) == 1 else f"{noun}s"))


def server(scenario: Scenario, pool: str) -> str:
    """One of what a pool consists of: a GPU, or a CPU server."""
    device = scenario.hardware.get(scenario.pool_by_id[pool].accelerator)
    return "CPU server" if device is not None and device.cpu else "GPU"


AGENTS = ("er", "or", "ist", "ian")
"""How a role ends that says who does it."""


def who(role: str, number: float = 2) -> str:
    """Those of a role: ``ml-engineers``, ``legal people``; one of them: ``ml-engineer``, ``legal person``."""
    if role.endswith(AGENTS):
        return role if number == 1 else say("{role}s", role=role)
    return say("{role} person" if number == 1 else "{role} people", role=role)


def people_of(role: str, number: float) -> str:
    """``44 full-time ml-engineers``, ``1 full-time legal person``"""
    return say("{count} full-time {who}", count=count(number), who=who(role, number))


def field_words(name: str) -> str:
    """``price`` for ``cost_per_gpu_hour``, ``latest start`` for ``latest_start``"""
    return say(FIELDS.get(name, name.replace("_", " ")))


def metric_words(name: str) -> str:
    """``daily active users`` for ``daily_active_users``"""
    return name.replace("_", " ")


def metric_title(name: str) -> str:
    """What a metric is called for people: ``Daily active users`` for ``daily_active_users``, ``NPS`` for ``NPS``."""
    return started(metric_words(name))
