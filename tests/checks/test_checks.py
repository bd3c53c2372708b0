"""Each check on a sound installation passes, on a broken one says what is wrong and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import pyupgrade.checks
from pyupgrade.checks import (
    certificates,
    directory_groups,
    directory_reachable,
    disk_space,
    domain_case,
    earlier_runs,
    engine_versions,
    forest_domains,
    history_sample,
    old_files,
    old_index,
    passphrase,
    replication_files,
    secrets_file,
    source_drift,
    source_readonly,
    source_version,
    target_drift,
    target_free,
    topology,
)
from pyupgrade.checks.context import CheckSpec, Context, EarlierRun, Library, preflight, wanted
from pyupgrade.connect import vault
from pyupgrade.errors import DirectoryUnreachable, PassphraseWrong
from pyupgrade.plan.directory import Domain, Entry, Forest, ForestUnread
from pyupgrade.plan.drift import Difference
from pyupgrade.plan.finding import Finding
from pyupgrade.plan.items import Change, Decision, Module, Notice
from pyupgrade.registry import CHECKS
from tests.checks.context_by_hand import (
    NOW,
    WAL_MODE,
    MemoryDirectory,
    MemorySource,
    context,
    group,
    machine,
    paths,
    store,
)


def rows(check: CheckSpec, seen: Context) -> list[Finding]:
    return list(check.run(seen))


def only(check: CheckSpec, seen: Context) -> Finding:
    found = rows(check, seen)
    assert len(found) == 1, found
    return found[0]


def test_every_check_file_is_registered_once() -> None:
    folder = Path(pyupgrade.checks.__path__[0])
    files = {p.stem for p in folder.glob("*.py")} - {"__init__", "app_proofs", "context", "door_looks", "drift_rows"}
    ids = [check.id for check in CHECKS]
    assert len(ids) == len(set(ids)) == len(files)
    assert all(check.looks_at and check.repair and check.area for check in CHECKS)


def test_a_sound_installation_passes_everything() -> None:
    found = list(preflight(CHECKS, context()))
    # Nothing of these is there: a PFX file, an old index, endpoints, data sources, managed accounts, services of the old product.
    absent = {
        "secrets.certificates", "source.old-index", "network.tls", "machine.clock", "machine.dsn", "files.data-sources",
        "machine.managed-accounts", "source.services", "identity.tokens", "identity.registration", "identity.roles",
    }  # fmt: skip
    assert {row.status for row in found if row.id not in absent} == {"Passed"}
    assert {row.status for row in found if row.id in absent} == {"Skipped"}
    assert {row.id for row in found} == {check.id for check in wanted(CHECKS, context().features)}


def test_only_checks_of_the_chosen_features_run() -> None:
    ids = {check.id for check in wanted(CHECKS, frozenset({"Configuration"}))}
    assert "source.history" not in ids
    assert "directory.domain-case" in ids


def test_a_check_that_breaks_is_a_row_and_the_others_go_on() -> None:
    class Broken(MemoryDirectory):
        def domains(self) -> list[str]:
            raise DirectoryUnreachable(location="dc1", reason="no answer")

    source = MemorySource()
    source.directory = Broken([], [])
    found = {row.id: row for row in preflight(CHECKS, context(source=source))}
    assert found["directory.reachable"].status == "Failed"
    assert "no answer" in found["directory.reachable"].message
    assert found["directory.reachable"].recommended_action.startswith("Check the directory")
    assert found["machine.engine"].status == "Passed"


def test_every_row_that_is_not_passed_says_what_to_do() -> None:
    source = MemorySource(**{"SVC.IdentityStore": [store(9, "Lone", StoreTypeId=1)]})
    source.held, source.directory = {}, MemoryDirectory([], [])
    wrong = context(
        source=source,
        machine=machine(
            python=(3, 9, 0),
            free_bytes=lambda p: 5,
            mode=lambda p: 0o644,
            head=lambda p, n: WAL_MODE,
            writable=lambda p: False,
            services=lambda: ["Imanami Replication service"],
        ),
        remote_session="Negotiate",
        lock_holder=lambda: "anna on SRV",
        paths=paths(target=Path("estate/groupid.db")),
        earlier_runs=[EarlierRun(3, "Interrupted", "2026-11-20", "x")],
        source_writable=True,
    )
    found = list(preflight(CHECKS, wrong))
    assert {row.id for row in found if row.status == "Failed"} >= {
        "machine.engine",
        "machine.disk",
        "machine.rights",
        "profile.secrets-file",
        "profile.topology",
        "target.free",
        "directory.reachable",
        "source.readonly",
    }
    assert all(row.recommended_action for row in found if row.status in ("Failed", "Warning"))


@pytest.mark.parametrize(
    ("version", "status"), [("10.0", "Passed"), ("9.0.1", "Passed"), ("8.2", "Failed"), ("11.1", "Failed")]
)
@pytest.mark.mission("C1")
def test_the_source_version(version: str, status: str) -> None:
    source = MemorySource()
    source.version = version
    assert only(source_version.CHECK, context(source=source)).status == status


def test_what_the_source_could_suffer() -> None:
    assert only(source_readonly.CHECK, context()).status == "Passed"
    wal = machine(head=lambda p, n: WAL_MODE[:n])
    assert only(source_readonly.CHECK, context(machine=wal)).status == "Warning"
    assert only(source_readonly.CHECK, context(machine=wal, topology="same")).status == "Passed"
    server = machine(head=lambda p, n: None)
    assert only(source_readonly.CHECK, context(machine=server)).status == "Skipped"
    assert only(source_readonly.CHECK, context(machine=server, source_writable=False)).status == "Passed"
    assert only(source_readonly.CHECK, context(machine=server, source_writable=True)).status == "Failed"
    allowed = context(machine=server, source_writable=True, allow_writable_source=True)
    assert only(source_readonly.CHECK, allowed).status == "Warning"


def drifted(object_: str, difference: str, column: str = "", expected: str = "", found: str = "") -> Difference:
    return Difference("source", object_, column, difference, expected, found, True, "assumed", "See to it.")


def reading(*tables: str) -> Module:
    return Module(name="m", feature="Groups", title="m", plan=lambda s, t, a: iter(()), reads=tables)


def test_drift_is_one_row_a_table_of_those_that_are_read() -> None:
    drift = [
        drifted("SVC.GroupObject", "MissingColumn", "Criteria", "Criteria"),
        drifted("SVC.GroupObject", "OtherType", "IsDeleted", "BOOLEAN", "TEXT"),
        drifted("SVC.GroupObject", "ExtraColumn", "Ours", "", "INT"),
        drifted("SVC.Client", "MissingTable", expected="SVC.Client"),
        drifted("SVC.GroupOwner", "OtherType", "OwnerGUID", "TEXT", "INT"),
    ]
    seen = context(modules=[reading("SVC.GroupObject", "SVC.GroupOwner")], source_drift=lambda: drift)
    found = rows(source_drift.CHECK, seen)
    assert [(r.target, r.status) for r in found] == [("SVC.GroupObject", "Failed"), ("SVC.GroupOwner", "Warning")]
    assert "the column Criteria is missing" in found[0].message
    assert "IsDeleted is TEXT, expected was BOOLEAN" in found[0].message
    missing = context(target_drift=lambda: [drifted("DM11.SmartGroup", "MissingTable", expected="DM11.SmartGroup")])
    assert only(target_drift.CHECK, missing).status == "Failed"


def test_a_held_target_fails() -> None:
    held = rows(target_free.CHECK, context(lock_holder=lambda: "anna on SRV, process 7"))
    assert [r.status for r in held] == ["Passed", "Failed"]
    assert "anna on SRV" in held[1].message


def test_a_wrong_passphrase_fails_with_the_vaults_words() -> None:
    def wrong() -> None:
        raise PassphraseWrong(location="dm11.db")

    row = only(passphrase.CHECK, context(open_target=wrong))
    assert (row.status, row.recommended_action) == ("Failed", PassphraseWrong(location="x").recommended_action)


@pytest.mark.parametrize(
    ("one", "said", "status"),
    [
        (False, "new", "Passed"),
        (True, "new", "Failed"),
        (True, "copy", "Passed"),
        (True, "same", "Warning"),
        (False, "same", "Failed"),
    ],
)
def test_topology(one: bool, said: str, status: str) -> None:
    named = paths(target=Path("estate/groupid.db")) if one else paths()
    assert only(topology.CHECK, context(paths=named, topology=said)).status == status


def test_a_directory_without_domains_fails() -> None:
    source = MemorySource()
    source.directory = MemoryDirectory([], [])
    assert only(directory_reachable.CHECK, context(source=source)).status == "Failed"


def test_referrals_are_told_and_a_domain_that_is_left_out_is_a_warning() -> None:
    class Referring(MemoryDirectory):
        def referrals(self) -> list[str]:
            return [
                "ldap://corp.example/CN=Configuration,DC=corp,DC=example",
                "ldap://ForestDnsZones.corp.example/DC=ForestDnsZones,DC=corp,DC=example",
                "ldap://emea.corp.example/DC=emea,DC=corp,DC=example",
                "ldap://old.corp.example/DC=old,DC=corp,DC=example",
            ]

        def forest(self, domain: str) -> Forest | ForestUnread:
            of = ("corp.example", "emea.corp.example", "old.corp.example")
            known = tuple(Domain(dns, "", "") for dns in of)
            return Forest("corp.example", known, "here") if domain in of else ForestUnread(domain, "it is no domain")

    source = MemorySource()
    source.directory = Referring(["corp.example", "EMEA.corp.example"], [])
    answered, left_out = directory_reachable.CHECK.run(context(source=source))
    assert (answered.status, left_out.status) == ("Passed", "Warning")
    assert "CN=Configuration" in answered.message and "not followed" in answered.message
    assert left_out.target == "old.corp.example" and left_out.recommended_action
    assert "ldap://old.corp.example/DC=old" in left_out.message


def test_a_domain_that_cannot_be_searched_is_a_failure() -> None:
    class Silent(MemoryDirectory):
        def referrals(self) -> list[str]:
            raise DirectoryUnreachable(location="dc1.emea.corp.example", reason="it is off")

    source = MemorySource()
    source.directory = Silent(["corp.example", "emea.corp.example"], [])
    row = only(directory_reachable.CHECK, context(source=source))
    assert row.status == "Failed" and "dc1.emea.corp.example" in row.message


@pytest.mark.mission("S7")
def test_another_letter_case_of_a_domain_is_a_warning_by_store() -> None:
    source = MemorySource()
    source.tables["SVC.IdentityStoreReplication"] += [
        {"IdentityStoreId": 2, "Domain": "CORP.example"},
        {"IdentityStoreId": 2, "Domain": "elsewhere.example"},
    ]
    row = only(domain_case.CHECK, context(source=source))
    assert (row.status, row.message) == (
        "Warning",
        "Contoso writes 'CORP.example', the directory reports 'corp.example'.",
    )


@pytest.mark.mission("S7")
def test_the_letter_case_of_a_stores_own_domain_counts_too() -> None:
    def differing(source: Any, target: Any, answers: Any) -> Iterator[Notice]:
        for number, name in ((1, "CORP.example"), (2, "Corp.Example")):
            yield Notice(
                module="m", feature="Configuration", id=f"store/{number}/domain-case", severity="change",
                subject=f"Store {number}", message="", action="", names=(name,),
            )  # fmt: skip
        yield Notice(
            module="m", feature="Configuration", id="other", severity="todo", subject="x", message="", action="", names=("CORP.EXAMPLE",)
        )  # fmt: skip

    module = Module(name="m", feature="Configuration", title="m", plan=differing, writes=("IdentityStore",))
    found = rows(domain_case.CHECK, context(modules=[module]))
    assert [(r.status, r.target) for r in found] == [("Warning", "Store 1"), ("Warning", "Store 2")]
    assert only(domain_case.CHECK, context()).message.startswith("1 domain names")


def test_groups_the_directory_lacks_are_counted_and_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(directory_groups, "BATCH", 5)
    source = MemorySource()
    source.tables["SVC.GroupObject"] += [group(n) for n in range(100, 108)]
    source.tables["SVC.GroupObject"] += [
        group(200, store_id=2),
        group(201, store_id=3),
    ]  # Entra and disabled: not looked at
    row = only(directory_groups.CHECK, context(source=source))
    assert row.status == "Warning"
    assert row.message.startswith("The directory lacks 8 of 20 groups")
    assert row.message.endswith("and 3 more.")


def test_stores_without_replication_attributes_are_named() -> None:
    source = MemorySource()
    source.held["replication-attributes"] = ["Replication/x/contoso_2.xml", "Replication/x/readme.txt"]
    source.tables["SVC.StoreType"].append({"StoreTypeId": 7, "StoreTypeName": "Google Workspace"})
    source.tables["SVC.IdentityStore"].append(store(8, "Google", StoreTypeId=7))
    row = only(replication_files.CHECK, context(source=source))
    assert (row.status, row.target) == ("Warning", "Corp")
    assert only(replication_files.CHECK, context(paths=paths(program=None))).status == "Skipped"


def test_folders_that_are_not_named_or_empty_are_warnings() -> None:
    source = MemorySource()
    source.held = {}
    assert [r.status for r in rows(old_files.CHECK, context(source=source))] == ["Warning", "Warning"]
    missing = rows(old_files.CHECK, context(paths=paths(data=None)))
    assert [r.status for r in missing] == ["Passed", "Warning"]
    assert "Synchronize jobs" in missing[1].message


@pytest.mark.parametrize(
    ("free", "status"), [(10**12, "Passed"), (9 * 10**9, "Warning"), (10**9, "Failed"), (None, "Skipped")]
)
def test_disk_space_follows_the_counts(free: int | None, status: str) -> None:
    source = MemorySource()
    source.events = 2_000_000
    found = rows(disk_space.CHECK, context(source=source, machine=machine(free_bytes=lambda p: free)))
    assert {r.status for r in found} == {status}
    assert {r.target for r in found} == {str(paths().target), str(paths().index)}
    few = context(source=source, features=frozenset({"Configuration"}), machine=machine(free_bytes=lambda p: 10**9))
    assert {r.status for r in rows(disk_space.CHECK, few)} == {"Passed"}


def test_two_disks_are_measured_apart() -> None:
    source = MemorySource()
    source.events = 2_000_000  # about 4.1 GB of rows and 3 GB of documents
    together = machine(free_bytes=lambda p: 6 * 10**9)
    assert {r.status for r in rows(disk_space.CHECK, context(source=source, machine=together))} == {"Failed"}
    apart = machine(free_bytes=lambda p: 9 * 10**9 if p == paths().target else 7 * 10**9)
    assert {r.status for r in rows(disk_space.CHECK, context(source=source, machine=apart))} == {"Passed"}


@pytest.mark.parametrize(
    ("library", "fits"),
    [
        (Library("a", "2.0.40", "2.0.40"), True),
        (Library("a", "2.10", "2.9.9"), False),
        (Library("a", "43", "44.0.1"), True),
        (Library("a", "3.1", None), False),
        (Library("a", "2.1", "2.1.0rc1"), True),
        (Library("a", "2.0.40", "2.1.0b2"), True),
    ],
)
def test_versions_compare_as_numbers(library: Library, fits: bool) -> None:
    row = only(engine_versions.CHECK, context(machine=machine(libraries=[library])))
    assert (row.status == "Passed") is fits


def test_the_secrets_file_is_its_owners_alone() -> None:
    open_ = only(secrets_file.CHECK, context(machine=machine(mode=lambda p: 0o640)))
    assert (open_.status, "640" in open_.message) == ("Failed", True)
    assert only(secrets_file.CHECK, context(machine=machine(mode=lambda p: None))).status == "Skipped"
    assert only(secrets_file.CHECK, context(paths=paths(secrets=None))).status == "Skipped"


def test_damaged_history_is_a_warning_with_the_first_key() -> None:
    source = MemorySource()
    source.tables["SVC.BackUpHistory"][7]["JsonData"] = '{"cut'
    source.tables["SVC.BackUpHistory"][9]["JsonData"] = None
    found = {r.target: r for r in rows(history_sample.CHECK, context(source=source))}
    assert found["SVC.BackUpHistory"].status == "Warning"
    assert "2 of the first 20" in found["SVC.BackUpHistory"].message
    assert "key 7" in found["SVC.BackUpHistory"].message
    assert found["SSPR.PasswordCenterHistory"].message == "No events."


def test_only_the_newest_unfinished_run_is_told() -> None:
    def ran(*status: str) -> Context:
        known = [EarlierRun(n, s, "2026-11-20", context().source.installation) for n, s in enumerate(status, 1)]
        return context(earlier_runs=known)

    assert only(earlier_runs.CHECK, ran("Interrupted", "Completed")).status == "Passed"
    assert only(earlier_runs.CHECK, ran("Completed", "Interrupted")).status == "Warning"
    assert only(earlier_runs.CHECK, ran("Completed", "CompletedWithErrors")).status == "Warning"


def test_a_run_that_was_taken_back_is_no_unfinished_one() -> None:
    def ran(*status: str) -> Context:
        known = [EarlierRun(n, s, "2026-11-20", context().source.installation) for n, s in enumerate(status, 1)]
        return context(earlier_runs=known)

    assert only(earlier_runs.CHECK, ran("Completed", "Undone")).status == "Passed"
    assert only(earlier_runs.CHECK, ran("Completed", "UndoneWithErrors")).status == "Passed"
    left = only(earlier_runs.CHECK, ran("Interrupted", "Undone"))
    assert (left.status, left.target) == ("Warning", "run 1")
    cut = only(earlier_runs.CHECK, ran("Undoing", "Completed"))
    assert (cut.target, cut.recommended_action) == ("run 1", "Go on with it: Undo-DMUpgrade -RunId 1.")


# -- certificates
# -------------------------------------------------------------------------------------------------------------


def asking(source: Any, target: Any, answers: Any) -> Iterator[Decision]:
    for part, kind in (("client-secret", "secret"), ("pfx", "file"), ("pfx-password", "secret")):
        yield Decision(
            module="m",
            feature="Configuration",
            id=f"entra/2/{part}",
            question=f"The {part} of Contoso",
            reason="",
            kind=kind,  # type: ignore[arg-type]
        )


def with_pfx(content: bytes | None, password: str | None) -> Context:
    module = Module(name="m", feature="Configuration", title="m", plan=asking, writes=("IdentityStore",))
    files, secrets = {"entra/2/pfx": content}, {"entra/2/pfx-password": password}
    return context(modules=[module], file=files.get, secret=secrets.get)


@pytest.fixture(scope="module")
def pfx() -> bytes:
    return vault.make_pfx("contoso-app", "pässword", NOW - timedelta(days=10), NOW + timedelta(days=300))


@pytest.mark.mission("S5")
def test_a_certificate_is_opened_and_its_dates_held_against_the_clock(pfx: bytes) -> None:
    sound = with_pfx(pfx, "pässword")
    assert only(certificates.CHECK, sound).status == "Passed"
    dates = {30: "Passed", 280: "Warning", 400: "Failed", -30: "Failed"}
    for days, status in dates.items():
        row = only(certificates.CHECK, replace(sound, now=NOW + timedelta(days=days)))
        assert row.status == status, days
        assert "pässword" not in row.message + row.recommended_action


def test_a_certificate_that_is_not_known_yet_is_skipped_with_the_question(pfx: bytes) -> None:
    assert only(certificates.CHECK, with_pfx(pfx, "wrong")).status == "Failed"
    for content, password, lacking in ((None, "x", "file"), (pfx, None, "password")):
        row = only(certificates.CHECK, with_pfx(content, password))
        assert row.status == "Skipped"
        assert f"The {lacking} is not known yet" in row.message
        assert "entra/2/pfx" in row.recommended_action
    assert only(certificates.CHECK, context()).status == "Skipped"


@pytest.mark.mission("Y4")
def test_the_old_search_index_is_said_to_be_unread() -> None:
    row = only(old_index.CHECK, context())
    assert (row.status, row.area) == ("Skipped", "Source")
    assert "6.2.4" in row.message
    assert row.recommended_action


# -- forests of new stores
# -------------------------------------------------------------------------------------------------------------

WINGTIP = (
    Domain("wingtip.example", "WINGTIP", "DC=wingtip"),
    Domain("asia.wingtip.example", "ASIA", "DC=asia,DC=wingtip"),
)


class Forests(MemoryDirectory):
    """One forest, of whose naming contexts only some hold an object; a forest that cannot be read; a domain that breaks."""

    def __init__(self, *filled: str, is_read: bool = True) -> None:
        super().__init__(["corp.example"], [])
        self._filled, self._is_read = filled, is_read

    def forest(self, domain: str) -> Forest | ForestUnread:
        return Forest("wingtip.example", WINGTIP, "here") if self._is_read else ForestUnread(domain, "nobody answered")

    def below(self, container: str, scope: int, object_class: str = "group", *_: Any, **__: Any) -> Iterator[Entry]:
        if container not in self._filled:
            raise DirectoryUnreachable(location="dc1", reason="no such container")
        yield Entry("g", f"OU=Staff,{container}", "Staff", "", "organizationalunit")


def with_forest(directory: MemoryDirectory) -> Context:
    def made(source: Any, target: Any, answers: Any) -> Iterator[Change]:
        values = {"serviceAccountUser": r"WINGTIP\sync"}
        yield Change(
            module="f",
            feature="Synchronize",
            kind="IdentityStore",
            key="9",
            name="wingtip.example",
            store=9,
            values=values,
        )

    source = MemorySource()
    source.directory = directory
    module = Module(name="forest-stores", feature="Synchronize", title="f", plan=made, writes=("IdentityStore",))
    return context(source=source, modules=[module])


@pytest.mark.mission("J3")
def test_every_domain_of_a_new_stores_forest_is_searched() -> None:
    row = only(forest_domains.CHECK, with_forest(Forests("DC=wingtip", "DC=asia,DC=wingtip")))
    assert row.status == "Passed"
    assert r"not as WINGTIP\sync" in row.message, "what was not proved is said"
    row = only(forest_domains.CHECK, with_forest(Forests("DC=wingtip")))
    assert row.status == "Failed"
    assert "asia.wingtip.example" in row.message
    assert row.recommended_action
    row = only(forest_domains.CHECK, with_forest(Forests(is_read=False)))
    assert row.status == "Skipped"
    assert "nobody answered" in row.message
    assert only(forest_domains.CHECK, context()).status == "Skipped"
