"""Clusters and price lists that no tool would print, made at random from those that tools do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from planner.errors import InputError
from planner.files import parse
from planner.files.amending import amended
from planner.files.catalogue import catalogue
from planner.importing.inventory.answers import Answers, unanswered
from planner.importing.inventory.proposing import proposed
from planner.importing.inventory.reading import read_inventory
from tests.files.fuzzing import WORDS
from tests.importing import clusters
from tests.importing.backlog_fuzzing import backlogs, read_as_backlog

EMPTY = {"format": 1, "calendar": {"start": "2027-01", "periods": 2}}
TEXTS = (clusters.SCONTROL, clusters.SINFO, clusters.KUBE_YAML, clusters.NODE_LIST, clusters.PRICE_LIST)
TREES = tuple(map(json.loads, (clusters.KUBE_JSON, clusters.SINFO_JSON, clusters.SLURMRESTD)))
ODD = [
    *WORDS, "gpu:a100:8(S:0-1),", "gpu::", "gpu:a100:99999999999", "gpu:(8", "g[1-999999999]", "g[01-03,x]-[1-2]", "g[", "]",
    "IDLE+DRAIN", "down*", "NVIDIA-H100-80GB-HBM3", "A100-SXM4-40GB-MIG-1g.5gb", "MIG-9g.99gb", "a100_7g.1gb", "8k", "1e3",
]  # fmt: skip
VALUES = st.one_of(
    st.sampled_from(ODD), st.none(), st.booleans(), st.integers(-3, 10**12), st.floats(), st.text(max_size=4),
    st.builds(list), st.builds(dict), st.builds(lambda: [[]]),
)  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> str:
    """What a tool prints, with a few words of it said otherwise, and a few lines lost or doubled."""
    lines = draw(st.sampled_from(TEXTS)).split("\n")
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        words = lines[at].split(" ")
        match draw(st.sampled_from(["lose", "double", "say", "cut"])):
            case "lose":
                lines[at] = ""
            case "double":
                lines.insert(at, lines[at])
            case "say":
                word = draw(st.integers(0, len(words) - 1))
                words[word] = words[word].partition("=")[0] + "=" * ("=" in words[word]) + draw(st.sampled_from(ODD))
                lines[at] = " ".join(words)
            case "cut":
                lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
    return "\n".join(lines)


@st.composite
def trees(draw: st.DrawFn) -> str:
    """What an interface answers, with some of its entries anything at all."""
    tree = json.loads(json.dumps(draw(st.sampled_from(TREES))))
    for _ in range(draw(st.integers(0, 4))):
        at = tree
        while isinstance(at, dict | list) and at:
            key = draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
            if draw(st.integers(0, 3)) == 0 or not isinstance(at[key], dict | list):
                at[key] = draw(VALUES)
                break
            at = at[key]
    text = json.dumps(tree)
    return text[: draw(st.integers(0, len(text)))] if draw(st.integers(0, 9)) == 0 else text


def read(folder: Path, text: str, name: str) -> bool:
    """Whether a file becomes pools of a scenario; anything but that or an error with words is a fault of ours."""
    file = folder / name
    file.write_bytes(text.encode("utf-8", "replace"))
    try:
        found = read_inventory(file)
        if found is None:
            return False
        scenario = parse(EMPTY)
        made = proposed(scenario, {name: found}, Answers(), 8.0)
        account = [*made.grouped.groups, *made.grouped.left_out, *made.grouped.asked]
        assert abs(sum(each.gpus for each in account) - made.grouped.gpus) <= 1e-6 * made.grouped.gpus, "GPUs are lost"
        if made.grouped.asked:
            assert all(map(str, unanswered(made.grouped.asked).faults))
        return bool(amended(scenario, made.proposal.changes).pools)
    except InputError as error:
        assert error.faults and all(str(fault) and not fault.warning for fault in error.faults)
        return False


def _as(name: str) -> Callable[[Path, Any], bool]:
    return lambda folder, text: read(folder, text, name)


READERS: dict[str, tuple[st.SearchStrategy[Any], Callable[[Path, Any], bool]]] = {
    "nodes": (texts(), _as("nodes.txt")),
    "trees": (trees(), _as("nodes.json")),
    "lists": (texts(), _as("nodes.csv")),
    "backlogs": (backlogs(), read_as_backlog),
}
"""For each kind of file what makes it, and what reads it and gives whether it became pools, or requests."""
catalogue()  # read once, before anything is measured
