"""An answer for each team: what it asked, what it got and when, why, and what would change it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from planner.domain.plan import DECIDED, Plan
from planner.domain.request import Request
from planner.domain.scenario import Scenario
from planner.report.page import Block, Bullets, Heading, Link, Page, Paragraph, Table
from planner.tradeoffs.explanations.request import Explanation, explaining
from planner.tradeoffs.one_scenario.flips import served
from planner.tradeoffs.one_scenario.study import Study
from planner.tradeoffs.sentences.request import heading
from planner.words.amounts import figure, short, whole, within
from planner.words.headline import beside, captured_words
from planner.words.names import plural, server, started, team_words


def answers(study: Study, *, quick: bool = False) -> Iterator[Page]:
    """One page a team, in the order of their names, then the page that leads to them.

    ``quick`` leaves out what takes re-solves: what would change each decision.
    """
    teams: dict[str, list[Request]] = {}
    for request in study.scenario.requests:
        teams.setdefault(request.team, []).append(request)
    names = page_names(study.scenario)
    for team in sorted(teams):
        yield _team_page(study, names[team], team, teams[team], quick)
    yield _index(study, names, teams)


def team_title(team: str) -> str:
    """How a team is called; some requests have none."""
    return team or started(team_words(team))


INDEX = "index"
"""The page that leads to all others."""
LONGEST = 80
"""Letters of a page's name."""
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{k}" for port in ("com", "lpt") for k in range(10))})
"""Names that stand for devices on Windows, whatever their ending."""


def page_names(scenario: Scenario) -> dict[str, str]:
    """For each team a page's name that every system can hold; no two alike, whatever the letters' case."""
    found: dict[str, str] = {}
    taken = {INDEX, *DEVICES}
    for team in sorted({request.team for request in scenario.requests}):
        stem = re.sub(r"[^\w-]+", "-", team, flags=re.ASCII).strip("-").lower()[:LONGEST] or "no-team"
        name, number = stem, 2
        while name in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name)
        found[team] = name
    return found


def _team_page(study: Study, name: str, team: str, requests: list[Request], quick: bool) -> Page:
    plan = study.plan
    ranked = sorted(requests, key=lambda r: plan.row(r.id)["rank"])
    blocks: list[Block] = [
        Paragraph(_summary(plan, ranked), "lead"),
        Paragraph(f"Scenario: {study.scenario.name or 'without a name'}. {_proof(plan)}", "note"),
        _requests(plan, ranked),
    ]
    for request in ranked:
        blocks += _answer(study, request, quick)
    return Page(name, f"{team_title(team)}: what you asked, and what you get", tuple(blocks))


def _summary(plan: Plan, requests: list[Request]) -> str:
    rows = [plan.row(r.id) for r in requests]
    count = len(rows)
    some = sum(served(row["decision"]) for row in rows)
    asked, given = (sum(row[f"{what}_gpu_hours"] for row in rows) for what in ("asked", "given"))
    worth, captured = sum(row["value_points"] for row in rows), sum(row["captured_points"] for row in rows)
    whole, part = _headline(plan, requests)
    is_are, bring = ("is", "brings") if some == 1 else ("are", "bring")
    return (
        f"You asked for {count} {plural('request', count)} and {short(asked)} GPU-hours, worth {figure(worth)} "
        f"{plural('point', worth)}{whole}. {some} of {count} {is_are} served, with {short(given)} "
        f"GPU-hours, and {bring} {figure(captured)} {plural('point', captured)}{part}."
    )


def _headline(plan: Plan, requests: list[Request]) -> tuple[str, str]:
    """What some requests are worth in the headline metric, and what is captured of it, behind their points.

    What is captured of a request is the same part of every metric. Empty where there is no such metric, or where it is
    not a part of anything: of requests that are worth nothing in points.
    """
    scenario, metric = plan.scenario, plan.scenario.value.headline
    brought = {request.id: scenario.value.brought(request).get(metric, 0.0) for request in requests}
    rows = {request.id: plan.row(request.id) for request in requests}
    if not metric or any(brought[name] and not row["value_points"] for name, row in rows.items()):
        return "", ""
    got = sum(
        brought[name] * row["captured_points"] / row["value_points"] for name, row in rows.items() if brought[name]
    )
    return beside(scenario, {metric: sum(brought.values())}), beside(scenario, {metric: got})


def _proof(plan: Plan) -> str:
    proof = plan.certificate
    proved = "is proved to be the best" if proof.status == "optimal" else f"is within {within(proof.gap)} of the best"
    worth = figure(plan.kpi("value_asked"))
    is_raw = plan.scenario.value.scale == "raw" and not plan.scenario.yardstick
    whole = "" if is_raw else f"All requests together are worth {worth} points. "
    first = f" ({words})" if (words := captured_words(plan)) else ""
    return f"{whole}The plan captures {figure(plan.value)}{first} and {proved}."


def _requests(plan: Plan, requests: list[Request]) -> Table:
    rows = []
    for request in requests:
        row = plan.row(request.id)
        asked = _span(row["asked_from"], row["asked_to"])
        given = _span(row["given_from"], row["given_to"]) if served(row["decision"]) else "–"
        decision = row["decision"] + (f" as {row['option']}" if row["option"] and served(row["decision"]) else "")
        share = f"{100 * row['share']:.0f} %" if served(row["decision"]) else "–"
        hours = f"{short(row['work_gpu_hours'])} of {short(row['asked_gpu_hours'])} {row['reference']}-hours"
        points = f"{in_points(row['captured_points'])} of {in_points(row['value_points'])}"
        rows.append((request.title, decision, share, asked, given, hours, points))
    head = (
        "Request",
        "Decision",
        "Share",
        "Asked for",
        "Given",
        "Work done of asked",
        "Captured of worth [points]",
    )
    return Table(head, tuple(rows), numbers=frozenset({2, 5, 6}), decisions=frozenset({1}))


def _span(first: str, last: str) -> str:
    return first if first == last or not last else f"{first} to {last}"


def _answer(study: Study, request: Request, quick: bool) -> Iterator[Block]:
    yield Heading(f"{request.title}: {DECIDED[study.plan.row(request.id)['decision']]}")
    found = _explained(study, request.id, quick)
    first, *others = [(heading(part, found.facts.decision), sentence) for part, sentence in found.sentences]
    yield Paragraph(first[1])
    if where := tuple(_where(study.plan, request.id)):
        yield Heading("Where it runs", 3)
        yield Bullets(where)
    for above, group in groupby(others, key=lambda pair: pair[0]):
        yield Heading(above, 3)
        yield Bullets(tuple(sentence for _, sentence in group))


def _explained(study: Study, request: str, quick: bool) -> Explanation:
    parts = explaining(study, request)
    found = next(parts)
    if not quick:
        for found in parts:  # noqa: B007  the last one holds everything
            pass
    return found


def _where(plan: Plan, request: str) -> Iterator[str]:
    """GPUs by pool: from when to when, and how many at the most."""
    rows = plan.tables.allocation.among(request={request})
    for pool in sorted({*rows["pool"]}):
        part = rows.among(pool={pool})
        periods = sorted(part["period"])
        title = plan.scenario.pool_by_id[pool].title
        most, hours = max(part["gpus"]), sum(part["gpu_hours"], 0.0)
        noun = server(plan.scenario, pool)
        some = f"{whole(most)} {noun if whole(most) == '1' else f'{noun}s'}"
        yield f"{title}: {short(hours)} {noun}-hours, {_span(periods[0], periods[-1])}, up to {some}"


def in_points(amount: float) -> str:
    """Points in a column: two decimals, none where they are thousands, so that the decimal points stand in line."""
    return f"{amount:,.0f}" if abs(amount) >= 10_000 else f"{amount:,.2f}"


def _index(study: Study, names: dict[str, str], teams: dict[str, list[Request]]) -> Page:
    plan, rows = study.plan, []
    for team in sorted(teams):
        of_team = [plan.row(r.id) for r in teams[team]]
        some = sum(served(row["decision"]) for row in of_team)
        sums = [
            sum(row[what] for row in of_team)
            for what in ("asked_gpu_hours", "work_gpu_hours", "value_points", "captured_points")
        ]
        figures = (short(sums[0]), short(sums[1]), in_points(sums[2]), in_points(sums[3]))
        rows.append((Link(team_title(team), names[team]), f"{some} of {len(of_team)}", *figures))
    head = ("Team", "Served", "Work asked [GPU·h]", "Work done [GPU·h]", "Worth [points]", "Captured [points]")
    blocks = (
        Paragraph(_proof(plan), "lead"),
        Table(head, tuple(rows), numbers=frozenset({1, 2, 3, 4, 5})),
    )
    return Page(INDEX, f"{study.scenario.name or 'Plan'}: an answer for each team", blocks)
