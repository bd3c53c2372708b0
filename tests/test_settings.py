"""The profile: read whole, every fault told in its own words, secrets only named, a secrets file for its owner alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pyupgrade import settings
from pyupgrade.engine import directories
from pyupgrade.engine.answers import Keyring
from pyupgrade.errors import ProfileInvalid, ProfileNotFound
from pyupgrade.settings.ldap import Ldap
from pyupgrade.settings.search import Search

GOOD = 'source = "a.db"\ntarget = "sub/b.db"\ndirectory = "d.ldif"\n'


def profile(folder: Path, text: str) -> Path:
    path = folder / "upgrade.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_paths_are_meant_from_the_profiles_folder(tmp_path: Path) -> None:
    read = settings.from_profile(profile(tmp_path, GOOD))
    assert (read.source, read.target) == (tmp_path / "a.db", tmp_path / "sub" / "b.db")
    assert read.log_path == tmp_path / "sub" / "b.dmupgrade" / "upgrade.log"
    assert settings.from_profile(tmp_path) == read, "a folder means the profile in it"


def test_a_url_in_the_place_of_a_file_is_refused_with_what_to_do() -> None:
    with pytest.raises(ProfileInvalid) as refused:
        settings.from_values(
            {"source": "mssql://sql01/GroupID10", "target": "b.db", "directory": "ldap://dc1"}, Path.cwd(), look=True
        )
    told = dict(d.split(": ", 1) for d in refused.value.details)
    urls = {place for place, said in told.items() if said.startswith("is a URL; a server is named by a table")}
    assert urls == {"source", "directory"} and len(refused.value.details) == len(told)


def test_every_fault_is_told_at_once_in_the_words_of_a_profile(tmp_path: Path) -> None:
    text = 'source = 1\ntarget = "b"\npassphrase = "hunter2-plain"\ntopology = "foo"\nwhat = 3\nworkers = -1\n'
    with pytest.raises(ProfileInvalid) as refused:
        settings.from_profile(profile(tmp_path, text))
    told = dict(d.split(": ", 1) for d in refused.value.details)
    assert set(told) == {"source", "directory", "passphrase", "topology", "what", "workers"}
    assert told["directory"] == "is missing"
    assert told["what"] == "is no setting of a profile"
    assert "hunter2" not in str(refused.value)
    assert "class" not in str(refused.value)


def test_the_identity_platforms_table(tmp_path: Path) -> None:
    own = '[identity]\nauthority = "https://login.own.example:8443/"\ngraph = "https://graph.own.example"\nca = "ca.pem"\n'
    read = settings.from_profile(profile(tmp_path, GOOD + own)).identity
    assert read is not None
    assert (read.authority, read.ca) == ("https://login.own.example:8443", tmp_path / "ca.pem")
    assert settings.from_profile(profile(tmp_path, GOOD)).identity is None, "nothing is asked until the profile says so"
    assert settings.from_profile(profile(tmp_path, GOOD + "[identity]\n")).identity is not None


def test_faults_of_the_identity_platforms_table(tmp_path: Path) -> None:
    text = '[identity]\ncloud = "mars"\nauthority = "http://plain.example"\nsecret = "x"\nseconds = 0\n'
    with pytest.raises(ProfileInvalid) as refused:
        settings.from_profile(profile(tmp_path, GOOD + text))
    told = dict(d.split(": ", 1) for d in refused.value.details)
    assert set(told) == {"identity.cloud", "identity.authority", "identity.secret", "identity.seconds"}
    for table, said in (
        ('authority = "https://a.example"', "authority and graph go together"),
        ('graph = "https://b.example/v1.0"\nauthority = "https://a.example"', "without a path"),
        ('graph = "https://b.example:x"\nauthority = "https://a.example"', "without a path"),
    ):
        with pytest.raises(ProfileInvalid, match=said):
            settings.from_profile(profile(tmp_path, f"{GOOD}[identity]\n{table}\n"))
    with pytest.raises(ProfileInvalid, match="identity: must be a table"):
        settings.from_profile(profile(tmp_path, GOOD + "identity = 1\n"))


def test_no_profile_and_no_toml(tmp_path: Path) -> None:
    with pytest.raises(ProfileNotFound):
        settings.from_profile(tmp_path / "gone.toml")
    with pytest.raises(ProfileInvalid, match="not readable TOML"):
        settings.from_profile(profile(tmp_path, "source ="))


@pytest.mark.skipif(os.name != "posix", reason="rights of other kinds of file systems")
def test_a_secrets_file_that_others_may_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = tmp_path / "secrets.toml"
    secrets.write_text('app = "s3cret"\n', encoding="utf-8")
    read = settings.from_profile(profile(tmp_path, GOOD + 'secrets = "secrets.toml"\n'))
    secrets.chmod(0o644)
    with pytest.raises(ProfileInvalid, match="mode 600"):
        settings.secret_value(read, "app")
    secrets.chmod(0o600)
    assert settings.secret_value(read, "app") == "s3cret"
    assert settings.secret_value(read, "other") is None
    monkeypatch.setenv("DMUPGRADE_SECRET_MY_APP", "from outside")
    assert settings.secret_value(read, "my-app") == "from outside"


LDAP = """
source = "a.db"
target = "b.db"
secrets = "secrets.toml"
[directory]
servers = ["dc1.corp.example", {{ name = "dc2.corp.example:3636", address = "10.0.0.2", site = "Berlin" }}]
ca = "tls/ca.pem"
user = "svc@corp.example"
password = "{password}"
site = "Berlin"
[directory.addresses]
"DC1.corp.example" = "10.0.0.1"
[[directory.domains]]
name = "tailspin.example"
servers = ["dc1.tailspin.example"]
account = {{ bind = "kerberos", user = "svc@TAILSPIN.EXAMPLE", keytab = "tls/svc.keytab" }}
"""


def test_a_directory_may_be_a_table(tmp_path: Path) -> None:
    read = settings.from_profile(profile(tmp_path, LDAP.format(password="secret:ldap")))
    assert isinstance(read.directory, Ldap)
    assert read.directory.ca == tmp_path / "tls" / "ca.pem"
    assert directories.location(read.directory) == "dc1.corp.example, dc2.corp.example:3636, dc1.tailspin.example"
    secrets = tmp_path / "secrets.toml"
    secrets.write_text('ldap = "s3cret"\n', encoding="utf-8")
    secrets.chmod(0o600)
    made = directories.domains(read.directory, Keyring(lambda name: settings.secret_value(read, name)))
    first, second = made.places
    assert [(s.name, s.port, s.site) for s in first.servers] == [
        ("dc1.corp.example", 0, ""),
        ("dc2.corp.example", 3636, "Berlin"),
    ]
    assert (first.access.user, first.access.password, first.access.bind) == ("svc@corp.example", "s3cret", "simple")
    assert (second.access.bind, second.access.keytab) == ("kerberos", tmp_path / "tls" / "svc.keytab")
    assert made.addresses == {"dc1.corp.example": "10.0.0.1"}
    assert "s3cret" not in repr(made)


def test_faults_of_a_directory_are_told_with_their_place(tmp_path: Path) -> None:
    with pytest.raises(ProfileInvalid) as refused:
        settings.from_profile(
            profile(tmp_path, LDAP.format(password="hunter2-plain") + "servers_ = 1\n[directory.tls]\nx = 1\n")
        )
    told = dict(d.split(": ", 1) for d in refused.value.details)
    assert told["directory.password"].startswith("must be a reference")
    assert told["directory.domains.1.servers_"].startswith("is no setting of this table")
    assert "directory.tls" in told
    assert "hunter2" not in str(refused.value)
    for wrong, said in (
        ('servers = []\nuser = "a"\npassword = "secret:a"', "directory.servers"),
        ('servers = ["dc1"]', "needs user and password"),
        ('servers = ["ldaps://dc1"]\nbind = "kerberos"', "full name of a server"),
    ):
        with pytest.raises(ProfileInvalid, match=said):
            settings.from_profile(profile(tmp_path, f'source = "a"\ntarget = "b"\n[directory]\n{wrong}\n'))


def test_a_search_cluster_is_a_table_and_its_faults_are_told_with_their_place(tmp_path: Path) -> None:
    table = GOOD + '[index]\nurls = ["https://s.example:9200"]\nca = "ca.pem"\nuser = "u"\npassword = "secret:s"\n'
    read = settings.from_profile(profile(tmp_path, table))
    assert isinstance(read.index, Search)
    assert (read.index.ca, read.index.kind) == (tmp_path / "ca.pem", "embedded")
    assert settings.from_profile(profile(tmp_path, GOOD + 'index = "there"\n')).index_path == tmp_path / "there"
    bad = (
        GOOD + '[index]\nurls = ["ftp://x"]\nfingerprint = "12"\napi_key = "plain-key"\nkind = "other"\nprefix = "Ä"\n'
    )
    with pytest.raises(ProfileInvalid) as refused:
        settings.from_profile(profile(tmp_path, bad + '[old_index]\nurl = "http://old:9200"\n'))
    told = {d.split(": ", 1)[0] for d in refused.value.details}
    assert told == {
        "index.urls.1", "index.fingerprint", "index.api_key", "index.kind", "index.prefix", "old_index.pattern",
    }  # fmt: skip
    assert "plain-key" not in str(refused.value)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ('ca = "a"\nfingerprint = "' + "ab" * 32 + '"', "exclude each other"),
        ('api_key = "secret:k"\nuser = "u"\npassword = "secret:p"', "exclude each other"),
        ('user = "u"', "go together"),
    ],
)
def test_a_search_cluster_is_trusted_and_asked_in_one_way(tmp_path: Path, more: str, said: str) -> None:
    with pytest.raises(ProfileInvalid, match=said):
        settings.from_profile(profile(tmp_path, f'{GOOD}[index]\nurls = ["https://s.example"]\n{more}\n'))


def test_a_credential_never_crosses_a_network_in_clear_text(tmp_path: Path) -> None:
    asks = 'user = "u"\npassword = "secret:p"\n'
    with pytest.raises(ProfileInvalid, match="clear text"):
        settings.from_profile(profile(tmp_path, f'{GOOD}[index]\nurls = ["http://s.example:9200"]\n{asks}'))
    assert settings.from_profile(profile(tmp_path, f'{GOOD}[index]\nurls = ["http://127.0.0.1:9200"]\n{asks}'))


def test_the_rest_api_is_given_no_password_in_clear_text_but_on_this_machine(tmp_path: Path) -> None:
    rest = '[rest]\nurl = "http://{}:4444"\nuser = "u"\npassword = "secret:p"\nclient_secret = "secret:c"\nidentity_store_id = 1\n'
    settings.from_profile(profile(tmp_path, GOOD + rest.format("127.0.0.1")))
    with pytest.raises(ProfileInvalid) as refused:
        settings.from_profile(profile(tmp_path, GOOD + rest.format("dm11.corp.example")))
    assert any("in clear text: use https" in d for d in refused.value.details)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ('[index]\nurls = ["https://es:abc"]', "index.urls.1: must be the address of a server"),
        ('[index]\nurls = ["https://es:99999"]', "index.urls.1: must be the address of a server"),
        ('[index]\nurls = ["https://es..example"]', "index.urls.1: must be the address of a server"),
        ('[source]\nserver = "sql01,abc"\ndatabase = "x"', "source.server: must be host, host,port"),
        ('[directory]\nservers = ["dc1:99999"]', "directory.servers.1: must be the full name of a server"),
        ('[directory]\nservers = ["dc1 corp"]', "directory.servers.1: must be the full name of a server"),
        ('[directory]\nservers = ["dc1..corp"]', "directory.servers.1: must be the full name of a server"),
        ('[directory]\nservers = ["dc1.x"]\nleave_out = [""]', "directory.leave_out.1: must be the DNS name"),
        (
            '[directory]\ndomain = "E.x"\nservers = ["dc1.x"]\n[[directory.domains]]\nname = "e.x"\nservers = ["dc2.x"]',
            "e.x: a domain is named once",
        ),
    ],
)
def test_addresses_that_are_none_are_told_with_their_place(tmp_path: Path, table: str, said: str) -> None:
    own = table.partition("]")[0].strip("[")
    rest = "".join(line for line in GOOD.splitlines(keepends=True) if not line.startswith(own))
    account = 'user = "u@x"\npassword = "secret:d"\n' if own == "directory" else ""
    text = rest + table.replace("[directory]\n", f"[directory]\n{account}") + "\n"
    with pytest.raises(ProfileInvalid, match=said):
        settings.from_profile(profile(tmp_path, text))


def test_a_secret_that_is_no_text_is_told_by_its_name(tmp_path: Path) -> None:
    read = settings.from_profile(profile(tmp_path, GOOD + 'secrets = "secrets.toml"\n'))
    file = tmp_path / "secrets.toml"
    file.write_text("pin = 123456\n", encoding="utf-8")
    file.chmod(0o600)
    with pytest.raises(ProfileInvalid, match="the secret 'pin' must be text") as refused:
        settings.secret_value(read, "pin")
    assert "123456" not in str(refused.value)
