"""What every table of a profile is: frozen, without unknown keys, secrets only ever named, files said to be there."""

from __future__ import annotations

import re
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


_LABEL: Final = r"(?!-)[\w-]{1,63}"
_NAME: Final = re.compile(rf"{_LABEL}(\.{_LABEL})*\.?")


def is_host(text: str) -> bool:
    """Whether it can be the name, or the IPv4 address, of a host or a domain."""
    return len(text) < 254 and _NAME.fullmatch(text) is not None


def is_port(text: str) -> bool:
    return text.isascii() and text.isdigit() and 0 < int(text) < 65536


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
