"""Schedules of GroupID 10: exported ones, filled from the Windows tasks that ran them, and the protected files nobody can open."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pyupgrade.modules.schedule_kinds import Kind, kind_of, split_name
from pyupgrade.modules.triggers import convert
from pyupgrade.modules.typed import read_bool, read_int, read_list, read_text
from pyupgrade.plan.ports import Row, SourceReader

EXPORTED: Final = "exported-schedules"
TASKS: Final = "task-schedules"
PROTECTED: Final = "schedules"
READS: Final = (EXPORTED, TASKS, PROTECTED)

_FLAGS: Final = ("Enabled", "IncludeAllContainers", "NotificationsEnabled", "NotifyOwners")
_TEXTS: Final = ("Account", "NotifyWhen")
_NUMBERS: Final = ("Number", "StoreId")
_LISTS: Final = ("Targets", "MessagingServers", "NotificationRecipients", "Triggers")
_FILLED: Final = (*_FLAGS, *_TEXTS, *_NUMBERS, *_LISTS)


@dataclass(frozen=True, slots=True)
class Old:
    """A schedule: `values` by the contract's fields, each of its type or None; `odd` names fields that were of another."""

    kind: Kind
    name: str
    path: str
    values: dict[str, Any]
    rows: tuple[Row, ...]
    odd: tuple[str, ...] = ()
    from_task: bool = False
    differs: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        return f"{self.kind.job_type}/{self.name}"

    @property
    def same_name(self) -> tuple[str, str]:
        return self.kind.job_type, self.name.casefold()

    def texts(self, name: str) -> list[str]:
        """The texts of a list field, each once, in their order."""
        return list(dict.fromkeys(self.values[name] or ()))


@dataclass(slots=True)
class Found:
    """What the files hold: schedules by kind and name, unreadable files with their problem, and names told by notices."""

    schedules: list[Old] = field(default_factory=list)
    unreadable: list[tuple[str, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    protected: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)


def read(source: SourceReader) -> Found:
    """Every schedule that a file tells of; an export wins over the task of its name, which fills what it lacks."""
    found = Found()
    exported = list(_distinct(found, _read(source, EXPORTED, found)))
    tasks: dict[tuple[str, str], Old] = {}
    for task in _read(source, TASKS, found):
        if tasks.setdefault(task.same_name, task) is not task:
            found.twice.append(f"{task.label} ({task.path})")
    taken = set()
    for old in exported:
        twin = tasks.get(old.same_name)
        taken.add(old.same_name)
        found.schedules.append(old if twin is None else _filled(old, twin))
    found.schedules += [task for key, task in tasks.items() if key not in taken]
    found.schedules.sort(key=lambda old: (old.kind.job_type, old.name.casefold(), old.path))
    _unmatched(source, found, exported)
    return found


def _read(source: SourceReader, kind: str, found: Found) -> Iterator[Old]:
    for row in source.records(kind):
        if row["Problem"]:
            found.unreadable.append((str(row["Path"]), str(row["Problem"])))
            continue
        word, name = split_name(read_text(row["Kind"]), read_text(row["Name"]))
        known = kind_of(word)
        if known is None and kind == TASKS:
            found.foreign.append(f"{word}_{name}" if word else name or str(row["Path"]))
        elif known is None or not name:
            found.unknown.append(f"{word or 'no kind'}/{name or 'no name'} ({row['Path']})")
        else:
            yield _old(known, name, row, from_task=kind == TASKS)


def _old(kind: Kind, name: str, row: Row, *, from_task: bool) -> Old:
    values: dict[str, Any] = {}
    odd: list[str] = []
    for column in _FILLED:
        given = row[column]
        value = _value(column, given)
        if value is None and given not in (None, "", []):
            odd.append(column)
        values[column] = value
    return Old(kind, name, str(row["Path"]), values, (row,), tuple(odd), from_task)


def _value(column: str, given: Any) -> Any:
    if column in _FLAGS:
        return read_bool(given)
    if column in _NUMBERS:
        return read_int(given)
    if column in _TEXTS:
        return (read_text(given) or "").strip() or None
    found = read_list(given)
    if column == "Triggers" or not found:
        return found or None
    texts = [str(one).strip() for one in found if isinstance(one, (str, int)) and not isinstance(one, bool)]
    return [text for text in texts if text] if len(texts) == len(found) else None


def _distinct(found: Found, schedules: Iterator[Old]) -> Iterator[Old]:
    """Exports that say the same are one; the same name with other content stays two."""
    seen: dict[tuple[str, str], list[Old]] = {}
    for old in schedules:
        others = seen.setdefault(old.same_name, [])
        if any(_same(old, other) for other in others):
            found.twice.append(f"{old.label} ({old.path})")
            continue
        others.append(old)
        yield old


def _same(one: Old, other: Old) -> bool:
    return all(one.values[name] == other.values[name] for name in _FILLED if name != "Number")


def _filled(old: Old, task: Old) -> Old:
    differs = tuple(name for name in ("Enabled", "Account", "Triggers") if _differ(name, old, task))
    values = {name: task.values[name] if old.values[name] is None else old.values[name] for name in _FILLED}
    return replace(old, values=values, rows=(*old.rows, *task.rows), differs=differs)


def _differ(name: str, old: Old, task: Old) -> bool:
    one, other = old.values[name], task.values[name]
    if one is None or other is None:
        return False
    if name == "Account":
        return bool(one.casefold() != other.casefold())
    if name == "Triggers":
        # Two ways to write the same times are no difference.
        return _times(one) != _times(other)
    return bool(one != other)


def _times(triggers: list[Any]) -> list[Any]:
    converted = [convert(trigger) for trigger in triggers]
    return [(one.triggers, "delay" in one.notes) for one in converted]


def _unmatched(source: SourceReader, found: Found, exported: list[Old]) -> None:
    """Protected task files that no export speaks for; a Windows task of the same number lends its name."""
    numbers = {old.values["Number"] for old in exported}
    names = {old.values["Number"]: old.label for old in found.schedules if old.from_task}
    for row in source.records(PROTECTED):
        number, name = row["Number"], str(row["Path"]).rpartition("/")[2]
        if number is None or number not in numbers:
            known = names.get(number) if number is not None else None
            found.protected.append(f"{name} ({known})" if known else name)
