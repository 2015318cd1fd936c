"""Groups of nodes and prices as changes to a scenario: what is new, what differs, and what stays as it was edited."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from planner.domain.ids import free, slug
from planner.domain.inventory import Pool
from planner.domain.scenario import Scenario
from planner.domain.slices import split_slice
from planner.importing.inventory.grouping import Group, Grouped
from planner.importing.inventory.prices import Offer, by_place
from planner.words.names import counted

_RECORD = re.compile(r"Imported: ([\d,]+(?:\.\d+)?) GPUs? in [\d,]+ nodes?\.")
_PRICED = re.compile(r"Imported: a GPU-hour at (\d[\d.e+-]*)\.(?!\d)")


class Change(NamedTuple):
    """One figure of a pool that an import sets."""

    pool: str
    field: str
    before: Any
    """None: it was not there."""
    after: Any


@dataclass(slots=True)
class Proposal:
    """What an import would make of a scenario, nothing of it done yet."""

    changes: dict[str, Any] = field(default_factory=dict)
    """As the ``changes`` of a variant."""
    told: list[Change] = field(default_factory=list)
    """The same for people, figure by figure; of new pools only their GPUs."""
    kept: list[str] = field(default_factory=list)
    """What differs in the files and stays as it is in the scenario, and why."""
    pools: dict[str, str] = field(default_factory=dict)
    """The scenario's pool for each group, by the group's id."""
    held: set[str] = field(default_factory=set)
    """Pools whose GPUs stay as they are in the scenario, whatever the files count."""

    def put(self, pool: str, values: dict[str, Any]) -> None:
        entry = self.changes.setdefault("pools", {}).setdefault(pool, {})
        for name, value in values.items():
            if isinstance(value, dict) and isinstance(entry.get(name), dict):
                entry[name] |= value
            else:
                entry[name] = value


def with_groups(
    scenario: Scenario, found: Grouped, own: dict[str, dict[str, Any]], overwrite: bool = False
) -> Proposal:
    """The pools that groups of nodes make, update or leave as they are; ``overwrite``: what was edited gives way."""
    proposal = Proposal()
    used = {group.accelerator for group in found.groups}
    devices = {name: device.model_dump(exclude_unset=True) for name, device in found.own.items()} | own
    missing = {name: figures for name, figures in devices.items() if name in used and name not in scenario.accelerators}
    if missing:
        proposal.changes["accelerators"] = missing
    for group in found.groups:
        pool = _pool_of(scenario, group)
        name = pool.id if pool else free(group.id, {*scenario.pool_by_id, *proposal.pools.values()})
        proposal.pools[group.id] = name
        if pool is None:
            _add(proposal, name, group)
        else:
            _update(proposal, pool, group, overwrite)
    unseen = sorted(scenario.pool_by_id.keys() - proposal.pools.values())
    if unseen:
        proposal.kept.append(f"the files say nothing of {', '.join(unseen)}: they stay as they are")
    return proposal


def with_prices(
    proposal: Proposal,
    scenario: Scenario,
    offers: Iterable[tuple[str, Offer]],
    rented: float | None = None,
    overwrite: bool = False,
) -> None:
    """Prices for the pools of a scenario and of the proposal.

    An on-demand price is brought up to date; the price of a pool's own hours is filled where there is none, and brought
    up to date where it was imported and not edited since; ``overwrite``: in any case. Where no pool is known at all,
    each accelerator in each place becomes one, with ``rented`` GPUs on demand.
    """
    prices = by_place(list(offers))
    places = {pool.id: (pool.accelerator, pool.region) for pool in scenario.pools}
    for name, fresh in proposal.changes.get("pools", {}).items():
        if "accelerator" in fresh:
            places[name] = fresh["accelerator"], fresh.get("region", "")
    if not places:
        _offered(proposal, prices, rented or 0.0)
        return
    for name, (accelerator, place) in places.items():
        here = next((key for key in prices if key[0] == accelerator and key[1].casefold() == place.casefold()), None)
        price = prices.get(here or (accelerator, ""))
        if price is None:
            proposal.kept.append(f"no price is listed for {accelerator}, and {name} gets none")
            continue
        if here is None:
            where = f"in {place}" if place else "without a region"
            proposal.kept.append(f"{name}: no price is listed {where}: the median of all places, {price:g}, is taken")
        _fill(proposal, scenario.pool_by_id.get(name), name, price, overwrite)


def _pool_of(scenario: Scenario, group: Group) -> Pool | None:
    """The pool that a group was or would be: by its id, else the only one of its accelerator in its place."""
    known = scenario.pool_by_id.get(group.id)
    if known is not None and known.accelerator == group.accelerator:
        return known
    same = [pool for pool in scenario.pools if (pool.accelerator, pool.region) == (group.accelerator, group.place)]
    return same[0] if len(same) == 1 else None


def _add(proposal: Proposal, name: str, group: Group) -> None:
    values: dict[str, Any] = {"accelerator": group.accelerator}
    if group.place:
        values["region"] = group.place
    values |= {"gpus": _number(group.gpus)}
    if (size := group.size) > 1 and split_slice(group.accelerator)[1] is None:  # slices share no memory
        values["gpus_per_node"] = _number(size)
    values["notes"] = _record(group)
    proposal.put(name, values)
    proposal.told.append(Change(name, "gpus", None, values["gpus"]))
    if group.price is not None:
        _price(proposal, name, None, group.price)


def _update(proposal: Proposal, pool: Pool, group: Group, overwrite: bool) -> None:
    """Bring a pool's GPUs up to date, unless they were planned or edited in the scenario."""
    gpus, recorded = _number(group.gpus), _RECORD.search(pool.notes)
    imported = float(recorded[1].replace(",", "")) if recorded else None
    if isinstance(pool.gpus, dict | tuple) and not overwrite:
        proposal.held.add(pool.id)
        proposal.kept.append(f"{pool.id} has GPUs by period, which stay; the files count {gpus:,}")
    elif imported is not None and imported != pool.gpus and not overwrite:
        if gpus != pool.gpus:
            proposal.held.add(pool.id)
            proposal.kept.append(
                f"{pool.id} has {pool.gpus:,g} GPUs, edited since {imported:,g} were imported, which stay;"
                f" the files count {gpus:,}"
            )
    elif pool.gpus != gpus:
        by_node = pool.nodes is not None and group.size == pool.gpus_per_node and group.nodes * group.size == gpus
        fresh = {"nodes": group.nodes} if by_node else {"gpus": gpus}
        notes = _RECORD.sub(_record(group), pool.notes) if recorded else f"{pool.notes} {_record(group)}".strip()
        proposal.put(pool.id, {**fresh, "notes": notes})
        proposal.told.append(Change(pool.id, "gpus", pool.gpus, gpus))
    if group.price is not None:
        _price(proposal, pool.id, pool, group.price, overwrite)


def _fill(proposal: Proposal, pool: Pool | None, name: str, price: float, overwrite: bool) -> None:
    rented = pool.on_demand if pool else None
    if rented is not None:
        if rented.cost_per_gpu_hour != price:
            proposal.put(name, {"on_demand": {"cost_per_gpu_hour": price}})
            proposal.told.append(Change(name, "on_demand.cost_per_gpu_hour", rented.cost_per_gpu_hour, price))
        return
    _price(proposal, name, pool, price, overwrite)


def _price(proposal: Proposal, name: str, pool: Pool | None, after: float, overwrite: bool = False) -> None:
    """Set the price of a pool's own hours where there is none, or the one that was imported last; an edited one stays.

    What the nodes themselves say comes before what a price list does.
    """
    fresh = proposal.changes.get("pools", {}).get(name, {})
    if "cost_per_gpu_hour" in fresh:
        if fresh["cost_per_gpu_hour"] != after:
            said = f"{fresh['cost_per_gpu_hour']:g}"
            proposal.kept.append(f"{name} costs {said} an hour, as its nodes say; a price list says {after:g}")
        return
    before = pool.cost_per_gpu_hour if pool else 0.0
    notes = str(fresh.get("notes", pool.notes if pool else ""))
    recorded = _PRICED.search(notes)
    imported = float(recorded[1]) if recorded else None
    if before and before not in (imported, after) and not overwrite:
        since = f", edited since {imported:g} was imported" if imported is not None else ""
        proposal.kept.append(f"{name} costs {before:g} an hour{since}, which stays; the files say {after:g}")
    elif before != after:
        record = f"Imported: a GPU-hour at {after!r}."
        notes = _PRICED.sub(record, notes) if recorded else f"{notes} {record}".strip()
        proposal.put(name, {"cost_per_gpu_hour": after, "notes": notes})
        proposal.told.append(Change(name, "cost_per_gpu_hour", before or None, after))


def _offered(proposal: Proposal, prices: dict[tuple[str, str], float], rented: float) -> None:
    """A pool of nothing but GPUs on demand for each price."""
    placed = {accelerator for accelerator, place in prices if place}
    for (accelerator, place), price in sorted(prices.items()):
        if not place and accelerator in placed:
            continue  # the median of the places
        region = {"region": place} if place else {}
        on_demand = {"gpus": _number(rented), "cost_per_gpu_hour": price}
        name = slug(f"{accelerator} {place}")
        proposal.put(name, {"accelerator": accelerator, **region, "gpus": 0, "on_demand": on_demand})
        proposal.told.append(Change(name, "on_demand.gpus", None, on_demand["gpus"]))
        proposal.told.append(Change(name, "on_demand.cost_per_gpu_hour", None, price))


def _record(group: Group) -> str:
    """What is noted of an import, so that the next one knows what was edited since."""
    gpus = _number(group.gpus)
    return f"Imported: {gpus:,} {'GPU' if gpus == 1 else 'GPUs'} in {counted(group.nodes, 'node')}."


def _number(figure: float) -> float:
    return int(figure) if figure == int(figure) else round(figure, 3)
