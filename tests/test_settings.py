"""The profile: read whole, every fault told in its own words, secrets only named, a secrets file for its owner alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pyupgrade import settings
from pyupgrade.errors import ProfileInvalid, ProfileNotFound
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
        "index.urls.0", "index.fingerprint", "index.api_key", "index.kind", "index.prefix", "old_index.pattern",
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
