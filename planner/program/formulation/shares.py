"""How much of a request is served, and the columns that say so."""

from __future__ import annotations

from planner.program.formulation.variables import Terms, Variables, summed


def share_of(v: Variables, request: str) -> Terms:
    """Share of one request's demand that is served, by whichever option: of its work, or over its window."""
    terms: Terms = []
    for w in v.by_request[request]:
        if w.way.is_job:
            terms.append((w.total, 1.0))
            continue
        asked = w.way.spread(v.grid.hours)
        total = sum(asked.values())
        terms += [(column, asked[t] / total) for t, column in w.share.items()]
    return summed(terms)
