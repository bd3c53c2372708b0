"""Who asks a search cluster, and how it is trusted."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Access:
    """Where a cluster is, how its certificate is verified (a CA file or a fingerprint, else this machine's authorities), who asks.

    `timeout`: seconds for one answer; `patience`: seconds that a cluster may be busy or away before the run ends.
    """

    urls: tuple[str, ...]
    ca: Path | None = None
    fingerprint: str = ""
    api_key: str = field(default="", repr=False)
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 30.0
    patience: float = 120.0

    @property
    def location(self) -> str:
        return ", ".join(self.urls)
