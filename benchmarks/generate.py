"""Write a scenario as large as wanted, the same one for the same seed.

    python benchmarks/generate.py --requests 200 --pools 6 --periods 12 --seed 1 -o large.yaml

The spread is that of real backlogs: most requests are small and a few are huge (log-normal), half are services and
half jobs; 30 % take any share, 40 % have a minimum, 30 % are all or nothing. More is asked for than there is.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from planner.domain.calendar import Calendar  # noqa: E402  (the checkout's own, installed or not)
from planner.files import dump, parse  # noqa: E402

START = "2027-01"
ACCELERATORS = {  # speed against an H100, dollars per hour
    "H100-SXM": (1.0, 2.1),
    "A100-80GB": (0.45, 1.2),
    "L40S": (0.35, 0.8),
    "MI300X": (1.05, 1.95),
    "B200": (2.2, 4.4),
    "T4": (0.06, 0.2),
}
FASTEST_FIRST = sorted(ACCELERATORS, key=lambda name: -ACCELERATORS[name][0])
REGIONS = ("us-east", "us-west", "eu-west")
SPREAD = 1.2
"""Standard deviation of the logarithm of a request's size: the largest of 1,000 is about 40 times the median."""
LARGEST = 0.08
"""Most of all work that one request asks for, where there are enough of them."""
SCARCITY = 1.3
"""Work asked for over work that all pools can do."""


@dataclass(frozen=True)
class Size:
    """How large a scenario is."""

    requests: int
    pools: int
    periods: int
    seed: int


def generate(size: Size) -> dict[str, Any]:
    """A scenario's data, as in its file."""
    dice = random.Random(f"{size.requests}/{size.pools}/{size.periods}/{size.seed}")
    labels = Calendar(start=START, periods=size.periods).labels
    pools = [_pool(dice, k, labels) for k in range(size.pools)]
    asked = _sizes(dice, size, pools)
    requests = [_request(dice, k, asked[k], size, pools, labels) for k in range(size.requests)]
    cost = sum(_mean_gpus(pool) * pool["cost_per_gpu_hour"] * 730 * size.periods for pool in pools)
    return {
        "format": 1,
        "name": f"Generated: {size.requests} requests, {size.pools} pools, {size.periods} months, seed {size.seed}",
        "calendar": {"start": START, "periods": size.periods, "unit": "month"},
        "pools": pools,
        "people": [{"role": "ml-engineer", "fte": max(4, round(0.4 * size.requests))}],
        "requests": requests,
        "value": {"weights": {"revenue": 60, "daily_active_users": 40}},
        "rules": [
            {"name": "Budget", "measure": "cost", "at_most": round(1.05 * cost)},
            {"name": "Research protected", "measure": "gpu_share", "of": {"team": "team-0"}, "at_least": 0.05},
        ],
    }


def _pool(dice: random.Random, k: int, labels: tuple[str, ...]) -> dict[str, Any]:
    accelerator = list(ACCELERATORS)[k % len(ACCELERATORS)]
    gpus = dice.choice((64, 128, 256, 512))
    cost = ACCELERATORS[accelerator][1]
    pool: dict[str, Any] = {
        "id": f"pool-{k}",
        "accelerator": accelerator,
        "region": REGIONS[k % len(REGIONS)],
        "gpus": gpus,
        "availability": 0.95,
        "cost_per_gpu_hour": cost,
    }
    if len(labels) > 3 and k % 3 == 0:
        pool["gpus"] = {labels[0]: gpus, labels[len(labels) // 2]: round(1.5 * gpus)}
    if k % 2 == 0:
        pool["on_demand"] = {"gpus": gpus // 4, "cost_per_gpu_hour": round(2.2 * cost, 2)}
    return pool


def _mean_gpus(pool: dict[str, Any]) -> float:
    gpus = pool["gpus"]
    return sum(gpus.values()) / len(gpus) if isinstance(gpus, dict) else float(gpus)


def _sizes(dice: random.Random, size: Size, pools: list[dict[str, Any]]) -> list[float]:
    """Work that each request asks for [H100·h]: log-normal, scaled so that it comes to more than there is."""
    drawn = [dice.lognormvariate(0, SPREAD) for _ in range(size.requests)]
    most = max(LARGEST * sum(drawn), sum(drawn) / size.requests)
    drawn = [min(one, most) for one in drawn]
    supply = sum(_mean_gpus(pool) * ACCELERATORS[pool["accelerator"]][0] for pool in pools) * 730 * size.periods
    return [SCARCITY * supply * one / sum(drawn) for one in drawn]


def _request(
    dice: random.Random, k: int, work: float, size: Size, pools: list[dict[str, Any]], labels: tuple[str, ...]
) -> dict[str, Any]:
    first = dice.randrange(max(1, size.periods // 2))
    last = dice.randrange(min(first + max(1, size.periods // 3), size.periods - 1), size.periods)
    hours = 730.0 * (last - first + 1)
    request: dict[str, Any] = {
        "id": f"request-{k:05}",
        "name": f"Request {k}",
        "product": f"product-{k % 8}",
        "team": f"team-{k % 7}",
        "metrics": {
            "revenue": round(work * dice.lognormvariate(3, 0.7)),
            "daily_active_users": round(work * dice.lognormvariate(0, 1)),
        },
        "window": [labels[first], labels[last]],
        "runs_on": _runs_on(dice, pools),
        "people": {"ml-engineer": dice.choice((0.25, 0.5, 1))},
    }
    if dice.random() < 0.5:
        request |= {"kind": "inference", "demand": {"gpus": round(work / hours, 3)}}
    else:
        most = math.ceil(8 * work / hours)
        request |= {"kind": "training", "demand": {"gpu_hours": round(work, 1), "max_gpus": most}}
    request |= _divisibility(dice)
    if "minimum" in request and request["kind"] == "inference" and dice.random() < 0.6:
        request["latest_start"] = labels[min(first + 2, last)]
    if dice.random() < 0.1:
        request["decay"] = 0.03
    if k and dice.random() < 0.08:
        request["requires"] = [f"request-{dice.randrange(k):05}"]
    return request


def _runs_on(dice: random.Random, pools: list[dict[str, Any]]) -> dict[str, float]:
    """From two to four kinds of those that there are; nothing large runs on the slowest alone."""
    there = [name for name in FASTEST_FIRST if any(pool["accelerator"] == name for pool in pools)]
    kept = sorted(dice.sample(there, min(len(there), dice.choice((2, 3, 3, 4)))), key=FASTEST_FIRST.index)
    return {name: round(ACCELERATORS[name][0] * dice.uniform(0.8, 1.2), 3) for name in kept}


def _divisibility(dice: random.Random) -> dict[str, Any]:
    """30 % any share, some with diminishing returns; 40 % a minimum; 30 % all or nothing."""
    kind = dice.random()
    if kind < 0.3:
        return {"value_curve": [[0.5, 0.75], [1, 1]]} if dice.random() < 0.5 else {}
    if kind < 0.7:
        return {"minimum": dice.choice((0.25, 0.4, 0.5, 0.6))}
    return {"minimum": 1}


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a scenario of a given size.")
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--pools", type=int, default=6)
    parser.add_argument("--periods", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, help="file to write; left out: standard output")
    given = parser.parse_args()
    text = dump(parse(generate(Size(given.requests, given.pools, given.periods, given.seed))))
    if given.output:
        given.output.write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
