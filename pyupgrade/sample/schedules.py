"""The sample's schedules: protected files, the vendor's exports, and Windows Task Scheduler's own, of every kind."""

from __future__ import annotations

import base64
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>\n'
_TASK_MARK: Final = "0AA##0PV7M#AQAAANCMnd8BFdERjHoAwE/Cl+sB"  # how each of the three parts begins (KB-CERT)
_NAMESPACE: Final = "http://schemas.microsoft.com/windows/2004/02/mit/task"
_SVC: Final = r"CORP\svc-groupid"
_DAILY: Final = '<Trigger type="Daily" start="2024-01-08T02:30:00" interval="1"/>'
_WEEKLY: Final = (
    '<Trigger type="Weekly" start="2024-01-08T21:00:00" weeks="1"><Day>Monday</Day><Day>Thursday</Day></Trigger>'
)
_MONTHLY: Final = (
    '<Trigger type="Monthly" start="2024-01-01T04:00:00"><DayOfMonth>1</DayOfMonth><DayOfMonth>15</DayOfMonth>'
    "<Month>January</Month><Month>July</Month></Trigger>"
)
_HOURLY: Final = (
    '<Trigger type="Daily" start="2024-01-08T06:00:00" interval="1" repeatEvery="60" repeatFor="720" stopAtEnd="true"/>'
)


@dataclass(frozen=True, slots=True)
class Exported:
    """A schedule as the vendor's utility exports it; `kind` is the word before its name in the Task Scheduler."""

    number: int
    kind: str
    name: str
    store: int | None
    targets: tuple[str, ...]
    triggers: str = _DAILY
    account: str = _SVC
    enabled: bool = True
    notify: bool = False


# One of each kind of the mission's H3, and for Synchronize one of each way that a store is found.
EXPORTED: Final = (
    Exported(50016, "SmartGroup", "Nachtlauf", 1, ("OU=Groups,DC=corp,DC=example",), notify=True),
    Exported(50017, "GUS", "Nutzung", 1, (), _HOURLY),
    Exported(50018, "Glm", "Ablauf", 1, ("OU=Groups,DC=corp,DC=example", "OU=Projects,DC=corp,DC=example")),
    Exported(50019, "MembershipLifeCycle", "Befristete", 3, ("OU=Groups,DC=tailspin,DC=example",)),
    Exported(50020, "ManagedBy", "Vertretungen", 2, ("OU=Groups,DC=emea,DC=corp,DC=example",), _WEEKLY),
    Exported(50021, "Reports", "Monatsbericht", None, ("Gruppen ohne Besitzer",), _MONTHLY, notify=True),
    Exported(50022, "SchemaReplication", "SchemaReplication", None, ()),
    Exported(50023, "Synchronize", "HR nach AD", None, ("HR nach AD", "ERP nach Lieferanten")),
    Exported(50024, "Insights", "Freigaben", 1, (), _WEEKLY),
    Exported(50025, "OrphanGroup", "Verwaiste", 1, ("OU=Gruppen,DC=corp,DC=example",), _WEEKLY),
    Exported(50026, "UserLifeCycle", "Profile", 2, ()),
    Exported(50027, "WorkflowAcceleration", "WorkflowAcceleration", None, ()),
    Exported(50028, "Synchronize", "Nur Dateien", None, ("ERP nach Lieferanten",), account=r"CORP\svc-sync"),
    Exported(50029, "Synchronize", "Zwei Verzeichnisse", None, ("HR nach AD", "Azubis Görlitz"), account=r"CORP\svc-sync"),
    Exported(50030, "Synchronize", "Sammelauftrag", None, ("Wald Wingtip",), account=r"CORP\svc-sync"),
    Exported(50031, "SmartGroup", "Altbestand", 6, ("OU=Groups,DC=legacy,DC=example",), enabled=False),
    Exported(50032, "SmartGroup", "Zespół – poranek", 2, ("OU=Groups,DC=emea,DC=corp,DC=example",), _HOURLY, r"PLANT\svc-dm$"),
    Exported(50033, "SmartGroup", "Sommerpause", 3, ("OU=Groups,DC=tailspin,DC=example",), enabled=False),
)  # fmt: skip
_PROTECTED_ONLY: Final = (50040, 50041)  # schedules of which nobody made an export
_FOLDERS: Final = {"Reports": "Reports Schedules/", "Synchronize": "Synchronize Schedules/"}


def put_schedules(root: Path, seed: int) -> None:
    """Makes Schedules below the program folder, and `tasks` with what the Task Scheduler exports."""
    draw = random.Random(f"{seed}/schedules")
    folder = root / "program/Schedules"
    for number in (*(e.number for e in EXPORTED), *_PROTECTED_ONLY):
        _write(folder / f"task{number}.txt", "<#!#>".join(_protected(draw) for _ in range(3)))
    for exported in EXPORTED:
        place = _FOLDERS.get(exported.kind, "")
        _write(folder / f"Imported Schedules/{place}{exported.kind}_{exported.name}.xml", _exported(exported))
    _write(folder / "Imported Schedules/GUS_Abgebrochen.xml", HEAD + '<Schedule id="50050" name="Abgebr')
    _write(
        folder / "Imported Schedules/Glm_Fremd.xml",
        HEAD + '<!DOCTYPE Schedule [<!ENTITY a "b">]>\n<Schedule name="&a;"/>\n',
    )
    for name, enabled, account, triggers in _TASKS:
        _write(root / f"tasks/{name}.xml", _task(name, triggers, account, enabled), "utf-16")


def _protected(draw: random.Random) -> str:
    return _TASK_MARK + base64.b64encode(draw.randbytes(150)).decode("ascii")


def _exported(schedule: Exported) -> str:
    targets = "".join(f"<Target>{escape(target)}</Target>" for target in schedule.targets)
    store = f"<IdentityStore>{schedule.store}</IdentityStore>" if schedule.store is not None else ""
    notification = (
        '<Notification enabled="true" owners="true" when="OnFailure"><Recipient>gruppen@corp.example</Recipient></Notification>'
        if schedule.notify
        else ""
    )
    return (
        f'{HEAD}<Schedule id="{schedule.number}" name={quoteattr(schedule.name)} type="{schedule.kind}" '
        f'enabled="{str(schedule.enabled).lower()}">{store}{schedule.triggers}{targets}{notification}'
        f"<RunAs>{escape(schedule.account)}</RunAs></Schedule>\n"
    )


def _calendar(inside: str, start: str = "2024-01-08T02:30:00", repeat: str = "", enabled: str = "true") -> str:
    return f"<CalendarTrigger>{repeat}<StartBoundary>{start}</StartBoundary><Enabled>{enabled}</Enabled>{inside}</CalendarTrigger>"


_BY_DAY: Final = "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>"
_REPEAT: Final = "<Repetition><Interval>PT1H</Interval><Duration>PT12H</Duration><StopAtDurationEnd>true</StopAtDurationEnd></Repetition>"
_MONTHS: Final = "<Months><January/><July/></Months>"
# (task, enabled, account, triggers): the old server as it was exported; some tasks are off already, some have no vendor's export.
_TASKS: Final = (
    ("SmartGroup_Nachtlauf", False, _SVC, _calendar(_BY_DAY)),
    ("GUS_Nutzung", True, _SVC, _calendar(_BY_DAY, "2024-01-08T06:00:00", _REPEAT)),
    ("Glm_Ablauf", False, _SVC, _calendar(_BY_DAY)),
    ("Synchronize_HR nach AD", False, _SVC, _calendar(_BY_DAY)),
    ("SmartGroup_Wochenende", True, r"TAILSPIN\svc.directory", _calendar(
        "<ScheduleByWeek><WeeksInterval>2</WeeksInterval><DaysOfWeek><Saturday/><Sunday/></DaysOfWeek></ScheduleByWeek>",
        "2024-01-06T05:15:00")),
    ("Reports_Quartal", True, _SVC, _calendar(
        f"<ScheduleByMonth><DaysOfMonth><Day>1</Day><Day>Last</Day></DaysOfMonth>{_MONTHS}</ScheduleByMonth>", "2024-01-01T04:00:00")),
    ("OrphanGroup_Erster Montag", True, r"PLANT\svc-dm$", _calendar(
        f"<ScheduleByMonthDayOfWeek><Weeks><Week>1</Week></Weeks><DaysOfWeek><Monday/></DaysOfWeek>{_MONTHS}"
        "</ScheduleByMonthDayOfWeek>", "2024-01-01T07:00:00Z")),
    ("SmartGroup_Beim Start", False, "S-1-5-18",
     "<BootTrigger><Enabled>true</Enabled></BootTrigger><LogonTrigger><Enabled>false</Enabled></LogonTrigger>"
     "<IdleTrigger/><RegistrationTrigger/><SessionStateChangeTrigger><StateChange>ConsoleConnect</StateChange></SessionStateChangeTrigger>"
     "<EventTrigger><Subscription>&lt;QueryList/&gt;</Subscription></EventTrigger>"
     "<TimeTrigger><StartBoundary>2026-12-01T12:00:00</StartBoundary><EndBoundary>2027-01-01T00:00:00</EndBoundary></TimeTrigger>"),
)  # fmt: skip


def _task(name: str, triggers: str, account: str, enabled: bool) -> str:
    logon = "Password" if not account.endswith("$") else "ServiceAccount"
    return (
        f'<?xml version="1.0" encoding="UTF-16"?>\n<Task version="1.2" xmlns="{_NAMESPACE}">\n'
        f"  <RegistrationInfo><Author>{escape(_SVC)}</Author><URI>\\{escape(name)}</URI></RegistrationInfo>\n"
        f"  <Triggers>{triggers}</Triggers>\n"
        f'  <Principals><Principal id="Author"><UserId>{escape(account)}</UserId><LogonType>{logon}</LogonType></Principal></Principals>\n'
        f"  <Settings><Enabled>{str(enabled).lower()}</Enabled><ExecutionTimeLimit>PT3H</ExecutionTimeLimit></Settings>\n"
        '  <Actions Context="Author"><Exec><Command>Imanami.GroupID.TaskScheduler.exe</Command></Exec></Actions>\n</Task>\n'
    )


def _write(path: Path, text: str, encoding: str = "utf-8") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
