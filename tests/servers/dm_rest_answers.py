"""The calls of the REST stand-in, by their names in the contract: what each does to the state and the envelope it answers in."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.servers.dm_rest import Server

Parts = Mapping[str, str]


class Refused(Exception):
    """A request that the product would not take; the message names what is wrong."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


def result(
    type_: int, data: Any = None, name: str | None = None, details: list[Any] | None = None, **more: Any
) -> dict[str, Any]:
    """An operation result as the newer pages show it."""
    return {
        "name": name,
        "type": type_,
        "status": 0,
        "message": None,
        "data": data,
        "identityStoreObject": None,
        "details": details or [],
        "currentDirectoryServer": None,
        "errorCode": None,
        "exceptionMessagesAttributeWise": None,
        "isResyncAble": True,
        **more,
    }


def failed(answer: str) -> dict[str, Any]:
    """A failure in the envelope of an answer: pages show `status` and `message` in two of them and no failed one, so how is assumed."""
    if answer == "Counted":
        return {"count": 0, "data": [], "status": 1, "message": "Access is denied."}
    return result(0, status=1, message="Access is denied.", errorCode="")


def _page(server: Server, rows: list[Any], number: int, size: int) -> list[Any]:
    size = min(size, server.rows_at_most)
    return rows[(number - 1) * size : number * size]


def _store(server: Server, parts: Parts) -> int:
    given = int(parts["store"]) if parts["store"].isdecimal() else -1
    if given not in server.state.stores:
        raise Refused(f"there is no identity store {parts['store']}", 404)
    return given


# -- data sources -----------------------------------------------------------------------------------------------------


def data_sources(server: Server, body: Any, parts: Parts) -> Any:
    return deepcopy(list(server.state.data_sources.values()))


def create_data_source(server: Server, body: Any, parts: Parts) -> Any:
    _good_source(server, body, 0)
    given = server.state.next("source") + 40
    server.state.data_sources[given] = {"id": given, **body}
    return result(6, given)


def update_data_source(server: Server, body: Any, parts: Parts) -> Any:
    if body["id"] not in server.state.data_sources:
        raise Refused(f"there is no data source {body['id']}", 404)
    _good_source(server, body, body["id"])
    server.state.data_sources[body["id"]] = body
    return result(6, True)


def _good_source(server: Server, body: Any, given: int) -> None:
    faults = server.strict.configuration(body)
    if not body["name"].strip():
        faults.append("a data source has a name")
    for other, one in server.state.data_sources.items():
        if other != given and one["name"].casefold() == body["name"].casefold():
            faults.append(f"there is a data source {body['name']}")
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?", body["creationDate"]):
        faults.append("creationDate is a date without zone")
    if faults:
        raise Refused("; ".join(faults))


# -- jobs and collections ---------------------------------------------------------------------------------------------


def _found(server: Server, search: Any, infos: list[Any]) -> tuple[int, list[Any]]:
    wanted, page = search["filterCriteria"], search["SearchOption"]
    if (wanted["operator"], wanted["attribute"]) != ("is exactly", "Name") or not isinstance(wanted["value"], str):
        raise Refused("the search is by Name, is exactly")
    all_ = [info for info in infos if info["name"].casefold() == wanted["value"].casefold()]
    return len(all_), deepcopy(_page(server, all_, page["PageIndex"], page["PageSize"]))


def _counted(count: int, data: Any) -> dict[str, Any]:
    return {"count": count, "data": data, "status": 0, "message": None}


def jobs(server: Server, body: Any, parts: Parts) -> Any:
    count, found = _found(server, body, [job["jobInfo"] for job in server.state.jobs.values()])
    return _counted(count, [{**info, "enabled": True} for info in found])


def job_names(server: Server, body: Any, parts: Parts) -> Any:
    return [{"name": j["jobInfo"]["name"], "type": str(j["jobInfo"]["type"])} for j in server.state.jobs.values()]


def job(server: Server, body: Any, parts: Parts) -> Any:
    found = server.state.jobs.get(int(parts["job"]))
    if found is None:
        raise Refused(f"there is no job {parts['job']}", 404)
    return _counted(0, deepcopy(found))


def create_job(server: Server, body: Any, parts: Parts) -> Any:
    info = body["jobInfo"]
    if info["jobId"] or info["type"] not in (1, 3) or (info["type"] == 3) != body["isTemplate"]:
        raise Refused("a new job has no id, is of type 1 alone or 3 as a template")
    _good_job(server, body)
    if any(_alike(one["jobInfo"], info) for one in server.state.jobs.values()):
        raise Refused(f"there is a job {info['name']}")
    given = _numbered(server, body)
    server.state.jobs[given] = body
    return result(6, given)


def _alike(one: Any, other: Any) -> bool:
    return one["name"].casefold() == other["name"].casefold() and one["type"] == other["type"]


def _good_job(server: Server, document: Any) -> None:
    faults = server.strict.settings(document)
    info = document["jobInfo"]
    faults += [f"jobInfo lacks {name}" for name in ("name", "sourceProvider", "destinationProvider") if not info[name]]
    known = {one["name"].casefold() for one in server.state.data_sources.values()}
    known |= {name.casefold() for name in server.state.stores.values()}
    for end in ("sourceProvider", "destinationProvider"):
        if info[end] and info[end].casefold() not in known:
            faults.append(f"there is no data source or identity store {info[end]}")
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d*[1-9])?Z", info["created"]):
        faults.append("created is a UTC date, without trailing zeros")
    if faults:
        raise Refused("; ".join(faults))


def _numbered(server: Server, document: Any) -> int:
    """Gives a job and its rows their ids."""
    given: int = document["jobInfo"]["jobId"] or server.state.next("job")
    document["jobInfo"]["jobId"] = given
    for name in ("fieldsMap", "objectsOption", "syncQuery", "settings"):
        for row in document[name]:
            row["id"] = row["id"] or server.state.next("job row")
            if "jobId" in row:
                row["jobId"] = given
    return given


def collections(server: Server, body: Any, parts: Parts) -> Any:
    infos = []
    for one in server.state.collections.values():
        infos.append({**one["jobCollectionInfo"], "totalJobs": len(one["jobs"]), "enabled": True, "jobs": []})
    return _counted(*_found(server, body, infos))


def collection(server: Server, body: Any, parts: Parts) -> Any:
    found = server.state.collections.get(int(parts["collection"]))
    if found is None:
        raise Refused(f"there is no job collection {parts['collection']}", 404)
    return _counted(len(found["jobs"]), {**deepcopy(found), "totalJobs": 0, "hasAccess": True})


def collection_jobs(server: Server, body: Any, parts: Parts) -> Any:
    found = server.state.collections.get(body["jobCollectionId"])
    infos = [one["jobInfo"] for one in (found or {"jobs": []})["jobs"]]
    return _counted(len(infos), deepcopy(infos))


def create_collection(server: Server, body: Any, parts: Parts) -> Any:
    if body["jobCollectionInfo"]["id"]:
        raise Refused("a new job collection has no id")
    return _put_collection(server, body, server.state.next("collection"))


def update_collection(server: Server, body: Any, parts: Parts) -> Any:
    given = body["jobCollectionInfo"]["id"]
    if given not in server.state.collections:
        raise Refused(f"there is no job collection {given}", 404)
    kept = {one["jobInfo"]["jobId"] for one in server.state.collections[given]["jobs"]}
    strangers = [j["jobInfo"]["jobId"] for j in body["jobs"] if j["jobInfo"]["jobId"] not in {*kept, 0}]
    if strangers:
        raise Refused(f"the collection has no job {strangers[0]}")
    return _put_collection(server, body, given)


def _put_collection(server: Server, body: Any, given: int) -> Any:
    info = body["jobCollectionInfo"]
    if not info["name"].strip():
        raise Refused("a job collection has a name")
    for other, one in server.state.collections.items():
        if other != given and one["jobCollectionInfo"]["name"].casefold() == info["name"].casefold():
            raise Refused(f"there is a job collection {info['name']}")
    if sorted(one["name"] for one in info["jobs"]) != sorted(one["jobInfo"]["name"] for one in body["jobs"]):
        raise Refused("jobCollectionInfo.jobs and jobs differ")
    for one in body["jobs"]:
        if one["jobInfo"]["collectionId"] != given and given in server.state.collections:
            raise Refused("a job of a collection bears its id")
        _good_job(server, one)
    info["id"] = given
    for one in body["jobs"]:
        _numbered(server, one)
    info["jobs"] = []
    server.state.collections[given] = body
    return result(6, given)


# -- workflows --------------------------------------------------------------------------------------------------------


def routes(server: Server, body: Any, parts: Parts) -> Any:
    return deepcopy(server.state.routes[_store(server, parts)])


def default_routes(server: Server, body: Any, parts: Parts) -> Any:
    return [{**one, "workflowRouteId": 0} for one in routes(server, body, parts) if one["type"] == 2]


def create_route(server: Server, body: Any, parts: Parts) -> Any:
    store = _store(server, parts)
    lines = []
    for route in body["items"]:
        if route["workflowRouteId"]:
            raise Refused("a new route has no id")
        _good_route(server, store, route)
        lines.append(result(5, server.state.add_route(store, route), route["name"], message="", errorCode=""))
    return result(0, "", details=[result(0, "", details=lines)])


def update_route(server: Server, body: Any, parts: Parts) -> Any:
    store = _store(server, parts)
    for route in body["items"]:
        there = [
            n for n, one in enumerate(server.state.routes[store]) if one["workflowRouteId"] == route["workflowRouteId"]
        ]
        if not there:
            raise Refused(f"there is no route {route['workflowRouteId']}", 404)
        was = server.state.routes[store][there[0]]
        _good_route(server, store, route)
        fixed = ("name", "description", "type", "event")
        if was["type"] == 2 and any(route[name] != was[name] for name in fixed):
            raise Refused("of a system workflow neither name nor event can be changed")
        _known_rows(was, route)
        route["identityStoreID"] = store
        server.state.number_rows(route)
        server.state.routes[store][there[0]] = route
    return result(0, "", details=[result(0, "")])


def _known_rows(was: Any, route: Any) -> None:
    for name, rows in was.items():
        if name.startswith("route") and isinstance(rows, list):
            for row in route[name] or ():
                (id_name,) = (n for n in row if n.startswith("workflowRoute") and n != "workflowRouteId")
                if row[id_name] and row[id_name] not in {one[id_name] for one in rows}:
                    raise Refused(f"the route has no row {row[id_name]} in {name}")


def _good_route(server: Server, store: int, route: Any) -> None:
    for approver in route["routeApproverDTOList"]:
        if approver["approverIdentityStoreID"] not in server.state.stores:
            raise Refused(f"there is no identity store {approver['approverIdentityStoreID']}")
    if route["type"] == 2 and not route["workflowRouteId"]:
        raise Refused("a system workflow cannot be made")
    for other in server.state.routes[store]:
        if (
            other["workflowRouteId"] != route["workflowRouteId"]
            and other["name"].casefold() == route["name"].casefold()
        ):
            raise Refused(f"there is a workflow {route['name']}")


def power_automate(server: Server, body: Any, parts: Parts) -> Any:
    found = server.state.flows.get(_store(server, parts))
    if found is None:
        raise Refused("Power Automate is not configured", 404)
    return found


def create_power_automate(server: Server, body: Any, parts: Parts) -> Any:
    made = {**body, "msFlowID": server.state.next("flow")}
    server.state.flows[_store(server, parts)] = made
    return made


def update_power_automate(server: Server, body: Any, parts: Parts) -> Any:
    server.state.flows[_store(server, parts)] = body
    return True


# -- groups -----------------------------------------------------------------------------------------------------------


def _value(text: str, more: Mapping[str, str] | None = None) -> dict[str, Any]:
    return {"attributeCollection": dict(more or {}), "action": 0, "dn": None, "value": text, "identityStoreId": 0}


def _row(store: int, guid: str, name: str, container: str, bag: dict[str, Any], kind: str) -> dict[str, Any]:
    always = {
        "container": [_value(container)],
        "objectClass": [_value(kind)],
        "name": [_value(name)],
        "CN": [_value(name)],
        "objectCategory": [],
    }
    return {
        "groupType": None,
        "attributesBusinessObject": {
            "attributesCollection": {**always, **bag},
            "type": None,
            "filePermissionCollection": {},
        },
        "hiddenFromAddressListsEnabled": False,
        "objectIdFromIdentityStore": guid,
        "displayName": name,
        "samAccountName": None,
        "isGroupInExludedContainer": False,
        "msExchRequireAuthToSendTo": None,
        "objectType": kind,
        "emailAddress": None,
        "groupScope": None,
        "elasticHitScore": 0.0,
        "objectDisplayName": name,
        "name": None,
        "stopNotification": False,
        "alias": "",
        "objectName": None,
        "groupClassName": None,
        "identityStore": None,
        "dc": None,
        "identityStoreId": store,
    }


def _shown(store: int, guid: str, held: Any, attributes: list[str]) -> dict[str, Any]:
    stored = {name.casefold(): values for name, values in held["bag"].items()}
    bag = {
        name: [_value(one["value"], one["attributeCollection"]) for one in stored.get(name.casefold(), [])]
        for name in attributes
    }
    (rdn,) = re.findall(r"^(?:\\.|[^,\\])*", held["dn"])
    return _row(store, guid, rdn.partition("=")[2], held["dn"][len(rdn) + 1 :], bag, "group")


def group(server: Server, body: Any, parts: Parts) -> Any:
    store, guid = _group(server, parts)
    return _shown(store, guid, server.state.groups[store][guid], body)


def groups(server: Server, body: Any, parts: Parts) -> Any:
    store = _store(server, parts)
    held = server.state.groups[store]
    wanted = [guid for guid in body["groupIdentities"] if guid in held]
    return [_shown(store, guid, held[guid], body["attributes"]) for guid in wanted]


def _group(server: Server, parts: Parts) -> tuple[int, str]:
    store = _store(server, parts)
    if parts["group"] not in server.state.groups[store]:
        raise Refused(f"there is no group {parts['group']}", 404)
    return store, parts["group"]


def update_group(server: Server, body: Any, parts: Parts) -> Any:
    store, guid = _group(server, parts)
    return _update(server, store, guid, body["AttributesCollection"]["AttributesCollection"])


def _update(server: Server, store: int, guid: str, bag: Mapping[str, Any]) -> Any:
    if faults := server.strict.bag(bag):
        raise Refused("; ".join(faults))
    held = server.state.groups[store][guid]["bag"]
    for name, values in bag.items():
        held[name] = [
            {"value": one["Value"], "attributeCollection": one.get("AttributeCollection", {})} for one in values
        ]
    # The kind of group is told in every answer, asked for or not (updategroup.md).
    named = [*bag, *(("IMSGManagedGroupType",) if "IMSGManagedGroupType" not in bag else ())]
    return result(8, name=guid, details=[result(8, name=name) for name in named])


def update_groups(server: Server, body: Any, parts: Parts) -> Any:
    store, lines = _store(server, parts), []
    for one in body:
        if one["objectIdFromIdentityStore"] not in server.state.groups[store]:
            raise Refused(f"there is no group {one['objectIdFromIdentityStore']}", 404)
        given = one["attributesBusinessObject"]["attributesCollection"]
        bag = {name: [{"Value": v["value"], "Action": 0} for v in values] for name, values in given.items()}
        lines.append(_update(server, store, one["objectIdFromIdentityStore"], bag))
    return result(0, details=lines)


def create_group(server: Server, body: Any, parts: Parts) -> Any:
    """Whoever makes one all the same: of an account name there is one group (the directory itself would refuse it)."""
    store = _store(server, parts)
    bag = body["AttributesCollection"]["AttributesCollection"]
    if faults := server.strict.bag(bag, "request"):
        raise Refused("; ".join(faults))
    sam = bag.get("sAMAccountName", [{"Value": body["GroupName"]}])[0]["Value"]
    if any(held["sam"].casefold() == sam.casefold() for held in server.state.groups[store].values()):
        raise Refused(f"there is a group with the sAMAccountName {sam}")
    guid = str(uuid.uuid4())
    server.state.add_group(store, guid, f"CN={body['GroupName']},{body['Container']}", sam)
    _update(server, store, guid, {n: v for n, v in bag.items() if "of" not in server.contract["attribute"][n]})
    return result(0, guid, details=[result(0, message="")], currentDirectoryServer="DC.demo.local")


def preview(server: Server, body: Any, parts: Parts) -> Any:
    store = _store(server, parts)
    bag = body["ExtensionDataAttributes"]["AttributesCollection"]
    if faults := server.strict.bag(bag):
        raise Refused("; ".join(faults))
    chosen = _page(server, server.previewed, int(parts["pageNo"]), int(parts["pageSize"]))
    return {"total": len(server.previewed), "data": [_row(store, one, one, "", {}, "user") for one in chosen]}


def join_on_behalf(server: Server, body: Any, parts: Parts) -> Any:
    store, guid = _group(server, parts)
    join = body["joinType"]
    numbers = server.contract["membership"]["numbers"]
    names = {number: name for name, number in numbers.items()}
    if body["IdentityStoreID"] != store or join["MembershipType"] not in names:
        raise Refused("IdentityStoreID or MembershipType is wrong")
    for name in ("StartDate", "EndDate"):
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", join[name]):
            raise Refused(f"{name} is a date without zone")
    kept = {"XMembershipType": names[join["MembershipType"]]}
    kept |= {"XBeginningDate": join["StartDate"], "XEndingDate": join["EndDate"]}
    server.state.groups[store][guid]["members"][body["joiningUserIdentity"]] = {
        name: text for name, text in kept.items() if not text.startswith("0001-")
    }
    return result(0, details=[result(0)])


def members(server: Server, body: Any, parts: Parts) -> Any:
    store, guid = _group(server, {**parts, "group": body["objectIdentity"]})
    held = server.state.groups[store][guid]["members"]
    data = []
    for one in _page(server, sorted(held), body["pageNo"], body["pageSize"]):
        bag = {name: [_value(held[one][name])] if name in held[one] else [] for name in body["attributesToLoad"]}
        data.append(_row(store, one, one, "", bag, "user"))
    return {"total": len(held), "data": data}


ANSWERS: dict[str, Callable[[Server, Any, Parts], Any]] = {
    "data-sources": data_sources,
    "create-data-source": create_data_source,
    "update-data-source": update_data_source,
    "jobs": jobs,
    "job-names": job_names,
    "job": job,
    "create-job": create_job,
    "collections": collections,
    "collection": collection,
    "collection-jobs": collection_jobs,
    "create-collection": create_collection,
    "update-collection": update_collection,
    "routes": routes,
    "default-routes": default_routes,
    "create-route": create_route,
    "update-route": update_route,
    "power-automate": power_automate,
    "create-power-automate": create_power_automate,
    "update-power-automate": update_power_automate,
    "group": group,
    "groups": groups,
    "create-static-group": create_group,
    "create-smart-group": create_group,
    "update-group": update_group,
    "update-groups": update_groups,
    "preview": preview,
    "join-on-behalf": join_on_behalf,
    "members": members,
}
