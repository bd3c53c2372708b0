"""The sample's script run in the real host on a stand-in of the Management Shell: the state that the live door reaches, and no more."""

from __future__ import annotations

import os
import re
import subprocess
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pyupgrade import bridge
from pyupgrade.contracts.doors import DoorFacts
from pyupgrade.engine import script
from pyupgrade.engine.connected import Connected
from pyupgrade.errors import TargetRefused
from pyupgrade.errors.doors import DoorUnexpected
from pyupgrade.plan import document
from pyupgrade.plan.items import Change
from pyupgrade.plan.ports import Values
from pyupgrade.target.shell import Shell as ShellDoor
from tests.report.test_powershell_literals import AWKWARD
from tests.report.test_script import HERE, Ran
from tests.seam.client import Shell
from tests.servers import dm_shell, dm_shell_module
from tests.servers.dm_shell_run import Direct
from tests.upgrade.test_script import facts_of_the_door, plan_of_the_door, the_contract, through_shell  # noqa: F401 - fixtures
from tests.upgrade.through_doors import Vendor, product

SECRET = "geheim$'’\"`;1"
Runs = Callable[..., Ran]


class Nobody:
    """Known of a target that nothing was written to."""

    def values(self, kind: str, key: str) -> Values | None:
        return None

    def given(self, kind: str, key: str) -> int | None:
        return None

    def learn(self, kind: str, key: str, given: int) -> None:
        """Kept by nobody."""


class Live(script.Planned):
    """What the live door knows of the same plan, secrets bound, ids as it learns them."""

    def __init__(self, plan: document.Plan) -> None:
        super().__init__(plan, Nobody())
        self._given: dict[tuple[str, str], int] = {}

    def wanted(self, change: Change) -> Values:
        return {n: SECRET if isinstance(v, dict) and "$secret" in v else v for n, v in super().wanted(change).items()}

    def given(self, kind: str, key: str) -> int | None:
        return self._given.get((kind, key))

    def learn(self, kind: str, key: str, given: int) -> None:
        self._given[(kind, key)] = given


@pytest.fixture
def groups(shell: Shell) -> list[dict[str, Any]]:
    """The directory's groups, with what they were in the old installation."""
    engine: Connected = bridge._BRIDGE._connections[shell.connection]
    with engine.world.source() as source:
        rows = list(source.rows("SVC.GroupObject"))
        there = source.directory.entries([row["ObjectGUID"] for row in rows])
    return [
        {
            "objectGUID": entry.guid,
            "distinguishedName": entry.dn,
            "name": entry.name,
            "sAMAccountName": f"{entry.sam}-{entry.guid[:8]}",  # the stand-in has one directory, the sample several
            "displayName": entry.name,
            "was": row["ManagedGroupType"],
            "parent": row["ParentGUID"],
        }
        for row in rows
        if (entry := there.get(row["ObjectGUID"])) is not None
    ]


@pytest.fixture
def runs(pwsh: list[str], tmp_path: Path) -> Runs:
    """Runs a script in a shell that has the stand-in, on a state of its own; the same secret for each that it asks for."""

    def go(text: str, state: Path, secrets: Mapping[str, str] | None = None) -> Ran:
        name = dm_shell.contract()["module"]["name"]
        folder = tmp_path / state.stem / name
        dm_shell_module.write(folder, state)
        file = tmp_path / "change.ps1"
        file.write_text(text, "utf-8")
        accounts = {f"ACCOUNT_{n}": a.replace("''", "'") for n, a in re.findall(r"\$(\w+)\.UserName, '(.+)', \[", text)}
        env = {"PSModulePath": str(folder.parent), "SECRET": SECRET, "ACCOUNT": "nobody", **accounts, **(secrets or {})}
        return Ran(
            subprocess.run(
                [*pwsh, "-NonInteractive", "-File", str(HERE / "driver.ps1"), str(file), "run"],
                env=os.environ | env, capture_output=True, text=True, encoding="utf-8", timeout=300, check=False,
            )
        )  # fmt: skip

    return go


def live(plan: document.Plan, facts: DoorFacts, state: Path) -> Iterator[tuple[str, str]]:
    """The same lines through the live door: look, act. What became of each."""
    known = Live(plan)
    door = ShellDoor(facts, Direct(state), known, lambda name: SECRET)
    for change in plan.changes:
        if change.door == "shell":
            values = known.wanted(change)
            try:
                found = door.find(change.kind, {change.key: values})
                if change.key in found:
                    door.update(change.kind, change.key, values, found[change.key])
                else:
                    door.create(change.kind, change.key, values)
                yield change.id, "Done"
            except (
                TargetRefused,
                DoorUnexpected,
            ) as refused:  # the latter where a store that was refused is not there to be looked in
                yield change.id, f"Failed: {refused.message}"


def fresh(path: Path, groups: list[dict[str, Any]]) -> Path:
    dm_shell.begin(path, groups)
    return path


def test_it_reaches_the_state_of_the_live_door_and_the_second_run_changes_nothing(
    plan: document.Plan, facts: DoorFacts, groups: list[dict[str, Any]], runs: Runs, tmp_path: Path
) -> None:
    text = script.render(plan, "digest", facts, Nobody())
    by_script, by_hand = fresh(tmp_path / "script.json", groups), fresh(tmp_path / "live.json", groups)
    done = runs(text, by_script)
    told = dict(live(plan, facts, by_hand))
    blocks = re.findall(r"^# Line (.+)$", text, re.MULTILINE)
    assert list(done.status) == blocks, done.text
    assert {i for i in blocks if done.status[i] != "Done"} == {i for i in blocks if told[i] != "Done"}, done.text
    failed = {i: m for i, m in done.message.items() if done.status[i] == "Failed"}
    stores = {change.id: change.store for change in plan.changes}
    assert {stores[i] for i in failed} == {4, 5}, (
        "two stores that no cmdlet makes: Entra without an account, Generic LDAP"
    )
    by_hand_only = [m for i, m in done.message.items() if done.status[i] == "Skipped"]
    assert all(
        "by hand" in m or "in Admin Center" in m or m.startswith("There is no identity store") for m in by_hand_only
    )
    assert list(done.status.values()).count("Done") > 70
    hide(by_script)
    assert {**dm_shell.load(by_script), "connected": 0} == {**dm_shell.load(by_hand), "connected": 0}
    assert dm_shell.digest(by_script) == dm_shell.digest(by_hand)
    again = runs(text, by_script)
    hide(by_script)
    assert again.status == done.status, again.text
    assert dm_shell.digest(by_script) == dm_shell.digest(by_hand)
    assert SECRET not in text + done.text + again.text


def test_a_group_that_cannot_be_looked_at_or_is_of_another_type_is_left_alone(
    plan: document.Plan, facts: DoorFacts, groups: list[dict[str, Any]], runs: Runs, tmp_path: Path
) -> None:
    text = script.render(plan, "digest", facts, Nobody())
    state = fresh(tmp_path / "state.json", groups)
    first = runs(text, state)
    dynasty = next(i for i in first.status if i.startswith("Dynasty/") and first.message[i] == "Made.")
    smart = next(i for i in first.status if i.startswith("SmartGroup/") and first.status[i] == "Done")
    kept = dm_shell.load(state)
    child = next(g for g in kept["groups"].values() if g.get("parent") == dynasty.partition("/")[2])
    child["ManagedGroupType"] = (
        1  # somebody took it out of its Dynasty: the vendor's Upgrade-Group would take it in again
    )
    kept["groups"][smart.partition("/")[2]]["ManagedGroupType"] = 3
    dm_shell.save(state, kept)
    before = dict(dm_shell.load(state)["groups"])
    unread = [
        {"cmdlet": cmdlet, "kind": "error", "message": f"{cmdlet} hung."} for cmdlet in ("Get-SmartGroup", "Get-Group")
    ]
    only = re.sub(
        r"(?ms)^# Line (?!" + "|".join(re.escape(i) for i in (dynasty, smart)) + r")\S.*?^\}\n", "", text
    )  # the other lines leave these faults to them
    ordered = re.findall(r"^# Line (.+)$", only, re.MULTILINE)
    assert sorted(ordered) == sorted((dynasty, smart))
    if ordered[0] == smart:
        unread = [{**fault, "skip": 1 if fault["cmdlet"] == "Get-SmartGroup" else 0} for fault in unread]
    dm_shell.break_next(state, *unread)
    again = runs(only, state)
    assert again.status == {dynasty: "Failed", smart: "Failed"}, again.text
    assert "Get-SmartGroup hung." in again.message[dynasty]
    assert "another type" in again.message[smart]
    assert dm_shell.load(state)["groups"] == before


def hide(state: Path) -> None:
    """A password that a cmdlet takes as plain text stands so in the state, too; without a shell between it is a digest already."""
    kept = dm_shell.load(state)
    for group in kept["groups"].values():
        if group.get("Data", {}).get("DataSourcePassword") == SECRET:
            group["Data"]["DataSourcePassword"] = dm_shell.secret_digest(SECRET)
    dm_shell.save(state, kept)


def test_the_script_of_a_real_targets_plan_reaches_the_state_of_its_run(
    estate: Path, runs: Runs, tmp_path: Path
) -> None:
    """Planned for a product behind both doors, run live there, and its script in a fresh one: the same, every secret in its place."""
    with product(tmp_path / "product", estate) as made:
        shell = Vendor(made)
        shell.open(estate)
        plan = shell.plan()
        text = shell.job("plan.render", plan=plan["text"], **{"as": "script"})["text"]
        fresh_one = fresh(tmp_path / "fresh.json", [{n: v for n, v in g.items() if n != "store"} for g in made.groups])
        accepted = ["All", "expired-members", "expired-groups"]
        assert shell.job("run.start", plan=plan["text"], acceptLoss=accepted)["status"] == "Completed"
        lived = dm_shell.load(made.state)
    values = tomllib.loads((estate / "secrets.toml").read_text("utf-8"))
    named = {
        d["id"]: values[d["answer"].removeprefix("secret:")]
        for d in plan["decisions"]
        if d["kind"] == "secret" and d["answer"]
    }
    parameters = {}
    for decision, value in named.items():
        words = "".join(w[0].upper() + w[1:] for w in re.findall("[A-Za-z0-9]+", decision))
        parameters |= {f"SECRET_{kind}{words}": value for kind in ("Credential", "Secret")}
    for _ in range(2):
        done = runs(text.removeprefix("\ufeff"), fresh_one, parameters)
        assert done.code == 0, done.text
        assert set(done.status.values()) == {"Done"}
        assert len(done.status) == sum(item["door"] == "shell" for item in plan["items"])
        assert unreplicated(dm_shell.load(fresh_one)) == unreplicated(lived)


def unreplicated(state: dict[str, Any]) -> dict[str, Any]:
    """Without what a run does after its first stage and the script leaves to the admin."""
    stores = {key: {**store, "Replicated": None} for key, store in state["stores"].items()}
    return {**state, "stores": stores, "replications": 0, "connected": None}


def test_awkward_names_and_containers_are_exact(
    plan: document.Plan, facts: DoorFacts, groups: list[dict[str, Any]], runs: Runs, tmp_path: Path
) -> None:
    """Whatever a group's query, container or script holds: as it is in the state, to the last unit."""
    store = next(c for c in plan.changes if c.kind == "IdentityStore")
    smart = [
        c for c in plan.changes if c.kind == "SmartGroup" and c.store == store.store and "DataSource" not in c.values
    ]
    texts = [t for t in AWKWARD if (t and t.isprintable()) or "\n" in t]
    changes = [store]
    for number, name in enumerate(texts):
        like = smart[number % len(smart)]
        guid = f"{number:08x}-64b5-45d9-9dca-78c92c77fe54"
        groups.append(
            {
                **groups[0],
                "objectGUID": guid,
                "name": name,
                "sAMAccountName": f"sam{number}",
                "distinguishedName": f"CN={number}",
            }
        )
        values = {
            **like.values,
            "objectGUID": guid,
            "name": name,
            "IMSGCriteria": f"(description is exactly {name})",
            "IMSGStartPath": [{"Value": f"OU=Büro\\, {name},DC=corp", "Scope": 1}],
            "Script": name,
        }
        changes.append(msgspec.structs.replace(like, key=guid, name=name, values=values))
    made = document.sealed(msgspec.structs.replace(plan, changes=tuple(changes), bulks=()))
    state = fresh(tmp_path / "awkward.json", groups)
    done = runs(script.render(made, "digest", facts, Nobody()), state)
    assert set(done.status.values()) == {"Done"}, done.text
    kept = dm_shell.load(state)["groups"]
    for change in changes[1:]:
        data = kept[change.key]["Data"]
        assert (data["Script"], data["LdapFilter"], data["SearchContainers"]) == (
            change.name, f"(description is exactly {change.name})", [f"OU=Büro\\, {change.name},DC=corp"]
        )  # fmt: skip
