"""Runs by hand, with names that want escaping: one that went well with losses, and the parts to vary it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from pyupgrade.plan.document import Head, Plan, sealed
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.items import Bulk, Change, Decision, Notice
from pyupgrade.report.facts import (
    DoorFacts,
    FeatureFacts,
    LineFacts,
    RangeFacts,
    RunFacts,
    SourceFacts,
    StoreFacts,
    TargetFacts,
)

START = datetime(2026, 11, 21, 20, 15, 3, tzinfo=UTC)
NAMES = ('Küche & "Kasse" <Süd>', "فريق المبيعات", "Team 🚀 Rollout", "O'Brien; DROP", "Vertrieb Nord")
TITLES = {
    "IdentityStore": "Identity store",
    "SecurityRole": "Security role",
    "DataSource": "Data source",
    "SmartGroup": "Smart Group",
    "Dynasty": "Dynasty",
    "UnmanagedGroup": "Unmanaged group's product data",
}
COUNTS = {
    "IdentityStore": 5,
    "SecurityRole": 18,
    "DataSource": 4,
    "SmartGroup": 27,
    "Dynasty": 14,
    "UnmanagedGroup": 11,
}
STREAMS = {
    "objects": (3_900, 3_720),
    "store-configuration": (420, 408),
    "admin-center": (130, 130),
    "helpdesk": (550, 541),
}
ODD = {"date-no-zone": 12, "client-unknown": 3, "of-a-later-version": 1}
STORES = (
    StoreFacts(
        id=1,
        name="corp.example",
        type="Active Directory",
        domain="corp.example",
        enabled=True,
        carried=True,
        groups=40,
        history_events=3_100,
        note="",
    ),
    StoreFacts(
        id=4,
        name="Entra <Contoso>",
        type="Microsoft Entra ID",
        domain="contoso.example",
        enabled=True,
        carried=True,
        groups=12,
        history_events=1_400,
        note="",
    ),
    StoreFacts(
        id=6,
        name="الفرع القديم",
        type="Active Directory",
        domain="old.example",
        enabled=False,
        carried=False,
        groups=6,
        history_events=480,
        note="disabled: stays in the source",
    ),
)


def instant(seconds: float) -> str:
    return (START + timedelta(seconds=seconds)).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def changes() -> list[Change]:
    made = []
    for kind, count in COUNTS.items():
        feature: Any = "Groups" if "Group" in kind or kind == "Dynasty" else "Configuration"
        for number in range(count):
            name = NAMES[number % len(NAMES)]
            made.append(
                Change(
                    module=TITLES[kind].lower().replace(" ", "-").replace("'s-product-data", "s"),
                    feature=feature,
                    kind=kind,
                    key=f"{kind.lower()}-{number}",
                    name=f"{name} {number}",
                    store=1,
                    values={"name": name, "password": {"$secret": "account/x"}}
                    if kind == "DataSource"
                    else {"name": name},
                    door="tables",
                    evidence="assumed",
                )
            )
    return made


def plan() -> Plan:
    bulks = tuple(
        Bulk(
            module="history",
            feature="History",
            stream=stream,
            number=n,
            table=f"T{n}",
            first=1,
            last=before,
            count=wanted,
            stores=(1, 4),
            by_store={"1": wanted},
        )
        for n, (stream, (before, wanted)) in enumerate(STREAMS.items(), 1)
    )
    notices = (
        Notice(
            module="not-carried",
            feature="Configuration",
            id="portals",
            severity="loss",
            subject="Portals",
            message="2 portals are not carried by any upgrade: their designs are collected into a folder.",
            action="Create them anew in the Admin Center and import the designs.",
            names=("Mitarbeiter", "بوابة"),
            count=2,
        ),
        Notice(
            module="identity-stores",
            feature="Configuration",
            id="store/6/disabled",
            severity="loss",
            subject="Store الفرع القديم",
            message="The store is disabled and stays in the source with 6 groups and 480 events.",
            action="Enable it in GroupID 10, upgrade, disable it again.",
            names=("الفرع القديم",),
            count=1,
        ),
        Notice(
            module="not-carried",
            feature="Configuration",
            id="log-levels",
            severity="change",
            subject="Log levels",
            message="Log levels of all stores are reset to Error.",
            action="Set them again where you need more.",
            count=5,
        ),
        Notice(
            module="smart-groups",
            feature="Groups",
            id="updates",
            severity="todo",
            subject="Dynasties to update",
            message="After the run, update these Dynasties.",
            action="Update-Group -Identity <name>.",
            names=tuple(f"{NAMES[i % 5]} {i}" for i in range(40)),
            count=40,
        ),
        Notice(
            module="identity-stores",
            feature="Configuration",
            id="stores/managed-accounts",
            severity="todo",
            subject="Group managed service accounts",
            message="corp.example uses a group managed service account.",
            action="Install it on the new server (Install-ADServiceAccount).",
            names=("CORP\\gid$",),
            count=1,
        ),
    )
    decisions = (
        Decision(
            module="identity-stores",
            feature="Configuration",
            id="account/x",
            question="Password of <corp>\\svc",
            reason="It is sealed in a way that is not public.",
            kind="secret",
            page=5,
        ),
    )
    head = Head(
        tool="DMUpgrade 0.1.0",
        source_contract="a" * 64,
        target_contract="b" * 64,
        installation="11111111-2222-3333-4444-555555555555",
        source_version="10.0",
        target="99999999-2222-3333-4444-555555555555",
        target_schema="c" * 64,
        topology="new",
        features=("Configuration", "History", "Groups"),
        doors=dict.fromkeys(TITLES, "tables"),
        modules={"history": 1},
    )
    return sealed(
        Plan(
            head=head,
            answers={},
            changes=tuple(changes()),
            bulks=bulks,
            decisions=decisions,
            notices=notices,
            wanted="d" * 64,
            present={"SecurityRole": 3},
            guard={},
        )
    )


def run(**other: Any) -> RunFacts:
    base = RunFacts(
        run_id=1,
        status="Completed",
        stage="groups",
        features=[
            FeatureFacts(feature="Configuration", status="Completed", done=27, present=3),
            FeatureFacts(feature="History", status="Completed", done=4_799),
            FeatureFacts(feature="Groups", status="Completed", done=52),
        ],
        plan_digest="e" * 64,
        topology="new",
        source_installation="11111111-2222-3333-4444-555555555555",
        target_identity="99999999-2222-3333-4444-555555555555",
        started=START,
        ended=START + timedelta(seconds=7.4),
        user="CORP\\anna.müller",
        host="DMSRV01",
        engine_version="0.1.0",
        done=4_878,
        total=4_878,
        conflicts=0,
        failed=0,
        grown=0,
        accepted_losses=["portals", "store/6/disabled"],
        message="",
        recommended_action="",
        log_path="upgrade.log",
    )
    return msgspec.structs.replace(base, **other)


def lines(trouble: int = 0) -> list[LineFacts]:
    made = []
    for index, change in enumerate(changes()):
        bad = index >= len(changes()) - trouble if trouble else False
        seconds = 0.3 + 0.01 * index if change.feature == "Configuration" else 5.4 + 0.03 * index
        made.append(
            LineFacts(
                line=change.id,
                state="Conflict" if bad else "Done",
                after="f" * 64,
                at=instant(seconds),
                message="The target holds <other> values" if bad else "",
                error="DMUpgrade.Conflict" if bad else "",
            )
        )
    return made


def ranges() -> list[RangeFacts]:
    made, at = [], 0.7
    for stream, (before, wanted) in STREAMS.items():
        at += wanted / 1_100
        made.append(
            RangeFacts(
                stream=stream,
                start=1,
                stop=10_000,
                rows=wanted,
                skipped=before - wanted,
                run=1,
                at=instant(at),
                problems={"store-left-behind/6": before - wanted, **(ODD if stream == "objects" else {})},
            )
        )
    return made


def source() -> SourceFacts:
    return SourceFacts(
        version="10.0",
        installation="11111111-2222-3333-4444-555555555555",
        location="estate/groupid.db",
        stores=list(STORES),
        groups={"Smart Group": 27},
        history={k: v[0] for k, v in STREAMS.items()},
    )


def target() -> TargetFacts:
    objects = dict(COUNTS)
    objects["SecurityRole"] += 3
    return TargetFacts(
        identity="99999999-2222-3333-4444-555555555555",
        kind="Embedded",
        location="estate/dm11.db",
        version="11.1",
        doors=[DoorFacts(kind=k, door="tables", evidence="assumed") for k in TITLES],
        objects=objects,
        history={k: v[1] for k, v in STREAMS.items()},
    )


def checks(*more: Finding) -> list[Finding]:
    made = [
        Finding(
            id=f"verify.objects.{kind}",
            area="Objects",
            status="Passed",
            message=f"All {count} {TITLES[kind]} objects read back as they were written.",
            target=kind,
        )
        for kind, count in COUNTS.items()
    ]
    return [*made, *more]
