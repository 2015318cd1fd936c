"""Files that clusters print, read into nodes and grouped into pools, counted by hand."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

import planner
from planner.errors import InputError
from planner.files.card_names import card_names
from planner.files.catalogue import catalogue
from planner.importing.inventory.grouping import Cards, Grouped, grouped
from planner.importing.inventory.nodes import Nodes
from planner.importing.inventory.prices import Prices
from planner.importing.inventory.reading import read_inventory
from tests.importing import clusters


def read(folder: Path, text: str, name: str = "nodes.txt") -> Nodes:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    found = read_inventory(file)
    assert isinstance(found, Nodes)
    return found


def pools(found: Nodes, **answers: str) -> Grouped:
    return grouped(found.nodes, Cards(card_names(), catalogue(), answers), catalogue())


def sizes(found: Grouped) -> dict[tuple[str, str], tuple[int, float]]:
    return {(group.accelerator, group.place): (group.nodes, group.gpus) for group in found.groups}


def out(found: Grouped) -> dict[str, float]:
    counted: dict[str, float] = {}
    for each in found.left_out:
        counted[each.why] = counted.get(each.why, 0.0) + each.gpus
    return counted


def said(found: Nodes) -> str:
    return "\n".join(map(str, found.doubts))


def test_nodes_of_kubernetes_are_grouped_by_card_and_region(tmp_path):
    found = pools(read(tmp_path, clusters.KUBE_JSON, "nodes.json"))
    assert sizes(found) == {
        ("H100-SXM", "us-east"): (7, 55),
        ("A100-40GB", "eu-west"): (1, 4),
        ("A100-40GB-MIG-3g.20gb", "eu-west"): (1, 8),
        ("A100-40GB-MIG-1g.5gb", "eu-west"): (1, 56),
        ("T4", "eu-west-b"): (1, 4),
        ("MI300X", ""): (1, 8),
    }
    assert out(found) == {"cordoned": 8, "not ready": 8, "GPUs out of order": 1, "no GPUs": 0}
    assert found.nodes == 16


def test_every_gpu_is_in_a_pool_or_left_out_or_asked_for(tmp_path):
    for text in (clusters.KUBE_JSON, clusters.SCONTROL, clusters.SINFO, clusters.SLURMRESTD, clusters.KUBE_YAML):
        found = pools(read(tmp_path, text))
        counted = [*found.groups, *found.left_out, *found.asked]
        assert sum(each.gpus for each in counted) == found.gpus > 0


def test_a_slice_becomes_an_accelerator_with_its_part_of_the_card(tmp_path):
    own = pools(read(tmp_path, clusters.KUBE_JSON, "nodes.json")).own
    assert set(own) == {"A100-40GB-MIG-3g.20gb", "A100-40GB-MIG-1g.5gb"}
    assert own["A100-40GB-MIG-1g.5gb"].memory_gb == 5


def test_taints_of_the_users_own_and_shared_gpus_are_said(tmp_path):
    text = said(read(tmp_path, clusters.KUBE_JSON, "nodes.json"))
    assert "taint team:NoSchedule of 2 nodes" in text
    assert "GPUs of 1 node are shared in 10 ways" in text
    assert "nvidia.com/gpu:" not in text


def test_several_documents_of_yaml_are_one_cluster_known_by_its_instance_type(tmp_path):
    found = pools(read(tmp_path, clusters.KUBE_YAML, "nodes.yaml"))
    assert sizes(found) == {("H100-SXM", "us-east-1"): (1, 8)}
    assert out(found) == {"taint node.kubernetes.io/unreachable": 8}


def test_scontrol_is_read_by_partition_and_state(tmp_path):
    read_nodes = read(tmp_path, clusters.SCONTROL)
    found = pools(read_nodes)
    assert sizes(found) == {
        ("A100-80GB", "gpu"): (1, 8),
        ("H100-SXM", "big"): (1, 4),
        ("H100-SXM-MIG-3g.40gb", "big"): (1, 8),
    }
    assert out(found) == {"drained": 8, "down": 8, "no GPUs": 0}
    assert "shard" in said(read_nodes)


def test_sinfo_counts_a_node_of_two_partitions_once(tmp_path):
    found = pools(read(tmp_path, clusters.SINFO))
    assert sizes(found) == {("A100-80GB", "gpu"): (2, 16), ("A100-80GB", "debug+gpu"): (1, 8)}
    assert out(found) == {"drained": 8, "no GPUs": 0}
    assert found.nodes == 44


def test_sinfo_without_gres_says_how_to_print_it(tmp_path):
    (tmp_path / "sinfo.txt").write_text("PARTITION AVAIL TIMELIMIT NODES STATE NODELIST\ngpu up 1:00 1 idle g1\n")
    with pytest.raises(InputError, match="sinfo -N -o"):
        read_inventory(tmp_path / "sinfo.txt")


def test_a_range_of_more_nodes_than_there_can_be_is_refused(tmp_path):
    (tmp_path / "sinfo.txt").write_text("NODELIST|STATE|GRES\ng[1-999999]|idle|gpu:h100:8\n")
    with pytest.raises(InputError, match=r"sinfo\.txt: 'g\[1-999999\]' stands for more than 20,000 nodes"):
        read_inventory(tmp_path / "sinfo.txt")


def test_sinfo_with_bars_between_its_cells_is_read(tmp_path):
    found = pools(read(tmp_path, "NODELIST|PARTITION|STATE|GRES\ng[1-3]|p|idle|gpu:h200:8\n"))
    assert sizes(found) == {("H200", "p"): (3, 24)}


def test_json_of_sinfo_and_of_slurmrestd_is_read(tmp_path):
    assert sizes(pools(read(tmp_path, clusters.SINFO_JSON))) == {("L40S", "infer"): (2, 8)}
    found = pools(read(tmp_path, clusters.SLURMRESTD))
    assert sizes(found) == {("H100-SXM", "train"): (1, 8), ("H200", "next"): (1, 8)}
    assert [(each.name, each.nodes, each.gpus) for each in found.asked] == [("titan", 1, 2)]


def test_what_is_asked_for_is_counted_once_it_is_answered(tmp_path):
    found = pools(read(tmp_path, clusters.SLURMRESTD), TITAN="V100-16GB")
    assert found.asked == []
    assert sizes(found)["V100-16GB", "old"] == (1, 2)


def test_a_list_of_nodes_is_read_by_its_headings(tmp_path):
    read_nodes = read(tmp_path, clusters.NODE_LIST, "nodes.csv")
    found = pools(read_nodes)
    assert sizes(found) == {
        ("A100-80GB", "Frankfurt"): (12, 96),
        ("A100-40GB", "Frankfurt"): (2, 16),
        ("H100-SXM", "Ohio"): (0, 0),
        ("L4", ""): (1, 2),
    }
    assert out(found) == {"in maintenance": 32}
    assert "nodes.csv:6" in said(read_nodes) and "'eight' under GPUs per node is no count" in said(read_nodes)
    assert "columns that are not read: Rack" in said(read_nodes)


def test_a_price_list_has_the_price_of_one_gpu_on_demand(tmp_path):
    (tmp_path / "prices.csv").write_text(clusters.PRICE_LIST)
    found = read_inventory(tmp_path / "prices.csv")
    assert isinstance(found, Prices)
    assert [(offer.names[0], offer.place, offer.price) for offer in found.offers] == [
        ("H100", "us-east", 4),
        ("H100", "us-east", 5),
        ("H100 PCIe", "eu-west", 3),
        ("RTX 4090", "eu-west", 0.7),
    ]
    assert "prices.csv:7" in str(found.doubts[0])


@pytest.mark.parametrize("text", ["a: 1\n", "{}", "[]", "id,name\n1,x\n", "hello\n", '{"nodes": 3}', "[[[1]]]"])
def test_what_is_no_inventory_is_none(tmp_path, text):
    (tmp_path / "x.txt").write_text(text)
    assert read_inventory(tmp_path / "x.txt") is None


def test_json_that_is_cut_short_says_where(tmp_path):
    (tmp_path / "nodes.json").write_text(clusters.KUBE_JSON[:5000])
    with pytest.raises(InputError, match=r"nodes\.json:\d+: is no valid JSON.*cut short"):
        read_inventory(tmp_path / "nodes.json")


def test_gpus_without_a_type_are_asked_for_by_partition_and_a_feature_never_overrules_a_type(tmp_path):
    text = "NODELIST|PARTITION|STATE|GRES|ACTIVE_FEATURES\na|old|idle|gpu:4|ib\nb|new|idle|gpu:8|\nc|x|idle|gpu:h100:2|a100-80gb\n"
    found = read(tmp_path, text)
    assert [each.name for each in pools(found).asked] == ["gpu in new", "gpu in old"]
    answered = pools(found, **{"gpu in new": "H200", "gpu": "T4"})
    assert sizes(answered) == {("H200", "new"): (1, 8), ("T4", "old"): (1, 4), ("H100-SXM", "x"): (1, 2)}


def test_the_machine_names_a_card_only_where_no_label_does(tmp_path):
    labels = {"nvidia.com/gpu.product": "NVIDIA-H100-NVL", "node.kubernetes.io/instance-type": "p5.48xlarge"}
    node = clusters.kube_node("n", labels, {"nvidia.com/gpu": "8"})
    bare = clusters.kube_node("m", {"topology.kubernetes.io/zone": "z"}, {"nvidia.com/gpu": "2"})
    found = pools(read(tmp_path, json.dumps([node, bare])))
    assert [each.name for each in found.asked] == ["NVIDIA-H100-NVL", "nvidia.com/gpu in z"]


def test_an_inventory_comes_into_a_scenario_in_python(tmp_path):
    (tmp_path / "nodes.json").write_text(clusters.SLURMRESTD)
    with pytest.raises(InputError, match="no accelerator is known for 'titan'"):
        planner.import_inventory(tmp_path / "nodes.json")
    found = planner.import_inventory([tmp_path / "nodes.json"], accelerators={"titan": "V100-16GB"})
    assert found.after is not None and len(found.after.pools) == 3
    edited = found.after.replacing(found.after.pool_by_id["h200-next"].model_copy(update={"gpus": 99}))
    kept = planner.import_inventory(tmp_path / "nodes.json", edited, accelerators={"titan": "V100-16GB"})
    assert kept.after is not None and kept.after.pool_by_id["h200-next"].gpus == 99
    taken = planner.import_inventory(
        tmp_path / "nodes.json", edited, accelerators={"titan": "V100-16GB"}, overwrite=True
    )
    assert taken.after is not None and taken.after.pool_by_id["h200-next"].gpus == 8
    (tmp_path / "x.txt").write_text("hello")
    with pytest.raises(InputError, match=r"x\.txt: is no inventory: wanted is kubectl"):
        planner.import_inventory(tmp_path / "x.txt")


def test_a_workbook_that_people_keep_is_read_below_its_title_with_merged_cells(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    rows = [
        ("GPU nodes, as of November",),
        ("Region", "Host", "GPU", "State", "Asset tag"),
        ("Ohio", "a1", "8x NVIDIA H100 80GB HBM3", "idle", 1),
        (None, "a2", "8x NVIDIA H100 80GB HBM3", "IDLE+DRAIN", 2),
        (None, "a3", "L4 x 2", "odd", 3),
        ("Oslo", "a4", "A100 80GB", "up", "=1/0"),
    ]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("A3:A5")
    book.save(tmp_path / "nodes.xlsx")
    found = read_inventory(tmp_path / "nodes.xlsx")
    assert isinstance(found, Nodes)
    grouped_ = pools(found)
    assert sizes(grouped_) == {("H100-SXM", "Ohio"): (1, 8), ("L4", "Ohio"): (1, 2)}
    assert out(grouped_) == {"drained": 8, "no GPUs": 0}
    text = said(found)
    assert "nodes.xlsx:5: the state 'odd' is not known" in text
    assert "nodes.xlsx:6: 'A100 80GB' has no number of GPUs" in text and "E6 has no value" in text
    assert "not read: Asset tag" in text


def test_a_line_for_each_node_of_scontrol_is_read(tmp_path):
    text = (
        "NodeName=a Arch=x86_64 Gres=gpu:l4:2 State=IDLE Partitions=p OS=Linux 5.14 #1 SMP Reason=a b State=DOWN [root@2026]\n"
        "NodeName=b Arch=x86_64 Gres=gpu:l4:2 State=DOWN Partitions=p\n"
    )
    assert sizes(pools(read(tmp_path, text))) == {("L4", "p"): (1, 2)}


def test_shared_and_sliced_gpus_of_google_are_counted_as_what_they_are(tmp_path):
    card = {"cloud.google.com/gke-accelerator": "nvidia-tesla-t4"}
    sliced = {
        "cloud.google.com/gke-accelerator": "nvidia-tesla-a100",
        "cloud.google.com/gke-gpu-partition-size": "1g.5gb",
    }
    nodes = [
        clusters.kube_node(
            "a", card | {"cloud.google.com/gke-max-shared-clients-per-gpu": "4"}, {"nvidia.com/gpu": "8"}
        ),
        clusters.kube_node("b", sliced, {"nvidia.com/gpu": "7"}),
        clusters.kube_node(
            "c", {"cloud.google.com/gke-tpu-accelerator": "tpu-v5-lite-podslice"}, {"google.com/tpu": "4"}
        ),
    ]
    found = pools(read(tmp_path, json.dumps(nodes)))
    assert sizes(found) == {("T4", ""): (1, 2), ("A100-40GB-MIG-1g.5gb", ""): (1, 7), ("TPU-v5e", ""): (1, 4)}


def test_gpus_that_no_device_plugin_announces_are_out_of_order_and_not_lost(tmp_path):
    found = pools(read(tmp_path, json.dumps([clusters.kube_node("a", clusters.H100, {"nvidia.com/gpu": "0"})])))
    assert out(found) == {"GPUs out of order": 8} and found.gpus == 8


def priced(figure: float) -> str:
    return f"gpu model,region,price per gpu hour (USD)\nH100 SXM,us,{figure}\n"


def test_a_newer_price_list_brings_up_to_date_what_an_older_one_set_and_leaves_what_was_edited(tmp_path):
    nodes, prices = tmp_path / "nodes.csv", tmp_path / "prices.csv"
    nodes.write_text("hostname,gpu model,gpus,region\na,H100 SXM,8,us\n")
    prices.write_text(priced(2.1))
    first = planner.import_inventory([nodes, prices]).after
    assert first.pools[0].cost_per_gpu_hour == 2.1
    assert planner.import_inventory(prices, first).proposal.changes == {}
    prices.write_text(priced(1.95))
    second = planner.import_inventory([nodes, prices], first).after
    assert second.pools[0].cost_per_gpu_hour == 1.95
    assert second.pools[0].notes == "Imported: 8 GPUs in 1 node. Imported: a GPU-hour at 1.95."
    edited = planner.vary(second, {"pools": {second.pools[0].id: {"cost_per_gpu_hour": 3}}})
    prices.write_text(priced(1.8))
    third = planner.import_inventory(prices, edited)
    assert third.after.pools[0].cost_per_gpu_hour == 3
    assert "costs 3 an hour, edited since 1.95 was imported, which stays; the files say 1.8" in third.proposal.kept[-1]
    assert planner.import_inventory(prices, edited, overwrite=True).after.pools[0].cost_per_gpu_hour == 1.8
