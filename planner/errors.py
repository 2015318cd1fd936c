"""What can go wrong, as types.

PlannerError
├── InputError       the scenario or the command is wrong; lists every fault      exit code 2
│   └── DamagedError a file of ours is not as we wrote it                         exit code 2
├── ExpectationError the plan is proved, but breaks an ``expect`` of the scenario  exit code 1
├── InfeasibleError  no plan can keep all rules and commitments, and why           exit code 3
├── NoPlan           the same, found on the way, before anyone has asked why       exit code 3
└── StoppedError     a limit or Ctrl-C came before any plan was found              exit code 4
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from planner.letters import one_line

type Path = tuple[str | int, ...]
"""Where a value stands in a scenario: ``("requests", "search-answers", "demand", "gpus")``."""


Code = Literal[
    "circle",
    "date",
    "magnitude",
    "missing",
    "no-effect",
    "not-measurable",
    "out-of-reach",
    "outside-calendar",
    "syntax",
    "table",
    "unknown-key",
    "unknown-name",
    "unreadable",
    "used-twice",
    "value",
]
CODES: dict[Code, str] = {
    "circle": "What extends or requires another comes back to itself.",
    "date": "A date that there is not, or that probably says another time than was meant.",
    "magnitude": "A figure so much larger or smaller than others that no plan could tell them apart.",
    "missing": "Something that is needed is not there.",
    "no-effect": "Something changes nothing as it stands.",
    "not-measurable": "A rule measures what can't be measured so.",
    "out-of-reach": "A request or target that no plan could ever serve or reach.",
    "outside-calendar": "A time outside of the calendar.",
    "syntax": "A text that is no YAML, CSV or JSON, or a setting that is none.",
    "table": "A table, or a cell of one, that can't be read, or was probably meant otherwise.",
    "unknown-key": "A key that there is not.",
    "unknown-name": "A name of something that is not there.",
    "unreadable": "A file that can't be read.",
    "used-twice": "A name, or a time, that is given twice.",
    "value": "A value that does not fit its field, or others beside it.",
}
"""What kinds of fault there are, for programs; no code ever means something else."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with an input, and what to do about it."""

    message: str
    """What was found and what is wanted, one sentence without the place."""
    path: Path = ()
    """Place in the scenario; list elements are named by their id where they have one."""
    file: str = ""
    line: int | None = None
    """Line of a text file, row of a table; counted from 1."""
    column: str = ""
    """Column of a table."""
    warning: bool = False
    """Legal, but suspicious."""
    code: Code = "value"
    """Which kind of fault it is, for programs: one of ``CODES``, which stays what it is from version to version."""

    @property
    def parts(self) -> tuple[str, str, str]:
        """What was wanted, what was found, and what to do; each empty where the message does not say so.

        Messages are ``must be …, not …; …``: see the style of the house.
        """
        wanted = re.match(r"(?:must (?:be|have) )(.+?)(?:, not |$)", self.message)
        found = re.search(r", not (?:the text )?('.*?'(?=;|$| )|[^;(]+)", self.message) if wanted else None
        quoted = found or re.search(r"('[^']*')", self.message)
        advice = re.search(r"; (.+)$", self.message)
        return tuple(  # type: ignore[return-value]
            "" if each is None else each[1].strip().strip("'") for each in (wanted, quoted, advice)
        )

    def at(self, **place: Any) -> Fault:
        """The same fault, its place known better."""
        return replace(self, **place)

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line is not None else self.file
        cell = f"column {self.column}" if self.column else ""
        where = spoken(self.path)
        return one_line(": ".join(part for part in (place, cell, said_of(where, self.message)) if part))


def said_of(where: str, message: str) -> str:
    """``Latest start must be a date`` where a message goes on from the place's name, else the name and a colon."""
    if not where:
        return message
    return f"{where} {message}" if message.startswith(_VERBS) else f"{where}: {message}"


_VERBS = ("must ", "has ", "is ", "lies ", "goes ", "needs ", "comes ")
"""A message that begins so goes on from the place's name: ``demand.gpus must be above 0``."""


def spoken(path: Path) -> str:
    """``request search-answers: demand.gpus`` for a path into the scenario."""
    if not path:
        return ""
    collection, *rest = path
    noun = _NOUNS.get(str(collection))
    if noun is None or not rest or isinstance(rest[0], int):
        return _dotted(path)
    return f"{noun} {rest[0]}" + (f": {_dotted(tuple(rest[1:]))}" if rest[1:] else "")


_NOUNS = {"requests": "request", "pools": "pool", "rules": "rule", "people": "role", "accelerators": "accelerator"}


def _dotted(path: Path) -> str:
    text = ""
    for step in path:
        text += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


class PlannerError(Exception):
    """Something that the user should read, and no traceback."""

    exit_code = 2


class InputError(PlannerError):
    """The input is wrong: every fault at once."""

    def __init__(self, faults: Sequence[Fault] | str) -> None:
        self.faults: tuple[Fault, ...] = (Fault(faults),) if isinstance(faults, str) else tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class DamagedError(InputError):
    """A file that the planner wrote is not as it wrote it."""


class ExpectationError(PlannerError):
    """The plan is proved, but the scenario expected something else of it."""

    exit_code = 1

    def __init__(self, failures: Sequence[str]) -> None:
        self.failures = tuple(failures)
        super().__init__("\n".join(map(one_line, self.failures)))


@dataclass(frozen=True)
class Repair:
    """One least change that makes an infeasible scenario feasible."""

    sentence: str
    """In words: ``Raise Budget from 3,500,000 to 3,812,000.``"""
    changes: dict[str, Any]
    """The same as the ``changes`` of a variant."""
    size: float
    """How large the change is, as a part of what it changes; repairs are listed by it."""


@dataclass(frozen=True)
class Conflict:
    """Rules, commitments and limits that can't hold together, none of them in vain unless ``stopped``.

    Without one of its members the others leave a plan; beside them there may be further conflicts.
    """

    members: tuple[str, ...]
    """Each in the user's words."""
    repairs: tuple[Repair, ...] = ()
    keys: tuple[tuple[str, str], ...] = field(default=())
    """The members as (kind, name): ``("rule", "Budget")``, ``("must", "search")``, ``("pool", "h100")``, …"""
    stopped: bool = False
    """Whether the search for a smaller set was stopped: fewer of the members may not hold together either."""
    repairs_stopped: bool = False
    """Whether the search for repairs was stopped: there may be other, and lesser ones."""

    @property
    def caution(self) -> str:
        """What was not proved of the members, as a sentence; empty: they are all needed."""
        return "The search for a smaller set was stopped: fewer of these may be enough." if self.stopped else ""

    @property
    def mending(self) -> str:
        """What is known of repairs, as a sentence without its stop."""
        match bool(self.repairs), self.repairs_stopped:
            case True, False:
                return "The least repairs, any one of which is enough"
            case True, True:
                return "Repairs, any one of which is enough; the search for lesser ones was stopped"
            case False, True:
                return "The search for repairs was stopped before one was found"
        return "No change of a rule, a commitment or a limit alone mends it"


class InfeasibleError(PlannerError):
    """No plan keeps all rules and commitments."""

    exit_code = 3

    def __init__(self, conflict: Conflict) -> None:
        self.conflict = conflict
        lines = ["No plan can keep all of these together:", *(f"  - {one_line(m)}" for m in conflict.members)]
        if conflict.caution:
            lines.append(conflict.caution)
        if conflict.repairs:
            lines += [f"{conflict.mending}:", *(f"  - {one_line(r.sentence)}" for r in conflict.repairs)]
        elif conflict.repairs_stopped:
            lines.append(f"{conflict.mending}.")
        super().__init__("\n".join(lines))


class NoPlan(PlannerError):
    """A program has no solution. ``solve`` finds out why, and raises InfeasibleError."""

    exit_code = 3

    def __init__(self, message: str = "No plan can keep all rules and commitments.") -> None:
        super().__init__(message)


class StoppedError(PlannerError):
    """A limit or Ctrl-C came before any plan was found."""

    exit_code = 4


class UnsoundError(PlannerError):
    """The plan that was found breaks a limit, however tightly it is solved: it is not handed out."""

    exit_code = 4
