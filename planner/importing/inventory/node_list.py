"""A list of nodes that somebody keeps: one row a node, or a row for several that are alike; CSV or XLSX."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from planner.errors import Fault, InputError
from planner.files.sheets import Row, Sheet, listed
from planner.importing.inventory.columns import Layout, Places, laid_out
from planner.importing.inventory.headings import columns_of, header_of, in_gb, number_of, plain_heading, unmerged
from planner.importing.inventory.nodes import Devices, Node, Nodes
from planner.importing.inventory.slurm_states import why_out

HEADINGS = {
    "node": ("node", "node name", "hostname", "host", "server", "sn", "node id", "machine", "machine id", "name"),
    "card": (
        *("gpu model", "gpu type", "gpu name", "accelerator", "accelerator name", "accelerator type", "gpu product"),
        *("model", "card", "gpu card", "device", "product", "type", "gpu"),
    ),
    "gpus": (
        *("gpus", "gpu count", "gpus per node", "num gpus", "n gpus", "ngpus", "number of gpus", "gpu num", "gpu qty"),
        *("accelerator count", "accelerators", "cards", "devices", "gpu"),
    ),
    "nodes": ("nodes", "node count", "number of nodes", "servers", "quantity", "qty", "count"),
    "memory": ("gpu memory", "gpu mem", "gpu ram", "vram", "gpu memory gb", "vram gb", "memory gb", "memory"),
    "place": (
        *("region", "location", "site", "data center", "datacenter", "dc", "availability zone", "zone"),
        *("cluster", "partition", "queue", "pool"),
    ),
    "state": ("state", "status", "node state", "health", "condition"),
    "price": ("cost per gpu hour", "price per gpu hour", "usd per gpu hour", "gpu hour cost", "gpu hour price"),
}
"""What people call each column, the plainest first."""
FIELDS = {
    "node": "node",
    "card": "GPU model",
    "gpus": "GPUs of each node",
    "nodes": "number of nodes",
    "memory": "memory of a GPU",
    "place": "region, zone or cluster",
    "state": "state",
    "price": "price of a GPU-hour",
}
"""The same in words."""
OUT = {
    "down": "down",
    "drain": "drained",
    "drained": "drained",
    "draining": "drained",
    "cordoned": "cordoned",
    "schedulingdisabled": "cordoned",
    "offline": "down",
    "broken": "broken",
    "failed": "broken",
    "faulty": "broken",
    "rma": "broken",
    "repair": "broken",
    "maintenance": "in maintenance",
    "maint": "in maintenance",
    "not ready": "not ready",
    "notready": "not ready",
    "decommissioned": "decommissioned",
    "retired": "decommissioned",
    "planned": "not there yet",
    "ordered": "not there yet",
    "disabled": "down",
    "unhealthy": "broken",
}
"""States in which a node can't be used, and what is said of it."""


IN_ORDER = frozenset(
    {"up", "ok", "ready", "active", "online", "idle", "mix", "mixed", "alloc", "allocated", "in", "healthy", "running"}
    | {"available", "production", "live", "used", "free", "busy", "enabled", "yes", "true", "completing"}
    | {"resv", "reserved", "good", "normal", "started"}
)
"""Words with which a state begins that takes nothing away."""
_FIGURES = {"gpus", "nodes", "memory", "price"}
_BEFORE = re.compile(r"(?P<count>\d{1,4})\s?[x×*]\s?(?P<card>\S.*)", re.IGNORECASE)
_BEHIND = re.compile(r"(?P<card>\S.*?)\s[x×*]\s?(?P<count>\d{1,4})", re.IGNORECASE)


def is_node_list(sheet: Sheet) -> bool:
    """Whether a table says of nodes, or of cards in a place, how many GPUs there are."""
    at = columns_of(sheet.rows[header_of(sheet.rows, HEADINGS)], HEADINGS)
    counts = bool(at.keys() & {"gpus", "nodes"}) or _counts_in_cards(sheet, at)
    return "card" in at and counts and bool(at.keys() & {"node", "place", "nodes"})


def names_nodes(sheet: Sheet) -> bool:
    """Whether a table has a column of nodes, by a heading that means nothing else."""
    header = sheet.rows[header_of(sheet.rows, HEADINGS)]
    at = columns_of(header, HEADINGS)
    return "nodes" in at or ("node" in at and plain_heading(header.cells[at["node"]]) != "name")


def node_layout(sheet: Sheet, told: Mapping[str, str]) -> Layout:
    """What the columns of a list of nodes are. Raises InputError where one is told to be what none can be."""
    return laid_out(sheet, HEADINGS, told, _settled)


def listed_nodes(sheet: Sheet, label: str, told: Mapping[str, str] | None = None) -> Nodes:
    """The nodes of a table; what can't be read is said with its row. ``told``: what columns are, by their headings.

    Raises InputError where columns are missing.
    """
    layout = node_layout(sheet, told or {})
    first, at = layout.first, layout.at
    header, rows = sheet.rows[first], sheet.rows[first + 1 :]
    if "card" not in at or not (at.keys() & {"gpus", "nodes"} or _counts_in_cards(sheet, at)):
        raise InputError([Fault(f"has no column of {_missing(at)}; it has {_headings(header)}", (), label)])
    found = Nodes("Node list", layout=layout)
    found.doubts += unmerged(sheet, first, {at[field] for field in _FIGURES & at.keys()}, label)
    headings = {field: header.cells[index] for field, index in at.items()}
    for row in rows:
        cells = {field: row.cells.get(index, "") for field, index in at.items()}
        node = _node(cells, headings)
        if isinstance(node, str):
            found.doubts.append(Fault(node, (), label, row.number, warning=True))
        else:
            found.nodes.append(node)
            found.doubts += [Fault(doubt, (), label, row.number, warning=True) for doubt in _doubts(cells, node)]
    if layout.unread:
        found.doubts.append(Fault(f"columns that are not read: {listed(layout.unread)}", (), label, warning=True))
    return found


def _settled(at: Places, rows: Sequence[Row]) -> Places:
    """Where each field stands; a column ``gpu`` is a count where it holds figures, and a card where it holds words."""
    if at.get("card") == at.get("gpus") is not None:
        figures = [number_of(row.cells[at["card"]]) is not None for row in rows if at["card"] in row.cells]
        at.pop("card" if all(figures) else "gpus")
    return at


def _node(cells: dict[str, Any], headings: dict[str, Any]) -> Node | str:
    """The node of a row, or what is wrong with it."""
    figures = {field: _count(cells.get(field, "")) for field in ("gpus", "nodes")}
    for field, figure in figures.items():
        if field in cells and figure is None:
            return f"'{cells[field]}' under {headings[field]} is no count, and the row is left out"
    times, card = _split(str(cells["card"]).strip())
    many, gpus = int(figures["nodes"] or 1), figures["gpus"] if "gpus" in cells and cells["gpus"] != "" else times
    if not gpus or ("nodes" in cells and not figures["nodes"]):
        devices: tuple[Devices, ...] = ()
    else:
        devices = (Devices(_names(card, cells, headings), gpus, gpus, _gpu_memory(cells, headings)),)
    return Node(
        name=str(cells.get("node") or ""),
        devices=devices,
        place=str(cells.get("place", "")).strip(),
        out=_why_out(cells),
        many=many,
        price=number_of(cells.get("price", "")),
    )


def _why_out(cells: dict[str, Any]) -> str:
    """Why a node can't be used, by its state: in a word of people's, or of Slurm's."""
    state = cells.get("state", "")
    return OUT.get(plain_heading(state), "") or why_out(str(state))


def _doubts(cells: dict[str, Any], node: Node) -> Iterator[str]:
    state = plain_heading(cells.get("state", ""))
    if state and not node.out and state.split()[0] not in IN_ORDER:
        yield f"the state '{cells['state']}' is not known, and counts as in order"
    if str(cells["card"]).strip() and not node.devices:
        yield f"'{cells['card']}' has no number of GPUs, and counts as none"


def _split(card: str) -> tuple[float, str]:
    """How many GPUs a cell says beside the card: ``8x A100``, ``A100 x 8``; 0 where it says the card alone."""
    if found := _BEFORE.fullmatch(card) or _BEHIND.fullmatch(card):
        said = found.groupdict()
        return float(said["count"]), said["card"].strip()
    return 0.0, card


def _counts_in_cards(sheet: Sheet, at: dict[str, int]) -> bool:
    cells = [row.cells.get(at["card"], "") for row in sheet.rows] if "card" in at else []
    return any(_split(str(cell).strip())[0] for cell in cells)


def _count(cell: Any) -> float | None:
    """A whole number; nothing at all is 0."""
    found = 0.0 if cell == "" else number_of(cell)
    return found if found is not None and found == int(found) and found < 1e9 else None


def _names(card: str, cells: dict[str, Any], headings: dict[str, Any]) -> tuple[str, ...]:
    """What the card is called, and the same with its memory, which tells apart cards of one chip."""
    memory = in_gb(cells.get("memory", ""), headings.get("memory", ""))
    return (card or "(blank)", *([f"{card} {memory:.0f}GB"] if card and memory else []))


def _gpu_memory(cells: dict[str, Any], headings: dict[str, Any]) -> float | None:
    """Memory of a GPU; a column that does not say whose memory it is may be the server's."""
    heading = plain_heading(headings.get("memory", ""))
    is_gpus = "gpu" in heading or "vram" in heading
    return in_gb(cells.get("memory", ""), headings["memory"]) if is_gpus else None


def _missing(at: dict[str, int]) -> str:
    wanted = {"card": "the GPU's model", "gpus": "the number of GPUs"}
    return " and none of ".join(said for field, said in wanted.items() if field not in at)


def _headings(header: Row) -> str:
    return listed([str(heading) for heading in header.cells.values()])
