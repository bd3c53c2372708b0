"""Step kinds as the contract test sees them: what to apply, what should stand then, how somebody else would disturb it.

Run as a program it is the victim: `python -m tests.steps.rigs DATABASE RIG POINT WHEN NTH` applies a rig in a run of
its own and kills itself with SIGKILL at the nth call of POINT, before or after it.
"""

from __future__ import annotations

import hashlib
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pyupgrade.errors import DoorUnreachable, FileUnwritable, IndexFailed, TargetUnreachable
from pyupgrade.modules.history_convert import history_key
from pyupgrade.plan.history import Portion, Row
from pyupgrade.plan.items import Bulk, Change
from pyupgrade.plan.ports import Outcome
from pyupgrade.steps.documents import Documents, document
from pyupgrade.steps.files import Files
from pyupgrade.steps.history import History
from pyupgrade.steps.objects import Objects
from pyupgrade.steps.stages import Step
from pyupgrade.target.tables import TablesWriter
from tests.target.parts import GUID, INSTALLATION, STREAMS, Given, NoControl, Target, group, locked, source_of, store
from tests.target.product import DoorTarget

Fault = Callable[[str, str, int], None]  # point, "before" or "after", the how manieth call


class Faulty:
    """A writer (or a part of it) that tells a fault before and after every call, and passes everything on."""

    def __init__(self, real: Any, fault: Fault, prefix: str = "", counts: dict[str, int] | None = None) -> None:
        self._real, self._fault, self._prefix = real, fault, prefix
        self._counts: dict[str, int] = {} if counts is None else counts

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._real, name)
        if name in ("journal", "index", "files"):
            return Faulty(value, self._fault, f"{name}.", self._counts)
        if not callable(value) or name == "savepoint":
            return value
        point = self._prefix + name
        if name == "transaction":
            return lambda: _Watched(value(), lambda when: self._tell(point, when))

        def call(*given: Any, **named: Any) -> Any:
            self._tell(point, "before")
            answer = value(*given, **named)
            self._tell(point, "after")
            return answer

        return call

    def _tell(self, point: str, when: str) -> None:
        if when == "before":
            self._counts[point] = self._counts.get(point, 0) + 1
        self._fault(point, when, self._counts[point])


class _Watched:
    """A transaction whose commit is the call: "before" is the last thing inside it, "after" the first outside."""

    def __init__(self, real: Any, tell: Callable[[str], None]) -> None:
        self._real, self._tell = real, tell

    def __enter__(self) -> None:
        self._real.__enter__()

    def __exit__(self, *error: Any) -> Any:
        if error[0] is None:
            try:
                self._tell("before")
            except BaseException:
                if not self._real.__exit__(*sys.exc_info()):
                    raise
                return True
        swallowed = self._real.__exit__(*error)
        if error[0] is None:
            self._tell("after")
        return swallowed


class Rig:
    """A step kind with two lines that depend on nothing else."""

    name = ""
    act = ""  # the call that changes the target
    joins_the_commit = True  # whether act and journal are one transaction
    says_first = False  # whether the journal knows before the act whose it will be
    stops_when_lost = False  # whether a lost answer ends the step, though act and journal are no transaction
    on: type[Target] = Target
    lines: Sequence[Change | Bulk] = ()

    def prepare(self, target: Target, writer: TablesWriter) -> None:
        """What must stand before the step is applied."""

    def step(self) -> Step:
        raise NotImplementedError

    def apply(self, target: Target, writer: Any) -> list[Outcome]:
        return list(self.step()(self.lines, writer, NoControl()))

    def stands(self, target: Target) -> dict[str, Any]:
        """By line, what stands in the target now; absent lines left out."""
        raise NotImplementedError

    def wanted(self) -> dict[str, Any]:
        raise NotImplementedError

    def disturb(self, target: Target) -> str:
        """Somebody else changes the first line's thing; a word of the change that a conflict must name."""
        raise NotImplementedError

    def lost_answer(self) -> Exception:
        """What the caller sees when the act succeeds and its answer does not arrive."""
        raise NotImplementedError


class ObjectsRig(Rig):
    name, act = "objects", "write"
    lines = (
        store(1, clientSecret={"$secret": "store/1/secret"}),
        source_of("erp"),
        group(1, DataSource={"$ref": "DataSource/erp"}),
        group(2),
    )

    def step(self) -> Step:
        return Objects(Given({"store/1/secret": "hunter2"}))

    def stands(self, target: Target) -> dict[str, Any]:
        reader = target.reader()
        found = {line.id: reader.read(line.kind, [line.key]).get(line.key) for line in self.lines}
        return {key: values for key, values in found.items() if values is not None}

    def wanted(self) -> dict[str, Any]:
        bound = {"clientSecret": {"$sealed": True}, "DataSource": 1}
        return {line.id: {n: bound.get(n, v) for n, v in line.values.items()} for line in self.lines}

    def disturb(self, target: Target) -> str:
        target.sql(
            'INSERT INTO "DM11.IdentityStore" ("identityStoreId", "identityStoreName") VALUES (1, ?)'
            ' ON CONFLICT DO UPDATE SET "identityStoreName" = excluded."identityStoreName"',
            "Handmade",
        )
        return "Handmade"

    def lost_answer(self) -> Exception:
        return TargetUnreachable(location="dm11", reason="connection reset")


class DocumentsRig(Rig):
    name, act = "documents", "index.put"
    joins_the_commit = False
    lines = (group(1), group(2))

    def prepare(self, target: Target, writer: TablesWriter) -> None:
        with writer.transaction():
            for line in self.lines:
                writer.write(line.kind, line.key, line.values)

    def step(self) -> Step:
        return Documents()

    def stands(self, target: Target) -> dict[str, Any]:
        found = target.index().read("SmartGroup", [line.key for line in self.lines])
        return {f"SmartGroup/{key}": values for key, values in found.items()}

    def wanted(self) -> dict[str, Any]:
        return {line.id: document(line.values) for line in self.lines}

    def disturb(self, target: Target) -> str:
        target.index().put("SmartGroup", {self.lines[0].key: {"name": "Handmade"}})
        return "Handmade"

    def lost_answer(self) -> Exception:
        return IndexFailed(what="SmartGroup", reason="connection reset")


class Events:
    """A source of three events in each of two streams, and their conversion."""

    def next_key(self, stream: str, at_least: int) -> int | None:
        return next((key for key in (1, 2, 3) if key >= at_least), None)

    def last_key(self, stream: str) -> int | None:
        return 3

    def __call__(self, stream: str, start: int, stop: int) -> Portion:
        rows = [event(stream, key) for key in (1, 2, 3) if start <= key <= stop]
        return Portion(stream, start, stop, rows)


def event(stream: str, key: int, problem: str | None = None) -> Row:
    record = f'{{"Id":"{GUID(key)}","Stream":"{stream}","ObjectName":"M\u00fcller"}}'.encode()
    return (history_key(1, STREAMS[stream], key), 1, 5 * key, GUID(key), None, 7, problem, None, None, record)


class HistoryRig(Rig):
    name, act = "history", "put_history"
    lines = tuple(
        Bulk(
            module="history", feature="History", stream=stream, number=STREAMS[stream], table="SVC.BackUpHistory",
            first=1, last=3, count=3, stores=(1,),
        )
        for stream in ("objects", "helpdesk")
    )  # fmt: skip

    def step(self) -> Step:
        return History(INSTALLATION, Events(), Events())

    def stands(self, target: Target) -> dict[str, Any]:
        reader = target.reader()
        found = {line.id: list(reader.history_rows(INSTALLATION, line.stream, 0, 9999)) for line in self.lines}
        return {key: rows for key, rows in found.items() if rows}

    def wanted(self) -> dict[str, Any]:
        return {line.id: [event(line.stream, key) for key in (1, 2, 3)] for line in self.lines}

    def disturb(self, target: Target) -> str:
        key = history_key(1, STREAMS["objects"], 0)
        target.sql('INSERT INTO "DM11.History" ("HistoryKey", "Record") VALUES (?, ?)', key, "{}")
        return "the target has"

    def lost_answer(self) -> Exception:
        return TargetUnreachable(location="dm11", reason="connection reset")


def file(path: str) -> Change:
    content = f"disallowed-passwords/{path}".encode()
    values = {
        "path": path,
        "sha256": hashlib.sha256(content).hexdigest(),
        "size": len(content),
        "content": {"$content": content.decode()},
    }
    return Change(
        module="disallowed-passwords", feature="Configuration", kind="File", key=path, name=path, store=1, values=values
    )  # fmt: skip


class FilesRig(Rig):
    name, act = "files", "files.put"
    joins_the_commit, says_first = False, True
    lines = tuple(file(name) for name in ("a/words.txt", "b/Wörter.txt"))

    def step(self) -> Step:
        return Files(lambda place: place.encode())

    def stands(self, target: Target) -> dict[str, Any]:
        found = target.reader().read("File", [line.key for line in self.lines])
        return {f"File/{key}": values for key, values in found.items()}

    def wanted(self) -> dict[str, Any]:
        return {line.id: {n: v for n, v in line.values.items() if n != "content"} for line in self.lines}

    def disturb(self, target: Target) -> str:
        target.reader().files.put(self.lines[0].key, b"handmade")
        return hashlib.sha256(b"handmade").hexdigest()[:8]

    def lost_answer(self) -> Exception:
        return FileUnwritable(path=self.lines[0].key, reason="the network name is no longer available")


class CallsRig(Rig):
    """Objects through a documented door: one that the product shows whole, and one of which it shows only a name."""

    name, act, on = "calls", "write", DoorTarget
    joins_the_commit, stops_when_lost = False, True
    lines = (
        source_of("erp"),
        Change(
            module="mail-servers", feature="Configuration", kind="SmtpServer", key="1", name="Mail", store=1,
            values={"SmtpServer": "mx", "Port": 25, "Password": {"$secret": "q"}},
        ),
    )  # fmt: skip

    def step(self) -> Step:
        return Objects(Given({"q": "hunter2"}))

    def stands(self, target: Target) -> dict[str, Any]:
        assert isinstance(target, DoorTarget)
        state = target.there().state()
        found = {line.id: state.get(line.kind, {}).get(f"the {line.key}") for line in self.lines}
        return {key: {n: v for n, v in of.items() if n != "#"} for key, of in found.items() if of is not None}

    def wanted(self) -> dict[str, Any]:
        return {
            line.id: {n: "hunter2" if n == "Password" else v for n, v in line.values.items()} for line in self.lines
        }

    def disturb(self, target: Target) -> str:
        assert isinstance(target, DoorTarget)
        product = target.there()
        state = product.state()
        made = {"#": 100, "name": "erp", "type": 4}
        state.setdefault("DataSource", {})["the erp"] = {**state.get("DataSource", {}).get("the erp", made), "type": 4}
        product.keep(state)
        return "type is 4"

    def lost_answer(self) -> Exception:
        return DoorUnreachable(door="rest", location="dm11", reason="connection reset")


RIGS: dict[str, Rig] = {r.name: r for r in (ObjectsRig(), DocumentsRig(), HistoryRig(), FilesRig(), CallsRig())}


def killing(point: str, when: str, nth: int) -> Fault:
    def fault(at: str, then: str, count: int) -> None:
        if (at, then, count) == (point, when, nth):
            os.kill(os.getpid(), signal.SIGKILL)

    return fault


if __name__ == "__main__":
    database, rig_name, *where = sys.argv[1:]
    chosen = RIGS[rig_name]
    victim = chosen.on(Path(database))
    with locked(victim) as lock:
        run, epoch = victim.begin(chosen.lines)
        lock.note(run)
        writer = victim.writer(run, epoch)
        chosen.prepare(victim, writer)
        chosen.apply(victim, Faulty(writer, killing(where[0], where[1], int(where[2]))))
    sys.exit("the fault was never reached")
