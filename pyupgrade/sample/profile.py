"""What makes a sample usable at once: the profile, its secrets, answers to the plan's questions, PFX files."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from pyupgrade.connect import vault
from pyupgrade.sample.jobs import APP
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
    "Lieferanten on sql03.corp.example (SQL Server, 147b72e4)": "datasource-sync-password",
}
# Accounts of jobs and schedules that are no store's; stores for what ends in files or in two directories.
_ACCOUNTS: Final = (r"CORP\svc-sync", r"WINGTIP\svc-sync", r"CONTOSO\sync")
_CHOICES: Final[Mapping[str, str]] = {
    "forest/apac.corp.example/place": "Konzern",
    "forest/contoso.example/root": "contoso.example",
    "collection/Nachts/store": "Konzern",
    "collection/Nur Dateien/store": "Konzern",
    "schedule/Beim Start/store": "Konzern",
    "schedule/Erster Montag/store": "Tailspin Werk",
    "schedule/Monatsbericht/store": "Konzern",
    "schedule/Nur Dateien/store": "Konzern",
    "schedule/Quartal/store": "Konzern",
    "schedule/Wochenende/store": "Tailspin Toys",
    "schedule/Zwei Verzeichnisse/store": "Konzern",
}


def put_profile(root: Path, seed: int, topology: str, estate: Estate, database: str, overlay: str) -> None:
    """upgrade.toml, secrets.toml (for its owner alone), answers.toml, pfx/."""
    answers = _answers(root, estate)
    if overlay:  # no store of version 9 excludes a domain, so that two could take this one
        answers["forest/alt.corp.example/place"] = "Konzern"
    lines = [
        "# The profile of this sample: Connect-DMUpgrade -Path upgrade.toml, or -Sample with the folder.",
        f'source = "{database}"',
        f'target = "{"target.db" if topology == "new" else database}"',
        'directory = "directory.ldif"',
        'program = "program"',
        'data = "data"',
        'tasks = "tasks"',
        'registry = "registry"',
        f'topology = "{topology}"',
        f'installation = "{installation_id(seed)}"',
        "identity_store_id = 1",
        f'passphrase = "secret:{PASSPHRASE}"',
        'secrets = "secrets.toml"',
        'answers = "answers.toml"',
    ]
    if overlay:
        lines.append(f'source_overlay = "{overlay}"')
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
            _account(answers, store.account, estate)
        if store.type == ENTRA:
            _app(answers, f"entra/{store.id}", f"store-{store.id}", store.domain, root, estate)
        elif store.messaging == "Office 365":
            _app(answers, f"messaging/{store.id}", f"messaging-{store.id}", store.domain, root, estate)
    _app(answers, f"job-app/{APP}", "jobs", "sync.corp.example", root, estate)
    for account in _ACCOUNTS:
        _account(answers, account, estate)
    answers["job/HR nach AD/initial-password"] = "secret:job-initial-password"
    answers.update(_CHOICES)
    answers.update({f"datasource/{name}/password": f"secret:{secret}" for name, secret in DATA_SOURCES.items()})
    return answers


def _account(answers: dict[str, str], account: str, estate: Estate) -> None:
    name = "account-" + "".join(c if c.isalnum() else "-" for c in account.lower())
    estate.password(name)
    answers[f"account/{account.casefold()}"] = f"secret:{name}"


def _app(answers: dict[str, str], decision: str, name: str, subject: str, root: Path, estate: Estate) -> None:
    """Client secret, PFX file and its password of one app."""
    file = f"pfx/{subject}.pfx"
    secret, password = f"{name}-client-secret", f"{name}-pfx-password"
    estate.password(secret)
    value = estate.password(password)
    if not (root / file).exists():
        (root / "pfx").mkdir(exist_ok=True)
        (root / file).write_bytes(vault.make_pfx(subject, value, _PFX_FROM, _PFX_TO))
    answers |= {
        f"{decision}/client-secret": f"secret:{secret}",
        f"{decision}/pfx": file,
        f"{decision}/pfx-password": f"secret:{password}",
    }


def _quoted(text: str) -> str:
    """A basic string of TOML, which JSON's strings are."""
    return msgspec.json.encode(text).decode("utf-8")


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


def _write_private(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(text.encode("utf-8"))
