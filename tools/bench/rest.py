"""The door `rest`: calls a second through it beside a bare loop of the plain client library, on one stand-in in one run."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import requests
from measure import Parts, paired, peak_megabytes

from pyupgrade.connect.dm_rest import AGAIN, Access, RestClient
from pyupgrade.connect.http import Http, Patience
from pyupgrade.contracts.load import load
from pyupgrade.target.rest import RestDoor

ROOT = Path(__file__).resolve().parents[2]
GROUPS, CALLS, MOST = 200, 50, 3_000  # groups there are, calls of a chunk, calls of a round
# Our seconds over the bare loop's, of the same calls: at least 0.8 of its calls a second.
GOALS = {"look: ours / bare": 1 / 0.8, "write: ours / bare": 1 / 0.8}
# A process of its own, as the product is one: in ours it would take turns with what is measured.
_STAND_IN = """
import sys
sys.path.insert(0, sys.argv[1])
from tests.servers import dm_rest
from tests.servers.dm_rest_state import State
state = State()
store = state.add_store("Bench")
for n in range(int(sys.argv[2])):
    state.add_group(store, f"00000000-0000-4000-8000-{n:012d}", f"CN=Group {n},OU=Groups,DC=corp,DC=example", f"group-{n}")
with dm_rest.running(state) as server:
    print(server.url, store, dm_rest.USER, dm_rest.PASSWORD, dm_rest.CLIENT, flush=True)
    sys.stdin.read()
"""


class _Known:
    """The one store of the bench, whose old id is 1."""

    def __init__(self, store: int) -> None:
        self._store = store

    def values(self, kind: str, key: str) -> None:
        return None

    def given(self, kind: str, key: str) -> int:
        return self._store

    def learn(self, kind: str, key: str, given: int) -> None: ...


def run(folder: Path, rows: int, rounds: int) -> dict[str, Any]:
    """Figures; both ways take turns, chunk by chunk, each with the same calls: one a look at a group, one a write of it."""
    command = [sys.executable, "-c", _STAND_IN, str(ROOT), str(GROUPS)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as stand_in:
        try:
            assert stand_in.stdout is not None
            url, store, *access = stand_in.stdout.readline().split()
            return _measured(url, int(store), access, min(rows, MOST), rounds)
        finally:
            assert stand_in.stdin is not None
            stand_in.stdin.close()
            stand_in.wait(10)


def _measured(url: str, store: int, access: list[str], count: int, rounds: int) -> dict[str, Any]:
    parts, chance = Parts(), random.Random(7)
    user, password, secret = access
    http = Http(Patience(clock=time.time, sleep=time.sleep), again=AGAIN)
    door = RestDoor(
        load("dm11").doors["rest"], RestClient(Access(url, user, store, password, secret), http), _Known(store)
    )
    bare = _bare(url, user, password, secret, store)
    root = f"{url}/GroupIDDataService/api/IdentityStores/{store}/Groups"
    ways: list[tuple[str, Callable[[int], None]]] = [
        ("look, ours", lambda n: _our_look(door, n)),
        ("look, bare", lambda n: _bare_look(bare, root, n)),
        ("write, ours", lambda n: _our_write(door, n)),
        ("write, bare", lambda n: _bare_write(bare, root, n)),
    ]
    for number in range(rounds + 1):
        watch = Parts() if number == 0 else parts  # the first round warms both and is not counted
        for start in range(0, count, CALLS):
            chance.shuffle(ways)
            for name, way in ways:
                with watch.part(name):
                    for n in range(start, start + CALLS):
                        way(n)
    door.close()
    ratios = {
        f"{what}: ours / bare": paired(parts.seconds[f"{what}, ours"], parts.seconds[f"{what}, bare"])
        for what in ("look", "write")
    }
    return {
        "rows": count,
        "rounds": rounds,
        "rows per second": 2 * count * rounds / (parts.total("look, ours") + parts.total("write, ours")),
        "rows per second, bare": 2 * count * rounds / (parts.total("look, bare") + parts.total("write, bare")),
        "microseconds": {name: parts.each(name, CALLS) for name in sorted(parts.seconds)},
        "ratios": ratios,
        "goals": {name: ratio[0] <= GOALS[name] for name, ratio in ratios.items()},
        "peak MB": peak_megabytes(),
    }


def _guid(n: int) -> str:
    return f"00000000-0000-4000-8000-{n % GROUPS:012d}"


def _values(n: int) -> dict[str, Any]:
    return {
        "objectGUID": _guid(n),
        "identityStoreId": 1,
        "IMSGManagedGroupType": 2,
        "XGroupSecurity": "Semi_Private",
        "IMSGCriteria": f'(department is exactly "Department {n}")',
        "IMSGObjectTypes": [1, 6],
        "IMSGStartPath": [{"Value": "DC=corp,DC=example", "Scope": 2}],
        "XGroupExpirationPolicy": 0,
        "XGroupExpirationDate": "9999-12-31T00:00:00.0000000Z",
        "IMGIsExpired": False,
    }


def _our_look(door: RestDoor, n: int) -> None:
    assert door.find("SmartGroup", {_guid(n): _values(n)})


def _our_write(door: RestDoor, n: int) -> None:
    door.update("SmartGroup", _guid(n), _values(n), {"objectGUID": _guid(n), "identityStoreId": 1})


def _bare(url: str, user: str, password: str, secret: str, store: int) -> requests.Session:
    session = requests.Session()
    form = {
        "grant_type": "password",
        "username": user,
        "password": password,
        "client_Id": secret,
        "client_secret": secret,
        "identity_store_id": str(store),
    }
    token = session.post(f"{url}/GroupIDSecurityService/connect/token", data=form).json()["access_token"]
    session.headers["Authorization"] = f"Bearer {token}"
    return session


_ATTRIBUTES = [
    "IMSGManagedGroupType", "XGroupSecurity", "XAdditionalOwner", "XGroupExpirationPolicy", "XGroupExpirationDate", "IMGIsExpired",
    "IMGIsDeleted", "IMSGGroupIDVersion", "IMSGCreatedInVersion", "SmartGroupMainType", "IMSGCriteria", "IMSGObjectTypes", "IMSGStartPath",
]  # fmt: skip


def _bare_look(session: requests.Session, root: str, n: int) -> None:
    answer = session.get(root, json={"attributes": _ATTRIBUTES, "groupIdentities": [_guid(n)]})
    answer.raise_for_status()
    assert answer.json()[0]["objectIdFromIdentityStore"] == _guid(n)


def _bare_write(session: requests.Session, root: str, n: int) -> None:
    def one(value: str, **more: Any) -> list[dict[str, Any]]:
        return [{"Value": value, "Action": 0, **more}]

    bag = {
        "IMSGManagedGroupType": one("2"),
        "XGroupSecurity": one("Semi_Private"),
        "IMSGCriteria": one(f'(department is exactly "Department {n}")'),
        "IMSGObjectTypes": [*one("1"), *one("6")],
        "IMSGStartPath": one("DC=corp,DC=example", AttributeCollection={"Scope": "2"}),
        "XGroupExpirationPolicy": one("0"),
        "XGroupExpirationDate": one("9999 December 31 00:00:00"),
        "IMGIsExpired": one("false"),
    }
    answer = session.patch(f"{root}/{_guid(n)}", json={"AttributesCollection": {"AttributesCollection": bag}})
    answer.raise_for_status()
    assert answer.json()["status"] == 0
