"""A plan that breaks a limit does not leave the planner: not on the screen, not as a file, not with exit code 0."""

from planner.domain.audit import Findings
from planner.domain.plan import Violation
from planner.program import solving


def test_a_plan_that_breaks_a_limit_is_not_handed_out(cli, monkeypatch, tmp_path):
    broken = Findings((Violation("money", "Budget", 0.3),), 0.3)
    monkeypatch.setattr(solving, "findings", lambda *frames: broken)
    out = tmp_path / "plan.csv"
    code, shown, error = cli("solve", "scenarios/baseline.yaml", "-o", str(out))
    assert (code, shown) == (4, "")
    assert "not handed out" in error and "Budget by 30" in error
    assert not out.exists()
