"""``gpu-planner explain``"""

from __future__ import annotations

import json as encoder
import math
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from planner.cli.choices import Json, ScenarioFile, Sets

if TYPE_CHECKING:
    from planner.tradeoffs.one_scenario.explain import Explanation

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
    import planner
    from planner.tradeoffs.one_scenario.explain import explaining
    from planner.tradeoffs.one_scenario.study import Study

    study = Study(planner.load(scenario, sets or ()), control=planner.Control())
    shown, heading, found = 0, "", None
    try:
        for found in explaining(study, request):
            if not json:
                for part, sentence in found.sentences[shown:]:
                    heading = _print(part, sentence, heading)
                shown = len(found.sentences)
    except KeyboardInterrupt:
        typer.echo("stopped: what is said above holds", err=True)
    if json and found is not None:
        sys.stdout.write(encoder.dumps(plain(_document(found)), ensure_ascii=False, indent=1) + "\n")


def _print(part: str, sentence: str, heading: str) -> str:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(width=min(100, Console().width) if sys.stdout.isatty() else 100, highlight=False)
    title = HEADINGS[part]
    if title and title != heading:
        console.print(Text(f"\n{title}", style="bold"))
    console.print(Padding(Text(sentence), (0, 0, 0, 2 if title else 0), expand=False))
    return title


def _document(found: Explanation) -> dict[str, Any]:
    document = asdict(found)
    document["sentences"] = [sentence for _, sentence in found.sentences]
    return document


def plain(value: Any) -> Any:
    """A value as JSON can hold it: null for what is missing, inf as a word."""
    if isinstance(value, float):
        return None if math.isnan(value) else value if math.isfinite(value) else "inf"
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value
