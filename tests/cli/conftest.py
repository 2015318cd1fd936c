"""Scenarios as files, and two ways to run the command line: in this process, and as a process of its own."""

import fcntl
import os
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from planner.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-c", "from planner.cli import main; main()"]

SMALL = """\
format: 1
name: Small
calendar: {start: 2027-01, periods: 2}
accelerators: {A: {speed: 1, watts: 500}}
pools: [{id: p, accelerator: A, gpus: 10, cost_per_gpu_hour: 2}]
requests:
  - {id: best, name: Best of all, team: red, metrics: {m: 60}, demand: {gpus: 6}, minimum: 1}
  - {id: next, team: blue, metrics: {m: 30}, demand: {gpus: 4}}
  - {id: last, team: blue, metrics: {m: 10}, demand: {gpus: 5}, minimum: 1}
"""


@pytest.fixture
def small(tmp_path):
    """Two requests fit on one pool, the third does not."""
    file = tmp_path / "small.yaml"
    file.write_text(SMALL, encoding="utf-8")
    return file


@pytest.fixture
def cli(capfd):
    """Run a command; gives its exit code, standard output and standard error."""

    def go(*arguments):
        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        return code, *capfd.readouterr()

    return go


def environment(**more):
    known = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return {**os.environ, "PYTHONPATH": known, **more}


def process(*arguments, **more):
    """Run a command as a process of its own, as a shell would."""
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        capture_output=True,
        timeout=100,
        check=False,
        encoding="utf-8",
        env=environment(**more),
    )


def written(folder):
    """Names of all files in a folder."""
    return sorted(file.name for file in folder.iterdir())


def many(count, gpus=100):
    """A scenario of so many requests, of which the pool holds the first ``gpus``."""
    rows = "\n".join(f"  - {{id: r{k:04}, metrics: {{m: {2 * count - k}}}, demand: {{gpus: 1}}}}" for k in range(count))
    return f"""\
format: 1
name: Many
calendar: {{start: 2027-01, periods: 2}}
accelerators: {{A: {{speed: 1}}}}
pools: [{{id: p, accelerator: A, gpus: {gpus}}}]
requests:
{rows}
"""


@pytest.fixture
def terminal():
    """Run a command in a terminal of its own; gives all that it shows."""

    def show(*arguments, columns=100, **more):
        with Terminal(*arguments, columns=columns, **more) as screen:
            return screen.rest()

    return show


class Terminal:
    """A command whose standard output and standard error are a terminal."""

    def __init__(self, *arguments, columns=100, **more):
        self._here, there = os.openpty()
        fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        known = {key: value for key, value in environment(TERM="xterm", **more).items() if key != "COLUMNS"}
        self.process = subprocess.Popen(
            [*PROGRAM, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=there, stderr=there, env=known
        )
        os.close(there)
        self._shown = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self._here)
        self.process.kill()
        self.process.wait()

    def until(self, words):
        """Wait until some words are shown."""
        while words.encode() not in self._shown:
            assert self._read(), f"the command ended without {words!r}: {self._shown.decode()}"

    def rest(self):
        """All that is shown until the command ends."""
        while self._read():
            pass
        self.process.wait()
        return self._shown.decode().replace("\r\n", "\n")

    def _read(self):
        try:
            more = os.read(self._here, 65536)
        except OSError:  # how a terminal ends on Linux
            more = b""
        self._shown += more
        return more
