"""The catalogue of charts: complete, the same for the command line and the app, and light until one is drawn."""

from __future__ import annotations

import subprocess
import sys

import pytest

import planner
from planner.charts.catalogue import IN_READING_ORDER, KINDS, draw, kinds_of
from planner.charts.drawings import DRAWINGS
from planner.charts.priority import priority
from planner.charts.theme import DARK
from planner.cli.commands import compare, solve
from planner.desktop.pages.tradeoffs.questions import questions
from planner.desktop.window import exporting
from planner.domain.plan import Plan
from tests.cli.conftest import environment


@pytest.fixture
def plan() -> Plan:
    request = {"id": "a", "metrics": {"m": 1}, "demand": {"gpus": 4}}
    pool = {"id": "p", "accelerator": "H100-SXM", "gpus": 8}
    calendar = {"start": "2027-01", "periods": 2}
    return planner.solve(planner.parse({"format": 1, "calendar": calendar, "pools": [pool], "requests": [request]}))


def test_every_kind_of_chart_has_a_drawing_and_every_drawing_is_a_kind() -> None:
    assert list(DRAWINGS) == list(KINDS)


def test_every_chart_of_a_plan_is_there_to_read_to_export_and_to_ask_for() -> None:
    of_a_plan = set(kinds_of("plan"))
    assert set(IN_READING_ORDER) == of_a_plan == set(solve.CHARTS)
    assert {question.key for question in questions() if question.is_drawn and not question.takes_solves} == of_a_plan
    assert set(exporting.KINDS) >= of_a_plan
    assert set(compare.CHARTS) == set(kinds_of("scenarios"))


def test_a_chart_is_drawn_by_its_name_as_by_its_function(plan: Plan) -> None:
    named, direct = draw("priority", (plan,), theme=DARK), priority(plan, DARK)
    assert (named.title, named.marks) == (direct.title, direct.marks) and named.data.equals(direct.data)
    assert named.figure.get_facecolor() == direct.figure.get_facecolor()
    assert draw("priority", (plan,), size=(6.0, 4.0)).figure.get_figwidth() == 6.0


def test_a_note_stands_above_the_title(plan: Plan) -> None:
    texts = draw("heat", (plan,), "Not proved.").figure.texts
    assert [text.get_text() for text in texts if text.get_text() == "Not proved."]
    assert max(texts, key=lambda text: text.get_position()[1]).get_text() == "Not proved."


def test_the_catalogue_knows_no_matplotlib_until_a_chart_is_drawn() -> None:
    code = "import sys, planner.charts.catalogue, planner.charts.write; print('matplotlib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment())
    assert done.stdout.strip() == "False"
