"""The catalogue against published tables of hardware, prices and results."""

from __future__ import annotations

import csv
import json
from functools import cache
from statistics import median

import pytest

from planner.files.catalogue import catalogue
from tests.third_party.adapters import DATA, MISSING

TABLES = DATA / "catalogue"
pytestmark = pytest.mark.skipif(not TABLES.is_dir(), reason=MISSING)

TENSOR = "Tensor-FP16/BF16 performance (FLOP/s)"
HALF = "FP16 (half precision) performance (FLOP/s)"
COLUMNS = {"memory_gb": ("Memory size per board (Byte)", 1e9), "watts": ("TDP (W)", 1)}
LISTED = {
    "T4": "NVIDIA Tesla T4",
    "P100": "NVIDIA P100",
    "A10G": "NVIDIA A10G",
    "L4": "NVIDIA L4",
    "V100-16GB": "NVIDIA Tesla V100 SXM2",
    "V100-32GB": "NVIDIA Tesla V100 SXM2 32 GB",
    "A100-40GB": "NVIDIA A100 SXM4 40 GB",
    "A100-80GB": "NVIDIA A100 SXM4 80 GB",
    "H100-PCIe": "NVIDIA H100 PCIe",
    "H100-SXM": "NVIDIA H100 SXM5 80GB",
    "H200": "NVIDIA H200 SXM",
    "B200": "NVIDIA B200",
    "GB200": "NVIDIA GB200",
    "MI250X": "AMD Radeon Instinct MI250X",
    "MI300X": "AMD Instinct MI300X",
    "MI325X": "AMD Instinct MI325X",
    "TPU-v4": "Google TPU v4",
    "TPU-v5e": "Google TPU v5e",
    "TPU-v5p": "Google TPU v5p",
    "TPU-v6e": "Google TPU v6e Trillium",
    "Trainium1": "Amazon Trainium1",
    "Trainium2": "Amazon Trainium2",
    "Gaudi2": "Intel Habana Gaudi2",
    "Gaudi3": "Intel Habana Gaudi3",
}
NO_TENSOR_FIGURE = {"A10G"}
"""Cards whose tensor cores Epoch leaves out: its FP16 figure is that of the other cores."""
OFFERED = {
    "T4": ("T4 (16 GB)",),
    "P100": ("P100 (16 GB)",),
    "A10G": ("A10G (24 GB)",),
    "L4": ("L4 (24 GB)",),
    "V100-16GB": ("V100 (16 GB)",),
    "V100-32GB": ("V100 (32 GB)",),
    "A100-40GB": ("A100 (40 GB)",),
    "A100-80GB": ("A100 (80 GB)",),
    "H100-PCIe": ("H100 PCIe (80GB)",),
    "H100-SXM": ("H100 (80 GB)", "H100 HGX (80GB)"),
}
MEASURED = {
    "H200": "NVIDIA H200-SXM-141GB",
    "B200": "NVIDIA B200-SXM-180GB",
    "GB200": "NVIDIA GB200",
    "MI300X": "AMD Instinct MI300X 192GB HBM3",
    "MI325X": "AMD Instinct MI325X 256GB HBM3e",
}


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    with (TABLES / name).open(encoding="utf-8-sig", newline="") as stream:
        return tuple(csv.DictReader(stream))


def listed(name: str) -> dict[str, str]:
    return next(row for row in table("epoch_ml_hardware.csv") if row["Hardware name"] == LISTED[name])


@pytest.mark.parametrize("figure", COLUMNS)
def test_memory_and_watts_agree_with_epoch_where_it_lists_them(figure: str) -> None:
    column, unit = COLUMNS[figure]
    published = {name: float(row) / unit for name in LISTED if (row := listed(name)[column])}
    ours = {name: getattr(catalogue()[name], figure) for name in published}
    assert len(published) >= 20
    assert ours == pytest.approx(published, rel=0.05)


def test_dense_peaks_agree_with_epoch() -> None:
    names = sorted(set(LISTED) - NO_TENSOR_FIGURE)
    published = {name: float(listed(name)[TENSOR] or listed(name)[HALF]) / 1e12 for name in names}
    assert {name: catalogue()[name].peak_tflops for name in names} == pytest.approx(published, rel=0.05)


def test_a_source_that_names_epoch_is_borne_out_by_it() -> None:
    columns = {figure: (column,) for figure, (column, _) in COLUMNS.items()} | {"peak_tflops": (TENSOR, HALF)}
    unfounded = {
        (name, figure)
        for name, accelerator in catalogue().items()
        for figure, source in accelerator.sources.items()
        if source.startswith("Epoch AI") and not any(listed(name)[column] for column in columns[figure])
    }
    assert unfounded == set()


def test_no_peak_is_a_sparse_one() -> None:
    """A sparse peak is twice a dense one; A10G's own dense figure is 70."""
    dense = {name: float(listed(name)[TENSOR] or listed(name)[HALF]) / 1e12 for name in LISTED} | {"A10G": 70.0}
    assert {name for name, peak in dense.items() if catalogue()[name].peak_tflops > 1.5 * peak} == set()


@pytest.mark.parametrize("name", OFFERED)
def test_a_price_is_the_median_of_the_offers_and_within_their_range(name: str) -> None:
    offers = [row for row in table("cloud_gpu_offers.csv") if row["GPU Type"] in OFFERED[name]]
    prices = [float(row["Per-GPU"]) for row in offers if row["Per-GPU"]]
    accelerator = catalogue()[name]
    assert accelerator.on_demand_per_hour is not None
    assert min(prices) <= accelerator.on_demand_per_hour <= max(prices)
    assert accelerator.on_demand_per_hour == pytest.approx(median(prices), abs=0.005)
    assert f"median of {len(prices)} offers" in accelerator.sources["on_demand_per_hour"]


def test_tpu_prices_are_published_ones() -> None:
    published = json.loads((TABLES / "tpu_pricing.json").read_text(encoding="utf-8"))
    for name, key in {"TPU-v4": "TPU v4 pod", "TPU-v5e": "TPU v5e", "TPU-v5p": "TPU v5p", "TPU-v6e": "TPU v6e"}.items():
        region = catalogue()[name].sources["on_demand_per_hour"].rsplit(" ", 1)[-1]
        assert catalogue()[name].on_demand_per_hour == published[key][region]["On Demand (USD)"]


@pytest.mark.parametrize("name", MEASURED)
def test_inference_speeds_are_ratios_of_mlperf_medians(name: str) -> None:
    assert catalogue()[name].inference_speed == pytest.approx(
        served(MEASURED[name]) / served("NVIDIA H100-SXM-80GB"), rel=0.01
    )


def served(accelerator: str) -> float:
    """Median tokens per second of one accelerator with llama2-70b offline."""
    rows = table("mlperf_inference_v5_1.csv")
    chosen = [r for r in rows if r["accelerator"] == accelerator and r["model"].startswith("llama2-70b-99")]
    return median(float(r["result_per_accelerator"]) for r in chosen if r["scenario"] == "Offline")
