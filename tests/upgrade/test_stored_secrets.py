"""The three ways of a sealed secret: asked, copied as it stands, opened by a command (mission S8)."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.seam.client import EngineError, Shell
from tests.upgrade import reading

pytestmark = pytest.mark.mission("S8")

COPY = {"secrets/way": "copy: both sides use the same passphrase"}
OPEN = {"secrets/way": "open: with the opener of the profile"}


def passwords(estate: Path) -> dict[int, str]:
    return dict(
        reading.rows(
            estate / "target.db",
            'SELECT "identityStoreId", "serviceAccountPassword" FROM "DM11.IdentityStore" WHERE "serviceAccountPassword" IS NOT NULL',
        )
    )


def sealed(estate: Path) -> set[str]:
    return {
        text
        for (text,) in reading.rows(estate / "groupid10.db", 'SELECT "AttributeValue" FROM "SSPR_IdentityStoreValue"')
        if text and text.startswith("0AA##")
    }


def named(estate: Path, line: str) -> None:
    profile = estate / "upgrade.toml"
    profile.write_text(line + "\n" + profile.read_text(encoding="utf-8"), encoding="utf-8")


def test_copied_as_it_stands(estate: Path, shell: Shell) -> None:
    asked = {d["id"] for d in shell.plan("Configuration")["decisions"]}
    plan = shell.plan("Configuration", answers=COPY)
    spared = asked - {d["id"] for d in plan["decisions"]}
    assert any(d.startswith("account/") for d in spared)
    assert any(d.startswith("entra/") for d in spared)
    assert not sealed(estate) & set(plan["text"].split('"')), "a plan holds the place of a secret, never its text"
    assert shell.start(plan)["status"] == "Completed"
    assert passwords(estate)
    assert set(passwords(estate).values()) <= sealed(estate)
    assert shell.plan("Configuration", answers=COPY)["items"] == []


def test_opened_by_the_profiles_command(estate: Path) -> None:
    opener = estate / "opener.py"
    opener.write_text("import sys; print('opened ' + str(len(sys.stdin.read())))\n", encoding="utf-8")
    named(estate, f"opener = ['{sys.executable}', '{opener}']")
    shell = Shell()
    shell.open(estate)
    assert shell.start(shell.plan("Configuration", answers=OPEN))["status"] == "Completed"
    assert passwords(estate)
    assert not set(passwords(estate).values()) & sealed(estate), "sealed anew for the target"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("", "names no opener"),
        ("opener = ['no-such-program']", "cannot be started"),
        ("opener = ['{python}', '-c', 'exit(3)']", "ended with 3"),
    ],
)
def test_an_opener_that_fails_is_named_before_anything_is_written(estate: Path, line: str, said: str) -> None:
    if line:
        named(estate, line.replace("{python}", sys.executable))
    shell = Shell()
    shell.open(estate)
    plan = shell.plan("Configuration", answers=OPEN)
    with pytest.raises(EngineError, match=said) as refused:
        shell.start(plan)
    assert refused.value.id == "DMUpgrade.Secret.Missing"
    assert not [text for text in sealed(estate) if text in str(refused.value)]
    assert passwords(estate) == {}
