"""A page for each team says what the plan says, in Markdown and in HTML alike."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from planner.domain.scenario import Scenario
from planner.report.answers import answers
from planner.report.page import Link, Page, Paragraph, Table
from planner.tradeoffs.one_scenario.study import Study
from tests.program.test_three_cases import request, scenario


def study(**changes: Any) -> Study:
    asked = [
        request("X", 60.0, 55.0, team="search", minimum=1.0) | {"name": "Answers <fast>"},
        request("Y", 50.0, 50.0, team="ads | video", minimum=1.0),
        request("Z", 50.0, 50.0, team="Search", minimum=1.0),
        request("W", 1.0, 500.0, minimum=1.0),
    ]
    found = scenario({"H100": 100.0}, asked)
    return Study(Scenario.read(found.model_dump() | changes))


def pages(**changes: Any) -> dict[str, Page]:
    return {page.name: page for page in answers(study(**changes))}


def test_every_team_has_a_page_of_its_own_name_and_the_index_leads_to_all() -> None:
    found = pages()
    assert len(found) == 5
    assert len({name.lower() for name in found}) == 5, "no two names differ by case alone"
    (table,) = [block for block in found["index"].blocks if isinstance(block, Table)]
    links = [cell for row in table.rows for cell in row if isinstance(cell, Link)]
    assert {link.page for link in links} == set(found) - {"index"}
    for link in links:
        assert f'href="{link.page}.html"' in found["index"].html()
        assert f"({link.page}.md)" in found["index"].markdown()


def test_a_page_says_the_decision_and_what_would_change_it() -> None:
    (page,) = [p for name, p in pages().items() if p.title.startswith("search:")]
    text = page.markdown()
    assert "declined" in text
    assert "What would get it funded" in text
    assert "would have it served" in text
    assert text.index("What would get it funded") < text.index("What it displaces") < text.index("scarcity index")
    assert "0 of 1" in text


def test_quick_pages_leave_out_what_takes_re_solves() -> None:
    for page in answers(study(), quick=True):
        assert "What would " not in page.markdown()


def test_every_sentence_is_in_both_forms() -> None:
    for page in pages().values():
        shown = page.html()
        for block in page.blocks:
            if isinstance(block, Paragraph):
                assert html.escape(block.text) in shown


def test_names_can_not_break_a_page() -> None:
    found = pages()
    shown = "".join(page.html() for page in found.values())
    assert "<fast>" not in shown
    assert "&lt;fast&gt;" in shown
    for page in found.values():
        for block in page.blocks:
            if isinstance(block, Table):
                rows = [line for line in page.markdown().splitlines() if line.startswith("|")]
                assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {len(block.head) + 1}


@pytest.mark.parametrize("name", ["index", "no-team"])
def test_a_page_needs_nothing_from_elsewhere(name: str) -> None:
    shown = pages()[name].html()
    assert "<style>" in shown
    assert "http" not in shown
    assert "<script" not in shown
