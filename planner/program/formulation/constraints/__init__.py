"""The whole program, in reading order: every family of constraints of design §4.3."""

from planner.program.formulation.constraints.choice import (
    commitment,
    completion,
    hopeless,
    launch,
    minimum,
    one_option,
)
from planner.program.formulation.constraints.curve import segment_width, value_curve
from planner.program.formulation.constraints.demand import job, parallelism, service
from planner.program.formulation.constraints.dependence import (
    conflicts,
    earliest,
    requires,
    requires_choice,
    requires_within,
)
from planner.program.formulation.constraints.promises import left_out, ruled_out
from planner.program.formulation.constraints.resources import people, pool_capacity, pool_capacity_within
from planner.program.formulation.constraints.rows import Family, Row
from planner.program.formulation.constraints.rules import rules

CONSTRAINTS: tuple[Family, ...] = (
    service,
    job,
    pool_capacity,
    pool_capacity_within,
    parallelism,
    minimum,
    launch,
    completion,
    one_option,
    value_curve,
    segment_width,
    requires,
    earliest,
    requires_within,
    requires_choice,
    conflicts,
    commitment,
    hopeless,
    people,
    rules,
    left_out,
    ruled_out,
)

__all__ = ["CONSTRAINTS", "Family", "Row"]
