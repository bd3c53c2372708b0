"""Whether the search cluster is well enough to be loaded: shards, heap, and room on its disks above the watermarks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pyupgrade.checks.context import EMBEDDED, CheckSpec, Context
from pyupgrade.checks.disk_space import EVENT_DOCUMENT, size
from pyupgrade.checks.index_reachable import MONITOR
from pyupgrade.connect.search_facts import SearchFacts
from pyupgrade.plan.finding import Finding

HEAP: Final = 85  # percent in use at rest, above which a bulk load is refused soon


def _run(context: Context) -> Iterator[Finding]:
    if context.search is None:
        yield CHECK.row("Passed", EMBEDDED)
        return
    facts = context.search()
    if not facts.health:
        text = (
            "The cluster does not tell this account its health, heap and room, so what a load would meet is not known."
        )
        yield CHECK.row("Warning", text, MONITOR, facts.location)
        return
    yield _health(facts)
    for node in facts.nodes:
        said = f"Node {node.name} uses {node.heap_percent} % of its heap of {size(node.heap_max)}."
        if node.heap_percent >= HEAP:
            yield CHECK.row("Warning", said, "Give it more heap, or load it when others do not.", node.name)
        else:
            yield CHECK.row("Passed", said, target=node.name)
    events = 0
    if "History" in context.features:
        events = sum(context.source.extent(stream.name).count for stream in context.source_contract.streams)
    yield from _disks(facts, events * EVENT_DOCUMENT)


def _health(facts: SearchFacts) -> Finding:
    said = f"The cluster is {facts.health}; {facts.unassigned} shards have no node."
    if facts.health == "red":
        return CHECK.row("Failed", said, CHECK.repair, facts.location)
    if facts.health != "green":
        action = "Copies are missing, which a load survives; see that it is green before the old server goes."
        return CHECK.row("Warning", said, action, facts.location)
    return CHECK.row("Passed", said, target=facts.location)


def _disks(facts: SearchFacts, needed: int) -> Iterator[Finding]:
    """What will be written may all come to one node."""
    for node in facts.nodes:
        if not node.disk_total:
            continue
        left = node.disk_free - needed
        low, high = (facts.must_be_free(mark, node.disk_total) for mark in ("low", "high"))
        said = f"Node {node.name} has {size(node.disk_free)} free; about {size(needed)} will be written"
        if left < high:
            text = f"{said}, and below {size(high)} free the cluster moves shards away and may then refuse to write."
            yield CHECK.row("Failed", text, CHECK.repair, node.name)
        elif left < low:
            text = f"{said}, and below {size(low)} free it gets no new shards."
            yield CHECK.row("Warning", text, CHECK.repair, node.name)
        else:
            yield CHECK.row("Passed", f"{said}.", target=node.name)


CHECK = CheckSpec(
    id="index.health",
    area="Search index",
    looks_at="The cluster's health, its nodes' heap, and the room on their disks against the estimate and the disk watermarks.",
    repair="Bring the cluster to green and make room on its disks (GET _cluster/allocation/explain says why a shard has no node).",
    run=_run,
    features=frozenset({"History", "Groups"}),
)
