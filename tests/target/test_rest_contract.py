"""dm11-rest.toml holds together, and the stand-in made from it takes nothing that it does not say."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from pyupgrade.connect.dm_rest import RestClient
from pyupgrade.errors import TargetRefused
from pyupgrade.target.rest_codecs import CODECS, moment
from pyupgrade.target.rest_shapes import Shapes
from tests.servers import dm_rest
from tests.servers.dm_rest import Server
from tests.servers.dm_rest_answers import ANSWERS
from tests.servers.dm_rest_shapes import Strict
from tests.target.rest_parts import FACTS, client

API = "GroupIDDataService/api/"
GUID = "0f6a3c52-6d3e-4c3b-9f4e-27c1a4f1d001"
PLAIN = {"int", "num", "text", "bool", "any", "null"}


def bare(kind: str) -> str:
    return kind.strip("[]{}?")


def test_every_shape_and_source_that_is_named_is_there() -> None:
    shapes = FACTS.data["shape"]
    for name, shape in shapes.items():
        assert shape["source"] in FACTS.sources, name
        assert {bare(kind) for kind in shape["members"].values()} <= PLAIN | shapes.keys(), name
        assert set(shape.get("required", ())) | set(shape.get("own", ())) <= shape["members"].keys(), name
    for name, endpoint in FACTS.data["endpoint"].items():
        assert endpoint["source"] in FACTS.sources, name
        used = {bare(endpoint[part]) for part in ("request", "answer", "form", "data") if part in endpoint}
        assert used <= PLAIN | shapes.keys(), name
        assert name == "token" or name in ANSWERS, f"the stand-in does not answer {name}"
    for name, blank in FACTS.data["blank"].items():
        assert blank["members"].keys() <= shapes[name]["members"].keys() and blank["source"] in FACTS.sources
    for name in ("configuration", "settings", "membership", "workflow"):
        assert FACTS.data[name]["source"] in FACTS.sources
    assert all(one["source"] in FACTS.sources for one in FACTS.data["attribute"].values())


@pytest.mark.parametrize("kind", FACTS.kinds)
def test_every_field_goes_to_a_name_that_the_pages_show(kind: str) -> None:
    root = {
        "DataSource": "DataSource",
        "SynchronizeJob": "Job",
        "JobCollection": "JobCollection",
        "Workflow": "Route",
    }.get(kind)
    shapes, settings = FACTS.data["shape"], FACTS.data["settings"]["keys"]
    for field in FACTS.kinds[kind].fields.values():
        if root is None:
            assert not field.to or field.to == "members" or field.to in FACTS.data["attribute"]
            assert (field.codec in CODECS) == (field.to in FACTS.data["attribute"])
        elif field.codec in ("provider", "store"):
            assert f"{field.to}.Provider" in settings
        elif field.codec == "secret-setting":
            assert field.to in settings
        else:
            shape = root
            *outer, last = field.to.split(".")
            for name in outer:
                shape = bare(shapes[shape]["members"][name])
            known = FACTS.data["configuration"]["2"] if shape == "text" else shapes[shape]["members"]
            assert last in known, field


@pytest.mark.parametrize("shape", ["Job", "JobCollection", "Route", "DataSourceRequest", "FieldMap", "Setting"])
def test_a_blank_document_is_good_and_a_read_one_can_be_sent_back(shape: str) -> None:
    shapes, strict = Shapes(FACTS), Strict(FACTS.data)
    assert strict.faults(shape, shapes.blank(shape)) == []
    made = shapes.document(shape, {name.upper(): value for name, value in shapes.blank(shape).items()})
    assert strict.faults(shape, made) == [] and made == shapes.blank(shape)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("9999 December 31 00:00:00", "9999-12-31T00:00:00.0000000Z"),
        ("2026 march 1 09:30:00", "2026-03-01T09:30:00.0000000Z"),
        ("2024-05-07T04:08:56.95", "2024-05-07T04:08:56.9500000Z"),
        ("2024-06-04T09:45:25.373Z", "2024-06-04T09:45:25.3730000Z"),
        ("0001-01-01T00:00:00", None),
        ("soon", "soon"),
        ("2026 Thermidor 1 00:00:00", "2026 Thermidor 1 00:00:00"),
    ],
)
def test_dates_of_four_styles(text: str, wanted: str | None) -> None:
    assert moment(text) == wanted


# -- strictness: each of these fails when the stand-in grows lax -------------------------------------------------------


@pytest.fixture
def server() -> Iterator[Server]:
    with dm_rest.running() as running:
        running.state.add_store("Konzern", 3)
        running.state.add_group(3, GUID, "CN=x,DC=corp", "sam")
        yield running


@pytest.fixture
def calls(server: Server) -> RestClient:
    return client(server)


def changed(document: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    made = deepcopy(document)
    *outer, last = path.split(".")
    inner: Any = made
    for name in outer:
        inner = inner[int(name)] if name.isdecimal() else inner[name]
    if value is KeyError:
        del inner[last]
    else:
        inner[last] = value
    return made


SOURCE: dict[str, Any] = {
    "name": "x",
    "providerTypeName": None,
    "type": 6,
    "creationDate": "2024-05-07T04:08:56.95",
    "lastUpdate": None,
    "configurationValues": {"Server": "Dsn", "DsnType": "SystemDsn", "UserName": "", "Password": ""},
}
BAG: dict[str, Any] = {
    "AttributesCollection": {"AttributesCollection": {"XGroupSecurity": [{"Value": "Private", "Action": 0}]}}
}
JOB = {**Shapes(FACTS).blank("Job")}
JOB["jobInfo"] |= {
    "name": "j",
    "type": 1,
    "sourceProvider": "Konzern",
    "destinationProvider": "konzern",
    "created": "2024-06-04T09:45:25.37Z",
}
ROUTE = {"items": [{**Shapes(FACTS).blank("Route"), "name": "r", "type": 1, "event": 2}]}
JOIN = {
    "IdentityStoreID": 3,
    "ReplicationRequired": False,
    "joiningUserIdentity": GUID,
    "joinType": {
        "MembershipType": 1,
        "StartDate": "0001-01-01T00:00:00",
        "EndDate": "0001-01-01T00:00:00",
        "Reason": "",
    },
}
GROUP = f"IdentityStores/3/Groups/{GUID}"
WAYS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "source": ("POST", "DataSource/Create", SOURCE),
    "job": ("POST", "DataSyncJobs", JOB),
    "route": ("POST", "IdentityStores/3/Workflows/Routes", ROUTE),
    "group": ("PATCH", GROUP, BAG),
    "join": ("POST", f"{GROUP}/JoinOnBehalf", JOIN),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_the_pages_show_is_taken(server: Server, calls: RestClient, way: str) -> None:
    method, path, body = WAYS[way]
    assert calls.change(method, API + path, body, "x")["status"] == 0


@pytest.mark.parametrize(
    ("way", "path", "value"),
    [
        ("source", "Name", "x"),
        ("source", "id", 4),
        ("source", "name", KeyError),
        ("source", "lastUpdate", KeyError),
        ("source", "type", "6"),
        ("source", "type", True),
        ("source", "type", 7),
        ("source", "creationDate", "2024-05-07T04:08:56Z"),
        ("source", "name", " "),
        ("source", "configurationValues.FilePath", "x"),
        ("source", "configurationValues.Server", KeyError),
        ("source", "configurationValues.server", "x"),
        ("source", "configurationValues.UserName", None),
        ("job", "jobInfo.jobid", 0),
        ("job", "jobInfo.jobId", 5),
        ("job", "jobInfo.jobId", "0"),
        ("job", "jobInfo.timesRun", KeyError),
        ("job", "jobInfo.type", 2),
        ("job", "jobInfo.name", None),
        ("job", "jobInfo.lastRun", "2024-06-04"),
        ("job", "hasAccess", KeyError),
        ("job", "jobInfo.sourceProvider", "nobody"),
        ("job", "jobInfo.created", "2024-06-04T09:45:25.370Z"),
        ("job", "settings", {}),
        (
            "job",
            "settings",
            [{"action": 0, "id": 0, "key": "Memberkey", "value": "x", "dataType": "System.String", "objectType": None}],
        ),
        (
            "job",
            "settings",
            [{"action": 0, "id": 0, "key": "memberkey", "value": 3, "dataType": "System.String", "objectType": None}],
        ),
        (
            "job",
            "settings",
            [
                {
                    "action": 0,
                    "id": 0,
                    "key": "Source.Type",
                    "value": "x",
                    "dataType": "System.Int32",
                    "objectType": None,
                }
            ],
        ),
        (
            "job",
            "settings",
            [{"action": 0, "id": 0, "key": "memberkey", "value": "x", "dataType": "String", "objectType": None}],
        ),
        ("job", "settings", [{"key": "memberkey", "value": "x", "dataType": "System.String"}]),
        ("job", "fieldsMap", [{}]),
        ("route", "items.0.isenabled", True),
        ("route", "items.0.isEnabled", "true"),
        ("route", "items.0.typeDTO", {}),
        ("route", "items.0.type", 2),
        ("route", "items.0.name", "workflow to reset password"),
        ("route", "items.0.workflowRouteId", 3),
        ("route", "items.0.event", KeyError),
        ("route", "items.0.routeFieldDTOList", [{"field": "x"}]),
        ("route", "items", {}),
        ("route", "Items", []),
        (
            "route",
            "items.0.routeApproverDTOList",
            [
                {
                    "workflowRouteApproverId": 0,
                    "approver": "x",
                    "approverIdentityStoreID": 99,
                    "workflowRouteId": 0,
                    "approverType": 0,
                    "approverName": None,
                },
            ],
        ),
        ("group", "attributesCollection", {}),
        ("group", "AttributesCollection", {}),
        ("group", "AttributesCollection.AttributesCollection.xGroupSecurity", []),
        ("group", "AttributesCollection.AttributesCollection.XMembershipType", []),
        ("group", "AttributesCollection.AttributesCollection.sAMAccountName", [{"Value": "x", "Action": 0}]),
        ("group", "AttributesCollection.AttributesCollection.XGroupSecurity", [{"value": "Private", "Action": 0}]),
        ("group", "AttributesCollection.AttributesCollection.XGroupSecurity", [{"Value": "Private"}]),
        ("group", "AttributesCollection.AttributesCollection.XGroupSecurity", [{"Value": "Secret", "Action": 0}]),
        ("group", "AttributesCollection.AttributesCollection.XGroupSecurity", "Private"),
        ("group", "AttributesCollection.AttributesCollection.IMSGManagedGroupType", [{"Value": 2, "Action": 0}]),
        ("group", "AttributesCollection.AttributesCollection.IMSGManagedGroupType", [{"Value": "7", "Action": 0}]),
        ("group", "AttributesCollection.AttributesCollection.IMSGObjectTypes", [{"Value": "12", "Action": 0}]),
        ("group", "AttributesCollection.AttributesCollection.IMGIsExpired", [{"Value": "True", "Action": 0}]),
        (
            "group",
            "AttributesCollection.AttributesCollection.XGroupExpirationDate",
            [{"Value": "2026-02-01T00:00:00", "Action": 0}],
        ),
        ("group", "AttributesCollection.AttributesCollection.IMSGStartPath", [{"Value": "DC=x", "Action": 0}]),
        (
            "group",
            "AttributesCollection.AttributesCollection.IMSGStartPath",
            [{"Value": "DC=x", "Action": 0, "AttributeCollection": {"Scope": "3"}}],
        ),
        (
            "group",
            "AttributesCollection.AttributesCollection.IMSGStartPath",
            [{"Value": "DC=x", "Action": 0, "AttributeCollection": {"scope": "2"}}],
        ),
        ("join", "identityStoreID", 3),
        ("join", "IdentityStoreID", 4),
        ("join", "joinType.MembershipType", 9),
        ("join", "joinType.Reason", KeyError),
        ("join", "joinType.StartDate", "2026-01-01"),
    ],
)
def test_the_stand_in_refuses_what_they_do_not(
    server: Server, calls: RestClient, way: str, path: str, value: Any
) -> None:
    method, address, body = WAYS[way]
    before = server.state.to_json()
    with pytest.raises(TargetRefused, match="HTTP 400: .+"):
        calls.change(method, API + address, changed(body, path, value), "x")
    assert server.state.to_json() == before


def test_a_second_one_of_a_name_is_refused(server: Server, calls: RestClient) -> None:
    for way in ("source", "job", "route"):
        method, path, body = WAYS[way]
        calls.change(method, API + path, body, "x")
        with pytest.raises(TargetRefused, match="there is a"):
            calls.change(method, API + path, body, "x")
    group = {
        "GroupName": "y",
        "Container": "DC=corp",
        "AttributesCollection": {"AttributesCollection": {"sAMAccountName": [{"Value": "SAM", "Action": 0}]}},
    }
    with pytest.raises(TargetRefused, match="there is a group with the sAMAccountName SAM"):
        calls.change("POST", f"{API}IdentityStores/3/Groups/StaticGroup", group, "x")


def test_what_is_not_there_and_what_is_not_asked_so(server: Server, calls: RestClient) -> None:
    for method, path in (
        ("POST", "DataSource/Make"),
        ("POST", "IdentityStores/9/Workflows/Routes"),
        ("PATCH", f"IdentityStores/9/Groups/{GUID}"),
    ):
        with pytest.raises(TargetRefused, match="HTTP 404"):
            calls.change(method, API + path, ROUTE if "Routes" in path else BAG, "x")
    with pytest.raises(TargetRefused, match="HTTP 405"):
        calls.change("POST", f"{API}DataSource/GetAll", None, "x")
    with pytest.raises(TargetRefused, match="takes no body"):
        calls.change("GET", f"{API}DataSource/GetAll", {}, "x")
    with pytest.raises(TargetRefused, match="no parameter size"):
        calls.change(
            "GET",
            f"{API}IdentityStores/3/Groups/SmartGroups/Members?size=3",
            {"ExtensionDataAttributes": {"AttributesCollection": {}}, "AttributesToLoad": []},
            "x",
        )


def test_a_group_update_tells_a_line_more_than_was_sent(calls: RestClient) -> None:
    answer = calls.change("PATCH", API + GROUP, BAG, "x")
    assert [line["name"] for line in answer["details"]] == ["XGroupSecurity", "IMSGManagedGroupType"]
    several = [
        {
            "objectIdFromIdentityStore": GUID,
            "identityStoreId": 3,
            "attributesBusinessObject": {
                "attributesCollection": {"XGroupSecurity": [{"identityStoreId": 3, "value": "Public"}]}
            },
        }
    ]
    answer = calls.change("PATCH", f"{API}IdentityStores/3/Groups/", several, "x")
    assert answer["details"][0]["name"] == GUID and len(answer["details"][0]["details"]) == 2


def test_a_new_store_is_born_with_its_system_workflows(server: Server, calls: RestClient) -> None:
    routes = calls.read("GET", f"{API}IdentityStores/3/Workflows/Routes")
    assert [route["event"] for route in routes] == [12, 7, 6, 4, 5, 10, 11, 2]
    assert all(Strict(FACTS.data).faults("Route", route) == [] for route in routes)
    assert calls.read("GET", f"{API}IdentityStores/3/Workflows/Routes/Default")[0]["workflowRouteId"] == 0
    fixed = FACTS.kinds["Workflow"].more["fixed"]
    assert (
        fixed["source"] in FACTS.sources
        and {fixed["where"], fixed["by"], *fixed["fields"]} <= FACTS.kinds["Workflow"].fields.keys()
    )
    assert not set(fixed["fields"]) & set(FACTS.data["workflow"]["changes"])
    shapes = {"routeFieldDTOList": "field", "routeFilterDTOList": "name", "routeObjectDTOList": "objectTypeId"}
    for route in routes:
        born = {name: sorted(row[one] for row in route[name]) for name, one in shapes.items() if route[name]}
        wanted = fixed["born"][str(route["event"])]
        assert {name: [row[shapes[name]] for row in rows] for name, rows in wanted.items()} == born, route["event"]
    assert len(fixed["born"]) == len(routes)


def test_answers_keep_to_their_shapes(server: Server, calls: RestClient) -> None:
    for way in ("source", "job", "route"):
        method, path, body = WAYS[way]
        assert Strict(FACTS.data).faults("Result", calls.change(method, API + path, body, "x")) == []
    strict = Strict(FACTS.data)
    assert strict.faults("[DataSource]", calls.read("GET", f"{API}DataSource/GetAll")) == []
    assert strict.faults("Job", calls.read("GET", f"{API}DataSyncJobs/1/Details")["data"]) == []
    group = calls.read("GET", f"{API}IdentityStores/3/Groups/{GUID}", ["XGroupSecurity"])
    assert strict.faults("Group", group) == [] and group["objectIdFromIdentityStore"] == GUID


def test_power_automate_settings(server: Server, calls: RestClient) -> None:
    path = f"{API}IdentityStores/3/Workflows/MsFlow/Settings"
    flow = {
        "msFlowID": 0,
        "msFlowUserID": GUID,
        "groupIDServiceUrl": "https://x/",
        "identityStoreID": 3,
        "isAuthenticated": True,
        "organizationalCode": "x",
        "region": "EU",
        "tenantID": GUID,
    }
    assert calls.read("GET", path) is None
    made = calls.change("POST", path, flow, "x")
    assert calls.read("GET", path) == made and made["msFlowID"]
    assert calls.change("PATCH", path, {**made, "region": "US"}, "x") is True


def test_stores_of_another_stand_in_come_by_the_file_they_share(tmp_path: Any) -> None:
    registry = tmp_path / "stores.json"
    with dm_rest.running(registry=registry) as server:
        calls = client(server)
        assert calls.read("GET", f"{API}IdentityStores/31/Workflows/Routes") is None
        registry.write_text('{"stores": {"31": "Konzern"}}', encoding="utf-8")
        assert len(calls.read("GET", f"{API}IdentityStores/31/Workflows/Routes")) == 8
        assert server.state.stores == {31: "Konzern"}
