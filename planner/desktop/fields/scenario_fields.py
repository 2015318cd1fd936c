"""Fields of the scenario itself as data: what each is called and means, and how its values are written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planner.desktop.look.dates import plain_date
from planner.desktop.look.numbers import as_parts, percent_text
from planner.desktop.look.words import tr
from planner.desktop.open.editing.properties import with_property
from planner.domain.scenario import Scenario
from planner.files.cells import cell_text, cell_value
from planner.words.names import metric_title

type Path = tuple[str, ...]
START: Path = ("calendar", "start")


@dataclass(frozen=True)
class Property:
    """One field of the scenario."""

    title: str
    path: Path
    tip: str
    choices: tuple[tuple[str, str], ...] = ()
    """(value, text) of what may be chosen."""
    long: bool = False
    """Whether it may have several lines."""
    percent: bool = False
    hint: str = ""
    """Shown where nothing is given."""

    def text(self, value: Any) -> str:
        if self.percent and isinstance(value, int | float):
            return percent_text(value)
        return cell_text(value, self.path)

    def changed(self, scenario: Scenario, text: str) -> Scenario:
        """The scenario with another text in the field. Raises InputError where it is none of its values."""
        value = cell_value(plain_date(text) if self.path == START else text, self.path)
        return with_property(scenario, self.path, as_parts(value, text) if self.percent else value)


PROPERTIES = (
    Property("Name", ("name",), "What the scenario is called"),
    Property("Notes", ("notes",), "Anything worth knowing", long=True),
    Property("First period", START, "First period; a date names the period that it falls in: 2027-01"),
    Property("Number of periods", ("calendar", "periods"), "How many periods the scenario covers"),
    Property("Length of a period", ("calendar", "unit"), "Length of a period",
             choices=(("week", "week"), ("month", "month"), ("quarter", "quarter"))),
    Property("Currency", ("currency",), "Of all prices and budgets, as a code: USD, EUR"),
    Property("Value counts", ("value", "scale"), "How metrics become points",
             choices=(("share", "by shares: 100 in all"), ("raw", "weight × metric"))),
    Property("Proof within", ("solver", "gap"), "Distance to the best plan at which the solver stops", percent=True),
    Property("Longest solve [s]", ("solver", "time_limit"), "Longest solve; the best plan found until then is kept [s]",
             hint="as long as it takes"),
    Property("Processor cores", ("solver", "threads"), "How many cores of this computer one solve may use",
             hint="as many as are useful"),
    Property("Random start", ("solver", "seed"),
             "Number that the solver's search begins with; any other finds a plan that is as good"),
)  # fmt: skip


def title_of(path: tuple[str | int, ...]) -> str:
    """What a field of the scenario is called: ``First period``, ``Weight of revenue``; nothing where it is unknown."""
    match path:
        case ("value", "weights", metric):
            return tr("Weight of {metric}", metric=metric_title(str(metric)).lower())
        case ("entitlements", team):
            return tr("Part of team {team}", team=team)
        case ("objective", *_):
            return tr("Value to capture")
    return next((tr(each.title) for each in PROPERTIES if each.path == path), "")
