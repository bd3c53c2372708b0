"""The vendor's cmdlets, run by the shell that we run in: a call goes out as a question of the current job, objects come back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

import msgspec

from pyupgrade.contracts.doors import DoorFacts
from pyupgrade.errors import TargetRefused
from pyupgrade.errors.doors import DoorShellMissing, DoorUnexpected, DoorUnreachable
from pyupgrade.jobs import CURRENT, Refused
from pyupgrade.plan.calls import Call, Secret
from pyupgrade.plan.masking import masked

KIND = "cmdlet"
MODULE = "module"


class VendorShell:
    """What the door `shell` is handed to run its calls. A question holds secrets, so that none is ever written to a log."""

    def __init__(self, facts: DoorFacts, module: str = "") -> None:
        self._facts, self.module = facts, module or str(facts.data["module"]["name"])

    def __call__(self, call: Call) -> list[dict[str, Any]]:
        """The objects that the cmdlet gives.

        Raises TargetRefused with its own words when it fails, DoorShellMissing where no shell is there to ask or it lacks the module.
        """
        job = CURRENT.get()
        if call.cmdlet not in self._facts.data["cmdlet"]:
            raise DoorUnexpected(
                door="shell", location=self.module, reason=f"{call.cmdlet} is no cmdlet of the contract"
            )
        if job is None:
            self._missing("no shell runs this work")
        sent = self._sent(call)
        if not _is_text(sent):
            raise TargetRefused(
                what=call.cmdlet,
                reason="a value holds half a character (a lone surrogate), which no shell takes; correct it in the source",
            )
        secrets = [one.value for one in call.parameters.values() if isinstance(one, Secret) and one.value]
        try:
            answer = job.ask(KIND, cmdlet=call.cmdlet, module=self.module, parameters=sent)
        except Refused as reason:
            if job.cancelled.is_set():
                self._unreachable(f"the run was stopped while {call.cmdlet} was at work")
            self._missing(masked(str(reason), secrets))
        for told in answer.get("warnings") or [] if isinstance(answer, Mapping) else []:
            job.emit("warning", message=f"{call.cmdlet}: {masked(str(told), secrets)}")
        return _objects(call, answer, secrets)

    def look(self) -> dict[str, Any]:
        """What the shell has of the module: `loaded`, the cmdlets of the contract that it `lacks`, whose `upgradeGroup` it knows.

        Raises DoorShellMissing where no shell is there to ask.
        """
        job = CURRENT.get()
        if job is None:
            self._missing("no shell runs this work")
        try:
            answer = job.ask(MODULE, module=self.module)
        except Refused as reason:
            self._missing(str(reason))
        return dict(answer) if isinstance(answer, Mapping) else {}

    def _sent(self, call: Call) -> dict[str, Any]:
        known = self._facts.data["cmdlet"][call.cmdlet]["parameters"]
        return {name: _parameter(value, known.get(name, {})) for name, value in call.parameters.items()}

    def _missing(self, reason: str) -> NoReturn:
        raise DoorShellMissing(door="shell", location=self.module, reason=reason.removesuffix("."))

    def _unreachable(self, reason: str) -> NoReturn:
        raise DoorUnreachable(door="shell", location=self.module, reason=reason.removesuffix("."))


def _parameter(value: Any, fact: Mapping[str, Any]) -> Any:
    """A secret in the form that its parameter takes: a few of the vendor's take nothing but text."""
    if not isinstance(value, Secret):
        return value
    if value.user is not None:
        return {"$credential": {"user": value.user, "password": value.value or ""}}
    return value.value if fact.get("type") == "string" else {"$secure": value.value}


def _is_text(sent: Mapping[str, Any]) -> bool:
    try:
        msgspec.json.encode(sent)
    except UnicodeEncodeError:
        return False
    return True


def _objects(call: Call, answer: Any, secrets: list[str]) -> list[dict[str, Any]]:
    given = answer if isinstance(answer, Mapping) else {}
    if errors := given.get("errors") or []:
        told = [masked(str(error.get("message", "")), secrets).strip().removesuffix(".") for error in errors]
        ids = [str(error.get("id", "")) for error in errors]
        raise TargetRefused(
            what=call.cmdlet, reason=told[0], details=[*told[1:], *(f"error id {one}" for one in ids if one)]
        )
    return [dict(one) for one in given.get("objects") or [] if isinstance(one, Mapping)]
