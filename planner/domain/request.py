"""What products ask for: requests, their options and their demand."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from planner.domain.base import Amount, Date, Fraction, Id, Noun, Number, Payments, Positive, Series
from planner.domain.calendar import Calendar, Stepped, always

Kind = Literal["inference", "training", "fine-tuning", "research"]
Commitment = Literal["must", "open", "out"]
Utilisation = Annotated[float, Field(strict=True, allow_inf_nan=False, gt=0, le=1)]
PeakToAverage = Annotated[float, Field(strict=True, allow_inf_nan=False, ge=1)]
Curve = tuple[tuple[Fraction, Amount], ...]

SECONDS_PER_DAY, SECONDS_PER_HOUR = 86_400.0, 3_600.0
FLOPS_PER_PARAMETER_AND_TOKEN = 6.0
"""Forward and backward pass of a dense transformer (Kaplan et al. 2020, Scaling Laws for Neural Language Models)."""


class Train(Noun):
    """A training run, from which its GPU-hours follow: 6·N·D ÷ (peak · utilisation)."""

    parameters: Positive
    """N: parameters of the model; active ones, for a mixture of experts."""
    tokens: Positive
    """D: tokens that it is trained on."""
    utilisation: Utilisation = 0.4
    """Part of the peak operations that the run reaches. Model FLOPs utilisation, 0 to 1."""

    def gpu_hours(self, peak_tflops: float) -> float:
        """Hours of one accelerator with this dense peak [GPU·h]."""
        operations = FLOPS_PER_PARAMETER_AND_TOKEN * self.parameters * self.tokens
        return operations / (peak_tflops * 1e12 * self.utilisation) / SECONDS_PER_HOUR


class Serve(Noun):
    """A served model, from which its GPUs follow: tokens per second at the peak ÷ what one GPU serves.

    Each figure may change over time. Before the first step of ``users`` there are none; before the first step of any
    other figure, that is what the step says.
    """

    users: Series
    """People who use it [people]. A number, one a period, or steps: ``{2027-01: 2e6, 2027-04: 3e6}``."""
    queries_per_user_day: Series
    """Queries of one user in a day [per user·day]."""
    tokens_per_query: Series
    """Tokens of one query [per query]."""
    tokens_per_second_per_gpu: Positive | tuple[Positive, ...] | dict[Date, Positive]
    """What one reference GPU serves at full load [tokens/s]."""
    peak_to_average: PeakToAverage | tuple[PeakToAverage, ...] | dict[Date, PeakToAverage] = 2.0
    """Busiest moment over the mean [× mean]."""
    utilisation: Utilisation | tuple[Utilisation, ...] | dict[Date, Utilisation] = 0.6
    """Part of full load that is planned for. 0 to 1."""

    @property
    def figures(self) -> dict[str, Stepped]:
        """Each figure over time, by its name."""
        return {name: getattr(self, name) for name in type(self).model_fields}

    def gpus(self, calendar: Calendar) -> Stepped:
        """Reference accelerators held: users · queries · tokens · peak ÷ (86,400 · throughput · utilisation)   [GPU]"""
        users, *others = self.figures.values()
        return calendar.combined(_held, users, *map(always, others))


def _held(users: float, queries: float, tokens: float, throughput: float, peak: float, utilisation: float) -> float:
    """GPUs held at one time [GPU]."""
    return users * queries * tokens / SECONDS_PER_DAY * peak / (throughput * utilisation)


class Demand(Noun):
    """What a request needs: GPUs held throughout (a service) or GPU-hours of work (a job), or how to work them out."""

    gpus: Series | None = None
    """A service: GPUs of its reference kind held in each period [GPU]. Of its window."""
    gpu_hours: Positive | None = None
    """A job: work to be done inside the window, in hours of its reference GPU [GPU·h]."""
    train: Train | None = None
    """A job worked out from a training run: ``parameters: 7e9, tokens: 1.4e12, utilisation: 0.4``."""
    serve: Serve | None = None
    """A service worked out from its users: ``users: 2e6, queries_per_user_day: 4, tokens_per_query: 900,
    tokens_per_second_per_gpu: 2400``. Each of them may change over time, as ``gpus`` do."""
    max_gpus: Positive | None = None
    """Most GPUs that it can use at once [GPU]. Over all pools."""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        given = [name for name in ("gpus", "gpu_hours", "train", "serve") if getattr(self, name) is not None]
        if len(given) != 1:
            found = " and ".join(given) or "none of them"
            raise ValueError(f"exactly one of gpus, gpu_hours, train and serve, not {found}")
        return self

    @property
    def is_job(self) -> bool:
        return self.gpu_hours is not None or self.train is not None


class Option(Noun):
    """One way to serve a request. What it leaves out it takes from the request."""

    id: Id
    """Short name of this way to serve it."""
    name: str = ""
    """What people call it."""
    demand: Demand | None = None
    runs_on: dict[Id, Positive] | tuple[Id, ...] | None = None
    """Accelerators that can serve it, with the work each does per hour; without figures the catalogue's speeds.
    Of names alone the first is the reference."""
    reference: Id | None = None
    """Accelerator whose hours the demand counts. Needed where ``runs_on`` leaves speeds to the catalogue."""
    memory_gb: Amount | None = None
    """Memory that a device must have, or a node where it shards [GB]."""
    shards: Annotated[bool, Field(strict=True)] | None = None
    """Whether it spreads over the GPUs of a node. Their memory then counts together."""
    regions: tuple[str, ...] | None = None
    """Regions that may serve it. Left out: all."""
    minimum: Fraction | None = None
    """Least share worth having; 100 % is all or nothing. As a part, 0 to 1."""
    max_gpus: Positive | None = None
    """Most GPUs that this option can use at once, in place of what its demand says [GPU]."""
    value: Number = 1.0
    """Value of this option as a part of the request's."""
    people: dict[Id, Series] = Field(default_factory=dict)
    """People besides the request's own [FTE]. A number, one a period, or steps."""
    cost: Payments = 0.0
    """One-off cost besides the request's own [currency]. One amount, or several by when they are due."""
    attributes: dict[Id, Amount] = Field(default_factory=dict)
    """Figures of the user's own besides the request's, for rules on them."""
    notes: str = ""
    """Anything worth knowing."""


class Request(Noun):
    """A product or feature that asks for compute."""

    id: Id
    """Short name that other requests and rules refer to."""
    name: str = ""
    """What people call it."""
    product: str = ""
    """Product that it belongs to."""
    team: str = ""
    """Team that asks."""
    kind: Kind = "inference"
    """inference, training, fine-tuning or research."""
    commitment: Commitment = "open"
    """must: forced in · open: the plan decides · out: forced out."""
    owner: str = ""
    """Who answers for its commitment."""
    because: str = ""
    """Why it is committed."""
    metrics: dict[str, Number] = Field(default_factory=dict)
    """What it brings when it is served in full, by metric."""
    confidence: Fraction = 1.0
    """How sure its figures are. For the robustness study and RICE; the plan takes the metrics as they are, unless the
    scenario says that confidence discounts them: then confidence × metric."""
    effort: Amount | None = None
    """Person-months, for RICE."""
    reach: Amount | None = None
    """People reached per quarter, for RICE."""
    impact: Amount | None = None
    """Impact per person reached, for RICE."""
    window: tuple[Date, Date] | None = None
    """First and last period in which it can be served; left out: the whole calendar."""
    latest_start: Date | None = None
    """A service may launch late, up to here, and keeps its share from then on. Left out: any time in the window, and
    any share in each period."""
    demand: Demand | None = None
    """Left out: it asks for no GPUs."""
    runs_on: dict[Id, Positive] | tuple[Id, ...] | None = None
    """Accelerators that can serve it, with the work each does per hour; without figures the catalogue's speeds.
    Of names alone the first is the reference. Left out: every accelerator of the catalogue at its speed there."""
    reference: Id | None = None
    """Accelerator whose hours the demand counts. Needed where ``runs_on`` leaves speeds to the catalogue."""
    memory_gb: Amount | None = None
    """Memory that a device must have, or a node where it shards [GB]."""
    shards: bool = Field(default=False, strict=True)
    """Whether it spreads over the GPUs of a node. Their memory then counts together; how many they are is said by the
    pool's ``gpus_per_node``."""
    regions: tuple[str, ...] | None = None
    """Regions that may serve it. Left out: all."""
    minimum: Fraction | None = None
    """Least share worth having; 100 % is all or nothing. As a part, 0 to 1; left out: any share."""
    value_curve: Curve | None = None
    """What parts of the demand bring of the value, each next one less. A concave curve from share to part of the value,
    through (0, 0) and (1, 1): ``[[0.5, 0.8], [1, 1]]``."""
    decay: Fraction = 0.0
    """Part of the value lost with each period of waiting."""
    requires: tuple[Id, ...] = ()
    """Requests that must have been served by then."""
    conflicts: tuple[Id, ...] = ()
    """Requests that can't be served besides it."""
    people: dict[Id, Series] = Field(default_factory=dict)
    """People that it needs while it is served, in full [FTE]. A number, one a period, or steps:
    ``{ml-engineer: {2027-01: 3, 2027-03: 1}}``; a service needs them by its share in each period, a job by its share of
    all its work in every period of its window."""
    cost: Payments = 0.0
    """One-off cost besides its compute [currency]. One amount, due in the first period of its window, or several by
    when they are due: ``{2027-02: 40_000, 2027-05: 10_000}``; served at all, it costs all of them, on their dates."""
    attributes: dict[Id, Amount] = Field(default_factory=dict)
    """Figures of the user's own that it takes once when it is served, for rules on them: ``{legal_reviews: 2}``."""
    options: tuple[Option, ...] = ()
    """Ways to serve it, at most one of which is chosen."""
    notes: str = ""
    """Anything worth knowing."""

    @property
    def title(self) -> str:
        return self.name or self.id
