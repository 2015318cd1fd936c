"""A column says what the domain says of its field, and reads what it shows."""

import pytest

from planner.desktop.fields.demand_columns import DEMAND, SERVE, TRAIN
from planner.desktop.fields.described import described
from planner.desktop.fields.option_columns import option_columns
from planner.desktop.fields.people_columns import accelerator_columns
from planner.desktop.fields.places import COLUMNS
from planner.desktop.fields.pool_columns import pool_columns
from planner.desktop.fields.request_columns import request_columns
from planner.desktop.fields.scenario_fields import PROPERTIES
from planner.domain.request import Request
from planner.domain.scenario import Metric
from planner.errors import InputError
from planner.files import schema


def column(columns, *steps):
    return next(each for each in columns if each.steps == steps)


# What the domain says


def test_every_column_says_what_it_means(baseline):
    columns = [each for family in COLUMNS.values() for each in family(baseline)]
    columns += [*option_columns(baseline), *DEMAND, *TRAIN, *SERVE, *PROPERTIES]
    assert [each.title for each in columns if not each.tip or each.tip.endswith(".")] == []


def test_the_app_and_the_schema_say_the_same_of_a_field(baseline):
    described_there = schema()["$defs"]["Pool"]["properties"]
    for each in pool_columns(baseline):
        if len(each.steps) == 1:
            said = described_there[each.steps[0]]["description"].partition(" [")[0]
            assert said.startswith(each.tip), each.title


@pytest.mark.parametrize(
    ("steps", "editor", "number", "percent", "listed"),
    [
        (("name",), "text", False, False, False),
        (("notes",), "notes", False, False, False),
        (("kind",), "choice", False, False, False),
        (("confidence",), "number", True, True, False),
        (("memory_gb",), "number", True, False, False),
        (("metrics", "revenue"), "number", True, False, False),
        (("demand", "gpus"), "series", True, False, True),
        (("demand", "train"), "text", False, False, True),
        (("demand", "train", "utilisation"), "number", True, True, False),
        (("window", 0), "period", False, False, False),
        (("demand", "serve", "users"), "series", True, False, True),
        (("demand", "serve", "utilisation"), "series", True, True, True),
        (("people", "ml-engineer"), "series", True, False, True),
        (("cost",), "payments", True, False, True),
        (("latest_start",), "period", False, False, False),
        (("requires",), "names", False, False, True),
        (("runs_on",), "speeds", False, False, True),
        (("value_curve",), "curve", False, False, True),
        (("options",), "text", False, False, True),
    ],
)
def test_the_kind_of_a_value_is_read_from_the_domain(steps, editor, number, percent, listed):
    found = described(Request, "", *steps)
    assert (found.editor, found.number, found.percent, found.listed) == (editor, number, percent, listed)


def test_only_what_may_be_left_out_can_be_chosen_away(baseline):
    assert column(pool_columns(baseline), "region").open
    assert not column(pool_columns(baseline), "accelerator").open
    assert not column(request_columns(baseline), "kind").open


def test_prices_are_in_the_currency_of_the_scenario_and_metrics_in_their_own(baseline):
    metrics = {"coins": Metric(unit="currency")}
    value = baseline.value.model_copy(update={"metrics": metrics})
    euros = baseline.model_copy(update={"currency": "EUR", "value": value})
    assert column(pool_columns(euros), "cost_per_gpu_hour").unit == "EUR per GPU·h"
    assert column(accelerator_columns(euros), "on_demand_per_hour").unit == "EUR per hour"
    assert [column(each(euros), "cost").unit for each in (request_columns, option_columns)] == ["EUR", "EUR"]
    assert column(request_columns(euros), "metrics", "coins").unit == "currency"


def test_columns_of_a_scenario_that_did_not_change_are_the_same(baseline):
    for family in COLUMNS.values():
        assert family(baseline) == family(baseline.model_copy())


# How values are written


def test_percent_is_no_number_of_gpus(baseline):
    columns = {column.key: column for column in request_columns(baseline)}
    assert columns["minimum"].read("40 %") == 0.4
    assert columns["demand.max_gpus"].read("40 %") == "40 %"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("50 % → 80 %", [[0.5, 0.8], [1, 1]]),
        ("25 % -> 60 %; 50% → 80%, 100 % → 100 %", [[0.25, 0.6], [0.5, 0.8], [1, 1]]),
        ("[[0.5, 0.8], [1, 1]]", [[0.5, 0.8], [1, 1]]),
        ("", None),
    ],
)
def test_a_curve_is_read_as_people_write_it_and_as_files_do(baseline, text, value):
    column = next(column for column in request_columns(baseline) if column.steps == ("value_curve",))
    assert column.read(text) == value
    assert column.read(column.typed(value)) == value


@pytest.mark.parametrize("text", ["50 % →", "half → most", "50 % → 80 % → 90 %", "→", "50 % → 80 %, 70 %"])
def test_what_is_no_point_of_a_curve_is_refused_in_plain_words(baseline, text):
    column = next(column for column in request_columns(baseline) if column.steps == ("value_curve",))
    with pytest.raises(InputError, match="50 % -> 80 %"):
        column.read(text)


def test_whether_hardware_is_a_cpu_is_answered_by_yes_or_no(baseline):
    column = next(column for column in accelerator_columns(baseline) if column.steps == ("cpu",))
    assert [column.typed(each) for each in (True, False, None)] == ["yes", "no", ""]
    assert [column.shown(each) for each in (True, False, None)] == ["yes", "no", ""]
    assert [column.read(each) for each in ("yes", "No", "true", "")] == [True, False, True, None]


def test_a_value_that_is_picked_is_read_by_its_text(baseline):
    scale = column(PROPERTIES, "value", "scale")
    texts = scale.choices(baseline)
    assert [scale.read(text) for text in texts] == ["share", "raw"]
    assert [scale.typed(each) for each in ("share", "raw")] == texts
