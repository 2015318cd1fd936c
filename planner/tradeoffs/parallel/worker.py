"""A process that solves what it is sent, and ends with whoever sent it, however that one ends.

Messages are pickles behind their length: a function that takes nothing on standard input, what came of it on standard
output. Standard input closes when the other side is gone, killed or not, and then this process is gone too.
"""

from __future__ import annotations

import os
import pickle
import queue
import struct
import sys
import threading
import traceback
from typing import Any, BinaryIO

from planner.errors import PlannerError

LENGTH = struct.Struct("<Q")


def send(stream: BinaryIO, content: bytes) -> None:
    """Write one message."""
    stream.write(LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def receive(stream: BinaryIO) -> bytes:
    """Read one message; raises EOFError where the other side is gone."""
    return _exactly(stream, LENGTH.unpack(_exactly(stream, LENGTH.size))[0])


def _exactly(stream: BinaryIO, size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        raise EOFError
    return content


def main() -> None:
    """Solve until nobody asks any more."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints does not come between the answers
    tasks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, tasks), daemon=True).start()
    while True:
        send(answers, _answered(tasks.get()))


def _listen(stream: BinaryIO, tasks: queue.SimpleQueue[bytes]) -> None:
    try:
        while True:
            tasks.put(receive(stream))
    except (EOFError, OSError):
        os._exit(0)  # whatever is being solved: nobody waits for it


def _answered(task: bytes) -> bytes:
    """What a task came to: whether it went well, and the result or the error."""
    try:
        return pickle.dumps((True, pickle.loads(task)()))
    except Exception as error:
        return _failed(error)


def _failed(error: Exception) -> bytes:
    error.add_note(traceback.format_exc())
    try:
        content = pickle.dumps((False, error))
        pickle.loads(content)
    except Exception:  # not every error can be sent
        known: Any = PlannerError if isinstance(error, PlannerError) else RuntimeError
        content = pickle.dumps((False, known(str(error))))
    return content
