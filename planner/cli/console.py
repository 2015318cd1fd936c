"""What every answer in the terminal is made of: sentences, tables, and both below a title."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Sequence
from typing import Any, TextIO, cast

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from planner.letters import isolated, one_line, shown

WIDEST = 100
"""Columns that the output fits, however wide the terminal is."""
SHOWN = 24
"""Rows of a table that are shown."""


class Harmless:
    """A stream through which a name can neither speak to the terminal nor turn around what stands beside it.

    Of control characters only the colours pass that Rich gives to a terminal: names lose theirs in ``one_line``.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._colours = COLOURS if stream.isatty() else None

    def write(self, text: str) -> int:
        parts = self._colours.split(text) if self._colours else [text]
        self._stream.write("".join(part if k % 2 else isolated(shown(part)) for k, part in enumerate(parts)))
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


COLOURS = re.compile(r"(\x1b\[[\d;]*m)")


def a_console(width: int = 0) -> Console:
    """Standard output, so many columns wide; else as wide as it is, 100 at most."""
    width = width or (min(WIDEST, Console().width) if sys.stdout.isatty() else WIDEST)
    file = cast(TextIO, Harmless(sys.stdout))
    return Console(file=file, width=width, highlight=False, markup=False, emoji=False)


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print a message; what names and files bring into it is shown, and never sent."""
    typer.echo(isolated(shown(text)), err=err, nl=nl)


def print_sentence(console: Console, sentence: str, indent: int = 2, style: str = "") -> None:
    """Print a sentence, its lines wrapped and indented."""
    for line in Text(one_line(sentence), style=style).wrap(console, console.width - indent):
        line.rstrip()
        console.print(Text(" " * indent).append_text(line), soft_wrap=True)


def print_table(console: Console, headers: Sequence[str], rows: Iterable[Sequence[str]], texts: int = 1) -> None:
    """Print a table: the first columns are texts, all others figures."""
    table = Table(box=SIMPLE_HEAD, padding=(0, 1), pad_edge=False, show_edge=False, header_style="bold")
    for k, header in enumerate(headers):
        if k < texts:
            table.add_column(Text(one_line(header)), overflow="ellipsis", no_wrap=True)
        else:
            table.add_column(Text(one_line(header)), justify="right", no_wrap=True)
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row))
    with console.capture() as capture:
        console.print(table)
    for line in capture.get().splitlines():
        console.print(Text.from_ansi(f"  {line.rstrip()}"), soft_wrap=True)


def told(
    title: str,
    sentences: Iterable[str],
    headers: Sequence[str] = (),
    rows: Sequence[Sequence[str]] = (),
    texts: int = 1,
) -> None:
    """Print a title, sentences, and a table cut to what a screen holds."""
    console = a_console()
    console.print(one_line(title), style="bold")
    for sentence in sentences:
        print_sentence(console, sentence)
    if rows:
        console.print()
        print_table(console, headers, rows[:SHOWN], texts)
        if len(rows) > SHOWN:
            console.print(f"  … and {len(rows) - SHOWN:,} more; -o FILE.csv keeps them.", style="dim")


class Chapters:
    """Prints sentences as they are found, each below the heading that it belongs to."""

    def __init__(self) -> None:
        self._console = a_console()
        self._heading: str | None = None

    def say(self, heading: str, sentence: str) -> None:
        """Print a sentence, its heading above it where the last one stood below another; without one, flush left."""
        self._below(heading)
        self._console.print(Padding(Text(one_line(sentence)), (0, 0, 0, 2 if heading else 0), expand=False))

    def show(self, heading: str, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Print a table below its heading."""
        self._below(heading)
        print_table(self._console, headers, rows)

    def _below(self, heading: str) -> None:
        if heading and heading != self._heading:
            self._console.print(Text(("" if self._heading is None else "\n") + one_line(heading), style="bold"))
        self._heading = heading
