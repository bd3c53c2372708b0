"""The profile as a whole: tables beside plain settings, faults between settings, and the template that is made of the models."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from pydantic import Field, model_validator

from pyupgrade import settings
from pyupgrade.engine import profile_template
from pyupgrade.errors import ProfileInvalid
from pyupgrade.settings import Settings, described, faults, shape
from pyupgrade.settings.section import SecretName, Section, ThereFile

# -- a profile with every sort of table, as real systems have them


class Server(Section):
    """One server."""

    host: str = Field(description="Its name.", examples=["dc1.corp.example"])
    port: int = Field(636, description="Its port.", ge=1, le=65535)


class Ldap(Section):
    """A directory by LDAP."""

    servers: tuple[str, ...] = Field(description="In order.", examples=[["dc1"]], min_length=1)
    ca_file: ThereFile | None = Field(None, description="Who is trusted.", examples=["ca.pem"])
    way: Literal["simple", "kerberos"] = Field("kerberos", description="How to sign in.")
    password: SecretName | None = Field(None, description="Its password.")
    more: tuple[Server, ...] = Field((), description="Further servers.")
    either: tuple[Annotated[str, Field(min_length=2)] | Server, ...] = Field(
        ("dc4",), description="Names or servers.", examples=[["dc5"]], min_length=1
    )
    sites: dict[str, Server] = Field(default_factory=dict, description="By site.")
    on: bool = Field(True, description="Whether it is on.")

    @model_validator(mode="after")
    def _signs_in(self) -> Ldap:
        if self.way == "simple" and self.password is None:
            raise ValueError("a simple sign-in needs a password")
        return self


class Cloud(Section):
    """A directory in a cloud."""

    tenant: str = Field(description="Its tenant.", examples=["contoso"])


class Whole(Section):
    """Everything."""

    source: Annotated[Path, Field(description="The source.", examples=["a.db"])]
    directory: ThereFile | Ldap | Cloud = Field(description="The directory.", examples=["d.ldif"])
    identity: Cloud | None = Field(None, description="The platform.")
    workers: int = Field(0, ge=0, description="Workers.")


def wrong(given: dict[str, Any], base: Path = Path("/base")) -> dict[str, str]:
    made, found = faults.checked(Whole, shape.rooted(Whole, given, base))
    assert (made is None) is bool(found)
    assert len(dict(found)) == len(found), "one fault for one place"
    return dict(found)


GOOD: dict[str, Any] = {"source": "a.db", "directory": "d.ldif"}


def test_a_path_and_a_table_at_one_place() -> None:
    assert wrong(GOOD) == {}
    table = {"servers": ["dc1"], "ca_file": "ca.pem", "more": [{"host": "dc2"}], "sites": {"Bonn": {"host": "dc3"}}}
    values = shape.rooted(Whole, {**GOOD, "directory": table}, Path("/base"))
    made, found = faults.checked(Whole, values)
    assert found == []
    assert isinstance(made, Whole)
    assert isinstance(made.directory, Ldap)
    assert made.directory.ca_file == Path("/base/ca.pem")
    assert (made.directory.more[0].host, made.directory.sites["Bonn"].port) == ("dc2", 636)
    other, found = faults.checked(Whole, {**GOOD, "directory": {"tenant": "contoso"}})
    assert isinstance(other, Whole)
    assert isinstance(other.directory, Cloud), "a table is what its keys look like"


def test_every_fault_in_every_table_at_once() -> None:
    given = {
        "source": 3,
        "workers": "many",
        "wokers": 2,
        "tenant": "x",
        "directory": {
            "server": ["dc1"],
            "way": "ntlm",
            "password": "hunter2",
            "on": "perhaps",
            "more": [{"host": "dc2", "port": 0}, "dc3"],
            "either": [{"host": "dc2"}, {"port": 9}, "x"],
            "sites": {"Bonn": {"prt": 1}},
        },
        "identity": "contoso",
    }
    assert wrong(given) == {
        "source": "must be the path of a file or folder, as text",
        "workers": "must be a whole number",
        "wokers": "is no setting of a profile; did you mean 'workers'?",
        "tenant": "is no setting of a profile; it belongs into the table [directory]",
        "identity": "must be a table",
        "directory.servers": "is missing",
        "directory.server": "is no setting of this table; did you mean 'servers'?",
        "directory.way": "must be one of 'simple' or 'kerberos'",
        "directory.password": "must be a reference (secret:NAME), never the secret itself",
        "directory.on": "must be true or false",
        "directory.more.1.port": "must be 1 or more",
        "directory.more.2": "must be a table",
        "directory.either.2.host": "is missing",
        "directory.either.3": "must not be empty",
        "directory.sites.Bonn.host": "is missing",
        "directory.sites.Bonn.prt": "is no setting of this table; did you mean 'port'?",
    }
    assert "hunter2" not in str(wrong(given))


def test_faults_between_the_settings_of_a_table_and_of_no_known_kind() -> None:
    assert wrong({**GOOD, "directory": {"servers": ["a"], "way": "simple"}}) == {
        "directory": "a simple sign-in needs a password"
    }
    assert wrong({**GOOD, "directory": 3}) == {"directory": "must be a table or a path, as text"}
    assert wrong({**GOOD, "directory": {"servers": [], "ca_file": 1, "either": ["dc", "x"]}}) == {
        "directory.servers": "must have at least 1",
        "directory.either.2": "must not be empty",
        "directory.ca_file": "must be the path of a file or folder, as text",
    }


def test_files_that_are_not_there_in_tables_too(tmp_path: Path) -> None:
    (tmp_path / "there.pem").touch()
    given = {**GOOD, "directory": {"servers": ["a"], "ca_file": "gone.pem"}}
    found = dict(faults.not_there(Whole, shape.rooted(Whole, given, tmp_path)))
    assert found == {"directory.ca_file": f"there is no file '{tmp_path / 'gone.pem'}'"}
    given["directory"]["ca_file"] = "there.pem"
    assert list(faults.not_there(Whole, shape.rooted(Whole, given, tmp_path))) == []


# -- the real profile


def refused(folder: Path, text: str, *, look: bool = False) -> dict[str, str]:
    (folder / "upgrade.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ProfileInvalid) as reason:
        settings.from_profile(folder, look=look)
    return dict(d.split(": ", 1) for d in reason.value.details)


def test_missing_files_are_told_with_all_other_faults(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    text = (
        'source = "a.db"\ntarget = "b.db"\ndirectory = "d.ldif"\nprogram = "a.db"\nworkers = 99\nlog = "new.log"\n'
        'profile = "other.toml"\n'
    )
    found = refused(tmp_path, text, look=True)
    assert set(found) == {"target", "directory", "program", "workers", "profile"}
    assert found["program"] == f"there is no folder '{tmp_path / 'a.db'}'"
    assert set(refused(tmp_path, text)) == {"workers", "profile"}, "only Connect asks the disk"


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ('source = "a"\ntarget = "a"\n', "topology", "is new, which means two databases"),
        ('source = "a"\ntarget = "b"\ntopology = "same"\n', "topology", "is same, which means one database"),
        ('source = "a"\ntarget = "b"\nlog = "a"\n', "log", "over what 'source' names"),
        ('source = "a"\ntarget = "b"\nlog = "b"\n', "log", "is the target's database itself"),
        ('source = "a"\ntarget = "b"\nprogram = "p"\nfiles = "p/kit"\n', "files", "into what 'program' names"),
    ],
)
def test_faults_between_settings_are_told_with_the_others(tmp_path: Path, text: str, place: str, says: str) -> None:
    found = refused(tmp_path, text + "workers = -1\n")
    assert set(found) == {"directory", "workers", place}
    assert says in found[place]


def test_a_profile_saved_with_a_mark_of_its_encoding(tmp_path: Path) -> None:
    (tmp_path / "upgrade.toml").write_text('\ufeffsource = "a"\ntarget = "b"\ndirectory = "c"\n', encoding="utf-8")
    assert settings.from_profile(tmp_path).profile == tmp_path / "upgrade.toml"


# -- the template


def models(model: shape.Model = Settings) -> Iterator[shape.Model]:
    yield model
    for field in model.model_fields.values():
        for inner in [*shape.tables(field), *shape.many(field)]:
            yield from models(inner)


@pytest.mark.parametrize("model", [*models(), *models(Whole)], ids=lambda m: m.__name__)
def test_every_setting_says_what_it_is_for_and_shows_a_value(model: shape.Model) -> None:
    assert model.__doc__, "the template says what a table is"
    for name, field in model.model_fields.items():
        assert field.description, f"{model.__name__}.{name} needs Field(description=...)"
    for table in described._tables(model, "x"):
        for setting in table.settings:
            assert setting.example is not None, f"{model.__name__}.{setting.name} needs Field(examples=[...])"


def uncommented(text: str) -> str:
    return re.sub(r"^#(?! |$)", "", text, flags=re.MULTILINE)


def test_the_template_is_read_as_it_is(tmp_path: Path) -> None:
    text = profile_template.text()
    (tmp_path / "upgrade.toml").write_text(text, encoding="utf-8")
    read = settings.from_profile(tmp_path)
    assert read.source == tmp_path / "groupid10.db"
    plain, defaults = read.model_dump(), {n: f.get_default() for n, f in Settings.model_fields.items()}
    assert {n for n, v in plain.items() if v != defaults[n]} == {"source", "target", "directory"}, (
        "the rest is commented"
    )
    assert all(len(line) <= profile_template.WIDTH for line in text.splitlines())


def test_every_setting_stands_in_the_template(tmp_path: Path) -> None:
    text = profile_template.text()
    for table in described.tables():
        assert table.head in text
        for setting in table.settings:
            assert re.search(rf"^#?{setting.name} = ", text, re.MULTILINE)


def test_the_template_with_every_plain_setting_given_is_valid(tmp_path: Path) -> None:
    plain = uncommented(profile_template.text()).split("\n# -----")[0]
    given = tomllib.loads(plain)
    first = next(described.tables())
    assert set(given) == {s.name for s in first.settings}
    settings.from_values(given, tmp_path)


def tried(model: shape.Model, text: str) -> Iterator[tuple[described.Table, dict[str, str]]]:
    """Each table of the template given whole in place of the plain setting that it stands for, and what is wrong then."""
    pieces = re.split(r"^# -{20,}$", uncommented(text), flags=re.MULTILINE)
    found = list(described.tables())
    assert len(found) == len(pieces)
    for at, table in enumerate(found[1:], 1):
        parts = table.head.strip("[]").split(".")
        kept = [pieces[0]]
        for depth, part in enumerate(parts):
            kept[-1] = re.sub(rf"^{part} = .*$", "", kept[-1], flags=re.MULTILINE)
            place = ".".join(parts[: depth + 1])
            above = [n for n in range(1, at + 1) if found[n].head.strip("[]") == place]
            kept += [pieces[above[-1]]] if above else []
        values = shape.rooted(model, tomllib.loads("".join(kept)), Path("/base"))
        more = {"profile": Path("/base/upgrade.toml")} if "profile" in model.model_fields else {}
        yield table, dict(faults.checked(model, {**values, **more})[1])


def test_each_table_of_the_template_is_valid_in_place_of_its_plain_setting() -> None:
    for table, found in tried(Settings, profile_template.text()):
        # Settings of a table may exclude each other, which is told of the table as a whole.
        heads = {t.head.strip("[]") for t in described.tables()}
        assert {place for place in found if re.sub(r"\.\d+\b", "", place) not in heads} == set(), table.head


def test_the_template_of_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(described, "Settings", Whole)
    text = profile_template.text()
    heads = [line for line in text.splitlines() if line.startswith(("#[", "["))]
    assert heads == [
        "#[directory]", "#[[directory.more]]", "#[[directory.either]]", "#[directory.sites.NAME]", "#[directory]", "#[identity]",
    ]  # fmt: skip
    assert text.count("# Instead of the plain setting 'directory' above:") == 2
    assert text.count("# Instead of the plain setting 'either' above:") == 1
    assert '#servers = ["dc1"]' in text
    assert '# How to sign in. One of: simple, kerberos.\n#way = "kerberos"' in text
    wrongs = [(table.head, found) for table, found in tried(Whole, text)]
    assert wrongs == [(h.removeprefix("#"), {}) for h in heads]
