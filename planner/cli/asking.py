"""A request on the command line: its fields as options, and the answer in the terminal."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from planner.cli.console import Chapters
from planner.domain.names import folded, suggestion
from planner.domain.plan import DECIDED
from planner.domain.scenario import Scenario
from planner.domain.worth import leading
from planner.errors import Fault, InputError
from planner.files.settings import as_written
from planner.tradeoffs.explanations.asking import Answer
from planner.tradeoffs.one_scenario.newcomer import Displaced
from planner.tradeoffs.sentences.request import heading
from planner.words.amounts import are_points, narrow_points, percent, short
from planner.words.names import metric_words

ROWS = 8
"""Others who move that are shown."""


def value_of(text: str | None, *steps: str) -> Any:
    """What an option says of a field, by the rules of a scenario file; None: it is not given."""
    return None if text is None else as_written(text.strip(), steps, f"--{steps[-1].replace('_', '-')} {text}")


def pairs(given: Sequence[str] | None, option: str, field: str) -> dict[str, Any]:
    """``name=amount`` of an option that may be repeated; raises InputError where one is written otherwise."""
    found: dict[str, Any] = {}
    for each in given or ():
        name, equals, amount = each.partition("=")
        if not equals or not name.strip() or not amount.strip():
            raise InputError([Fault("must be written as name=amount", file=f"--{option} {each}")])
        found[name.strip()] = as_written(amount.strip(), (field, name.strip()), f"--{option} {each}")
    return found


def runs_on(given: Sequence[str] | None) -> dict[str, Any] | list[str] | None:
    """Accelerators, each with the work that it does per hour where any is given: ``H100-SXM``, ``A100-80GB=0.45``."""
    if not given:
        return None
    if not any("=" in each for each in given):
        return [*given]
    return pairs([each if "=" in each else f"{each}=1" for each in given], "accelerator", "runs_on")


def metrics_of(extra: Sequence[str], scenario: Scenario, options: Collection[str]) -> dict[str, Any]:
    """Metrics of the scenario that are given as options of their own: ``--revenue 12e6``, ``--daily-active-users=5e5``.

    ``options`` are all others that the command has. Raises InputError for what is neither.
    """
    known = {metric_option(metric): metric for metric in scenario.metrics}
    found: dict[str, Any] = {}
    waiting = iter(extra)
    for each in waiting:
        option, equals, amount = each.partition("=")
        metric = known.get(folded(option).replace("_", "-"))
        if not each.startswith("-"):
            raise InputError(f"{each}: belongs to no option; write what it is: --gpus {each}, --name {each} …")
        if metric is None:
            every = [*known, *options]
            raise InputError(f"there is no option '{option}'{suggestion(option, every) or _listed(known)}")
        amount = amount if equals else next(waiting, "")
        if not amount:
            raise InputError(f"{option}: needs an amount: {option} 12e6")
        found[metric] = as_written(amount, ("metrics", metric), f"{option} {amount}")
    return found


def metric_option(metric: str) -> str:
    """``--daily-active-users``"""
    return f"--{folded(metric).replace('_', '-').replace(' ', '-')}"


def _listed(known: Mapping[str, str]) -> str:
    return f"; the scenario's metrics are {', '.join(sorted(known))}" if known else "; the scenario has no metrics"


class Screen:
    """Prints the answer as it grows: each sentence once, below its heading, and whom it displaces as a table."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._chapters = Chapters()
        self._shown = 0

    def take(self, found: Answer) -> None:
        """Print what is new of an answer."""
        for warning in found.warnings if not self._shown else ():
            self._chapters.say("", f"Note: {warning}")
        said = found.settled
        for part, sentence in said[self._shown :]:
            title = _heading(part, found.decision)
            self._chapters.say(title, sentence)
            if part == "displacement" and found.arrival is not None and found.arrival.displaced:
                self._table(title, found.arrival.displaced)
        self._shown = len(said)

    def _table(self, title: str, rows: Sequence[Displaced]) -> None:
        metric = "" if are_points(self._scenario) else leading(self._scenario)
        headers = ["request", "now", "with it", "points", *([metric_words(metric)] if metric else []), "GPU·h"]
        self._chapters.show(title, headers, self._rows(rows[:ROWS], metric))
        if len(rows) > ROWS:
            self._chapters.say(title, f"… and {len(rows) - ROWS} more; -o FILE.csv writes all of them.")

    def _rows(self, rows: Sequence[Displaced], metric: str) -> Iterator[list[str]]:
        for row in rows:
            amount = row.metrics.get(metric, 0.0)
            yield [
                self._scenario.request_by_id[row.request].title,
                _share(row.before, row.share_before),
                _share(row.after, row.share_after),
                _signed(row.points, narrow_points),
                *([_signed(amount, short) if amount else "–"] if metric else []),
                _signed(sum(row.gpu_hours.values()), lambda hours: f"{hours:,.0f}"),
            ]


def _share(decision: str, share: float) -> str:
    return DECIDED[decision] if decision == "decline" else percent(share)


def _signed(amount: float, say: Any) -> str:
    """``−1.23``, ``+0.40``; nothing for what would read as 0."""
    text = say(abs(amount))
    if not any(digit in text for digit in "123456789"):
        return "–"
    return f"{'−' if amount < 0 else '+'}{text}"


def _heading(part: str, decision: str) -> str:
    """What stands above a part; empty: nothing does."""
    if part in ("decision", "value"):
        return ""
    if part in ("displacement", "in whole"):
        return "Whom it would displace"
    if decision == "decline":
        return "What would get it in"
    return heading(part, decision)
