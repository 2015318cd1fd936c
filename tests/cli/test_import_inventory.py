"""``gpu-planner import`` of clusters and price lists, by the user's door."""

from __future__ import annotations

import io
import json

import pytest

import planner
from tests.importing import clusters
from tests.importing.conftest import settings_of_their_own

__all__ = ["settings_of_their_own"]

ANSWER = ("--accelerator", "titan=V100-16GB")


@pytest.fixture
def kube(tmp_path):
    file = tmp_path / "nodes.json"
    file.write_text(clusters.KUBE_JSON)
    return file


@pytest.fixture
def out(tmp_path):
    return tmp_path / "scenario.yaml"


def test_a_cluster_becomes_a_scenario_that_validates(cli, kube, out):
    code, said, _ = cli("import", kube, "-o", out)
    assert code == 0
    pools = planner.load(out).pool_by_id
    assert pools["h100-sxm-us-east"].gpus == 55 and pools["h100-sxm-us-east"].region == "us-east"
    assert pools["h100-sxm-us-east"].gpus_per_node == 8
    sliced = pools["a100-40gb-mig-1g-5gb-eu-west"]
    assert (sliced.gpus, sliced.gpus_per_node) == (56, None)
    assert cli("validate", out)[0] == 0
    for words in ("cordoned", "not ready", "GPUs out of order", "no GPUs", "team:NoSchedule", "of 7 parts"):
        assert words in said


def test_the_account_adds_up(cli, kube, out):
    code, said, _ = cli("import", kube, "-o", out, "--json")
    part = json.loads(said)["parts"][0]
    assert code == 0
    assert sum(each["gpus"] for each in part["pools"] + part["left_out"]) == part["gpus"] == 152
    assert part["nodes"] == 16


def test_an_unknown_card_is_asked_for_and_nothing_is_written(cli, tmp_path, out):
    file = tmp_path / "nodes.json"
    file.write_text(clusters.SLURMRESTD)
    code, _, error = cli("import", file, "-o", out)
    assert code == 2 and not out.exists()
    assert "no accelerator is known for 'titan' (2 GPUs in 1 node)" in error and "--accelerator 'titan=…'" in error
    assert cli("import", file, "-o", out, *ANSWER)[0] == 0
    assert planner.load(out).pool_by_id["v100-16gb-old"].gpus == 2


def test_an_unknown_card_may_be_described(cli, tmp_path, out):
    file = tmp_path / "nodes.json"
    file.write_text(clusters.SLURMRESTD)
    assert cli("import", file, "-o", out, "--accelerator", "titan={memory_gb: 24, speed: 0.1}")[0] == 0
    assert planner.load(out).hardware["titan"].memory_gb == 24
    code, _, error = cli("import", file, "-o", out, "--accelerator", "titan=H10")
    assert code == 2 and "there is no accelerator 'H10'" in error
    assert "wanted is a name of the catalogue" in cli("import", file, "-o", out, "--accelerator", "titan")[2]


def test_importing_again_changes_what_differs_and_keeps_what_was_edited(cli, tmp_path, out):
    file = tmp_path / "nodes.txt"
    file.write_text(
        "NODELIST|PARTITION|STATE|GRES\ng[1-3]|a|idle|gpu:h200:8\nm[1-2]|b|idle|gpu:l4:4\nx|c|idle|gpu:t4:1\n"
    )
    assert cli("import", file, "-o", out)[0] == 0
    text = out.read_text().replace("gpus: 8\n", "gpus: 30\n").replace("gpus: 1\n", "gpus: {2027-01: 1, 2027-06: 5}\n")
    out.write_text(text.replace("id: h200-a", "id: h200-a\n    name: Ours\n    availability: 0.9"))
    file.write_text(
        "NODELIST|PARTITION|STATE|GRES\ng[1-5]|a|idle|gpu:h200:8\nm[1-9]|b|idle|gpu:l4:4\nx|c|down|gpu:t4:1\n"
    )
    before = out.read_text()
    code, said, _ = cli("import", file, "-o", out, "--dry-run")
    assert code == 0 and out.read_text() == before
    assert "h200-a" in said and "24" in said and "40" in said
    assert cli("import", file, "-o", out)[0] == 0
    pools = planner.load(out).pool_by_id
    assert (pools["h200-a"].gpus, pools["h200-a"].name, pools["h200-a"].availability) == (40, "Ours", 0.9)
    assert pools["l4-b"].gpus == 30 and "edited since 8 were imported" in " ".join(said.split())
    assert isinstance(pools["t4-c"].gpus, dict)
    assert "nothing to change" in cli("import", file, "-o", out)[1]


def test_a_pool_that_is_counted_in_nodes_stays_so(cli, tmp_path, out):
    out.write_text(
        "format: 1\ncalendar: {start: 2027-01, periods: 2}\n"
        "pools: [{id: mine, accelerator: H200, region: a, nodes: 2, gpus_per_node: 8}]\n"
    )
    file = tmp_path / "nodes.txt"
    file.write_text("NODELIST|PARTITION|STATE|GRES\ng[1-5]|a|idle|gpu:h200:8\n")
    assert cli("import", file, "-o", out)[0] == 0
    assert planner.load(out).pool_by_id["mine"].nodes == 5


def test_prices_fill_pools_and_bring_on_demand_up_to_date(cli, tmp_path, out):
    out.write_text(
        "format: 1\ncalendar: {start: 2027-01, periods: 2}\npools:\n"
        "  - {id: owned, accelerator: H100-SXM, region: us-east, gpus: 8}\n"
        "  - {id: priced, accelerator: H100-SXM, region: us-east, gpus: 8, cost_per_gpu_hour: 2}\n"
        "  - {id: rented, accelerator: H100-PCIe, region: x, gpus: 0, on_demand: {gpus: 8, cost_per_gpu_hour: 9}}\n"
        "  - {id: other, accelerator: T4, gpus: 8}\n"
    )
    (tmp_path / "prices.csv").write_text(clusters.PRICE_LIST)
    code, said, _ = cli("import", tmp_path / "prices.csv", "-o", out)
    pools, said = planner.load(out).pool_by_id, " ".join(said.split())
    assert code == 0
    assert (pools["owned"].cost_per_gpu_hour, pools["priced"].cost_per_gpu_hour) == (4.5, 2)
    assert pools["rented"].on_demand is not None and pools["rented"].on_demand.cost_per_gpu_hour == 3
    assert "priced costs 2 an hour, which stays; the files say 4.5" in said
    assert "no price is listed for T4" in said and "RTX 4090" in said and "no price is listed in x" in said


def test_prices_alone_begin_a_scenario_once_it_is_said_how_many_can_be_had(cli, tmp_path, out):
    file = tmp_path / "tpu.json"
    file.write_text('{"TPU v6e": {"us-east1": {"On Demand (EUR)": 2.7}}, "Abacus": {"here": {"On Demand (EUR)": 1}}}')
    code, _, error = cli("import", file, "-o", out)
    assert code == 2 and "--rent 64" in error
    assert cli("import", file, "-o", out, "--rent", "32")[0] == 0
    scenario = planner.load(out)
    assert (scenario.currency, scenario.pools[0].id, scenario.pools[0].on_demand.gpus) == (
        "EUR",
        "tpu-v6e-us-east1",
        32,
    )


def test_a_node_of_two_files_is_counted_once(cli, kube, tmp_path, out):
    copy = tmp_path / "again.json"
    copy.write_text(clusters.KUBE_JSON)
    code, said, _ = cli("import", kube, copy, "-o", out)
    assert code == 0 and "in several files: 16 nodes" in said
    assert planner.load(out).pool_by_id["h100-sxm-us-east"].gpus == 55


def test_a_cluster_may_come_by_standard_input(cli, monkeypatch, out):
    monkeypatch.setattr("sys.stdin", io.StringIO(clusters.SCONTROL))
    assert cli("import", "-", "-o", out)[0] == 0
    assert planner.load(out).pool_by_id["a100-80gb-gpu"].gpus == 8


def test_somebody_at_a_terminal_is_asked_until_the_answer_is_one(cli, monkeypatch, tmp_path, out):
    file = tmp_path / "nodes.json"
    file.write_text(clusters.SLURMRESTD)
    monkeypatch.setattr("planner.cli.importing.inventory._is_somebody_there", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("A100\nV100 16GB\n"))
    code, _, asked = cli("import", file, "-o", out)
    assert code == 0 and asked.count("Which accelerator is 'titan' (2 GPUs in 1 node)") == 2
    assert "did you mean 'A100-40GB' or 'A100-80GB'?" in asked
    assert planner.load(out).pool_by_id["v100-16gb-old"].gpus == 2


def test_a_file_that_is_nothing_says_what_is_wanted(cli, tmp_path, out):
    (tmp_path / "x.txt").write_text("hello\n")
    code, _, error = cli("import", tmp_path / "x.txt", "-o", out)
    assert code == 2 and "kubectl get nodes -o json" in error and "scontrol show nodes" in error


KARTEN = "Rechner;Karte;Anzahl;Standort;Bemerkung\nr1;H100 SXM;8;FFM;x\nr2;G9;4;FFM;y\n"
TOLD = (
    "--as",
    "nodes",
    "--map",
    "Rechner=node",
    "--map",
    "Karte=card",
    "--map",
    "Anzahl=gpus",
    "--map",
    "Standort=place",
)


def test_columns_of_a_list_are_what_is_said_of_them_and_that_is_remembered(cli, tmp_path, out):
    file = tmp_path / "knoten.csv"
    file.write_text(KARTEN)
    leave = ("--accelerator", "G9=out")
    code, said, _ = cli("import", file, "-o", out, *TOLD, *leave)
    assert code == 0
    (pool,) = planner.load(out).pools
    assert (pool.accelerator, pool.region, pool.gpus) == ("H100-SXM", "FFM", 8)
    assert "not known, left out" in said and "columns that are not read: Bemerkung" in " ".join(said.split())
    again = tmp_path / "again.yaml"
    assert cli("import", file, "-o", again, "--as", "nodes", *leave)[0] == 0
    assert planner.load(again).pools == planner.load(out).pools


def test_a_field_that_no_list_has_is_refused_with_those_that_it_has(cli, tmp_path, out):
    file = tmp_path / "knoten.csv"
    file.write_text(KARTEN)
    code, _, error = cli("import", file, "-o", out, "--as", "nodes", "--map", "Karte=gard")
    assert code == 2 and "wanted is node, card, gpus" in error
    assert "no column of the GPU's model" in cli("import", file, "-o", out, "--as", "nodes")[2]
