"""``gpu-planner worth``"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain
from typing import Annotated, Any

import typer

import planner
from planner.cli.as_json import print_json
from planner.cli.choices import Chart, Dark, Json, ScenarioFile, Sets
from planner.cli.console import say
from planner.cli.drawing import check_chart, draw
from planner.cli.keeping import load_apart
from planner.cli.worths import BLOCKS, CHAIN, LACKING, LADDER, PEOPLE, PROMISES, Worths
from planner.errors import InputError
from planner.tradeoffs.one_scenario.alternatives import alternatives
from planner.tradeoffs.one_scenario.balance import balance
from planner.tradeoffs.one_scenario.chain import chain as chain_of
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import (
    Promise,
    Rung,
    gpus_or_people,
    ladder,
    promises,
    two_sided,
)
from planner.tradeoffs.parallel.threads import side_by_side
from planner.tradeoffs.sentences import plans as plan_words
from planner.tradeoffs.sentences import worth as words
from planner.words.called import called

SIZES = (8.0, 64.0)
"""GPUs in a server, and in a rack."""


def worth(
    scenario: ScenarioFile,
    pool: Annotated[
        str | None, typer.Option("--pool", metavar="POOL", help="Only this pool, by id or name, with its ladder.")
    ] = None,
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
    chart: Chart = None,
    dark: Dark = False,
    everything: Annotated[bool, typer.Option("--all", help="Say each promise, pool, swap and plan.")] = False,
    json: Json = False,
) -> None:
    """Say what a block more or less of each pool is worth, as a table; then, a sentence each, what else is.

    People, promises, what is lacking, your list beside the best one, and other plans. Every figure is a re-solve.
    """
    check_chart(chart)
    if chart is not None and pool is None:
        raise InputError("--chart draws the ladder of one pool: name it with --pool")
    study = Study(load_apart(scenario, sets, chart), control=planner.Control())
    pool = None if pool is None else called(study.scenario, "pools", pool)
    asked = Asked(pool, tuple(block or SIZES), _period(study, start), within / 100, plans)
    found: list[dict[str, Any]] = []
    climbed: list[Rung] = []
    screen = Worths(study, everything=everything)
    try:
        for part, entry, sentence in _parts(study, asked):
            if isinstance(entry, Rung):
                climbed.append(entry)
            said = {"part": part, "sentence": sentence}
            found.append(said | (entry if isinstance(entry, dict) else asdict(entry)) | said)
            if not json:
                screen.take(part, entry, sentence)
    except KeyboardInterrupt:
        say("stopped: what is said holds", err=True)
    screen.close()
    if pool is not None:
        draw(chart, dark, "ladder", study.scenario.pool_by_id[pool], climbed)
    if json:
        print_json(found)


@dataclass(frozen=True)
class Asked:
    """What the command line asks for."""

    pool: str | None
    blocks: tuple[float, ...]
    start: int
    within: float
    plans: int


def _period(study: Study, start: str | None) -> int:
    labels = study.scenario.calendar.labels
    if start is not None and start not in labels:
        raise InputError(f"--from: there is no period {start!r}; the calendar has {labels[0]} to {labels[-1]}")
    return labels.index(start) if start is not None else 0


Said = tuple[str, Any, str]
"""A part's title, what was found, and its sentence."""


def _parts(study: Study, asked: Asked) -> Iterator[Said]:
    """Everything that was asked for, in reading order; the questions are answered on all cores."""
    questions = list(_about_blocks(study, asked))
    if asked.pool is None:
        questions += [*_about_promises(study), _lacking, _swaps, lambda twin: _alternatives(twin, asked)]
    slack: list[Any] = []
    for part, entry, sentence in chain.from_iterable(side_by_side(study, questions)):
        if part == PROMISES and not study.matters(entry.price):
            slack.append(entry)
            continue
        if slack and part != PROMISES:
            yield _slack(slack)
            slack = []
        yield part, entry, sentence
    if slack:
        yield _slack(slack)


def _slack(promises: list[Any]) -> Said:
    return PROMISES, {"slack": [asdict(promise) for promise in promises]}, words.slack_sentence(promises)


def _about_blocks(study: Study, asked: Asked) -> Iterator[Callable[[Study], list[Said]]]:
    def people(twin: Study) -> list[Said]:
        found = gpus_or_people(twin)
        return [(PEOPLE, found, words.scarce_sentence(twin, found))]

    def block(twin: Study, pool: str, gpus: float) -> list[Said]:
        found = two_sided(twin, pool, gpus, asked.start)
        return [(BLOCKS, found, words.block_sentence(twin, found))]

    def rungs(twin: Study, pool: str) -> list[Said]:
        found = ladder(twin, pool, asked.blocks[0])
        return [(LADDER, rung, words.rung_sentence(twin, pool, rung)) for rung in found]

    for name in sorted(study.scenario.pool_by_id) if asked.pool is None else [asked.pool]:
        yield from (partial(block, pool=name, gpus=gpus) for gpus in asked.blocks)
    if asked.pool is not None:
        yield partial(rungs, pool=asked.pool)
    elif study.scenario.pools:
        yield people


def _about_promises(study: Study) -> Iterator[Callable[[Study], list[Said]]]:
    def priced(twin: Study, price: Callable[[Study], Promise]) -> list[Said]:
        found = price(twin)
        return [(PROMISES, found, words.promise_sentence(twin, found))]

    return (partial(priced, price=price) for price in promises(study))


def _lacking(study: Study) -> list[Said]:
    found = balance(study)
    return [(LACKING, found, sentence) for sentence in plan_words.balance_sentences(study, found)]


def _swaps(study: Study) -> list[Said]:
    if study.scenario.objective != "value":
        return []
    found = chain_of(study)
    swaps = [(CHAIN, s, f"{number}. {plan_words.swap_sentence(study, s)}") for number, s in enumerate(found.swaps, 1)]
    return [(CHAIN, found, plan_words.chain_sentence(study, found)), *swaps]


def _alternatives(study: Study, asked: Asked) -> list[Said]:
    title, found = f"Plans within {100 * asked.within:g} % of the best", list[Any]()
    found += alternatives(study, asked.plans, asked.within)
    said: list[Said] = [(title, other, plan_words.alternative_sentence(study, other)) for other in found]
    return [*said, (title, {"plans": len(found)}, plan_words.core_sentence(study, found))] if found else []
