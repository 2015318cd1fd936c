"""What commands of many solves share: who solves, what is kept, and what is printed."""

from __future__ import annotations

import json as encoder
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from planner.cli.explain import plain
from planner.cli.progress import Counted, counted

if TYPE_CHECKING:
    import pandas as pd

    from planner.tradeoffs.parallel.processes import Crew

SHOWN = 24
"""Rows of a table that are shown."""


@contextmanager
def crew(what: str, workers: int | None, cluster: str) -> Iterator[tuple[Crew, Counted]]:
    """Who solves, with progress on standard error; Ctrl-C cancels, and what is done is kept."""
    from planner.tradeoffs.parallel.processes import Crew

    with counted() as progress:
        yield Crew(workers, cluster, progress.control, progress.steps(what)), progress


def check_table(output: Path | None) -> None:
    """Raise InputError for a table that can't be written, before anything is solved for it."""
    from planner.files.atomic import check_writable
    from planner.files.export import check_frame_ending

    if output is not None:
        check_frame_ending(output)
        check_writable(output)


def keep(frame: pd.DataFrame, output: Path | None) -> None:
    """Write the table where one is asked for."""
    from planner.files.export import write_frame

    if output is not None:
        write_frame(frame, output)


def told(
    title: str,
    sentences: Iterable[str],
    headers: Sequence[str] = (),
    rows: Sequence[Sequence[str]] = (),
    texts: int = 1,
) -> None:
    """Print a title, sentences, and a table cut to what a screen holds."""
    from planner.cli.table import a_console, one_line, print_sentence, print_table

    console = a_console()
    console.print(one_line(title), style="bold")
    for sentence in sentences:
        print_sentence(console, sentence)
    if rows:
        console.print()
        print_table(console, headers, rows[:SHOWN], texts)
        if len(rows) > SHOWN:
            console.print(f"  … and {len(rows) - SHOWN:,} more; -o FILE.csv keeps them.", style="dim")


def print_json(document: Any) -> None:
    """Print a document for machines: missing figures are null."""
    sys.stdout.write(encoder.dumps(plain(document), ensure_ascii=False, indent=1) + "\n")


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """A table as a list of objects."""
    columns = list(frame.columns)
    return [dict(zip(columns, row, strict=True)) for row in zip(*(frame[c].tolist() for c in columns), strict=True)]


def say_stopped(done: int, asked: int) -> None:
    """Tell that a run was stopped, and what it kept."""
    if done < asked:
        typer.echo(f"stopped: {done} of {asked} are done, and kept", err=True)
