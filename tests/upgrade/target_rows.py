"""Rows of a target as typed fields, for the oracle and the golden files: JSON parsed, flags true or false, no NULL."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.upgrade import oracle_groups as oracle
from tests.upgrade import reading

KINDS = {
    "IdentityStore": "identityStoreId",
    "IdentityStoreSettings": "IdentityStoreId",
    "SecurityRole": "RoleKey",
    "SmartGroup": "objectGUID",
    "PasswordExpiryGroup": "objectGUID",
    "Dynasty": "objectGUID",
    "UnmanagedGroup": "objectGUID",
}
# Texts of the documents' own that may begin like JSON; all else that is a JSON column begins with one of its brackets.
PLAIN = ("IMSGCriteria", "Script", "displayName", "name", "description", "loginText", "DataSourceQuery")


def typed(database: Path, kind: str) -> dict[Any, oracle.Fields]:
    """The rows of a kind by key; a secret is the word SEALED; a group's DataSource as the oracle describes one."""
    flags = {
        name for _, name, type_, *_ in reading.rows(database, f'PRAGMA table_info("DM11.{kind}")') if type_ == "BOOLEAN"
    }
    sources = {} if kind not in ("SmartGroup", "PasswordExpiryGroup", "Dynasty") else data_sources(database)
    found = {}
    for row in oracle.table(database, f"DM11.{kind}"):
        fields: oracle.Fields = {}
        for name, given in row.items():
            if given is None:
                continue
            if name in reading.SEALED:
                assert given.startswith("dmu1:"), "what is secret lies in the envelope"
                fields[name] = oracle.SEALED
            elif name in flags:
                assert given in (0, 1)
                fields[name] = bool(given)
            elif name == "DataSource":
                fields[name] = sources[given]
            elif isinstance(given, str) and given[:1] in ("[", "{") and name not in PLAIN:
                fields[name] = json.loads(given)
            else:
                fields[name] = given
        found[row[KINDS[kind]]] = fields
    return found


def data_sources(database: Path) -> dict[int, oracle.Fields]:
    """Data sources by the number that the target gave."""
    found = {}
    for row in oracle.table(database, "DM11.DataSource"):
        values = json.loads(row["configurationValues"])
        if row["type"] == 1:
            values["ConnectionString"] = oracle.pairs(values["ConnectionString"])
        found[row["id"]] = {
            "type": row["type"],
            "providerTypeName": row["providerTypeName"],
            "configurationValues": values,
            "password": row["password"] is not None,
        }
    return found


def documents(database: Path) -> dict[tuple[str, str], oracle.Fields]:
    """Search documents of objects by kind and key, DataSource as the oracle describes one."""
    sources = data_sources(database)
    found = {}
    for row in oracle.table(database, "Search.Object"):
        document = json.loads(row["document"])
        if "DataSource" in document:
            document["DataSource"] = sources[document["DataSource"]]
        found[row["kind"], row["key"]] = document
    return found


def history(database: Path) -> dict[int, oracle.Fields]:
    """History rows by key, in the form of tests/oracle_history.py."""
    found = {}
    for row in oracle.table(database, "DM11.History"):
        row["Problem"] = set((row["Problem"] or "").split())
        row["Extra"] = None if row["Extra"] is None else json.loads(row["Extra"])
        row["Text"] = row["Record"]
        row["Record"] = json.loads(row["Record"])
        found[row["HistoryKey"]] = row
    return found
