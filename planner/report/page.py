"""A page as a list of blocks, written as Markdown or as HTML that needs nothing else."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from planner.files.resources import resource
from planner.letters import isolated, one_line


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True)
class Paragraph:
    text: str
    role: str = ""
    """lead, note or nothing"""


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Link:
    """A cell that leads to another page, by its name without ending."""

    text: str
    page: str


@dataclass(frozen=True)
class Table:
    """Column heads with units; numbers are given as text, ready to be read."""

    head: tuple[str, ...]
    rows: tuple[tuple[str | Link, ...], ...]
    numbers: frozenset[int] = frozenset()
    """Columns that are set to the right."""
    decisions: frozenset[int] = frozenset()
    """Columns whose cells begin with a decision, and are coloured by it."""


Block = Heading | Paragraph | Bullets | Table


@dataclass(frozen=True)
class Page:
    """One page; ``name`` is its file's, without ending."""

    name: str
    title: str
    blocks: tuple[Block, ...] = field(default=())

    def markdown(self) -> str:
        """The page as Markdown (GitHub's tables)."""
        parts = [f"# {_plain(self.title)}", *(_markdown(block) for block in self.blocks)]
        return "\n\n".join(parts) + "\n"

    def html(self) -> str:
        """The page as HTML, its style within."""
        style = resource("report.css").read_text(encoding="utf-8")
        body = "\n".join([f"<h1>{_escaped(self.title)}</h1>", *(_html(block) for block in self.blocks)])
        return (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{_escaped(self.title)}</title>\n<style>\n{style}</style>\n</head>\n"
            f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
        )


def _plain(text: str) -> str:
    """Text that Markdown leaves as it is."""
    return isolated(re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(one_line(text).split())))


def _escaped(text: str) -> str:
    """Text that HTML leaves as it is."""
    return isolated(html.escape(one_line(text)))


def _markdown(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"{'#' * level} {_plain(text)}"
        case Paragraph(text, role):
            return f"*{_plain(text)}*" if role == "note" else _plain(text)
        case Bullets(items):
            return "\n".join(f"- {_plain(item)}" for item in items)
        case Table():
            marks = ["---:" if k in block.numbers else "---" for k in range(len(block.head))]
            rows: list[Sequence[str]] = [[_plain(cell) for cell in block.head], marks]
            rows += [[_cell(cell) for cell in row] for row in block.rows]
            return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(cell: str | Link) -> str:
    return f"[{_plain(cell.text)}]({cell.page}.md)" if isinstance(cell, Link) else _plain(cell)


def _html(block: Block) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level}>{_escaped(text)}</h{level}>"
        case Paragraph(text, role):
            return f"<p{f' class="{role}"' if role else ''}>{_escaped(text)}</p>"
        case Bullets(items):
            return f"<ul>{''.join(f'<li>{_escaped(item)}</li>' for item in items)}</ul>"
        case Table():
            head = "".join(f"<th{_kind(block, k, '')}>{_escaped(cell)}</th>" for k, cell in enumerate(block.head))
            rows = "\n".join(f"<tr>{_html_row(block, row)}</tr>" for row in block.rows)
            table = f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
            return f'<div class="scroll">{table}</div>'


def _html_row(block: Table, row: tuple[str | Link, ...]) -> str:
    cells = []
    for k, cell in enumerate(row):
        text = cell.text if isinstance(cell, Link) else cell
        shown = _escaped(text)
        if isinstance(cell, Link):
            shown = f'<a href="{_escaped(cell.page)}.html">{shown}</a>'
        cells.append(f"<td{_kind(block, k, text)}>{shown}</td>")
    return "".join(cells)


def _kind(block: Table, column: int, text: str) -> str:
    if column in block.numbers:
        return ' class="number"'
    if column in block.decisions and text:
        return f' class="{_escaped(text.split()[0])}"'
    return ""
