"""A chart looks the same wherever it is drawn."""

import subprocess
import sys
from pathlib import Path

import matplotlib as mpl
import pytest

import planner
from planner.charts.catalogue import draw
from planner.charts.settings import as_it_comes, families
from planner.charts.write import rendered

SMALL = """
calendar: {start: 2027-01, periods: 2}
pools: [{id: p, accelerator: A100-80GB, gpus: 10}]
requests:
  - {id: a, metrics: {points: 3}, demand: {gpus: 8}}
  - {id: b, metrics: {points: 1}, demand: {gpus: 6}}
"""


def drawn(folder: Path) -> bytes:
    (folder / "small.yaml").write_text(SMALL)
    main = "from planner.cli import main; main()"
    run = [sys.executable, "-P", "-c", main, "solve", "small.yaml", "--chart", "chart.svg"]
    done = subprocess.run(run, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr.splitlines()[1:]) == (0, [])  # where the chart is, and nothing else
    return (folder / "chart.svg").read_bytes()


@pytest.mark.parametrize("rc", [b"font.size: 40\naxes.facecolor: red\n\x1b[31m: 5\n", b"\xff\xfe: \xe9"])
def test_settings_of_matplotlib_beside_the_scenario_are_not_read(tmp_path: Path, rc: bytes) -> None:
    plain, beset = tmp_path / "plain", tmp_path / "beset"
    plain.mkdir()
    beset.mkdir()
    (beset / "matplotlibrc").write_bytes(rc)
    assert drawn(beset) == drawn(plain)


def test_settings_of_somebody_elses_charts_are_left_as_they_were() -> None:
    with mpl.rc_context({"font.size": 33}):
        with as_it_comes(svg__fonttype="none"):
            assert (mpl.rcParams["font.size"], mpl.rcParams["svg.fonttype"]) == (10.0, "none")
        assert mpl.rcParams["font.size"] == 33


def test_names_in_chinese_are_drawn_in_letters_of_the_system_where_it_has_any():
    if len(families()) == 1:
        pytest.skip("no family with these letters is installed")
    scenario = planner.parse({
        "format": 1,
        "calendar": {"start": "2027-01", "periods": 2},
        "pools": [{"id": "p", "name": "弗吉尼亚", "accelerator": "H100-SXM", "gpus": 10}],
        "requests": [{"id": "a", "name": "搜索助手", "product": "搜索", "metrics": {"revenue": 1.0}, "demand": {"gpus": 5}}],
    })  # fmt: skip
    chart = draw("allocation", (planner.solve(scenario),))
    for kind in ("png", "pdf"):
        assert rendered(chart, kind)  # a letter that is missing would be a warning, which fails the run
