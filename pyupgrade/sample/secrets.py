"""The secrets of a sample estate by name: random, long and unlike anything else, so that a leak can be found."""

from __future__ import annotations

import base64
import random
import string
import uuid
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

_LETTERS: Final = string.ascii_letters + string.digits
VENDOR_MARK: Final = (
    "0AA##0PV7#"  # how sealed values of the old product begin (KB-GMSA); what follows is not documented
)


class Estate:
    """Names and values in the order they were made; the same for the same random source."""

    def __init__(self, draw: random.Random) -> None:
        self._draw = draw
        self._values: dict[str, str] = {}

    @property
    def values(self) -> Mapping[str, str]:
        """All secrets by name."""
        return MappingProxyType(self._values)

    def password(self, name: str, around: str = "{}") -> str:
        """A secret of 20 letters and digits, within `around` where it shall hold characters that need quoting."""
        if name not in self._values:
            core = "".join(self._draw.choice(_LETTERS) for _ in range(20))
            if around != "{}":
                self._values[f"{name}-core"] = core
            self._values[name] = around.replace("{}", core, 1)
        return self._values[name]

    def identifier(self, name: str) -> str:
        """A secret that is a GUID, as SVC.Client.Secret is."""
        if name not in self._values:
            self._values[name] = str(uuid.UUID(int=self._draw.getrandbits(128), version=4))
        return self._values[name]

    def sealed(self, name: str) -> str:
        """A value as the old product seals it: its marker and two parts that only it can read."""
        if name not in self._values:
            parts = (base64.b64encode(self._draw.randbytes(size)).decode("ascii").rstrip("=") for size in (32, 46))
            self._values[name] = VENDOR_MARK + "".join(f"{part}=" for part in parts)
        return self._values[name]
