"""What there is to share out: accelerators, pools of them, and people."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from planner.domain.base import Amount, Fraction, Id, Noun, Number, Positive, Series


class Accelerator(Noun):
    """A kind of hardware. What a scenario leaves out comes from the catalogue."""

    memory_gb: Positive | None = None
    """Memory of one device [GB]."""
    watts: Amount | None = None
    """Board power of one device [W]."""
    peak_tflops: Positive | None = None
    """Peak dense BF16 (or FP16) operations [TFLOP/s]."""
    speed: Positive | None = None
    """Work done per hour; the H100-SXM of the catalogue does 1. For where training and inference are alike."""
    training_speed: Positive | None = None
    """Work done per hour of training, where it differs."""
    inference_speed: Positive | None = None
    """Work done per hour of inference, where it differs."""
    on_demand_per_hour: Amount | None = None
    """Typical on-demand price of one device [currency per hour]."""
    cpu: bool = Field(default=False, strict=True)
    """A CPU serves only requests that name it."""
    vendor: str = ""
    sources: dict[str, str] = Field(default_factory=dict)
    """Where each figure comes from, with its date: ``{watts: …}``."""
    notes: str = ""
    """Anything worth knowing."""

    def speed_for(self, kind: str) -> float | None:
        """Relative speed for a kind of request; research and fine-tuning count as training."""
        special = self.inference_speed if kind == "inference" else self.training_speed
        return special if special is not None else self.speed


class OnDemand(Noun):
    """GPUs that can be rented by the hour on top of a pool's own."""

    gpus: Series
    """Most GPUs that can be rented at once on top of the pool's own [GPU]."""
    cost_per_gpu_hour: Amount
    """Price of a rented hour; the pool's own price is not added [currency per GPU·h]."""


class Pool(Noun):
    """GPUs (or CPUs) of one accelerator in one place that can be shared out."""

    id: Id
    """Short name that rules refer to."""
    name: str = ""
    """What people call it."""
    accelerator: Id
    """Kind of hardware, from the catalogue or the scenario's own. A name in it or under ``accelerators``."""
    region: str = ""
    """Where it stands."""
    gpus: Series
    """Devices owned or reserved [GPU]. A number, one number a period, or steps."""
    availability: Fraction | tuple[Fraction, ...] | dict[str, Fraction] = 1.0
    """Usable part after failures and maintenance. 0 to 1."""
    cost_per_gpu_hour: Amount = 0.0
    """Price of an hour [currency per GPU·h]."""
    paid: Literal["used", "always"] = "used"
    """Whether only hours used cost money, or all of them."""
    on_demand: OnDemand | None = None
    carbon_g_per_kwh: Amount = 0.0
    """Carbon intensity of the place's electricity [g CO2e per kWh]."""
    notes: str = ""
    """Anything worth knowing."""

    @property
    def title(self) -> str:
        return self.name or self.id


class Role(Noun):
    """People of one profession: the other scarce resource."""

    role: Id
    """Profession that requests name."""
    fte: Series
    """Full-time equivalents available [FTE]. A number, one a period, or steps."""
    notes: str = ""
    """Anything worth knowing."""


__all__ = ["Accelerator", "Number", "OnDemand", "Pool", "Role"]
