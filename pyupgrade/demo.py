"""The main job without PowerShell: sample, plan, run, proof and report over the seam, told in plain lines."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from pyupgrade import bridge

Say = Callable[[str], None]
_NUMBERS = itertools.count(1)


class Refused(Exception):
    """The engine answered with an error; its data are the argument."""


def run(folder: Path, say: Say = print) -> int:
    """Upgrades the Small sample in `folder` (made there if it is not), and again if it was upgraded before."""
    say("No PowerShell here: the same upgrade is run by the engine alone. The cmdlets need PowerShell 7.4 or later.")
    try:
        return _story(folder, say)
    except Refused as refused:
        error: Mapping[str, Any] = refused.args[0]
        say(f"{error['id']}: {error['message']}")
        for detail in error["details"]:
            say(f"  {detail}")
        say(f"What to do: {error['recommendedAction']}")
        return 1


def _story(folder: Path, say: Say) -> int:
    if not (folder / "upgrade.toml").exists():
        made = _job("sample.create", {"path": str(folder), "size": "Small"})
        say(f"Sample made: {made['stores']} stores, {made['groups']} groups, {made['historyEvents']} events.")
    opened = _job("connection.open", {"sample": str(folder)})
    mine = {"connection": opened["id"]}
    plan = _job("plan.build", {**mine, "features": ["Everything"]})
    say(f"Plan {plan['digest'][:12]}: {sum(plan['counts'].values())} things to carry, {len(plan['notices'])} notices.")
    ended = _job("run.start", {**mine, "plan": plan["text"], "acceptLoss": ["All"]})
    for feature in ended["features"]:
        say(
            f"  {feature['feature']:<14} {feature['status']:<10} done {feature['done']:>6}  present {feature['present']:>6}"
        )
    checks = _job("result.verify", mine)["rows"]
    failed = [c for c in checks if c["status"] == "Failed"]
    for check in failed:
        say(f"  Failed: {check['message']}")
    say(f"Verification: {'failed' if failed else 'passed'} ({len(checks)} checks).")
    report = _job("report.write", {**mine, "path": str(folder / "report.html"), "force": True})
    say(f"Report: {report['path']}")
    return 1 if failed or ended["status"] != "Completed" else 0


def _call(method: str, params: Mapping[str, Any]) -> Any:
    request = {"jsonrpc": "2.0", "id": next(_NUMBERS), "method": method, "params": params}
    answer = msgspec.json.decode(bridge.handle(msgspec.json.encode(request).decode()))
    if "error" in answer:
        raise Refused(answer["error"]["data"])
    return answer["result"]


def _job(method: str, params: Mapping[str, Any]) -> Any:
    number = _call(method, params)["job"]
    while True:
        told = _call("job.poll", {"job": number})
        if told["state"] == "failed":
            raise Refused(told["error"])
        if told["state"] != "running":
            return told["result"]
