"""Every English text that the source says in the user's language, found by reading it, and in its tables of texts."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import planner
from planner.charts import fairness, priority
from planner.charts.catalogue import KINDS as CHARTS
from planner.desktop.actions.catalogue import ACTIONS, MENUS
from planner.desktop.fields import sentences
from planner.desktop.fields.demand_columns import SERVE, TRAIN
from planner.desktop.fields.option_columns import option_columns
from planner.desktop.fields.places import COLUMNS
from planner.desktop.fields.scenario_fields import ASSUMPTIONS, PROPERTIES, TARGET
from planner.desktop.open import figures
from planner.desktop.open.editing import going_along
from planner.desktop.pages.plan import decisions
from planner.desktop.pages.rules import aims, sentence_view
from planner.desktop.pages.tradeoffs import questions
from planner.desktop.panels.details import demand_kinds, sections
from planner.desktop.panels.whatif import kinds
from planner.desktop.panels.why import work
from planner.desktop.window import exporting, import_cards, import_columns, importing
from planner.desktop.window.pages import TABS
from planner.desktop.window.panels import PANELS
from planner.domain.plan import DECIDED
from planner.domain.rule import UNITS
from planner.importing.backlog.mapping import SAID
from planner.importing.inventory.reading import FIELDS as LISTED
from planner.tradeoffs.sentences import facts, request
from planner.words.figures import FIGURES
from planner.words.glossary import GLOSSARY
from planner.words.held import HELD
from planner.words.measures import MEASURES, SIDES, UNITS_SAID
from planner.words.names import FIELDS
from planner.words.periods import MONTHS
from planner.words.reasons import CONFINED
from planner.words.selections import NOUNS

PLANNER = Path(planner.__file__).parent
COUNTED = (
    *("GPU", "CPU server", "usable GPU", "usable CPU server"),
    *("week", "month", "quarter", "point", "other", "rule", "commitment", "minimum", "promise", "level", "future"),
    *("other product", "other team", "other request"),
)
"""What is counted, and said of one and of several."""
NOTHING = (
    *("would change nothing", "would cost nothing", "would bring nothing", "nothing"),
    "would cost nothing: there is an equally good plan",
)
"""What is said of a change that comes to nothing."""
SAYING = {"tr": 1, "say": 1, "counted": 3, "say_n": 3}
"""Functions that say a text, and how many of their first arguments may be one."""


@cache
def all_texts() -> dict[str, str]:
    """Each text with the place where it is said."""
    found = {text: "a table of texts" for text in tables() if text}
    for path in sorted(PLANNER.rglob("*.py")):
        for line, text in filter(lambda said: said[1], said_in(ast.parse(path.read_text(encoding="utf-8")))):
            found[text] = f"{path.relative_to(PLANNER.parent)}:{line}"
    return found


def said_in(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """The texts in the calls of a module; of a name, every text that the module gives it."""
    named: dict[str, list[ast.expr]] = {}
    for name, value in given(tree):
        named.setdefault(name, []).append(value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (name := called(node.func)) in SAYING:
            for argument in node.args[: SAYING[name]]:
                yield from ((node.lineno, text) for text in constants(argument, named))


def given(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    """Each name that is given a value, several in one line as well."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                pairs = [(target, node.value)]
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = list(zip(target.elts, node.value.elts, strict=False))
                yield from ((each.id, value) for each, value in pairs if isinstance(each, ast.Name))


def called(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else ""


def constants(argument: ast.expr, named: dict[str, list[ast.expr]]) -> Iterator[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from constants(argument.body, named)
        yield from constants(argument.orelse, named)
    elif isinstance(argument, ast.Name):
        others = {name: values for name, values in named.items() if name != argument.id}
        for value in named.get(argument.id, ()):
            is_table = argument.id.isupper() or isinstance(value, ast.Dict)
            yield from strings(value) if is_table else constants(value, others)
    elif isinstance(argument, ast.Subscript) and isinstance(argument.value, ast.Name):
        tables = (value for value in named.get(argument.value.id, ()) if isinstance(value, ast.Dict))
        for each in (each for table in tables for each in table.values):
            yield from constants(each, {})


def strings(value: ast.expr) -> Iterator[str]:
    for each in ast.walk(value):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value


def tables() -> Iterator[str]:
    """Texts that stand in tables, and are said one by one."""
    scenario = planner.load(Path(planner.__file__).parents[1] / "scenarios" / "baseline.yaml")
    yield from MENUS
    yield from (action.menu.partition("/")[2] for action in ACTIONS)
    for action in ACTIONS:
        yield from (action.text, action.tip)
    yield from TABS
    yield from PANELS.values()
    for columns in COLUMNS.values():
        yield from of_columns(columns(scenario))
    yield from of_columns((*option_columns(scenario), *TRAIN, *SERVE, *PROPERTIES, *ASSUMPTIONS, TARGET))
    for chart in CHARTS.values():
        yield from (chart.title, chart.hint, f"{chart.hint}." if chart.hint and chart.of == "scenarios" else "")
    for figure in figures._KINDS:
        yield from (figure.title, figure.tip)
    for one, several in going_along.REQUESTS.values():
        yield from (one, several)
    for column in decisions.COLUMNS:
        yield from (column.title, column.tip)
    yield from aims.OBJECTIVES.values()
    yield from sentence_view.TIPS.values()
    yield from questions.GROUPS
    yield from questions._WHOLE.values()
    yield from (said for _, said in questions._LACKING.values())
    yield from demand_kinds.KINDS.values()
    yield from (part.title for plan in sections.PLANS.values() for part in plan)
    for lever in kinds.KINDS:
        yield from (lever.title, lever.tip)
    yield from (kind.title for kind in exporting.KINDS.values())
    yield from (*import_cards.HEADINGS, *import_columns.HEADINGS, *import_columns.MORE.values())
    yield from importing.KINDS.values()
    yield from SAID.values()
    yield from (text for each in LISTED.values() for text in each.values())
    for pair in GLOSSARY:
        yield from pair
    yield from (text for noun in MEASURES.values() for text in noun)
    yield from (*UNITS.values(), *UNITS_SAID.values(), *FIELDS.values(), *DECIDED.values(), *CONFINED.values())
    yield from (month[:3] for month in MONTHS)
    yield from (
        *request._WANTED.values(),
        *request._HEADINGS.values(),
        request.LOSING,
        *request.FORCED.values(),
        facts.TAKES,
    )
    yield from ("what they take would earn others {points}: a scarcity index of {index}", *NOTHING)
    for noun in COUNTED:
        yield from (noun, f"{noun}s")
    yield from ("request", "to be kept", "spent", "reached", "fund", "trim", "defer", "decline")
    yield from (priority.SUBTITLE, fairness.VALUE, fairness.WORK)
    yield from work.HEADINGS.values()
    yield from ("by shares: 100 in all", "weight × metric", "nothing", "confidence")
    yield from ("{first} and {last}", "{first} or {last}")
    yield from (*SIDES.values(), *NOUNS.values(), *HELD.values(), *FIGURES.values())
    yield from (f"{noun}s" for noun in NOUNS.values())
    yield from (*sentences.OUTCOMES.values(), *sentences.JOINED.values())
    yield from (f"a request {text}…" for text in sentences.OUTCOMES.values())


def of_columns(columns) -> Iterator[str]:
    for column in columns:
        if column.steps[0] not in ("metrics", "people", "attributes"):
            yield from (column.title, column.tip, column.blank, column.also)
        else:
            yield from (column.blank, column.tip if column.steps[0] == "people" else "")
