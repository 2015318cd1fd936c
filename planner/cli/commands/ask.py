"""``gpu-planner ask``"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

import planner
from planner.cli.as_json import print_json
from planner.cli.asking import Screen, metrics_of, pairs, runs_on, value_of
from planner.cli.choices import Json, ScenarioFile, Sets, Table
from planner.cli.console import say
from planner.cli.keeping import check_table, check_variant, keep, load_apart, write_variant
from planner.domain.scenario import Scenario
from planner.files.writing import data_of_variant
from planner.tradeoffs.explanations.asking import Answer, asking, requested
from planner.tradeoffs.one_scenario.study import Study

SETTINGS = {"ignore_unknown_options": True, "allow_extra_args": True}
"""What the scenario's metrics are called is known when it is read."""
FIGURES = ("decision", "share", "option", "given_from", "given_to", "value_points", "captured_points", "reason")
"""Columns of the plan that are the answer."""


def ask(
    context: typer.Context,
    scenario: ScenarioFile,
    gpus: Annotated[
        str | None, typer.Option("--gpus", metavar="N", help="GPUs held throughout; also {2027-02: 40, 2027-04: 96}.")
    ] = None,
    hours: Annotated[str | None, typer.Option("--hours", metavar="N", help="Or GPU-hours of work in all.")] = None,
    at_once: Annotated[str | None, typer.Option("--max-gpus", metavar="N", help="The most GPUs at once.")] = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="First period, as 2027-02; left out: the calendar's.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Last period.")] = None,
    metric: Annotated[
        list[str] | None,
        typer.Option("--metric", metavar="NAME=AMOUNT", help="What it brings; also --revenue 12e6 and the like."),
    ] = None,
    minimum: Annotated[
        str | None, typer.Option("--minimum", metavar="PART", help="Least share worth having; 1: all or nothing.")
    ] = None,
    accelerator: Annotated[
        list[str] | None,
        typer.Option("--accelerator", metavar="NAME[=SPEED]", help="What can serve it; may be repeated."),
    ] = None,
    region: Annotated[list[str] | None, typer.Option("--region", metavar="NAME", help="May be repeated.")] = None,
    team: Annotated[str | None, typer.Option("--team", metavar="NAME", help="Who asks.")] = None,
    product: Annotated[
        str | None, typer.Option("--product", metavar="NAME", help="Product that it belongs to.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="inference, training, fine-tuning or research.")
    ] = None,
    people: Annotated[
        list[str] | None, typer.Option("--people", metavar="ROLE=N", help="People while it is served; may be repeated.")
    ] = None,
    cost: Annotated[str | None, typer.Option("--cost", metavar="AMOUNT", help="One-off cost besides compute.")] = None,
    requires: Annotated[
        list[str] | None, typer.Option("--requires", metavar="REQUEST", help="What must have been served by then.")
    ] = None,
    conflicts: Annotated[
        list[str] | None, typer.Option("--conflicts", metavar="REQUEST", help="What can't be served besides it.")
    ] = None,
    name: Annotated[str | None, typer.Option("--name", metavar="TEXT", help="What people call it.")] = None,
    variant: Annotated[
        Path | None, typer.Option("--keep", metavar="FILE.yaml", help="Write it as a variant of the scenario.")
    ] = None,
    output: Table = None,
    sets: Sets = None,
    json: Json = False,
) -> None:
    """Say whether a request that is in no file yet would be funded, whom it would displace, and what would get it in.

    Each metric of the scenario is an option: ask plan.yaml --gpus 96 --revenue 12e6 --from 2027-02. What others are
    worth stays as it is. Every figure is a re-solve; Ctrl-C keeps what is said.
    """
    check_table(output)
    loaded = load_apart(scenario, sets, output, variant)
    if variant is not None:
        check_variant(scenario, variant)
    options = [option for each in context.command.params for option in each.opts if option.startswith("--")]
    changes = requested(
        loaded,
        name=name,
        team=team,
        product=product,
        kind=kind,
        metrics=pairs(metric, "metric", "metrics") | metrics_of(context.args, loaded, options),
        window=[start, until] if start or until else None,
        gpus=value_of(gpus, "demand", "gpus"),
        gpu_hours=value_of(hours, "demand", "hours"),
        max_gpus=value_of(at_once, "demand", "max_gpus"),
        runs_on=runs_on(accelerator),
        regions=region or None,
        minimum=value_of(minimum, "minimum"),
        people=pairs(people, "people", "people") or None,
        requires=requires or None,
        conflicts=conflicts or None,
        cost=value_of(cost, "cost"),
    )
    found = _answered(loaded, changes, None if json else Screen(loaded))
    if found is None:
        return
    if output is not None:
        keep(found.frame, output)
    if variant is not None:
        title = f"{loaded.name or scenario.stem}, with {found.facts.title}"
        write_variant(scenario, variant, title, _written(scenario, found, sets))
        say(f"{variant}: the scenario with {found.facts.title}", err=json)
    if json:
        print_json(_document(found))


def _answered(scenario: Scenario, changes: dict[str, Any], screen: Screen | None) -> Answer | None:
    """The answer, printed as it grows; as far as it is known where it is stopped."""
    found = None
    try:
        for found in asking(Study(scenario, control=planner.Control()), changes):
            if screen:
                screen.take(found)
    except KeyboardInterrupt:
        say("stopped: what is said holds", err=True)
    return found


def _written(scenario: Path, found: Answer, sets: list[str] | None) -> dict[str, Any]:
    """The ``changes`` of a variant that has the request, and what was set beside it."""
    if not sets:
        return found.changes
    changes: dict[str, Any] = data_of_variant(planner.load(scenario), found.scenario, "")["changes"]
    return changes


def _document(found: Answer) -> dict[str, Any]:
    """All of an answer; what was stopped before it was worked out is null."""
    row, proof = found.plan.row(found.request), found.plan.certificate
    parts = {name: getattr(found, name) for name in ("arrival", "in_whole", "break_even")}
    return {
        "request": found.request,
        **{key: row[key] for key in FIGURES},
        "proof": {"status": proof.status, "gap": proof.gap},
        **{name: None if part is None else asdict(part) for name, part in parts.items()},
        "flips": [asdict(flip) for flip in found.flips],
        "moves": [asdict(move) for move in found.moves],
        "changes": found.changes,
        "warnings": found.warnings,
        "said": found.said,
        "sentences": [sentence for _, sentence in found.sentences],
    }
