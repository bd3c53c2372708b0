"""Looks into the files of a target with nothing but the standard library, for comparing ends of runs."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path
from typing import Any

OURS = ("DMUpgrade_",)
# Sealing draws a fresh nonce each time: what is sealed is compared as set or unset.
SEALED = (
    "serviceAccountPassword", "clientSecret", "certificate", "certificatePassword", "password", "filePassword", "Password",
    "ClientSecret", "Certificate", "CertificatePassword", "messagingPassword", "messagingClientSecret", "messagingCertificate",
    "messagingCertificatePassword", "initialPassword", "initialPassword2", "initialPassword3",
)  # fmt: skip


def rows(database: Path, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        return connection.execute(statement, values).fetchall()
    finally:
        connection.close()


def tables(database: Path) -> list[str]:
    return [name for (name,) in rows(database, "SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")]


def state(database: Path) -> dict[str, str]:
    """A digest of every table of the target that is not our journal; sealed columns as set or unset."""
    found: dict[str, str] = {}
    for table in tables(database):
        if table.startswith(OURS) or table.startswith("sqlite_"):
            continue
        columns = [name for _, name, *_ in rows(database, f'PRAGMA table_info("{table}")')]
        chosen = ", ".join(f'"{c}" IS NOT NULL' if c in SEALED else f'"{c}"' for c in columns)
        whole = hashlib.sha256()
        for line in sorted(map(repr, rows(database, f'SELECT {chosen} FROM "{table}"'))):
            whole.update(line.encode("utf-8", "surrogatepass") + b"\n")
        found[table] = whole.hexdigest()
    return found


def index(folder: Path) -> dict[str, str]:
    """A digest of every file of the search index."""
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*.ndjson"))
    }


def file_digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
