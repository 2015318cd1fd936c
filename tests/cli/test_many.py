"""The commands of many solves: sentences, tables, JSON, and a grid that goes on where it stopped."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time

import pytest

from tests.cli.conftest import PROGRAM, environment

COMMANDS = {
    "frontier": ["--vary", "pools"],
    "tornado": ["--top", "1"],
    "weights": [],
    "robustness": ["--draws", "4"],
    "gaming": [],
    "sweep": ["--vary", "calendar.periods=1,2"],
}
WORKERS = {"frontier", "tornado", "robustness", "gaming", "sweep"}


def arguments(command):
    return [*COMMANDS[command], *(["--workers", "1"] if command in WORKERS else [])]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_says_a_title_and_figures_and_writes_its_table(cli, small, tmp_path, command):
    code, out, err = cli(command, small, *arguments(command), "-o", tmp_path / "table.csv")
    assert (code, err) == (0, "")
    assert out.startswith("Small: ")
    lines = (tmp_path / "table.csv").read_text().splitlines()
    assert len(lines) >= 2
    assert all(line.count(",") >= 3 for line in lines)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_prints_json_for_machines(cli, small, command):
    code, out, _ = cli(command, small, *arguments(command), "--json")
    assert code == 0
    assert json.loads(out)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_table_that_can_not_be_written_is_told_before_anything_is_solved(cli, small, tmp_path, command):
    code, out, err = cli(command, small, *arguments(command), "-o", tmp_path / "table.txt")
    assert (code, out) == (2, "")
    assert ".csv" in err


def test_a_grid_that_is_interrupted_keeps_its_rows_and_goes_on(small, tmp_path):
    table = tmp_path / "grid.csv"
    line = ["sweep", str(small), "--vary", "pools.h100.gpus=1:400:1", "-o", str(table), "--workers", "1"]
    if "h100" not in small.read_text():
        line[3] = f"pools.{small.read_text().partition('id: ')[2].split(',')[0].split()[0]}.gpus=1:400:1"
    run = subprocess.Popen([*PROGRAM, *line], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, env=environment())
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and (not table.exists() or table.read_text().count("\n") < 17):
        time.sleep(0.05)
    os.kill(run.pid, signal.SIGINT)
    _, err = run.communicate(timeout=60)
    kept = table.read_text().splitlines()
    if run.returncode == 0 and len(kept) < 401:
        assert b"are done, and kept" in err
    done = subprocess.run([*PROGRAM, *line], capture_output=True, env=environment(), timeout=100, check=False)
    assert done.returncode == 0
    whole = table.read_text().splitlines()
    assert len(whole) == 401
    assert whole[: len(kept)] == kept
