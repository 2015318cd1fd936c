"""Published node lists and price lists through ``gpu-planner import`` to a solved plan, against counts made here."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from statistics import median
from typing import Any

import pytest

import planner
from planner.cli.app import run
from tests.third_party.adapters import DATA, MISSING

NODES, TABLES = DATA / "inventories", DATA / "catalogue"
pytestmark = pytest.mark.skipif(not NODES.is_dir() or not TABLES.is_dir(), reason=MISSING)

CARDS = {
    "P100": "P100",
    "T4": "T4",
    "V100M16": "V100-16GB",
    "V100M32": "V100-32GB",
    "G2": "G2",
    "G3": "G3",
    "A10": "A10G",
}
"""What Alibaba calls its cards; G2 and G3 are not disclosed, and an A10 is taken for its sister here."""
ANSWERS = ("G2={memory_gb: 32, speed: 0.4}", "G3={memory_gb: 80, speed: 0.5}", "A10=A10G")
OFFERED = {
    **{f"A100 ({gb} GB)": f"A100-{gb}GB" for gb in (40, 80)},
    **{f"V100 ({gb} GB)": f"V100-{gb}GB" for gb in (16, 32)},
    "A10G (24 GB)": "A10G",
    "T4 (16 GB)": "T4",
    "P100 (16 GB)": "P100",
    "L4 (24 GB)": "L4",
    "H100 (80 GB)": "H100-SXM",
    "H100 HGX (80GB)": "H100-SXM",
    "H100 PCIe (80GB)": "H100-PCIe",
}


def imported(folder: Path, *files: Path, answers: tuple[str, ...] = (), **options: Any) -> planner.Scenario:
    given = [part for answer in answers for part in ("--accelerator", answer)]
    given += [part for name, value in options.items() for part in (f"--{name}", str(value))]
    assert run(["import", *map(str, files), "-o", str(folder / "scenario.yaml"), *given]) == 0
    return planner.load(folder / "scenario.yaml")


def solved(scenario: planner.Scenario) -> planner.Plan:
    """A plan for a request that wants all of every accelerator in use."""
    wanted = {
        f"all-{name}": {"name": name, "metrics": {"work": 1}, "demand": {"gpus": 1e6}, "runs_on": {name: 1.0}}
        for name in {pool.accelerator for pool in scenario.pools}
    }
    plan = planner.solve(planner.vary(scenario, {"requests": wanted}))
    assert plan.certificate.violations == ()
    return plan


@pytest.fixture(scope="module")
def openb() -> list[dict[str, str]]:
    with (NODES / "openb_node_list_all_node.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_gpu_of_alibabas_list_of_nodes_is_in_a_pool(tmp_path, openb):
    counted = Counter[str]()
    for row in openb:
        counted[CARDS.get(row["model"], "")] += int(row["gpu"])
    assert (len(openb), counted.total()) == (1523, 6212)
    scenario = imported(tmp_path, NODES / "openb_node_list_all_node.csv", answers=ANSWERS)
    assert {pool.accelerator: pool.gpus for pool in scenario.pools} == {k: n for k, n in counted.items() if k}
    hours = sum(scenario.calendar.hours)
    assert solved(scenario).kpi("gpu_hours_used") == pytest.approx(6212 * hours)


def test_alibabas_undisclosed_cards_are_asked_for(tmp_path, capfd):
    file = str(NODES / "openb_node_list_all_node.csv")
    assert run(["import", file, "-o", str(tmp_path / "s.yaml")]) == 2
    said = capfd.readouterr().err
    for card, gpus, nodes in (("G2", "4,392", 549), ("G3", "312", 39), ("A10", "2", 2)):
        assert f"no accelerator is known for '{card}' ({gpus} GPUs in {nodes} nodes)" in said
    assert not (tmp_path / "s.yaml").exists()


def test_alibabas_kubernetes_nodes_are_counted_as_they_stand(tmp_path):
    text = (NODES / "kubernetes_nodes.yaml").read_text(encoding="utf-8")
    counted = Counter[str]()
    for node in re.split(r"^---$", text, flags=re.MULTILINE):
        card = re.search(r"gpu-card-model: (\S+)", node)
        counts = re.findall(r"gpu-count: '(\d+)'", node)
        if card:
            counted[CARDS[card[1]]] += int(counts[-1])
    scenario = imported(tmp_path, NODES / "kubernetes_nodes.yaml", answers=ANSWERS[:2])
    assert {pool.accelerator: pool.gpus for pool in scenario.pools} == counted
    assert counted.total() == 318
    assert solved(scenario).kpi("gpu_hours_used") == pytest.approx(318 * sum(scenario.calendar.hours))


def test_a_slurm_cluster_without_gpus_has_no_pools_and_says_why(tmp_path, capfd):
    scenario = imported(tmp_path, NODES / "slurm_sinfo.json")
    said = capfd.readouterr().out
    assert scenario.pools == ()
    assert re.search(r"no GPUs\s+3\s+0", said) and re.search(r"down\s+1\s+0", said)


def test_prices_of_clouds_are_the_medians_of_their_offers(tmp_path):
    with (TABLES / "cloud_gpu_offers.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = [row for row in csv.DictReader(stream) if row["GPU Type"] in OFFERED and row["Per-GPU"]]
    prices = defaultdict[tuple[str, str], list[float]](list)
    for row in rows:
        prices[OFFERED[row["GPU Type"]], row["Cloud"]].append(float(row["Per-GPU"]))
    scenario = imported(tmp_path, TABLES / "cloud_gpu_offers.csv", rent=16)
    found = {(p.accelerator, p.region): p.on_demand.cost_per_gpu_hour for p in scenario.pools if p.on_demand}
    assert found == pytest.approx({key: median(each) for key, each in prices.items()})
    plan = solved(scenario)
    assert plan.kpi("on_demand_gpu_hours") == pytest.approx(16 * len(prices) * sum(scenario.calendar.hours))
    assert plan.kpi("cost") == pytest.approx(16 * sum(found.values()) * sum(scenario.calendar.hours))


def test_prices_of_clouds_go_to_the_pools_of_a_cluster(tmp_path, openb):
    scenario = imported(
        tmp_path, NODES / "openb_node_list_all_node.csv", TABLES / "cloud_gpu_offers.csv", answers=ANSWERS
    )
    prices = {pool.accelerator: pool.cost_per_gpu_hour for pool in scenario.pools}
    # an A10 counts as A10G here, in both files: the median is of nine offers of the one and two of the other
    assert prices == {"A10G": 2.0, "G2": 0, "G3": 0, "P100": 1.93, "T4": 0.98, "V100-16GB": 1.01, "V100-32GB": 2.3}


def test_prices_of_tpus_are_those_of_each_region(tmp_path):
    published = json.loads((TABLES / "tpu_pricing.json").read_text(encoding="utf-8"))
    names = {"TPU v4 pod": "TPU-v4", "TPU v5e": "TPU-v5e", "TPU v5p": "TPU-v5p", "TPU v6e": "TPU-v6e"}
    wanted = {
        (names[card], region): said["On Demand (USD)"]
        for card, regions in published.items()
        if card in names
        for region, said in regions.items()
    }
    scenario = imported(tmp_path, TABLES / "tpu_pricing.json", rent=64)
    found = {(p.accelerator, p.region): p.on_demand.cost_per_gpu_hour for p in scenario.pools if p.on_demand}
    assert found == pytest.approx(wanted)
    assert solved(scenario).kpi("cost") == pytest.approx(64 * sum(found.values()) * sum(scenario.calendar.hours))
