"""[source] and [target] of a profile as tables: faults in its own words, all at once; paths from its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from pyupgrade import settings
from pyupgrade.engine.answers import Keyring
from pyupgrade.engine.databases import place_of
from pyupgrade.errors import DatabasePasswordMissing, ProfileInvalid
from pyupgrade.settings.sqlserver import SqlServer

GOOD = """
directory = "directory.ldif"
[source]
server = "sql01"
database = "GroupID"
certificate = "keys/sql01.pem"
options = { MultiSubnetFailover = "yes" }
[target]
server = "sql02,1433"
database = "DM"
authentication = "sql"
user = "writer"
password = "secret:target-sql"
"""


def profile(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "contoso.toml"
    path.write_text(text)
    return path


def test_both_ends_on_sql_server(tmp_path: Path) -> None:
    found = settings.from_profile(profile(tmp_path, GOOD))
    assert isinstance(found.source, SqlServer) and isinstance(found.target, SqlServer)
    assert found.source.certificate == tmp_path / "keys" / "sql01.pem"
    assert str(found.target) == "sql02,1433/DM"
    assert found.log_path == tmp_path / "contoso.dmupgrade" / "upgrade.log"
    assert found.index_path == tmp_path / "contoso.dmupgrade" / "index"
    assert found.files_path == tmp_path / "contoso.dmupgrade" / "files"
    place = place_of(found.target, Keyring({"target-sql": "s3cret"}.get))
    assert (place.user, place.password) == ("writer", "s3cret") and "s3cret" not in repr(place)  # type: ignore[union-attr]
    with pytest.raises(DatabasePasswordMissing, match="target-sql"):
        place_of(found.target, Keyring(lambda name: None))


def test_every_fault_is_told_with_its_place(tmp_path: Path) -> None:
    text = """
source = 7
directory = "directory.ldif"
[target]
database = "DM"
encrypt = "maybe"
password = "letmein"
sever = "x"
options = { PWD = "x", App = "y" }
"""
    with pytest.raises(ProfileInvalid) as refused:
        settings.from_profile(profile(tmp_path, text))
    told = "\n".join(refused.value.details)
    for place in (
        "source: ",
        "target.server: is missing",
        "target.sever: is no setting",
        "target.encrypt: ",
        "target.password: must",
    ):
        assert place in told, told
    assert "target.options: App, PWD: said by a setting" in told
    assert "letmein" not in told


@pytest.mark.parametrize(
    ("line", "told"),
    [("authentication = 'sql'", "needs user and password"), ("user = 'x'", "belong to a SQL login")],
)
def test_a_login_is_whole(tmp_path: Path, line: str, told: str) -> None:
    text = f"source = 'a.db'\ndirectory = 'd.ldif'\n[target]\nserver = 's'\ndatabase = 'd'\n{line}\n"
    with pytest.raises(ProfileInvalid) as refused:
        settings.from_profile(profile(tmp_path, text))
    assert any(d.startswith("target: ") and told in d for d in refused.value.details)


def test_a_target_on_a_server_needs_a_profile_to_lie_beside(tmp_path: Path) -> None:
    given = {"source": "a.db", "directory": "d.ldif", "target": {"server": "s", "database": "d"}}
    with pytest.raises(ProfileInvalid, match="profile file"):
        settings.from_values(given, tmp_path)
