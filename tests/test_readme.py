"""The README is run: its commands, its Python, and what it says of both."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import typer.main

from planner.cli.app import app

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
INSTALL = "python3 -m venv .venv && .venv/bin/pip install -c constraints.txt"
RUN = f"{INSTALL} . && .venv/bin/gpu-planner solve scenarios/baseline.yaml -o plan.csv"
TEST = f"{INSTALL} -e '.[test]' && .venv/bin/pytest"
OPENS_A_WINDOW = ("app",)


def blocks(language: str) -> list[str]:
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```", README, flags=re.MULTILINE | re.DOTALL)
    return [textwrap.dedent(block) for _, block in found]


def command_lines() -> list[str]:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [line.partition("  #")[0].strip() for line in lines if line and not line.startswith("#")]


def tour() -> list[str]:
    return [line for line in command_lines() if line.startswith(("gpu-planner", ".venv/bin/gpu-planner"))]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A copy of what the tour needs, and a `gpu-planner` that is this one."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("scenarios", "benchmarks"):
        shutil.copytree(ROOT / name, folder / name)
    script = folder / ".venv" / "bin" / "gpu-planner"
    script.parent.mkdir(parents=True)
    script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -c "from planner.cli import main; main()" "$@"\n')
    script.chmod(0o755)
    return folder


def run(folder: Path, line: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(folder / ".venv" / "bin"), os.environ["PATH"]])
    known = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    environment = os.environ | {"PATH": path, "PYTHONPATH": known, "COLUMNS": "100"}
    return subprocess.run(
        ["bash", "-c", line], cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize("line", [RUN, TEST])
def test_the_two_commands_stand_in_the_readme_on_a_line_of_their_own(line):
    assert line in README.splitlines()


def test_the_tour_has_commands():
    assert len(tour()) >= 5


def test_the_tour_runs_from_its_first_command_to_its_last(checkout):
    """In the order of the page, since later commands use what earlier ones have written."""
    wrong = []
    for line in tour():
        if shlex.split(line)[1] in OPENS_A_WINDOW:
            continue
        done = run(checkout, line)
        # A command that is meant to fail says so in a comment behind it: `# exit code 3`.
        meant = re.search(rf"^ *{re.escape(line)} .*# exit code (\d)", README, flags=re.MULTILINE)
        if done.returncode != (int(meant[1]) if meant else 0) or "Traceback" in done.stderr:
            wrong.append((line, done.returncode, done.stderr))
    assert wrong == []


@pytest.mark.parametrize("block", blocks("python"))
def test_the_python_of_the_readme_runs(block, checkout, monkeypatch):
    monkeypatch.chdir(checkout)
    exec(compile(block, "README.md", "exec"), {})


@pytest.mark.parametrize("command", sorted(typer.main.get_command(app).commands))
def test_every_command_is_documented(command):
    assert f"gpu-planner {command}" in README


@pytest.mark.parametrize("line", tour())
def test_the_readme_names_no_command_that_does_not_exist(line):
    assert shlex.split(line)[1] in typer.main.get_command(app).commands


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!https?:)([^)#]+)\)", README))))
def test_a_link_of_the_readme_leads_somewhere(target):
    assert (ROOT / target).exists()


def test_pictures_are_there_and_the_script_makes_just_those():
    shown = re.findall(r"!\[[^\]]+\]\((docs/images/[^)]+)\)", README)
    assert shown
    script = (ROOT / "docs" / "screenshots.py").read_text(encoding="utf-8")
    made = re.search(r"^PICTURES = \((.*)\)$", script, re.MULTILINE)[1].split(", ")
    assert {path.name for path in (ROOT / "docs" / "images").iterdir()} == {
        f"{name}-{theme}.png" for name in made for theme in ("light", "dark")
    }
    assert all((ROOT / path).is_file() for path in shown)
