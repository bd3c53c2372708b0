"""A stand-in for the Management Shell of Directory Manager 11.1, made from the contract: what its cmdlets take, keep and give.

STAND-IN: nothing of the vendor is in here. The documented parameters are those of pyupgrade/contracts/dm11-shell.toml; what no page
says of their work is the least that a product could do. State is a JSON file, read before and written after each call, so that it
outlives any shell. Secrets are kept as digests. The same brain serves a PowerShell module (dm_shell_module.py), which hands it one
call a line on standard input, and tests that need no shell (dm_shell_run.py). Only the standard library is needed to run it.

A file of the state's name with `.faults` behind it holds what is to go wrong: a list of {"cmdlet", "skip": calls that go well first,
"kind": "error" | "written" (state is kept, then the error) | "hang" (seconds, then the error) | "complaint" (an error that does not end
the cmdlet), "message"}; each happens once.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
import tomllib
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

CONTRACTS = Path(__file__).parents[2] / "pyupgrade" / "contracts"
GREETING = "STAND-IN for the Directory Manager Management Shell, made from the contract: not the vendor's module."
FIRST_ID = 101  # a store's id in 11.1 is none that it had before
Parameters = dict[str, Any]
Objects = list[dict[str, Any]]


class CmdletError(Exception):
    """An error record: its words, its id, whether it ends the cmdlet."""

    def __init__(self, message: str, number: str = "StandIn.Refused", ends: bool = True) -> None:
        self.number, self.ends = number, ends
        super().__init__(message)


def contract() -> dict[str, Any]:
    return tomllib.loads((CONTRACTS / "dm11-shell.toml").read_text("utf-8"))


def defaults() -> dict[str, Any]:
    """What a new store is born with."""
    found: dict[str, Any] = tomllib.loads((CONTRACTS / "dm11.toml").read_text("utf-8"))["default"]
    return found


def begin(path: Path, groups: Iterable[dict[str, Any]] = ()) -> None:
    """A fresh 11.1: no store, and the directory's groups as unmanaged ones.

    A group: objectGUID, distinguishedName, name, sAMAccountName, displayName; `was` and `parent` are what its Dynasty was in the old
    installation, which only Upgrade-Group reads.
    """
    made = {group["objectGUID"]: {**group, "ManagedGroupType": 1} for group in groups}
    save(path, {"connected": None, "next": FIRST_ID, "stores": {}, "groups": made, "replications": 0})


def add_group(path: Path, group: dict[str, Any]) -> None:
    """A group that somebody makes later on. A domain's second one of a sAMAccountName is refused, as the directory does."""
    state = load(path)
    if any(_account(one) == _account(group) for one in state["groups"].values()):
        raise CmdletError(f"A group of the sAMAccountName '{group['sAMAccountName']}' is there already.")
    state["groups"][group["objectGUID"]] = {**group, "ManagedGroupType": 1}
    save(path, state)


def _account(group: dict[str, Any]) -> tuple[str, str]:
    return group["sAMAccountName"].casefold(), group["distinguishedName"].casefold().partition(",dc=")[2]


def load(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def save(path: Path, state: dict[str, Any]) -> None:
    beside = path.with_name(f"{path.name}.new")
    beside.write_text(json.dumps(state, ensure_ascii=False), "utf-8")
    beside.replace(path)


def digest(path: Path) -> str:
    """Of all that was written; which store the shell was last connected to does not count."""
    state = {name: value for name, value in load(path).items() if name != "connected"}
    return hashlib.sha256(
        json.dumps(state, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass")
    ).hexdigest()


def secret_digest(text: str) -> str:
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def break_next(path: Path, *faults: dict[str, Any]) -> None:
    path.with_name(f"{path.name}.faults").write_text(json.dumps(faults), "utf-8")


class StandIn:
    """Calls on one state file."""

    def __init__(self, path: Path) -> None:
        self.path, self._cmdlets, self._defaults = path, contract()["cmdlet"], defaults()

    def invoke(self, cmdlet: str, parameters: Parameters) -> Objects:
        """Raises CmdletError. A secret is given as its digest: {"$credential": {"user", "password"}} or a text."""
        if cmdlet not in self._cmdlets:
            raise CmdletError(
                f"The term '{cmdlet}' is not recognized as a name of a cmdlet.", "CommandNotFoundException"
            )
        given = checked(cmdlet, self._cmdlets[cmdlet], parameters)
        fault = self._fault(cmdlet)
        if fault and fault["kind"] == "hang":
            _hang(fault.get("seconds", 3600))
        if fault and fault["kind"] in ("error", "hang", "complaint"):
            raise CmdletError(
                fault.get("message", "The service did not answer."), "StandIn.Fault", fault["kind"] != "complaint"
            )
        state = load(self.path)
        work: Callable[[dict[str, Any], Parameters], Objects | None] = getattr(
            self, "_" + cmdlet.replace("-", "_").casefold()
        )
        objects = work(state, given) or []
        if not cmdlet.startswith("Get-"):
            save(self.path, state)
        if fault:
            raise CmdletError(fault.get("message", "The connection was lost."), "StandIn.Fault")
        outputs = self._cmdlets[cmdlet].get("outputs", {})
        return [{name: one.get(name) for name in outputs} for one in objects]

    def _fault(self, cmdlet: str) -> dict[str, Any] | None:
        file = self.path.with_name(f"{self.path.name}.faults")
        waiting: list[dict[str, Any]] = json.loads(file.read_text("utf-8")) if file.exists() else []
        for number, fault in enumerate(waiting):
            if fault["cmdlet"] == cmdlet:
                due = fault.get("skip", 0) == 0
                fault["skip"] = fault.get("skip", 0) - 1
                if due:
                    del waiting[number]
                file.write_text(json.dumps(waiting), "utf-8")
                return fault if due else None
        return None

    # -- the installation and its stores ----------------------------------------------

    def _get_groupidinformation(self, state: dict[str, Any], given: Parameters) -> Objects:
        return [
            {
                "DatabaseName": "DirectoryManager",
                "SqlServerName": "stand-in",
                "Version": "11.1 (stand-in)",
                "InstallationPath": "stand-in",
            }
        ]

    def _get_client(self, state: dict[str, Any], given: Parameters) -> Objects:
        clients = [
            {"Name": n, "Type": t, "Enabled": True}
            for n, t in (("Admin Center", "AdminCenter"), ("ManagementShell", "ManagementShell"))
        ]
        return [
            one for one in clients if given.get("ClientName", one["Name"]).casefold() == str(one["Name"]).casefold()
        ]

    def _connect_identitystore(self, state: dict[str, Any], given: Parameters) -> None:
        state["connected"] = _store_by_id(state, given.get("IdentityStoreId"))["IdentityStoreId"]

    def _get_token(self, state: dict[str, Any], given: Parameters) -> Objects:
        return [
            {"Claims": f"stand-in claims of {_store_by_id(state, given.get('IdentityStoreId'))['IdentityStoreName']}"}
        ]

    def _get_connectedstoreinformation(self, state: dict[str, Any], given: Parameters) -> Objects:
        store = _store_by_id(state, state["connected"])
        servers = [server["SmtpServer"] for server in store["Messaging"]]
        return [
            {
                "IdentityStoreName": store["IdentityStoreName"],
                "LastReplicationTime": store["Replicated"],
                "MessagingServers": servers,
            }
        ]

    def _invoke_replication(self, state: dict[str, Any], given: Parameters) -> None:
        state["replications"] += 1
        now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S.%f}0Z"
        which = given.get("IdentityStoreId")
        for store in [_store_by_id(state, which)] if which else state["stores"].values():
            store["Replicated"] = now

    def _get_replicationstatus(self, state: dict[str, Any], given: Parameters) -> Objects:
        when = _store(state, given["IdentityStoreName"])["Replicated"]
        kinds = ("User", "Group", "Contact", "Computer", "PublicFolder", "OrganizationalUnit")
        return [
            {"ObjectType": kind, "LastReplicationTime": when, "TimeElapsed": "00:00:00" if when else None}
            for kind in kinds
        ]

    def _get_identitystore(self, state: dict[str, Any], given: Parameters) -> Objects:
        stores = list(state["stores"].values())
        if "IdentityStoreName" in given:
            stores = [_store(state, given["IdentityStoreName"])]
        elif given.get("Connected"):
            stores = [_store_by_id(state, state["connected"])]
        elif not given.get("All"):
            stores = [store for store in stores if store["IsEnabled"] == bool(given.get("Enabled"))]
        return [
            {
                **store,
                "ConnectionString": store["Domain"],
                "Roles": sorted(r["RoleName"] for r in store["Roles"].values()),
            }
            for store in stores
        ]

    def _new_identitystore(self, state: dict[str, Any], given: Parameters) -> Objects:
        name = given["IdentityStoreName"]
        if name.casefold() in state["stores"]:
            raise CmdletError(f"An identity store named '{name}' is there already.")
        store = {
            "IdentityStoreId": state["next"],
            "IdentityStoreName": name,
            "IdentityStoreType": given["IdentityStoreType"],
            "Description": given.get("Description"),
            "Domain": given.get("Domain"),
            "AppId": given.get("AppId"),
            "Credential": given["Credential"],
            "IsEnabled": True,
            "IsNotificationEnabled": False,
            "Settings": dict(self._defaults["IdentityStoreSettings"]["values"]),
            "Roles": {r.casefold(): {"RoleName": r, "Priority": 1 + 49 * n, "Permissions": [], "Filters": [], "Enabled": True, "Born": True}
                      for n, r in enumerate(self._defaults["SecurityRole"]["names"])},
            "Workflows": list(self._defaults["Workflow"]["events"]),
            "Schedules": {s.casefold(): {"Name": s, "JobType": s, "Enabled": True, "Triggers": [], "Targets": [], "Born": True}
                          for s in self._defaults["Schedule"]["names"]},
            "Smtp": None,
            "Notifications": {},
            "Messaging": [],
            "Replicated": None,
        }  # fmt: skip
        state["next"] += 1
        state["stores"][name.casefold()] = store
        return [store] if given.get("PassThru") else []

    def _set_identitystore(self, state: dict[str, Any], given: Parameters) -> None:
        store = _store(state, given.pop("IdentityStoreName"))
        store["Credential"] = given.pop("Credential")
        given.pop("Domain", None)
        if "NewName" in given:
            raise CmdletError("The stand-in renames no store.")
        if "StoreDescription" in given:
            store["Description"] = given.pop("StoreDescription")
        if "StoreEnabled" in given:
            store["IsEnabled"] = given.pop("StoreEnabled")
        if operation := given.pop("RoleOperation", None):
            _role(store, operation, given)
            given = {
                name: value
                for name, value in given.items()
                if not name.startswith("Role") and name != "DefaultAllowRolePermissions"
            }
        _settings(store["Settings"], given)

    def _get_identitystoreroles(self, state: dict[str, Any], given: Parameters) -> Objects:
        roles = _store(state, given["IdentityStoreName"])["Roles"].values()
        wanted = given.get("RoleName", "").casefold()
        return [
            {**r, "Criteria": r.get("DistinguishedName")}
            for r in roles
            if not wanted or r["RoleName"].casefold() == wanted
        ]

    def _set_identitystorerole(self, state: dict[str, Any], given: Parameters) -> None:
        role = _store(state, given["IdentityStoreName"])["Roles"].get(given["RoleName"].casefold())
        if role is None:
            raise CmdletError(f"The role '{given['RoleName']}' is not there.")
        for name in ("Description", "Priority", "Enabled", "CriteriaScope", "DistinguishedName", "Operator"):
            if name in given:
                role[name] = given[name]
        filters = given.get("CriteriaFilters", [])
        match given.get("FilterOperation"):
            case "RemoveAll":
                role["Filters"] = []
            case "Remove":
                role["Filters"] = [one for one in role["Filters"] if one not in filters]
            case "Add":
                role["Filters"] = sorted([*role["Filters"], *(one for one in filters if one not in role["Filters"])])
        named, has = {p.casefold() for p in given.get("Permissions", [])}, {p.casefold() for p in role["Permissions"]}
        match given.get("PermissionOperation"):
            case "Grant":
                role["Permissions"] = sorted(has | named)
            case "Deny":
                role["Permissions"] = sorted(has - named)
            case "DenyExcept":
                role["Permissions"] = sorted(has & named)
            case "DenyAll":
                role["Permissions"] = []
            case "GrantAll" | "GrantExcept":
                raise CmdletError("The stand-in has no list of all permissions.")

    def _set_smtpserver(self, state: dict[str, Any], given: Parameters) -> None:
        _store(state, given.pop("IdentityStorename"))["Smtp"] = given

    def _set_notifications(self, state: dict[str, Any], given: Parameters) -> None:
        _store(state, given.pop("IdentityStoreName"))["Notifications"].update(given)

    def _set_messagingserver(self, state: dict[str, Any], given: Parameters) -> None:
        store = _store(state, given.pop("IdentityStoreName"))
        others = [
            s
            for s in store["Messaging"]
            if s["SmtpServer"] != given["SmtpServer"] and s["Provider"] == given["Provider"]
        ]
        store["Messaging"] = sorted([*others, given], key=lambda server: str(server["SmtpServer"]))

    # -- schedules: those of the store that the shell is connected to ----------------------------------------------

    def _get_schedule(self, state: dict[str, Any], given: Parameters) -> Objects:
        wanted = [name.casefold() for name in given.get("IdentityStoreNames", [])]
        stores = (
            [state["stores"][name] for name in wanted if name in state["stores"]]
            if wanted
            else [_store_by_id(state, state["connected"])]
        )
        names = [name.casefold() for name in given.get("ScheduleNames", [])]
        return [
            s for store in stores for s in store["Schedules"].values() if not names or s["Name"].casefold() in names
        ]

    def _new_schedule(self, state: dict[str, Any], given: Parameters) -> Objects:
        store = _store_by_id(state, state["connected"])
        name = given.pop("ScheduleName")
        if (
            given.pop("IdentityStoreName", store["IdentityStoreName"]).casefold()
            != store["IdentityStoreName"].casefold()
        ):
            raise CmdletError("The shell is connected to another identity store.")
        if name.casefold() in store["Schedules"]:
            raise CmdletError(f"A schedule named '{name}' is there already.")
        if not given.get("Targets") and not given.get("IncludeAllContainers"):
            raise CmdletError("A schedule needs Targets or IncludeAllContainers.")
        trigger = {
            part: given.pop(part)
            for part in ("TriggerType", "StartTime", "WeekDays", "YearMonths", "MonthDate")
            if part in given
        }
        notified = bool(given.pop("EnableNotifications", False))
        kept = {
            "Credential": given.pop("Credentials"),
            "SetNotifications": notified,
            "SendToOwners": bool(given.pop("SendToOwners", False)),
        }
        store["Schedules"][name.casefold()] = {
            "Name": name, "Enabled": True, "Triggers": [{**trigger, "TriggerId": 1}], **kept, **given,
        }  # fmt: skip
        return []

    def _set_schedule(self, state: dict[str, Any], given: Parameters) -> None:
        store = _store_by_id(state, state["connected"])
        schedule = store["Schedules"].get(given.pop("ScheduleName").casefold())
        if schedule is None:
            raise CmdletError("There is no schedule of that name in the connected store.")
        if (operation := given.pop("TargetOperation", None)) is not None:
            has, named = schedule.get("Targets", []), given.pop("Targets")
            schedule["Targets"] = (
                [t for t in has if t not in named]
                if operation == "Remove"
                else [*has, *(t for t in named if t not in has)]
            )
        elif "Targets" in given:
            raise CmdletError("Targets needs TargetOperation.")
        if (operation := given.pop("TriggerOperation", None)) is not None:
            parts = self._cmdlets["Set-Schedule"]["parameters"]
            first, last = list(parts).index("TriggerType"), list(parts).index("KillAtDurationEnd")
            trigger = {part: given.pop(part) for part in list(parts)[first : last + 1] if part in given}
            if operation == "remove all":
                schedule["Triggers"] = []
            elif operation == "add":
                number = max([t["TriggerId"] for t in schedule["Triggers"]], default=0) + 1
                schedule["Triggers"].append({**trigger, "TriggerId": number})
            else:
                raise CmdletError(f"The stand-in does not know the trigger operation '{operation}'.")
        schedule.update(given)

    # -- groups: they are in the directory; none is made ----------------------------------------------

    def _get_group(self, state: dict[str, Any], given: Parameters) -> Objects:
        return _groups(state, given, range(1, 7))

    def _get_smartgroup(self, state: dict[str, Any], given: Parameters) -> Objects:
        return _groups(state, given, range(2, 7))

    def _convert_group(self, state: dict[str, Any], given: Parameters) -> None:
        group = _group(state, given)
        if group["ManagedGroupType"] != 1:
            raise CmdletError(f"'{group['name']}' is no unmanaged group.")
        _query(group, given)

    def _set_smartgroup(self, state: dict[str, Any], given: Parameters) -> None:
        group = _group(state, given)
        if group["ManagedGroupType"] not in (2, 6):
            raise CmdletError(f"'{group['name']}' is no Smart Group.")
        _query(group, given)

    def _set_group(self, state: dict[str, Any], given: Parameters) -> None:
        _group(state, given).setdefault("Data", {}).update(_data(given))

    def _add_groupmember(self, state: dict[str, Any], given: Parameters) -> None:
        _membership(state, given, "Perpetual")

    def _remove_groupmember(self, state: dict[str, Any], given: Parameters) -> None:
        _membership(state, given, "removed for good")

    def _upgrade_group(self, state: dict[str, Any], given: Parameters) -> None:
        for identity in given.get("Identity", []):
            group = _group(state, {**given, "Identity": identity})
            if group.get("was") in (4, 5):
                raise CmdletError("Group types 4 and 5 are not supported in this commandlet.")
            family = [group["objectGUID"]]
            for guid in family:
                state["groups"][guid]["ManagedGroupType"] = state["groups"][guid].get("was", 1)
                family += [
                    g["objectGUID"]
                    for g in state["groups"].values()
                    if g.get("parent") == guid and g["objectGUID"] not in family
                ]


def _hang(seconds: float) -> None:
    """Until it is over, or the shell that waits has been killed."""
    parent, until = os.getppid(), time.monotonic() + seconds
    while time.monotonic() < until:
        if os.getppid() != parent:
            sys.exit(1)
        time.sleep(min(0.1, seconds))


def _store(state: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] | None = state["stores"].get(name.casefold())
    if found is None:
        raise CmdletError(f"There is no identity store named '{name}'.")
    return found


def _store_by_id(state: dict[str, Any], number: Any) -> dict[str, Any]:
    for store in state["stores"].values():
        if store["IdentityStoreId"] == number:
            found: dict[str, Any] = store
            return found
    raise CmdletError(
        "The shell is not connected to an identity store."
        if number is None
        else f"There is no identity store {number}."
    )


def _role(store: dict[str, Any], operation: str, given: Parameters) -> None:
    name = given["RoleName"]
    if operation != "add":
        raise CmdletError(f"The stand-in does not know the role operation '{operation}'.")
    if name.casefold() in store["Roles"]:
        raise CmdletError(f"A role named '{name}' is there already.")
    store["Roles"][name.casefold()] = {
        "RoleName": name,
        "Description": given.get("RoleDescription"),
        "Priority": int(given["RolePriority"]) if "RolePriority" in given else None,
        "CriteriaScope": given.get("RoleCriteriaScope"),
        "DistinguishedName": given.get("RoleCriteriaDN"),
        "Operator": given.get("RoleCriteriaOperator"),
        "Filters": sorted(given.get("RoleCriteriaFilters", [])),
        "Permissions": sorted(p.casefold() for p in given.get("RolePermissions", [])),
        "Enabled": not given.get("RoleDisabled", False),
    }


_OPERATIONS = {
    "GlmContainersOperation": "GlmContainers", "GlmNotifyOwnersXDaysBeforeOperation": "GlmNotifyOwnersXDaysBefore",
    "PrefixOperation": "Prefixes", "HistoryActionsOperation": "HistorySelectedActions",
    "ProfileValidationReminderOperation": "ProfileValidationReminders", "AuthenticationTypeOperation": "AuthenticationType",
    "QuestionOperation": "SecurityQuestions", "PasswordExceptionOperation": "PasswordExceptions",
    "PasswordRuleOperation": "PasswordRules", "SWAQuestionsOperation": "SWAQuestions",
}  # fmt: skip


def _settings(settings: dict[str, Any], given: Parameters) -> None:
    for operation, name in _OPERATIONS.items():
        how, named = given.pop(operation, None), given.pop(name, None)
        if how is None and named is not None:
            raise CmdletError(f"{name} needs {operation}.")
        has = settings.get(name, [])
        if how == "remove all":
            settings[name] = []
        elif how == "remove":
            settings[name] = [one for one in has if one not in (named or [])]
        elif how is not None:
            settings[name] = [*has, *(one for one in named or [] if one not in has)]
    for name, value in given.items():
        for word, is_on in (("Enable", True), ("Disable", False)):
            if value is True and name.startswith((word, f"Glm{word}")):
                plain = name.replace(word, "", 1).replace("Authetnication", "Authentication")
                settings[plain] = is_on
                break
        else:
            settings[name] = value


def _group(state: dict[str, Any], given: Parameters) -> dict[str, Any]:
    """By GUID, DN, name or sAMAccountName, in the store that the shell is connected to."""
    store = given.get("IdentityStoreId")
    if store is not None and store != state["connected"] and "SecurityToken" not in given:
        raise CmdletError("A token of that identity store is needed: Get-Token, or Connect-IdentityStore.")
    wanted = str(given["Identity"]).casefold()
    names = ("objectGUID", "distinguishedName", "name", "sAMAccountName")
    hits = [g for g in state["groups"].values() if wanted in (str(g[name]).casefold() for name in names)]
    if len(hits) != 1:
        raise CmdletError(f"'{given['Identity']}' names {len(hits)} groups.")
    return hits[0]


def _groups(state: dict[str, Any], given: Parameters, types: range) -> Objects:
    out = []
    for identity in given.get("Identity") or list(state["groups"]):
        try:
            group = _group(state, {**given, "Identity": identity})
        except CmdletError as error:
            if "names 0" in str(error):
                continue
            raise
        data = group.get("Data", {})
        if group["ManagedGroupType"] in types:
            out.append({
                "Identity": group["distinguishedName"], "DisplayName": group.get("displayName"),
                "ManagedGroupType": group["ManagedGroupType"], "criteria": data.get("LdapFilter"),
                "SearchContainer": data.get("SearchContainers"), "ObjectType": data.get("ObjectTypes"),
                "SearchContainersScopeList": data.get("SearchContainersScopeList"), "managedBy": data.get("ManagedBy"),
                "SecurityType": data.get("SecurityType"), "ExpirationPolicy": data.get("ExpirationPolicy"),
            })  # fmt: skip
    return out


def _query(group: dict[str, Any], given: Parameters) -> None:
    """Without IsPasswordExpirySmartDL a Password Expiry group turns into a plain Smart Group (parameters.md)."""
    group["ManagedGroupType"] = 6 if given.get("IsPasswordExpirySmartDL") else 2
    group.setdefault("Data", {}).update(_data(given))


def _data(given: Parameters) -> Parameters:
    return {
        name: value
        for name, value in given.items()
        if name not in ("Identity", "IdentityStoreId", "SecurityToken", "Credential")
    }


def _membership(state: dict[str, Any], given: Parameters, without_type: str) -> None:
    group = _group(state, {**given, "Identity": given["GroupIdentity"]})
    dated = {name: given[name] for name in ("StartDate", "EndDate") if name in given}
    group.setdefault("Memberships", {})[given["Identity"]] = {"Type": given.get("Type", without_type), **dated}


def checked(cmdlet: str, facts: dict[str, Any], parameters: Parameters) -> Parameters:
    """The parameters, each one documented, none needed missing, each value of its set. Raises CmdletError as binding does."""
    known: dict[str, Any] = facts["parameters"]
    names = {name.casefold(): name for name in known}
    given: Parameters = {}
    for name, value in parameters.items():
        plain = names.get(name.casefold())
        if plain is None or not _applies(known[plain], parameters):
            raise CmdletError(
                f"A parameter cannot be found that matches parameter name '{name}'.", f"NamedParameterNotFound,{cmdlet}"
            )
        given[plain] = value
        if not _is_of(known[plain]["type"], value):
            raise CmdletError(
                f"Cannot bind parameter '{plain}': '{value}' is no {known[plain]['type']}.",
                f"CannotConvertArgumentNoMessage,{cmdlet}",
            )
        allowed = known[plain].get("values")
        for one in value if isinstance(value, list) else [value]:
            parts = one.split(",") if isinstance(one, str) and "OfThe" in known[plain]["type"] else [one]
            if allowed and any(str(part).casefold() not in (a.casefold() for a in allowed) for part in parts):
                raise CmdletError(
                    f"Cannot validate argument on parameter '{plain}': '{one}'.",
                    f"ParameterArgumentValidationError,{cmdlet}",
                )
    sets = {name: fact["set"] for name, fact in known.items() if "set" in fact}
    chosen = {sets[name] for name in given if name in sets}
    missing = [
        name
        for name, fact in known.items()
        if fact.get("required")
        and not fact.get("omitted")
        and "set" not in fact
        and _applies(fact, parameters)
        and name not in given
    ]
    if missing:
        raise CmdletError(
            f"Cannot process command because of missing mandatory parameters: {' '.join(missing)}.",
            f"MissingMandatoryParameter,{cmdlet}",
        )
    if len(chosen) > 1 or (sets and not chosen):
        raise CmdletError(
            "Parameter set cannot be resolved using the specified named parameters.", f"AmbiguousParameterSet,{cmdlet}"
        )
    return given


def _is_of(kind: str, value: Any) -> bool:
    """Whether a value as it crosses is one of that type; types of the vendor's own are texts, or lists of them."""
    match kind:
        case "pscredential":
            return isinstance(value, dict) and set(value) == {"$credential"}
        case "bool" | "switch":
            return isinstance(value, bool)
        case "int":
            return isinstance(value, int) and not isinstance(value, bool)
        case "datetime":
            return isinstance(value, str) and value[:4].isdigit() and datetime.fromisoformat(value) is not None
        case "hashtable[]":
            return isinstance(value, list) and all(isinstance(one, dict) for one in value)
        case "string[][]":
            return isinstance(value, list) and all(isinstance(one, list) and _texts(one) for one in value)
        case "List[int]":
            return isinstance(value, list) and all(isinstance(one, int) for one in value)
        case "ArrayList" | "CustomClaimsPrincipal":
            return not isinstance(value, str)
        case _ if kind.endswith("[]") or kind.startswith("List["):
            return isinstance(value, list) and _texts(value)
        case _:
            return value is None or isinstance(value, str)


def _texts(values: list[Any]) -> bool:
    return all(isinstance(one, str) for one in values)


def _applies(fact: dict[str, Any], parameters: Parameters) -> bool:
    return all(parameters.get(other) in values for other, values in fact.get("when", {}).items())


def serve(path: Path) -> None:
    """A call a line on standard input, an answer a line on standard output, until the input ends."""
    stand_in = StandIn(path)
    for line in sys.stdin.buffer:
        call = json.loads(line)
        try:
            answer: dict[str, Any] = {"objects": stand_in.invoke(call["cmdlet"], call["parameters"])}
        except CmdletError as error:
            answer = {"error": str(error), "id": error.number, "ends": error.ends}
        sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n")
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
