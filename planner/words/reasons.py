"""Why a request is decided as it is, in one plain sentence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from planner.domain.impossible import Impossible
from planner.domain.plan import DECIDED
from planner.domain.reason import Decision, Limit, LimitKind, Reason
from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.domain.ways import Way, reference_of
from planner.words.amounts import count, figure, percent
from planner.words.names import listed, some, started
from planner.words.owners import owned
from planner.words.periods import spoken_window

MOST = 3
"""Names that a reason lists."""
CONFINED: dict[LimitKind, str] = {
    "region": "GPUs that would do lie idle, but not in its regions",
    "memory": "GPUs lie idle, but with less memory than it needs",
    "window": "GPUs that would do lie idle, but not in its window",
    "max_gpus": "can't use more GPUs at once",
}
"""What is said where a request is confined by its own figures."""
JUST = 0.005
"""What a scarcity index may be away from 1 where it is shown as 1."""


class Wording:
    """Words reasons, all of one plan."""

    def __init__(
        self, scenario: Scenario, decided: Mapping[str, Decision], impossible: Mapping[str, Impossible]
    ) -> None:
        """``impossible``: requests that no plan could serve, with what stands in their way."""
        self._scenario, self._decided, self._impossible = scenario, decided, impossible
        self._titles = {request.id: request.title for request in scenario.requests}
        self._requiring = _requiring(scenario)

    def sentence(self, reason: Reason, way: Way | None, since: int | None = None) -> str:
        """One plain sentence. ``way``: how it is served, or would be; ``since``: the first period in which it is."""
        request = self._scenario.request_by_id[reason.request]
        decided = self._decision(reason, way, since)
        if reason.kind == "not asked":
            return f"{decided}."
        match reason.decision:
            case "decline":
                why = self._declined(request, reason, way)
            case "trim":
                why = self._trimmed(request, reason, way)
            case "defer":
                why = self._deferred(reason)
            case "fund":
                why = self._funded(request, reason, way)
        return f"{decided}: {why}."

    def _decision(self, reason: Reason, way: Way | None, since: int | None) -> str:
        """The decision alone: ``Trimmed to 66 %``"""
        decided = started(DECIDED[reason.decision])
        match reason.decision:
            case "trim":
                return f"{decided} to {percent(reason.figures['share'])}"
            case "defer":
                begin = self._scenario.calendar.labels[since or 0]
                return f"{decided} to {'later in ' if way is not None and since == way.first else ''}{begin}"
        return decided

    # -- by decision ----------------------------------------------------------------------------------------------

    def _funded(self, request: Request, reason: Reason, way: Way | None) -> str:
        by = f" as {way.option}" if way is not None and way.option else ""
        index = reason.figures["index"]
        if any(held.kind == "commitment" for held in reason.held_by):
            return f"committed{owned(request)}{by}" + (f", although {_earns(index)}" if index < 1 else "")
        if needed := self._needed(reason):
            return f"{needed}{by}" if math.isnan(index) else f"{needed}, although {_earns(index)}{by}"
        if math.isnan(index):
            return f"it is worth nothing by itself, and costs nothing that others could use{by}"
        if promised := self._promised(reason):
            return f"{promised}, although {_earns(index)}{by}"
        if math.isinf(index):
            return f"nothing that it needs is scarce{by}"
        if index >= 1:
            return f"{self._with_bundle(reason)}{_earns(index)}{by}"
        return f"{_earns(index)}, yet whole requests fit together best with it{by}"

    def _declined(self, request: Request, reason: Reason, way: Way | None) -> str:
        match reason.kind:
            case "ruled out":
                return f"ruled out by its commitment{owned(request)}"
            case "impossible":
                why = self._impossible.get(request.id)
                return why.words if why is not None else "its window and parallelism leave too little time to do it all"
            case "unneeded":
                return self._unneeded(request)
            case "too late":
                return "by the time that it could be served it would earn nothing"
            case "no gain":
                return self._no_gain()
        return self._in_the_way(reason, way)

    def _trimmed(self, request: Request, reason: Reason, way: Way | None) -> str:
        held = self._held(request, reason)
        if reason.kind == "unneeded":
            return held or self._unneeded(request)
        if reason.kind == "no gain":
            return "; ".join(part for part in (held, self._no_gain()) if part)
        if reason.kind == "impossible":
            return "; ".join(part for part in (held, "no more of it can be done in its window") if part)
        index = reason.figures["index"]
        if request.value_curve and index >= 1:
            rest = f"its first GPUs bring most of its value; for the rest, {self._full(reason)}"
        elif not _only_gpus(reason):
            rest = self._in_the_way(reason, way)
        elif not _is_priced(reason):
            rest = self._full(reason)
        else:
            fills = "" if held or index >= 1 - JUST else ", and fills GPUs that no whole request fits into"
            rest = f"{self._full(reason)}; {_earns(index)}{fills}"
        return "; ".join(part for part in (held, rest) if part)

    def _deferred(self, reason: Reason) -> str:
        if needed := self._needed(reason):
            return f"{needed} from then on"
        if reason.kind == "limits":
            return f"until then {self._full(reason)}"
        return "it earns nothing before"

    # -- what holds it --------------------------------------------------------------------------------------------

    def _held(self, request: Request, reason: Reason) -> str:
        if any(held.kind == "commitment" for held in reason.held_by):
            return f"committed to at least {percent(reason.figures.get('promised', 1.0))}{owned(request)}"
        return self._promised(reason) or self._needed(reason)

    def _promised(self, reason: Reason) -> str:
        names = [held.name for held in reason.held_by if held.kind == "rule"]
        return f"{listed(names)} {'holds' if len(names) == 1 else 'hold'} room for it" if names else ""

    def _needed(self, reason: Reason) -> str:
        names = [self._titles[held.name] for held in reason.held_by if held.kind == "requirement"]
        return f"{listed(some(names, MOST))} {'needs' if len(names) == 1 else 'need'} it" if names else ""

    def _unneeded(self, request: Request) -> str:
        waiting = self._requiring.get(request.id, [])
        if not waiting:
            return "it is worth nothing by itself, and nothing requires it"
        verb = "requires it, is" if len(waiting) == 1 else "require it, are"
        which = listed(some(waiting, MOST))
        return f"it is worth nothing by itself, and {which}, which {verb} not served"

    def _no_gain(self) -> str:
        if self._scenario.objective in ("value", "fair"):
            return "more of it would bring nothing"
        return "the target is reached at less cost without more of it"

    # -- what stands in its way -----------------------------------------------------------------------------------

    def _in_the_way(self, reason: Reason, way: Way | None) -> str:
        index, need = reason.figures["index"], _need(self._scenario, way)
        if _only_gpus(reason):
            if reason.bundle:
                return f"needs {need}; {self._together(reason)}"
            if math.isinf(index):
                return f"needs {need}; nothing there has a price, but no room is left beside what is funded whole"
            if index < 1 - JUST:
                return f"needs {need}; {_would_earn(index)}"
            return f"needs {need}; {_would_earn(index)}, but whole requests fit together better without it"
        full = self._full(reason)
        if reason.bundle:
            return f"{full}; {self._together(reason)}"
        if not _is_priced(reason):
            return full
        return f"{full}; {_would_earn(index) if reason.decision == 'decline' else _earns(index)}"

    def _full(self, reason: Reason) -> str:
        """What stands in its way, without what it would earn."""
        parts = [*dict.fromkeys(self._limit(limit, reason) for limit in _spoken(reason.limits))]
        if len(parts) > 1 and ", which" in parts[-2]:  # a clause is closed before the sentence goes on
            return listed([*parts[:-2], f"{parts[-2]}, and {parts[-1]}"])
        return listed(parts)

    def _limit(self, limit: Limit, reason: Reason) -> str:
        match limit.kind:
            case "rule":
                return self._rules(limit, reason)
            case "pool":
                pools = [self._scenario.pool_by_id[other.name].title for other in reason.limits if other.kind == "pool"]
                return f"{listed(some(pools, MOST))} {'is' if len(pools) == 1 else 'are'} full"
            case "people":
                roles = [other.name for other in reason.limits if other.kind == "people"]
                return f"no {listed(some(roles, MOST), 'or')} is free"
            case "conflict" | "requirement" | "commitment":
                return self._other(limit, self._scenario.request_by_id[reason.request])
        return f"{self._whose(limit, reason)}{CONFINED[limit.kind]}"

    def _rules(self, limit: Limit, reason: Reason) -> str:
        """All rules that stand in its way in the same manner."""
        manner = _manner(self._scenario, limit.name)
        alike = [other.name for other in reason.limits if other.kind == "rule"]
        alike = [name for name in alike if _manner(self._scenario, name) == manner]
        return f"{listed(some(alike, MOST))} {'is' if len(alike) == 1 else 'are'} {manner}"

    def _whose(self, limit: Limit, reason: Reason) -> str:
        """Who can't use more GPUs: the request, or one that it requires."""
        if limit.kind != "max_gpus":
            return ""
        return "it " if limit.name == reason.request else f"{self._titles[limit.name]}, which it needs, "

    def _other(self, limit: Limit, request: Request) -> str:
        title, decided = self._titles[limit.name], DECIDED[self._decided[limit.name]]
        match limit.kind:
            case "conflict" if decided == "declined":
                return f"{title}, with which it conflicts, would come before it"
            case "conflict":
                rival = self._scenario.request_by_id[limit.name]
                own = limit.name in request.conflicts or request.id in rival.conflicts
                subject = "it" if own else "what it requires"
                return f"{subject} conflicts with {title}, which is {decided}"
            case "requirement" if decided == "funded":
                return f"it has to wait for {title}, which it requires"
            case "requirement":
                return f"it requires {title}, which is {decided}"
        return f"{title}, which it requires, is ruled out"

    def _with_bundle(self, reason: Reason) -> str:
        if not reason.bundle:
            return ""
        return f"together with {listed(some([self._titles[name] for name in reason.bundle], MOST))} "

    def _together(self, reason: Reason) -> str:
        value, cost = figure(reason.figures["value"]), figure(reason.figures["cost"])
        names = listed(some([self._titles[name] for name in reason.bundle], MOST))
        if not math.isfinite(reason.figures["cost"]):
            return f"it requires {names}, which nothing can serve"
        return f"with {names}, which it needs, it would bring {value} points and take {cost} from others"


def _spoken(limits: Iterable[Limit]) -> list[Limit]:
    """In the order in which they are said: what another decision could change comes first, GPUs last."""
    order = (
        "conflict",
        "requirement",
        "commitment",
        "rule",
        "people",
        "max_gpus",
        "region",
        "memory",
        "window",
        "pool",
    )
    return sorted(limits, key=lambda limit: (order.index(limit.kind), limit.name))


def _only_gpus(reason: Reason) -> bool:
    return bool(reason.limits) and all(limit.kind == "pool" for limit in reason.limits)


def _is_priced(reason: Reason) -> bool:
    """Whether it can be said what it earns of what it takes: all of it can be served, and some of that is scarce."""
    return math.isfinite(reason.figures["index"]) and math.isfinite(reason.figures["cost"])


def _manner(scenario: Scenario, name: str) -> str:
    """How a rule stands in the way: ``spent``, ``reached``, ``to be kept``"""
    rule = scenario.rule_by_name[name]
    if rule.at_most is None:
        return "to be kept"
    return "spent" if rule.measure == "cost" else "reached"


def _earns(index: float) -> str:
    if math.isnan(index) or math.isinf(index):
        return "nothing that it needs is scarce"
    if abs(index - 1) < JUST:
        return "it earns just what it takes from others"
    return f"it earns {times(index)} what it takes from others"


def _would_earn(index: float) -> str:
    if abs(index - 1) < JUST:
        return "it would earn just what it would take from others"
    return f"it would earn {times(index)} what it would take from others"


def times(ratio: float) -> str:
    """``1.4 ×``, with two digits that carry something."""
    if not math.isfinite(ratio) or ratio > 100:
        return "more than 100 ×"
    return f"{ratio:.2f} ×" if abs(ratio - 1) < 0.1 else f"{ratio:.2g} ×" if ratio < 10 else f"{ratio:.0f} ×"


def _need(scenario: Scenario, way: Way | None) -> str:
    """``96 H100-SXM in Mar–Jun 2027``"""
    if way is None:
        return "GPUs"
    name, window = reference_of(way.request, way.of_option), spoken_window(scenario.calendar, way.first, way.last)
    if way.gpus is None:
        return f"{count(way.gpu_hours)} {name}-hours in {window}"
    gpus = sorted({round(way.gpus[t] / way.inside[t], 6) for t in way.periods})
    if not any(gpus):
        return f"no GPUs in {window}" if not way.people else f"people in {window}"
    many = count(gpus[0]) if len(gpus) == 1 else f"{count(gpus[0])} to {count(gpus[-1])}"
    return f"{many} {name} in {window}"


def limits_words(limits: Iterable[Limit]) -> str:
    """``rule: Budget; people: ml-engineer``, as a plan's table holds it."""
    return "; ".join(f"{limit.kind}: {limit.name}" for limit in limits)


def _requiring(scenario: Scenario) -> dict[str, list[str]]:
    """By request: what those are called that require it."""
    found: dict[str, list[str]] = {}
    for request in scenario.requests:
        for name in dict.fromkeys(request.requires):
            found.setdefault(name, []).append(request.title)
    return found
