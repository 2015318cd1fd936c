"""``gpu-planner compare``"""

import csv
import json
import os
import pty
import signal
import subprocess
import time

import pytest

from tests.cli.conftest import PROGRAM, environment

LESS = "format: 1\nextends: small.yaml\nname: Less\nchanges:\n  pools: {p: {gpus: 7}}\n"


@pytest.fixture
def less(small):
    file = small.parent / "less.yaml"
    file.write_text(LESS)
    return file


def test_sentences_come_first_and_then_tables(cli, small, less):
    code, out, err = cli("compare", small, less)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("A  Small captures 90.0 points")
    assert lines[1].startswith("B  Less captures 67.5 points, 22.5 less than A")
    assert "  B: pool p: GPUs: 10 → 7" in lines
    assert any("next: funded → trimmed, 100 % → 25 %" in line for line in lines)
    assert "22.5 points less than A" in out
    assert "The plan of Small is as good as the best whichever comes true." in out
    assert all(line == line.rstrip() and len(line) <= 100 for line in lines)


def test_quick_leaves_out_what_takes_many_solves(cli, small, less):
    _, out, _ = cli("compare", small, less, "--quick")
    assert "Key figures" in out
    assert "What caused" not in out
    assert "comes true" not in out


def test_the_table_has_one_row_a_request(cli, small, less):
    file = small.parent / "table.csv"
    assert cli("compare", small, less, "--quick", "-o", file)[0] == 0
    found = {row["id"]: row for row in csv.DictReader(file.read_text("utf-8-sig").splitlines())}
    assert found["next"]["Less: decision"] == "trim"
    assert (found["best"]["core"], found["last"]["core"]) == ("all", "none")


def test_json_has_all_of_it(cli, small, less):
    code, out, _ = cli("compare", small, less, "--json")
    found = json.loads(out)
    assert code == 0
    assert found["scenarios"] == ["Small", "Less"]
    assert {row["sentence"] for row in found["differences"]} == {"name: Small → Less", "pool p: GPUs: 10 → 7"}
    (each,) = found["attribution"]
    assert each["parts"] == [{"changes": ["pool p"], "amount": pytest.approx(-22.5)}]
    assert found["regret"]["choice"] == "Small"
    assert len(found["regret"]["table"]) == 4


def test_one_scenario_is_too_few(cli, small):
    code, _, err = cli("compare", small)
    assert code == 2
    assert "2 to 26 scenarios, not 1" in err


def test_a_table_is_a_csv(cli, small, less):
    code, _, err = cli("compare", small, less, "-o", small.parent / "table.xlsx")
    assert code == 2
    assert ".csv, not .xlsx" in err


def test_a_scenario_without_a_plan_is_named(cli, small):
    poor = small.parent / "poor.yaml"
    poor.write_text(
        "format: 1\nextends: small.yaml\nname: Poor\nchanges: {pools: {p: {gpus: 1}}, requests: {best: {commitment: must}}}\n"
    )
    code, _, err = cli("compare", small, poor)
    assert code == 3
    assert err.startswith("Poor: No plan can keep all of these together")


@pytest.mark.parametrize("workers", ["1", "3"])
def test_the_number_of_workers_changes_nothing(cli, small, less, workers):
    assert cli("compare", small, less, "--workers", workers)[1] == cli("compare", small, less)[1]


def test_ctrl_c_keeps_what_is_said(tmp_path):
    """A comparison of large scenarios, which would be attributed for minutes."""
    rows = "\n".join(
        f"  - {{id: r{k}, metrics: {{m: {100 + k * 37 % 91}}}, minimum: 1, demand: {{gpus: {10 + k * 53 % 47}}}}}"
        for k in range(60)
    )
    base = tmp_path / "base.yaml"
    base.write_text(
        f"format: 1\nname: Base\ncalendar: {{start: 2027-01, periods: 4}}\naccelerators: {{A: {{speed: 1}}}}\n"
        f"pools: [{{id: p, accelerator: A, gpus: 700}}]\nrequests:\n{rows}\n"
    )
    other = tmp_path / "other.yaml"
    changes = ", ".join(f"r{k}: {{metrics: {{m: {50 + k}}}}}" for k in range(8))
    other.write_text(f"format: 1\nextends: base.yaml\nname: Other\nchanges: {{requests: {{{changes}}}}}\n")
    ours, theirs = pty.openpty()
    command = [*PROGRAM, "compare", str(base), str(other)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, env=environment(), text=True) as process:
        os.close(theirs)
        seen = ""
        while "attributing" not in seen:
            seen += os.read(ours, 1000).decode()
        time.sleep(0.2)
        process.send_signal(signal.SIGINT)
        while True:
            try:
                seen += os.read(ours, 1000).decode()
            except OSError:  # the other end is closed
                break
        out, _ = process.communicate(timeout=60)
    assert "stopped: what is said above holds" in seen
    assert out.startswith("A  Base captures")
    assert "What caused" not in out
    assert process.returncode == 0
