"""Small clusters as the tools that run them print them.

Written by hand after the documented forms: NVIDIA/k8s-device-plugin (docs/gpu-feature-discovery) and
ROCm/k8s-device-plugin (docs) for labels and resources, kubernetes.io/docs for nodes and taints, slurm.schedmd.com
(sinfo, scontrol, gres, rest_api) for Slurm; read 2026-11.
"""

from __future__ import annotations

import json
from typing import Any

H100 = {
    "nvidia.com/gpu.product": "NVIDIA-H100-80GB-HBM3",
    "nvidia.com/gpu.memory": "81559",
    "nvidia.com/gpu.count": "8",
    "topology.kubernetes.io/region": "us-east",
    "topology.kubernetes.io/zone": "us-east-a",
}
A100 = {
    "nvidia.com/gpu.product": "NVIDIA-A100-SXM4-40GB",
    "nvidia.com/gpu.memory": "40960",
    "topology.kubernetes.io/region": "eu-west",
}


def kube_node(
    name: str, labels: dict[str, str], resources: dict[str, Any], ready: dict[str, Any] | None = None, **spec: Any
) -> dict[str, Any]:
    """A Node object; ``ready``: what is allocatable, where that is not all."""
    status = {
        "capacity": {"cpu": "96", "memory": "1056270116Ki", **resources},
        "allocatable": {"cpu": "95", "memory": "1056000000Ki", **(resources if ready is None else ready)},
        "conditions": [{"type": "MemoryPressure", "status": "False"}, {"type": "Ready", "status": "True"}],
    }
    return {
        "apiVersion": "v1",
        "kind": "Node",
        "metadata": {"name": name, "labels": labels},
        "spec": spec,
        "status": status,
    }


def kube_cluster() -> dict[str, Any]:
    """Nine nodes with 8 H100 each in us-east (two of them out, one GPU of another broken), MIG, sharing, AMD, CPUs."""
    eight = {"nvidia.com/gpu": "8"}
    gpu_taint = [{"key": "nvidia.com/gpu", "effect": "NoSchedule"}]
    nodes = [kube_node(f"h100-{k}", H100, eight, taints=gpu_taint) for k in range(4)]
    nodes += [
        kube_node(f"research-{k}", H100, eight, taints=[{"key": "team", "effect": "NoSchedule"}]) for k in range(2)
    ]
    nodes.append(kube_node("h100-broken-gpu", H100, eight, {"nvidia.com/gpu": "7"}))
    nodes.append(kube_node("h100-cordoned", H100, eight, unschedulable=True))
    sick = kube_node("h100-sick", H100, eight)
    sick["status"]["conditions"][1]["status"] = "Unknown"
    nodes.append(sick)
    mixed = {"nvidia.com/gpu": "4", "nvidia.com/mig-3g.20gb": "8"}
    nodes.append(kube_node("mig-mixed", A100 | {"nvidia.com/mig.strategy": "mixed"}, mixed))
    single = A100 | {
        "nvidia.com/gpu.product": "NVIDIA-A100-SXM4-40GB-MIG-1g.5gb",
        "nvidia.com/gpu.memory": "4864",
        "nvidia.com/mig.strategy": "single",
    }
    nodes.append(kube_node("mig-single", single, {"nvidia.com/gpu": "56"}))
    shared = {
        "nvidia.com/gpu.product": "Tesla-T4-SHARED",
        "nvidia.com/gpu.memory": "15360",
        "nvidia.com/gpu.replicas": "10",
        "topology.kubernetes.io/zone": "eu-west-b",
    }
    nodes.append(kube_node("shared", shared, {"nvidia.com/gpu": "40"}))
    amd = {"amd.com/gpu.product-name": "AMD_Instinct_MI300X_OAM", "amd.com/gpu.vram": "192G"}
    nodes.append(kube_node("amd", amd, {"amd.com/gpu": "8"}))
    nodes += [kube_node(f"cpu-{k}", {}, {}) for k in range(3)]
    return {"apiVersion": "v1", "kind": "List", "items": nodes}


KUBE_JSON = json.dumps(kube_cluster(), indent=2)

KUBE_YAML = """\
apiVersion: v1
kind: Node
metadata:
  labels:
    node.kubernetes.io/instance-type: p5.48xlarge
    topology.kubernetes.io/region: us-east-1
  name: ip-10-0-0-1
spec:
  taints:
  - effect: NoExecute
    key: node.kubernetes.io/unreachable
    timeAdded: "2026-11-01T00:00:00Z"
status:
  allocatable: {nvidia.com/gpu: "8"}
  capacity: {nvidia.com/gpu: "8"}
---
apiVersion: v1
kind: Node
metadata:
  labels:
    node.kubernetes.io/instance-type: p5.48xlarge
    topology.kubernetes.io/region: us-east-1
  name: ip-10-0-0-2
status:
  capacity: {nvidia.com/gpu: 8}
"""

SCONTROL = """\
NodeName=gpu01 Arch=x86_64 CoresPerSocket=32
   CPUAlloc=10 CPUEfctv=64 CPUTot=64 CPULoad=9.83
   AvailableFeatures=ib,a100-80gb
   ActiveFeatures=ib,a100-80gb
   Gres=gpu:a100:8(S:0-1)
   NodeAddr=gpu01 NodeHostName=gpu01 Version=23.11.4
   OS=Linux 5.14.0-362.el9.x86_64 #1 SMP PREEMPT_DYNAMIC Tue Oct 3 11:00:00 UTC 2023
   RealMemory=1031000 AllocMem=40960 FreeMem=900000 Sockets=2 Boards=1
   State=MIXED+PLANNED ThreadsPerCore=1 TmpDisk=0 Weight=1 Owner=N/A MCS_label=N/A
   Partitions=all,gpu
   CfgTRES=cpu=64,mem=1031000M,billing=64,gres/gpu=8,gres/gpu:a100=8
   AllocTRES=cpu=10,mem=40G,gres/gpu=2

NodeName=gpu02 Arch=x86_64 CoresPerSocket=32
   ActiveFeatures=ib,a100-80gb
   Gres=gpu:a100:8(S:0,1)
   State=IDLE+DRAIN ThreadsPerCore=1
   Partitions=all,gpu
   Reason=GPU 3 fell off the bus; NodeName=gpu02 to be reset [root@2026-11-02T10:00:00]

NodeName=gpu03 Arch=x86_64
   ActiveFeatures=(null)
   Gres=gpu:h100:8(S:0-1),shard:h100:64(S:0-1)
   State=DOWN*+CLOUD
   Partitions=all,big

NodeName=gpu04 Arch=x86_64
   ActiveFeatures=(null)
   Gres=gpu:h100:4(S:0),gpu:h100_3g.40gb:8(S:1)
   State=ALLOCATED
   Partitions=all,big

NodeName=cpu01 Arch=x86_64
   ActiveFeatures=(null)
   Gres=(null)
   State=IDLE
   Partitions=all
"""

SINFO = """\
Fri Nov 27 09:00:00 2026
PARTITION AVAIL TIMELIMIT NODES STATE GRES NODELIST
gpu* up 2-00:00:00 3 mix gpu:a100_80gb:8(S:0-1) gpu[01-02,04]
gpu* up 2-00:00:00 1 drain gpu:a100_80gb:8(S:0-1) gpu03
debug up 1:00:00 1 mix gpu:a100_80gb:8(S:0-1) gpu01
cpu up infinite 40 idle (null) cpu[001-040]
"""

SINFO_JSON = json.dumps(
    {
        "sinfo": [
            {
                "node": {"state": ["IDLE"]},
                "nodes": {"total": 2, "nodes": ["n1", "n2"]},
                "gres": {"total": "gpu:l40s:4", "used": "gpu:l40s:0"},
                "features": {"total": "", "active": ""},
                "partition": {"name": "infer"},
            },
            {
                "node": {"state": ["DOWN", "NOT_RESPONDING"]},
                "nodes": {"total": 1, "nodes": ["n3"]},
                "gres": {"total": "gpu:l40s:4", "used": ""},
                "features": {"total": "", "active": ""},
                "partition": {"name": "infer"},
            },
        ]
    }
)

SLURMRESTD = json.dumps(
    {
        "meta": {"plugin": {"type": "openapi/slurmctld"}},
        "errors": [],
        "nodes": [
            {"name": "a", "state": ["MIXED"], "gres": "gpu:nvidia_h100_80gb_hbm3:8(S:0-1)", "partitions": ["train"]},
            {"name": "b", "state": ["IDLE", "DRAIN"], "gres": "gpu:nvidia_h100_80gb_hbm3:8", "partitions": ["train"]},
            {
                "name": "c",
                "state": "idle",
                "state_flags": [],
                "gres": "gpu:8",
                "features": "h200",
                "partitions": ["next"],
            },
            {"name": "d", "state": ["IDLE"], "gres": "gpu:titan:2", "partitions": ["old"]},
        ],
    }
)

NODE_LIST = """\
Hostname;GPU model;GPUs per node;Nodes;GPU memory (GB);Location;Status;Rack
dgx;A100;8;12;80;Frankfurt;up;R1
dgx-old;A100;8;2;40;Frankfurt;up;R2
hgx;H100 SXM5;8;4;80;Ohio;maintenance;R3
edge;L4;2;1;24;;up;
broken;H100 SXM5;eight;1;80;Ohio;up;
"""

PRICE_LIST = """\
provider,instance,region,gpu_name,gpu_count,price,spot
x,a,us-east,H100,8,32.00,False
x,b,us-east,H100,1,5.00,False
x,b,us-east,H100,1,1.10,True
y,c,eu-west,H100 PCIe,1,3.00,False
y,d,eu-west,RTX 4090,1,0.70,False
y,e,eu-west,L4,1,,False
"""
