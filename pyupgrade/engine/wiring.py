"""The steps of one run, handed what they need: secrets for objects, the conversion and its workers for history."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial

from pyupgrade import workers
from pyupgrade.engine.answers import Bound
from pyupgrade.engine.world import World
from pyupgrade.modules import history
from pyupgrade.plan import document
from pyupgrade.plan.items import Bulk
from pyupgrade.plan.ports import SourceFile, TargetReader
from pyupgrade.ranges import RangeReader
from pyupgrade.source.groupid10 import GroupId10
from pyupgrade.source.history import history_source
from pyupgrade.steps.documents import Documents
from pyupgrade.steps.files import Files
from pyupgrade.steps.history import History, Workers
from pyupgrade.steps.objects import Objects
from pyupgrade.steps.stages import Step
from pyupgrade.target.tables import TablesWriter


@contextmanager
def steps_of(
    world: World, source: GroupId10, target: TablesWriter, bound: Bound, plan: document.Plan
) -> Iterator[Mapping[str, Step]]:
    """Steps by name. Worker processes are started only for a plan with history, and are gone when the run is."""
    count = world.settings.workers if plan.bulks else 0
    witness = target.witness(source.installation)
    with reader(source, target, plan.bulks) as convert, _workers(convert, witness, count) as ahead:
        yield {
            "objects": Objects(bound),
            "documents": Documents(),
            "files": Files(partial(_content, source)),
            "history": History(source.installation, convert, convert, ahead),
        }


def _content(source: GroupId10, place: str) -> bytes:
    kind, _, path = place.partition("/")
    return source.content(SourceFile(kind, path, 0))


@contextmanager
def _workers(convert: RangeReader, witness: workers.Witness, count: int) -> Iterator[Workers | None]:
    if not count:
        yield None
        return
    executor, in_flight = workers.start(convert, count, sys.executable, witness)
    try:
        yield Workers(executor, workers.converted, in_flight, workers.reread)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


@contextmanager
def reader(source: GroupId10, target: TargetReader, bulks: Sequence[Bulk]) -> Iterator[RangeReader]:
    """Reads and converts ranges of this source, as a run does and as verification against the source does again."""
    conversion = history.conversion(source, target.ordinal(source.installation), list(bulks))
    with closing(RangeReader(history_source(source), conversion, history.NUMBERS)) as made:
        yield made


def whole(source: GroupId10, target: TargetReader) -> list[Bulk]:
    """Lines of all history there is, whatever was brought already."""
    return [line for line in history.plan(source, target, {}) if isinstance(line, Bulk)]
