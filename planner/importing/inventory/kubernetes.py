"""Nodes of a Kubernetes cluster: ``kubectl get nodes -o json`` or ``-o yaml``.

Devices are what device plugins announce under ``status.capacity``; those under ``allocatable`` are in order. Cards are
named by labels: NVIDIA's GPU feature discovery, AMD's node labeller, Google's, Amazon's and Alibaba's. Sources, read
2026-11: NVIDIA/k8s-device-plugin (docs/gpu-feature-discovery), ROCm/k8s-device-plugin (docs), kubernetes.io/docs
(well-known labels, annotations and taints).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from planner.importing.inventory.nodes import Devices, Node, Nodes, nameless
from planner.words.names import counted

CARD_LABELS = (
    "nvidia.com/gpu.product",
    "amd.com/gpu.product-name",
    "beta.amd.com/gpu.product-name",
    "cloud.google.com/gke-tpu-accelerator",
    "cloud.google.com/gke-accelerator",
    "aliyun.accelerator/nvidia_name",
    "alibabacloud.com/gpu-card-model",
    "gpu.nvidia.com/model",
    "gpu.nvidia.com/class",
    "eks.amazonaws.com/instance-gpu-name",
    "karpenter.k8s.aws/instance-gpu-name",
    "k8s.amazonaws.com/accelerator",
    "amd.com/gpu.device-id",
    "beta.amd.com/gpu.device-id",
)
"""Labels that name a card, the most exact first."""
MACHINE_LABELS = ("node.kubernetes.io/instance-type", "beta.kubernetes.io/instance-type")
"""Labels that name the machine, for where none names the card."""
PLACE_LABELS = (
    "topology.kubernetes.io/region",
    "failure-domain.beta.kubernetes.io/region",
    "topology.kubernetes.io/zone",
    "failure-domain.beta.kubernetes.io/zone",
)
"""Labels that say where a node is, the widest first."""
WHOLE = frozenset(
    {
        "nvidia.com/gpu",
        "nvidia.com/gpu.shared",
        "amd.com/gpu",
        "google.com/tpu",
        "habana.ai/gaudi",
        "aws.amazon.com/neuron",
        "gpu.intel.com/i915",
        "gpu.intel.com/xe",
        "alibabacloud.com/gpu-count",
        "aliyun.com/gpu-count",
    }
)
"""Resources that count devices."""
UNUSABLE_TAINTS = re.compile(r"node(\.cloudprovider)?\.kubernetes\.io/|ToBeDeletedByClusterAutoscaler$")
"""Taints that Kubernetes itself sets on a node on which nothing new may run."""
DEDICATED_TAINTS = re.compile(r"(nvidia\.com|amd\.com|habana\.ai|google\.com|aws\.amazon\.com)/|.*\b(gpu|tpu)s?\b")
"""Taints that keep everything else off a node with GPUs."""
_SLICES = re.compile(r"nvidia\.com/mig-([^/]+?)(?:\.shared)?$")
GKE_SHARED, GKE_SLICE = "cloud.google.com/gke-max-shared-clients-per-gpu", "cloud.google.com/gke-gpu-partition-size"
"""How many share a GPU, and what its slices are, where Google's device plugin announces them as ``nvidia.com/gpu``."""


def kubernetes_nodes(documents: Iterable[Any]) -> Nodes:
    """The nodes of everything that kubectl printed; what is no node is counted and said."""
    found, others, tainted, shared = Nodes("Kubernetes nodes"), Counter[str](), Counter[str](), Counter[float]()
    for item in _items(documents):
        kind = str(item.get("kind", "Node"))
        if kind != "Node":
            others[kind] += 1
            continue
        labels, spec = _mapping(_mapping(item.get("metadata")).get("labels")), _mapping(item.get("spec"))
        found.nodes.append(_node(item, labels, spec))
        if found.nodes[-1].devices:
            tainted.update(_own_taints(spec))
            shared[_ways(labels, "nvidia.com/gpu")] += 1
    for kind, many in others.items():
        found.doubt(f"what is no node is left out: {many:,} of kind {kind}")
    for taint, many in tainted.items():
        found.doubt(f"taint {taint} of {counted(many, 'node')}: they count, and only what tolerates it runs there")
    for ways, many in shared.items():
        if ways > 1:
            found.doubt(f"GPUs of {counted(many, 'node')} are shared in {ways:g} ways: the GPUs count, not the shares")
    return found


def is_kubernetes(documents: list[Any]) -> bool:
    """Whether these documents are what kubectl prints of nodes."""
    lists = any(isinstance(each, dict) and each.get("kind") in ("List", "NodeList") for each in documents)
    objects = (item for item in _items(documents) if isinstance(item.get("metadata"), dict))
    return lists or any({"kind", "status"} & item.keys() for item in objects)


def _items(documents: Iterable[Any]) -> Iterator[dict[str, Any]]:
    """The objects of all documents; a list of objects stands for them."""
    for each in documents:
        if isinstance(each, dict) and isinstance(each.get("items"), list):
            yield from (item for item in each["items"] if isinstance(item, dict))
        elif isinstance(each, dict):
            yield each
        elif isinstance(each, list):
            yield from (item for item in each if isinstance(item, dict))


def _node(item: dict[str, Any], labels: dict[str, Any], spec: dict[str, Any]) -> Node:
    status = _mapping(item.get("status"))
    capacity = _mapping(status.get("capacity")) or _mapping(status.get("allocatable"))
    ready = _mapping(status.get("allocatable")) or capacity
    place = next(iter(_said(labels, PLACE_LABELS)), "")
    return Node(
        name=str(_mapping(item.get("metadata")).get("name") or ""),
        devices=tuple(_devices(capacity, ready, labels, place)),
        place=place,
        out=_why_out(spec, status),
    )


def _devices(capacity: dict[str, Any], ready: dict[str, Any], labels: dict[str, Any], place: str) -> Iterator[Devices]:
    names = _said(labels, CARD_LABELS) or _said(labels, MACHINE_LABELS)
    found = False
    for resource in capacity:
        sliced = _SLICES.match(resource)
        if not sliced and resource not in WHOLE:
            continue
        ways = _ways(labels, resource)
        count = (_number(capacity[resource]) or 0.0) / ways
        usable = min((_number(ready.get(resource)) or 0.0) / ways, count)
        if not count:
            continue
        found = True
        profile = sliced[1] if sliced else str(labels.get(GKE_SLICE) or "")
        if profile:
            called = tuple(f"{name}-MIG-{profile}" for name in names) or (f"MIG-{profile}",)
            yield Devices(called, count, usable)
        else:
            yield Devices(names or nameless(resource, place), count, usable, _memory(labels))
    labelled = _number(labels.get("nvidia.com/gpu.count"))
    if labelled and names and not found:  # its device plugin announces none of them
        yield Devices(names, labelled, 0.0, _memory(labels))


def _ways(labels: dict[str, Any], resource: str) -> float:
    """In how many ways each device of a resource is shared."""
    own = labels.get(f"{resource.removesuffix('.shared')}.replicas")
    return _number(own) or (_number(labels.get(GKE_SHARED)) if resource == "nvidia.com/gpu" else None) or 1.0


def _said(labels: dict[str, Any], wanted: Iterable[str]) -> tuple[str, ...]:
    """What labels say, each thing once."""
    return tuple(dict.fromkeys(str(labels[label]) for label in wanted if labels.get(label)))


def _memory(labels: dict[str, Any]) -> float | None:
    """Memory of a device [GB]: NVIDIA's label counts MiB, AMD's says its unit."""
    if mib := _number(labels.get("nvidia.com/gpu.memory")):
        return mib / 1024
    for label in ("amd.com/gpu.vram", "beta.amd.com/gpu.vram"):
        if found := re.fullmatch(r"(\d+)([GM])i?B?", str(labels.get(label, ""))):
            return float(found[1]) / (1 if found[2] == "G" else 1024)
    return None


def _why_out(spec: dict[str, Any], status: dict[str, Any]) -> str:
    conditions = [each for each in _list(status.get("conditions")) if isinstance(each, dict)]
    if any(each.get("type") == "Ready" and str(each.get("status")) != "True" for each in conditions):
        return "not ready"
    if spec.get("unschedulable") is True:
        return "cordoned"
    taints = [key for key, effect in _taints(spec) if effect in _REPELS and UNUSABLE_TAINTS.match(key)]
    return f"taint {taints[0]}" if taints else ""


_REPELS = ("NoSchedule", "NoExecute")


def _taints(spec: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for each in _list(spec.get("taints")):
        if isinstance(each, dict):
            yield str(each.get("key", "")), str(each.get("effect", ""))


def _own_taints(spec: dict[str, Any]) -> list[str]:
    """Taints that somebody set to keep nodes for something."""
    return sorted(
        {
            f"{key}:{effect}"
            for key, effect in _taints(spec)
            if effect in _REPELS and not UNUSABLE_TAINTS.match(key) and not DEDICATED_TAINTS.match(key)
        }
    )


def _number(value: Any) -> float | None:
    """A count as Kubernetes writes it: ``8``, ``"8"``, ``"2k"``."""
    found = re.fullmatch(r"(\d{1,12})(k?)", str(value))
    return float(found[1]) * (1000 if found[2] else 1) if found else None


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
