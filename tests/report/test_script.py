"""The script for a change board: read by the real parser, run in the real host, twice, and with lines that fail."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import msgspec
import pytest

from pyupgrade.plan.calls import Call, Secret, Turn
from pyupgrade.plan.document import Plan, sealed
from pyupgrade.plan.items import Change, Decision
from pyupgrade.report.script import Facts, render
from tests.report.report_by_hand import plan as made_plan
from tests.report.test_powershell_literals import AWKWARD

MODULE = "Acme.Shell"
HERE = Path(__file__).with_name("shell")


class Ran:
    def __init__(self, done: subprocess.CompletedProcess[str]) -> None:
        self.code, self.text = done.returncode, done.stdout + done.stderr
        told = [line.partition(": ") for line in done.stdout.splitlines()]
        self.rows = [json.loads(rest) for kind, _, rest in told if kind == "row"]
        self.status = {row[0]: row[2] for row in self.rows}
        self.message = {row[0]: row[3] for row in self.rows}
        self.errors = [rest for kind, _, rest in told if kind == "error"]
        self.commands = [rest for kind, _, rest in told if kind == "command"]


@pytest.fixture
def run(pwsh: list[str], tmp_path: Path) -> Callable[..., Ran]:
    module = tmp_path / "modules" / MODULE
    module.mkdir(parents=True)
    (module / f"{MODULE}.psm1").write_text((HERE / "vendor.psm1").read_text("utf-8"), "utf-8")
    (tmp_path / "things").mkdir()

    def go(text: str, how: str = "run", account: str = "corp\\svc", **more: str) -> Ran:
        script = tmp_path / "change.ps1"
        script.write_text(text, "utf-8")
        env = {"PSModulePath": str(module.parent), "THINGS": str(tmp_path / "things"), "ACCOUNT": account}
        env |= {name.upper(): value for name, value in more.items()}
        return Ran(
            subprocess.run(
                [*pwsh, "-NonInteractive", "-File", str(HERE / "driver.ps1"), str(script), how],
                env=os.environ | env, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
            )
        )  # fmt: skip

    return go


def state(folder: Path) -> dict[str, str]:
    return {f.name: f.read_text() for f in sorted((folder / "things").glob("*.thing"))}


def hexed(text: str) -> str:
    return text.encode("utf-16-be", "surrogatepass").hex()


def change(key: str, name: str = "", door: str = "shell", **values: Any) -> Change:
    return Change(
        module="stores", feature="Configuration", kind="Thing", key=key, name=name or key, store=1, values=values, door=door
    )  # fmt: skip


def turn(name: str, create: bool = True, **parameters: Any) -> Turn:
    named: Mapping[str, Any] = {"Name": name, **parameters}
    return Turn(
        look=Call("Get-Thing", {"Name": name}),
        create=(Call("New-Thing", named),) if create else (),
        update=(Call("Set-Thing", named),),
    )


def planned(turns: Sequence[tuple[Change, Turn]], others: Sequence[Change] = (), **more: Any) -> str:
    plan: Plan = sealed(msgspec.structs.replace(made_plan(), changes=(*(c for c, _ in turns), *others), **more))
    types = {"New-Thing": {"Text": "string"}, "Set-Thing": {"Text": "string"}}
    return render(
        plan,
        turns,
        Facts(MODULE, "3f2a" * 16, Call("Get-Store", {}), types=types, aliases={"IdentityStoreName": ["Name"]}),
    )


def test_a_script_says_what_it_is_and_asks_for_what_it_needs() -> None:
    text = planned([(change("1"), turn("a"))])
    head = text[: text.index("[CmdletBinding")].splitlines()
    assert head[0].startswith("# Upgrade to Directory Manager 11.1")
    assert "# Plan: " + "3f2a" * 16 in head
    assert "#Requires -Version 7.4" in head
    assert f"#Requires -Modules {MODULE}" in head
    assert "[CmdletBinding(SupportsShouldProcess)]" in text
    assert text.isascii()


def test_it_makes_what_is_not_there_and_the_second_time_changes_nothing(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    turns = [
        (change("1", "Corp"), turn("Corp", Value="x", Secret=Secret("account/corp"))),
        (
            change("2", "Child"),
            turn("Child", Value="y", Parent={"$store": "Corp"}, Account=Secret("account/corp", "corp\\svc")),
        ),
    ]
    text = planned(turns)
    assert "geheim" not in text
    first = run(text)
    assert first.code == 0, first.text
    assert first.status == {"Thing/1": "Done", "Thing/2": "Done"}
    made = state(tmp_path)
    child = made[f"{hexed('Child')}.thing"].split()
    assert child == ["42", hexed("y"), "41", hexed("corp\\svc/value of CredentialAccountCorp"), hexed("Child")]
    assert hexed("value of SecretAccountCorp") in made[f"{hexed('Corp')}.thing"]
    again = run(text)
    assert again.code == 0, again.text
    assert state(tmp_path) == made
    assert (tmp_path / "things" / "calls.log").read_text().splitlines() == [
        f"{verb} {hexed(name)}" for verb in ("New", "Set") for name in ("Corp", "Child")
    ]


def test_awkward_names_arrive_as_they_are(run: Callable[..., Ran], tmp_path: Path) -> None:
    names = [name for name in AWKWARD if name]
    turns = [(change(f"k{n}’{name}", name), turn(name, Value=name)) for n, name in enumerate(names)]
    text = planned(turns, [change(f"left/{n}", name, door="tables") for n, name in enumerate(names)])
    parsed = run(text, "parse")
    assert parsed.errors == []
    assert parsed.commands.count(f"{MODULE}\\New-Thing") == len(names)
    done = run(text)
    assert done.code == 0, done.text
    assert set(done.status.values()) == {"Done"}
    assert {name: value.split()[1] for name, value in state(tmp_path).items()} == {
        f"{hexed(name)}.thing": hexed(name) for name in names
    }


def test_a_line_that_fails_does_not_stop_the_others(run: Callable[..., Ran], tmp_path: Path) -> None:
    turns = [
        (change("refused"), turn("refused", Value="refused")),
        (change("needs"), turn("needs", Parent={"$store": "refused"})),
        (change("unreadable"), turn("unreadable")),
        (change("two"), turn("two")),
        (change("never"), turn("never", create=False)),
        (change("lost"), turn("lost", Value="lost")),
        (change("good"), turn("good")),
    ]
    done = run(planned(turns))
    assert done.code == 1, done.text
    assert done.status == {
        "Thing/refused": "Failed", "Thing/needs": "Skipped", "Thing/unreadable": "Failed", "Thing/two": "Failed", "Thing/never": "Failed",
        "Thing/lost": "Failed", "Thing/good": "Done",
    }  # fmt: skip
    assert done.message["Thing/refused"] == "the product says no"
    assert done.message["Thing/needs"] == "There is no identity store refused."
    assert done.message["Thing/unreadable"] == "no answer"
    assert "finds 2 objects" in done.message["Thing/two"]
    assert "never made here" in done.message["Thing/never"]
    assert "After the create it is not there" in done.message["Thing/lost"]
    log = (tmp_path / "things" / "calls.log").read_text()
    assert log.split() == ["New", hexed("refused"), "New", hexed("lost"), "New", hexed("good")]


@pytest.mark.parametrize(
    "quoted",
    ["{}", "Login failed: Server=sql;Password={};", "{json}", "{upper}", "{xml}", "{html}"],
    ids=["bare", "in a connection", "json", "json of .NET", "xml", "html"],
)
def test_a_secret_that_the_product_quotes_is_masked(run: Callable[..., Ran], quoted: str) -> None:
    secret = "Geh3im\"<ä>&'Pw"
    ascii_json = json.dumps(secret)[1:-1]
    forms = {
        "json": ascii_json,
        "upper": ascii_json.replace("\\u00e4", "\\u00E4"),
        "xml": escape(secret, quote=False),
        "html": secret.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
        .replace("'", "&apos;"),
    }
    told = quoted.format(secret, **forms)
    turns = [
        (change("1"), turn("a", Value="refused", Why=told, Secret=Secret("account/db"))),
        (change("2"), turn("b", Value="refused", Why=told, Account=Secret("account/x", "corp\\svc"))),
    ]
    done = run(planned(turns), secret=secret)
    assert set(done.status.values()) == {"Failed"}
    assert all("***" in message and "Geh3im" not in message for message in done.message.values()), done.text
    assert "Geh3im" not in done.text


def test_replication_is_said_to_be_the_admins_and_the_script_can_stop_before_it(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    store, group = change("1"), msgspec.structs.replace(change("2"), feature="Groups")
    text = planned([(store, turn("a")), (group, turn("b"))])
    head = text[: text.index("#Requires")]
    assert "Replication is not part of it" in head
    assert "-Stage Configuration" in head
    first = run(text, stage="Configuration")
    assert first.status == {"Thing/1": "Done"}
    assert len(state(tmp_path)) == 1
    second = run(text, stage="Groups")
    assert second.status == {"Thing/2": "Done"}
    both = run(text)
    assert both.status == {"Thing/1": "Done", "Thing/2": "Done"}
    assert "replicat" in both.text.lower()
    assert "replicat" not in second.text.lower()
    one = planned([(store, turn("a"))])
    assert "$Stage" not in one
    assert "Replication is not part of it" in one


def test_a_script_without_a_line_says_that_it_does_nothing() -> None:
    text = planned([], [change("9", door="tables")])
    assert "# It does nothing" in text[: text.index("#Requires")]
    assert "# It does nothing" not in planned([(change("1"), turn("a"))])


def test_what_if_looks_and_changes_nothing(run: Callable[..., Ran], tmp_path: Path) -> None:
    done = run(planned([(change("1"), turn("a")), (change("2"), turn("b", Parent={"$store": "a"}))]), "whatif")
    assert done.code == 0, done.text
    assert done.status == {"Thing/1": "Skipped", "Thing/2": "Skipped"}
    assert state(tmp_path) == {}


def test_each_secret_is_one_parameter_with_its_question(run: Callable[..., Ran]) -> None:
    asked = Decision(
        module="stores", feature="Configuration", id="account/o'brien\n’s", question="Password of ’svc’?\n(all)", reason="", kind="secret"
    )  # fmt: skip
    turns = [
        (change("1"), turn("a", Secret=Secret(asked.id), Account=Secret(asked.id, "corp\\svc", "geheim"))),
        (
            change("2"),
            turn("b", Secret=Secret(asked.id, value="geheim"), Account=Secret("account/o brien s", "corp\\svc")),
        ),
    ]
    text = planned(turns, decisions=(asked,))
    assert "geheim" not in text
    block = text[text.index("param(") : text.index("Set-StrictMode")]
    assert re.findall(r"\[(\w+)\] \$(\w+)", block) == [
        ("securestring", "SecretAccountOBrienS"),
        ("pscredential", "CredentialAccountOBrienS"),
        ("pscredential", "CredentialAccountOBrienS_2"),
    ]
    assert block.count("Mandatory") == 3
    assert "Password of ’’svc’’?" in block
    assert run(text, "parse").errors == []
    other = run(text, account="corp\\other")
    assert other.code != 0
    assert other.rows == []
    assert "another account" in other.text


def test_a_secret_that_a_cmdlet_takes_as_text_is_one_only_there(run: Callable[..., Ran], tmp_path: Path) -> None:
    managed = Secret("account/gmsa$", "corp\\gmsa$", "")
    text = planned([(change("1"), turn("a", Text=Secret("account/db"))), (change("2"), turn("b", Account=managed))])
    done = run(text)
    assert set(done.status.values()) == {"Done"}, done.text
    assert hexed("value of SecretAccountDb") in state(tmp_path)[f"{hexed('a')}.thing"]
    assert hexed("corp\\gmsa$/") in state(tmp_path)[f"{hexed('b')}.thing"]
    assert "gmsa" not in text[text.index("param(") : text.index("Set-StrictMode")], (
        "nobody knows a managed account's password"
    )


def test_of_what_a_look_gives_only_the_one_counts(run: Callable[..., Ran], tmp_path: Path) -> None:
    """Names are compared unit by unit: one with a character that cannot be seen is another one."""

    def among(name: str) -> tuple[Change, Turn]:
        one = turn(name, Value=name)
        return change(name), Turn(Call("Get-All", {}), one.create, one.update, {"Name": (name,), "Kind": ("1", "2")})

    turns = [among("Sales"), among("Sales\u200b"), among("SALE"), among("’s")]
    facts = Facts(MODULE, "", Call("Get-Store", {}), aliases={"Name": ["Title"]})
    text = render(sealed(msgspec.structs.replace(made_plan(), changes=tuple(c for c, _ in turns))), turns, facts)
    assert run(text).message == {c.id: "Made." for c, _ in turns}
    made = state(tmp_path)
    again = run(text)
    assert set(again.message.values()) == {"It was there and has the values of the plan."}, again.text
    assert state(tmp_path) == made


def test_the_shell_is_connected_to_a_store_once_and_never_works_in_the_wrong_one(
    run: Callable[..., Ran], tmp_path: Path
) -> None:
    def within(store: int, name: str) -> tuple[Change, Turn]:
        return change(name), replace(turn(name), connect=Call("Connect-Thing", {"IdentityStoreId": store}))

    done = run(planned([within(7, "a"), within(7, "b"), within(13, "c"), within(13, "d"), within(7, "e")]))
    assert done.status == {
        "Thing/a": "Done", "Thing/b": "Done", "Thing/c": "Failed", "Thing/d": "Failed", "Thing/e": "Done"
    }  # fmt: skip
    log = [line for line in (tmp_path / "things" / "calls.log").read_text().splitlines() if "Connect" in line]
    assert log == ["Connect 7", "Connect 13", "Connect 13", "Connect 7"]


def test_lines_of_other_doors_stand_at_the_end() -> None:
    text = planned([(change("1"), turn("a"))], [change("9", "Nine\nbreaks", door="rest")])
    end = text[text.index("not part of this script") :]
    assert "#   Thing/9: Nine\ufffdbreaks (door rest)" in end
    assert "#   History/objects:" in end
    assert all(line.startswith("#") for line in end.splitlines()[1:])


def test_a_name_that_is_no_cmdlet_is_not_written() -> None:
    with pytest.raises(ValueError, match="no name of a cmdlet"):
        planned([(change("1"), Turn(Call("Get-Thing; Remove-Item", {}), (), ()))])


def test_a_script_of_thousands_of_lines_is_read_quickly(run: Callable[..., Ran]) -> None:
    turns = [(change(f"{n:05}", f"Group {n}"), turn(f"Group {n}", Value="x")) for n in range(3_000)]
    assert run(planned(turns), "parse").errors == []
