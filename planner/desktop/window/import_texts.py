"""What an import would do, in rows and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from planner.desktop.look.numbers import number_text
from planner.desktop.look.text_table import TextTable
from planner.desktop.look.words import counted, tr
from planner.desktop.open.importing import Importing
from planner.files.cells import cell_text
from planner.importing.backlog.proposing import NO_POOLS, Proposal
from planner.importing.inventory.proposing import Proposed

type Row4 = tuple[str, str, str, str]


def tables() -> tuple[TextTable, TextTable, TextTable, TextTable]:
    """Of requests that change, of pools, of what is left out, and of remarks."""
    changed = [tr(each) for each in ("Request or cell", "Field", "Is", "Becomes")]
    pooled = [tr(each) for each in ("Pool", "Accelerator", "Where", "Nodes", "GPUs", "Now", "GPU-hour costs")]
    left = [tr(each) for each in ("Card", "Where", "Why", "Nodes", "GPUs")]
    return (
        TextTable(tr("Requests"), changed, stretched=3, widths={0: 220, 1: 120, 2: 150}),
        TextTable(tr("Pools"), pooled, stretched=0, widths={1: 160, 2: 150, 6: 130}, figures_from=3),
        TextTable(tr("Left out"), left, stretched=2, widths={0: 190, 1: 160}, figures_from=3),
        TextTable(tr("Remarks"), [tr("What was taken for granted")], stretched=0, wraps=True),
    )


def changes(found: Proposal | None) -> Iterator[Row4]:
    """What can't be read first, then what stays as it was edited, what changes, and what is new."""
    if found is None:
        return
    for cell in found.requests.unread:
        why = without_options(cell.why)
        yield f"{cell.cell} {cell.heading}", tr("not read"), cell.text, tr("a note: {why}", why=why)
    for kept in found.update.kept:
        there = tr("stays; the file has {value}", value=_brief(kept.there, kept.field))
        yield kept.request, kept.field, _brief(kept.here, kept.field), there
    for change in found.update.told:
        yield change.request, change.field, _brief(change.before, change.field), _brief(change.after, change.field)
    for name in found.update.removed_here:
        yield name, "", tr("was taken out here"), tr("stays out")
    for name in found.update.added:
        made = found.fresh[name]
        parts = [_brief(made[key], key) for key in ("metrics", "demand", "window") if key in made]
        yield name, tr("new"), "", " · ".join([made.get("name", name), *parts])


def pools(files: Importing) -> Iterator[tuple[str, ...]]:
    """The pools that nodes make, then those of which prices alone speak."""
    if files.made is None:
        return
    prices = {
        c.pool: _price(c.before, c.after) for c in files.made.proposal.told if c.field.endswith("cost_per_gpu_hour")
    }
    counts = {c.pool: c.after for c in files.made.proposal.told if c.field == "on_demand.gpus"}
    for name, group, now in files.pools():
        figures = number_text(group.nodes), number_text(group.gpus), _now(files, name, now)
        yield name, group.accelerator, group.place, *figures, prices.pop(name, "")
    for name, price in prices.items():
        made = files.made.proposal.changes["pools"][name]
        pool = files.scenario.pool_by_id.get(name)
        card, place = (pool.accelerator, pool.region) if pool else (made["accelerator"], made.get("region", ""))
        rented = tr("{gpus} on demand", gpus=number_text(counts[name])) if name in counts else ""
        yield name, card, place, "", rented, tr("new") if pool is None else "", price


def left_out(made: Proposed | None) -> Iterator[tuple[str, ...]]:
    """Nodes and GPUs that are in no pool, and why."""
    for each in made.grouped.left_out if made else ():
        yield each.card, each.place, each.why, number_text(each.nodes), number_text(each.gpus)


def remarks(files: Importing) -> list[str]:
    """What was taken for granted, a sentence each."""
    found, made = files.proposal, files.made
    said = [each for each in found.said if not (each == NO_POOLS and made)] if found else []
    doubts = found.requests.doubts if found else []
    pools = [*made.notes, *made.proposal.kept] if made else []
    printed = [tr("{what} of {file}.", what=tr(each.source), file=file) for file, each in files.printed.items()]
    return [*printed, *map(without_options, [*said, *doubts]), *map(_as_sentence, pools)]


def without_options(text: str) -> str:
    """A sentence without what only a command line takes."""
    return re.sub(r"[:;,]?\s*--(?:map|accelerator|decimal|dates|overwrite)\b.*$", "", text, flags=re.DOTALL)


def _as_sentence(text: str) -> str:
    """With a large letter where it begins with a word, and not with the name of a file or pool."""
    begins = re.match(r"[a-z]+ ", text) is not None
    return f"{text[:1].upper() if begins else text[:1]}{text[1:]}."


def open_questions(files: Importing) -> list[str]:
    """What has to be answered first."""
    where = {"decimal": tr("choose under Decimals"), "order": tr("choose under Dates")}
    texts = [
        f"{each.heading}: {without_options(each.text)} ({where.get(each.about, tr('choose under Becomes'))})"
        for each in files.questions
    ]
    if cards := files.open_cards:
        named = ", ".join(card.name for card in cards[:4]) + ("…" if len(cards) > 4 else "")
        what = counted(len(cards), "{count} card is not known", "{count} cards are not known")
        texts.append(tr("{what}: {named}. Say under Unknown cards what that is.", what=what, named=named))
    return texts


def summary(files: Importing) -> str:
    """What comes in, in a line."""
    return " ".join(filter(None, (_of_requests(files.proposal), _of_pools(files.made))))


def _of_requests(found: Proposal | None) -> str:
    if found is None:
        return ""
    new, changed = len(found.update.added), len({change.request for change in found.update.told})
    parts = [counted(new, "{count} request is new", "{count} requests are new")]
    if changed:
        parts.append(counted(changed, "{count} changes", "{count} change"))
    if unread := len(found.requests.unread):
        parts.append(counted(unread, "{count} cell is kept as a note", "{count} cells are kept as notes"))
    return f"{', '.join(parts)}."


def _of_pools(made: Proposed | None) -> str:
    if made is None:
        return ""
    groups, parts = made.grouped, list[str]()
    if groups.nodes:
        inside, outside, asked = (
            number_text(sum(each.gpus for each in some)) for some in (groups.groups, groups.left_out, groups.asked)
        )
        parts.append(
            tr("{gpus} GPUs in {nodes} nodes: {inside} in pools, {outside} left out",
               gpus=number_text(groups.gpus), nodes=number_text(groups.nodes), inside=inside, outside=outside)
        )  # fmt: skip
        if groups.asked:
            parts.append(tr("{asked} of cards that are not known", asked=asked))
    if prices := sum(change.field.endswith("cost_per_gpu_hour") for change in made.proposal.told):
        parts.append(counted(prices, "{count} price is set", "{count} prices are set"))
    return f"{', '.join(parts)}." if parts else tr("Nothing changes in the pools.")


def _now(files: Importing, pool: str, gpus: float | None) -> str:
    """The most GPUs that a pool has now, and whether they stay."""
    if gpus is None:
        return tr("new")
    stays = files.made is not None and pool in files.made.proposal.held
    return tr("{gpus}, stays", gpus=number_text(gpus)) if stays else number_text(gpus)


def _price(before: Any, after: Any) -> str:
    """What an hour costs, and what it did."""
    now = f"{after:,.4g}"
    return f"{before:,.4g} → {now}" if before else now


def _brief(value: Any, field: str) -> str:
    return "–" if value is None else cell_text(value, tuple(field.split(".")))
