"""Text to domain and back: the only YAML, CSV and XLSX."""

from __future__ import annotations

from planner.domain.scenario import Scenario
from planner.files.reading import Reading, adjust, load, parse, read, vary
from planner.files.schema import schema
from planner.files.writing import dump, dump_variant

__all__ = ["Reading", "Scenario", "adjust", "dump", "dump_variant", "load", "parse", "read", "schema", "vary"]
