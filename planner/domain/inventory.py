"""What there is to share out: accelerators, pools of them, and people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from planner.domain.base import LARGEST, Amount, Fraction, Id, Noun, Number, Positive, Series


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


RIVALS = {
    "gpus": "nodes",
    "nodes": "gpus",
    "cost_per_gpu_hour": "cost_per_node_hour",
    "cost_per_node_hour": "cost_per_gpu_hour",
}
"""Fields of a pool of which one stands in place of the other."""
_IN_NODES = {"gpus": "nodes", "cost_per_gpu_hour": "cost_per_node_hour"}


class Pool(Noun):
    """GPUs (or CPUs) of one accelerator in one place that can be shared out.

    It may be written in nodes; ``gpus`` and ``cost_per_gpu_hour`` are then what that comes to.
    """

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["gpus"]}, {"required": ["nodes", "gpus_per_node"]}]}
    )

    id: Id
    """Short name that rules refer to."""
    name: str = ""
    """What people call it."""
    accelerator: Id
    """Kind of hardware, from the catalogue or the scenario's own. A name in it or under ``accelerators``."""
    region: str = ""
    """Where it stands."""
    gpus: Series = 0.0
    """Devices owned or reserved [GPU]. A number, one number a period, or steps; or else ``nodes``."""
    nodes: Series | None = None
    """Servers owned or reserved, in place of GPUs [node]. A number, one number a period, or steps."""
    gpus_per_node: Positive | None = None
    """Devices in a server [GPU per node]. Their memory counts together for requests that shard."""
    availability: Fraction | tuple[Fraction, ...] | dict[str, Fraction] = 1.0
    """Usable part after failures and maintenance. 0 to 1."""
    cost_per_gpu_hour: Amount = 0.0
    """Price of an hour [currency per GPU·h]."""
    cost_per_node_hour: Amount | None = None
    """Price of an hour of a server, in place of that of a GPU [currency per node·h]."""
    paid: Literal["used", "always"] = "used"
    """Whether only hours used cost money, or all of them."""
    on_demand: OnDemand | None = None
    """What can be rented by the hour on top of the pool's own, at a price of its own."""
    pue: Annotated[float, Field(strict=True, allow_inf_nan=False, ge=1, le=LARGEST)] = 1.0
    """Power that its site draws over that of its devices. Power usage effectiveness, 1 or more: energy, carbon and
    power count so many times what the GPUs in use draw."""
    carbon_g_per_kwh: Amount = 0.0
    """Carbon intensity of the place's electricity [g CO2e per kWh]."""
    notes: str = ""
    """Anything worth knowing."""

    @property
    def title(self) -> str:
        return self.name or self.id

    @property
    def counted_in(self) -> Literal["gpus", "nodes"]:
        """The field that says how many there are."""
        return "gpus" if self.nodes is None else "nodes"

    @model_validator(mode="before")
    @classmethod
    def _worked_out(cls, data: Any) -> Any:
        return _with_gpus(data) if isinstance(data, dict) else data

    @model_serializer(mode="wrap")
    def _as_written(self, dump: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """What is worked out is left out; how many there are is always said."""
        data: dict[str, Any] = dump(self)
        data.setdefault("gpus", self.gpus)
        for derived, written in _IN_NODES.items():
            if getattr(self, written) is not None:
                data.pop(derived, None)
        return {name: data[name] for name in type(self).model_fields if name in data}

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy with some fields replaced; GPUs, or their price, stand in place of those written in nodes."""
        update = dict(update or {})
        if any(update.get(name) is not None for name in ("nodes", "gpus_per_node", "cost_per_node_hour")):
            rivals = {RIVALS[name] for name in update if name in RIVALS}
            return type(self).model_validate({k: v for k, v in self.model_dump().items() if k not in rivals} | update)
        gone = {written: None for derived, written in _IN_NODES.items() if derived in update}
        return super().model_copy(update=gone | update, deep=deep)


def _with_gpus(data: dict[str, Any]) -> dict[str, Any]:
    """The data of a pool with its GPUs, and their price, worked out from its nodes."""
    given = [name for name in ("gpus", "nodes") if data.get(name) is not None]
    if len(given) != 1:
        raise ValueError(f"exactly one of gpus and nodes, not {' and '.join(given) or 'none of them'}")
    prices = [name for name in ("cost_per_gpu_hour", "cost_per_node_hour") if data.get(name) is not None]
    if len(prices) > 1:
        raise ValueError("one of cost_per_gpu_hour and cost_per_node_hour, not both")
    in_nodes = [name for name in _IN_NODES.values() if data.get(name) is not None]
    size = data.get("gpus_per_node")
    if not in_nodes:
        return data
    if size is None:
        raise ValueError(f"gpus_per_node beside {in_nodes[0]}: how many GPUs a node has")
    if not _is_number(size) or size <= 0:
        return data  # which the field itself refuses
    found = dict(data)
    if "nodes" in in_nodes:
        found["gpus"] = _times(data["nodes"], size)
    if _is_number(price := data.get("cost_per_node_hour")):
        found["cost_per_gpu_hour"] = price / size
    return found


def _times(series: Any, factor: float) -> Any:
    """A quantity over time times a factor; what is no number stays, and is refused where it stands."""
    if isinstance(series, dict):
        return {when: _times(each, factor) for when, each in series.items()}
    if isinstance(series, list | tuple):
        return [_times(each, factor) for each in series]
    return series * factor if _is_number(series) else series


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


class Role(Noun):
    """People of one profession: the other scarce resource."""

    role: Id
    """Profession that requests name."""
    fte: Series
    """Full-time equivalents available [FTE]. A number, one a period, or steps."""
    notes: str = ""
    """Anything worth knowing."""


__all__ = ["Accelerator", "Number", "OnDemand", "Pool", "Role"]
