"""What backlogs call their columns, tool by tool, and which field of a request each is.

Fields are written as in tables of requests (``demand.gpus``, ``window.from``), with a few of their own: ``status``,
``priority``, ``duration`` and the parts of scores (``ease``, ``wsjf.value`` …); ``note`` is a line of the notes.

Sources: Jira's CSV export and its custom fields; Aha!'s CSV import and scorecards (aha.io/support); Productboard's
default fields (support.productboard.com); Linear's issue export (linear.app/docs); GitHub Projects' view export
(docs.github.com); RICE as Intercom scores it; WSJF as in SAFe.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from planner.importing.backlog.amounts import CODES, SIGNS, SIZES

NOTE, IGNORE = "note", "ignore"
METRIC, ATTRIBUTE = "metrics.", "attributes."
FIELDS: dict[str, tuple[str, ...]] = {
    "id": (
        *("issue key", "issuekey", "key", "id", "identifier", "ticket", "ticket id", "feature id", "idea id"),
        *("feature reference", "feature reference num", "reference num", "reference", "item id", "request id", "ref"),
        *("epic key", "initiative id", "schlüssel"),
    ),
    "name": (
        *("summary", "title", "feature name", "request", "request name", "initiative", "initiative name", "feature"),
        *("idea name", "idea", "item name", "item", "epic name", "name", "use case", "story", "user story", "task"),
        *("project name", "project", "product idea", "proposal", "what", "vorhaben", "titel", "bezeichnung", "nom"),
        *("anfrage", "demande", "nombre", "opportunity", "workload", "activity name"),
    ),
    "product": (
        *("product", "product name", "product area", "product line", "workspace name", "component", "components"),
        *("component s", "project name", "project", "parent project", "initiative", "initiative name", "epic"),
        *("epic name", "parent", "theme", "area", "produkt", "produit"),
    ),
    "team": (
        *("team", "squad", "team name", "requesting team", "owning team", "owner team", "group", "department", "tribe"),
        *("business unit", "organisation", "organization", "org", "équipe", "equipo", "abteilung", "requester team"),
    ),
    "kind": ("kind", "kind of work", "workload type", "workload kind"),
    "commitment": ("commitment", "moscow", "mo sco w", "moscow priority", "must should could", "committed"),
    "owner": ("owner", "commitment owner", "committed by", "promised by", "accountable", "sponsor", "product owner"),
    "because": ("because", "commitment reason", "reason for commitment", "why committed"),
    "status": ("status category", "status", "state", "feature status", "idea status", "workflow status", "resolution"),
    "priority": ("priority", "prio", "feature priority", "priorität", "priorité", "prioridad", "importance", "urgency"),
    "reach": ("reach", "reach per quarter", "users reached", "people reached", "customers reached", "rice reach"),
    "impact": ("impact", "impact score", "rice impact", "ice impact"),
    "confidence": (
        *("confidence", "confidence level", "rice confidence", "ice confidence", "certainty", "probability"),
        *("prob", "likelihood", "chance", "success probability"),
        *("konfidenz", "confiance"),
    ),
    "ease": ("ease", "ease score", "ease of implementation", "ice ease"),
    "effort": (
        *("effort", "rice effort", "person months", "effort person months", "effort pm", "man months", "effort weeks"),
        *("person weeks", "effort person weeks", "aufwand", "effort months", "effort days", "person days"),
    ),
    "wsjf.value": (
        *("user business value", "business value", "user and business value", "user value", "business user value"),
        *("user or business value",),
    ),
    "wsjf.urgency": ("time criticality", "time critical", "urgency of time"),
    "wsjf.risk": (
        *("risk reduction and or opportunity enablement", "risk reduction opportunity enablement", "risk reduction"),
        *("risk reduction or opportunity enablement", "rr oe", "rroe", "opportunity enablement"),
    ),
    "wsjf.size": ("job size", "job duration", "size job"),
    "demand.gpus": (
        *("gpus", "gpu count", "number of gpus", "no of gpus", "gpus needed", "gpus required", "gpus requested"),
        *("gpu demand", "gpu need", "gpu", "gpu anzahl", "anzahl gpus", "n gpus", "num gpus", "peak gpus", "gpus held"),
        *("num gpu", "gpu num", "gpu number", "ngpus", "gpu bedarf"),
    ),
    "demand.gpu_hours": (
        *("gpu hours", "gpu h", "gpuh", "gpu hrs", "gpuhours", "compute hours", "gpu hours needed", "gpu stunden"),
        *("gpu hour", "total gpu hours"),
    ),
    "demand": (
        *("demand", "compute", "compute needed", "compute demand", "compute request", "gpu request", "hardware"),
        *(
            "hardware needed",
            "capacity",
            "capacity needed",
            "resources",
            "resources needed",
            "gpu needs",
            "compute ask",
        ),
    ),
    "runs_on": (
        *(
            "accelerator",
            "gpu type",
            "gpu model",
            "hardware type",
            "accelerator type",
            "gpu kind",
            "gpu typ",
            "runs on",
        ),
        *("card", "gpu spec", "gpu name", "gpu card", "beschleuniger"),
    ),
    "memory_gb": ("gpu memory", "gpu memory gb", "memory gb", "vram", "vram gb", "memory per gpu"),
    "regions": ("region", "regions", "location", "site", "data center", "datacenter", "standort"),
    "window.from": (
        *("start date", "start", "from", "start month", "target start", "planned start", "begin", "starts on"),
        *("feature start date", "start on", "beginn", "début", "inicio", "earliest start", "available from"),
        *("needed from", "wanted from", "from date", "launch", "launch date", "go live", "needed by start"),
        *("timeframe start", "timeline start", "start quarter", "startdatum", "anfang"),
    ),
    "window.to": (
        *("due date", "end date", "end", "to", "deadline", "target end", "target date", "planned end", "due", "due on"),
        *("finish", "end month", "feature due date", "until", "needed until", "ende", "fin", "release date", "ends on"),
        *("needed till", "needed by", "to date", "wanted until", "till", "finish date", "completion date"),
        *("timeframe end", "timeline end", "end quarter", "enddatum", "fällig", "fällig am"),
    ),
    "window": (
        *(
            "window",
            "timeframe",
            "time frame",
            "timeline",
            "when",
            "quarter",
            "target quarter",
            "period",
            "planned for",
        ),
        *("time period", "zeitraum", "dates"),
    ),
    "duration": ("duration", "length", "how long", "weeks", "duration weeks", "months", "duration months", "dauer"),
    "cost": ("cost", "costs", "one off cost", "budget", "capex", "kosten", "coût", "coste", "investment"),
    "minimum": ("minimum", "minimum share", "min share", "least share"),
    "requires": (
        *("depends on", "requires", "dependencies", "dependency", "blocked by", "prerequisites", "prerequisite"),
        *("inward issue link blocks",),
    ),
    "conflicts": ("conflicts", "conflicts with", "excludes"),
    "notes": (
        *("description", "feature description", "idea description", "item description", "notes", "details", "comment"),
        *("beschreibung", "bemerkung", "kommentar", "remarks", "problem", "background", "rationale"),
    ),
}
"""Headings by field, the likeliest first; words only, as ``plain_heading`` has them."""
METRICS: dict[str, tuple[str, ...]] = {
    "revenue": (
        *("revenue", "annual revenue", "expected revenue", "revenue impact", "revenue uplift", "yearly revenue", "arr"),
        *("revenue potential", "umsatz", "chiffre d affaires", "ingresos", "incremental revenue", "sales", "turnover"),
    ),
    "value": ("value", "customer value", "benefit", "nutzen", "wert", "valeur", "valor", "worth", "value score"),
    "daily_active_users": ("dau", "daily active users"),
    "monthly_active_users": ("mau", "monthly active users"),
    "users": ("users", "customers", "users affected", "nutzer", "utilisateurs"),
    "customer_importance": ("customer importance score", "customer importance"),
    "user_impact": ("user impact score",),
    "cost_of_delay": ("cost of delay", "cod"),
    "votes": ("votes", "idea votes", "upvotes", "reactions"),
}
"""Headings of what a request brings, by metric."""
SCORES: dict[str, tuple[str, ...]] = {
    "rice": ("rice", "rice score"),
    "ice": ("ice", "ice score"),
    "wsjf": ("wsjf", "wsjf score"),
    "score": (
        *("score", "priority score", "feature score", "aha score", "idea score", "prioritization score", "total score"),
        *("prioritisation score", "weighted score", "product value score", "value vs effort", "final score"),
    ),
}
"""Headings of what is worked out from other columns."""
BOOKKEEPING = frozenset(
    [
        *("issue id", "project key", "project lead id", "assignee id", "reporter id", "creator id", "watchers id"),
        *("rank", "created", "updated", "last viewed", "resolved", "created at", "updated at", "completed at"),
        *("created date", "updated date", "started", "completed", "canceled", "archived", "attachment", "work ratio"),
        *("locked forms", "open forms", "submitted forms", "total forms", "development", "issue color", "epic color"),
        *("chart date of first response", "chart time in status", "url", "uuid", "time in status minutes", "added"),
        *("last updated at", "last updated", "updated on", "created on", "portal url", "feature url", "idea url"),
        *("item url", "feature created at", "feature updated at", "idea created at", "time in status", "color"),
        *("votes id", "last activity", "created by id", "row", "row id", "nr", "no", "epic status", "triaged"),
    ]
)
"""Headings of what a tool keeps for itself."""
POINTS = frozenset(
    [
        *("story points", "storypoint", "storypoints", "story point", "story point estimate", "points", "estimate"),
        *("original estimate", "remaining estimate", "time spent", "initial estimate", "t shirt size"),
    ]
)
"""Headings of estimates that are no person-months."""
LABELS = frozenset(
    [
        *("release", "release name", "version", "versions", "fix version", "fix versions", "affects version", "sprint"),
        *("cycle", "cycle number", "cycle name", "milestone", "labels", "label", "tags", "tag", "year", "phone", "zip"),
    ]
)
"""Headings of what is a label, even where it looks like a number."""
TELLING = frozenset(
    [
        *(
            "summary",
            "title",
            "feature name",
            "feature",
            "request",
            "initiative",
            "epic name",
            "user story",
            "use case",
        ),
        *("issue key", "issuekey", "idea", "idea name", "vorhaben", "anfrage"),
        *("reach", "impact", "confidence", "effort", "priority", "moscow"),
    ]
).union(*METRICS.values(), *SCORES.values())
"""Headings that only a backlog has."""
ALONE = frozenset(["decay", "latest_start", "reference", "value_curve"])
"""Columns of tables of requests that no other heading stands for."""
_CUSTOM = re.compile(r"custom field \((.*)\)\s*$", re.IGNORECASE | re.DOTALL)
_AHA = re.compile(
    r"(?:feature |idea |epic |initiative )?(?:custom field|aha! score):\s*(\S.*)", re.IGNORECASE | re.DOTALL
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MONEY = "|".join(sorted(map(re.escape, [*SIGNS, *CODES]), key=len, reverse=True))
_UNIT = re.compile(
    rf"(?:in )?(?P<before>{_MONEY})?\s*(?P<size>{'|'.join(sorted(SIZES, key=len, reverse=True))})?\.?\s*"
    rf"(?P<behind>{_MONEY})?(?:\s*/?\s*(?:per |a |p\.)?(?:year|yr|a|annum|month|quarter))?",
    re.IGNORECASE,
)


class Unit(NamedTuple):
    """What a heading says of its figures: ``Revenue ($M)``."""

    scale: float = 1.0
    currency: str = ""


def plain_heading(heading: Any) -> str:
    """``Custom field (Team)`` as ``team``, ``GPU_Hours [h]`` as ``gpu hours``, ``userStory`` as ``user story``; what is
    Aha!'s, ``Feature custom field: Team``, as ``team``.
    """
    text = str(heading).strip()
    if custom := _CUSTOM.fullmatch(text):
        text = custom[1].strip("[]")
    elif own := _AHA.fullmatch(text):
        text = own[1]
    whole, bare = _words(text), _words(_BRACKETS.sub(" ", text))
    return whole if not bare or any(whole in names for names in FIELDS.values()) else bare


def with_brackets(heading: Any) -> str:
    """The same with what stands in brackets: ``effort person months`` for ``Effort (person-months)``."""
    return _words(str(heading))


def unit_of(heading: Any) -> Unit:
    """Currency and size in the brackets of a heading, or at its end."""
    for inside in [*_BRACKETS.findall(str(heading)), *str(heading).split()[1:]]:
        found = _UNIT.fullmatch(inside.strip())
        if inside.strip() and found and (found["before"] or found["behind"] or found["size"]):
            said = found["before"] or found["behind"] or ""
            code = next((code for sign, code in SIGNS.items() if sign.casefold() == said.casefold()), said.upper())
            if found["size"] and not said and len(found["size"]) < 2:
                continue  # a letter alone may be the user's own
            return Unit(SIZES.get((found["size"] or "").casefold(), 1.0), code)
    return Unit()


def _words(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", _CAMEL.sub(" ", text).casefold()))
