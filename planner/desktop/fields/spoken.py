"""Options and worked-out demands in a few words; what they are in full is seen in the form."""

from __future__ import annotations

from collections.abc import Sequence

from planner.desktop.look.numbers import compact, percent_text
from planner.desktop.look.words import tr
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
        users=compact(served.users),
        queries=compact(served.queries_per_user_day),
        tokens=compact(served.tokens_per_query),
    )
