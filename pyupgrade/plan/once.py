"""Objects that several lines want, once each: what a later line adds is taken along, what it wants otherwise is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from pyupgrade.plan.carrying import NAMES, Told
from pyupgrade.plan.items import Change, Line, Notice
from pyupgrade.plan.wording import first


class Once:
    """A store that jobs and reports both want, a data source that a group and a job share."""

    def __init__(self, told: Told) -> None:
        self._told = told
        self._wanted: dict[str, Change] = {}
        self._differing: dict[str, list[tuple[Change, str]]] = {}

    def of(self, lines: Iterable[Line]) -> Iterator[Change]:
        """Changes not seen yet, and once more, whole, one to which a later line adds values."""
        for line in lines:
            if not isinstance(line, Change):
                continue
            known = self._wanted.setdefault(line.id, line)
            if known is line:
                yield line
                continue
            own, known_own = {**line.values, **line.later}, {**known.values, **known.later}
            differing = sorted(name for name in own.keys() & known_own.keys() if own[name] != known_own[name])
            if differing:
                self._differing.setdefault(line.kind, []).append((line, ", ".join(differing)))
            elif own.keys() - known_own.keys():
                values, later = {**line.values, **known.values}, {**line.later, **known.later}
                self._wanted[line.id] = whole = msgspec.structs.replace(known, values=values, later=later)
                yield whole

    def notices(self) -> Iterator[Notice]:
        for kind, found in sorted(self._differing.items()):
            names = sorted(f"{line.name} ({fields})" for line, fields in found)
            yield Notice(
                module=found[0][0].module,
                feature=found[0][0].feature,
                id=f"twice/{kind}",
                severity="loss",
                subject=f"{self._told.title(kind)}: described twice",
                message=f"{self._told.title(kind)}: {len(found):,} are described twice and differently; the first description comes, "
                f"the other stays behind: {first(names, NAMES)}.",
                action="Give one of the two another name in GroupID 10 and plan again, or correct the object in 11.1 after the run.",
                names=tuple(names),
                count=len(found),
            )
