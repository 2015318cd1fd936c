"""Kinds of demand, and what a demand of one kind comes to as another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from planner.domain.request import (
    FLOPS_PER_PARAMETER_AND_TOKEN,
    SECONDS_PER_DAY,
    SECONDS_PER_HOUR,
    Demand,
    Option,
    Request,
)
from planner.domain.scenario import Scenario
from planner.domain.ways import reference_of, ways

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "gpus": "A service: GPUs held throughout",
        "gpu_hours": "A job: GPU-hours of work",
        "train": "A training run",
        "serve": "A served model",
    }
)
PARAMETERS, TRAINING_UTILISATION = 7e9, 0.4
QUERIES, TOKENS, THROUGHPUT, PEAK, SERVING_UTILISATION = 4.0, 900.0, 2400.0, 2.0, 0.6
"""A usual model, where nothing is known of it yet."""
GPUS, HOURS = 8.0, 10_000.0
"""What a demand begins with where there was none [GPU], [GPU·h]."""
DIGITS = 3


def kind_of(demand: Demand | None) -> str:
    """The kind's field; nothing where there is no demand."""
    return next((kind for kind in KINDS if demand is not None and getattr(demand, kind) is not None), "")


def as_kind(kind: str, request: Request, option: str, scenario: Scenario) -> float | dict[str, float]:
    """A demand of a kind that comes to about as many GPU-hours as what is asked for now, as plain data."""
    known = asked(request, option, scenario)
    hours, held = (known.hours, known.held) if known is not None else (HOURS, GPUS)
    match kind:
        case "gpus":
            return rounded(held)
        case "gpu_hours":
            return rounded(hours)
        case "train":
            chosen = next((each for each in request.options if each.id == option), None)
            return _training(hours, request, chosen, scenario)
        case _:
            return _serving(held)


@dataclass(frozen=True)
class Amounts:
    """What an option, or a request without options, asks for."""

    is_job: bool
    hours: float
    """[GPU·h]"""
    held: float
    """On average while it may be served [GPU]."""


def asked(request: Request, option: str, scenario: Scenario) -> Amounts | None:
    """What is asked for; None where that is nothing, or can't be worked out."""
    try:
        way = next((way for way in ways(request, scenario) if way.option == option), None)
    except ValueError:
        return None
    hours = way.asked_hours(scenario.calendar.hours) if way is not None else 0.0
    if way is None or not hours or not way.periods:
        return None
    return Amounts(way.is_job, hours, hours / sum(way.open_hours(scenario.calendar.hours).values()))


def _training(hours: float, request: Request, option: Option | None, scenario: Scenario) -> dict[str, float]:
    """A training run that takes so many hours of the reference accelerator: D = hours · peak · utilisation ÷ 6·N."""
    device = scenario.hardware.get(reference_of(request, option))
    peak = (device.peak_tflops if device else None) or 1000.0
    operations = hours * SECONDS_PER_HOUR * peak * 1e12 * TRAINING_UTILISATION
    tokens = operations / (FLOPS_PER_PARAMETER_AND_TOKEN * PARAMETERS)
    return {"parameters": PARAMETERS, "tokens": rounded(tokens), "utilisation": TRAINING_UTILISATION}


def _serving(held: float) -> dict[str, float]:
    """A served model that holds so many GPUs."""
    tokens_per_second = held * THROUGHPUT * SERVING_UTILISATION / PEAK
    users = tokens_per_second * SECONDS_PER_DAY / (QUERIES * TOKENS)
    return {
        "users": rounded(users),
        "queries_per_user_day": QUERIES,
        "tokens_per_query": TOKENS,
        "tokens_per_second_per_gpu": THROUGHPUT,
        "peak_to_average": PEAK,
        "utilisation": SERVING_UTILISATION,
    }


def rounded(value: float) -> float:
    """A number to the digits that an estimate has."""
    return float(f"{value:.{DIGITS}g}")
