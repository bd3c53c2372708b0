"""The door `rest` against a strict stand-in: the sample's lines there and back, faults of every kind, names that bite."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from pyupgrade.errors import TargetRefused
from pyupgrade.errors.doors import DoorFailed, DoorUnexpected, DoorUnreachable
from pyupgrade.plan.build import same
from pyupgrade.plan.items import Change, Line
from pyupgrade.target.rest_calls import Calls
from tests.modules.test_sample import answers, folder, lines, source  # noqa: F401 - fixtures
from tests.servers import dm_rest
from tests.servers.dm_rest import Server
from tests.servers.dm_rest_state import State
from tests.target.rest_parts import FACTS, Memory, bound, carried, client, door, seen, settle

KINDS = (
    "DataSource",
    "JobCollection",
    "SynchronizeJob",
    "Workflow",
    "SmartGroup",
    "PasswordExpiryGroup",
    "UnmanagedGroup",
)
GUID = "0f6a3c52-6d3e-4c3b-9f4e-27c1a4f1d001"
SOURCE: dict[str, Any] = {
    "name": "HR on sql01 (SQL Server, 1a9dbcf9)",
    "type": 3,
    "providerTypeName": "SQL Server",
    "configurationValues": {
        "ConnectionString": "sql01",
        "Database": "HR",
        "UserName": "r",
        "WindowsAuthentication": "false",
    },
    "password": "hunter2 'quoted'",
}


@pytest.fixture
def server() -> Iterator[Server]:
    with dm_rest.running() as running:
        yield running


@pytest.fixture
def stored(server: Server) -> Memory:
    """A store Konzern with the old id 1."""
    known = Memory()
    known.learn("IdentityStore", "1", server.state.add_store("Konzern"))
    known.planned["IdentityStore", "1"] = {"identityStoreName": "Konzern"}
    return known


@pytest.fixture(scope="module")
def changes(lines: list[Line]) -> list[Change]:  # noqa: F811
    return [line for line in lines if isinstance(line, Change)]


def run(server: Server, changes: list[Change], known: Memory) -> Counter[str]:
    """Every line that the door carries: look, act, look again. What is at each status, by kind."""
    through, told = door(server, known), Counter[str]()
    for kind in KINDS:
        for change in (c for c in changes if c.kind == kind):
            wanted = bound(change, known)
            found = through.find(kind, {change.key: carried(kind, change.values)}).get(change.key)
            if found is not None and same(seen(kind, wanted), found):
                told[f"{kind} present"] += 1
                continue
            if found is None:
                through.create(kind, change.key, wanted)
            else:
                through.update(kind, change.key, wanted, found)
            again = through.find(kind, {change.key: wanted})[change.key]
            assert seen(kind, wanted) == {n: v for n, v in again.items() if n in wanted}, change.key
            told[f"{kind} {'made' if found is None else 'changed'}"] += 1
    through.close()
    return told


def test_every_line_of_the_sample_reads_back_as_it_was_written(server: Server, changes: list[Change]) -> None:
    known = Memory()
    settle(server, changes, known)
    wanted = Counter(c.kind for c in changes if c.kind in KINDS)
    told = run(server, changes, known)
    made = {kind: sum(n for name, n in told.items() if name.startswith(f"{kind} ")) for kind in KINDS}
    assert made == dict(wanted)
    assert told["SmartGroup changed"] == wanted["SmartGroup"] and not told["SmartGroup made"]
    digest, calls = server.state_digest(), len(server.calls)
    again = run(server, changes, known)
    assert {name.split()[1] for name in again} == {"present"}
    assert server.state_digest() == digest
    assert not [c for c in server.calls[calls:] if not c.startswith("GET") and "Searches" not in c and "token" not in c]


def test_a_fresh_stand_in_comes_to_the_same_state(server: Server, changes: list[Change]) -> None:
    with dm_rest.running() as other:
        other.state.next("store")  # ids are other ones there
        other.state.next("source")
        digests = []
        for one in (server, other):
            known = Memory()
            settle(one, changes, known)
            run(one, changes, known)
            digests.append(one.state_digest())
            assert State.from_json(one.state.to_json()).digest() == digests[-1]
    assert digests[0] == digests[1]


def test_groups_are_read_several_at_once(server: Server, changes: list[Change]) -> None:
    known = Memory()
    settle(server, changes, known)
    smart = {c.key: dict(c.values) for c in changes if c.kind == "SmartGroup"}
    found = door(server, known).find("SmartGroup", smart)
    assert found.keys() == smart.keys()
    assert {one["IMSGManagedGroupType"] for one in found.values()} == {1}
    stores = {values["identityStoreId"] for values in smart.values()}
    assert len([c for c in server.calls if c.endswith("/Groups")]) == len(stores)


def test_no_call_can_update_a_groups_members_or_make_a_group(server: Server, stored: Memory) -> None:
    endpoints = FACTS.data["endpoint"]
    paths = {one["path"] for one in endpoints.values() if not one.get("never")}
    ends = ("Groups/SmartGroups/Update", "/Update", "/Expire", "/Renew", "Group", "/Leave", "/LeaveOnBehalf")
    assert [path for path in paths if path.endswith(ends)] == ["GroupIDDataService/api/DataSource/Update"]
    with pytest.raises(TargetRefused, match="never made from here"):
        Calls(FACTS, client(server)).change("create-smart-group", "x", {}, store=1)


# -- what is there is looked for, and said as it is --------------------------------------------------------------------


def test_who_is_there_and_who_is_not(server: Server) -> None:
    through = door(server)
    assert through.who().identity == server.url.removeprefix("http://")
    assert through.who().version == ""
    with pytest.raises(DoorUnexpected):
        door(server, address=server.url + "/elsewhere").who()
    with pytest.raises(DoorUnreachable):
        door(server, address="http://127.0.0.1:1").who()


def test_an_empty_product_has_nothing(server: Server, stored: Memory) -> None:
    through = door(server, stored)
    assert through.find("DataSource", {"x": SOURCE}) == {}
    assert (
        through.find(
            "SynchronizeJob",
            {"x": {"name": "x", "type": 1}, "c/x": {"name": "x", "collectionId": {"$ref": "JobCollection/c"}}},
        )
        == {}
    )
    assert through.find("JobCollection", {"x": {"name": "x"}}) == {}
    assert through.find("SmartGroup", {GUID: {"objectGUID": GUID, "identityStoreId": 1}}) == {}
    assert through.find("SmartGroup", {GUID: {"objectGUID": GUID, "identityStoreId": 99}}) == {}
    assert through.find("Workflow", {"99/x": {"identityStoreID": 99, "name": "x"}}) == {}
    assert list(through.keys("DataSource")) == list(through.keys("SynchronizeJob")) == []


def test_names_are_matched_as_a_database_matches_them(server: Server) -> None:
    through = door(server)
    through.create("DataSource", "k", SOURCE)
    found = through.find("DataSource", {"k": {**SOURCE, "name": str(SOURCE["name"]).upper()}})
    assert found["k"]["name"] == SOURCE["name"], "what is there is told as it is there"


def test_a_password_goes_in_and_never_comes_out(server: Server) -> None:
    through = door(server)
    given = through.create("DataSource", "k", SOURCE)
    assert given is not None
    assert server.state.data_sources[given]["configurationValues"]["Password"] == SOURCE["password"]
    found = through.find("DataSource", {"k": SOURCE})["k"]
    assert str(SOURCE["password"]) not in repr(found) and "password" not in found
    assert "Password" not in through.find("DataSource", {"k": {"name": SOURCE["name"]}})["k"].get(
        "configurationValues", {}
    )


def test_an_update_keeps_what_nobody_gave(server: Server) -> None:
    through = door(server)
    given = through.create("DataSource", "k", SOURCE)
    assert given is not None
    other = {**SOURCE, "configurationValues": {**SOURCE["configurationValues"], "Database": "HR2"}}
    other.pop("password")
    through.update("DataSource", "k", other, {})
    kept = server.state.data_sources[given]["configurationValues"]
    assert (kept["Database"], kept["Password"]) == ("HR2", SOURCE["password"])
    assert server.state.data_sources[given]["creationDate"]


def test_somebody_elses_value_is_seen(server: Server) -> None:
    through = door(server)
    given = through.create("DataSource", "k", {**SOURCE, "configurationValues": {"ConnectionString": "sql01"}})
    assert given is not None
    server.state.data_sources[given]["configurationValues"]["Database"] = "theirs"
    wanted = {**SOURCE, "configurationValues": {"ConnectionString": "sql01"}}
    assert through.find("DataSource", {"k": wanted})["k"]["configurationValues"] == {
        "ConnectionString": "sql01",
        "Database": "theirs",
    }


def test_a_store_that_is_not_there_is_said_by_name(server: Server) -> None:
    known = Memory()
    known.planned["IdentityStore", "7"] = {"identityStoreName": "Werk Süd"}
    with pytest.raises(TargetRefused, match="Werk Süd is not in Directory Manager yet"):
        door(server, known).create("Workflow", "7/x", {"identityStoreID": 7, "name": "x", "type": 1, "event": 2})


# -- jobs -------------------------------------------------------------------------------------------------------------


def job(name: str, **more: Any) -> dict[str, Any]:
    row = {
        "sourceField": "",
        "destinationField": "password",
        "transform": "Static:value=",
        "objectType": 1,
        "isKey": False,
    }
    given = {
        "name": name,
        "type": 1,
        "isTemplate": False,
        "description": "",
        "sourceProvider": "Konzern",
        "destinationProvider": "Konzern",
        "runOrder": 0,
        "isEnable": True,
        "created": "2023-05-08T06:12:00.1230000Z",
        "fieldsMap": [row],
        "identityStoreId": 1,
        "sourceIdentityStoreId": 1,
        "settings": [{"key": "memberkey", "value": "sAMAccountName", "dataType": "System.String"}],
    }
    return {**given, **more}


def test_a_job_is_made_and_never_changed(server: Server, stored: Memory) -> None:
    through = door(server, stored)
    wanted = job("Nacht", initialPassword="geheim 1")
    given = through.create("SynchronizeJob", "Nacht", wanted)
    assert given is not None
    held = server.state.jobs[given]
    assert held["fieldsMap"][0]["transform"] == "Static:value=geheim 1"
    assert held["jobInfo"]["created"] == "2023-05-08T06:12:00.123Z"
    ends = {(row["key"], row["value"]) for row in held["settings"] if row["key"] != "memberkey"}
    store = str(stored.given("IdentityStore", "1"))
    assert ends == {
        (f"{side}{of}", store) for side in ("Source", "Destination") for of in (".Type", "Provider", ".Provider")
    }
    found = through.find("SynchronizeJob", {"Nacht": wanted})["Nacht"]
    assert "geheim" not in repr(found) and found["fieldsMap"] == wanted["fieldsMap"]
    # Nothing that can be seen differs, and what cannot is known to be there; where nobody knows it, nothing is said to be done.
    through.update("SynchronizeJob", "Nacht", wanted, {**found, "initialPassword": {"$sealed": True}})
    with pytest.raises(TargetRefused, match="no call gives an existing job its initialPassword"):
        through.update("SynchronizeJob", "Nacht", wanted, found)
    with pytest.raises(TargetRefused, match=r"no call that changes a job.*differs in runOrder.*Synchronize portal"):
        through.update("SynchronizeJob", "Nacht", {**wanted, "runOrder": 3}, found)
    assert list(through.keys("SynchronizeJob")) == ["Nacht"]


def test_a_password_in_a_transform_is_hidden_wherever_its_row_comes_to_be(server: Server, stored: Memory) -> None:
    through = door(server, stored)
    wanted = job("Nacht", initialPassword="geheim 1")
    given = through.create("SynchronizeJob", "Nacht", wanted)
    assert given is not None
    server.state.jobs[given]["fieldsMap"].insert(0, {**server.state.jobs[given]["fieldsMap"][-1], "transform": ""})
    server.state.jobs[given]["fieldsMap"].reverse()
    assert "geheim" not in repr(through.find("SynchronizeJob", {"Nacht": wanted}))


def test_each_password_of_a_job_goes_to_its_own_mappings(server: Server, stored: Memory) -> None:
    through = door(server, stored)
    (row,) = job("Nacht")["fieldsMap"]
    fields = [{**row, "destinationField": name} for name in ("password", "pwdBackup", "unicodePwd", "info")]
    rows = {"initialPasswordRows": [[0, 1], [2]]}
    wanted = job("Nacht", fieldsMap=fields, initialPassword="geheim 1", initialPassword2="geheim 2", **rows)
    given = through.create("SynchronizeJob", "Nacht", wanted)
    assert given is not None
    held = [one["transform"].removeprefix("Static:value=") for one in server.state.jobs[given]["fieldsMap"]]
    assert held == ["geheim 1", "geheim 1", "geheim 2", ""]
    found = through.find("SynchronizeJob", {"Nacht": wanted})["Nacht"]
    assert "geheim" not in repr(found) and found["fieldsMap"] == fields
    one_there = {**found, "initialPassword": {"$sealed": True}}
    with pytest.raises(TargetRefused, match="no call gives an existing job its initialPassword2"):
        through.update("SynchronizeJob", "Nacht", wanted, one_there)


def test_a_job_in_a_collection_is_a_copy_of_its_own(server: Server, stored: Memory) -> None:
    through = door(server, stored)
    through.create("SynchronizeJob", "Nacht", job("Nacht"))
    collection = through.create(
        "JobCollection",
        "Alle",
        {"name": "Alle", "description": "ä", "isTemplate": False, "isNotificationEnabled": True},
    )
    for number, name in enumerate(("Nacht", "Tag"), 1):
        wanted = job(name, type=2, runOrder=number, collectionId=collection)
        given = through.create("SynchronizeJob", f"Alle/{name}", wanted)
        found = through.find(
            "SynchronizeJob", {f"Alle/{name}": {**wanted, "collectionId": {"$ref": "JobCollection/Alle"}}}
        )
        assert found[f"Alle/{name}"] == seen("SynchronizeJob", wanted)
        assert given == stored.given("SynchronizeJob", f"Alle/{name}")
    assert len(server.state.jobs) == 1 and len(server.state.collections[collection or 0]["jobs"]) == 2
    through.update(
        "JobCollection",
        "Alle",
        {"name": "Alle", "description": "neu", "isTemplate": False, "isNotificationEnabled": False},
        {},
    )
    held = server.state.collections[collection or 0]
    assert held["jobCollectionInfo"]["description"] == "neu" and len(held["jobs"]) == 2
    with pytest.raises(TargetRefused, match="its job collection is not in Directory Manager yet"):
        through.create("SynchronizeJob", "Weg/x", job("x", type=2, collectionId={"$ref": "JobCollection/Weg"}))


# -- workflows --------------------------------------------------------------------------------------------------------


def test_a_system_workflow_is_told_by_its_event_and_keeps_its_name(server: Server, stored: Memory) -> None:
    through = door(server, stored)
    approver = {"approver": GUID, "approverIdentityStoreID": 1, "approverType": 0}
    wanted = {
        "identityStoreID": 1,
        "name": "Workflow to change the manager",
        "type": 2,
        "event": 2,
        "isEnabled": False,
        "routeFieldDTOList": [{"field": "XAdditionalManager"}, {"field": "manager"}],
        "routeApproverDTOList": [approver],
        "routeObjectDTOList": [{"objectTypeId": 2}],
        "enableEmailApproval": True,
        "portalUrl": "https://x/",
    }
    found = through.find("Workflow", {"1/k": wanted})["1/k"]
    assert found["isEnabled"] is True and found["name"] == wanted["name"]
    through.update("Workflow", "1/k", wanted, found)
    assert same(wanted, through.find("Workflow", {"1/k": wanted})["1/k"])
    (held,) = [r for r in server.state.routes[stored.ids["IdentityStore", "1"]] if r["event"] == 2]
    assert held["name"] == "Workflow to Change manager"
    changed = {**wanted, "routeObjectDTOList": [{"objectTypeId": 1}]}
    with pytest.raises(TargetRefused, match="routeObjectDTOList of a system workflow cannot be changed"):
        through.update("Workflow", "1/k", changed, through.find("Workflow", {"1/k": changed})["1/k"])
    with pytest.raises(TargetRefused, match="no system workflow for the event 3, and none can be made"):
        through.create("Workflow", "1/other", {**wanted, "event": 3})


def test_a_system_workflow_that_11_1_does_not_have_is_told_before(server: Server, stored: Memory) -> None:
    through = door(server, stored)
    stored.planned["IdentityStore", "7"] = {"identityStoreName": "made by the same plan"}
    for store, event, refused in ((1, 3, True), (1, 4, True), (7, 3, True), (7, 4, False)):
        wanted = {"identityStoreID": store, "name": "x", "type": 2, "event": event}
        assert bool(told := through.refuses("Workflow", f"{store}/x", wanted)) == refused, (store, event)
        assert not told or f"no system workflow for the event {event}" in told
        assert not through.refuses("Workflow", f"{store}/x", {**wanted, "type": 1})
    changed = {"identityStoreID": 1, "name": "x", "type": 2, "event": 4, "routeObjectDTOList": [{"objectTypeId": 2}]}
    found = through.find("Workflow", {"1/x": changed})["1/x"]
    assert "routeObjectDTOList of a system workflow cannot be changed" in through.refuses(
        "Workflow", "1/x", changed, found
    )
    assert not through.refuses("Workflow", "1/x", {**changed, "type": 1}, found)
    assert not through.refuses("Workflow", "1/x", {**found, "isEnabled": False}, found)


def test_rows_of_a_route_that_stay_keep_their_ids(server: Server, stored: Memory) -> None:
    through = door(server, stored)
    wanted: dict[str, Any] = {
        "identityStoreID": 1,
        "name": "Kosten – „neu“",
        "type": 1,
        "event": 2,
        "isEnabled": True,
        "routeFieldDTOList": [{"field": "a"}],
        "routeObjectDTOList": [{"objectTypeId": 2}],
        "routeFilterDTOList": [{"name": "department", "operator": "Present", "value": ""}],
        "routeApproverDTOList": [{"approver": GUID, "approverIdentityStoreID": 1, "approverType": 0}],
    }
    assert through.create("Workflow", "1/Kosten – „neu“", wanted) == stored.given("Workflow", "1/Kosten – „neu“")
    held = server.state.routes[stored.ids["IdentityStore", "1"]][-1]
    before = {name: [dict(row) for row in held[name]] for name in wanted if name.startswith("route")}
    wanted["routeFieldDTOList"] = [{"field": "a"}, {"field": "b"}]
    found = through.find("Workflow", {"1/Kosten – „neu“": wanted})["1/Kosten – „neu“"]
    through.update("Workflow", "1/Kosten – „neu“", wanted, found)
    after = server.state.routes[stored.ids["IdentityStore", "1"]][-1]
    assert after["routeFieldDTOList"][0] == before["routeFieldDTOList"][0] and len(after["routeFieldDTOList"]) == 2
    assert after["routeApproverDTOList"] == before["routeApproverDTOList"]


# -- groups -----------------------------------------------------------------------------------------------------------

AWKWARD = (
    "Vertrieb 'Nord' \"Süd\"",
    "Kosten $HOME $(rm -rf)",
    "back`tick`",
    "(klammer) {auf}",
    "zwei\nZeilen\r\nmehr",
    "“typographisch” ‘so’ „da“",
    "-leading",
    "%GROUPBY%",
    "Bau\\, Planung; mehr",
    "halb \ud83d Paar",
)


@pytest.mark.parametrize("name", AWKWARD, ids=lambda name: repr(name.encode("utf-8", "replace")))
def test_awkward_texts_go_through_every_kind(server: Server, stored: Memory, name: str) -> None:
    through = door(server, stored)
    store = stored.ids["IdentityStore", "1"]
    dn = f"OU={name},OU=Groups\\, all,DC=corp,DC=example"
    server.state.add_group(store, GUID, f"CN={name},{dn}", "sam")
    group = {
        "objectGUID": GUID,
        "identityStoreId": 1,
        "IMSGManagedGroupType": 2,
        "IMSGCriteria": f'(displayName is exactly "{name}")',
        "IMSGStartPath": [{"Value": "DC=corp", "Scope": 2}, {"Value": dn, "Scope": 1}],
        "IMSGObjectTypes": [1, 6],
        "XAdditionalOwner": sorted([GUID, GUID.replace("0", "1")]),
        "XGroupExpirationDate": "2026-02-01T09:30:00.1234567Z",
        "IMGIsExpired": False,
        "XGroupExpirationPolicy": 0,
    }
    through.update("SmartGroup", GUID, group, through.find("SmartGroup", {GUID: group})[GUID])
    assert through.find("SmartGroup", {GUID: group})[GUID] == group
    assert server.state.groups[store][GUID]["bag"]["XGroupExpirationDate"][0]["value"] == "2026 February 01 09:30:00"
    for kind, values in (
        (
            "DataSource",
            {**SOURCE, "name": name, "configurationValues": {**SOURCE["configurationValues"], "Database": name}},
        ),
        ("JobCollection", {"name": name, "description": name, "isTemplate": False, "isNotificationEnabled": False}),
        (
            "SynchronizeJob",
            job(name, description=name, syncQuery=[{"query": name, "queryType": "SQL", "isSource": True}]),
        ),
        (
            "Workflow",
            {"identityStoreID": 1, "name": name, "description": name, "type": 1, "event": 2, "isEnabled": True},
        ),
    ):
        key = f"1/{name}" if kind == "Workflow" else name
        assert through.create(kind, key, values)
        assert through.find(kind, {key: values})[key] == seen(kind, values), kind


def test_only_what_differs_of_a_group_is_written_and_none_is_made(server: Server, stored: Memory) -> None:
    through = door(server, stored)
    store = stored.ids["IdentityStore", "1"]
    group = {"objectGUID": GUID, "identityStoreId": 1, "IMSGManagedGroupType": 1, "XGroupSecurity": "Private"}
    with pytest.raises(TargetRefused, match="groups are never made here"):
        through.create("UnmanagedGroup", GUID, group)
    server.state.add_group(store, GUID, "CN=x,DC=corp", "sam")
    found = through.find("UnmanagedGroup", {GUID: group})[GUID]
    through.update("UnmanagedGroup", GUID, group, found)
    assert server.state.groups[store][GUID]["bag"].keys() == {"IMSGManagedGroupType", "XGroupSecurity"}
    calls = len(server.calls)
    through.update("UnmanagedGroup", GUID, group, group)
    assert len(server.calls) == calls
    through.update("UnmanagedGroup", GUID, {**group, "XGroupSecurity": None}, group)
    assert "XGroupSecurity" not in through.find("UnmanagedGroup", {GUID: group})[GUID]


def test_a_list_of_groups_that_is_not_found_for_one_that_is_gone_is_asked_for_one_by_one(
    server: Server, stored: Memory
) -> None:
    server.state.add_group(stored.ids["IdentityStore", "1"], GUID, "CN=x,DC=corp", "sam")
    gone = GUID.replace("0", "1")
    wanted = {key: {"objectGUID": key, "identityStoreId": 1, "IMSGManagedGroupType": 2} for key in (gone, GUID)}
    server.fail("404", on="/Groups")
    found = door(server, stored).find("SmartGroup", wanted)
    assert found == {GUID: {"objectGUID": GUID, "identityStoreId": 1, "IMSGManagedGroupType": 1}}


def test_dated_members_are_joined_and_nobody_is_taken_out(server: Server, stored: Memory) -> None:
    through, store = door(server, stored), stored.ids["IdentityStore", "1"]
    there = tuple(f"00000000-0000-4000-8000-{n:012d}" for n in range(250))  # more than a page
    server.state.add_group(store, GUID, "CN=x,DC=corp", "sam", members=there)
    members = [
        {
            "Value": there[3],
            "XMembershipType": "Temporary Member",
            "XBeginningDate": "2026-10-26T09:30:00.0000000Z",
            "XEndingDate": "2026-12-29T09:30:00.0000000Z",
        },
        {"Value": there[240], "XMembershipType": "Removal Pending", "XBeginningDate": "2026-11-13T09:30:00.0000000Z"},
    ]
    group = {"objectGUID": GUID, "identityStoreId": 1, "members": members}
    found = through.find("UnmanagedGroup", {GUID: group})[GUID]
    assert "members" not in found
    through.update("UnmanagedGroup", GUID, group, found)
    assert through.find("UnmanagedGroup", {GUID: group})[GUID] == group
    assert set(server.state.groups[store][GUID]["members"]) == set(there)
    with pytest.raises(TargetRefused, match="number"):
        through.update(
            "UnmanagedGroup", GUID, {**group, "members": [{"Value": GUID, "XMembershipType": "Sometimes"}]}, group
        )


def test_a_preview_gives_everybody_page_by_page(server: Server, stored: Memory) -> None:
    server.previewed = [f"00000000-0000-4000-8000-{n:012d}" for n in range(230)]
    query = {
        "identityStoreId": 1,
        "objectGUID": GUID,
        "IMSGCriteria": '(a is exactly "b")',
        "IMSGObjectTypes": [6],
        "IMSGStartPath": [{"Value": "DC=corp", "Scope": 2}],
        "Storage": "*",
    }
    assert door(server, stored).preview(query) == server.previewed
    assert len([c for c in server.calls if c.endswith("/SmartGroups/Members")]) == 3


# -- faults -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", ["500-after", "cut-after"])
def test_a_create_whose_answer_was_lost_is_found_not_made_twice(server: Server, stored: Memory, fault: str) -> None:
    through = door(server, stored)
    collection = {"name": "Alle", "description": "", "isTemplate": False, "isNotificationEnabled": False}
    wanted: list[tuple[str, str, dict[str, Any], str]] = [
        ("DataSource", "k", SOURCE, "DataSource/Create"),
        ("JobCollection", "Alle", collection, "POST GroupIDDataService/api/DataSyncJobs/Collections"),
        ("SynchronizeJob", "Nacht", job("Nacht", initialPassword="g"), "POST GroupIDDataService/api/DataSyncJobs"),
        ("SynchronizeJob", "Alle/Nacht", job("Nacht", type=2, collectionId={"$ref": "JobCollection/Alle"}), "PATCH"),
        ("Workflow", "1/w", {"identityStoreID": 1, "name": "w", "type": 1, "event": 2, "isEnabled": True}, "/Routes"),
    ]
    for kind, key, values, call in wanted:
        if "collectionId" in values:
            values = {**values, "collectionId": stored.given("JobCollection", "Alle")}
        server.fail(
            fault,
            on=call
            if call.startswith(("P", "D"))
            else f"POST GroupIDDataService/api/IdentityStores/{stored.ids['IdentityStore', '1']}/Workflows/Routes",
        )
        given = through.create(kind, key, values)
        assert given and given == stored.given(kind, key)
    held = server.state
    assert (len(held.data_sources), len(held.collections), len(held.jobs), held.last["route"]) == (1, 1, 1, 9)
    assert [len(one["jobs"]) for one in held.collections.values()] == [1]
    assert not [f for f in server.faults if f.times], "every fault was met"


def test_a_create_that_never_arrived_is_not_sent_again_by_itself(server: Server) -> None:
    server.fail("cut", on="DataSource/Create")
    with pytest.raises(DoorUnreachable) as caught:
        door(server).create("DataSource", "k", SOURCE)
    assert caught.value.transient
    server.fail("500", on="DataSource/Create")
    with pytest.raises(TargetRefused, match="HTTP 500.*not there as it was sent"):
        door(server).create("DataSource", "k", SOURCE)
    assert len([c for c in server.calls if c.endswith("Create")]) == 2
    assert server.state.data_sources == {}


@pytest.mark.parametrize(
    ("kind", "key", "call"),
    [
        ("SynchronizeJob", "Nacht", "GET GroupIDDataService/api/DataSyncJobs"),
        ("SynchronizeJob", "Nacht", "/Details"),
        ("JobCollection", "Alle", "/Collections"),
        ("JobCollection", "Alle", "/Details"),
        ("SynchronizeJob", "Alle/Nacht", "/Collections"),
    ],
)  # fmt: skip
def test_a_list_that_is_not_found_is_not_taken_for_an_empty_one(
    server: Server, stored: Memory, kind: str, key: str, call: str
) -> None:
    through = door(server, stored)
    through.create("SynchronizeJob", "Nacht", job("Nacht"))
    values = {
        "Nacht": job("Nacht"),
        "Alle": {"name": "Alle", "description": "", "isTemplate": False, "isNotificationEnabled": False},
        "Alle/Nacht": job("Nacht", type=2, collectionId={"$ref": "JobCollection/Alle"}),
    }
    collection = through.create("JobCollection", "Alle", values["Alle"])
    through.create("SynchronizeJob", "Alle/Nacht", {**values["Alle/Nacht"], "collectionId": collection})
    stored.ids.pop(("JobCollection", "Alle"))
    server.fail("404", on=call, times=100)
    with pytest.raises(DoorUnexpected, match="is not found"):
        through.find(kind, {key: values[key]})


READS = (
    ("DataSource", "k", "GET GroupIDDataService/api/DataSource/GetAll"),
    ("SynchronizeJob", "Nacht", "GET GroupIDDataService/api/DataSyncJobs"),
    ("SynchronizeJob", "Nacht", "/Details"),
    ("JobCollection", "Alle", "/Collections"),
    ("JobCollection", "Alle", "/Details"),
    ("SynchronizeJob", "Alle/Nacht", "/Collections"),
    ("Workflow", "1/w", "/Routes"),
    ("UnmanagedGroup", GUID, "/Groups"),
    ("UnmanagedGroup", GUID, "/Searches"),
)


@pytest.fixture
def full(server: Server, stored: Memory) -> dict[str, Any]:
    """One object of each kind that the door reads, made; as it is wanted, by key."""
    through, store = door(server, stored), stored.ids["IdentityStore", "1"]
    members = [{"Value": GUID.replace("0", "2"), "XMembershipType": "Perpetual"}]
    server.state.add_group(store, GUID, "CN=x,DC=corp", "sam")
    values: dict[str, Any] = {
        "k": SOURCE,
        "Nacht": job("Nacht"),
        "Alle": {"name": "Alle", "description": "", "isTemplate": False, "isNotificationEnabled": False},
        "1/w": {"identityStoreID": 1, "name": "w", "type": 1, "event": 2, "isEnabled": True},
    }
    for kind, key in (("DataSource", "k"), ("SynchronizeJob", "Nacht"), ("JobCollection", "Alle"), ("Workflow", "1/w")):
        through.create(kind, key, values[key])
    values["Alle/Nacht"] = job("Nacht", type=2, collectionId=stored.given("JobCollection", "Alle"))
    through.create("SynchronizeJob", "Alle/Nacht", values["Alle/Nacht"])
    values["Alle/Nacht"]["collectionId"] = {"$ref": "JobCollection/Alle"}
    values[GUID] = {"objectGUID": GUID, "identityStoreId": 1, "members": members}
    through.update("UnmanagedGroup", GUID, values[GUID], {})
    return values


@pytest.mark.parametrize(("kind", "key", "call"), READS, ids=lambda one: one.rpartition("/")[2])
def test_a_look_that_failed_is_not_taken_for_absence(
    server: Server, stored: Memory, full: dict[str, Any], kind: str, key: str, call: str
) -> None:
    through = door(server, stored)
    assert through.find(kind, {key: full[key]}).keys() == {key}
    stored.ids.pop(("JobCollection", "Alle"))
    server.fail("200-failed", on=call, times=100)
    with pytest.raises(DoorFailed, match=r"Access is denied\."):
        through.find(kind, {key: full[key]})
    assert {fault.times for fault in server.faults} != {100}


NO_ENVELOPE: tuple[Any, ...] = ({}, {"message": "x"}, {"count": 1, "data": None, "status": 0, "message": None}, "x")
LISTS = (
    ("DataSource", "k", "data-sources"),
    ("SynchronizeJob", "Nacht", "jobs"),
    ("SynchronizeJob", "Nacht", "job"),
    ("JobCollection", "Alle", "collection"),
    ("Workflow", "1/w", "routes"),
)


@pytest.mark.parametrize(
    ("kind", "key", "name", "answer"),
    [(*one, answer) for one in LISTS for answer in (*NO_ENVELOPE, None)]
    + [("UnmanagedGroup", GUID, "groups", answer) for answer in NO_ENVELOPE],
    ids=lambda one: one if isinstance(one, str) and one != GUID else repr(one)[:12],
)
def test_an_answer_in_no_known_envelope_is_not_taken_for_absence(
    server: Server,
    stored: Memory,
    full: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    key: str,
    name: str,
    answer: Any,
) -> None:
    from tests.servers import dm_rest_answers as given

    monkeypatch.setitem(given.ANSWERS, name, lambda *_: answer)
    with pytest.raises(DoorUnexpected):
        door(server, stored).find(kind, {key: full[key]})


@pytest.mark.parametrize(
    ("kind", "key", "name"), [("SynchronizeJob", "Nacht", "job"), ("JobCollection", "Alle", "collection")]
)
def test_what_a_list_has_named_is_there_whatever_its_details_show(
    server: Server,
    stored: Memory,
    full: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    key: str,
    name: str,
) -> None:
    """Details count none of everything (getjobsdetails.md), so that says nothing."""
    from tests.servers import dm_rest_answers as given

    monkeypatch.setitem(given.ANSWERS, name, lambda *_: {"count": 0, "data": None, "status": 0, "message": None})
    with pytest.raises(DoorUnexpected, match="shows no object"):
        door(server, stored).find(kind, {key: full[key]})


def test_a_door_whose_first_look_fails_is_not_said_to_be_there(server: Server) -> None:
    server.fail("200-failed", on="DataSource/GetAll")
    with pytest.raises(DoorFailed, match=r"Access is denied\.") as caught:
        door(server).who()
    assert "role" in caught.value.recommended_action


def test_a_change_that_failed_within_a_good_answer_is_a_refusal(server: Server) -> None:
    server.fail("200-failed", on="DataSource/Create")
    with pytest.raises(TargetRefused, match="Access is denied"):
        door(server).create("DataSource", "k", SOURCE)


@pytest.mark.parametrize("most", [7, 10, 25, 100])
def test_a_page_that_is_shorter_than_asked_for_is_not_the_last(server: Server, stored: Memory, most: int) -> None:
    there = tuple(f"00000000-0000-4000-8000-{n:012d}" for n in range(25))
    server.rows_at_most, server.previewed = most, list(there)
    through = door(server, stored)
    assert through.preview({"identityStoreId": 1, "objectGUID": GUID, "IMSGObjectTypes": [6]}) == server.previewed
    server.state.add_group(stored.ids["IdentityStore", "1"], GUID, "CN=x,DC=corp", "sam", members=there)
    group = {
        "objectGUID": GUID,
        "identityStoreId": 1,
        "members": [{"Value": there[-1], "XMembershipType": "Perpetual"}],
    }
    through.update("UnmanagedGroup", GUID, group, {})
    assert through.find("UnmanagedGroup", {GUID: group})[GUID] == group


@pytest.mark.parametrize(
    ("told", "pages"), [(lambda a: {"data": a["data"]}, 4), (lambda a: {**a, "total": 0}, 4)], ids=["none", "zero"]
)
def test_without_a_count_a_short_page_is_the_last(
    server: Server, stored: Memory, monkeypatch: pytest.MonkeyPatch, told: Any, pages: int
) -> None:
    from tests.servers import dm_rest_answers as given

    whole = given.ANSWERS["preview"]
    monkeypatch.setitem(given.ANSWERS, "preview", lambda *of: told(whole(*of)))
    server.previewed = [f"00000000-0000-4000-8000-{n:012d}" for n in range(330)]
    assert (
        door(server, stored).preview({"identityStoreId": 1, "objectGUID": GUID, "IMSGObjectTypes": [6]})
        == server.previewed
    )
    assert len([c for c in server.calls if c.endswith("/SmartGroups/Members")]) == pages


def test_a_count_that_is_never_reached_ends_with_an_empty_page(
    server: Server, stored: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.servers import dm_rest_answers as given

    whole = given.ANSWERS["preview"]
    monkeypatch.setitem(given.ANSWERS, "preview", lambda *of: {**whole(*of), "total": 99})
    server.previewed = [GUID]
    assert door(server, stored).preview({"identityStoreId": 1, "objectGUID": GUID, "IMSGObjectTypes": [6]}) == [GUID]


def test_a_preview_that_failed_does_not_say_that_nobody_is_a_member(server: Server, stored: Memory) -> None:
    server.fail("200-failed", on="/SmartGroups/Members")
    with pytest.raises(DoorFailed):
        door(server, stored).preview({"identityStoreId": 1, "objectGUID": GUID, "IMSGObjectTypes": [6]})


def test_a_preview_that_is_not_found_does_not_say_that_nobody_is_a_member(server: Server, stored: Memory) -> None:
    server.fail("404", on="/SmartGroups/Members")
    with pytest.raises(DoorUnexpected, match="is not found"):
        door(server, stored).preview({"identityStoreId": 1, "objectGUID": GUID, "IMSGObjectTypes": [6]})


def test_an_update_whose_answer_was_lost_is_judged_by_what_can_be_seen(server: Server, stored: Memory) -> None:
    through, store = door(server, stored), stored.ids["IdentityStore", "1"]
    server.state.add_group(store, GUID, "CN=x,DC=corp", "sam")
    group = {"objectGUID": GUID, "identityStoreId": 1, "XGroupSecurity": "Private"}
    server.fail("cut-after", on="PATCH")
    through.update("UnmanagedGroup", GUID, group, {})
    server.fail("cut", on="PATCH")
    with pytest.raises(DoorUnreachable):
        through.update("UnmanagedGroup", GUID, {**group, "XGroupSecurity": "Public"}, group)
    through.create("DataSource", "k", SOURCE)
    server.fail("cut-after", on="PUT")
    with pytest.raises(DoorUnreachable):  # the new password may or may not be there
        through.update("DataSource", "k", {**SOURCE, "password": "new"}, {})


def test_a_refusal_says_why_and_tells_no_secret(server: Server) -> None:
    through = door(server)
    secret = "Tr0mmel"
    with pytest.raises(TargetRefused) as caught:
        through.create("DataSource", "k", {**SOURCE, "configurationValues": {secret: "x"}, "password": secret})
    assert "configurationValues has no" in caught.value.message and secret not in caught.value.message


@pytest.mark.parametrize("padding", [0, 270])
def test_a_refusal_that_quotes_the_request_tells_no_secret(
    server: Server, monkeypatch: pytest.MonkeyPatch, padding: int
) -> None:
    """As JSON, in which a secret is written otherwise, and cut where a message grows too long."""
    from tests.servers import dm_rest_answers as given

    def quoting(_: Server, body: Any, __: Any) -> Any:
        raise given.Refused("x" * padding + json.dumps({"Password": body["configurationValues"]["Password"]}))

    monkeypatch.setitem(given.ANSWERS, "create-data-source", quoting)
    with pytest.raises(TargetRefused) as caught:
        door(server).create("DataSource", "k", {**SOURCE, "password": 'Ta"nne\\Baum-4711'})
    assert "Password" in caught.value.message and "***" in caught.value.message
    assert "nne" not in caught.value.message and "Ta" not in caught.value.message


def test_a_line_that_failed_inside_a_result_is_a_refusal(
    server: Server, monkeypatch: pytest.MonkeyPatch, stored: Memory
) -> None:
    from tests.servers import dm_rest_answers as given

    inner = given.result(8, name="XGroupSecurity", status=1, message="Access is denied", errorCode="E5")
    nested = given.result(0, details=[given.result(8, name=GUID, details=[given.result(8, name="info"), inner])])
    monkeypatch.setitem(given.ANSWERS, "update-group", lambda *_: nested)
    server.state.add_group(stored.ids["IdentityStore", "1"], GUID, "CN=x,DC=corp", "sam")
    with pytest.raises(TargetRefused, match="XGroupSecurity: Access is denied"):
        door(server, stored).update("UnmanagedGroup", GUID, {"identityStoreId": 1, "XGroupSecurity": "Private"}, {})


def test_names_in_answers_count_in_any_letter_case(
    server: Server, stored: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.servers import dm_rest_answers as given

    through = door(server, stored)
    through.create("DataSource", "k", SOURCE)
    through.create("SynchronizeJob", "j", job("j"))
    wanted = (("DataSource", "k", SOURCE), ("SynchronizeJob", "j", job("j")))
    before = [through.find(kind, {key: values}) for kind, key, values in wanted]

    def shouted(value: Any) -> Any:
        if isinstance(value, list):
            return [shouted(one) for one in value]
        return {n.upper(): shouted(v) for n, v in value.items()} if isinstance(value, dict) else value

    for name, answer in list(given.ANSWERS.items()):
        monkeypatch.setitem(given.ANSWERS, name, lambda *given_, answer=answer: shouted(answer(*given_)))
    assert [through.find(kind, {key: values}) for kind, key, values in wanted] == before
