"""``gpu-planner explain``"""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

import planner
from planner.cli.as_json import print_json
from planner.cli.choices import Json, ScenarioFile, Sets
from planner.cli.console import Chapters, say
from planner.tradeoffs.explanations.request import Explanation, explaining
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.sentences.request import heading


def explain(
    scenario: ScenarioFile,
    request: Annotated[
        str,
        typer.Argument(metavar="REQUEST", help="The request: its id or name, or a part of one.", show_default=False),
    ],
    sets: Sets = None,
    json: Json = False,
) -> None:
    """Explain one request: why, what would change the decision, whom it displaces. Every figure is a re-solve."""
    study = Study(planner.load(scenario, sets or ()), control=planner.Control())
    chapters, shown, found = Chapters(), 0, None
    try:
        for found in explaining(study, request):
            if not json:
                shown = _say(chapters, found, found.settled, shown)
    except KeyboardInterrupt:
        say("stopped: what is said holds", err=True)
    if found is None:
        return
    if json:
        print_json(asdict(found) | {"sentences": [sentence for _, sentence in found.sentences]})
    else:
        _say(chapters, found, found.sentences, shown)


def _say(chapters: Chapters, found: Explanation, sentences: list[tuple[str, str]], shown: int) -> int:
    """Print the sentences behind those that are shown already, each below its heading; how many are shown then."""
    for part, sentence in sentences[shown:]:
        chapters.say(heading(part, found.facts.decision), sentence)
    return len(sentences)
