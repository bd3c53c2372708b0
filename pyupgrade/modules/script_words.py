"""What the text of a script or query gives away: paths on a disk or share, and whether it seems to hold a password."""

from __future__ import annotations

import re
from typing import Final

_PATH: Final = re.compile(r"(?:(?<![A-Za-z])[A-Za-z]:\\|\\\\[\w.$-]+\\[\w$])[^\"'<>|\r\n;]*")
# As in `Password = "..."`.
_PASSWORD: Final = re.compile(r"\b(?:password|passwd|pwd|kennwort|passwort|secret)\b\W{0,3}[=:]", re.IGNORECASE)


def paths_in(text: str) -> list[str]:
    """Paths on a disk or share that a script names."""
    return [found.strip() for found in _PATH.findall(text)]


def seems_to_hold_password(text: str | None) -> bool:
    return _PASSWORD.search(text or "") is not None
