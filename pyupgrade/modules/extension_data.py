"""Group data that earlier releases left in the directory: from attributes of groups to what is used, and what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from pyupgrade.modules import stores as st
from pyupgrade.modules.group_rows import TABLE
from pyupgrade.plan.items import Answers, Line, Module, Notice
from pyupgrade.plan.ports import SourceReader, TargetReader
from pyupgrade.plan.wording import counted, in_order, things

NAME = "extension-data"
# Where earlier releases kept a group's data (UB111). extensionAttribute12-15 are often the customer's own, so they alone tell nothing.
OWN: Final = "extensiondata"
_CHUNK: Final = 450


def plan(source: SourceReader, target: TargetReader, answers: Answers) -> Iterator[Line]:
    without: list[str] = []
    having = 0
    for store in st.carried(source).values():
        if store.kind != st.ACTIVE_DIRECTORY or not store.domain:
            continue
        base = ",".join(f"DC={label}" for label in store.domain.split("."))
        if not source.directory.resolve(base):
            continue
        marked = source.directory.below(base, 2, attributes=(), bearing=OWN)
        while chunk := {e.guid: e.name for e in islice(marked, _CHUNK)}:
            known = {row["ObjectGUID"] for row in source.rows(TABLE, {"ObjectGUID": sorted(chunk)})}
            having += len(known)
            without += [f"{store.name}: {name}" for guid, name in chunk.items() if guid not in known]
    if without:
        yield Notice(
            module=NAME,
            feature="Groups",
            id="extension-data/only",
            severity="loss",
            subject="Group data in the directory only",
            message=f"These have data of an earlier release in extensionData and none in the database: {things(without, 'group')}. "
            "How it is written there is not published, so it stays where it is and is not carried.",
            action="Look at each in GroupID; if it is managed there, save it there once, which writes its row, and plan again.",
            names=in_order(without),
            count=len(without),
        )
    if having:
        yield Notice(
            module=NAME,
            feature="Groups",
            id="extension-data/both",
            severity="change",
            subject="Group data in directory and database",
            message=f"{counted(having, 'group')} with data of an earlier release in extensionData beside a row in the database: "
            "the row is carried; the attributes are neither read nor written.",
            action="Nothing to do; keep an ldifde export of extensionData and extensionAttribute12-15 with the backup.",
            count=having,
        )


MODULE = Module(
    name=NAME,
    feature="Groups",
    title="Group data in the directory",
    plan=plan,
    after=("identity-stores",),
    reads=(*st.READS, TABLE),
    of_groups=False,
)
