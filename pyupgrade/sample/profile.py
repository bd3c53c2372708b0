"""What makes a sample usable at once: the profile, its secrets, answers to the plan's questions, PFX files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from pyupgrade.connect import vault
from pyupgrade.sample.secrets import Estate
from pyupgrade.sample.world import CARRIED, ENTRA, STORES, installation_id

PASSPHRASE: Final = "target-passphrase"
_PFX_FROM, _PFX_TO = datetime(2026, 1, 1, tzinfo=UTC), datetime(2036, 1, 1, tzinfo=UTC)

# The names that data sources with a password get in the plan, and their secrets; the mark at the end is of the string
# without its password.
DATA_SOURCES: Final[Mapping[str, str]] = {
    "HR on sql01.corp.example (SQL Server, 1a9dbcf9)": "datasource-hr-password",
    "Bau;Planung on sql02.corp.example,1434 (SQL Server, 4cf5b0ec)": "datasource-projects-password",
    "ERP on ora01.corp.example (Oracle, 393f139b)": "datasource-oracle-password",
    "Personal (ODBC, f8fdc3f8)": "datasource-dsn-password",
}


def put_profile(root: Path, seed: int, topology: str, estate: Estate) -> None:
    """upgrade.toml, secrets.toml (for its owner alone), answers.toml, pfx/."""
    answers = _answers(root, estate)
    database = "groupid10.db"
    lines = [
        "# The profile of this sample: Connect-DMUpgrade -Path upgrade.toml, or -Sample with the folder.",
        f'source = "{database}"',
        f'target = "{"target.db" if topology == "new" else database}"',
        'directory = "directory.ldif"',
        'program = "program"',
        'data = "data"',
        f'topology = "{topology}"',
        f'installation = "{installation_id(seed)}"',
        'domain = "corp.example"',
        "identity_store_id = 1",
        f'passphrase = "secret:{PASSPHRASE}"',
        'secrets = "secrets.toml"',
        'answers = "answers.toml"',
    ]
    _write(root / "upgrade.toml", "\n".join(lines) + "\n")
    head = "# Answers to a plan's questions; a secret is only named here, its value is in secrets.toml.\n\n[answers]\n"
    _write(root / "answers.toml", head + "".join(f"{_quoted(k)} = {_quoted(v)}\n" for k, v in sorted(answers.items())))
    secrets = "".join(f"{_quoted(name)} = {_quoted(value)}\n" for name, value in estate.values.items())
    _write_private(
        root / "secrets.toml", "# Every secret of this sample. They open nothing but the sample itself.\n" + secrets
    )


def _answers(root: Path, estate: Estate) -> dict[str, str]:
    answers: dict[str, str] = {}
    for store in STORES:
        if store.id not in CARRIED:
            continue
        if store.account and not store.account.endswith("$"):
            name = "account-" + "".join(c if c.isalnum() else "-" for c in store.account.lower())
            estate.password(name)
            answers[f"account/{store.account.casefold()}"] = f"secret:{name}"
        if store.type == ENTRA:
            name = f"store-{store.id}"
            file = f"pfx/{store.domain}.pfx"
            estate.password(f"{name}-client-secret")
            password = estate.password(f"{name}-pfx-password")
            if not (root / file).exists():
                (root / "pfx").mkdir(exist_ok=True)
                (root / file).write_bytes(vault.make_pfx(store.domain, password, _PFX_FROM, _PFX_TO))
            answers[f"entra/{store.id}/client-secret"] = f"secret:{name}-client-secret"
            answers[f"entra/{store.id}/pfx"] = file
            answers[f"entra/{store.id}/pfx-password"] = f"secret:{name}-pfx-password"
    answers.update({f"datasource/{name}/password": f"secret:{secret}" for name, secret in DATA_SOURCES.items()})
    return answers


def _quoted(text: str) -> str:
    """A basic string of TOML, which JSON's strings are."""
    return msgspec.json.encode(text).decode("utf-8")


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


def _write_private(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(text.encode("utf-8"))
