"""A family in the app: variants count as their root is saved, whatever is opened, kept, undone or brought together."""

import pytest
import yaml
from PySide6.QtWidgets import QMessageBox

import planner
from planner.desktop.open.editing.structure import removed
from planner.desktop.open.workspace.recovery import Recovery
from planner.domain.worth import factors_of, points
from planner.tradeoffs.many_solves.scaling import Input, scaled
from tests.desktop.driving import open_variant, settle

IDEA = {"name": "Idea", "metrics": {"revenue": 500_000}, "demand": {"gpus": 900}, "minimum": 1}


@pytest.fixture
def workspace(workspace):
    """The small workspace, with a variant that has one more idea, and a stranger."""
    more = {"format": 1, "extends": "baseline.yaml", "name": "More", "changes": {"requests": {"idea": IDEA}}}
    (workspace / "more.yaml").write_text(yaml.safe_dump(more), encoding="utf-8")
    stranger = planner.load(workspace / "more.yaml").model_copy(update={"name": "Stranger", "family": None})
    planner.save(stranger, workspace / "stranger.yaml")
    return workspace


@pytest.fixture(autouse=True)
def _allowed(monkeypatch):
    """Comments of the files may go."""
    monkeypatch.setattr(QMessageBox, "question", lambda *a: QMessageBox.StandardButton.Save)


def of(window, name):
    return window.session.workspace.documents[window.session.workspace.folder / f"{name}.yaml"]


def dearer(scenario, factor=2.0, name="assistant"):
    """The scenario as an edit makes it: one request brings so many times as much."""
    return scaled(scenario, Input("value", name), factor).model_copy(update={"family": scenario.family})


def is_as_its_file(document):
    """Whether what is open is what its file says, also in what its points are."""
    return document.scenario == planner.load(document.file)


def difference(window, name):
    return window.panels.tree.items[of(window, name).file].text(2)


def test_one_more_idea_that_is_declined_is_no_difference_in_the_tree(window, qtbot):
    assert of(window, "more").plan.decisions()["idea"] == "decline"
    assert of(window, "more").plan.value == pytest.approx(of(window, "baseline").plan.value, rel=1e-3)
    assert difference(window, "more") == "+0.00"


def test_variants_count_as_their_root_is_saved_and_not_as_it_is_edited(window, qtbot):
    base, more = of(window, "baseline"), of(window, "more")
    before = more.scenario
    base.replace(dearer(base.scenario), "Dearer")
    settle(qtbot, window)
    assert more.scenario is before, "nothing is saved"
    assert sum(points(base.scenario).values()) == pytest.approx(100), "a root is 100 by itself"
    window.run("save")
    settle(qtbot, window)
    assert factors_of(more.scenario)["revenue"] == factors_of(base.scenario)["revenue"] < factors_of(before)["revenue"]
    assert is_as_its_file(more)
    assert more.plan.scenario is more.scenario
    assert difference(window, "more") == "+0.00"


def test_a_variant_that_overrules_what_its_root_changed_is_solved_anew_too(window, qtbot):
    base, more = of(window, "baseline"), of(window, "more")
    window.session.open(more.file)
    more.replace(dearer(more.scenario, 3.0), "Dearer")
    window.run("save")
    settle(qtbot, window)
    plan, figures = more.plan, [request.metrics for request in more.scenario.requests]
    window.session.open(base.file)
    base.replace(dearer(base.scenario), "Dearer")
    window.run("save")
    settle(qtbot, window)
    assert [request.metrics for request in more.scenario.requests] == figures
    assert more.plan is not plan and more.plan.value != pytest.approx(plan.value)
    assert is_as_its_file(more)


def test_undo_brings_no_yardstick_of_before_back(window, qtbot):
    base, more = of(window, "baseline"), of(window, "more")
    more.replace(removed(more.scenario, "requests", ["notebooks"]), "Delete notebooks")
    base.replace(dearer(base.scenario), "Dearer")
    window.run("save")
    settle(qtbot, window)
    now = base.saved.own_family
    assert more.scenario.family == now, "unsaved work follows"
    while more.undo_stack.canUndo():
        more.undo_stack.undo()
        assert more.scenario.family == now
    while more.undo_stack.canRedo():
        more.undo_stack.redo()
        assert more.scenario.family == now
    settle(qtbot, window)
    assert more.plan.scenario is more.scenario


def test_what_is_tried_in_a_root_counts_as_before_and_once_it_is_kept_by_itself(window, qtbot):
    base = of(window, "baseline")
    before = points(base.scenario)
    window.panels.whatif.choose("value", "assistant")
    window.panels.whatif.levers["value"].slider.setValue(40)
    settle(qtbot, window)
    tried = points(base.trial)
    assert {name for name in before if tried[name] != pytest.approx(before[name])} == {"assistant"}
    window.run("keep_trial")
    settle(qtbot, window)
    assert base.scenario.family is None
    assert sum(points(base.scenario).values()) == pytest.approx(100)
    assert base.plan.scenario is base.scenario


def test_what_is_tried_and_opened_as_a_variant_has_the_points_that_were_shown(window, qtbot):
    base = of(window, "baseline")
    window.panels.whatif.choose("value", "assistant")
    window.panels.whatif.levers["value"].slider.setValue(40)
    settle(qtbot, window)
    tried = points(base.trial)
    window.run("trial_as_variant")
    settle(qtbot, window)
    variant = window.session.document
    assert variant is not base
    assert points(variant.scenario) == pytest.approx(tried)
    assert is_as_its_file(variant)


def test_a_new_variant_counts_as_what_it_is_made_of(window, qtbot):
    window.session.open(of(window, "more").file)
    window.run("new_variant")
    settle(qtbot, window)
    assert window.session.document.scenario.family == of(window, "more").scenario.own_family
    assert points(window.session.document.scenario) == points(of(window, "more").scenario)


def test_work_on_a_variant_that_a_crash_left_is_known_as_what_is_open(window, qtbot, tmp_path):
    """What says the same as the file is not offered; what says more counts as the file does."""
    more = of(window, "more")
    other = Recovery(tmp_path / "elsewhere")
    other.watch(more)
    more.replace(removed(more.scenario, "requests", ["notebooks"]), "Delete notebooks")
    other.close()
    (found,) = Recovery(tmp_path / "elsewhere").find(more)
    assert found.base == more.saved
    assert found.draft == more.draft
    settle(qtbot, window)


def test_a_file_that_someone_else_has_changed_is_followed_with_its_yardstick(window, qtbot, workspace):
    more, file = of(window, "more"), workspace / "baseline.yaml"
    more.replace(removed(more.scenario, "requests", ["notebooks"]), "Delete notebooks")
    file.write_text(
        file.read_text(encoding="utf-8").replace("revenue: 9_000_000", "revenue: 20_000_000"), encoding="utf-8"
    )
    window.session.look_at_disk()
    settle(qtbot, window)
    assert more.saved == planner.load(more.file)
    assert more.scenario.family == more.saved.family
    assert "notebooks" not in more.scenario.request_by_id


def test_strangers_are_compared_as_the_first_one_counts(window, qtbot):
    tree, page = window.panels.tree, window.pages.compare
    files = [of(window, name).file for name in ("baseline", "stranger")]
    page.show_documents([window.session.workspace.documents[file] for file in files])
    window.pages.setCurrentWidget(page)
    settle(qtbot, window)
    base, stranger = of(window, "baseline"), of(window, "stranger")
    assert stranger.plan.value < base.plan.value - 0.5, "by itself it counts its own 100"
    assert page.figures.table.text(0, 2) == page.figures.table.text(0, 1), "as the first counts, it is as much"
    assert f"as in its own file it captures {stranger.plan.value:,.1f}" in page.state.text()
    assert tree.items[stranger.file].text(1) == f"{stranger.plan.value:.2f}"


def test_variants_tell_their_difference_from_the_parent_on_its_yardstick(window, qtbot):
    """A variant that weighs otherwise is worth other points, and captures what it captures."""
    more = of(window, "more")
    window.session.open(more.file)
    value = more.scenario.value.model_copy(update={"weights": {"revenue": 100.0, "daily_active_users": 0.0}})
    more.replace(more.scenario.model_copy(update={"value": value}), "Weigh")
    window.run("save")
    settle(qtbot, window)
    assert more.plan.value != pytest.approx(of(window, "baseline").plan.value, abs=0.1)
    assert float(difference(window, "more").replace("−", "-")) <= 0.005
    assert "Counted as in what it extends" in window.panels.tree.items[more.file].toolTip(2)


def test_the_last_variant_of_a_parent_that_is_gone_keeps_its_points(window, qtbot, workspace):
    open_variant(window, qtbot)
    variant = of(window, "late-delivery")
    variant.replace(removed(variant.scenario, "requests", ["notebooks"]), "Delete notebooks")
    worth = points(variant.scenario)
    (workspace / "baseline.yaml").unlink()
    window.session.look_at_disk()
    window.run("save")
    settle(qtbot, window)
    assert points(planner.load(variant.file)) == pytest.approx(worth)
