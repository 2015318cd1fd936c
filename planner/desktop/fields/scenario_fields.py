"""Fields of the scenario itself as data: what each is called and means, and how its values are written."""

from __future__ import annotations

from planner.desktop.fields.columns import Column
from planner.desktop.fields.worded import DATE, Worded, called
from planner.desktop.look.words import tr
from planner.files.cells import cell_text
from planner.words.names import metric_title

UNITS = {"week": "week", "month": "month", "quarter": "quarter"}
SCALES = {"share": "by shares: 100 in all", "raw": "weight × metric"}
PROPERTIES = (
    Column("Name", ("name",), "What the scenario is called"),
    Column("Notes", ("notes",), "Anything worth knowing", editor="notes"),
    Column("First period", ("calendar", "start"), "First period; a date names the period that it falls in: 2027-01",
           worded=DATE),
    Column("Number of periods", ("calendar", "periods"), "How many periods the scenario covers"),
    Column("Length of a period", ("calendar", "unit"), "Length of a period", editor="pick",
           choices=lambda _: list(map(tr, UNITS.values())), worded=called(UNITS)),
    Column("Currency", ("currency",), "Of all prices and budgets, as a code: USD, EUR"),
    Column("Value counts", ("value", "scale"), "How metrics become points", editor="pick",
           choices=lambda _: list(map(tr, SCALES.values())), worded=called(SCALES)),
    Column("Proof within", ("solver", "gap"), "Distance to the best plan at which the solver stops", percent=True),
    Column("Longest solve [s]", ("solver", "time_limit"),
           "Longest solve; the best plan found until then is kept [s]", blank="as long as it takes"),
    Column("Processor cores", ("solver", "threads"), "How many cores of this computer one solve may use",
           blank="as many as are useful"),
    Column("Random start", ("solver", "seed"),
           "Number that the solver's search begins with; any other finds a plan that is as good"),
)  # fmt: skip
TARGET = Column("Value to capture", ("objective", "cost", "target_value"), "Points that the plan must capture",
                "points", editor="number", number=True)  # fmt: skip


def weight_column(metric: str) -> Column:
    """How much a metric counts; weights are parts of each other, so that 40 % is 40."""
    title, steps = tr("Weight of {metric}", metric=metric_title(metric).lower()), ("value", "weights", metric)
    plain = Worded(lambda value: cell_text(value, steps), lambda text: text.strip().removesuffix("%"))
    return Column(title, steps, "How much the metric counts beside the others", editor="number", number=True,
                  worded=plain)  # fmt: skip


def part_column(team: str) -> Column:
    """To what part of every pool a team is entitled."""
    title = tr("Part of team {team}", team=team)
    return Column(title, ("entitlements", team), "Part of every pool", editor="number", blank="equal part",
                  number=True, percent=True, is_sign_needed=True)  # fmt: skip


def title_of(path: tuple[str | int, ...]) -> str:
    """What a field of the scenario is called: ``First period``, ``Weight of revenue``; nothing where it is unknown."""
    match path:
        case ("value", "weights", metric):
            return weight_column(str(metric)).title
        case ("entitlements", team):
            return part_column(str(team)).title
        case ("objective", *_):
            return tr(TARGET.title)
    return next((tr(each.title) for each in PROPERTIES if each.steps == path), "")
