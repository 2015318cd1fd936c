"""Options and worked-out demands in a few words; what they are in full is seen in the form."""

from __future__ import annotations

from collections.abc import Sequence

from planner.desktop.look.numbers import compact, percent_text
from planner.desktop.look.words import tr
from planner.domain.base import Series
from planner.domain.calendar import span
from planner.domain.request import Option, Serve, Train


def options_text(options: Sequence[Option]) -> str:
    """``2 options: full or distilled``"""
    if not options:
        return ""
    names = [option.name or option.id for option in options]
    if len(names) == 1:
        return tr("1 option: {name}", name=names[0])
    named = tr("{names} or {last}", names=", ".join(names[:-1]), last=names[-1])
    return tr("{count} options: {names}", count=len(names), names=named)


def training_text(run: Train) -> str:
    """``7 bn parameters on 1,400 bn tokens at 40 % of the peak``"""
    return tr(
        "{parameters} parameters on {tokens} tokens at {part} of the peak",
        parameters=compact(run.parameters),
        tokens=compact(run.tokens),
        part=percent_text(run.utilisation),
    )


def serving_text(served: Serve) -> str:
    """``2 M people, 4 queries a day of 900 tokens each``"""
    return tr(
        "{users} people, {queries} queries a day of {tokens} tokens each",
        users=course(served.users),
        queries=course(served.queries_per_user_day),
        tokens=course(served.tokens_per_query),
    )


def course(series: Series) -> str:
    """``2 M``, or ``2 M to 3 M`` of what changes over time: the first and the last."""
    if isinstance(series, dict):
        series = tuple(series[when] for when in sorted(series, key=span))
    if not isinstance(series, tuple):
        return compact(series)
    first, last = compact(series[0]), compact(series[-1])
    return first if first == last else tr("{first} to {last}", first=first, last=last)
