"""What preflight asks of machine and profile: paths, DSNs, services as Windows tells them, endpoints and clocks."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pyupgrade.engine import clocks, endpoints, machine, windows
from tests.checks.context_by_hand import MemorySource, store


def test_dsns_of_unixodbc_are_those_of_its_system_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        pytest.skip("Windows keeps them in its registry")
    monkeypatch.setenv("ODBCSYSINI", str(tmp_path))
    ask = machine.machine("new").dsns
    assert ask() == {}
    text = (
        "[ODBC Data Sources]\nPersonal = FreeTDS\n\n[Personal]\nDriver = FreeTDS\nServername = a%b\n\n[Ohne Treiber]\n"
    )
    (tmp_path / "odbc.ini").write_text(text, encoding="utf-8")
    assert ask() == {"Personal": "FreeTDS", "Ohne Treiber": ""}
    (tmp_path / "odbc.ini").write_text("no section", encoding="utf-8")
    assert ask() is None


def test_the_folder_of_unixodbc_is_what_odbcinst_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if sys.platform == "win32":
        pytest.skip("there is no odbcinst on Windows")
    tool = tmp_path / "odbcinst"
    tool.write_text(f"#!/bin/sh\necho 'SYSTEM DATA SOURCES: {tmp_path}/odbc.ini'\n", encoding="utf-8")
    tool.chmod(0o755)
    (tmp_path / "odbc.ini").write_text("[Lager]\nDriver = SQLite3\n", encoding="utf-8")
    monkeypatch.delenv("ODBCSYSINI", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert machine.machine("new").dsns() == {"Lager": "SQLite3"}
    tool.unlink()
    assert machine.machine("new").dsns() is None


def test_paths_of_another_system_are_not_looked_for(tmp_path: Path) -> None:
    exists = machine.machine("new").exists
    (tmp_path / "hr.csv").touch()
    assert exists(str(tmp_path / "hr.csv")) is True
    assert exists(str(tmp_path / "gone.csv")) is False
    if sys.platform != "win32":
        assert exists(r"\\files01\hr$\a.csv") is None
        assert exists(r"D:\hr.csv") is None


@pytest.mark.skipif(os.name != "posix", reason="rights of other kinds of file systems")
def test_rights_of_what_is_not_there_yet_are_those_of_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Path, int]] = []

    def access(path: Path, mode: int) -> bool:
        asked.append((path, mode))
        return False

    monkeypatch.setattr(os, "access", access)  # root may write everywhere, so the system's own answer proves nothing
    assert machine.machine("new").writable(tmp_path / "new" / "a.db") is False
    (tmp_path / "a.db").touch()
    assert machine.machine("new").writable(tmp_path / "a.db") is False
    assert asked == [(tmp_path, os.W_OK | os.X_OK), (tmp_path / "a.db", os.W_OK)]


def test_services_as_sc_tells_them() -> None:
    said = (
        "\r\nSERVICE_NAME: ImanamiReplication\r\nDISPLAY_NAME: Imanami Replication service\r\n"
        "        TYPE               : 10  WIN32_OWN_PROCESS  \r\n        STATE              : 4  RUNNING \r\n\r\n"
        "SERVICE_NAME: W32Time\r\n        TYPE               : 30  WIN32  \r\n"
    )
    assert windows.display_names(said) == ["Imanami Replication service", "W32Time"]
    if sys.platform != "win32":
        assert windows.services() is None
        assert windows.managed_account(r"CORP\dm$") is None
        assert windows.dsns() is None


def test_endpoints_of_addresses() -> None:
    ca = Path("ca.pem")
    urls = [
        "https://es01.corp.example:9200",
        "https://es02.corp.example/",
        "http://old:9200",
        "ldaps://dc1.corp.example",
    ]
    found = list(endpoints.of_urls("search index", urls, ca, "ab"))
    assert [(e.host, e.port) for e in found] == [
        ("es01.corp.example", 9200), ("es02.corp.example", 443), ("dc1.corp.example", 636),
    ]  # fmt: skip
    assert {(e.name, e.ca_file, e.fingerprint) for e in found} == {("search index", ca, "ab")}


def test_mail_servers_of_enabled_stores_that_want_tls() -> None:
    def row(number: int, host: str, port: int | None, tls: bool = True) -> dict[str, object]:
        return {"IdentityStoreId": number, "SmtpServer": host, "Port": port, "SslEnabled": tls}

    stores = [store(1, "Corp"), store(2, "Two"), store(3, "Off", IsEnabled=False), store(4, "Plain")]
    mail = [row(1, "mail1", 465), row(2, "mail2", None), row(3, "mail3", 25), row(4, "mail4", 25, tls=False)]
    source = MemorySource(**{"SVC.IdentityStore": stores, "SVC.SmtpServer": mail})
    found = list(endpoints.mail_servers(source))  # type: ignore[arg-type]
    assert [(e.host, e.port, e.starts, e.needed) for e in found] == [
        ("mail1", 465, "", False),
        ("mail2", 25, "smtp", False),
    ]


def test_a_difference_counts_from_the_middle_of_the_question() -> None:
    told = datetime(2026, 11, 28, 12, 0, 9, tzinfo=UTC)
    moments = iter([told.timestamp() - 10, told.timestamp() - 6])
    ahead = clocks.ahead({"directory": lambda: told}, lambda: next(moments))
    assert ahead["directory"]() == timedelta(seconds=8)
