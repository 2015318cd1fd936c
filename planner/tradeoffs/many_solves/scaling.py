"""One input of a scenario, larger or smaller: the variations of tornado, frontier, robustness and gaming meter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from operator import mul

from planner.domain.base import mapped
from planner.domain.inventory import Pool
from planner.domain.scenario import Scenario
from planner.domain.worth import points
from planner.tradeoffs.one_scenario.changed import scaled_demand, valued
from planner.words.names import who

KINDS = ("gpus", "fte", "limit", "price", "value", "demand")


@dataclass(frozen=True)
class Input:
    """One figure, or series, that may turn out otherwise."""

    kind: str
    """gpus of a pool, fte of a role, limit of a rule, price of a pool, value or demand of a request"""
    name: str
    """The pool, role, rule or request; empty for gpus and price: of all pools."""

    def title(self, scenario: Scenario) -> str:
        """``GPUs of H100 in Virginia``, ``value of Search``"""
        if self.kind in ("value", "demand"):
            return f"{self.kind} of {scenario.request_by_id[self.name].title}"
        if self.kind in ("gpus", "price"):
            where = scenario.pool_by_id[self.name].title if self.name else "all pools"
            return f"{'GPUs' if self.kind == 'gpus' else 'price'} of {where}"
        return f"limit of {self.name}" if self.kind == "limit" else f"number of {who(self.name)}"


@dataclass(frozen=True)
class Scaled:
    """Some inputs times a factor each."""

    factors: tuple[tuple[Input, float], ...]

    def applied(self, scenario: Scenario) -> Scenario:
        for which, factor in self.factors:
            scenario = scaled(scenario, which, factor)
        return scenario


def scaled(scenario: Scenario, which: Input, factor: float) -> Scenario:
    """The scenario with one input times a factor."""
    times = partial(mul, factor)
    match which.kind:
        case "value":
            return scenario.replacing(valued(scenario.request_by_id[which.name], factor))
        case "demand":
            return scenario.replacing(scaled_demand(scenario.request_by_id[which.name], factor))
        case "fte":
            role = scenario.role_by_id[which.name]
            return scenario.replacing(role.model_copy(update={"fte": mapped(role.fte, times)}))
        case "limit":
            return scenario.replacing(scenario.rule_by_name[which.name].with_limits(times))
        case _:
            meant = [scenario.pool_by_id[which.name]] if which.name else scenario.pools
            return scenario.replacing(*(_pool(pool, which.kind, times) for pool in meant))


def inputs(scenario: Scenario, top: int | None = None) -> Iterator[Input]:
    """Every input that can be scaled; of requests, the ``top`` that are worth most."""
    yield from (Input("gpus", pool.id) for pool in scenario.pools)
    yield from (Input("fte", role.role) for role in scenario.people)
    yield from (Input("limit", rule.name) for rule in scenario.rules if rule.enabled)
    if any(pool.cost_per_gpu_hour > 0 for pool in scenario.pools):
        yield Input("price", "")
    worth = points(scenario)
    ranked = sorted((r for r in scenario.requests if r.commitment != "out"), key=lambda r: (-worth[r.id], r.id))[:top]
    yield from (Input("value", r.id) for r in ranked if worth[r.id] > 0)
    yield from (Input("demand", r.id) for r in ranked if r.demand is not None or r.options)


def _pool(pool: Pool, kind: str, times: Callable[[float], float]) -> Pool:
    if kind == "gpus":
        return pool.model_copy(update={"gpus": mapped(pool.gpus, times)})
    rented = pool.on_demand
    if rented is not None:
        rented = rented.model_copy(update={"cost_per_gpu_hour": times(rented.cost_per_gpu_hour)})
    return pool.model_copy(update={"cost_per_gpu_hour": times(pool.cost_per_gpu_hour), "on_demand": rented})
