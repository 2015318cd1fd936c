"""Columns for what a request, or one of its options, needs: how much, and on what it runs."""

from __future__ import annotations

from functools import partial

from planner.desktop.fields.columns import named
from planner.desktop.fields.described import described
from planner.desktop.fields.spoken import serving_text, training_text
from planner.domain.request import Request

_of = partial(described, Request)

MAX_GPUS = _of("Max GPUs", "demand", "max_gpus", blank="no limit")
DEMAND = (
    _of("GPUs", "demand", "gpus", width=110),
    _of("Work", "demand", "gpu_hours"),
    MAX_GPUS,
)
MINIMUM = _of("Minimum", "minimum", blank="any share")
RUNNING = (
    _of("Runs on", "runs_on", blank="every accelerator, at the catalogue's speed", step=0.1,
        choices=named("accelerator"), width=260),
    _of("Regions", "regions", blank="all regions", choices=named("region")),
)  # fmt: skip
WORKED_OUT = (
    _of("Training run", "demand", "train", hidden=True, width=260, spoken=training_text),
    _of("Serving", "demand", "serve", hidden=True, width=260, spoken=serving_text),
)
SIZES = (
    _of("Reference", "reference", blank="the first it runs on", choices=named("accelerator"), hidden=True),
    _of("Memory", "memory_gb", blank="any", step=8, hidden=True),
    _of("Shards", "shards", hidden=True),
)
TRAIN = (
    _of("Parameters", "demand", "train", "parameters"),
    _of("Tokens", "demand", "train", "tokens"),
    _of("Utilisation", "demand", "train", "utilisation"),
)
SERVE = (
    _of("Users", "demand", "serve", "users"),
    _of("Queries", "demand", "serve", "queries_per_user_day"),
    _of("Tokens", "demand", "serve", "tokens_per_query"),
    _of("Throughput", "demand", "serve", "tokens_per_second_per_gpu"),
    _of("Peak", "demand", "serve", "peak_to_average", step=0.1),
    _of("Utilisation", "demand", "serve", "utilisation"),
)
"""Parts of what demand is worked out from; the table has each in one column, the form one by one."""
