"""What a check found: one row from preflight or verification to the shell and the report."""

from __future__ import annotations

from typing import Literal

import msgspec

from pyupgrade.plan.wording import sayable

FindingStatus = Literal["Passed", "Warning", "Failed", "Skipped"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is stable and names the check, `target` the thing looked at; the members are those of the result type Check.

    A Warning or Failed always says what to do, a Skipped why it was not looked at.
    """

    id: str
    area: str
    status: FindingStatus
    message: str
    recommended_action: str = ""
    target: str = ""

    def __post_init__(self) -> None:
        # Names come from NVARCHAR, which can hold half a character; rows of checks cross the seam and are kept in
        # files.
        for field in ("message", "recommended_action", "target"):
            msgspec.structs.force_setattr(self, field, sayable(getattr(self, field)))
