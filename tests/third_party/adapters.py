"""Other people's instances as ordinary scenario files: one short function a kind."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).parents[3] / "shared" / "data"
INSTANCES = DATA / "instances"
MISSING = f"the third-party data is not beside the checkout ({DATA.name} in {DATA.parent.name})"
MONDAY = "2027-01-04"

type Document = dict[str, Any]


@cache
def answers() -> dict[str, dict[str, str]]:
    """Published and proved answers by instance; empty where the data is missing."""
    file = INSTANCES / "answers.csv"
    if not file.exists():
        return {}
    with file.open(encoding="utf-8") as stream:
        return {row["name"]: row for row in csv.DictReader(stream)}


def names(kind: str) -> list[str]:
    return [name for name, row in answers().items() if row["kind"] == kind]


def instance(name: str) -> Document:
    found: Document = json.loads((INSTANCES / f"{name.split('@')[0]}.json").read_text(encoding="utf-8"))
    return found


def basis(periods: int, **parts: Any) -> Document:
    """A scenario of weeks, all of 168 hours, whose values are raw scores, solved to a gap of zero."""
    return {
        "format": 1,
        "calendar": {"start": MONDAY, "periods": periods, "unit": "week"},
        "accelerators": {"unit": {"speed": 1}},
        "value": {"scale": "raw", "weights": {"score": 1}},
        "solver": {"gap": 0},
    } | parts


def knapsack_as_pool(data: Document, minimum: float) -> Document:
    """One pool, one week a resource: an item is a service over all weeks whose GPUs differ by week."""
    capacities = [r["capacity"] for r in data["resources"]]
    requests = [
        {
            "id": item["id"], "metrics": {"score": item["value"]}, "demand": {"gpus": item["use"]},
            "runs_on": {"unit": 1}, "minimum": minimum, "latest_start": MONDAY,
        }
        for item in data["items"]
    ]  # fmt: skip
    pool = {"id": "pool", "accelerator": "unit", "gpus": capacities}
    return basis(len(capacities), pools=[pool], requests=requests)


def knapsack_as_people(data: Document) -> Document:
    """A role a resource; GPUs play no part."""
    roles = [{"role": r["id"], "fte": r["capacity"]} for r in data["resources"]]
    requests = [
        {
            "id": item["id"], "metrics": {"score": item["value"]}, "minimum": 1,
            "people": {role["role"]: use for role, use in zip(roles, item["use"], strict=True) if use},
        }
        for item in data["items"]
    ]  # fmt: skip
    return basis(1, people=roles, requests=requests)


def assignment(data: Document) -> tuple[Document, float]:
    """A pool and an accelerator an agent; a job is a must with one option an agent.

    Where costs are minimised an option is worth K − cost; returns K times the jobs, from which the value is taken.
    """
    minimised = data.get("sense") == "min"
    top = 1 + max(option["value"] for item in data["items"] for option in item["options"]) if minimised else 0
    agents = [r["id"] for r in data["resources"]]
    requests = [
        {
            "id": item["id"], "commitment": "must", "metrics": {"score": 1},
            "options": [
                {
                    "id": option["resource"], "demand": {"gpus": option["use"]}, "runs_on": {option["resource"]: 1},
                    "value": top - option["value"] if minimised else option["value"],
                }
                for option in item["options"]
            ],
        }
        for item in data["items"]
    ]  # fmt: skip
    pools = [{"id": r["id"], "accelerator": r["id"], "gpus": r["capacity"]} for r in data["resources"]]
    document = basis(1, accelerators={agent: {"speed": 1} for agent in agents}, pools=pools, requests=requests)
    return document, float(top * len(requests))


def multiple_choice(data: Document) -> Document:
    """A group is a must, an item one of its options, a resource a role."""
    roles = [{"role": r["id"], "fte": r["capacity"]} for r in data["resources"]]
    requests = [
        {
            "id": group["id"], "commitment": "must", "metrics": {"score": 1},
            "options": [
                {
                    "id": f"o{k}", "value": option["value"],
                    "people": {role["role"]: use for role, use in zip(roles, option["use"], strict=True) if use},
                }
                for k, option in enumerate(group["options"])
            ],
        }
        for group in data["items"]
    ]  # fmt: skip
    return basis(1, people=roles, requests=requests)


def next_release(data: Document, ratio: float) -> Document:
    """A requirement is worth nothing and costs; a customer brings value and requires features; the budget is a rule."""
    costs = {item["id"]: float(item["use"][0]) for item in data["items"] if item.get("use")}
    budget = int(ratio * sum(costs.values()) + 0.5)
    requests = [
        {"id": item["id"], "metrics": {"score": item["value"]}, "minimum": 1}
        | ({"cost": costs[item["id"]]} if costs.get(item["id"]) else {})
        | ({"requires": item["requires"]} if item.get("requires") else {})
        for item in data["items"]
    ]
    return basis(1, requests=requests, rules=[{"name": "Budget", "measure": "cost", "at_most": budget}])


def closure(data: Document) -> Document:
    """Blocks of a mine: worth something or less than nothing, each on top of those it requires."""
    requests = [
        {"id": item["id"], "metrics": {"score": item["value"]}, "minimum": 1}
        | ({"requires": item["requires"]} if item["requires"] else {})
        for item in data["items"]
    ]
    return basis(1, requests=requests)


def cluster(data: Document) -> Document:
    """A cluster's pools, and its demand by the kinds of GPU that a task may use; divisible."""
    hardware = [r["id"] for r in data["resources"]]
    pools = [{"id": r["id"], "accelerator": r["id"], "gpus": r["capacity"]} for r in data["resources"]]
    requests = [
        {
            "id": item["id"], "metrics": {"score": item["value"]}, "demand": {"gpus": item["demand"]},
            "runs_on": item["runs_on"],
        }
        for item in data["items"]
    ]  # fmt: skip
    return basis(1, accelerators={name: {"speed": 1} for name in hardware}, pools=pools, requests=requests)
