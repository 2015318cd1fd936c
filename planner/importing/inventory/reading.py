"""A file of any kind that says what a cluster has, or what GPUs cost."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from planner.errors import Fault, InputError
from planner.files.documents import read_documents
from planner.files.sheets import ENDINGS, Sheet, read_sheet
from planner.files.text import PRINTED, read_text
from planner.importing.inventory.kubernetes import is_kubernetes, kubernetes_nodes
from planner.importing.inventory.node_list import is_node_list, listed_nodes, names_nodes
from planner.importing.inventory.nodes import Nodes
from planner.importing.inventory.prices import Prices, is_price_list, is_price_tree, listed_prices, tree_prices
from planner.importing.inventory.slurm import (
    is_scontrol,
    is_sinfo,
    is_slurm_json,
    json_nodes,
    scontrol_nodes,
    sinfo_nodes,
)

KINDS = (
    "kubectl get nodes -o json (or yaml), scontrol show nodes, sinfo with GRES, either with --json, slurmrestd's"
    " /nodes, a list of nodes, or a list of prices"
)
"""What is read, in words."""
_TREE = re.compile(r"\s*(?:[\[{]|---|\w[\w.]*:(?:\s|$))")


def read_inventory(path: Path, sheet: str = "") -> Nodes | Prices | None:
    """What a file says; None where it is none of ``KINDS``. Raises InputError where it is one, and broken."""
    label = str(path)
    if path.suffix.lower() in ENDINGS:
        faults: list[Fault] = []
        found = inventory_of_table(read_sheet(path, label, sheet, faults), label)
        if found is not None:
            found.doubts[:0] = faults
        return found
    return inventory_of_text(read_text(path, label, PRINTED), label)


def inventory_of_table(sheet: Sheet, label: str) -> Nodes | Prices | None:
    """What a table says."""
    if is_price_list(sheet) and not names_nodes(sheet):
        return listed_prices(sheet, label)
    return listed_nodes(sheet, label) if is_node_list(sheet) else None


def inventory_of_text(text: str, label: str) -> Nodes | Prices | None:
    """What a text says that some program printed."""
    try:
        if is_scontrol(text):
            return scontrol_nodes(text)
        if is_sinfo(text):
            return sinfo_nodes(text)
        return _of_trees(read_documents(text, label), label) if _TREE.match(text.lstrip("\ufeff")) else None
    except InputError as error:
        raise InputError([fault.at(file=fault.file or label) for fault in error.faults]) from None


def _of_trees(documents: list[Any], label: str) -> Nodes | Prices | None:
    if is_kubernetes(documents):
        return kubernetes_nodes(documents)
    if len(documents) == 1 and is_slurm_json(documents[0]):
        return json_nodes(documents[0])
    if len(documents) == 1 and is_price_tree(documents[0]):
        return tree_prices(documents[0], label)
    return None
