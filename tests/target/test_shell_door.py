"""The door `shell` on the stand-in of the Management Shell, no shell between: each kind made, found, changed, and refused in words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.contracts.load import load
from pyupgrade.errors import TargetRefused
from pyupgrade.errors.doors import DoorUnexpected, DoorUnreachable
from pyupgrade.plan.calls import Call
from pyupgrade.plan.ports import Values
from pyupgrade.target.shell import Shell
from tests.servers import dm_shell
from tests.servers.dm_shell_run import Direct
from tests.target.test_shell_calls import Knows

FACTS = load("dm11").doors["shell"]
GROUP, OTHER, PARENT, CHILD = (f"{n}13ed054-64b5-45d9-9dca-78c92c77fe54" for n in (1, 2, 3, 4))
PASSWORD = "geheim$'\"`;1"
STORE: Values = {
    "identityStoreName": "Konzern",
    "storeType": "ActiveDirectory",
    "description": "Stammdomäne",
    "isEnabled": True,
    "identityStoreConfigurationValues": {"DomainName": "corp.example"},
    "serviceAccountUser": "CORP\\svc",
    "serviceAccountPassword": PASSWORD,
}
SMART: Values = {
    "objectGUID": GROUP,
    "identityStoreId": 1,
    "IMSGManagedGroupType": 2,
    "XGroupSecurity": "Private",
    "XAdditionalOwner": [OTHER],
    "XGroupExpirationPolicy": 120,
    "IMSGCriteria": '(department is exactly "Forschung & Entwicklung")',
    "IMSGObjectTypes": [1, 6],
    "IMSGStartPath": [
        {"Value": "OU=Externe\\, Berater,DC=corp,DC=example", "Scope": 1},
        {"Value": "DC=corp,DC=example", "Scope": 2},
    ],
    "EnableUpdate": True,
}


def group(guid: str, name: str, **more: Any) -> dict[str, Any]:
    return {
        "objectGUID": guid,
        "distinguishedName": f"CN={name},OU=Groups,DC=corp,DC=example",
        "name": name,
        "sAMAccountName": name,
        "displayName": name,
        **more,
    }


@pytest.fixture
def state(tmp_path: Path) -> Path:
    path = tmp_path / "state.json"
    dm_shell.begin(
        path,
        [
            group(GROUP, "Vertrieb"),
            group(OTHER, "Werk"),
            group(PARENT, "Abteilungen", was=3),
            group(CHILD, "Bau", was=4, parent=PARENT),
        ],
    )
    return path


@pytest.fixture
def known() -> Knows:
    return Knows(IdentityStore={"1": STORE})


@pytest.fixture
def door(state: Path, known: Knows) -> Shell:
    made = Shell(FACTS, Direct(state), known)
    assert made.create("IdentityStore", "1", STORE) == dm_shell.FIRST_ID
    return made


def kept(state: Path) -> Any:
    return dm_shell.load(state)


def store_of(state: Path) -> Any:
    return kept(state)["stores"]["konzern"]


def test_who(door: Shell) -> None:
    who = door.who()
    assert (who.identity, who.server) == ("stand-in/directorymanager", "stand-in")
    assert who.version.startswith("11.1")


def test_a_store_is_found_by_its_name_and_gets_an_id_of_its_own(state: Path, known: Knows) -> None:
    door = Shell(FACTS, Direct(state), known)
    assert door.find("IdentityStore", {"1": STORE}) == {}
    assert door.create("IdentityStore", "1", STORE) == dm_shell.FIRST_ID
    assert known.given("IdentityStore", "1") == dm_shell.FIRST_ID
    again = Shell(FACTS, Direct(state), other := Knows(IdentityStore={"1": STORE}))
    assert again.find("IdentityStore", {"1": STORE}) == {
        "1": {"identityStoreName": "Konzern", "description": "Stammdomäne"}
    }
    assert other.given("IdentityStore", "1") == dm_shell.FIRST_ID
    made = store_of(state)
    assert made["Credential"] == {"$credential": {"user": "CORP\\svc", "password": dm_shell.secret_digest(PASSWORD)}}
    assert sorted(made["Roles"]) == ["administrator", "helpdesk", "user"]
    assert made["Schedules"]
    assert len(made["Workflows"]) == 8
    assert PASSWORD not in state.read_text("utf-8")


def test_settings_are_what_the_plan_says_whatever_was_there_and_however_often(door: Shell, state: Path) -> None:
    values: Values = {
        "IdentityStoreId": 1,
        "GroupExpiryQuantity": "120",
        "GroupExpiryUnit": "Days",
        "GlmContainers": ["OU=Groups,OU=Ausnahmen,DC=corp,DC=example"],
        "SecurityGroupsExpiry": True,
        "GUSLifecycle": False,
        "GroupLifeDays": 60,
        "Prefixes": [],
        "PasswordExceptions": [["contains", "passwort"], ["regexp", "^(.)\\1+$"]],
        "SWAuthenticationViaEmail": True,
        "EnrollmentEnabled": False,
    }
    assert door.find("IdentityStoreSettings", {"1": values}) == {"1": {"IdentityStoreId": 1}}
    door.update("IdentityStoreSettings", "1", {**values, "GlmContainers": ["OU=Alt,DC=corp,DC=example"]}, {})
    door.update("IdentityStoreSettings", "1", values, {})
    settings = store_of(state)["Settings"]
    before = dm_shell.digest(state)
    door.update("IdentityStoreSettings", "1", values, {})
    assert dm_shell.digest(state) == before
    assert settings["GlmContainers"] == ["OU=Groups,OU=Ausnahmen,DC=corp,DC=example"]
    assert (settings["SecurityGroupsExpiry"], settings["GUSLifecycle"], settings["SWAuthenticationViaEmail"]) == (
        True,
        False,
        True,
    )
    assert (settings["GroupLifeDays"], settings["Prefixes"], settings["EnrollmentEnabled"]) == ("60", [], False)
    assert settings["PasswordExceptions"] == [["contains", "passwort"], ["regexp", "^(.)\\1+$"]]


def test_a_role_is_made_or_a_default_one_changed(door: Shell, state: Path) -> None:
    own: Values = {
        "IdentityStoreId": 1,
        "RoleName": "Prüfer",
        "Description": "liest mit",
        "Priority": 40,
        "Enabled": False,
        "CriteriaScope": "Group",
        "DistinguishedName": "CN=Prüfer,DC=corp,DC=example",
        "Operator": "Or",
        "CriteriaFilters": [["name", "is exactly", "Intranet"], ["type", "is not", "ManagementShell"]],
        "Permissions": ["Create User", "Manage Any Group"],
    }
    default = {**own, "RoleName": "Helpdesk", "Enabled": True, "Priority": 30}
    wanted = {"1/Prüfer": own, "1/Helpdesk": default}
    found = door.find("SecurityRole", wanted)
    assert found == {"1/Helpdesk": {"IdentityStoreId": 1, "RoleName": "Helpdesk", "Priority": 50}}
    door.create("SecurityRole", "1/Prüfer", own)
    door.update("SecurityRole", "1/Helpdesk", default, found["1/Helpdesk"])
    assert {key: values["Priority"] for key, values in door.find("SecurityRole", wanted).items()} == {
        "1/Prüfer": 40,
        "1/Helpdesk": 30,
    }
    roles = store_of(state)["Roles"]
    for name in ("prüfer", "helpdesk"):
        assert [p.casefold() for p in roles[name]["Permissions"]] == ["create user", "manage any group"]
        assert roles[name]["Filters"] == own["CriteriaFilters"]
    assert (roles["prüfer"]["Enabled"], roles["helpdesk"]["Enabled"]) == (False, True)
    before = dm_shell.digest(state)
    door.update("SecurityRole", "1/Helpdesk", default, {})
    assert dm_shell.digest(state) == before


def test_mail_notifications_and_messaging(door: Shell, state: Path) -> None:
    mail: Values = {
        "IdentityStoreId": 1, "SmtpServer": "smtp.corp.example", "Port": 587, "FromEmail": "a@corp.example", "ToEmail": "b@corp.example",
        "SslEnabled": True, "Authentication": "Basic", "UserName": "CORP\\svc", "Password": PASSWORD,
    }  # fmt: skip
    told: Values = {
        "IdentityStoreId": 1,
        "PrimaryRecepients": ["équipe.it@corp.example"],
        "NotifyOwners": False,
        "XDaysBeforeLeaveNotificationML": 7,
    }
    provider: Values = {
        "IdentityStoreId": 1, "Provider": "exchange2019", "Domain": "corp.example", "UserName": "PLANT\\svc-dm$",
        "Servers": [{"SmtpServer": "mbx02", "Priority": 2, "Disabled": True}, {"SmtpServer": "mbx01", "Priority": 1, "Disabled": False}],
    }  # fmt: skip
    for kind, values in (("SmtpServer", mail), ("Notifications", told), ("MessagingProvider", provider)):
        assert door.find(kind, {"1": values}) == {"1": {"IdentityStoreId": 1}}
        door.update(kind, "1", values, {})
    store = store_of(state)
    assert store["Smtp"]["Port"] == 587
    assert store["Smtp"]["SslEnabled"] is True
    assert store["Notifications"] == {name: value for name, value in told.items() if name != "IdentityStoreId"}
    assert [(s["SmtpServer"], s["Priority"], s.get("Disabled")) for s in store["Messaging"]] == [
        ("mbx01", 1, None),
        ("mbx02", 2, True),
    ]
    assert store["Messaging"][0]["Credential"]["$credential"]["password"] == dm_shell.secret_digest(""), (
        "gMSA: no password"
    )


SCHEDULE: Values = {
    "ScheduleName": "Nachtlauf – „Zespół“",
    "JobType": "SmartGroup",
    "IdentityStoreId": 1,
    "Targets": ["OU=Groups,DC=corp,DC=example"],
    "Triggers": [
        {"TriggerType": "Daily", "StartTime": "2024-01-08T02:30:00", "DaysInterval": 1, "Repeat": True, "RepeatInterval": 60,
         "RepeatDuration": 720},
        {"TriggerType": "Weekly", "StartTime": "2024-01-08T21:00:00", "WeekDays": ["Monday", "Thursday"], "WeeksInterval": 1},
        {"TriggerType": "MonthlyDOW", "StartTime": "2024-01-08T01:00:00", "MonthWeek": "FirstWeek", "WeekDays": ["Monday"],
         "YearMonths": ["May", "June"]},
    ],
    "UserName": "CORP\\svc",
    "Password": PASSWORD,
    "Enabled": False,
    "EnableNotifications": True,
    "Recepients": ["gruppen@corp.example"],
}  # fmt: skip


def test_a_schedule_arrives_disabled_with_its_own_triggers_and_is_enabled_later(door: Shell, state: Path) -> None:
    key = "SmartGroup/Nachtlauf"
    assert door.find("Schedule", {key: SCHEDULE}) == {}
    door.create("Schedule", key, SCHEDULE)
    seen = {name: SCHEDULE[name] for name in ("ScheduleName", "JobType", "IdentityStoreId")}
    assert door.find("Schedule", {key: SCHEDULE}) == {key: seen}
    made = store_of(state)["Schedules"][str(SCHEDULE["ScheduleName"]).casefold()]
    assert made["Enabled"] is False
    assert [(t["TriggerType"], t["StartTime"]) for t in made["Triggers"]] == [
        (t["TriggerType"], t["StartTime"]) for t in SCHEDULE["Triggers"]
    ]
    assert made["Triggers"][1]["WeekDays"] == "Monday,Thursday"
    before = dm_shell.digest(state)
    door.update("Schedule", key, SCHEDULE, {})
    assert dm_shell.digest(state) == before
    door.update("Schedule", key, {**SCHEDULE, "Enabled": True}, {})
    assert store_of(state)["Schedules"][str(SCHEDULE["ScheduleName"]).casefold()]["Enabled"] is True


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"JobType": "GroupLifeCycle"}, "by what JobType"),
        ({"Targets": None}, "names neither"),
        ({"Triggers": [{"TriggerType": "Event"}]}, "trigger of the type Event"),
        ({"UserName": None}, "needs an account"),
    ],
)
def test_a_schedule_that_the_cmdlets_cannot_say_is_for_the_admin_and_then_found(
    door: Shell, state: Path, change: Values, words: str
) -> None:
    values = {name: value for name, value in {**SCHEDULE, **change}.items() if value is not None}
    with pytest.raises(TargetRefused, match=words) as refused:
        door.create("Schedule", "x", values)
    assert "Make it by hand in Admin Center" in refused.value.message
    assert str(SCHEDULE["ScheduleName"]).casefold() not in store_of(state)["Schedules"]
    door.create("Schedule", "y", SCHEDULE)  # as if somebody had made it
    assert "x" in door.find("Schedule", {"x": values})
    door.update("Schedule", "x", values, {})


def schedule_in(state: Path) -> Any:
    return store_of(state)["Schedules"][str(SCHEDULE["ScheduleName"]).casefold()]


def test_what_a_schedule_is_no_longer_to_reach_it_does_not_reach(door: Shell, state: Path) -> None:
    a, b, c = (f"OU={n},DC=corp,DC=example" for n in "ABC")
    first = {**SCHEDULE, "Targets": [a, b]}
    door.create("Schedule", "x", first)
    door.update("Schedule", "x", second := {**SCHEDULE, "Targets": [b.lower(), c]}, first)
    assert schedule_in(state)["Targets"] == [b, c], "a name in other letters is the same container"
    door.update("Schedule", "x", everything := {**SCHEDULE, "Targets": None, "IncludeAllContainers": True}, second)
    assert (schedule_in(state)["Targets"], schedule_in(state)["IncludeAllContainers"]) == ([], True)
    door.update("Schedule", "x", {**SCHEDULE, "Targets": [c], "IncludeAllContainers": False}, everything)
    assert schedule_in(state)["Targets"] == [c]
    assert not schedule_in(state).get("IncludeAllContainers")


def test_a_schedule_is_never_without_a_target_between_two_calls(state: Path, known: Knows) -> None:
    shown: list[Any] = []

    def watched(call: Call) -> list[dict[str, Any]]:
        objects = Direct(state)(call)
        if call.cmdlet == "Set-Schedule":
            shown.append((schedule_in(state)["Targets"], schedule_in(state)["Enabled"]))
        return objects

    door = Shell(FACTS, watched, known)
    door.create("IdentityStore", "1", STORE)
    first = {**SCHEDULE, "Targets": ["OU=A"], "Enabled": True}
    door.create("Schedule", "x", first)
    shown.clear()
    door.update("Schedule", "x", {**first, "Targets": ["OU=B"]}, first)
    assert all(targets for targets, _ in shown)
    assert [on for _, on in shown] == [*[False] * (len(shown) - 1), True], "and does not run before it is whole"


@pytest.mark.parametrize("targets", [SCHEDULE["Targets"], None], ids=["made by us", "made by hand"])
def test_a_schedule_that_was_cut_over_is_on_again_after_a_change(door: Shell, state: Path, targets: Any) -> None:
    """A change that says nothing of its state finds it on and leaves it on; one that says that it is off switches it off."""
    door.create("Schedule", "x", SCHEDULE)
    door.update("Schedule", "x", {**SCHEDULE, "Enabled": True}, SCHEDULE)
    found = {**SCHEDULE, "Enabled": True}
    change = {n: v for n, v in SCHEDULE.items() if n != "Enabled"} | {"Targets": targets}
    door.update("Schedule", "x", change, found)
    assert schedule_in(state)["Enabled"] is True
    door.update("Schedule", "x", {**change, "Enabled": False}, found)
    assert schedule_in(state)["Enabled"] is False


def test_a_mail_system_that_is_no_longer_wanted_is_disabled(door: Shell, state: Path) -> None:
    """The one call that takes a server away takes the store's mail and notification settings with it."""
    both: Values = {
        "IdentityStoreId": 1, "Provider": "exchange2019", "Domain": "corp.example", "UserName": "PLANT\\svc-dm$",
        "Servers": [{"SmtpServer": "mbx01", "Priority": 1}, {"SmtpServer": "mbx02", "Priority": 2}],
    }  # fmt: skip
    door.update("MessagingProvider", "1", both, {})
    one = {**both, "Servers": [{"SmtpServer": "MBX02", "Priority": 1}]}
    door.update("MessagingProvider", "1", one, {**both, "IdentityStoreId": 1})
    servers = {s["SmtpServer"].casefold(): s.get("Disabled") for s in store_of(state)["Messaging"]}
    assert servers == {"mbx01": True, "mbx02": None}
    none: Values = {"IdentityStoreId": 1, "Provider": "none"}
    assert "mail and notification settings" in door.refuses("MessagingProvider", "1", none, one)
    with pytest.raises(TargetRefused, match="mail and notification settings"):
        door.update("MessagingProvider", "1", none, one)
    assert door.refuses("MessagingProvider", "1", none, {"IdentityStoreId": 1}) == "", "a new store has none"
    door.update("MessagingProvider", "1", none, {"IdentityStoreId": 1})


def test_a_group_is_converted_once_then_set_and_never_made(door: Shell, state: Path) -> None:
    assert door.find("SmartGroup", {GROUP: SMART}) == {}
    door.create("SmartGroup", GROUP, SMART)
    seen = {name: SMART[name] for name in ("objectGUID", "identityStoreId", "IMSGManagedGroupType", "IMSGCriteria")}
    assert door.find("SmartGroup", {GROUP: SMART}) == {GROUP: seen}
    data = kept(state)["groups"][GROUP]["Data"]
    assert data["SearchContainers"] == ["OU=Externe\\, Berater,DC=corp,DC=example", "DC=corp,DC=example"]
    assert data["SearchContainersScopeList"] == ["1", "2"]
    before = dm_shell.digest(state)
    door.update("SmartGroup", GROUP, SMART, seen)
    assert dm_shell.digest(state) == before
    with pytest.raises(TargetRefused, match="no unmanaged group"):
        door.create("SmartGroup", GROUP, SMART)
    nobody = "913ed054-64b5-45d9-9dca-78c92c77fe54"
    with pytest.raises(TargetRefused, match="names 0 groups"):
        door.create("SmartGroup", nobody, SMART)
    assert len(kept(state)["groups"]) == 4


def test_password_expiry_and_unmanaged_groups(door: Shell, state: Path) -> None:
    policy = {
        **SMART,
        "IMSGManagedGroupType": 6,
        "DomainExpiration": 42,
        "ExpirationRange": 14,
        "IncludeDisabledUsers": False,
        "SendEmail": True,
    }
    door.create("PasswordExpiryGroup", GROUP, policy)
    door.update("PasswordExpiryGroup", GROUP, policy, {})
    assert kept(state)["groups"][GROUP]["ManagedGroupType"] == 6
    assert kept(state)["groups"][GROUP]["Data"]["SendEmail"] == "True"
    plain: Values = {
        "objectGUID": OTHER, "identityStoreId": 1, "XGroupSecurity": "Public",
        "members": [
            {"Value": GROUP, "XMembershipType": "Temporary Member", "XEndingDate": "2026-12-11T09:30:00.0000000Z"},
            {"Value": PARENT, "XMembershipType": "Removal Pending", "XBeginningDate": "2026-11-13T09:30:00.0000000Z"},
            {"Value": CHILD, "XMembershipType": "Perpetual"},
        ],
    }  # fmt: skip
    assert door.find("UnmanagedGroup", {OTHER: plain}) == {OTHER: {"objectGUID": OTHER, "identityStoreId": 1}}
    door.update("UnmanagedGroup", OTHER, plain, {})
    other = kept(state)["groups"][OTHER]
    assert other["ManagedGroupType"] == 1
    assert other["Memberships"] == {
        GROUP: {"Type": "Temporary Member", "EndDate": "2026-12-11T09:30:00.0000000Z"},
        PARENT: {"Type": "Removal Pending", "StartDate": "2026-11-13T09:30:00.0000000Z"},
    }
    with pytest.raises(TargetRefused, match="none of 11.1's"):
        door.update("UnmanagedGroup", OTHER, {**plain, "members": [{"Value": GROUP, "XMembershipType": "Guest"}]}, {})
    with pytest.raises(TargetRefused, match="no cmdlet may make it"):
        door.create("UnmanagedGroup", OTHER, plain)


def test_a_dynasty_goes_through_the_vendors_own_conversion_and_its_children_come_along(
    door: Shell, state: Path
) -> None:
    parent: Values = {"objectGUID": PARENT, "identityStoreId": 1, "IMSGManagedGroupType": 3}
    child: Values = {"objectGUID": CHILD, "identityStoreId": 1, "IMSGManagedGroupType": 4}
    with pytest.raises(TargetRefused, match="did not come with its parent"):
        door.create("Dynasty", CHILD, child)
    assert door.find("Dynasty", {PARENT: parent, CHILD: child}) == {}
    door.create("Dynasty", PARENT, parent)
    assert door.find("Dynasty", {PARENT: parent, CHILD: child}) == {PARENT: parent, CHILD: child}


@pytest.mark.parametrize(
    ("kind", "key", "wanted", "there"),
    [("SmartGroup", GROUP, 2, 3), ("PasswordExpiryGroup", GROUP, 6, 2), ("Dynasty", PARENT, 3, 2)],
)
def test_a_group_that_is_managed_as_another_type_is_there_and_left_alone(
    door: Shell, state: Path, kind: str, key: str, wanted: int, there: int
) -> None:
    values = {**SMART, "objectGUID": key, "IMSGManagedGroupType": wanted}
    theirs = kept(state)
    theirs["groups"][key]["ManagedGroupType"] = there
    dm_shell.save(state, theirs)
    found = door.find(kind, {key: values})
    assert found == {key: {"objectGUID": key, "identityStoreId": 1, "IMSGManagedGroupType": there}}
    told = door.refuses(kind, key, values, found[key])
    assert f"of the type {there}" in told and "decide" in told.casefold()
    with pytest.raises(TargetRefused, match=f"of the type {there}"):
        door.update(kind, key, values, found[key])
    assert kept(state)["groups"][key]["ManagedGroupType"] == there
    assert door.refuses(kind, key, values, {**found[key], "IMSGManagedGroupType": wanted}) == ""
    dm_shell.break_next(state, {**WENT, "cmdlet": "Get-SmartGroup"})
    with pytest.raises(DoorUnexpected, match="Der Dienst antwortet nicht"):
        door.find(kind, {key: values})


def test_a_group_that_a_look_shows_unmanaged_is_not_converted_yet(known: Knows) -> None:
    known.learn("IdentityStore", "1", 101)
    for shown in (1, "1", None, ""):
        door = Shell(FACTS, lambda call, shown=shown: [{"ManagedGroupType": shown, "criteria": None}], known)  # type: ignore[misc]
        assert door.find("SmartGroup", {GROUP: SMART}) == {}
    door = Shell(FACTS, lambda call: [{"ManagedGroupType": "SmartDL", "criteria": None}], known)
    with pytest.raises(DoorUnexpected, match="ManagedGroupType is SmartDL"):
        door.find("SmartGroup", {GROUP: SMART})


WENT: dict[str, Any] = {"kind": "error", "message": "Der Dienst antwortet nicht."}


def look_and_make(door: Shell, kind: str, key: str, values: Values) -> None:
    if not door.find(kind, {key: values}):
        door.create(kind, key, values)


@pytest.mark.parametrize("broken", [("Get-SmartGroup",), ("Get-SmartGroup", "Get-Group")])
def test_a_group_that_could_not_be_looked_at_is_not_converted_again(
    door: Shell, state: Path, broken: tuple[str, ...]
) -> None:
    parent: Values = {"objectGUID": PARENT, "identityStoreId": 1, "IMSGManagedGroupType": 3}
    door.create("Dynasty", PARENT, parent)
    taken_out = kept(state)
    taken_out["groups"][CHILD]["ManagedGroupType"] = 1  # in 11.1, by its owner
    dm_shell.save(state, taken_out)
    dm_shell.break_next(state, *({**WENT, "cmdlet": cmdlet} for cmdlet in broken))
    with pytest.raises((DoorUnexpected, TargetRefused), match="Der Dienst antwortet nicht"):
        look_and_make(door, "Dynasty", PARENT, parent)
    assert kept(state)["groups"][CHILD]["ManagedGroupType"] == 1
    assert door.find("Dynasty", {PARENT: parent}) == {PARENT: parent}, "the next look settles it"


def test_a_look_that_fails_in_a_shell_that_says_nothing_else_either_stops_the_stage(door: Shell, state: Path) -> None:
    cmdlets = ("Get-SmartGroup", "Get-Group", "Get-GroupIdInformation")
    dm_shell.break_next(state, *({**WENT, "cmdlet": cmdlet} for cmdlet in cmdlets))
    with pytest.raises(DoorUnreachable, match="Der Dienst antwortet nicht"):
        door.find("SmartGroup", {GROUP: SMART})


@pytest.mark.parametrize("kind", ["Dynasty", "Schedule"])
def test_a_list_of_stores_that_fails_does_not_say_that_a_store_is_not_there(state: Path, kind: str) -> None:
    known = Knows(IdentityStore={"1": STORE})
    Shell(FACTS, Direct(state), Knows(IdentityStore={"1": STORE})).create("IdentityStore", "1", STORE)
    dm_shell.break_next(state, {**WENT, "cmdlet": "Get-IdentityStore"})
    values = {"Dynasty": {"identityStoreId": 1, "IMSGManagedGroupType": 3}, "Schedule": SCHEDULE}[kind]
    with pytest.raises(DoorUnexpected, match="Der Dienst antwortet nicht"):
        Shell(FACTS, Direct(state), known).find(kind, {PARENT: values})


def test_an_unmanaged_group_is_looked_at_once_more(door: Shell, state: Path) -> None:
    values: Values = {"objectGUID": OTHER, "identityStoreId": 1}
    dm_shell.break_next(state, {**WENT, "cmdlet": "Get-Group"})
    assert door.find("UnmanagedGroup", {OTHER: values}) == {OTHER: values}


def test_a_group_of_which_the_look_complains_is_converted_where_the_product_shows_it_unmanaged(
    door: Shell, state: Path
) -> None:
    dm_shell.break_next(state, {**WENT, "cmdlet": "Get-SmartGroup"})
    assert door.find("SmartGroup", {GROUP: SMART}) == {}
    door.create("SmartGroup", GROUP, SMART)
    assert kept(state)["groups"][GROUP]["ManagedGroupType"] == 2


def test_a_data_source_of_a_query_is_said_by_its_connection(state: Path) -> None:
    source: Values = {
        "type": 3, "configurationValues": {"ConnectionString": "sql01", "Database": "HR", "UserName": "leser",
                                            "WindowsAuthentication": "false"},
        "password": {"$secret": "datasource/hr/password"},
    }  # fmt: skip
    planned = {**SMART, "DataSource": {"$ref": "DataSource/HR on sql01"}}
    known = Knows(IdentityStore={"1": STORE}, DataSource={"HR on sql01": source}, SmartGroup={GROUP: planned})
    bare = Shell(FACTS, Direct(state), known)
    bare.create("IdentityStore", "1", STORE)
    with pytest.raises(TargetRefused, match="needs a secret that is not at hand"):
        bare.create("SmartGroup", GROUP, {**planned, "DataSource": 12})
    door = Shell(FACTS, Direct(state), known, {"datasource/hr/password": PASSWORD}.get)
    door.create("SmartGroup", GROUP, {**planned, "DataSource": 12})
    data = kept(state)["groups"][GROUP]["Data"]
    assert (data["DataSourceType"], data["Server"], data["DataSourceName"]) == ("Microsoft SQL Driver", "sql01", "HR")
    assert data["DataSourcePassword"] == dm_shell.secret_digest(PASSWORD)


@pytest.mark.parametrize("kind", ["error", "written", "hang"])
def test_a_call_that_fails_says_so_and_what_it_left_is_found(state: Path, known: Knows, kind: str) -> None:
    door = Shell(FACTS, Direct(state), known)
    dm_shell.break_next(
        state, {"cmdlet": "New-IdentityStore", "kind": kind, "seconds": 0, "message": "Der Dienst antwortet nicht."}
    )
    with pytest.raises(TargetRefused, match="Der Dienst antwortet nicht") as refused:
        door.create("IdentityStore", "1", STORE)
    assert "IdentityStore Konzern" in refused.value.message
    assert PASSWORD not in refused.value.message
    found = door.find("IdentityStore", {"1": STORE})
    assert bool(found) is (kind == "written")
    (door.update("IdentityStore", "1", STORE, found["1"]) if found else door.create("IdentityStore", "1", STORE))
    assert len(kept(state)["stores"]) == 1


def test_objects_without_the_property_they_are_known_by_stop_the_stage(known: Knows) -> None:
    door = Shell(FACTS, lambda call: [{"Title": "Konzern"}], known)
    with pytest.raises(DoorUnexpected, match="no property IdentityStoreName, but Title"):
        door.find("IdentityStore", {"1": STORE})


def test_what_belongs_to_a_store_that_is_not_there_is_not_there_and_says_why(state: Path) -> None:
    known = Knows(IdentityStore={"1": STORE})
    door = Shell(FACTS, Direct(state), known)
    role: Values = {"IdentityStoreId": 1, "RoleName": "Prüfer"}
    for kind, key, values in (
        ("SecurityRole", "1/Prüfer", role),
        ("Schedule", "x", SCHEDULE),
        ("SmartGroup", GROUP, SMART),
    ):
        assert door.find(kind, {key: values}) == {}
        with pytest.raises(TargetRefused, match="no (identity )?store"):
            door.create(kind, key, values)
    assert door.find("Notifications", {"1": {"IdentityStoreId": 2}, "x": {}}) == {}, "of a store that nobody knows"


def test_a_password_that_an_earlier_run_wrote_is_asked_for_by_its_account(state: Path) -> None:
    remembered = {**STORE, "serviceAccountPassword": {"$sealed": True}}
    first = Shell(FACTS, Direct(state), Knows(IdentityStore={"1": STORE}))
    first.create("IdentityStore", "1", STORE)
    names: list[str] = []
    later = Shell(
        FACTS, Direct(state), Knows(given={"1": 101}, IdentityStore={"1": remembered}), lambda name: names.append(name)
    )
    with pytest.raises(TargetRefused, match="not at hand"):
        later.update("IdentityStoreSettings", "1", {"IdentityStoreId": 1, "GroupLifeDays": 60}, {})
    assert names == ["account/corp\\svc"]


def test_the_shell_is_connected_to_a_store_once(door: Shell, state: Path) -> None:
    run = door._run
    assert isinstance(run, Direct)
    door.create("SmartGroup", GROUP, SMART)
    door.update("SmartGroup", GROUP, SMART, {})
    assert [call.cmdlet for call in run.calls].count("Connect-IdentityStore") == 1


def test_the_stand_in_refuses_what_no_page_has(state: Path) -> None:
    run = Direct(state)
    for call, words in (
        (Call("Get-IdentityStore", {"Al": True}), "'Al'"),
        (Call("Get-IdentityStore", {"All": True, "Verbose": True}), "'Verbose'"),
        (Call("New-IdentityStore", {"IdentityStoreName": "x"}), "IdentityStoreType Credential"),
        (Call("Set-SmartGroup", {"Identity": GROUP, "SecurityType": "Semi-Private"}), "Cannot validate"),
        (Call("New-Group", {"Name": "x"}), "not recognized"),
    ):
        with pytest.raises(TargetRefused, match=words):
            run(call)
    with pytest.raises(dm_shell.CmdletError, match="there already"):
        dm_shell.add_group(state, group("913ed054-64b5-45d9-9dca-78c92c77fe54", "werk"))
    assert json.loads(state.read_text("utf-8"))["stores"] == {}
