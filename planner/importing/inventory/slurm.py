"""Nodes of a Slurm cluster: ``scontrol show nodes`` and ``sinfo`` as text, both with ``--json``, and slurmrestd.

Sources, read 2026-11: slurm.schedmd.com (sinfo, scontrol, rest_api).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from planner.errors import InputError
from planner.importing.inventory.gres import gpus_of, has_shares
from planner.importing.inventory.hostlists import expanded
from planner.importing.inventory.nodes import Devices, Node, Nodes, nameless
from planner.importing.inventory.slurm_states import why_out
from planner.words.names import counted

NO_GRES = (
    "has no column GRES, so that nothing says which GPUs the nodes have: print it with"
    " sinfo -N -o '%N|%P|%T|%G|%f', or take scontrol show nodes"
)
UNTYPED = "gpu"
"""What GPUs are asked for by that GRES gives no type."""
MOST_ABOVE = 3
"""Lines among which sinfo's headings are looked for."""
MOST_SAID = 3
_KEYS = re.compile(r"(?:^|(?<=\s))([A-Z][A-Za-z/_:]*)=")
_COLUMNS = {
    "nodes": ("NODELIST", "HOSTNAMES", "NODEHOST", "NODENAME"),
    "partitions": ("PARTITION", "PARTITIONNAME"),
    "state": ("STATE", "STATECOMPACT", "STATELONG", "STATECOMPLETE"),
    "gres": ("GRES",),
    "features": ("ACTIVE_FEATURES", "AVAIL_FEATURES", "FEATURES", "FEATURES_ACT"),
}
"""Headings under which sinfo prints each thing."""


@dataclass(slots=True)
class _Seen:
    """A node as it was seen, in as many partitions as rows said."""

    gres: str
    state: Any
    features: tuple[str, ...]
    partitions: list[str] = field(default_factory=list)


def scontrol_nodes(text: str) -> Nodes:
    """What ``scontrol show nodes`` prints, in blocks or a line each."""
    seen: dict[str, _Seen] = {}
    for block in re.split(r"(?m)^(?=\s*NodeName=)", text):
        said = _pairs(block)
        if name := said.get("NodeName"):
            features = said.get("ActiveFeatures") or said.get("AvailableFeatures") or ""
            _add(seen, name, said.get("Gres", ""), said.get("State", ""), features, said.get("Partitions", ""))
    return _nodes("Slurm nodes (scontrol)", seen)


def sinfo_nodes(text: str) -> Nodes:
    """What ``sinfo`` prints with a GRES column, for nodes or partitions. Raises InputError where it has none."""
    lines = [line for line in text.splitlines() if line.strip()]
    first = next((k for k, line in enumerate(lines[:MOST_ABOVE]) if _heads(line)), 0)
    barred = "|" in lines[first]
    header = _cells(lines[first], 0, barred)
    at = {name: next((header.index(c) for c in names if c in header), None) for name, names in _COLUMNS.items()}
    if at["nodes"] is None or at["gres"] is None:
        raise InputError(NO_GRES)
    seen: dict[str, _Seen] = {}
    strange = 0
    for line in lines[first + 1 :]:
        cells = [*_cells(line, len(header), barred)]
        if len(cells) < len(header):
            strange += 1
            continue
        cell = {name: cells[index] if index is not None else "" for name, index in at.items()}
        for name in expanded(cell["nodes"]):
            _add(seen, name, cell["gres"], cell["state"], cell["features"], cell["partitions"].rstrip("*"))
    found = _nodes("Slurm nodes (sinfo)", seen)
    if strange:
        found.doubt(f"fewer cells than the first line has headings: {counted(strange, 'line')}, left out")
    return found


def json_nodes(data: Mapping[str, Any]) -> Nodes:
    """``sinfo --json``, ``scontrol show nodes --json`` and slurmrestd's /nodes, of any version."""
    seen: dict[str, _Seen] = {}
    for each in _mappings(data.get("nodes")):
        state = [*_words(each.get("state")), *_words(each.get("state_flags"))]
        features = each.get("active_features") or each.get("features") or ""
        name = str(each.get("name") or each.get("hostname") or f"node {len(seen) + 1}")
        _add(seen, name, _text(each.get("gres")), state, features, each.get("partitions") or "")
    for each in _mappings(data.get("sinfo")):
        state = [*_words(_inside(each, "node", "state"))]
        features = _inside(each, "features", "active") or _inside(each, "features", "total") or ""
        for host in expanded(",".join(_words(_inside(each, "nodes", "nodes")))):
            gres = _text(_inside(each, "gres", "total"))
            _add(seen, host, gres, state, features, _text(_inside(each, "partition", "name")))
    return _nodes("Slurm nodes (JSON)", seen)


def is_slurm_json(data: Any) -> bool:
    """Whether a tree is what Slurm prints of nodes."""
    return isinstance(data, Mapping) and any(
        isinstance(data.get(key), list) and all(isinstance(each, Mapping) for each in data[key])
        for key in ("nodes", "sinfo")
    )


def is_scontrol(text: str) -> bool:
    return re.search(r"(?m)^\s*NodeName=\S+", text) is not None


def is_sinfo(text: str) -> bool:
    return any(_heads(line) for line in text.lstrip().split("\n", MOST_ABOVE)[:MOST_ABOVE])


def _heads(line: str) -> bool:
    """Whether a line has sinfo's headings; a date may stand above them."""
    header = {*_cells(line, 0, "|" in line)}
    return bool(header & {*_COLUMNS["nodes"]}) and bool(header & {"PARTITION", *_COLUMNS["state"], *_COLUMNS["gres"]})


def _add(seen: dict[str, _Seen], name: str, gres: str, state: Any, features: Any, partitions: Any) -> None:
    known = seen.setdefault(name, _Seen(gres, state, _words(features)))
    known.partitions += [each for each in _words(partitions) if each not in known.partitions]


def _nodes(source: str, seen: dict[str, _Seen]) -> Nodes:
    found = Nodes(source)
    everywhere = _everywhere(seen)
    shares, unread = 0, list[str]()
    for name, node in seen.items():
        gpus, odd = gpus_of(node.gres)
        unread += [f"{part} of {name}" for part in odd]
        shares += has_shares(node.gres)
        place = "+".join(sorted(set(node.partitions) - everywhere) or sorted(node.partitions))
        devices = tuple(
            Devices(_names(each.type, node.features, place), each.number, each.number) for each in gpus if each.number
        )
        found.nodes.append(Node(name, devices, place, why_out(node.state)))
    if shares:
        found.doubt(f"GPUs of {counted(shares, 'node')} are given out in parts too (shard, mps): the GPUs count")
    for part in unread[:MOST_SAID]:
        found.doubt(f"the GRES {part} can't be read, and its GPUs are not counted; wanted is gpu:TYPE:COUNT")
    if len(unread) > MOST_SAID:
        found.doubt(f"{len(unread) - MOST_SAID:,} more GRES can't be read")
    return found


def _names(type: str, features: tuple[str, ...], place: str) -> tuple[str, ...]:
    """What GPUs may be called: their type, and what the node's features add (``a100`` and ``80gb``, ``a100-80gb``).

    Without a type a feature alone may say it.
    """
    if not type:
        return (*nameless(UNTYPED, place), *features)
    own = [feature for feature in features if feature.casefold().startswith(type.casefold())]
    return (type, *own, *(f"{type} {feature}" for feature in features))


def _everywhere(seen: dict[str, _Seen]) -> set[str]:
    """Partitions that hold every node with GPUs, each of which is in another one too: they tell nothing apart."""
    holding = [set(node.partitions) for node in seen.values() if gpus_of(node.gres)[0]]
    common = set.intersection(*holding) if holding else set()
    return common if all(partitions - common for partitions in holding) else set()


def _pairs(block: str) -> dict[str, str]:
    """``Key=value`` pairs, a value going on to the next key; of two with one key the first, as reasons stand last."""
    pieces = _KEYS.split(block)
    pairs = [*zip(pieces[1::2], pieces[2::2], strict=True)]
    return {key: value.strip() for key, value in reversed(pairs)}


def _cells(line: str, many: int, barred: bool) -> list[str]:
    """The cells of a line; the last of ``many`` may have spaces."""
    if barred:
        return [cell.strip() for cell in line.split("|")]
    return line.split(None, many - 1) if many else line.split()


def _words(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        words = value.split(",") if value not in ("(null)", "N/A") else []
        return tuple(word.strip() for word in words if word.strip())
    return tuple(map(str, value)) if isinstance(value, Iterable) and not isinstance(value, Mapping) else ()


def _inside(data: Mapping[str, Any], key: str, inner: str) -> Any:
    value = data.get(key)
    return value.get(inner) if isinstance(value, Mapping) else None


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _mappings(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
