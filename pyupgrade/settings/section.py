"""What every table of a profile is: frozen, without unknown keys, secrets only ever named."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationInfo

REFERENCE: Final = "secret:"


def _named(value: str) -> str:
    if not value.startswith(REFERENCE) or value == REFERENCE:
        raise ValueError("must be a reference (secret:NAME), never the secret itself")
    return value


SecretName = Annotated[str, AfterValidator(_named)]


def _placed(value: Path, info: ValidationInfo) -> Path:
    base = (info.context or {}).get("base")
    return value if base is None else (base / value).resolve()


ProfilePath = Annotated[Path, AfterValidator(_placed)]  # a relative one is meant from the profile's folder


class Section(BaseModel):
    """A table of the profile. Relative paths in it are meant from the profile's folder, too."""

    model_config = ConfigDict(frozen=True, extra="forbid")
