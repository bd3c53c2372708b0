"""The stand-in of the Management Shell without a shell: calls of the door run straight on its state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pyupgrade.errors import TargetRefused
from pyupgrade.plan.calls import Call, Secret
from tests.servers.dm_shell import CmdletError, StandIn, secret_digest


class Direct:
    """What a door is handed to run its calls; `calls` are those made."""

    def __init__(self, state: Path) -> None:
        self._stand_in = StandIn(state)
        self.calls: list[Call] = []

    def __call__(self, call: Call) -> list[dict[str, Any]]:
        self.calls.append(call)
        try:
            return self._stand_in.invoke(call.cmdlet, {name: _plain(value) for name, value in call.parameters.items()})
        except CmdletError as error:
            raise TargetRefused(what=call.cmdlet, reason=str(error).removesuffix(".")) from None


def _plain(value: Any) -> Any:
    if isinstance(value, Secret):
        digest = secret_digest(value.value or "")
        return digest if value.user is None else {"$credential": {"user": value.user, "password": digest}}
    if isinstance(value, dict) and "$instant" in value:
        return value["$instant"]
    return value
