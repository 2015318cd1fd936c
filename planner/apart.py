"""Processes of ours apart from this one: each imports nothing but the planner, and hears of no Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

START = """\
import sys
from importlib import import_module
module, home, *others = sys.argv[1:]
sys.path[:0] = [] if home in sys.path else [home]
sys.path += [place for place in others if place not in sys.path]
import_module(module).main()
"""
"""What a process runs: the planner that started it, wherever that came from."""


def started(module: str, **more: Any) -> subprocess.Popen[bytes]:
    """A process that runs ``main`` of a module of ours, with pipes to it and from it, and ``more`` of Popen.

    ``-P``: nothing of the current folder, which may be a workspace, is imported.
    """
    home = str(Path(__file__).resolve().parents[1])
    places = [place for place in sys.path if place]
    command = [sys.executable, "-P", "-c", START, module, home, *places]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, **_apart(), **more)


def _apart() -> dict[str, Any]:
    """What keeps Ctrl-C, and a window of its own, from a process."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"start_new_session": True}


def how_ended(code: int) -> str:
    """``was ended by SIGKILL``, ``ended with 1``, of a process that has given no answer."""
    return f"was ended by {signal.Signals(-code).name}" if code < 0 and os.name == "posix" else f"ended with {code}"
