"""``gpu-planner explain``"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

import planner
from planner.cli.as_json import print_json
from planner.cli.choices import Json, ScenarioFile, Sets
from planner.cli.console import Chapters
from planner.tradeoffs.explanations.request import explaining
from planner.tradeoffs.one_scenario.study import Study

HEADINGS = {
    "decision": "",
    "value": "",
    "scarcity": "",
    "options": "",
    "holds": "",
    "displacement": "What it displaces",
    "break-even": "Value at which it is just served",
    "flip": "What would change the decision",
    "slip": "If a delivery slips",
    "move": "The cheapest ways to have it served",
}


def explain(
    scenario: ScenarioFile,
    request: Annotated[str, typer.Argument(metavar="REQUEST", help="Id of the request.", show_default=False)],
    sets: Sets = None,
    json: Json = False,
) -> None:
    """Explain one request: why, whom it displaces, and what would change the decision. Every figure is a re-solve."""
    study = Study(planner.load(scenario, sets or ()), control=planner.Control())
    chapters, shown, found = Chapters(), 0, None
    try:
        for found in explaining(study, request):
            if not json:
                for part, sentence in found.sentences[shown:]:
                    chapters.say(HEADINGS[part], sentence)
                shown = len(found.sentences)
    except KeyboardInterrupt:
        typer.echo("stopped: what is said above holds", err=True)
    if json and found is not None:
        print_json(asdict(found) | {"sentences": [sentence for _, sentence in found.sentences]})
