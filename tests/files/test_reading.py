"""From a file to a scenario, or to all of its faults."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import InputError
from planner.files import dump, load, parse, read

COMPLETE = Path(__file__).parent / "complete.yaml"
SMALL = """\
format: 1
calendar: {start: 2027-01, periods: 6}
accelerators: {A: {speed: 1, memory_gb: 80, peak_tflops: 100}}
pools:
  - {id: p, accelerator: A, gpus: 10, region: NO}
requests:
  - id: a
    metrics: {revenue: 5}
    demand: {gpus: 5}
"""


@pytest.fixture
def faults_of(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def faults(text, sets=()):
        Path("s.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(InputError) as caught:
            read("s.yaml", sets)
        return str(caught.value).splitlines()

    return faults


def test_the_complete_example_is_read_without_a_warning():
    reading = read(COMPLETE)
    assert reading.warnings == ()
    assert len(reading.scenario.requests) == 5
    assert reading.scenario.requests[0].metrics == {"revenue": 14e6, "daily_active_users": 9e5}
    assert reading.scenario.rules[-1].enabled is False


def test_a_fault_names_file_line_field_and_what_is_wanted(faults_of):
    assert faults_of(SMALL.replace("gpus: 5}", "gpus: -5}")) == [
        "s.yaml:9: request a: demand.gpus must be 0 or more, not -5"
    ]


def test_all_faults_are_reported_at_once_in_the_order_of_their_lines(faults_of):
    text = SMALL.replace("speed: 1,", "speed: 0,").replace("gpus: 10", "gpus: 10 GPUs").replace("demand", "demnd")
    text += "    requires: [b]\n    kind: trainin\nrules: [{name: B, measure: costs, at_most: 1}]\n"
    assert [line.split(":")[1] for line in faults_of(text)] == ["3", "5", "9", "10", "11", "12"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "demand: {gpus",
            "demand: {gpuz",
            "s.yaml:9: request a: demand.gpuz: unknown key 'gpuz'; did you mean 'gpus'?",
        ),
        ("format: 1", "format: 2", "s.yaml:1: format must be 1, not 2"),
        ("format: 1", "catalogue: {}", "s.yaml:1: catalogue: unknown key 'catalogue'"),
        ("gpus: 10", "gpus: 10 GPUs", "without a unit"),
        ("gpus: 10", "gpus: 10,5", "unknown key '5'"),
        ("{revenue: 5}", "{revenue: 14,000}", "write that without commas: 14000 or 14_000"),
        ("gpus: 10", "gpus: {2027-1: 5}", "must have as its keys a date such as 2027-01"),
        ("gpus: 10", "gpus: true", "must be a number, a list with one number for each period, or steps"),
        ("gpus: 10", "gpus: [1, x]", "gpus[2] must be a number of 0 or more, not the text 'x'"),
        ("id: p, ", "", "s.yaml:5: pools[1]: 'id' is missing"),
        ("calendar: {start: 2027-01, periods: 6}", "", "'calendar' is missing"),
        ("start: 2027-01", "start: 2027-13", "calendar.start must be a date that exists, not 2027-13"),
        ("start: 2027-01", "start: 9999-11", "calendar must end before the year 9999"),
        ("periods: 6", "periods: 6.5", "must be a whole number from 1 to 1000, not 6.5"),
        ("region: NO", "availability: 1.7", "availability must be from 0 to 1, not 1.7"),
        ("region: NO", "availability: 93 %", "write a part of 1"),
        ("{revenue: 5}", "{revenue: .nan}", "only finite numbers"),
        ("{revenue: 5}", "{revenue: 1e999}", "must be a finite number"),
        ("{revenue: 5}", "5", "metrics must be a mapping from names to numbers, not 5"),
        ("demand: {gpus: 5}", "demand: {gpus: 5, gpu_hours: 3}", "must give exactly one of gpus, gpu_hours, train"),
        ("demand: {gpus: 5}", "commitment: maybe", "must be must, open or out, not 'maybe'"),
        ("demand: {gpus: 5}", "window: [2027-01]", "must be a list of 2: a date, a date, not 1 of them"),
    ],
)
def test_each_fault_says_what_was_found_and_what_is_wanted(faults_of, old, new, said):
    found = faults_of(SMALL.replace(old, new, 1))
    assert any(said in line for line in found), found
    assert not any(word in "".join(found) for word in ("pydantic", "validation error", "https://", "Input should"))


def test_a_bad_request_does_not_hide_what_is_wrong_with_others(faults_of):
    text = SMALL.replace("gpus: 5}", "gpus: x}\n    requires: [a]") + "  - {id: b, requires: [a, c]}\n"
    found = faults_of(text)
    assert len(found) == 3
    assert "demand.gpus" in found[0] and "not 'a' itself" in found[1] and "no request 'c'" in found[2]


def test_a_region_called_no_stays_text_and_warnings_come_with_the_reading(tmp_path):
    path = tmp_path / "s.yaml"
    path.write_text(SMALL + "    regions: [SE]\n")
    reading = read(path)
    assert reading.scenario.pools[0].region == "NO"
    assert [fault.line for fault in reading.warnings] == [7, 10]
    assert load(path) == reading.scenario


def test_data_made_in_python_is_checked_as_a_file_is():
    with pytest.raises(InputError, match="pool p: gpus must be 0 or more, not -1"):
        parse({"calendar": {"start": "2027-01", "periods": 1}, "pools": [{"id": "p", "accelerator": "A", "gpus": -1}]})


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("rules.Budgt.at_most=3", "'rules' has no 'Budgt'; did you mean 'Budget'?"),
        ("solvr.gap=0", "a scenario has no 'solvr'; did you mean 'solver'?"),
        ("rules.Budget.at_mst=3", "unknown key 'at_mst'; did you mean 'at_most'?"),
        ("pools.h100-us.gpus=-1", "--set pools.h100-us.gpus=-1: pool h100-us: gpus must be 0 or more, not -1"),
        ("pools.h100-us.region.x=-1", "'region' is us-east: it has no part 'x'"),
        ("nonsense", "must be written as path=value"),
        ("requests.search-answers.window=[2027-05", "is not closed"),
    ],
)
def test_a_setting_that_leads_nowhere_says_so(setting, said):
    with pytest.raises(InputError) as caught:
        read(COMPLETE, [setting])
    assert said in str(caught.value)


def test_settings_change_what_they_name_and_nothing_else():
    sets = ["rules.Budget.at_most=3e6", "pools.h100-us.gpus=128", "solver.gap=0", "requests.support-bot.commitment=out",
            "rules.Budget.at_least=1_000", "requests.support-bot.options.full.cost=5", "metrics=1"][:-1]  # fmt: skip
    before, after = load(COMPLETE), load(COMPLETE, sets)
    assert after.rules[0].at_most == 3e6 and after.rules[0].at_least == 1000
    assert after.pool_by_id["h100-us"].gpus == 128 and after.solver.gap == 0
    assert after.request_by_id["support-bot"].options[0].cost == 5
    assert after.request_by_id["support-bot"].commitment == "out"
    assert after.pools[1:] == before.pools[1:] and after.requests[0] == before.requests[0]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_and_nothing_else(tmp_path, data):
    text = COMPLETE.read_text(encoding="utf-8")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(text)))
        size = data.draw(st.integers(0, 12))
        junk = data.draw(st.one_of(st.sampled_from(list("{}[]:,&*#!|>-'\"\n\t 0x")), st.text(max_size=5)))
        text = text[:at] + junk + text[at + size :]
    path = tmp_path / "s.yaml"
    path.write_bytes(text.encode("utf-8", "replace"))
    try:
        scenario = load(path)
    except InputError as error:
        assert error.faults
    else:
        path.write_text(dump(scenario), encoding="utf-8")
        assert load(path) == scenario


@given(st.binary(max_size=300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_bytes_are_refused_in_one_sentence(tmp_path, content):
    path = tmp_path / "s.yaml"
    path.write_bytes(content)
    with pytest.raises(InputError):
        load(path)
