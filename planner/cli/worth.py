"""``gpu-planner worth``"""

from __future__ import annotations

import json as encoder
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.cli.choices import Json, ScenarioFile, Sets
from planner.cli.explain import plain

if TYPE_CHECKING:
    from planner.tradeoffs.study import Study

BLOCKS = (8.0, 64.0)


def worth(
    scenario: ScenarioFile,
    pool: Annotated[str | None, typer.Option("--pool", metavar="ID", help="Only this pool, with its ladder.")] = None,
    block: Annotated[
        list[float] | None, typer.Option("--block", metavar="N", min=1.0, help="GPUs in a block; may be repeated.")
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--from", metavar="PERIOD", help="When the blocks come, as 2027-03; left out: at the start."),
    ] = None,
    within: Annotated[
        float,
        typer.Option("--within", metavar="PERCENT", min=0.0, max=100.0, help="What an alternative may give up."),
    ] = 2.0,
    plans: Annotated[int, typer.Option("--alternatives", metavar="K", min=0, help="How many to look for.")] = 3,
    sets: Sets = None,
    json: Json = False,
) -> None:
    """Say what one more, or one less, of everything is worth, and how your list and other plans compare.

    Every figure is a re-solve.
    """
    import planner
    from planner.errors import InputError
    from planner.tradeoffs.study import Study

    study = Study(planner.load(scenario, sets or ()), control=planner.Control())
    if pool is not None and pool not in study.scenario.pool_by_id:
        known = ", ".join(sorted(study.scenario.pool_by_id))
        raise InputError(f"there is no pool {pool!r}; known: {known}")
    asked = Asked(pool, tuple(block or BLOCKS), _period(study, start), within / 100, plans)
    found: list[dict[str, Any]] = []
    heading = ""
    try:
        for part, entry, sentence in _parts(study, asked):
            found.append({"part": part, "sentence": sentence} | (entry if isinstance(entry, dict) else asdict(entry)))
            if not json:
                heading = _print(part, sentence, heading)
    except KeyboardInterrupt:
        typer.echo("stopped: what is said above holds", err=True)
    if json:
        sys.stdout.write(encoder.dumps(plain(found), ensure_ascii=False, indent=1) + "\n")


@dataclass(frozen=True)
class Asked:
    """What the command line asks for."""

    pool: str | None
    blocks: tuple[float, ...]
    start: int
    within: float
    plans: int


def _period(study: Study, start: str | None) -> int:
    from planner.errors import InputError

    labels = study.scenario.calendar.labels
    if start is not None and start not in labels:
        raise InputError(f"--from: there is no period {start!r}; the calendar has {labels[0]} to {labels[-1]}")
    return labels.index(start) if start is not None else 0


def _parts(study: Study, asked: Asked) -> Iterator[tuple[str, Any, str]]:
    from planner.tradeoffs import words_worth as words
    from planner.tradeoffs.worth import gpus_or_people, ladder, price_of_promises, two_sided

    if asked.pool is None and study.scenario.pools:
        scarce = gpus_or_people(study)
        yield "GPUs or people", scarce, words.scarce_sentence(study, scarce)
    for name in sorted(study.scenario.pool_by_id) if asked.pool is None else [asked.pool]:
        for block in asked.blocks:
            entry = two_sided(study, name, block, asked.start)
            yield "A block more, a block less", entry, words.block_sentence(study, entry)
    if asked.pool is not None:
        for rung in ladder(study, asked.pool, asked.blocks[0]):
            yield "More and more", rung, words.rung_sentence(study, asked.pool, rung)
        return
    slack = []
    for promise in price_of_promises(study):
        if study.matters(promise.price):
            yield "What promises cost", promise, words.promise_sentence(study, promise)
        else:
            slack.append(promise)
    if slack:
        yield "What promises cost", {"slack": [asdict(p) for p in slack]}, words.slack_sentence(slack)
    yield from _plans(study, asked)


def _plans(study: Study, asked: Asked) -> Iterator[tuple[str, Any, str]]:
    """Who lacks what, the way from the list, and the plans beside the best."""
    from planner.tradeoffs import words_plans as words
    from planner.tradeoffs.alternatives import alternatives
    from planner.tradeoffs.balance import balance
    from planner.tradeoffs.chain import chain

    found = balance(study)
    for sentence in words.balance_sentences(study, found):
        yield "What is lacking, and what is idle", found, sentence
    if study.scenario.objective == "value":
        swaps = chain(study)
        yield "From your list to the best list", swaps, words.chain_sentence(study, swaps)
        for number, swap in enumerate(swaps.swaps, 1):
            yield "From your list to the best list", swap, f"{number}. {words.swap_sentence(study, swap)}"
    others = []
    for other in alternatives(study, asked.plans, asked.within):
        others.append(other)
        title = f"Plans within {100 * asked.within:g} % of the best"
        yield title, other, words.alternative_sentence(study, other)
    if others:
        yield title, {"plans": len(others)}, words.core_sentence(study, others)


def _print(part: str, sentence: str, heading: str) -> str:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(width=min(100, Console().width) if sys.stdout.isatty() else 100, highlight=False)
    if part != heading:
        console.print(Text(("\n" if heading else "") + part, style="bold"))
    console.print(Padding(Text(sentence), (0, 0, 0, 2), expand=False))
    return part
