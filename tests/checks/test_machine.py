"""Checks of machine and moment: each says what it saw, with every status it can have and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.checks import (
    clock,
    data_files,
    disallowed_files,
    disk_space,
    dsns,
    managed_accounts,
    old_services,
    old_tasks,
    rights,
    second_hop,
)
from pyupgrade.checks.context import CheckSpec, Context
from pyupgrade.errors import DirectoryUnreachable
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.items import Change, Feature, Module
from pyupgrade.plan.ports import SourceFile
from tests.checks.context_by_hand import WAL_MODE, MemorySource, context, machine, paths, store

SHARE = r"\\files01.corp.example\hr$\export.csv"


def rows(check: CheckSpec, seen: Context) -> list[Finding]:
    found = list(check.run(seen))
    assert all(row.recommended_action for row in found if row.status in ("Failed", "Warning"))
    return found


def only(check: CheckSpec, seen: Context) -> Finding:
    found = rows(check, seen)
    assert len(found) == 1, found
    return found[0]


def planned(kind: str, *values: dict[str, Any], feature: Feature = "Configuration") -> Module:
    def plan(source: Any, target: Any, answers: Any) -> Iterator[Change]:
        for number, one in enumerate(values, 1):
            yield Change(
                module="m", feature=feature, kind=kind, key=str(number), name=f"{kind} {number}", store=None, values=one
            )

    return Module(name=kind, feature=feature, title=kind, plan=plan, writes=(kind,))


# -- clocks


@pytest.mark.parametrize(
    ("seconds", "status"), [(3, "Passed"), (-31, "Warning"), (299, "Warning"), (-300, "Failed"), (7200, "Failed")]
)
def test_a_clock_that_differs(seconds: int, status: str) -> None:
    row = only(clock.CHECK, context(clocks={"directory": lambda: timedelta(seconds=seconds)}))
    assert (row.status, row.target) == (status, "directory")
    assert ("ahead" if seconds > 0 else "behind") in row.message


def test_a_system_that_does_not_tell_its_time() -> None:
    def silent() -> timedelta:
        raise DirectoryUnreachable(location="dc1", reason="no answer")

    row = only(clock.CHECK, context(clocks={"directory": silent}))
    assert (row.status, "no answer" in row.message) == ("Skipped", True)
    assert row.recommended_action
    assert only(clock.CHECK, context()).status == "Skipped"


# -- data sources: DSNs and files


def with_sources(*configurations: dict[str, str], **probes: Any) -> Context:
    module = planned("DataSource", *({"configurationValues": c} for c in configurations), feature="Groups")
    return context(modules=[module], machine=machine(**probes))


@pytest.mark.mission("J9")
def test_each_dsn_is_looked_for_by_name() -> None:
    wanted = [{"Server": name, "DsnType": "SystemDsn"} for name in ("Personal", "Lager")]
    found = rows(dsns.CHECK, with_sources(*wanted, dsns=lambda: {"PERSONAL": "SQL Server"}))
    assert [(r.target, r.status) for r in found] == [("Lager", "Warning"), ("Personal", "Passed")]
    assert "DataSource 2" in found[0].message
    assert "SQL Server" in found[1].message
    assert only(dsns.CHECK, with_sources(wanted[0], dsns=lambda: None)).status == "Skipped"
    assert only(dsns.CHECK, with_sources({"Server": r"C:\hr.dsn", "DsnType": "FileDsn"})).status == "Skipped"


@pytest.mark.parametrize(
    ("path", "exists", "status", "says"),
    [
        (SHARE, True, "Passed", "can be reached"),
        (SHARE, False, "Warning", "cannot be reached"),
        (SHARE, None, "Skipped", "only Windows"),
        (r"D:\export\hr.csv", True, "Passed", "on this machine"),
        (r"D:\export\hr.csv", False, "Warning", "disk of the old server"),
        (r"D:\export\hr.csv", None, "Skipped", "disk of the old server"),
        ("/srv/hr.csv", False, "Warning", "not on this machine"),
    ],
)
@pytest.mark.mission("J9")
def test_each_file_is_looked_for_where_it_lies(path: str, exists: bool | None, status: str, says: str) -> None:
    for configuration in ({"File": path}, {"FilePath": path}, {"Server": path, "DsnType": "FileDsn"}):
        row = only(data_files.CHECK, with_sources(configuration, exists=lambda p: exists))
        assert (row.status, row.target) == (status, path)
        assert says in row.message
        assert row.recommended_action or status == "Passed"


def test_no_data_source_is_a_file() -> None:
    assert only(data_files.CHECK, with_sources({"ConnectionString": "sql01", "Database": "HR"})).status == "Skipped"


# -- accounts


@pytest.mark.parametrize(
    ("state", "status"), [("installed", "Passed"), ("this machine may not use it", "Warning"), (None, "Skipped")]
)
@pytest.mark.mission("S6")
def test_a_managed_account_must_be_set_up_here(state: str | None, status: str) -> None:
    store_of = planned("IdentityStore", {"serviceAccountUser": r"CORP\dm$"}, {"serviceAccountUser": r"CORP\svc"})
    schedule = planned("Schedule", {"Job": [{"UserName": r"CORP\dm$", "Name": "costs $"}]}, feature="Schedules")
    row = only(
        managed_accounts.CHECK,
        context(modules=[store_of, schedule], machine=machine(managed_account=lambda account: state)),
    )
    assert (row.status, row.target) == (status, r"CORP\dm$")
    assert "IdentityStore 1, Schedule 1" in row.message


@pytest.mark.parametrize(("may", "status"), [(True, "Passed"), (False, "Failed"), (None, "Skipped")])
def test_rights_where_a_run_writes(may: bool | None, status: str) -> None:
    found = rows(rights.CHECK, context(machine=machine(writable=lambda path: may)))
    assert [r.status for r in found] == [status] * 4
    assert {r.target for r in found} == {str(p) for p in (paths().target, paths().index, paths().log, paths().files)}


@pytest.mark.parametrize(
    ("way", "status"),
    [(None, "Skipped"), ("", "Passed"), ("CredSSP", "Passed"), ("Kerberos", "Warning"), ("Negotiate", "Warning")],
)
def test_a_remote_session_signs_in_nowhere_else(way: str | None, status: str) -> None:
    row = only(second_hop.CHECK, context(remote_session=way))
    assert row.status == status
    assert (way or "") in row.message


# -- what still runs


def test_tasks_still_enabled_are_named_and_counted() -> None:
    def tasks(*enabled: bool) -> Context:
        found = [{"Kind": "GUS", "Name": f"n{i:02}", "Enabled": e} for i, e in enumerate(enabled)]
        foreign = {"Kind": None, "Name": "Updater", "Enabled": True}
        return context(source=MemorySource(**{"task-schedules": [*found, foreign]}))

    assert only(old_tasks.CHECK, tasks(False, False)).status == "Passed"
    row = only(old_tasks.CHECK, tasks(False, True))
    assert (row.status, row.message.startswith("1 of 2 tasks")) == ("Warning", True)
    assert row.message.endswith(": GUS_n01.")
    assert only(old_tasks.CHECK, tasks(*[True] * 12)).message.endswith("GUS_n09 and 2 more.")
    assert only(old_tasks.CHECK, tasks()).status == "Skipped"


def test_a_task_that_cannot_be_read_is_not_taken_for_one_that_is_off() -> None:
    broken = {"Kind": None, "Name": None, "Enabled": None, "Problem": "GUS_n.xml cannot be read: it is cut."}
    row = only(old_tasks.CHECK, context(source=MemorySource(**{"task-schedules": [broken]})))
    assert (row.status, "GUS_n.xml cannot be read: it is cut." in row.message) == ("Warning", True)


@pytest.mark.parametrize(
    ("running", "status"),
    [
        (None, "Skipped"),
        ([], "Skipped"),
        (["Windows Time", "GroupIDElasticSearchService11"], "Skipped"),
        (["Imanami Replication service"], "Warning"),
    ],
)
def test_services_of_the_old_product_on_this_machine(running: list[str] | None, status: str) -> None:
    row = only(old_services.CHECK, context(machine=machine(services=lambda: running)))
    assert row.status == status
    assert row.recommended_action


# -- files


def disallowed(*files: str, **more: Any) -> Context:
    setting = {"SettingName": disallowed_files.SETTING, "SettingValue": r"C:\Imanami\Corp_1\words.csv"}
    rows = [{"IdentityStoreId": 1, **setting}, {"IdentityStoreId": 3, **setting}]
    source = MemorySource(**{"SVC.IdentityStore": [store(1, "Corp"), store(3, "Off", IsEnabled=False)], **more})
    source.tables.setdefault("SVC.IdentityStoreSetting", rows)
    source.held[disallowed_files.KIND] = [f"GroupIDDataService/PasswordExceptionLists/{file}" for file in files]
    return context(source=source)


def test_a_list_of_disallowed_words_that_is_missing() -> None:
    assert only(disallowed_files.CHECK, disallowed("Corp_1/WORDS.csv")).status == "Passed"
    for there in ("Corp_1/other.csv", "Corp_2/words.csv"):
        row = only(disallowed_files.CHECK, disallowed(there))
        assert (row.status, row.target) == ("Warning", "Corp"), "the store that is off is not looked at"
    none = disallowed(**{"SVC.IdentityStoreSetting": []})
    assert "No enabled store" in only(disallowed_files.CHECK, none).message
    assert only(disallowed_files.CHECK, context(paths=paths(program=None))).status == "Skipped"


def room(free: Callable[[Path], int], size: int, files: int) -> set[tuple[str, str]]:
    class Copied(MemorySource):
        def files(self, kind: str) -> list[SourceFile]:
            return [SourceFile(kind, "a.xml", files)] if kind == "portal-designs" else []

    made = planned("File", {"content": {"$content": "portal-designs/a.xml"}})
    probes = machine(head=lambda p, n: WAL_MODE[:n], size=lambda p: size, free_bytes=free)
    seen = context(source=Copied(), modules=[made], machine=probes, features=frozenset({"Configuration"}))
    assert "portal-designs" in seen.source_contract.files
    return {(r.target, r.status) for r in rows(disk_space.CHECK, seen)}


def test_the_copy_of_a_source_and_copied_files_need_room_too() -> None:
    def free(path: Path) -> int:
        return {paths().target: 10**11, paths().index: 10**11, paths().files: 10**9, paths().scratch: 3 * 10**9}[path]  # type: ignore[index]

    target, index, files, scratch = (str(p) for p in (paths().target, paths().index, paths().files, paths().scratch))
    sound = {(target, "Passed"), (index, "Passed")}
    assert room(free, 10**9, 10**6) == sound | {(files, "Passed"), (scratch, "Warning")}, "file and log: 2 GB of 3"
    assert room(free, 2 * 10**9, 2 * 10**9) == sound | {(files, "Failed"), (scratch, "Failed")}
    one_disk = room(lambda path: 2 * 10**9, 10**9, 10**9)
    assert {status for _, status in one_disk} == {"Failed"}, "3 GB on a disk that has 2"
