"""The Small sample through REST and the live Management Shell into stand-ins of a real 11.1: done, proved, gone on with after any fault."""

from __future__ import annotations

import json
import sqlite3
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.seam.client import Child, EngineError, Shell
from tests.servers import dm_rest_answers, dm_shell
from tests.upgrade import reading
from tests.upgrade.through_doors import Product, Vendor, product

LOST = ("expired-members", "expired-groups")  # what -AcceptLoss All does not cover


@pytest.fixture
def there(estate: Path, tmp_path: Path) -> Iterator[Product]:
    with product(tmp_path / "product", estate) as made:
        yield made


@pytest.fixture
def vendor(there: Product, estate: Path) -> Iterator[Vendor]:
    connected = Vendor(there)
    connected.open(estate)
    yield connected
    connected.call("connection.close", {"connection": connected.connection})


def start(shell: Shell, plan: Any, **other: Any) -> Any:
    return shell.job("run.start", plan=plan["text"], acceptLoss=["All", *LOST], **other)


@pytest.fixture(scope="module")
def undisturbed(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The digest that both doors are left with by a run that nothing happens to."""
    import shutil

    folder = tmp_path_factory.mktemp("undisturbed")
    shutil.copytree(pristine, folder / "estate")
    with product(folder / "product", folder / "estate") as made:
        shell = Vendor(made)
        shell.open(folder / "estate")
        assert start(shell, shell.plan())["status"] == "Completed"
        return made.digest()


@pytest.mark.mission("V4", "V5", "V7")
def test_everything_documented_is_upgraded_proved_and_a_second_plan_is_empty(
    there: Product, vendor: Vendor, estate: Path
) -> None:
    before = {p: reading.file_digest(p) for p in estate.rglob("*") if p.is_file() and "dm11" not in p.name}
    plan = vendor.plan()
    doors = {(i["kind"], i["door"], i["evidence"]) for i in plan["items"]}
    assert {door for _, door, _ in doors} == {"rest", "shell", "files"}
    assert {evidence for _, door, evidence in doors if door != "files"} == {"documented"}
    assert {i["undo"] for i in plan["items"] if i["door"] in ("rest", "shell")} == {False}
    ended = start(vendor, plan)
    rows = vendor.rows()
    assert ended["status"] == "Completed", [r for r in rows if r["status"] in ("Failed", "Conflict")]
    counts = Counter(r["status"] for r in rows)
    assert set(counts) == {"Done", "Present"}
    assert {r["kind"] for r in rows if r["status"] == "Present"} == {"Dynasty"}, "children come with their parent"
    assert vendor.asked.index("Invoke-Replication") < vendor.asked.index("Convert-Group"), "replication, then groups"
    assert "Update-Group" not in vendor.asked

    checks = vendor.job("result.verify", againstSource=True)["rows"]
    assert {c["status"] for c in checks} == {"Passed", "Skipped"}, [c for c in checks if c["status"] == "Failed"]
    assert {c["id"] for c in checks if c["status"] == "Skipped"} == {"verify.product"}
    seen = [c for c in checks if c["id"] == "verify.product" and c["status"] == "Passed"]
    both = {"SmartGroup", "PasswordExpiryGroup", "UnmanagedGroup"}
    assert {c["target"] for c in seen} == both, "what one door wrote, the other shows, too"
    told = {c["target"]: c["message"] for c in seen}
    assert "the same in IMSGCriteria" in told["SmartGroup"]
    assert "are there, with no more to be seen of them," in told["UnmanagedGroup"], (
        "what it was asked by proves nothing"
    )

    digest = there.digest()
    again = vendor.plan()
    assert again["items"] == []
    assert start(vendor, again)["status"] == "Completed"
    assert there.digest() == digest
    assert before == {p: reading.file_digest(p) for p in before}, "the source is only read"
    told = json.dumps(plan) + json.dumps(vendor.events) + json.dumps(checks) + json.dumps(again)
    left = [p for p in estate.rglob("*") if p.is_file() and "dm11" in str(p)]
    assert left
    for name, secret in tomllib.loads((estate / "secrets.toml").read_text("utf-8")).items():
        if name.startswith("sealed-") or len(secret) < 8:
            continue
        assert secret not in told, name
        assert not [p for p in left if secret.encode() in p.read_bytes()], name


@pytest.mark.mission("G4")
def test_no_expired_or_deleted_group_comes_alive(there: Product, vendor: Vendor, estate: Path) -> None:
    """The cmdlets cannot say that a group is expired or deleted, and without that mark the first schedule would fill it again."""
    with sqlite3.connect(estate / "groupid10.db") as source:
        ended = {
            guid.lower()
            for (guid,) in source.execute(
                'SELECT ObjectGUID FROM "SVC.GroupObject" WHERE (IsExpired = 1 OR IsDeleted = 1) AND ManagedGroupType IN (2, 6)'
            )
        }
    plan = vendor.plan()
    with pytest.raises(EngineError) as refused:
        vendor.job("run.start", plan=plan["text"], acceptLoss=["All", "expired-members"])
    assert refused.value.id == "DMUpgrade.Loss.NotAccepted"
    assert start(vendor, plan)["status"] == "Completed"
    come = {guid: group.get("Data", {}) for guid, group in state(there)["groups"].items() if guid in ended}
    assert len(come) > 1
    assert {data["EnableUpdate"] for data in come.values()} == {"False"}
    others = [g for guid, g in state(there)["groups"].items() if guid not in ended and g["ManagedGroupType"] == 2]
    assert "True" in {g["Data"]["EnableUpdate"] for g in others}
    assert vendor.plan()["items"] == []


def test_the_table_of_doors_is_shown_before_and_after(there: Product, vendor: Vendor, tmp_path: Path) -> None:
    target = vendor.job("target.inspect")
    assert target["kind"] == "Documented doors"
    doors = {d["kind"]: (d["door"], d["evidence"]) for d in target["doors"]}
    assert doors["DataSource"] == ("rest", "documented")
    assert doors["IdentityStore"] == ("shell", "documented")
    assert doors["UserData"] == ("", "")
    assert doors["History"] == ("", "")
    start(vendor, vendor.plan())
    page = tmp_path / "report.md"
    vendor.job("report.write", path=str(page), **{"as": "markdown"}, force=True)
    text = page.read_text("utf-8")
    for word in ("rest", "shell", "documented"):
        assert word in text


API = "GroupIDDataService/api"


@pytest.mark.parametrize(
    ("fault", "on"),
    [
        ("cut-after", f"POST {API}/DataSource/Create"), ("500-after", f"POST {API}/DataSyncJobs"), ("cut", f"POST {API}/DataSyncJobs/Coll"),
        ("cut-after", f"PATCH {API}/IdentityStores/"), ("500-after", f"POST {API}/IdentityStores/"), ("401", f"PATCH {API}/Id"),
        ("503", f"POST {API}/DataSource/Create"),
    ],
    ids=["data-source", "job", "collection", "changed", "route", "token-ended", "busy"],
)  # fmt: skip
def test_a_call_whose_answer_was_lost_is_found_and_not_made_twice(
    there: Product, vendor: Vendor, undisturbed: tuple[str, str], fault: str, on: str
) -> None:
    plan = vendor.plan()
    there.server.fail(fault, on=on, times=1, after=1)
    try:
        ended = start(vendor, plan)
    except EngineError:
        ended = vendor.job("run.resume")
    if ended["status"] == "CompletedWithErrors":
        ended = vendor.job("run.resume", runId=ended["runId"])
    assert ended["status"] == "Completed", vendor.rows()
    assert there.digest() == undisturbed
    assert vendor.plan()["items"] == []


def test_a_door_that_does_not_answer_stops_the_run_and_no_other_is_taken(
    there: Product, vendor: Vendor, undisturbed: tuple[str, str]
) -> None:
    plan = vendor.plan()
    there.server.fail("cut", on=API, times=1_000, after=40)
    with pytest.raises(EngineError) as stopped:
        start(vendor, plan)
    assert stopped.value.id == "DMUpgrade.Door.Unreachable"
    assert "Resume-DMUpgrade" in stopped.value.error["recommendedAction"]
    (run,) = vendor.job("run.list")["rows"]
    assert run["status"] == "Interrupted"
    there.server.faults.clear()
    assert vendor.job("run.resume")["status"] == "Completed"
    assert there.digest() == undisturbed


def test_a_list_that_failed_stops_the_plan_and_nothing_is_made_twice(
    there: Product, vendor: Vendor, undisturbed: tuple[str, str]
) -> None:
    assert start(vendor, vendor.plan())["status"] == "Completed"
    for on in ("DataSource/GetAll", f"GET {API}/DataSyncJobs"):
        there.server.fail("200-failed", on=on, times=1_000)
        with pytest.raises(EngineError) as stopped:
            vendor.plan()
        assert (stopped.value.id, stopped.value.error["category"]) == ("DMUpgrade.Door.Failed", "ReadError"), on
        assert (
            "Access is denied." in str(stopped.value)
            and "not taken for absent" in stopped.value.error["recommendedAction"]
        )
        there.server.faults.clear()
    there.server.fail("200-failed", on="DataSource/GetAll", times=1_000)
    checks = [c for c in vendor.job("preflight.run")["rows"] if c["id"] == "door.reachable"]
    assert {c["status"] for c in checks} >= {"Failed"}, "a door whose first look fails cannot be used"
    there.server.faults.clear()
    assert vendor.plan()["items"] == []
    assert there.digest() == undisturbed


@pytest.mark.parametrize(
    ("kind", "cmdlet"),
    [("error", "New-IdentityStore"), ("written", "Set-IdentityStore"), ("written", "Convert-Group"), ("error", "Upgrade-Group")],
)  # fmt: skip
def test_a_cmdlet_that_fails_fails_its_line_and_a_resume_brings_it(
    there: Product, vendor: Vendor, undisturbed: tuple[str, str], cmdlet: str, kind: str
) -> None:
    plan = vendor.plan()
    dm_shell.break_next(there.state, {"cmdlet": cmdlet, "kind": kind, "message": "The service went away."})
    ended = start(vendor, plan)
    failed = [r for r in vendor.rows() if r["status"] == "Failed"]
    assert ended["status"] == "CompletedWithErrors"
    assert any("The service went away" in r["message"] for r in failed)
    ended = vendor.job("run.resume", runId=ended["runId"])
    assert ended["status"] == "Completed", [r for r in vendor.rows() if r["status"] in ("Failed", "Conflict")]
    assert there.digest() == undisturbed


class KilledVendor(Child):
    """An engine beside the shell, killed when a cmdlet has done its work and its answer is on the way."""

    def __init__(self, made: Product, cmdlet: str, nth: int) -> None:
        super().__init__()
        self.product, self.cmdlet, self.left = made, cmdlet, nth

    def _answer(self, job: str, question: Mapping[str, Any]) -> None:
        if question["kind"] != "cmdlet":
            super()._answer(job, question)
            return
        answer = self.product.invoke(question["cmdlet"], question["parameters"])
        if question["cmdlet"] == self.cmdlet:
            self.left -= 1
            if self.left == 0:
                self.kill()
                raise EOFError("killed")
        self.call("job.answer", {"job": job, "question": question["id"], "result": answer})


@pytest.mark.parametrize(
    ("cmdlet", "nth"),
    [("New-IdentityStore", 2), ("Set-IdentityStore", 8), ("Invoke-Replication", 1), ("Convert-Group", 5)],
)  # fmt: skip
def test_killed_after_a_cmdlet_and_before_its_answer_a_resume_ends_as_if_nothing_had_happened(
    there: Product, estate: Path, undisturbed: tuple[str, str], cmdlet: str, nth: int
) -> None:
    with KilledVendor(there, cmdlet, nth) as killed:
        killed.open(estate)
        plan = killed.plan()
        with pytest.raises((EOFError, OSError)):
            start(killed, plan)
    shell = Vendor(there)
    shell.open(estate)
    assert shell.job("run.list")["rows"][0]["status"] == "Interrupted"
    assert shell.job("run.resume")["status"] == "Completed"
    assert there.digest() == undisturbed
    assert shell.plan()["items"] == []


def test_killed_after_a_job_was_sent_and_before_its_answer_a_resume_ends_as_if_nothing_had_happened(
    there: Product, estate: Path, undisturbed: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No call changes a job: what of it is not shown was sent with it, or it would not be there."""
    made = dm_rest_answers.ANSWERS["create-job"]
    with KilledVendor(there, "none", 1) as killed:
        killed.open(estate)
        plan = killed.plan()
        jobs = [c for c in json.loads(plan["text"])["plan"]["changes"] if c["kind"] == "SynchronizeJob"]
        secret = [c["name"] for c in jobs if "collectionId" not in c["values"] and "$secret" in json.dumps(c["values"])]

        def kill(server: Any, body: Any, parts: Any) -> Any:
            answer = made(server, body, parts)
            if body["jobInfo"]["name"] == secret[0]:
                killed.kill()
            return answer

        monkeypatch.setitem(dm_rest_answers.ANSWERS, "create-job", kill)
        with pytest.raises((EOFError, OSError)):
            start(killed, plan)
    monkeypatch.undo()
    shell = Vendor(there)
    shell.open(estate)
    assert shell.job("run.resume")["status"] == "Completed", shell.rows()
    assert there.digest() == undisturbed
    again = shell.plan()
    assert again["items"] == []
    assert "no-call/SynchronizeJob" not in {n["id"] for n in again["notices"]}


def test_a_run_ends_after_a_stage_and_goes_on_later(
    there: Product, vendor: Vendor, undisturbed: tuple[str, str]
) -> None:
    """V7: configuration tonight, groups another night, the product's replication between."""
    plan = vendor.plan()
    assert start(vendor, plan, stopAfter="configuration")["status"] == "Stopped"
    assert "Invoke-Replication" not in vendor.asked
    assert "Convert-Group" not in vendor.asked
    ended = vendor.job("run.resume")
    assert ended["status"] == "Completed"
    assert vendor.asked.count("Invoke-Replication") >= 1
    assert there.digest() == undisturbed


def test_documented_only_brings_nothing_on_a_belief(
    there: Product, vendor: Vendor, undisturbed: tuple[str, str]
) -> None:
    plan = vendor.plan(documentedOnly=True)
    assert {i["evidence"] for i in plan["items"]} == {"documented"}
    ended = start(vendor, plan)
    assert ended["status"] == "Completed", [r for r in vendor.rows() if r["status"] in ("Failed", "Conflict")]
    assert vendor.plan(documentedOnly=True)["items"] == []
    # What stays behind by choice counts as missing nowhere.
    checks = vendor.job("result.verify", againstSource=True)["rows"]
    kept = [row for row in checks if row["id"] in ("verify.kept", "verify.second-plan")]
    assert len({row["id"] for row in kept}) == 2 and {row["status"] for row in kept} == {"Passed"}, kept
    # A job without its ends is of no use, and no call would ever give it them: it stays behind, and comes whole with the rest afterwards.
    assert "SynchronizeJob" not in {i["kind"] for i in plan["items"]}
    assert not there.server.state.jobs
    assert not [job for one in there.server.state.collections.values() for job in one["jobs"]]
    left = next(n for n in plan["notices"] if n["id"] == "documented-only/SynchronizeJob")
    assert left["severity"] == "Loss"
    assert "would not work without destinationDataSource, identityStoreId" in left["message"]
    assert "without -DocumentedOnly" in left["recommendedAction"]
    compared = vendor.job("plan.compare", plan=plan["text"], documentedOnly=False)["rows"]
    jobs = {d["difference"] for d in compared if d["subject"].startswith("SynchronizeJob/")}
    assert jobs == {"was not asked for"}
    rest = vendor.plan()
    assert [i["kind"] for i in rest["items"]].count("SynchronizeJob") == left["count"] - 1, "one waits for a store"
    assert not [n for n in rest["notices"] if n["id"] == "no-call/SynchronizeJob"]
    assert start(vendor, rest)["status"] == "Completed"
    assert vendor.plan()["items"] == []
    assert there.digest() == undisturbed


def test_what_nobody_can_change_of_a_system_workflow_is_told_before_and_the_rest_of_it_comes(
    there: Product, vendor: Vendor, estate: Path
) -> None:
    with sqlite3.connect(estate / "groupid10.db") as database:
        change = 'UPDATE "SVC.WorkflowRoute" SET {} WHERE Type = 2 AND IdentityStoreId = 1 AND Event = ?'
        fields = json.dumps([{"field": "member"}, {"field": "department"}])
        database.execute(change.format("Fields = ?, IsEnabled = 0"), (fields, 4))
        database.execute(change.format("Event = 3"), (11,))
    plan = vendor.plan()
    told = {n["id"]: n for n in plan["notices"]}
    assert "routeFieldDTOList (1)" in told["fixed/Workflow"]["message"] and told["fixed/Workflow"]["severity"] == "Loss"
    assert (
        told["no-call/Workflow"]["count"] == 1
        and "no system workflow for the event 3" in told["no-call/Workflow"]["message"]
    )
    assert start(vendor, plan)["status"] == "Completed", [r for r in vendor.rows() if r["status"] == "Failed"]
    (store,) = [given for given, name in there.server.state.stores.items() if name == "Konzern"]
    (route,) = [one for one in there.server.state.routes[store] if one["event"] == 4]
    assert [row["field"] for row in route["routeFieldDTOList"]] == ["member"] and route["isEnabled"] is False
    again = vendor.plan()
    assert again["items"] == []
    assert {"fixed/Workflow", "no-call/Workflow"} <= {n["id"] for n in again["notices"]}


def test_what_somebody_made_by_hand_since_comes_along(there: Product, vendor: Vendor) -> None:
    """A store that no documented call makes: once it is there, its settings, roles and workflows follow."""
    plan = vendor.plan()
    waits = next(n for n in plan["notices"] if n["id"] == "waits-for-store/5")
    assert "create the store by hand under the same name" in waits["recommendedAction"].lower()
    assert start(vendor, plan)["status"] == "Completed"
    password = {"$credential": {"user": "cn=x", "password": "by hand"}}
    there.invoke(
        "New-IdentityStore",
        {"IdentityStoreType": "ActiveDirectory", "IdentityStoreName": "Partnerverzeichnis", "Credential": password, "Domain": "partner"},
    )  # fmt: skip
    more = vendor.plan()
    assert {i["store"] for i in more["items"]} == {5}
    assert {"Workflow", "IdentityStoreSettings"} <= {i["kind"] for i in more["items"]}


def test_a_profile_that_names_doors_wrongly_is_told_all_at_once(there: Product, estate: Path) -> None:
    with (estate / "upgrade.toml").open("a", encoding="utf-8") as profile:
        profile.write(
            '\n[doors]\ntables = ["UserData", "Nonsense"]\nrest = ["IdentityStore"]\nshell = ["SmartGroup"]\n'
        )
    with pytest.raises(EngineError) as wrong:
        Vendor(there).open(estate)
    told = " ".join(wrong.value.details)
    assert "'UserData' would go into the 11.1 database, which this profile does not name" in told
    assert "'Nonsense' is no kind of object" in told
    assert "'IdentityStore' is not carried by this door" in told
    assert "SmartGroup'" not in told.replace("kind of object", "")


def test_without_the_vendors_shell_nothing_is_begun(there: Product, estate: Path) -> None:
    with pytest.raises(EngineError) as nobody:
        Shell().open(estate)
    assert nobody.value.id == "DMUpgrade.Door.ShellMissing"


def test_what_went_by_call_is_not_taken_back_and_said_so_before(vendor: Vendor) -> None:
    ended = start(vendor, vendor.plan())
    rows = vendor.job("run.undoable", runId=ended["runId"])["rows"]
    assert all("would stay" in r["message"] for r in rows if r["kind"] != "File")
    undone = vendor.job("run.undo", runId=ended["runId"])
    assert undone["status"] == "UndoneWithErrors"


@pytest.mark.mission("K1", "K2", "K3")
def test_schedules_arrive_disabled_and_are_enabled_after_a_preview_by_the_product(
    there: Product, vendor: Vendor
) -> None:
    start(vendor, vendor.plan())
    made = {
        n: s["Enabled"]
        for store in state(there)["stores"].values()
        for n, s in store["Schedules"].items()
        if s.get("Triggers")
    }
    assert made
    assert not any(made.values())
    asked = len(there.server.calls)
    previews = vendor.job("membership.test", identities=[])["rows"]
    assert any("SmartGroups/Members" in call for call in there.server.calls[asked:])
    judged = [r for r in previews if "by its query" in r["message"]]
    assert judged
    assert {r["status"] for r in judged} == {"Failed"}, (
        "the product's preview gives nobody here, and nobody is put in question unseen"
    )
    waive = [r["target"] for r in previews if r["status"] == "Failed"]
    left_as_they_were = state(there)
    outdated = state(there)
    for of_store in outdated["stores"].values():
        of_store["Replicated"] = "2020-01-01T00:00:00.0000000Z"
    dm_shell.save(there.state, outdated)
    refused = [
        r for r in vendor.job("schedule.list", waive=waive)["rows"] if "Replication is outstanding" in r["message"]
    ]
    assert refused, "the product says of itself that it has not seen these groups"
    assert {r["status"] for r in refused} == {"Failed"}
    dm_shell.save(there.state, left_as_they_were)
    assert not any("eplicat" in r["message"] for r in vendor.job("schedule.list", waive=waive)["rows"])
    before = {n: dict(s) for store in state(there)["stores"].values() for n, s in store["Schedules"].items()}
    rows = vendor.job("schedule.enable", names=[], waive=waive)["rows"] + vendor.rows()
    done = [r for r in rows if r["status"] == "Done"]
    assert done, rows
    after = {n: s for store in state(there)["stores"].values() for n, s in store["Schedules"].items()}
    enabled = [n for n in after if after[n].get("Enabled") and not before[n].get("Enabled")]
    assert len(enabled) == len(done)
    for name in after:
        rest = [{k: v for k, v in of[name].items() if k != "Enabled"} for of in (before, after)]
        assert rest[0] == rest[1], "nothing but its state was touched"


def test_a_schedule_whose_targets_changed_reaches_the_new_ones_alone(
    there: Product, vendor: Vendor, estate: Path
) -> None:
    start(vendor, vendor.plan())
    (old,) = estate.rglob("Imported Schedules/SmartGroup_Nachtlauf.xml")
    text = old.read_text("utf-8")
    assert "<Target>OU=Groups," in text
    old.write_text(text.replace("<Target>OU=Groups,", "<Target>OU=Teams,"), "utf-8")
    plan = vendor.plan()
    assert [(i["id"], i["action"]) for i in plan["items"]] == [("Schedule/SmartGroup/Nachtlauf", "Update")]
    assert start(vendor, plan)["status"] == "Completed"
    (made,) = [
        s for store in state(there)["stores"].values() for n, s in store["Schedules"].items() if n == "nachtlauf"
    ]
    assert made["Targets"] == ["OU=Teams,DC=corp,DC=example"]
    assert vendor.plan()["items"] == []


def state(there: Product) -> dict[str, Any]:
    return dm_shell.load(there.state)


def test_a_product_that_is_in_use_is_brought_to_the_plan_and_what_it_holds_otherwise_is_shown(
    there: Product, vendor: Vendor
) -> None:
    """A store of the same name, made by hand and worked in: it is found by its name, whatever its id, and updated in the open."""
    account = {"$credential": {"user": "CORP\\other", "password": "by hand"}}
    there.invoke(
        "New-IdentityStore",
        {"IdentityStoreType": "ActiveDirectory", "IdentityStoreName": "KONZERN", "Credential": account, "Domain": "corp.example",
         "Description": "made by hand"},
    )  # fmt: skip
    plan = vendor.plan()
    (store,) = [i for i in plan["items"] if i["id"] == "IdentityStore/1"]
    assert store["action"] == "Update"
    assert {"field": "description", "before": "made by hand"}.items() <= next(
        c for c in store["changes"] if c["field"] == "description"
    ).items()
    ended = start(vendor, plan)
    assert ended["status"] == "Completed", [r for r in vendor.rows() if r["status"] in ("Failed", "Conflict")]
    assert [n for n in state(there)["stores"] if n == "konzern"] == ["konzern"]
    assert vendor.plan()["items"] == []


def test_somebody_elses_change_in_the_middle_of_a_run_is_left_alone(there: Product, vendor: Vendor) -> None:
    start(vendor, vendor.plan("Configuration"))
    guid = next(i["key"] for i in vendor.plan("Groups")["items"] if i["kind"] == "UnmanagedGroup")
    store = next(s for s, groups in there.server.state.groups.items() if guid in groups)
    bag = there.server.state.groups[store][guid]["bag"]
    vendor.first["Invoke-Replication"] = lambda: bag.update(
        XGroupSecurity=[{"value": "Semi_Private", "attributeCollection": {}}], description=[{"value": "theirs"}]
    )
    start(vendor, vendor.plan("Groups"))
    (row,) = [r for r in vendor.rows() if r["status"] == "Conflict"]
    assert "XGroupSecurity is" in row["message"]
    assert bag["XGroupSecurity"][0]["value"] == "Semi_Private"


@pytest.mark.parametrize("moment", ["before the plan", "after it"])
def test_a_group_that_somebody_manages_otherwise_in_the_product_stays_theirs(
    there: Product, vendor: Vendor, moment: str
) -> None:
    start(vendor, vendor.plan("Configuration"))
    items = vendor.plan("Groups")["items"]
    guid = next(i["key"] for i in items if i["kind"] == "SmartGroup" and i["door"] == "shell")

    def make_a_dynasty() -> None:
        theirs = state(there)
        theirs["groups"][guid]["ManagedGroupType"] = 3
        dm_shell.save(there.state, theirs)

    if moment == "before the plan":
        make_a_dynasty()
    else:
        vendor.first["Invoke-Replication"] = make_a_dynasty
    plan = vendor.plan("Groups")
    ended = start(vendor, plan)
    rows = [r for r in vendor.rows() if r["key"] == guid]
    if moment == "before the plan":
        (told,) = [n for n in plan["notices"] if n["id"] == "no-call/SmartGroup"]
        assert "of the type 3" in told["message"] and rows == []
    else:
        assert [r["status"] for r in rows] == ["Conflict"]
        assert "IMSGManagedGroupType is 3" in rows[0]["message"]
        assert ended["status"] == "CompletedWithErrors"
    assert state(there)["groups"][guid]["ManagedGroupType"] == 3


@pytest.mark.mission("C3")
def test_history_that_stayed_behind_with_its_loss_accepted_counts_as_upgraded(vendor: Vendor) -> None:
    asked = {"identityStoreId": 1, "containers": [], "identities": [], "groupTypes": [2]}

    def missing() -> str:
        with pytest.raises(EngineError) as refused:
            vendor.plan(scope=asked)
        assert refused.value.id == "DMUpgrade.Group.EarlierRunMissing"
        return refused.value.message

    assert missing().endswith("missing is Configuration, History.")
    assert start(vendor, vendor.plan("Configuration"))["status"] == "Completed"
    assert missing().endswith("missing is History.")
    plan = vendor.plan("Configuration", "History")
    lost = [n for n in plan["notices"] if n["severity"] == "Loss" and n["feature"] == "History"]
    assert lost and not [i for i in plan["items"] if i["kind"] == "History"]
    with pytest.raises(EngineError) as refused:
        vendor.job("run.start", plan=plan["text"], acceptLoss=[])
    assert refused.value.id == "DMUpgrade.Loss.NotAccepted"
    assert missing().endswith("missing is History.")
    assert start(vendor, plan)["status"] == "Completed"
    chosen = vendor.plan(scope=asked)
    assert {g["status"] for g in chosen["groups"]} >= {"Planned"}
