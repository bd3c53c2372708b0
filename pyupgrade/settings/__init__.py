"""The profile file and the environment, read here and nowhere else, into typed settings with absolute paths."""

from __future__ import annotations

import os
import stat
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from pyupgrade.errors import FileUnreadable, ProfileInvalid, ProfileNotFound
from pyupgrade.settings.search import IndexSetting, OldIndex
from pyupgrade.settings.section import SecretName, Section

FILE_OR_TABLE = ("file", "table")  # tags of a setting that takes either, no words of a profile
Topology = Literal["new", "copy", "same"]


class Settings(Section):
    """A profile. Relative paths are meant from the profile's folder; secrets are only ever named (`secret:NAME`).

    source, target: SQLite files of an embedded installation. directory: the embedded directory (SQLite, or LDIF beside it).
    program, data: the old installation's program and data folders; tasks, registry: folders of what was exported on the old server (Task
    Scheduler XML, .reg); domain: the one it was joined to. files: the target's folder of files. opener: a command (program and its
    arguments) that is handed a sealed text on its standard input and gives the secret on its standard output. source_version: where it
    is not to be detected. workers: processes that convert history; 0 converts here. index: the embedded search index's folder, or a table:
    the search cluster.
    """

    source: Path
    target: Path
    directory: Path
    program: Path | None = None
    data: Path | None = None
    tasks: Path | None = None
    registry: Path | None = None
    files: Path | None = None
    opener: tuple[str, ...] = ()
    source_version: Literal["10.0", "9.0"] | None = None
    topology: Topology = "new"
    installation: str | None = None
    domain: str = ""
    identity_store_id: int | None = None
    passphrase: SecretName = "secret:target-passphrase"
    secrets: Path | None = None
    answers: Path | None = None
    source_overlay: Path | None = None
    target_overlay: Path | None = None
    log: Path | None = None
    index: IndexSetting | None = None
    old_index: OldIndex | None = None
    workers: int = Field(default=0, ge=0, le=64)
    python: str | None = None
    profile: Path | None = None

    @property
    def beside(self) -> Path:
        """The folder that holds what a run leaves beside its target: log, search index, lock."""
        return self.target.with_name(self.target.stem + ".dmupgrade")

    @property
    def files_path(self) -> Path:
        return self.files or self.target.with_name(self.target.stem + ".files")

    @property
    def log_path(self) -> Path:
        return self.log or self.beside / "upgrade.log"

    @property
    def index_path(self) -> Path:
        return self.index if isinstance(self.index, Path) else self.beside / "index"


FAULTS = {  # in the words of a profile, not of the library that reads it
    "missing": "is missing",
    "extra_forbidden": "is no setting of a profile",
    "path_type": "must be the path of a file or folder, as text",
}
PATHS = (
    "source",
    "target",
    "directory",
    "program",
    "data",
    "tasks",
    "registry",
    "files",
    "secrets",
    "answers",
    "source_overlay",
    "target_overlay",
    "log",
    "index",
)


def from_profile(path: Path) -> Settings:
    """The settings of a profile file. Raises ProfileNotFound, or ProfileInvalid with every fault found."""
    if path.is_dir():
        path = path / "upgrade.toml"
    if not path.is_file():
        raise ProfileNotFound(path=str(path))
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
        raise ProfileInvalid(path=str(path), details=[f"it is not readable TOML: {reason}"]) from reason
    return from_values({**given, "profile": path}, path.parent, str(path))


def from_values(given: dict[str, Any], base: Path, called: str = "parameters") -> Settings:
    """Settings of parameters, paths taken from `base`; raises ProfileInvalid with every fault."""
    values = {k: v for k, v in given.items() if v is not None}
    for name in PATHS:
        if isinstance(values.get(name), str | Path):
            values[name] = (base / values[name]).resolve()
    try:
        return Settings.model_validate(values, context={"base": base})
    except ValidationError as faults:
        details = [
            f"{_place(f['loc'])}: {FAULTS.get(f['type'], f['msg'].removeprefix('Value error, '))}"
            for f in faults.errors(include_input=False)
        ]
        raise ProfileInvalid(path=called, details=details) from None


def _place(steps: tuple[int | str, ...]) -> str:
    """Where in a profile a fault is, dotted."""
    return ".".join(str(step) for step in steps if step not in FILE_OR_TABLE) or "profile"


def secret_value(settings: Settings, name: str) -> str | None:
    """A secret by its name: the environment (DMUPGRADE_SECRET_<NAME>), else the profile's secrets file; None where neither has it.

    Raises ProfileInvalid when the secrets file may be read by others.
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
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        # The parser's message could quote a line, and with it a secret: only the place is said.
        raise FileUnreadable(path=str(path), reason="it is not readable TOML") from None
    return {k: v for k, v in values.items() if isinstance(v, str)}


def answers_file(path: Path) -> dict[str, str]:
    """Answers of a TOML file's [answers] table, id to text; raises FileUnreadable."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get("answers", {})
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as reason:
        raise FileUnreadable(path=str(path), reason=str(reason)) from reason
    return {str(k): str(v) for k, v in table.items()}
