"""``gpu-planner worth``"""

from __future__ import annotations

import json as encoder
import sys
from collections.abc import Iterator
from dataclasses import asdict
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
    sets: Sets = None,
    json: Json = False,
) -> None:
    """Say what one more, or one less, of everything is worth: GPUs, people, promises. Every figure is a re-solve."""
    import planner
    from planner.errors import InputError
    from planner.tradeoffs.study import Study

    study = Study(planner.load(scenario, sets or ()), control=planner.Control())
    if pool is not None and pool not in study.scenario.pool_by_id:
        known = ", ".join(sorted(study.scenario.pool_by_id))
        raise InputError(f"there is no pool {pool!r}; known: {known}")
    found: list[dict[str, Any]] = []
    heading = ""
    try:
        for part, entry, sentence in _parts(study, pool, tuple(block or BLOCKS)):
            found.append({"part": part, "sentence": sentence} | asdict(entry))
            if not json:
                heading = _print(part, sentence, heading)
    except KeyboardInterrupt:
        typer.echo("stopped: what is said above holds", err=True)
    if json:
        sys.stdout.write(encoder.dumps(plain(found), ensure_ascii=False, indent=1) + "\n")


def _parts(study: Study, pool: str | None, blocks: tuple[float, ...]) -> Iterator[tuple[str, Any, str]]:
    from planner.tradeoffs import words_worth as words
    from planner.tradeoffs.worth import gpus_or_people, ladder, price_of_promises, two_sided

    if pool is None and study.scenario.pools:
        scarce = gpus_or_people(study)
        yield "GPUs or people", scarce, words.scarce_sentence(study, scarce)
    for name in sorted(study.scenario.pool_by_id) if pool is None else [pool]:
        for block in blocks:
            entry = two_sided(study, name, block)
            yield "A block more, a block less", entry, words.block_sentence(study, entry)
    if pool is not None:
        for rung in ladder(study, pool, blocks[0]):
            yield "More and more", rung, words.rung_sentence(study, pool, rung)
        return
    for promise in price_of_promises(study):
        yield "What promises cost", promise, words.promise_sentence(study, promise)


def _print(part: str, sentence: str, heading: str) -> str:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(width=min(100, Console().width) if sys.stdout.isatty() else 100, highlight=False)
    if part != heading:
        console.print(Text(("\n" if heading else "") + part, style="bold"))
    console.print(Padding(Text(sentence), (0, 0, 0, 2), expand=False))
    return part
