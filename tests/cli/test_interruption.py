"""Long solves that are stopped: by Ctrl-C, by a time limit, by a reader who has gone."""

import json
import random
import signal
import subprocess

import pytest

from tests.cli.conftest import PROGRAM, Terminal, environment, many, process

FOUND, BOUND = "best ", "bound "


@pytest.fixture
def hard(tmp_path):
    """A knapsack in many dimensions: plans are found at once, the best one isn't proved for hours."""
    file = tmp_path / "hard.yaml"
    file.write_text(scenario(random.Random(1), requests=150, periods=24, exact=False))
    return file


@pytest.fixture
def locked(tmp_path):
    """A market split: the relaxation has a plan, whole requests have one that nobody finds."""
    file = tmp_path / "locked.yaml"
    file.write_text(scenario(random.Random(2), requests=45, periods=7, exact=True))
    return file


def scenario(chance, requests, periods, exact):
    """All-or-nothing services whose demands differ in every period; half of all demand can be met."""
    demands = [[chance.randrange(1, 100) for _ in range(periods)] for _ in range(requests)]
    total = [sum(column) for column in zip(*demands, strict=True)]
    half = [amount // 2 for amount in total]
    lines = [
        "format: 1",
        "name: Hard",
        f"calendar: {{start: 2027-01-04, periods: {periods}, unit: week}}",
        "accelerators: {A: {speed: 1}}",
        f"pools: [{{id: p, accelerator: A, gpus: {total if exact else half}}}]",
        "requests:",
        *(
            f"  - {{id: r{k:03}, metrics: {{m: {sum(each) + chance.randrange(100)}}}, demand: {{gpus: {each}}}, minimum: 1}}"
            for k, each in enumerate(demands)
        ),
    ]
    if exact:
        lines.append("rules:")
        for t in range(periods):
            hours = half[t] * 168
            period = f"2027-W{t + 1:02}"
            lines.append(
                f"  - {{name: R{t}, measure: gpu_hours, of: {{period: {period}}}, at_least: {hours}, at_most: {hours}}}"
            )
    return "\n".join(lines) + "\n"


def test_ctrl_c_keeps_the_best_plan_and_writes_it(hard, tmp_path):
    with Terminal("solve", hard, "-o", tmp_path / "plan.json") as screen:
        screen.until(FOUND)
        screen.process.send_signal(signal.SIGINT)
        shown = screen.rest()
    assert screen.process.returncode == 0, shown
    assert "stopped by Ctrl-C" in shown and "Traceback" not in shown
    plan = json.loads((tmp_path / "plan.json").read_text(encoding="utf-8"))
    assert plan["certificate"]["status"] == "interrupted"
    assert 0 < plan["certificate"]["objective"] <= plan["certificate"]["bound"]
    assert plan["certificate"]["violations"] == []


def test_ctrl_c_before_any_plan_ends_with_4_and_writes_nothing(locked, tmp_path):
    with Terminal("solve", locked, "-o", tmp_path / "plan.json") as screen:
        screen.until(BOUND)
        screen.process.send_signal(signal.SIGINT)
        shown = screen.rest()
    assert screen.process.returncode == 4, shown
    assert "Stopped before any plan was found" in shown and "Traceback" not in shown
    assert not (tmp_path / "plan.json").exists()


def test_a_time_limit_returns_the_best_plan_with_its_gap(hard):
    done = process("solve", hard, "--time-limit", "6", "--gap", "0", "--json")
    assert done.returncode == 0
    proof = json.loads(done.stdout)["certificate"]
    assert proof["status"] == "time limit"
    assert 0 < proof["gap"] == pytest.approx((proof["bound"] - proof["objective"]) / proof["objective"])


def test_the_table_says_that_a_limit_stopped_the_solve(cli, hard):
    _, out, _ = cli("solve", hard, "--time-limit", "6", "--gap", "0")
    assert "stopped by the time limit" in out and "proved within" in out


def test_progress_is_drawn_in_a_terminal_and_cleared_away(hard):
    with Terminal("solve", hard, "--time-limit", "3", "--gap", "0", "-q") as screen:
        shown = screen.rest()
    assert "solving … " in shown and FOUND in shown and BOUND in shown and "gap " in shown
    assert shown.rstrip(" ").endswith("\r") and max(map(len, shown.split("\r"))) < 100


def test_no_progress_is_drawn_where_standard_error_is_no_terminal(hard):
    assert process("solve", hard, "--time-limit", "6", "--gap", "0", "-q").stderr == ""


def test_a_reader_who_has_gone_is_no_fault(tmp_path):
    (tmp_path / "many.yaml").write_text(many(300))
    for arguments in (
        ["solve", tmp_path / "many.yaml", "--all"],
        ["solve", tmp_path / "many.yaml", "--json"],
        ["schema"],
    ):
        command = subprocess.Popen(
            [*PROGRAM, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
        )
        assert command.stdout is not None and command.stderr is not None
        command.stdout.close()
        with command:
            assert (command.stderr.read(), command.wait()) == (b"", 0)
