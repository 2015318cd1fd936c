"""Cards by the names that labels, price lists and GRES strings give them."""

import pytest

from planner.domain.cards import recognised
from planner.files.card_names import card_names
from planner.files.catalogue import catalogue

CARDS = {
    "H100 (80 GB)": "H100-SXM",
    "H100 HGX (80GB)": "H100-SXM",
    "H100 PCIe": "H100-PCIe",
    "NVIDIA-H100-80GB-HBM3": "H100-SXM",
    "nvidia_h100_80gb_hbm3": "H100-SXM",
    "H100": "H100-SXM",
    "Tesla-V100-SXM2-32GB": "V100-32GB",
    "Tesla-V100-PCIE-16GB": "V100-16GB",
    "V100M32": "V100-32GB",
    "NVIDIA-A100-SXM4-80GB": "A100-80GB",
    "NVIDIA-A100-SXM4-80GB-SHARED": "A100-80GB",
    "a100-40": "A100-40GB",
    "A100SXM4-80GB": "A100-80GB",
    "nvidia-tesla-a100": "A100-40GB",
    "p5.48xlarge": "H100-SXM",
    "A10G (24 GB)": "A10G",
    "NVIDIA H200-SXM-141GB": "H200",
    "NVIDIA-GB200": "GB200",
    "Instinct MI300X": "MI300X",
    "AMD_Instinct_MI300X_OAM": "MI300X",
    "TPU v5e": "TPU-v5e",
    "tpu-v5-lite-podslice": "TPU-v5e",
    "tpu-v5p-slice": "TPU-v5p",
    "trn2": "Trainium2",
}
OTHERS = [
    "NVIDIA H100 NVL",
    "L40",
    "A10",
    "V100S",
    "GH200 (96 GB)",
    "G2",
    "Quadro RTX 6000 (24 GB)",
    "H100 96GB",
    "",
    "H1000",
]


@pytest.mark.parametrize("name", CARDS)
def test_a_card_is_known_by_every_name_it_goes_by(name):
    assert recognised(name, card_names(), catalogue()).accelerator == CARDS[name]


@pytest.mark.parametrize("name", OTHERS)
def test_a_card_with_a_word_of_its_own_is_not_taken_for_its_neighbour(name):
    assert recognised(name, card_names(), catalogue()).accelerator == ""


def test_a_name_that_fits_two_cards_is_asked_for_unless_the_memory_is_known():
    found = recognised("a100", card_names(), catalogue())
    assert (found.accelerator, found.candidates) == ("", ("A100-40GB", "A100-80GB"))
    assert recognised("a100", card_names(), catalogue(), memory_gb=79.6).accelerator == "A100-80GB"


def test_what_is_taken_for_granted_is_said():
    assert "may be H100-PCIe" in recognised("H100", card_names(), catalogue()).note
    assert recognised("NVIDIA-A100-PCIE-40GB", card_names(), catalogue()).note
    assert recognised("NVIDIA-A100-SXM4-40GB", card_names(), catalogue()).note == ""


def test_a_slice_is_known_with_the_card_that_it_is_cut_from():
    for name in ("A100-SXM4-40GB-MIG-1g.5gb", "a100_1g.5gb", "A100 MIG 1g.5gb"):
        found = recognised(name, card_names(), catalogue())
        assert found.sliced is not None
        assert (found.accelerator, found.sliced.profile, found.sliced.memory_gb) == ("A100-40GB", "1g.5gb", 5)
    assert recognised("a100_1g.10gb", card_names(), catalogue()).candidates == ("A100-40GB", "A100-80GB")


def test_a_slice_has_its_part_of_the_speed_and_the_memory_of_its_name():
    sliced = recognised("H100-SXM-MIG-3g.40gb", card_names(), catalogue()).sliced
    assert sliced is not None
    device = sliced.of("H100-SXM", catalogue()["H100-SXM"])
    assert (device.memory_gb, device.watts) == (40, 300)
    assert device.speed_for("training") == pytest.approx(3 / 7, abs=1e-3)


def test_every_accelerator_that_has_names_is_in_the_catalogue():
    assert set(card_names().cards) <= set(catalogue())
    assert {name for name, device in catalogue().items() if not device.cpu} <= set(card_names().cards)
