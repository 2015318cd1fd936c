"""A file of any kind that says what a cluster has, or what GPUs cost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from planner.errors import Fault, InputError
from planner.files.documents import read_documents
from planner.files.sheets import ENDINGS, Sheet, read_sheet
from planner.files.text import PRINTED, read_text
from planner.importing.backlog.remembering import keep_corrections, known_corrections
from planner.importing.inventory import node_list, prices
from planner.importing.inventory.columns import IGNORE, Layout
from planner.importing.inventory.kubernetes import is_kubernetes, kubernetes_nodes
from planner.importing.inventory.node_list import is_node_list, listed_nodes, names_nodes, node_layout
from planner.importing.inventory.nodes import Nodes
from planner.importing.inventory.prices import (
    Prices,
    is_price_list,
    is_price_tree,
    listed_prices,
    price_layout,
    tree_prices,
)
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


NODES, PRICES = "nodes", "prices"
"""Kinds of lists."""
FIELDS = {NODES: node_list.FIELDS, PRICES: prices.FIELDS}
"""The columns that they have, in words."""


def read_inventory(
    path: Path, sheet: str = "", told: Mapping[str, str] | None = None, kind: str = "", *, remembered: bool = False
) -> Nodes | Prices | None:
    """What a file says; None where it is none of ``KINDS``. Raises InputError where it is one, and broken.

    Of a table, ``told`` says what columns are, and ``kind`` whether it is a list of nodes or of prices, whatever its
    headings say; ``remembered``: columns are what was said of them for an earlier list.
    """
    label = str(path)
    if path.suffix.lower() in ENDINGS:
        faults: list[Fault] = []
        found = inventory_of_table(read_sheet(path, label, sheet, faults), label, told, kind, remembered)
        if found is not None:
            found.doubts[:0] = faults
        return found
    return inventory_of_text(read_text(path, label, PRINTED), label)


def inventory_of_table(
    sheet: Sheet, label: str, told: Mapping[str, str] | None = None, kind: str = "", remembered: bool = False
) -> Nodes | Prices | None:
    """What a table says, as ``read_inventory`` takes it."""
    if not (kind := kind or kind_of_list(sheet)):
        return None
    known = remembered_fields(kind, sheet) if remembered else {}
    fitting = {heading: field for heading, field in (told or {}).items() if is_listed(kind, field)}
    return (listed_prices if kind == PRICES else listed_nodes)(sheet, label, known | fitting)


def is_listed(kind: str, field: str) -> bool:
    """Whether a list of a kind has such columns."""
    return field in FIELDS[kind] or field == IGNORE


def layout_of(kind: str, sheet: Sheet, told: Mapping[str, str]) -> Layout:
    """What the columns of a list are. Raises InputError where one is told to be what none can be."""
    return (price_layout if kind == PRICES else node_layout)(sheet, told)


def remembered_fields(kind: str, sheet: Sheet) -> dict[str, str]:
    """What was said of the columns of such a list before, by heading."""
    return known_corrections(signature_of(kind, layout_of(kind, sheet, {})), lambda field: is_listed(kind, field))


def remember_fields(kind: str, layout: Layout, told: Mapping[str, str]) -> None:
    """Keep what was said of the columns of a list for the next one of its kind."""
    keep_corrections(signature_of(kind, layout), told)


def signature_of(kind: str, layout: Layout) -> str:
    """What lists of a kind are known by: their headings."""
    return f"{kind}: {layout.signature}"


def kind_of_list(sheet: Sheet) -> str:
    """Whether a table lists nodes or prices; empty for neither."""
    if is_price_list(sheet) and not names_nodes(sheet):
        return PRICES
    return NODES if is_node_list(sheet) else ""


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
