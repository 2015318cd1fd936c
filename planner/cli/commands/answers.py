"""``gpu-planner answers``"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

import planner
from planner.atomic import replace_file
from planner.cli.choices import ScenarioFile, Sets
from planner.cli.console import say
from planner.cli.keeping import keep_apart, read_apart
from planner.errors import InputError
from planner.report.answers import INDEX, page_names
from planner.report.answers import answers as pages_of
from planner.tradeoffs.one_scenario.study import Study

ENDINGS = (".md", ".html")


def answers(
    scenario: ScenarioFile,
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FOLDER", help="Where the pages go.", show_default=False)
    ],
    quick: Annotated[bool, typer.Option("--quick", help="Leave out what would change each decision.")] = False,
    sets: Sets = None,
) -> None:
    """Write an answer for each team, as Markdown and HTML: what it asked, what it got, why, and what would change it.

    Ctrl-C keeps the pages that are written.
    """
    if output.exists() and not output.is_dir():
        raise InputError(f"{output}: is a file; name a folder")
    (reading,) = read_apart([scenario], sets, ())
    names = page_names(reading.scenario)
    keep_apart((output / f"{name}{ending}" for name in (INDEX, *names.values()) for ending in ENDINGS), [reading])
    study, teams = Study(reading.scenario, control=planner.Control()), len(names)
    output.mkdir(parents=True, exist_ok=True)
    written = 0
    try:
        for page in pages_of(study, quick=quick):
            for ending, text in zip(ENDINGS, (page.markdown(), page.html()), strict=True):
                replace_file(output / f"{page.name}{ending}", text.encode())
            written += page.name != INDEX
            if sys.stderr.isatty():
                typer.echo(f"\r{written} of {teams} teams", err=True, nl=written == teams)
    except KeyboardInterrupt:
        say(f"stopped: the pages of {written} of {teams} teams are in {output}", err=True)
        return
    say(f"{output / 'index.html'}: {written} {'team' if written == 1 else 'teams'}")
