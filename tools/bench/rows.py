"""The bench's own history: a seeded source file of events with all 36 keys filled, as the floor was measured on."""

from __future__ import annotations

import json
import random
import sqlite3
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

TABLE = "SVC.BackUpHistory"
ACTIONS = {number: f"Action {number}" for number in range(1, 41)}
STORES = {number: number for number in range(1, 7)}
START = datetime(2016, 3, 1, tzinfo=UTC)
_LATIN = (
    "group owner changed policy expiry member sales berlin finance access review quarterly approved renewed by request"
)
_OTHER = "Gruppe Eigentümer geändert Zürich Müller Straße مالك المجموعة 営業部 変更 👥 Łódź référence Ελλάδα"
LATIN, OTHER = _LATIN.split(), _OTHER.split()


def clients(seed: int) -> dict[str, tuple[int, str]]:
    """Client secrets (lower case) and what they stand for."""
    draw = random.Random(f"{seed}/clients")
    return {str(uuid.UUID(int=draw.getrandbits(128), version=4)): (n, f"Client {n}") for n in range(1, 9)}


def events(seed: int, count: int) -> Iterator[tuple[int, int, str]]:
    """(id, IdentityStoreID, JsonData): median 1,320 bytes, 1 % of 22.9 KB (member lists of 200), 15 % not ASCII, five
    date forms."""
    draw = random.Random(f"{seed}/events")
    secrets = list(clients(seed))
    people = [_person(draw) for _ in range(500)]
    for key in range(1, count + 1):
        event = _event(draw, key, secrets, people)
        yield key, 1 + key % 6, json.dumps(event, ensure_ascii=False, separators=(",", ":"))


def _person(draw: random.Random) -> tuple[str, str, str]:
    first = draw.choice(["Anna", "Bernd", "Mary", "Ibrahim", "Chen"])
    last = draw.choice(["Weber", "Smith", "Novak", "Rossi"])
    number = draw.randrange(10**5)
    dn = f"CN={first} {last} {number},OU=Staff,DC=corp,DC=example"
    return f"CORP\\u{number}", dn, str(uuid.UUID(int=draw.getrandbits(128)))


def _words(draw: random.Random, count: int, words: list[str]) -> str:
    return " ".join(draw.choices(words, k=count))


def _dates(draw: random.Random, key: int) -> dict[str, Any]:
    when = START + timedelta(seconds=key * 37, microseconds=draw.randrange(10**6))
    ticks = int((when - datetime(1, 1, 1, tzinfo=UTC)) / timedelta(microseconds=1)) * 10
    form = key % 5
    if form == 4:
        return {"DateTimeDetected": "", "DateTimeLogged": "", "TicDateTime": ticks}
    text = [
        when.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        when.astimezone(timezone(timedelta(hours=2))).isoformat(),
        when.strftime("%Y-%m-%dT%H:%M:%S.%f"),
        f"/Date({int(when.timestamp() * 1000)})/",
    ][form]
    return {"DateTimeDetected": text, "DateTimeLogged": text, "TicDateTime": ticks}


def _event(draw: random.Random, key: int, secrets: list[str], people: list[tuple[str, str, str]]) -> dict[str, Any]:
    words = OTHER if draw.random() < 0.15 else LATIN
    account, dn, guid = draw.choice(people)
    asked = draw.choice(people)
    big = draw.random() < 0.01
    count, place = (200, "OU=Staff,OU=All,DC=corp,DC=example") if big else (draw.randrange(4), "DC=corp")
    members = [f"CN=u{draw.randrange(10**5)},OU=Site {draw.randrange(9)},{place}" for _ in range(count)]
    names = ["member", "managedBy", "description", "displayName", "mail", "info", "extensionData", "groupType"]
    details = [
        {"AttributeName": names[n], "OldValue": _words(draw, 1, words), "NewValue": _words(draw, 1, words)}
        for n in range(draw.choices(range(9), [38, 34, 20, 4, 2, 0.5, 0.5, 0.5, 0.5])[0])
    ]
    return {
        "EventID": str(uuid.UUID(int=draw.getrandbits(128))),
        "IdentityStoreID": 1 + key % 6,
        "ObjectGUID": str(uuid.UUID(int=draw.getrandbits(128))),
        "ObjectClass": "group",
        "ObjectName": f"SG_{_words(draw, 2, words)}",
        "AttributeName": draw.choice(names),
        "DisplayName": _words(draw, 2, words),
        "Action": draw.randrange(1, 41),
        **_dates(draw, key),
        "UserAccount": account,
        "UserDN": dn,
        "UserGUID": guid,
        "UserDisplayName": dn[3:].split(",")[0],
        "MachineName": f"GID{draw.randrange(9)}",
        "ClientMachineName": f"PC{draw.randrange(9999)}",
        "ClientType": "Web",
        "ChangeMadeBy": draw.choice(secrets),
        "NewValue": _words(draw, 2, words),
        "OldValue": _words(draw, 2, words),
        "NewValueResolved": _words(draw, 1, words),
        "OldValueResolved": _words(draw, 1, words),
        "NewMembers": ";".join(members),
        "OldMembers": ";".join(members[1:] + (members[:1] if big else [])),
        "NewImageValue": "",
        "OldImageValue": "",
        "Comments": _words(draw, 3, words),
        "RequestedAction": "None",
        "WorkflowRequester": asked[1],
        "WorkflowRequesterGUID": asked[2],
        "DescriptiveData": _words(draw, 2, words),
        "HasDetails": bool(details),
        "HistoryObjectAttributes": "cn,mail",
        "listOfAttributes": ",".join(names[:2]),
        "HistoryDetails": details,
    }


def make(path: Path, seed: int, count: int) -> None:
    """A source file with `count` events; raises FileExistsError when there is one."""
    if path.exists():
        raise FileExistsError(path)
    file = sqlite3.connect(path, isolation_level=None)
    file.execute("PRAGMA synchronous=OFF")
    file.execute(f'CREATE TABLE "{TABLE}" (id INTEGER PRIMARY KEY, IdentityStoreID INTEGER, JsonData TEXT)')
    file.execute("BEGIN")
    file.executemany(f'INSERT INTO "{TABLE}" VALUES (?, ?, ?)', events(seed, count))
    file.execute("COMMIT")
    file.close()
