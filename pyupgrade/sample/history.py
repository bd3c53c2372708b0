"""History of a sample in four streams: events in order of time and key, with gaps, in batches that fit into memory."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from pyupgrade.sample.groups import Known
from pyupgrade.sample.history_dates import dates
from pyupgrade.sample.history_oddities import ODDITIES, Odd
from pyupgrade.sample.people import People, Person
from pyupgrade.sample.size import AS_OF
from pyupgrade.sample.world import STORES

Row = tuple[int, int | None, str]  # id, IdentityStoreID, JsonData

BATCH: Final = 5_000
_ODD_EVERY: Final = 67  # one event in so many is odd in some way
ACTIONS: Final = {
    1: "Object Created", 2: "Object Modified", 3: "Object Deleted", 4: "Member Added", 5: "Member Removed",
    6: "Ownership Change", 7: "Additional Owner Change", 8: "Expiration Policy Change", 9: "Group Expire",
    10: "Group Renew", 11: "Query Change", 12: "Security Type Change", 13: "Smart Group Update", 14: "Joined Group",
    15: "Left Group", 16: "Workflow Request", 20: "Identity Store Modified", 21: "Role Created", 22: "Role Modified",
    23: "Workflow Modified", 24: "Messaging Provider Changed", 30: "Application Created",
    31: "Notification Template Changed", 32: "Replication Settings Changed", 33: "SMS Gateway Changed", 40: "Enrolled",
    41: "Unenrolled", 42: "Password Reset", 43: "Password Changed", 44: "Account Unlocked", 45: "Authenticated",
}  # fmt: skip
_OBJECT_ACTIONS: Final = tuple(range(1, 17))
# Events carry secrets of clients, not their ids (KB-HIST); upper or lower case as the writing service had it.
_WORDS: Final = (
    "requested by phone, see mail", "Ticket INC0042917", "quarterly access review, no objections",
    "CHG0018822 approved", "Jahresprüfung 2025, freigegeben durch die Revision", "moved with the reorganisation",
    "fusion des équipes", "auf Antrag der Abteilung", "zmiana organizacyjna", "project closed",
    "تمت الموافقة على الطلب", "see CAB minutes", "組織変更のため所属を更新しました", "access until end of quarter",
    "läuft Ende des Quartals ab 🎉", "", "", "", "", "",
)  # fmt: skip
_ATTRIBUTES: Final = (
    "member",
    "managedBy",
    "description",
    "displayName",
    "mail",
    "info",
    "XAdditionalOwner",
    "XGroupSecurity",
    "IMSGCriteria",
)
_STORE_ATTRIBUTES: Final = (
    "GroupLifeDays",
    "HistoryRetention",
    "RolePriority",
    "RoleCriteria",
    "WorkflowApprover",
    "SmtpServer",
)
_encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream: its table, its share of all events in percent, how an event of it is made."""

    table: str
    share: float
    make: Callable[[Makers, int, int | None], dict[str, Any]]


class Makers:
    """Makes events of every kind from one random source."""

    def __init__(self, seed: int, people: People, groups: list[Known], clients: list[str]) -> None:
        self._seed = seed
        self.draw = random.Random(f"{seed}/history")
        self.people = people
        self.groups = groups
        self.clients = clients
        self._of_store: dict[int, list[Known]] = {}
        for group in groups:
            self._of_store.setdefault(group.store, []).append(group)

    def stream(self, stream: Stream, number: int, count: int) -> Iterator[list[Row]]:
        """Batches of events of one stream, `count` in all; keys rise with gaps, dates rise to the day the installation
        was left."""
        self.draw = random.Random(f"{self._seed}/history/{number}")
        draw = self.draw
        stores = [store.id for store in STORES]
        shares = [store.history for store in STORES]
        key = draw.randrange(1, 400)
        first = AS_OF - timedelta(days=1_900)
        step = (AS_OF - first) / max(count, 1)
        batch: list[Row] = []
        for place in range(count):
            key += 1 if draw.random() < 0.97 else draw.randrange(2, 60)
            # Rows without a store are of the whole system.
            store = draw.choices(stores, shares)[0] if draw.random() > 0.012 else None
            odd = ODDITIES[(place // _ODD_EVERY) % len(ODDITIES)] if place % _ODD_EVERY == 5 else None
            moment = first + step * place
            batch.append(self._row(stream, key, store, moment, place, odd))
            if len(batch) >= BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def _row(self, stream: Stream, key: int, store: int | None, moment: datetime, place: int, odd: Odd | None) -> Row:
        event = stream.make(self, key, store)
        event.update(dates(moment, place))
        if odd is None:
            return key, store, _encode(event).decode()
        if odd.store is not None:
            store = odd.store or None
            event["IdentityStoreID"] = store
        odd.change(event, self.draw)
        return key, store, odd.spoil(_encode(event).decode(), self.draw)

    # -- parts of events ---------------------------------------------------------------------------------------------

    def guid(self) -> str:
        """A GUID, quicker than the uuid module."""
        text = f"{self.draw.getrandbits(128):032x}"
        return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"

    def person(self, store: int | None) -> Person:
        """Somebody of the store, or of the first one where it has no users of its own."""
        people = self.people.of_store.get(store or 1) or self.people.of_store[1]
        return self.people.all[people[int(self.draw.random() * len(people))]]

    def group(self, store: int | None) -> Known:
        """A group of the store."""
        groups = self._of_store.get(store or 1) or self.groups
        return groups[int(self.draw.random() * len(groups))]

    def common(self, store: int | None) -> dict[str, Any]:
        """What events of every stream say: who, where, with which client."""
        draw, actor = self.draw, self.person(store)
        secret = self.clients[int(draw.random() * len(self.clients))]
        netbios = STORES[(store or 1) - 1].netbios or "CORP"
        return {
            "EventID": self.guid(),
            "IdentityStoreID": store,
            "UserAccount": f"{netbios}\\{actor.sam}",
            "MachineName": f"GID{int(draw.random() * 4):02d}.corp.example",
            "ClientMachineName": f"PC-{int(draw.random() * 10_000):04d}",
            "UserDN": actor.dn,
            "UserGUID": actor.guid,
            "UserDisplayName": actor.display,
            "Comments": _WORDS[int(draw.random() * len(_WORDS))],
            "ChangeMadeBy": secret if draw.random() < 0.8 else secret.upper(),
        }

    def details(self) -> list[dict[str, Any]]:
        """HistoryDetails of 0 to 8 entries; few have many."""
        draw = self.draw
        count = min(8, int(draw.expovariate(0.7)))
        names = [_ATTRIBUTES[int(draw.random() * len(_ATTRIBUTES))] for _ in range(count)]
        words = (_WORDS[int(draw.random() * 9)] for _ in range(count))
        return [
            {"AttributeName": name, "OldValue": "", "NewValue": word, "Action": 2}
            for name, word in zip(names, words, strict=True)
        ]


def object_event(makers: Makers, key: int, store: int | None) -> dict[str, Any]:
    """A change of a group or user: all 36 documented keys."""
    draw = makers.draw
    group = makers.group(store)
    action = _OBJECT_ACTIONS[int(draw.random() * len(_OBJECT_ACTIONS))]
    name = "member" if action in (4, 5, 13, 14, 15) else _ATTRIBUTES[int(draw.random() * len(_ATTRIBUTES))]
    members = (
        [makers.person(store).dn for _ in range(200 if draw.random() < 0.008 else int(draw.random() * 4))]
        if name == "member"
        else []
    )
    before, after = (members[1:], members) if action != 5 else (members, members[1:])
    details = makers.details()
    requester = makers.person(store) if action == 16 else None
    event = makers.common(store)
    event.update(
        ObjectGUID=group.guid,
        ObjectClass="group",
        ObjectName=group.name,
        DisplayName=group.name,
        AttributeName=name,
        Action=action,
        NewValue="" if members else _WORDS[key % 9],
        OldValue="" if members else _WORDS[key % 7],
        NewValueResolved=None if members else _WORDS[key % 9],
        OldValueResolved=None,
        # Two releases wrote lists, one wrote them into one text.
        NewMembers=after if key % 3 else ";".join(after),
        OldMembers=before if key % 3 else ";".join(before),
        RequestedAction="None" if requester is None else "JoinGroup",
        WorkflowRequester=None if requester is None else requester.display,
        WorkflowRequesterGUID=None if requester is None else requester.guid,
        HistoryDetails=details,
        HasDetails=bool(details),
        HistoryObjectAttributes=[name],
        DescriptiveData=group.dn,
        listOfAttributes=[name, "whenChanged"],
        ClientType="Web" if key % 5 else "Service",
        NewImageValue=None,
        OldImageValue=None,
    )
    return event


def store_event(makers: Makers, key: int, store: int | None) -> dict[str, Any]:
    """A change of a store's configuration, a role or a workflow."""
    draw = makers.draw
    known = STORES[(store or 1) - 1]
    event = makers.common(store)
    name = _STORE_ATTRIBUTES[key % len(_STORE_ATTRIBUTES)]
    details = makers.details()
    event.update(
        ObjectGUID=None, ObjectClass="identityStore", ObjectName=known.name, DisplayName=known.name, AttributeName=name,
        Action=20 + key % 5, OldValue=str(30 + key % 60), NewValue=str(int(draw.random() * 400)), NewValueResolved=None,
        OldValueResolved=None, NewMembers=None, OldMembers=None, RequestedAction=None, WorkflowRequester=None,
        WorkflowRequesterGUID=None, HistoryDetails=details, HasDetails=bool(details), HistoryObjectAttributes=[name],
        DescriptiveData=f"{name} @ {known.domain}", listOfAttributes=[name], ClientType="AdminCenter",
        NewImageValue=None, OldImageValue=None,
    )  # fmt: skip
    return event


def admin_event(makers: Makers, key: int, store: int | None) -> dict[str, Any]:
    """An action in the Admin Center."""
    event = makers.common(store)
    event.update(
        ObjectClass="adminCenter", ObjectName=("Intranet", "Mein Konto", "Vorlage „Ablauf“", "Replikation")[key % 4],
        AttributeName="Configuration", Action=30 + key % 4, OldValue=None, NewValue=_WORDS[key % 9],
        HistoryDetails=makers.details(),
        HasDetails=True, ClientType="AdminCenter",
    )  # fmt: skip
    return event


def helpdesk_event(makers: Makers, key: int, store: int | None) -> dict[str, Any]:
    """A helpdesk or password action; fields after the columns of 11.1's helpdesk history page, the old ones being
    unpublished."""
    draw = makers.draw
    helper, event = makers.person(store), makers.common(store)
    event.pop("Comments")
    event.update(
        ObjectGUID=event["UserGUID"], ObjectClass="user", DisplayName=event["UserDisplayName"], Action=40 + key % 6,
        AuthenticationTypes=[("SecurityQuestions", "Email", "Authenticator")[key % 3]],
        Status="Success" if draw.random() < 0.9 else "Failed",
        PerformedBy=helper.display if key % 3 else "End User",
        PerformedByGUID=helper.guid if key % 3 else event["UserGUID"],
        IsHelpdesk=bool(key % 3), IPAddress=f"10.{key % 200}.{int(draw.random() * 250)}.{int(draw.random() * 250)}",
        Browser=("Edge 120", "Firefox 118", "Safari 17")[key % 3], DeviceType=("Desktop", "Mobile")[key % 2],
    )  # fmt: skip
    return event


STREAMS: Final = (
    Stream("SVC.BackUpHistory", 82.0, object_event),
    Stream("SVC.IdentityStoreHistory", 6.0, store_event),
    Stream("SVC.AdminCenterHistory", 3.0, admin_event),
    Stream("SSPR.PasswordCenterHistory", 9.0, helpdesk_event),
)


def shares(events: int) -> list[int]:
    """How many events each stream has; together exactly `events`."""
    counts = [int(events * stream.share / 100) for stream in STREAMS]
    counts[0] += events - sum(counts)
    return counts
