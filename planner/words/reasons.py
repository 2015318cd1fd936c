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
from planner.languages.saying import say
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
}
"""What is said where a request is confined by its own figures."""
NO_TIME = "its window and parallelism leave too little time to do it all"
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
            return say("{clause}.", clause=decided)
        match reason.decision:
            case "decline":
                why = self._declined(request, reason, way)
            case "trim":
                why = self._trimmed(request, reason, way)
            case "defer":
                why = self._deferred(reason)
            case "fund":
                why = self._funded(request, reason, way)
        return say("{decided}: {why}.", decided=decided, why=why)

    def _decision(self, reason: Reason, way: Way | None, since: int | None) -> str:
        """The decision alone: ``Trimmed to 66 %``"""
        decided = started(say(DECIDED[reason.decision]))
        match reason.decision:
            case "trim":
                return say("Trimmed to {share}", share=percent(reason.figures["share"]))
            case "defer":
                begin = self._scenario.calendar.labels[since or 0]
                is_within = way is not None and since == way.first
                return say("Deferred to later in {period}" if is_within else "Deferred to {period}", period=begin)
        return decided

    # -- by decision ----------------------------------------------------------------------------------------------

    def _funded(self, request: Request, reason: Reason, way: Way | None) -> str:
        by = say(" as {option}", option=way.option) if way is not None and way.option else ""
        index = reason.figures["index"]
        if any(held.kind == "commitment" for held in reason.held_by):
            said = say("committed{owner}{by}", owner=owned(request), by=by)
            return f"{said}{say(', although {clause}', clause=_earns(index))}" if index < 1 else said
        if needed := self._needed(reason):
            return (
                f"{needed}{by}"
                if math.isnan(index)
                else f"{needed}{say(', although {clause}', clause=_earns(index))}{by}"
            )
        if math.isnan(index):
            return say("it is worth nothing by itself, and costs nothing that others could use") + by
        if promised := self._promised(reason):
            return f"{promised}{say(', although {clause}', clause=_earns(index))}{by}"
        if math.isinf(index):
            return say("nothing that it needs is scarce") + by
        if index >= 1:
            return f"{self._with_bundle(reason)}{_earns(index)}{by}"
        return say("{clause}, yet whole requests fit together best with it", clause=_earns(index)) + by

    def _declined(self, request: Request, reason: Reason, way: Way | None) -> str:
        match reason.kind:
            case "ruled out":
                return say("ruled out by its commitment{owner}", owner=owned(request))
            case "impossible":
                why = self._impossible.get(request.id)
                return why.words if why is not None else say(NO_TIME)
            case "unneeded":
                return self._unneeded(request)
            case "too late":
                return say("by the time that it could be served it would earn nothing")
            case "no gain":
                return self._no_gain()
        return self._in_the_way(reason, way)

    def _trimmed(self, request: Request, reason: Reason, way: Way | None) -> str:
        held = self._held(request, reason)
        if reason.kind == "unneeded":
            return held or self._unneeded(request)
        if reason.kind == "no gain":
            return say("; ").join(part for part in (held, self._no_gain()) if part)
        if reason.kind == "impossible":
            no_more = say("no more of it can be done in its window")
            return say("; ").join(part for part in (held, no_more) if part)
        index = reason.figures["index"]
        if request.value_curve and index >= 1:
            rest = say("its first GPUs bring most of its value; for the rest, {clause}", clause=self._full(reason))
        elif not _only_gpus(reason):
            rest = self._in_the_way(reason, way)
        elif not _is_priced(reason):
            rest = self._full(reason)
        else:
            rest = say("; ").join((self._full(reason), _earns(index)))
            if not held and index < 1 - JUST:
                rest = say("{clause}, and fills GPUs that no whole request fits into", clause=rest)
        return say("; ").join(part for part in (held, rest) if part)

    def _deferred(self, reason: Reason) -> str:
        if needed := self._needed(reason):
            return say("{clause} from then on", clause=needed)
        if reason.kind == "limits":
            return say("until then {clause}", clause=self._full(reason))
        return say("it earns nothing before")

    # -- what holds it --------------------------------------------------------------------------------------------

    def _held(self, request: Request, reason: Reason) -> str:
        if any(held.kind == "commitment" for held in reason.held_by):
            least = percent(reason.figures.get("promised", 1.0))
            return say("committed to at least {share}{owner}", share=least, owner=owned(request))
        return self._promised(reason) or self._needed(reason)

    def _promised(self, reason: Reason) -> str:
        names = [held.name for held in reason.held_by if held.kind == "rule"]
        text = "{rules} holds room for it" if len(names) == 1 else "{rules} hold room for it"
        return say(text, rules=listed(names)) if names else ""

    def _needed(self, reason: Reason) -> str:
        names = [self._titles[held.name] for held in reason.held_by if held.kind == "requirement"]
        text = "{requests} needs it" if len(names) == 1 else "{requests} need it"
        return say(text, requests=listed(some(names, MOST))) if names else ""

    def _unneeded(self, request: Request) -> str:
        waiting = self._requiring.get(request.id, [])
        if not waiting:
            return say("it is worth nothing by itself, and nothing requires it")
        one = "it is worth nothing by itself, and {requests}, which requires it, is not served"
        several = "it is worth nothing by itself, and {requests}, which require it, are not served"
        return say(one if len(waiting) == 1 else several, requests=listed(some(waiting, MOST)))

    def _no_gain(self) -> str:
        if self._scenario.objective in ("value", "fair"):
            return say("more of it would bring nothing")
        return say("the target is reached at less cost without more of it")

    # -- what stands in its way -----------------------------------------------------------------------------------

    def _in_the_way(self, reason: Reason, way: Way | None) -> str:
        index = reason.figures["index"]
        if _only_gpus(reason):
            needs = say("needs {need}", need=_need(self._scenario, way))
            return say("; ").join((needs, self._together(reason) if reason.bundle else _on_gpus(index)))
        full = self._full(reason)
        if reason.bundle:
            return say("; ").join((full, self._together(reason)))
        if not _is_priced(reason):
            return full
        return say("; ").join((full, _would_earn(index) if reason.decision == "decline" else _earns(index)))

    def _full(self, reason: Reason) -> str:
        """What stands in its way, without what it would earn."""
        parts = [*dict.fromkeys(self._limit(limit, reason) for limit in _spoken(reason.limits))]
        if len(parts) > 1 and ", which" in parts[-2]:  # a clause is closed before the sentence goes on
            return listed([*parts[:-2], say("{clause}, and {other}", clause=parts[-2], other=parts[-1])])
        return listed(parts)

    def _limit(self, limit: Limit, reason: Reason) -> str:
        match limit.kind:
            case "rule":
                return self._rules(limit, reason)
            case "pool":
                pools = [self._scenario.pool_by_id[other.name].title for other in reason.limits if other.kind == "pool"]
                text = "{pools} is full" if len(pools) == 1 else "{pools} are full"
                return say(text, pools=listed(some(pools, MOST)))
            case "people":
                roles = [other.name for other in reason.limits if other.kind == "people"]
                return say("no {roles} is free", roles=listed(some(roles, MOST), "or"))
            case "conflict" | "requirement" | "commitment":
                return self._other(limit, self._scenario.request_by_id[reason.request])
        return self._confined(limit, reason)

    def _rules(self, limit: Limit, reason: Reason) -> str:
        """All rules that stand in its way in the same manner."""
        manner = _manner(self._scenario, limit.name)
        alike = [other.name for other in reason.limits if other.kind == "rule"]
        alike = [name for name in alike if _manner(self._scenario, name) == manner]
        text = "{rules} is {manner}" if len(alike) == 1 else "{rules} are {manner}"
        return say(text, rules=listed(some(alike, MOST)), manner=say(manner))

    def _confined(self, limit: Limit, reason: Reason) -> str:
        """What its own figures, or those of one that it requires, keep it from."""
        if limit.kind != "max_gpus":
            return say(CONFINED[limit.kind])
        if limit.name == reason.request:
            return say("it can't use more GPUs at once")
        return say("{title}, which it needs, can't use more GPUs at once", title=self._titles[limit.name])

    def _other(self, limit: Limit, request: Request) -> str:
        title, decided = self._titles[limit.name], DECIDED[self._decided[limit.name]]
        said = say(decided)
        match limit.kind:
            case "conflict" if decided == "declined":
                return say("{title}, with which it conflicts, would come before it", title=title)
            case "conflict":
                rival = self._scenario.request_by_id[limit.name]
                own = limit.name in request.conflicts or request.id in rival.conflicts
                own_text = "it conflicts with {title}, which is {decided}"
                text = own_text if own else "what it requires conflicts with {title}, which is {decided}"
                return say(text, title=title, decided=said)
            case "requirement" if decided == "funded":
                return say("it has to wait for {title}, which it requires", title=title)
            case "requirement":
                return say("it requires {title}, which is {decided}", title=title, decided=said)
        return say("{title}, which it requires, is ruled out", title=title)

    def _with_bundle(self, reason: Reason) -> str:
        if not reason.bundle:
            return ""
        names = listed(some([self._titles[name] for name in reason.bundle], MOST))
        return say("together with {names} ", names=names)

    def _together(self, reason: Reason) -> str:
        value, cost = figure(reason.figures["value"]), figure(reason.figures["cost"])
        names = listed(some([self._titles[name] for name in reason.bundle], MOST))
        if not math.isfinite(reason.figures["cost"]):
            return say("it requires {names}, which nothing can serve", names=names)
        text = "with {names}, which it needs, it would bring {value} points and take {cost} from others"
        return say(text, names=names, value=value, cost=cost)


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


def _on_gpus(index: float) -> str:
    """Why GPUs that others have are not for it."""
    if math.isinf(index):
        return say("nothing there has a price, but no room is left beside what is funded whole")
    if index < 1 - JUST:
        return _would_earn(index)
    return say("{clause}, but whole requests fit together better without it", clause=_would_earn(index))


def _earns(index: float) -> str:
    if math.isnan(index) or math.isinf(index):
        return say("nothing that it needs is scarce")
    if abs(index - 1) < JUST:
        return say("it earns just what it takes from others")
    return say("it earns {times} what it takes from others", times=times(index))


def _would_earn(index: float) -> str:
    if abs(index - 1) < JUST:
        return say("it would earn just what it would take from others")
    return say("it would earn {times} what it would take from others", times=times(index))


def why_of(sentence: str) -> str:
    """Why it is decided so, out of the sentence of a reason; all of it where that says no more than the decision."""
    return sentence.split(say(": "), 1)[-1]


def times(ratio: float) -> str:
    """``1.4 ×``, with two digits that carry something."""
    if not math.isfinite(ratio) or ratio > 100:
        return say("more than 100 ×")
    number = f"{ratio:.2f}" if abs(ratio - 1) < 0.1 else f"{ratio:.2g}" if ratio < 10 else f"{ratio:.0f}"
    return say("{number} ×", number=number)


def _need(scenario: Scenario, way: Way | None) -> str:
    """``96 H100-SXM in Mar–Jun 2027``"""
    if way is None:
        return say("GPUs")
    name, window = reference_of(way.request, way.of_option), spoken_window(scenario.calendar, way.first, way.last)
    if way.gpus is None:
        return say("{count} {name}-hours in {window}", count=count(way.gpu_hours), name=name, window=window)
    gpus = sorted({round(way.gpus[t] / way.inside[t], 6) for t in way.periods})
    if not any(gpus):
        return say("people in {window}" if way.people else "no GPUs in {window}", window=window)
    ends = count(gpus[0]), count(gpus[-1])
    many = ends[0] if len(gpus) == 1 else say("{first} to {last}", first=ends[0], last=ends[1])
    return say("{count} {name} in {window}", count=many, name=name, window=window)


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
