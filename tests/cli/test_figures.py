"""The lines above a plan: what is used of what, what is captured in its own unit, and what is proved."""

import json
import random

import pytest

SERVERS = """\
format: 1
name: GPUs and servers
calendar: {start: 2027-01, periods: 1}
pools:
  - {id: h100, accelerator: H100-SXM, gpus: 10}
  - {id: cpu, accelerator: CPU-96, gpus: 90}
requests:
  - {id: chat, metrics: {revenue: 10_000_000}, demand: {gpus: 12}, runs_on: {H100-SXM: 1}}
"""


def test_gpus_and_cpu_servers_are_said_apart(cli, tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text(SERVERS)
    code, out, _ = cli("solve", file)
    assert code == 0
    assert "GPUs 100 % used, CPU servers 0 %" in out


def test_what_is_captured_is_said_in_the_metrics_own_unit(cli, tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text(SERVERS)
    assert "revenue 8.33 M of 10.0 M" in cli("solve", file)[1]


@pytest.fixture
def lumps(tmp_path):
    """Sixty lumps over two weeks, of which a gap of a thousandth leaves some undecided."""
    draw = random.Random(7)
    file = tmp_path / "lumps.yaml"
    asked = [
        f"  - {{id: i{k}, metrics: {{s: {draw.randint(100, 450)}}}, demand: {{gpus: "
        f"[{draw.randint(5, 200)}, {draw.randint(5, 200)}]}}, runs_on: {{u: 1}}, minimum: 1, latest_start: 2027-01-04}}"
        for k in range(60)
    ]
    head = (
        "format: 1\nname: Lumps\ncalendar: {start: 2027-01-04, periods: 2, unit: week}\n"
        "accelerators: {u: {speed: 1, watts: 1}}\npools: [{id: u, accelerator: u, gpus: [3259, 2954]}]\n"
        "value: {weights: {s: 1}, scale: raw}\nrequests:\n"
    )
    file.write_text(head + "\n".join(asked) + "\n")
    return file


@pytest.mark.parametrize("gap", ["1e-2", "1e-3", "1e-4"])
def test_what_is_proved_within_a_gap_is_not_called_optimal_and_is_said_of_the_plan_that_is_shown(cli, lumps, gap):
    code, out, _ = cli("solve", lumps, "--gap", gap, "--json")
    assert code == 0
    plan = json.loads(out)
    proof, shown = plan["certificate"], sum(row["captured_points"] for row in plan["requests"])
    assert proof["objective"] == pytest.approx(shown, rel=1e-9)
    assert proof["gap"] == pytest.approx(proof["bound"] / shown - 1, abs=1e-9)
    assert proof["status"] == ("optimal" if proof["gap"] <= 1e-9 else "within gap")
    said = cli("solve", lumps, "--gap", gap)[1]
    assert ("proved optimal" in said) is (proof["status"] == "optimal")
