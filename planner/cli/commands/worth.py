"""``gpu-planner worth``"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from functools import partial
from itertools import chain
from typing import Annotated, Any

import typer

import planner
from planner.cli.as_json import print_json
from planner.cli.choices import Chart, Dark, Json, ScenarioFile, Sets
from planner.cli.console import Chapters
from planner.cli.drawing import check_chart, draw
from planner.domain.worth import leading
from planner.errors import InputError
from planner.tradeoffs.one_scenario.alternatives import alternatives
from planner.tradeoffs.one_scenario.balance import balance
from planner.tradeoffs.one_scenario.chain import chain as chain_of
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.one_scenario.worth import (
    Promise,
    TwoSided,
    gpus_or_people,
    ladder,
    promises,
    two_sided,
)
from planner.tradeoffs.parallel.threads import side_by_side
from planner.tradeoffs.sentences import plans as plan_words
from planner.tradeoffs.sentences import worth as words
from planner.words.amounts import are_points, short

BLOCKS = (8.0, 64.0)
PROMISES = "What promises cost"
LADDER = "More and more"
BLOCK = "A block more, a block less"


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
    chart: Chart = None,
    dark: Dark = False,
    json: Json = False,
) -> None:
    """Say what one more, or one less, of everything is worth, and how your list and other plans compare.

    Every figure is a re-solve.
    """
    check_chart(chart)
    if chart is not None and pool is None:
        raise InputError("--chart draws the ladder of one pool: name it with --pool")
    study = Study(planner.load(scenario, sets or ()), control=planner.Control())
    if pool is not None and pool not in study.scenario.pool_by_id:
        known = ", ".join(sorted(study.scenario.pool_by_id))
        raise InputError(f"there is no pool {pool!r}; known: {known}")
    asked = Asked(pool, tuple(block or BLOCKS), _period(study, start), within / 100, plans)
    found: list[dict[str, Any]] = []
    climbed: list[Any] = []
    blocks: list[TwoSided] = []
    chapters = Chapters()
    try:
        for part, entry, sentence in _parts(study, asked):
            if part == LADDER:
                climbed.append(entry)
            found.append({"part": part, "sentence": sentence} | (entry if isinstance(entry, dict) else asdict(entry)))
            if json:
                continue
            if part == BLOCK:
                blocks.append(entry)
                continue
            blocks = _shown(chapters, study, blocks)
            chapters.say(part, sentence)
    except KeyboardInterrupt:
        typer.echo("stopped: what is said holds", err=True)
    _shown(chapters, study, blocks)
    if pool is not None:
        draw(chart, dark, "ladder", study.scenario.pool_by_id[pool], climbed)
    if json:
        print_json(found)


def _shown(chapters: Chapters, study: Study, found: list[TwoSided]) -> list[TwoSided]:
    """Print what blocks are worth as a table, where most is gained first; none are left to print."""
    if found:
        sizes = sorted({each.block for each in found})
        heads = [f"{size:,.0f} {which}" for size in sizes for which in ("more", "fewer")]
        told = study.is_plain_value and not are_points(study.scenario)
        about = [f"≈ {leading(study.scenario).replace('_', ' ')}"] if told else []
        headers = ["pool", *heads, f"cost [{study.scenario.currency}]", *about]
        by_pool = {pool: {each.block: each for each in found if each.pool == pool} for pool in {e.pool for e in found}}
        ranked = sorted(by_pool.values(), key=lambda pool: _rank(study, pool[max(pool)]))
        late = "" if found[0].start == study.scenario.calendar.labels[0] else f" from {found[0].start} on"
        title = f"{BLOCK}{late} [{words.counted(study)}]; what {sizes[-1]:,.0f} cost and bring"
        chapters.show(title, headers, [_row(study, sizes, pool, bool(about)) for pool in ranked])
    return []


def _rank(study: Study, worth: TwoSided) -> tuple[float, str]:
    gain = worth.more if study.better > 0 else -worth.more
    return (-gain.low if gain.known else math.inf, worth.pool)


def _row(study: Study, sizes: list[float], pool: dict[float, TwoSided], meant: bool) -> list[str]:
    largest = pool[max(pool)]
    cells = [words.cell(study, gain) for size in sizes if size in pool for gain in (pool[size].more, pool[size].fewer)]
    about = [short(largest.metrics.get(leading(study.scenario), 0.0))] if meant else []
    return [study.scenario.pool_by_id[largest.pool].title, *cells, short(largest.cost), *about]


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


def _slack(promises: list[Any]) -> Said:
    return PROMISES, {"slack": [asdict(promise) for promise in promises]}, words.slack_sentence(promises)


def _about_blocks(study: Study, asked: Asked) -> Iterator[Callable[[Study], list[Said]]]:
    def people(twin: Study) -> list[Said]:
        found = gpus_or_people(twin)
        return [("GPUs or people", found, words.scarce_sentence(twin, found))]

    def block(twin: Study, pool: str, gpus: float) -> list[Said]:
        found = two_sided(twin, pool, gpus, asked.start)
        return [(BLOCK, found, words.block_sentence(twin, found))]

    def rungs(twin: Study, pool: str) -> list[Said]:
        found = ladder(twin, pool, asked.blocks[0])
        return [(LADDER, rung, words.rung_sentence(twin, pool, rung)) for rung in found]

    if asked.pool is None and study.scenario.pools:
        yield people
    for name in sorted(study.scenario.pool_by_id) if asked.pool is None else [asked.pool]:
        yield from (partial(block, pool=name, gpus=gpus) for gpus in asked.blocks)
    if asked.pool is not None:
        yield partial(rungs, pool=asked.pool)


def _about_promises(study: Study) -> Iterator[Callable[[Study], list[Said]]]:
    def priced(twin: Study, price: Callable[[Study], Promise]) -> list[Said]:
        found = price(twin)
        return [(PROMISES, found, words.promise_sentence(twin, found))]

    return (partial(priced, price=price) for price in promises(study))


def _lacking(study: Study) -> list[Said]:
    found = balance(study)
    return [
        ("What is lacking, and what is idle", found, sentence)
        for sentence in plan_words.balance_sentences(study, found)
    ]


def _swaps(study: Study) -> list[Said]:
    if study.scenario.objective != "value":
        return []
    title, found = "From your list to the best list", chain_of(study)
    swaps = [(title, s, f"{number}. {plan_words.swap_sentence(study, s)}") for number, s in enumerate(found.swaps, 1)]
    return [(title, found, plan_words.chain_sentence(study, found)), *swaps]


def _alternatives(study: Study, asked: Asked) -> list[Said]:
    title, found = f"Plans within {100 * asked.within:g} % of the best", list[Any]()
    found += alternatives(study, asked.plans, asked.within)
    said: list[Said] = [(title, other, plan_words.alternative_sentence(study, other)) for other in found]
    return [*said, (title, {"plans": len(found)}, plan_words.core_sentence(study, found))] if found else []
