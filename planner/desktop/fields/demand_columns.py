"""Columns for what a request, or one of its options, needs: how much, and on what it runs."""

from __future__ import annotations

from planner.desktop.fields.columns import Column
from planner.desktop.fields.names import pooled_accelerators, regions
from planner.desktop.fields.spoken import serving_text, training_text

MAX_GPUS = Column(
    "Max GPUs",
    ("demand", "max_gpus"),
    "Most GPUs that it can use at once",
    "GPU",
    editor="number",
    blank="no limit",
    number=True,
)
DEMAND = (
    Column(
        "GPUs",
        ("demand", "gpus"),
        "A service: GPUs of its reference kind held in each period; one number, one for each period, "
        "or steps such as 2027-01: 256, 2027-04: 384",
        "GPU",
        editor="series",
        number=True,
        listed=True,
        width=150,
    ),
    Column(
        "Work",
        ("demand", "gpu_hours"),
        "A job: work to be done inside the window, in hours of its reference GPU",
        "GPU·h",
        editor="number",
        number=True,
    ),
    MAX_GPUS,
)
MINIMUM = Column(
    "Minimum",
    ("minimum",),
    "Least share worth having; 100 % is all or nothing",
    editor="number",
    blank="any share",
    number=True,
    percent=True,
)
RUNNING = (
    Column(
        "Runs on",
        ("runs_on",),
        "Accelerators that can serve it, with the work each does per hour; without figures the catalogue's speeds",
        editor="speeds",
        blank="every accelerator, at the catalogue's speed",
        step=0.1,
        choices=pooled_accelerators,
        listed=True,
        open=True,
        width=260,
    ),
    Column(
        "Regions",
        ("regions",),
        "Regions that may serve it; empty: all",
        editor="names",
        blank="all regions",
        choices=regions,
        listed=True,
        open=True,
    ),
)
WORKED_OUT = (
    Column(
        "Training run",
        ("demand", "train"),
        "A job worked out from a training run: parameters: 7e9, tokens: 1.4e12, utilisation: 0.4",
        listed=True,
        hidden=True,
        width=260,
        spoken=training_text,
    ),
    Column(
        "Serving",
        ("demand", "serve"),
        "A service worked out from its users: users: 2e6, queries_per_user_day: 4, tokens_per_query: 900, "
        "tokens_per_second_per_gpu: 2400",
        listed=True,
        hidden=True,
        width=260,
        spoken=serving_text,
    ),
)
SIZES = (
    Column(
        "Reference",
        ("reference",),
        "Accelerator whose hours the demand counts",
        editor="choice",
        blank="the first it runs on",
        choices=pooled_accelerators,
        open=True,
        hidden=True,
    ),
    Column(
        "Memory",
        ("memory_gb",),
        "Memory that a device must have",
        "GB",
        editor="number",
        blank="any",
        step=8,
        number=True,
        hidden=True,
    ),
)
TRAIN = (
    Column("Parameters", ("demand", "train", "parameters"),
           "N: parameters of the model; active ones, for a mixture of experts", editor="number", number=True),
    Column("Tokens", ("demand", "train", "tokens"), "D: tokens that it is trained on", editor="number", number=True),
    Column("Utilisation", ("demand", "train", "utilisation"),
           "Part of the peak operations that the run reaches", editor="number", number=True, percent=True),
)  # fmt: skip
SERVE = (
    Column("Users", ("demand", "serve", "users"), "People who use it", "people", editor="number", number=True),
    Column("Queries", ("demand", "serve", "queries_per_user_day"), "Queries of one user in a day", "per user·day",
           editor="number", number=True),
    Column("Tokens", ("demand", "serve", "tokens_per_query"), "Tokens of one query", "per query",
           editor="number", number=True),
    Column("Throughput", ("demand", "serve", "tokens_per_second_per_gpu"),
           "What one reference GPU serves at full load", "tokens/s", editor="number", number=True),
    Column("Peak", ("demand", "serve", "peak_to_average"), "Busiest moment over the mean", "× mean",
           editor="number", step=0.1, number=True),
    Column("Utilisation", ("demand", "serve", "utilisation"), "Part of full load that is planned for",
           editor="number", number=True, percent=True),
)  # fmt: skip
"""Parts of what demand is worked out from; the table has each in one column, the form one by one."""
