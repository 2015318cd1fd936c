import re

import pytest

from planner.errors import InputError
from planner.files.catalogue import catalogue, read_catalogue

# fmt: off
NAMES = [
    "T4", "P100", "A10G", "L4", "L40S", "V100-16GB", "V100-32GB", "A100-40GB", "A100-80GB",
    "H100-PCIe", "H100-SXM", "H200", "B200", "GB200", "MI250X", "MI300X", "MI325X", "TPU-v4",
    "TPU-v5e", "TPU-v5p", "TPU-v6e", "Trainium1", "Trainium2", "Gaudi2", "Gaudi3", "CPU-96", "CPU-192",
]
# fmt: on
FIGURES = ("memory_gb", "watts", "peak_tflops", "training_speed", "inference_speed", "on_demand_per_hour")
GENERATIONS = (
    "P100 V100-16GB A100-40GB H100-SXM B200 GB200",
    "T4 L4 L40S",
    "V100-16GB V100-32GB A100-40GB A100-80GB H100-PCIe H100-SXM H200 B200",
    "MI250X MI300X MI325X",
    "TPU-v5e TPU-v5p TPU-v6e",
    "Trainium1 Trainium2",
    "Gaudi2 Gaudi3",
    "CPU-96 CPU-192",
)
YEAR_FROM_2016 = re.compile(r"\b20(1[6-9]|2\d)-(0[1-9]|1[0-2])\b|\b20(1[6-9]|2\d)\b")


def test_it_lists_the_accelerators_that_scenarios_name():
    assert sorted(catalogue()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_is_there_and_above_zero(name):
    assert {figure: value for figure in FIGURES if not (value := getattr(catalogue()[name], figure))} == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_figure_has_a_source_with_a_date_and_nothing_else_has_one(name):
    sources = catalogue()[name].sources
    assert set(sources) == set(FIGURES)
    assert {figure: source for figure, source in sources.items() if not YEAR_FROM_2016.search(source)} == {}


@pytest.mark.parametrize("name", NAMES)
def test_every_accelerator_has_a_vendor(name):
    assert catalogue()[name].vendor in {"NVIDIA", "AMD", "Google", "AWS", "Intel"}


def test_the_reference_works_at_speed_one():
    reference = catalogue()["H100-SXM"]
    assert [reference.speed_for(kind) for kind in ("training", "fine-tuning", "research", "inference")] == [1, 1, 1, 1]


@pytest.mark.parametrize("line", GENERATIONS)
@pytest.mark.parametrize("speed", ["training_speed", "inference_speed"])
def test_a_later_or_larger_one_of_a_line_is_never_slower(line, speed):
    speeds = [getattr(catalogue()[name], speed) for name in line.split()]
    assert speeds == sorted(speeds)


def test_no_speed_is_far_above_what_its_peak_and_weights_of_half_the_bits_allow():
    """B200 serves 4-bit weights where H100 serves 8-bit ones: at most twice the ratio of dense peaks."""
    peak = catalogue()["H100-SXM"].peak_tflops
    fast = {name: a for name, a in catalogue().items() if a.inference_speed > 2 * a.peak_tflops / peak}
    assert fast == {}


def test_only_servers_without_accelerators_are_cpus():
    assert [name for name, accelerator in catalogue().items() if accelerator.cpu] == ["CPU-96", "CPU-192"]


def test_a_peak_that_is_not_bf16_is_called_so():
    older = [name for name in NAMES if name.startswith(("T4", "P100", "V100"))]
    assert [name for name in older if "FP16" not in catalogue()[name].notes] == []


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("T4: {watts: seventy}", "T4.watts"),
        ("T4: {power: 70}", "T4.power"),
        ("T4: {memory_gb: 0}", "T4.memory_gb"),
        ("T4: {watts: 70", "can't be read"),
        ("- T4", "dictionary"),
        ("", "dictionary"),
    ],
)
def test_a_broken_catalogue_says_what_is_wrong_and_what_to_do(tmp_path, text, complaint):
    file = tmp_path / "accelerators.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_catalogue(file)
    assert complaint in str(refused.value)
    assert str(file) in str(refused.value) and "install" in str(refused.value)


def test_a_catalogue_that_is_no_text_is_refused(tmp_path):
    file = tmp_path / "accelerators.yaml"
    file.write_bytes(b"T4: {notes: \xff}")
    with pytest.raises(InputError, match="can't be read"):
        read_catalogue(file)


def test_a_missing_catalogue_is_refused(tmp_path):
    with pytest.raises(InputError, match="can't be read"):
        read_catalogue(tmp_path / "accelerators.yaml")
