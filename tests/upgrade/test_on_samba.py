"""The whole upgrade of the Small sample with its directory on real domain controllers."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pyupgrade.engine import membership
from pyupgrade.source import dn as names
from pyupgrade.source.directory import open_directory
from pyupgrade.source.ldap_directory import LdapDirectory
from tests.seam.client import EngineError, Shell
from tests.servers import samba
from tests.servers.estate import Estate, running
from tests.upgrade.test_membership import Target

pytestmark = pytest.mark.xdist_group("samba")


# The sample's Entra ID and LDAP stores lie in no Active Directory: of these the embedded directory knows more.
ELSEWHERE = {"Cloud", "Partnerverzeichnis"}


def moved_to(estate: Estate, folder: Path, profile: str) -> Path:
    """A copy of the sample whose directory is the profile's text instead of the file."""
    shutil.copytree(estate.folder, folder)
    (folder / "directory.ldif").unlink()
    path = folder / "upgrade.toml"
    kept = [line for line in path.read_text().splitlines() if not line.startswith("directory =")]
    path.write_text("\n".join(kept) + "\n" + profile)
    return folder


@pytest.fixture
def on_samba(real_estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DMUPGRADE_SECRET_DIRECTORY", samba.PASSWORD)
    return moved_to(real_estate, tmp_path / "estate", real_estate.profile)


def opened(folder: Path) -> Shell:
    shell = Shell()
    shell.open(folder)
    return shell


def parts(plan: dict[str, Any], part: str) -> dict[str, Any]:
    document = json.loads(plan["text"])["plan"]
    return {f"{x.get('kind', '')}/{x.get('key') or x.get('id') or x.get('stream')}": x for x in document[part]}


def spelled(line: dict[str, Any]) -> dict[str, Any]:
    """A line without what only differs in its spelling: escapes in DNs, account names that a real domain has once."""
    values = dict(line["values"])
    if "distinguishedName" in values:
        values["distinguishedName"] = names.path_of(values["distinguishedName"])
    if "sAMAccountName" in values:
        values["sAMAccountName"] = values["sAMAccountName"].removesuffix("-2")
    title = line["name"]
    if line["kind"] == "UserData" and any(title.endswith(f"({store})") for store in ELSEWHERE):
        title = ""  # a user that was not looked up is called by the GUID
    return {**line, "values": values, "name": title}


@pytest.mark.mission("J1", "J2", "J3", "S7")
def test_the_sample_is_upgraded_with_its_directory_on_domain_controllers(on_samba: Path, real_estate: Estate) -> None:
    wanted = opened(real_estate.folder).plan()
    shell = opened(on_samba)
    plan = shell.plan()
    assert {k: spelled(x) for k, x in parts(plan, "changes").items()} == {
        k: spelled(x) for k, x in parts(wanted, "changes").items()
    }
    for part in ("bulks", "decisions"):
        assert parts(plan, part) == parts(wanted, part)
    here, there = parts(plan, "notices"), parts(wanted, "notices")
    assert here.keys() - there.keys() == {
        f"/{kind}/not-looked-up" for kind in ("smart-groups", "unmanaged-groups", "user-data")
    }
    assert there.keys() - here.keys() == {"/store/4/domain-case"}
    assert all(here[key] == there[key] for key in here.keys() & there.keys())

    rows = {(r["id"], r["target"]): r for r in shell.job("preflight.run")["rows"]}
    assert rows["directory.reachable", real_estate.servers]["status"] == "Passed"
    assert rows["machine.clock", "directory dc1.tailspin.example"]["status"] == "Passed"
    wingtip = rows["directory.forests", "wingtip.example"]
    assert wingtip["status"] == "Failed" and r"as WINGTIP\svc-sync" in wingtip["message"], (
        "the forest has no such account"
    )
    assert rows["directory.forests", "contoso.example"]["status"] == "Skipped", (
        "it is named by an answer and is nowhere"
    )

    ended = shell.start(plan)
    assert ended["status"] == "Completed", [r for r in shell.rows() if r["status"] in ("Failed", "Conflict")]
    checks = shell.job("result.verify", againstSource=True)["rows"]
    assert {c["status"] for c in checks} == {"Passed"}, [c for c in checks if c["status"] != "Passed"]
    assert shell.plan()["items"] == []


@pytest.mark.mission("J3")
@pytest.mark.parametrize(
    ("secret", "status", "said"),
    [
        ("secret:directory", "Passed", r"domains of wingtip.example, made as WINGTIP\svc."),
        ("secret:account-corp-svc-sync", "Failed", r"cannot be read as WINGTIP\svc: "),
        ("secret:nobody-has-it", "Warning", r"Whether WINGTIP\svc can read them is not known"),
    ],
)
def test_a_new_stores_account_is_tried_in_its_forest(on_samba: Path, secret: str, status: str, said: str) -> None:
    answers = on_samba / "answers.toml"
    more = {"forest/wingtip.example/account": r"WINGTIP\svc", r"account/wingtip\svc": secret}
    answers.write_text(answers.read_text("utf-8") + "".join(f"'{k}' = '{v}'\n" for k, v in more.items()), "utf-8")
    rows = opened(on_samba).job("preflight.run")["rows"]
    (row,) = [r for r in rows if (r["id"], r["target"]) == ("directory.forests", "wingtip.example")]
    assert row["status"] == status, row
    assert said in row["message"]


@pytest.mark.mission("K2")
@pytest.mark.parametrize(
    ("types", "query"),
    [
        ((6,), "(&(objectCategory=person)(objectClass=user)(department=Vertrieb*))"),
        ((6,), "(&(objectCategory=user)(mail=*))"),
        ((6, 7), "(&(objectCategory=CN=Person,CN=Schema,CN=Configuration,DC=corp,DC=example)(sn=*))"),
        ((8,), "(&(objectCategory=group)(mail=*))"),
    ],
)
def test_a_membership_is_previewed(real_estate: Estate, types: tuple[int, ...], query: str) -> None:
    """A query gives as many of a real domain as of the export with the same content, and as many as the domain's own controller says."""
    base = "OU=Staff,DC=corp,DC=example" if types != (8,) else "OU=Groups,DC=corp,DC=example"
    given = []
    with (
        closing(LdapDirectory(real_estate.domains())) as real,
        closing(open_directory(real_estate.folder / "directory.ldif")) as embedded,
        closing(real_estate.link()) as link,
    ):
        target: Any = Target(query, types, base, embedded.resolve("Alle Mitarbeiter")[0].guid)
        for directory in (real, embedded):
            (row,) = membership.rows_of(target, directory, None, None)
            given.append(int(re.findall(r"([\d,]+) by its query", row.message)[0].replace(",", "")))
        answered = list(link.search(base, query, attributes=("objectGUID",)))
    assert answered and given == [len(answered), len(answered)]


@pytest.mark.mission("J4")
def test_a_forest_that_cannot_be_read_is_a_question(
    real_estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DMUPGRADE_SECRET_DIRECTORY", samba.PASSWORD)
    profile = real_estate.profile.split('[[directory.domains]]\nname = "wingtip.example"')[0]
    without = "\n".join(line for line in profile.splitlines() if "wingtip" not in line) + "\n"
    known = parts(opened(moved_to(real_estate, tmp_path / "all", real_estate.profile)).plan(), "decisions")
    asked = parts(opened(moved_to(real_estate, tmp_path / "less", without)).plan(), "decisions")
    more = {key for key in asked if key not in known}
    assert more
    assert all("wingtip" in key or "fabrikam" in key for key in more), more
    assert any("no domain controller of" in asked[key]["reason"] for key in more)


def test_a_wrong_password_is_a_failed_check_with_what_to_do(
    real_estate: Estate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DMUPGRADE_SECRET_DIRECTORY", "hunter2-wrong")
    shell = opened(moved_to(real_estate, tmp_path / "estate", real_estate.profile))
    rows = [r for r in shell.job("preflight.run")["rows"] if r["id"] == "directory.reachable"]
    assert [r["status"] for r in rows] == ["Failed"]
    assert "user name or password is wrong" in rows[0]["message"]
    assert "password in [directory]" in rows[0]["recommendedAction"]
    with pytest.raises(EngineError) as told:
        shell.plan()
    assert told.value.id == "DMUpgrade.Directory.LoginRefused"
    assert "hunter2" not in repr(shell.events) + repr(told.value.error)


def test_groups_renamed_moved_and_deleted_between_plan_and_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    samba.require()
    monkeypatch.setenv("DMUPGRADE_SECRET_DIRECTORY", samba.PASSWORD)
    with running(tmp_path) as estate:
        shell = opened(moved_to(estate, tmp_path / "estate", estate.profile))
        plan = shell.plan()
        groups = [x for k, x in parts(plan, "changes").items() if k.startswith("SmartGroup/") and x["store"] == 1]
        plain = [
            x
            for x in groups
            if x["values"]["distinguishedName"].isascii() and "\\" not in x["values"]["distinguishedName"]
        ]
        renamed, moved, deleted = plain[:3]

        def dn(line: dict[str, Any]) -> str:
            return str(line["values"]["distinguishedName"])

        estate.corp.modify(
            f"dn: {dn(renamed)}\nchangetype: modrdn\nnewrdn: CN=Renamed meanwhile\ndeleteoldrdn: 1\n\n"
            f"dn: {dn(moved)}\nchangetype: modrdn\nnewrdn: {dn(moved).partition(',')[0]}\ndeleteoldrdn: 1\n"
            f"newsuperior: OU=Projects,DC=corp,DC=example\n\ndn: {dn(deleted)}\nchangetype: delete\n"
        )
        ended = shell.start(plan)
        assert ended["status"] == "Completed"
        told = {r["key"]: r["message"] for r in shell.rows() if r["status"] == "Grown"}
        assert "changed in distinguishedName, name" in told[renamed["key"]]
        assert "changed in distinguishedName" in told[moved["key"]]
        done = {r["key"]: r["name"] for r in shell.rows() if r["status"] == "Done" and r["kind"] == "SmartGroup"}
        assert done[renamed["key"]] == "Renamed meanwhile"
        assert moved["key"] in done
        assert deleted["key"] not in done, "what is gone is not made again"
        checks = shell.job("result.verify", againstSource=True)["rows"]
        assert {c["status"] for c in checks} == {"Passed"}, [c for c in checks if c["status"] != "Passed"]
        again = shell.plan()
        assert again["items"] == []
        assert deleted["name"] in again["text"], "and is named among those that are gone"
