"""What every table of a profile is: frozen, without unknown keys, secrets only ever named, files said to be there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict

REFERENCE: Final = "secret:"


def _named(value: str) -> str:
    if not value.startswith(REFERENCE) or value == REFERENCE:
        raise ValueError("must be a reference (secret:NAME), never the secret itself")
    return value


NAMED: Final = AfterValidator(_named)
SecretName = Annotated[str, NAMED]


@dataclass(frozen=True, slots=True)
class There:
    """A mark for a path that must exist when the profile is connected with."""

    what: Literal["file", "folder"]


ThereFile = Annotated[Path, There("file")]
ThereFolder = Annotated[Path, There("folder")]


class Section(BaseModel):
    """A table of the profile. Relative paths in it are meant from the profile's folder, too.

    Every field bears a `description`, and `examples` where it has no default to show: the template is made of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
