"""Accelerators are found as price lists and machines call them, and none is offered that is another one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.domain.devices import candidates, device_suggestion
from planner.files.catalogue import catalogue

KNOWN = frozenset(catalogue())


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("H100", "H100-PCIe H100-SXM"),
        ("h-100", "H100-PCIe H100-SXM"),
        ("8xH100", "H100-PCIe H100-SXM"),
        ("H100-SMX", "H100-PCIe H100-SXM"),
        ("A100", "A100-40GB A100-80GB"),
        ("V100", "V100-16GB V100-32GB"),
        ("NVIDIA H100 80GB HBM3", "H100-PCIe H100-SXM"),
        ("NVIDIA H100 PCIe", "H100-PCIe"),
        ("NVIDIA A100-SXM4-80GB", "A100-80GB"),
        ("Tesla V100-SXM2-16GB", "V100-16GB"),
        ("Tesla T4", "T4"),
        ("Tesla P100-PCIE-16GB", "P100"),
        ("AMD Instinct MI300X OAM", "MI300X"),
        ("A10", "A10G"),
        ("TPU v5e", "TPU-v5e"),
        ("Gaudi", "Gaudi2 Gaudi3"),
        ("Trainum1", "Trainium1"),
        ("GH200", ""),
        ("B100", ""),
        ("H800", ""),
        ("P1000", ""),
        ("RTX 4090", ""),
        ("", ""),
    ],
)
def test_a_name_is_taken_for_what_it_may_mean(name, meant):
    assert candidates(name, KNOWN) == meant.split()


def test_all_that_may_be_meant_are_asked_between():
    assert device_suggestion("H100", KNOWN) == "; did you mean 'H100-PCIe' or 'H100-SXM'?"


def test_another_kind_is_told_how_to_be_described():
    assert device_suggestion("B100", KNOWN) == "; describe it under accelerators: {B100: {memory_gb: …, speed: …}}"


@given(st.text(max_size=300))
def test_any_name_has_an_answer(name):
    assert device_suggestion(name, KNOWN)
