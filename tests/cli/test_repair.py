"""``gpu-planner repair``: a negotiation that ends with a file."""

import pytest
import yaml

POOR = "format: 1\nextends: small.yaml\nchanges:\n  rules: {Budget: {measure: cost, at_most: 1000}}\n  requests: {best: {commitment: must}}\n"


@pytest.fixture
def poor(small):
    file = small.parent / "poor.yaml"
    file.write_text(POOR)
    return file


def test_a_scenario_with_a_plan_needs_no_repair(cli, small):
    code, out, err = cli("repair", small)
    assert (code, err) == (0, "")
    assert "nothing to repair" in out


def test_the_conflict_and_what_each_repair_leaves_are_said(cli, poor):
    code, out, _ = cli("repair", poor)
    assert code == 3
    assert "  - Budget" in out
    assert "  1. " in out
    assert "The best plan then captures" in out


def test_every_repair_is_written_as_a_variant_that_solves(cli, poor):
    _, out, _ = cli("repair", poor)
    count = sum(line[:5].strip().rstrip(".").isdigit() for line in out.splitlines())
    assert count >= 2
    for number in range(1, count + 1):
        file = poor.parent / "mended" / f"{number}.yaml"
        file.parent.mkdir(exist_ok=True)
        assert cli("repair", poor, "--take", str(number), "-o", file)[0] == 0
        assert yaml.safe_load(file.read_text())["extends"] == "../poor.yaml"
        assert cli("solve", file, "-q")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--take", "9", "-o", "new.yaml"], "there are"),
        (["-o", "new.csv"], "written as .yaml"),
        (["-o", "poor.yaml"], "is there already"),
    ],
)
def test_what_can_not_be_written_is_said_and_nothing_is_lost(cli, poor, monkeypatch, arguments, said):
    monkeypatch.chdir(poor.parent)
    code, _, err = cli("repair", poor, *arguments)
    assert code == 2
    assert said in err
    assert poor.read_text() == POOR
