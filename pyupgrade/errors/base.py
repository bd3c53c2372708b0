"""The root of the tree: an error is its docstring, a stable code, a category, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar


class Stopping(Exception):
    """Somebody asked for a stop while something was waited for. No error: whoever holds the work ends it as stopped."""


class UpgradeError(Exception):
    """The upgrade cannot go on: {reason}"""

    code: ClassVar[str] = "DMUpgrade.Error"
    category: ClassVar[str] = "NotSpecified"  # a name of PowerShell's ErrorCategory
    action: ClassVar[str] = "Read the details log; if the cause is not clear from it, keep the log and ask."
    transient: ClassVar[bool] = False

    def __init__(self, *, details: Sequence[str] = (), target: str = "", **facts: Any) -> None:
        self.details = list(details)
        self.reason = str(facts.get("reason", ""))  # what an error of another system is made of
        self.target = target or str(next(iter(facts.values()), ""))
        self.message = " ".join((type(self).__doc__ or "").split()).format(**facts)
        self.recommended_action = self.action.format(**facts)
        super().__init__(self.message if not self.details else self.message + " " + " | ".join(self.details))

    def as_data(self) -> dict[str, Any]:
        """The error as the seam carries it (docs/protocol.md, Errors)."""
        return {
            "id": self.code,
            "category": self.category,
            "message": self.message,
            "recommendedAction": self.recommended_action,
            "target": self.target,
            "transient": self.transient,
            "details": self.details,
        }
