"""Secrets that the profile only names, and the shell's SecretManagement has: whoever needs one asks for it, in every job."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.seam.client import EngineError, Shell


class Vault(Shell):
    """A shell that has SecretManagement; `asked` counts what it was asked for."""

    def __init__(self, known: dict[str, Any]) -> None:
        super().__init__()
        self.answers, self.asked = known, Counter[str]()

    def _answer(self, job: str, question: Any) -> None:
        assert question["kind"] == "reference"
        self.asked[question["name"]] += 1
        super()._answer(job, question)


@pytest.fixture
def known(estate: Path) -> dict[str, Any]:
    """The sample's secrets, taken out of its profile: a store of the shell has them now."""
    replaced(estate / "upgrade.toml", r"^secrets = .*\n")
    text = (estate / "secrets.toml").read_text("utf-8")
    (estate / "secrets.toml").unlink()
    return tomllib.loads(text)


def replaced(profile: Path, pattern: str, more: str = "") -> None:
    profile.write_text(re.sub(pattern, "", profile.read_text("utf-8"), flags=re.MULTILINE) + more, "utf-8")


def test_every_job_has_them_and_each_is_asked_for_once(estate: Path, known: dict[str, Any]) -> None:
    shell = Vault(known)
    shell.open(estate)
    checks = shell.job("preflight.run")["rows"]
    of_secrets = [c for c in checks if c["id"] in ("target.passphrase", "secrets.certificates")]
    assert {c["status"] for c in of_secrets} == {"Passed"}, of_secrets
    assert shell.start(shell.plan())["status"] == "Completed"
    assert set(shell.asked.values()) == {1}
    later = Vault(known)
    later.open(estate)
    assert {c["status"] for c in later.job("result.verify", againstSource=True)["rows"]} == {"Passed"}
    assert later.asked == {"target-passphrase": 1}
    written = "".join(path.read_text("utf-8", "replace") for path in estate.rglob("*.log"))
    assert not [name for name, value in known.items() if value in written]


def test_a_shell_that_has_none_is_told_what_is_missing(estate: Path, known: dict[str, Any]) -> None:
    shell = Vault({})
    shell.open(estate)

    def of_passphrase() -> Any:
        (passphrase,) = [c for c in shell.job("preflight.run")["rows"] if c["id"] == "target.passphrase"]
        return passphrase

    passphrase = of_passphrase()
    assert passphrase["status"] == "Failed" and "passphrase is not known" in passphrase["message"]
    with pytest.raises(EngineError, match="Secret.Missing"):
        shell.start(shell.plan())
    shell.answers = known
    assert of_passphrase()["status"] == "Passed", "it has come to be known meanwhile"


DIRECTORY = """
[directory]
servers = [{ name = "dc1.corp.example:1", address = "127.0.0.1" }]
user = "svc@corp.example"
password = "secret:away"
"""
REST = """
[target]
journal = "dm11.journal"

[rest]
url = "https://127.0.0.1:1"
user = "anna"
password = "secret:away"
client_secret = "secret:away"
identity_store_id = 1
"""
INDEX = """
[index]
urls = ["https://127.0.0.1:1"]
user = "dmupgrade"
password = "secret:away"
patience = 0
"""


@pytest.mark.parametrize(
    ("setting", "section"),
    [("directory", DIRECTORY), ("target", REST), ("index", INDEX)],
    ids=lambda v: v.split("\n")[0],
)
def test_a_system_is_asked_with_the_secret_that_the_shell_has(estate: Path, setting: str, section: str) -> None:
    replaced(estate / "upgrade.toml", f"^{setting} = .*\n", section)
    assert "secret:away" in _complaint(Vault({}), estate), "the secret is what is missing"
    answering = Vault({"away": "s3cret-of-the-store"})
    said = _complaint(answering, estate)
    assert "127.0.0.1" in said or "dc1.corp.example" in said, "the system is what is missing"
    assert "secret" not in said and answering.asked == {"away": 1}


def _complaint(shell: Shell, estate: Path) -> str:
    """What speaks against the one system that is not there."""
    try:
        shell.open(estate)
        rows = shell.job("preflight.run")["rows"]
    except EngineError as refused:
        return refused.message
    systems = ("directory.reachable", "index.reachable")
    return " ".join(c["message"] for c in rows if c["id"] in systems and c["status"] == "Failed")


def test_a_store_that_refuses_counts_as_one_without_it(estate: Path, known: dict[str, Any]) -> None:
    class Locked(Vault):
        def _answer(self, job: str, question: Any) -> None:
            self.call("job.answer", {"job": job, "question": question["id"], "error": "The vault is locked."})

    shell = Locked({})
    shell.open(estate)
    with pytest.raises(EngineError, match="Secret.Missing"):
        shell.start(shell.plan())
    lines = shell.job("log.read")["rows"]
    assert [
        line
        for line in lines
        if "secret:account-corp-svc-groupid" in line["message"] and "is locked" in line["message"]
    ]
