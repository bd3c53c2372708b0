"""The way to SQL Server: connection strings by ODBC's rules, the driver chosen, errors by state and number."""

from __future__ import annotations

import socket
import string
from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pyupgrade import errors
from pyupgrade.connect import mssql, odbc, odbc_errors, sql
from pyupgrade.connect.mssql import Server, keywords
from tests.sql.standin import OperationalError, Standin

SERVER = Server("sql01.corp.example", "GroupID", user="reader", password="secret")


def read_back(text: str) -> dict[str, str]:
    """What a driver manager makes of a connection string, by the standard's own words: braces end at one that is not doubled."""
    found, at = {}, 0
    while at < len(text):
        key, _, _ = text[at:].partition("=")
        at += len(key) + 1
        value = ""
        if text[at : at + 1] == "{":
            at += 1
            while text[at] != "}" or text[at + 1 : at + 2] == "}":
                at += 2 if text[at] == "}" else 1
                value += text[at - 1]
            at += 1
        else:
            value = text[at:].partition(";")[0]
            at += len(value)
        assert text[at : at + 1] in (";", ""), text
        at += 1
        found[key] = value
    return found


ANY = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40)


@given(password=ANY, user=ANY.filter(bool), value=ANY)
def test_any_password_comes_through(password: str, user: str, value: str) -> None:
    server = Server("s", "d", user=user, password=password, options={"Description": value})
    found = read_back(odbc.connection_string(keywords(server, odbc.MICROSOFT[0])))
    assert (found["UID"], found["PWD"], found["Description"]) == (user, password, value)
    assert found["Encrypt"] == "yes" and found["TrustServerCertificate"] == "no"


@given(st.text(string.punctuation + "ab ", max_size=12))
def test_special_characters_of_the_standard_too(password: str) -> None:
    assert read_back(odbc.connection_string({"PWD": password, "DATABASE": "x"})) == {"PWD": password, "DATABASE": "x"}


def test_what_no_string_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="NUL") as refused:
        odbc.connection_string({"PWD": "a\0b"})
    assert "a\0b" not in str(refused.value)
    with pytest.raises(ValueError, match="no ODBC keyword"):
        odbc.connection_string({"PWD=x;": "b"})


def test_windows_or_sql_login_and_options_that_do_not_outrank_ours() -> None:
    windows = keywords(
        Server("s,1433", "d", options={"MultiSubnetFailover": "yes", "Encrypt": "no"}), odbc.MICROSOFT[0]
    )
    assert windows["Trusted_Connection"] == "yes" and "PWD" not in windows
    assert windows["MultiSubnetFailover"] == "yes" and windows["Encrypt"] == "yes"
    source = keywords(SERVER, odbc.MICROSOFT[0], read_only=True)
    assert source["ApplicationIntent"] == "ReadOnly" and "Trusted_Connection" not in source
    assert "ApplicationIntent" not in keywords(SERVER, odbc.MICROSOFT[0])
    named = Server("s", "d", certificate="/c.pem", hostname_in_certificate="sql01", encrypt="strict")
    found = keywords(named, odbc.MICROSOFT[0])
    assert (found["Encrypt"], found["ServerCertificate"], found["HostNameInCertificate"]) == (
        "strict",
        "/c.pem",
        "sql01",
    )


def test_the_password_is_in_no_repr() -> None:
    assert "secret" not in repr(SERVER) and "secret" not in str(SERVER)


def test_freetds_is_used_with_a_warning() -> None:
    found = keywords(Server("host,1433", "d", user="u", password="p"), odbc.FREETDS)
    assert (found["SERVER"], found["PORT"], found["Encryption"], found["TDS_Version"]) == (
        "host",
        "1433",
        "require",
        "7.4",
    )
    assert "freetds.conf" in mssql.remarks(SERVER, odbc.FREETDS)[0]
    assert mssql.remarks(SERVER, odbc.MICROSOFT[0]) == []
    assert "not verified" in mssql.remarks(Server("s", "d", trust_certificate=True), odbc.MICROSOFT[0])[0]
    assert "not encrypted" in mssql.remarks(Server("s", "d", encrypt="no"), odbc.MICROSOFT[0])[0]


@pytest.mark.parametrize(
    ("named", "installed", "chosen"),
    [
        (
            None,
            ["FreeTDS", "ODBC Driver 17 for SQL Server", "ODBC Driver 18 for SQL Server"],
            "ODBC Driver 18 for SQL Server",
        ),
        (None, ["SQL Server", "odbc driver 17 for sql server"], "odbc driver 17 for sql server"),
        ("freetds", ["FreeTDS", "PostgreSQL"], "FreeTDS"),
        ("freetds", ["FreeTDS", "ODBC Driver 18 for SQL Server"], "FreeTDS"),
    ],
)
def test_the_driver(named: str | None, installed: list[str], chosen: str) -> None:
    assert odbc.driver(named, installed) == chosen


def test_freetds_is_never_taken_unasked_where_certificates_are_to_be_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    library = SimpleNamespace(drivers=lambda: ["FreeTDS", "PostgreSQL"])
    monkeypatch.setattr(odbc, "pyodbc", lambda: library)
    with pytest.raises(errors.OdbcDriverMissing) as refused:
        mssql.chosen_driver(SERVER)
    assert "installed: FreeTDS, PostgreSQL." in refused.value.message
    assert "`driver`" in refused.value.recommended_action and "FreeTDS" in refused.value.recommended_action
    assert "trust_server_certificate" in refused.value.recommended_action
    assert mssql.chosen_driver(replace(SERVER, driver="FreeTDS")) == "FreeTDS"
    assert mssql.chosen_driver(replace(SERVER, trust_certificate=True)) == "FreeTDS"
    library.drivers = lambda: ["FreeTDS", "ODBC Driver 17 for SQL Server"]
    assert mssql.chosen_driver(replace(SERVER, trust_certificate=True)) == "ODBC Driver 17 for SQL Server"


@pytest.mark.parametrize(
    ("named", "installed", "told"), [(None, ["SQL Server", "PostgreSQL"], "PostgreSQL, SQL Server"), ("X", [], "none")]
)
def test_no_driver_says_what_there_is(named: str | None, installed: list[str], told: str) -> None:
    with pytest.raises(errors.OdbcDriverMissing) as refused:
        odbc.driver(named, installed)
    assert f"installed: {told}." in refused.value.message


def _raised(state: str, number: int, text: str = "words") -> Exception:
    return OperationalError(
        state, f"[{state}] [Microsoft][ODBC Driver 18 for SQL Server][SQL Server]{text}. ({number}) (SQLExecDirectW)"
    )


@pytest.mark.parametrize(
    ("state", "number", "kind"),
    [
        ("08S01", 10054, errors.TargetInterrupted),
        ("08001", 10060, errors.TargetInterrupted),
        ("HYT00", 0, errors.TargetInterrupted),
        ("40001", 1205, errors.TargetInterrupted),
        ("42000", 1222, errors.TargetInterrupted),
        ("HY000", 3960, errors.TargetInterrupted),
        ("42000", 4060, errors.TargetLoginFailed),
        ("28000", 18456, errors.TargetLoginFailed),
        ("42000", 9002, errors.LogFull),
        ("42000", 1105, errors.DiskFull),
        ("42S02", 208, errors.TargetUnreachable),
    ],
)
def test_errors_by_state_and_number(state: str, number: int, kind: type[errors.UpgradeError]) -> None:
    found = odbc_errors.translated(_raised(state, number), "target", "sql02/DM")
    assert type(found) is kind
    assert found.transient == (kind in (errors.TargetInterrupted, errors.TargetUnreachable))
    assert "Microsoft" not in str(found) and "words" in str(found) and "sql02/DM" in found.message
    source = odbc_errors.translated(_raised(state, number), "source", "sql01/GroupID")
    assert isinstance(source, errors.SourceUnreachable | errors.DiskFull)


def test_what_must_never_be_tried_again_outranks_the_state() -> None:
    """A server that cannot open the database tells so as 08001 and 4060 in one breath."""
    both = OperationalError(
        "08001", "[08001] [D][SQL Server]Cannot open. (4060) (SQLDriverConnect); [08001] [D]Timeout (0)"
    )
    assert isinstance(odbc_errors.translated(both, "target", "x"), errors.TargetLoginFailed)
    certificate = _raised(
        "08001", -2146893019, "SSL Provider: The certificate chain was issued by an authority that is not trusted"
    )
    found = odbc_errors.translated(certificate, "source", "x")
    assert type(found) is errors.SourceUnreachable and "certificate" in found.message


@pytest.mark.parametrize("server", ["ATLSQL01", "tls-sql01", "certificate"])
def test_a_servers_name_is_no_certificate_fault(server: str) -> None:
    lost = _raised("08001", 53, f"Login timeout expired: {server} was not found or not accessible")
    assert isinstance(odbc_errors.translated(lost, "source", f"{server},1433/GroupID"), errors.SourceInterrupted)


def test_a_missing_libodbc_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    class Gone:
        def find_spec(self, name: str, path: object = None, target: object = None) -> None:
            if name == "pyodbc":
                raise ImportError("libodbc.so.2: cannot open shared object file: No such file or directory")

    import sys

    monkeypatch.delitem(sys.modules, "pyodbc", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Gone(), *sys.meta_path])
    with pytest.raises(errors.OdbcMissing, match="libodbc") as refused:
        odbc.pyodbc()
    assert "unixODBC" in refused.value.recommended_action


def test_the_driver_managers_pool_is_off() -> None:
    assert odbc.pyodbc().pooling is False


@pytest.fixture
def nobody() -> Iterator[int]:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]  # bound and not listening: a connection is refused


def test_a_server_that_does_not_listen_cannot_be_reached(nobody: int) -> None:
    """The real pyodbc over a real driver, with nobody at the other end."""
    if odbc.FREETDS not in odbc.pyodbc().drivers():
        pytest.skip("no FreeTDS driver (Debian: tdsodbc) is registered with unixODBC")
    server = Server(f"127.0.0.1,{nobody}", "DM", user="u", password="a}b;c{d", driver=odbc.FREETDS, login_timeout=5)
    with pytest.raises(errors.TargetInterrupted, match="cannot be reached") as refused:
        sql.read_only(server, side="target")
    assert "a}b" not in str(refused.value)
    with pytest.raises(errors.SourceInterrupted):
        sql.read_only(server)


def test_each_connection_is_made_ready(standin: Standin) -> None:
    engine = mssql.reading(Server("s", "DM"))
    said: list[str] = []
    standin.faults.append(lambda text: said.append(text))  # type: ignore[arg-type, func-returns-value]
    with engine.connect():
        pass
    assert mssql.statement("session") in said and mssql.statement("snapshot") in said
    said.clear()
    standin.snapshot = 0
    with mssql.reading(Server("s", "DM")).connect(), mssql.writing(Server("s", "DM")).connect():
        pass
    assert mssql.statement("session") in said and mssql.statement("snapshot") not in said
    engine.dispose()


def test_half_a_surrogate_pair_is_read_as_it_is() -> None:
    assert mssql._wide("a\ud83d".encode("utf-16-le", "surrogatepass")) == "a\ud83d"
    assert mssql._wide(None) is None
