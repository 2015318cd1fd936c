"""Processes that solve: begun from anywhere, nothing foreign imported, gone with whoever began them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from planner.errors import InputError, PlannerError
from planner.tradeoffs.parallel.executor import Processes
from tests.cli.conftest import SMALL, environment

SCRIPT = """\
print("the script runs", flush=True)
import planner
from planner.tradeoffs.many_solves.grid import axis
scenario = planner.load("small.yaml")
for found in planner.sweep(scenario, [axis("pools.p.gpus=1:33:1")], crew=planner.Crew(2)):
    pass
print(found.complete, len(found.frame))
print(len(planner.tornado(scenario, top=1, crew=planner.Crew(2)).bars) > 0)
"""
SHADOWS = ("yaml", "pandas", "pickle", "queue", "struct", "planner", "multiprocessing", "numpy", "signal", "highspy")
ASLEEP = """\
import sys, time
from planner.tradeoffs.parallel.executor import Processes
with Processes(2) as pool:
    print(*[f.result() for f in [pool.submit(os_getpid) for _ in range(2)]], flush=True)
    pool.submit(time.sleep, 600).result()
"""


HEARING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
"""A program heeds Ctrl-C although the tests were started in the background, where a shell has it ignored."""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "small.yaml").write_text(SMALL)
    return tmp_path


def python(workspace: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=workspace, env=environment(**more), capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip


WANTED = "the script runs\nTrue 33\nTrue\n"


def test_a_script_without_a_guard_sweeps_and_runs_once(workspace: Path) -> None:
    (workspace / "script.py").write_text(SCRIPT)
    done = python(workspace, "script.py")
    assert (done.returncode, done.stdout, done.stderr) == (0, WANTED, "")


def test_so_do_a_prompt_and_a_program_on_standard_input(workspace: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-i", "-q"], input=SCRIPT.replace('pass\n', 'pass\n\n') + "\n", cwd=workspace, env=environment(), capture_output=True,
        text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.stdout.splitlines()[-2:] == ["True 33", "True"] and "Error" not in done.stderr


def test_nothing_beside_the_scenarios_is_imported(workspace: Path) -> None:
    for name in SHADOWS:
        (workspace / f"{name}.py").write_text(f"open('imported-{name}', 'w'); raise SystemExit('{name} was imported')")
    run = "import sys; del sys.path[0]; from planner.cli import main; main()"  # as the installed program begins
    done = python(workspace, "-c", run, "sweep", "small.yaml", "--vary", "pools.p.gpus=1:20:1", "--workers", "2")
    assert (done.returncode, done.stderr) == (0, "") and "20 of 20" in done.stdout
    shown = python(workspace, "-c", run, "app", "no-such-folder")
    assert shown.returncode == 2 and "there is no such folder" in shown.stderr
    shown = python(workspace, "-c", run, "app", "small.yaml", QT_QPA_PLATFORM="none")  # the app itself, as far as Qt
    assert "was imported" not in shown.stderr and "platform plugin" in shown.stderr
    assert [file.name for file in workspace.glob("imported-*")] == []


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no signals")
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_processes_end_when_their_parent_does_however_it_ends(tmp_path: Path, end: signal.Signals) -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", HEARING + "from os import getpid as os_getpid\n" + ASLEEP], env=environment(), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert run.stdout is not None
    children = [int(number) for number in run.stdout.readline().split()]
    assert children
    run.send_signal(end)
    run.wait(20)
    run.stdout.close()
    for _ in range(1000):
        if not any(map(is_alive, children)):
            return
        time.sleep(0.02)
    pytest.fail("processes are left over")


def is_alive(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_leaving_ends_what_is_under_way() -> None:
    with Processes(1) as pool:
        number = pool.submit(os.getpid).result()
        pool.submit(time.sleep, 600)
    assert not is_alive(number)


def test_a_process_that_is_gone_is_told_and_the_next_task_has_another() -> None:
    with Processes(1) as pool:
        with pytest.raises(PlannerError, match="ended by SIGKILL"):
            pool.submit(signal.raise_signal, signal.SIGKILL).result()
        with pytest.raises(PlannerError, match="ended with 7"):
            pool.submit(os._exit, 7).result()
        assert pool.submit(pow, 2, 10).result() == 1024


def refused() -> None:
    raise InputError("no")


def test_errors_come_back_as_what_they_are_and_what_is_printed_does_not_come_between() -> None:
    with Processes(1) as pool:
        with pytest.raises(InputError, match="no"):
            pool.submit(refused).result()
        with pytest.raises(ZeroDivisionError):
            pool.submit(divmod, 1, 0).result()
        assert pool.submit(os.write, 1, b"").result() == 0
        assert pool.submit(len, "x" * 5_000_000).result() == 5_000_000
