"""What an error makes of a line: its outcome, or the end of the run where the target itself is at stake."""

from __future__ import annotations

from typing import Final

from pyupgrade.errors import (
    DiskFull,
    DoorUnreachable,
    IndexUnusable,
    LockLost,
    SourceUnreachable,
    TargetBusy,
    TargetUnreachable,
    UpgradeError,
)
from pyupgrade.plan.ports import Outcome
from pyupgrade.plan.wording import sayable

# Source or target itself is at stake: nothing can go on. Everything else concerns the one line or range it happened in.
FATAL: Final = (
    DiskFull,
    DoorUnreachable,
    IndexUnusable,
    LockLost,
    SourceUnreachable,
    TargetBusy,
    TargetUnreachable,
)


def failed(line: str, error: UpgradeError, count: int = 1, about: str = "") -> Outcome:
    """The outcome of a line (by its id) that an error ended; `about` says of which part of it, `count` what of it is counted."""
    message = sayable(f"{about}: {error}" if about else str(error))
    return Outcome(line, "Failed", count, message, error.code, error.recommended_action)
