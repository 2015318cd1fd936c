"""Files that extend others count points as those do; and so does whatever is changed of what is loaded."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

import planner
from planner.domain.digest import digest
from planner.domain.worth import points
from planner.errors import InputError
from planner.files import adjust, dump_variant
from planner.files.rebasing import rebased

ROOT: dict[str, Any] = {
    "format": 1,
    "name": "Root",
    "calendar": {"start": "2027-01", "periods": 2},
    "accelerators": {"A": {"speed": 1}},
    "pools": [{"id": "p", "accelerator": "A", "gpus": 10}],
    "requests": [
        {"id": "a", "metrics": {"revenue": 60}, "demand": {"gpus": 6}, "minimum": 1},
        {"id": "b", "metrics": {"revenue": 30}, "demand": {"gpus": 4}},
        {"id": "c", "metrics": {"revenue": 10}, "demand": {"gpus": 5}, "minimum": 1},
    ],
}
IDEA = {"name": "Idea", "metrics": {"revenue": 5}, "demand": {"gpus": 9}, "minimum": 1}


@pytest.fixture
def write(tmp_path):
    """Write a scenario file, or a variant of one; gives its path."""
    (tmp_path / "root.yaml").write_text(yaml.safe_dump(ROOT, sort_keys=False), encoding="utf-8")

    def go(name: str, changes: dict[str, Any], extends: str = "root.yaml", **top: Any) -> Path:
        file = tmp_path / f"{name}.yaml"
        data = {"format": 1, "extends": extends, "name": name, "changes": changes, **top}
        file.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
        return file

    return go


def worth(file: Path, *sets: str) -> dict[str, float]:
    """Points of each request as the plan has them."""
    plan = planner.solve(planner.load(file, sets))
    return dict(zip(plan.requests["id"], plan.requests["value_points"], strict=True))


def test_a_variant_with_one_more_idea_leaves_all_others_worth_what_they_were(write, tmp_path):
    before, after = worth(tmp_path / "root.yaml"), worth(write("more", {"requests": {"idea": IDEA}}))
    assert before == {"a": 60.0, "b": 30.0, "c": 10.0}
    assert after == before | {"idea": 5.0}


def test_a_variant_that_doubles_every_figure_doubles_the_points(write, tmp_path):
    doubled = {r["id"]: {"metrics": {"revenue": 2 * r["metrics"]["revenue"]}} for r in ROOT["requests"]}
    root = planner.solve(planner.load(tmp_path / "root.yaml"))
    plan = planner.solve(planner.load(write("double", {"requests": doubled})))
    assert plan.value == pytest.approx(2 * root.value)
    assert plan.kpi("value_asked") == pytest.approx(200)
    assert plan.kpi("metric:revenue") == pytest.approx(2 * root.kpi("metric:revenue"))


def test_variants_of_variants_count_as_the_root_does(write):
    write("more", {"requests": {"idea": IDEA, "goodwill": IDEA | {"metrics": {"goodwill": 8}}}})
    last = write("last", {"requests": {"a": None, "goodwill": {"metrics": {"goodwill": 4}}}}, "more.yaml")
    assert worth(last) == {"b": 30.0, "c": 10.0, "idea": 5.0, "goodwill": 50.0}, "goodwill is worth what more.yaml says"


def test_a_variant_that_changes_weights_counts_on_the_sums_of_the_root(write, tmp_path):
    root = ROOT | {"requests": [r | {"metrics": r["metrics"] | {"users": 1}} for r in ROOT["requests"]]}
    (tmp_path / "root.yaml").write_text(yaml.safe_dump(root), encoding="utf-8")
    changes = {"value": {"weights": {"revenue": 3, "users": 1}}, "requests": {"c": None}}
    assert worth(write("weighed", changes)) == {"a": pytest.approx(45 + 25 / 3), "b": pytest.approx(22.5 + 25 / 3)}


def test_a_value_that_is_set_leaves_every_other_request_worth_what_it_was(write, tmp_path):
    root = tmp_path / "root.yaml"
    for file in (root, write("more", {"requests": {"idea": IDEA}})):
        assert worth(file, "requests.c.metrics.revenue=90") == worth(file) | {"c": 90.0}
        scenario = planner.load(file)
        for changed in (
            adjust(scenario, ["requests.c.metrics.revenue=90"]),
            planner.vary(scenario, {"requests": {"c": {"metrics": {"revenue": 90}}}}),
        ):
            assert points(changed) == worth(file) | {"c": 90.0}
    variant = write("set", {"requests": {"c": {"metrics": {"revenue": 90}}}})
    assert worth(variant) == worth(root, "requests.c.metrics.revenue=90"), "a variant and --set are one answer"
    assert digest(planner.load(variant).model_copy(update={"name": "Root"})) == digest(
        planner.load(root, ["requests.c.metrics.revenue=90"])
    )


def test_a_stated_yardstick_counts_in_place_of_weights(write, tmp_path):
    stated = write("stated", {"yardstick": {"revenue": 0.5}})
    assert worth(stated) == {"a": 30.0, "b": 15.0, "c": 5.0}
    assert worth(write("below", {"requests": {"idea": IDEA}}, "stated.yaml"))["idea"] == 2.5
    assert worth(stated, "yardstick.revenue=2") == {"a": 120.0, "b": 60.0, "c": 20.0}
    assert worth(write("back", {"yardstick": None}, "stated.yaml")) == worth(tmp_path / "root.yaml")


@pytest.mark.parametrize(
    ("yardstick", "message"),
    [
        ({"revenue": -1}, "yardstick.revenue must be 0 or more, not -1"),
        ({"revenue": float("inf")}, "yardstick.revenue"),
        ({"revenue": "much"}, "yardstick.revenue must be a number"),
        ([1], "yardstick must be"),
    ],
)
def test_a_yardstick_that_makes_no_sense_is_refused_where_it_stands(tmp_path, yardstick, message):
    file = tmp_path / "s.yaml"
    file.write_text(yaml.safe_dump(ROOT | {"yardstick": yardstick}), encoding="utf-8")
    with pytest.raises(InputError) as error:
        planner.load(file)
    assert message in str(error.value)
    assert str(file) in str(error.value)


def test_what_is_odd_about_a_yardstick_is_a_warning(tmp_path):
    file = tmp_path / "s.yaml"
    odd = {"yardstick": {"revenu": 2}, "value": {"weights": {"revenue": 1}}}
    file.write_text(yaml.safe_dump(ROOT | odd, sort_keys=False), encoding="utf-8")
    said = [str(warning).split(": ", 1)[1] for warning in planner.read(file).warnings]
    assert said == [
        "yardstick.revenu: no request has the metric 'revenu'; did you mean 'revenue'?",
        "value.weights: no weight is used: the yardstick says what one unit of each metric is worth",
    ]


def test_a_target_is_beyond_reach_only_where_it_is_above_what_a_variant_is_worth(write):
    asks = {"objective": {"cost": {"target_value": 104}}}
    assert not planner.read(write("within", asks | {"requests": {"idea": IDEA}})).warnings
    (said,) = planner.read(
        write("beyond", {"objective": {"cost": {"target_value": 106}}, "requests": {"idea": IDEA}})
    ).warnings
    assert "is above 105, what all requests are worth together; no plan reaches it" in str(said)


def test_a_variant_that_is_written_whole_states_its_yardstick(write, tmp_path):
    scenario = planner.load(write("more", {"requests": {"idea": IDEA, "a": None}}))
    whole = tmp_path / "whole.yaml"
    planner.save(scenario, whole)
    assert yaml.safe_load(whole.read_text(encoding="utf-8"))["yardstick"] == {"revenue": 1.0}
    again = planner.load(whole)
    assert points(again) == points(scenario)
    assert digest(again) == digest(scenario)
    assert "yardstick" not in planner.dump(planner.load(tmp_path / "root.yaml"))
    assert "family" not in planner.dump(scenario)


def test_a_variant_is_written_back_without_the_yardstick_that_it_inherits(write, tmp_path):
    file = write("more", {"requests": {"idea": IDEA}, "yardstick": {"revenue": 3}})
    parent, child = planner.load(tmp_path / "root.yaml"), planner.load(file)
    file.write_text(dump_variant(parent, child, "root.yaml"), encoding="utf-8")
    assert planner.load(file) == child
    file.write_text(dump_variant(parent, child.model_copy(update={"yardstick": {}}), "root.yaml"), encoding="utf-8")
    assert "yardstick" not in file.read_text(encoding="utf-8")
    assert planner.load(file).family == child.family


def test_requests_in_a_table_make_the_same_sums(write, tmp_path):
    rows = "id,metrics.revenue,demand.gpus\n" + "".join(
        f"{r['id']},{r['metrics']['revenue']},{r['demand']['gpus']}\n" for r in ROOT["requests"]
    )
    (tmp_path / "requests.csv").write_text(rows, encoding="utf-8")
    (tmp_path / "root.yaml").write_text(yaml.safe_dump(ROOT | {"requests": "requests.csv"}), encoding="utf-8")
    assert worth(write("less", {"requests": {"a": None}})) == {"b": 30.0, "c": 10.0}


def test_my_changes_on_what_someone_else_has_made_of_a_file_count_as_that_does(write):
    base = planner.load(write("base", {"requests": {"idea": IDEA}}))
    mine = base.model_copy(update={"requests": base.requests[1:]})
    theirs = planner.load(write("theirs", {"requests": {"idea": IDEA}}), ["requests.b.metrics.revenue=40"])
    assert rebased(base, mine, theirs).family == theirs.family


def test_editors_know_the_yardstick_and_nothing_of_what_is_inherited():
    schema = json.dumps(planner.files.schema())
    assert '"yardstick"' in schema
    assert '"family"' not in schema
    assert "Family" not in schema


def test_figures_that_are_no_numbers_are_told_once_and_sums_go_on_without_them(write, tmp_path):
    broken = ROOT | {"requests": [*ROOT["requests"], {"id": "d", "metrics": {"revenue": "much"}}, "nonsense"]}
    (tmp_path / "root.yaml").write_text(yaml.safe_dump(broken), encoding="utf-8")
    with pytest.raises(InputError, match="much"):
        planner.load(write("more", {"requests": {"idea": IDEA}}))
