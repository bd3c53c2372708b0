"""The profile file and the environment, read here and nowhere else, into typed settings with absolute paths."""

from __future__ import annotations

import os
import stat
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, model_validator

from pyupgrade.errors import AnswersInvalid, FileUnreadable, ProfileInvalid, ProfileNotFound
from pyupgrade.settings import faults, shape
from pyupgrade.settings.between import between
from pyupgrade.settings.doors import ByDoors, Doors, Rest, Shell
from pyupgrade.settings.identity import Identity
from pyupgrade.settings.ldap import Ldap
from pyupgrade.settings.search import OldIndex, Search
from pyupgrade.settings.section import SecretName, Section, ThereFile, ThereFolder
from pyupgrade.settings.sqlserver import SqlServer

Topology = Literal["new", "copy", "same"]


class Settings(Section):
    """A profile. Relative paths are meant from the profile's folder; secrets are only ever named (`secret:NAME`)."""

    source: ThereFile | SqlServer = Field(
        description="The old installation's database, opened read-only. A restored backup or a snapshot is safest.",
        examples=["groupid10.db"],
    )
    source_version: Literal["10.0", "9.0"] | None = Field(
        None, description="Its release, where it is not to be detected.", examples=["10.0"]
    )
    installation: str | None = Field(
        None,
        description="Which installation it is (a GUID), where its database does not say; an id given here outranks the database's.",
        examples=["5f0c1a52-6f5e-4d0c-9a38-2f4f2f3c7f10"],
    )
    target: ThereFile | SqlServer | ByDoors = Field(
        description="The Directory Manager 11.1 database.", examples=["target.db"]
    )
    rest: Rest | None = Field(None, description="The REST API of the target.")
    shell: Shell | None = Field(None, description="The Management Shell of the target.")
    doors: Doors | None = Field(
        None, description="Which kinds of object take which door, where the rule is not to decide."
    )
    topology: Topology = Field(
        "new",
        description="new: two databases. copy: 11.1 was configured on a restored copy of the old one. same: on the old one itself.",
    )
    directory: ThereFile | Ldap = Field(
        description="The directory, as an LDIF export or the database made from one.", examples=["directory.ldif"]
    )
    program: ThereFolder | None = Field(
        None, description="The old server's program folder (GroupID 10.0), copied as it is.", examples=["program"]
    )
    data: ThereFolder | None = Field(None, description="Its data folder, copied as it is.", examples=["data"])
    tasks: ThereFolder | None = Field(
        None,
        description="A folder of exports of its scheduled tasks (Export-ScheduledTask, one XML a task).",
        examples=["tasks"],
    )
    registry: ThereFolder | None = Field(
        None, description="A folder of exports of its registry (reg export).", examples=["registry"]
    )
    domain: str = Field(
        "",
        description="The domain that it was joined to, where no registry export says so; reports belong to its store.",
        examples=["corp.example"],
    )
    files: Path | None = Field(
        None,
        description="Where 11.1 keeps files, and where the import kit goes. Beside the target when it is not named.",
        examples=["files"],
    )
    passphrase: SecretName = Field(
        "secret:target-passphrase",
        description="The passphrase of 11.1's Configuration Tool: its name in SecretManagement, in a variable "
        "(DMUPGRADE_SECRET_TARGET_PASSPHRASE for this one), or in the secrets file.",
    )
    secrets: ThereFile | None = Field(
        None,
        description="A TOML file of secrets by name, which its owner alone may read (mode 600).",
        examples=["secrets.toml"],
    )
    opener: tuple[str, ...] = Field(
        (),
        description="A command, program and arguments, that opens sealed text of the old system: text on its standard input, "
        "the secret on its standard output.",
        examples=[["opener.exe", "--groupid10"]],
    )
    answers: ThereFile | None = Field(
        None,
        description="Answers to a plan's questions: Export-DMUpgradeAnswerTemplate writes the questions down.",
        examples=["answers.toml"],
    )
    identity_store_id: int | None = Field(
        None, description="The identity store that Upgrade-Group takes when none is named.", examples=[1]
    )
    claim_upgrade_group: bool = Field(
        False,
        description="Whether Upgrade-Group stands for this product's command also in a shell that had the vendor's before; else the "
        "vendor's keeps the name and ours is Update-DMUpgradeGroup.",
        examples=[True],
    )
    identity: Identity | None = Field(None, description="The identity platform, where it may be asked.")
    source_overlay: ThereFile | None = Field(
        None,
        description="A file that names tables and columns of the source which are called otherwise here than this product "
        "believes (docs/contract.md).",
        examples=["source-site.toml"],
    )
    target_overlay: ThereFile | None = Field(
        None, description="The same for the target.", examples=["target-site.toml"]
    )
    workers: int = Field(0, ge=0, le=64, description="Processes that convert history; 0 converts in the engine itself.")
    log: Path | None = Field(
        None, description="The details log. Beside the target when it is not named.", examples=["upgrade.log"]
    )
    index: Path | Search | None = Field(
        None,
        description="The embedded search index, a folder. Beside the target when it is not named.",
        examples=["index"],
    )
    old_index: OldIndex | None = Field(None, description="The old installation's search index, which is only counted.")
    python: str | None = Field(
        None,
        description="The Python that runs the engine, where the shell is not to look for one itself.",
        examples=["/opt/dmupgrade/bin/python"],
    )
    profile: Path | None = Field(None, exclude=True, description="The file that these settings come from.")

    @model_validator(mode="after")
    def _somewhere(self) -> Settings:
        if isinstance(self.target, SqlServer) and self.profile is None:
            raise ValueError("a target on SQL Server is named in a profile file: log and index lie beside that")
        if isinstance(self.target, ByDoors) and not (self.rest or self.shell):
            raise ValueError("a target with nothing but a journal needs [rest] or [shell] to be reached by")
        return self

    @property
    def beside(self) -> Path:
        """The folder that holds what a run leaves beside its target: log, search index, lock."""
        place = self.profile if isinstance(self.target, SqlServer) else self.target_file
        assert place is not None, "a profile was checked for it"
        return place.with_name(place.stem + ".dmupgrade")

    @property
    def target_file(self) -> Path | None:
        """The file that holds the journal: the embedded target itself, or that of a target without its database."""
        if isinstance(self.target, ByDoors):
            return self.target.journal
        return self.target if isinstance(self.target, Path) else None

    @property
    def files_path(self) -> Path:
        if self.files is None and (file := self.target_file) is not None:
            return file.with_name(file.stem + ".files")
        return self.files or self.beside / "files"

    @property
    def log_path(self) -> Path:
        return self.log or self.beside / "upgrade.log"

    @property
    def index_path(self) -> Path:
        return self.index if isinstance(self.index, Path) else self.beside / "index"


def from_profile(path: Path, *, look: bool = False) -> Settings:
    """The settings of a profile file; `look` asks whether the files that it names are there, too.

    Raises ProfileNotFound, or ProfileInvalid with every fault found.
    """
    if path.is_dir():
        path = path / "upgrade.toml"
    if not path.is_file():
        raise ProfileNotFound(path=str(path))
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
        raise ProfileInvalid(path=str(path), details=[f"it is not readable TOML: {reason}"]) from reason
    return from_values(given, path.parent, str(path), look=look, profile=path)


def from_values(
    given: dict[str, Any], base: Path, called: str = "parameters", *, look: bool = False, profile: Path | None = None
) -> Settings:
    """Settings of parameters, or of the file `profile`, paths taken from `base`; raises ProfileInvalid with every fault."""
    values = shape.rooted(Settings, {k: v for k, v in given.items() if v is not None}, base)
    found = [("profile", "is no setting of a profile")] if "profile" in values else []
    made, wrong = faults.checked(Settings, {**values, "profile": profile})
    found += [*wrong, *between(values), *_urls(given)]
    if look:
        spoilt = {place for place, _ in found}
        found += [fault for fault in faults.not_there(Settings, values) if fault[0] not in spoilt]
    if found or not isinstance(made, Settings):
        raise ProfileInvalid(path=called, details=[f"{place or 'profile'}: {told}" for place, told in found])
    return made


def _urls(given: dict[str, Any]) -> list[tuple[str, str]]:
    places = ("source", "target", "directory", "index")
    return [
        (name, "is a URL; a server is named by a table of a profile, which New-DMUpgradeProfile writes down")
        for name in places
        if "://" in str(given.get(name, "")) and not isinstance(given[name], dict)
    ]


def secret_value(settings: Settings, name: str) -> str | None:
    """A secret by its name: the environment (DMUPGRADE_SECRET_<NAME>), else the profile's secrets file; None where neither has it.

    Raises ProfileInvalid when the secrets file may be read by others, or holds what is no text.
    """
    variable = "DMUPGRADE_SECRET_" + "".join(c if c.isalnum() else "_" for c in name).upper()
    if variable in os.environ:
        return os.environ[variable]
    return _secrets_file(settings).get(name)


def _secrets_file(settings: Settings) -> dict[str, str]:
    path = settings.secrets
    if path is None or not path.is_file():
        return {}
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise ProfileInvalid(
            path=str(path), details=["others may read this secrets file: give it to its owner alone (mode 600)"]
        )
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        # The parser's message could quote a line, and with it a secret: only the place is said.
        raise FileUnreadable(path=str(path), reason="it is not readable TOML") from None
    if no_text := [
        f"the secret '{name}' must be text, in quotes" for name, v in values.items() if not isinstance(v, str)
    ]:
        raise ProfileInvalid(path=str(path), details=no_text)
    return values


def answers_file(path: Path) -> dict[str, str]:
    """Answers of a TOML file's [answers] table, id to text. Raises FileUnreadable, AnswersInvalid with every fault."""
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as reason:
        raise FileUnreadable(path=str(path), reason=reason.strerror or str(reason)) from reason
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
        raise AnswersInvalid(path=str(path), details=[f"it is not readable TOML in UTF-8: {reason}"]) from reason
    table = given.pop("answers", None)
    found = [f"'{name}' stands outside the table [answers]" for name in given]
    if not isinstance(table, dict):
        raise AnswersInvalid(path=str(path), details=["it has no table [answers]", *found])
    found += [f"the answer to '{k}' must be text, in quotes" for k, v in table.items() if not isinstance(v, str)]
    if found:
        raise AnswersInvalid(path=str(path), details=found)
    return table
