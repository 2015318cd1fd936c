"""The columns of the requests table."""

from __future__ import annotations

from functools import partial

from planner.desktop.fields.columns import Column, named
from planner.desktop.fields.demand_columns import DEMAND, MINIMUM, RUNNING, SIZES, WORKED_OUT
from planner.desktop.fields.described import described, in_currency
from planner.desktop.fields.spoken import options_text
from planner.desktop.look.words import tr
from planner.domain.request import Request
from planner.domain.scenario import Metric, Scenario
from planner.words.names import metric_title


def request_columns(scenario: Scenario) -> tuple[Column, ...]:
    """All columns, first what a new request needs: name, GPUs, value and window. Metrics are the scenario's."""
    spoken = scenario.value.weights
    people = (_of(name, "people", name, blank="none", step=0.5, hidden=True) for name in scenario.role_by_id)
    own = (_attribute(name) for name in scenario.attributes)
    more = in_currency(_MORE, scenario.currency)
    weights = scenario.value.weights
    said = scenario.value.headline or max(weights, key=lambda name: weights[name], default="")
    metrics = [_metric(scenario, name, bool(spoken) and name not in spoken) for name in sorted(scenario.metrics)]
    first = [column for column in metrics if column.steps[-1] == said]
    gpus, *work = DEMAND
    start, end, *when = _WHEN
    return (
        _NAME,
        gpus,
        *first,
        start,
        end,
        *work[:1],
        *(column for column in metrics if column not in first),
        *_DECIDED,
        *_WHO,
        *work[1:],
        MINIMUM,
        *when,
        *RUNNING,
        *people,
        *own,
        *more,
        *WORKED_OUT,
        *SIZES,
        *_RICE,
        _NOTES,
    )


def _metric(scenario: Scenario, name: str, hidden: bool) -> Column:
    title, about = metric_title(name), scenario.value.metrics.get(name, Metric())
    own = tr("What it brings in {metric} when it is served in full, in the metric's own unit", metric=title.lower())
    tip = tr("What it brings in {metric} when it is served in full", metric=title.lower()) if about.unit else own
    tip += f"\n{about.notes}" if about.notes else ""
    return _of(title, "metrics", name, tip=tip, unit=about.unit, blank="nothing", hidden=hidden, width=130)


def _attribute(name: str) -> Column:
    """A figure of the user's own."""
    title = metric_title(name)
    tip = tr("{title} that it takes once when it is served, whatever its share; rules may limit them", title=title)
    return described(Request, title, "attributes", name, tip=tip, unit="", blank="none", width=130)


_of = partial(described, Request)
_NAME = _of("Name", "name", width=230, also="Request")
_DECIDED = (
    Column("Decision", ("plan", "decision"), "What the plan decides: fund, trim, defer or decline", plan="decision"),
    Column("Share", ("plan", "share"), "Part of its demand that the plan serves", number=True, percent=True,
           plan="share", width=70),
    Column("Scarcity index", ("plan", "scarcity_index"),
           "Value ÷ opportunity cost; above 1 it earns its GPUs, ∞ is uncontested", number=True,
           plan="scarcity_index", width=110),
)  # fmt: skip
_WHO = (
    _of("Id", "id", width=150),
    _of("Product", "product", choices=named("product")),
    _of("Team", "team", choices=named("team"), width=100),
    _of("Kind", "kind", width=100),
    _of("Commitment", "commitment", width=105),
    _of("Owner", "owner", blank="nobody", hidden=True, width=120),
    _of("Because", "because", hidden=True, width=200),
)  # fmt: skip
_WHEN = (
    _of("From", "window", 0, tip="First period in which it can be served", blank="the start", width=90),
    _of("To", "window", 1, tip="Last period in which it can be served", blank="the end", width=90),
    _of("Latest start", "latest_start", blank="any time"),
)
_MORE = (
    _of("Confidence", "confidence"),
    _of("Cost", "cost", blank="none"),
    _of("Decay", "decay", blank="none", hidden=True),
    _of("Value curve", "value_curve", blank="proportional", hidden=True, width=170),
    _of("Requires", "requires", blank="nothing", choices=named("id"), width=160),
    _of("Conflicts", "conflicts", blank="nothing", choices=named("id"), width=160),
    _of("Options", "options", tip="Ways to serve it, at most one is chosen; they are changed in Details", hidden=True,
        width=300, spoken=options_text),
)  # fmt: skip
_RICE = (
    _of("Effort", "effort", unit="person-months", hidden=True),
    _of("Reach", "reach", unit="people", hidden=True),
    _of("Impact", "impact", hidden=True),
)
_NOTES = _of("Notes", "notes", hidden=True, width=300)
